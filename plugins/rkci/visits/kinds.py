"""What a file of evidence is, by its bytes and never by its name: a photo, minutes, a video, or nothing of use."""

import zipfile
from io import BytesIO
from pathlib import PurePosixPath

from rkci.intake.kinds import OLE, UNPACKING, ZIP

PHOTO, MINUTES, VIDEO, OTHER = "photo", "minutes", "video", "other"
PICTURES = (
    b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"BM",
    b"\xff\x0a", b"\0\0\0\x0cJXL ", b"\0\0\0\x0cjP  ",
)  # fmt: skip
"""Beginnings of JPEG, PNG, GIF, TIFF (and BigTIFF), BMP, JPEG XL and JPEG 2000."""
PICTURE_BRANDS = ("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1", "avif", "avis")
"""Brands of ISO base media files (ISO/IEC 23008-12) that hold pictures; with any other they are videos or sound."""
VIDEOS = (
    b"\x1aE\xdf\xa3", b"FLV\x01", b"OggS", b"\0\0\x01\xba", b"\0\0\x01\xb3", b"0&\xb2u\x8ef\xcf\x11", b"ID3", b"fLaC",
    b"#!AMR",
)  # fmt: skip
"""Beginnings of Matroska and WebM, Flash, Ogg, MPEG, Windows Media, MP3, FLAC and AMR."""
QUICKTIME = (b"moov", b"mdat", b"wide", b"pnot", b"free", b"skip")
PHOTO_ENDINGS = (".jpg", ".jpeg", ".jfif", ".png", ".webp", ".tif", ".tiff", ".heic", ".heif", ".gif", ".bmp", ".avif")
TEXT_BYTES = 64 * 1024


def kind_of(content: bytes, file_name: str) -> str:
    """PHOTO, MINUTES, VIDEO (or sound) or OTHER; what cannot be told is the photo that its name says it is."""
    if content.startswith(PICTURES) or (content.startswith(b"RIFF") and content[8:12] == b"WEBP"):
        return PHOTO
    if content[4:8] == b"ftyp":
        brands = content[8 : 8 + min(64, int.from_bytes(content[:4], "big"))].decode("latin-1")
        return PHOTO if any(brand in brands for brand in PICTURE_BRANDS) else VIDEO
    if content.startswith((*VIDEOS, b"RIFF")) or content[4:8] in QUICKTIME:
        return VIDEO
    if _is_document(content):
        return MINUTES
    return PHOTO if is_photo_name(file_name) else OTHER


def is_photo_name(file_name: str) -> bool:
    """True for a name that ends as those of photos do."""
    return PurePosixPath(file_name).suffix.lower() in PHOTO_ENDINGS


def _is_document(content: bytes) -> bool:
    if b"%PDF-" in content[:1024] or content.startswith(b"{\\rtf"):
        return True
    if content.startswith(OLE):
        return "WordDocument".encode("utf-16-le") in content
    if content.startswith(ZIP):
        return _is_text_document(content)
    return _is_text(content)


def _is_text_document(content: bytes) -> bool:
    """True for .docx and .odt."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            is_open = "mimetype" in names and archive.getinfo("mimetype").file_size < 200
            return "word/document.xml" in names or (is_open and b"opendocument.text" in archive.read("mimetype"))
    except UNPACKING:
        return False


def _is_text(content: bytes) -> bool:
    """True for a plain text in UTF-8 or UTF-16 with its mark."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    # a letter may be cut in two at the end of what is looked at
    text = content[:TEXT_BYTES].decode(encoding, "ignore" if len(content) > TEXT_BYTES else "replace")
    letters = "".join(text.split())
    return bool(letters) and "\ufffd" not in letters and letters.isprintable() and not letters.startswith("<")
