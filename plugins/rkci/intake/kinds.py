"""What a file is that is not a workbook, by its bytes and in words: what it is called, and what to do with it.

The name of the file says nothing: an .ods called .xlsx is told to be one, and so is a password.
"""

import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP = b"PK\x03\x04"
SAVE_AS = "simpan sebagai .xlsx / save it as .xlsx"
TAKE_OUT = "keluarkan buku kerjanya lalu kirim berkas .xlsx itu / take the workbook out and send the .xlsx itself"
SEND_IT = "kirim buku kerja .xlsx / send the .xlsx workbook"

OLE_STREAMS = (
    ("EncryptedPackage", "terkunci dengan kata sandi / locked with a password", "hapus kata sandinya / remove it"),
    ("Workbook", "buku kerja .xls lama / a workbook of the old kind, .xls", SAVE_AS),
    ("Book", "buku kerja .xls lama / a workbook of the old kind, .xls", SAVE_AS),
    ("WordDocument", "dokumen Word lama (.doc) / an old Word document (.doc)", SEND_IT),
    ("PowerPoint Document", "presentasi lama (.ppt) / an old presentation (.ppt)", SEND_IT),
    ("", "dokumen Office lama / an old Office document", SEND_IT),
)
"""A stream of an OLE file, what it makes of the file, and what to do; the first that is there."""
OPEN_DOCUMENTS = {
    "spreadsheet": ("lembar kerja OpenDocument (.ods) / an OpenDocument spreadsheet (.ods)", SAVE_AS),
    "text": ("dokumen OpenDocument (.odt) / an OpenDocument text (.odt)", SEND_IT),
    "": ("dokumen OpenDocument / an OpenDocument file", SEND_IT),
}
BEGINNINGS = (
    (b"%PDF-", "berkas PDF / a PDF", SEND_IT),
    (b"{\\rtf", "dokumen RTF / an RTF document", SEND_IT),
    (b"ID;P", "berkas SYLK / a SYLK file", SAVE_AS),
    (b"\x09\x08", "buku kerja .xls lama / a workbook of the old kind, .xls", SAVE_AS),
    (b"\x09\x04", "buku kerja .xls lama / a workbook of the old kind, .xls", SAVE_AS),
    (b"\x1f\x8b", "arsip gzip / a gzip archive", TAKE_OUT),
    (b"BZh", "arsip bzip2 / a bzip2 archive", TAKE_OUT),
    (b"7z\xbc\xaf\x27\x1c", "arsip 7-Zip / a 7-Zip archive", TAKE_OUT),
    (b"Rar!", "arsip RAR / a RAR archive", TAKE_OUT),
    (b"\xff\xd8\xff", "foto JPEG / a JPEG picture", SEND_IT),
    (b"\x89PNG", "gambar PNG / a PNG picture", SEND_IT),
    (b"GIF8", "gambar GIF / a GIF picture", SEND_IT),
    (b"PAR1", "berkas Parquet / a Parquet file", SEND_IT),
    (b"SQLite format 3", "basis data SQLite / an SQLite database", SEND_IT),
)
DAMAGED = "arsip yang rusak atau terpotong / a damaged or truncated archive: kirim ulang / send it again"
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")
HTML = ("<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<div")
SHOWN = 60
UNPACKING = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, LookupError, ValueError, OSError,
    OverflowError,
)  # fmt: skip
"""What zipfile and zlib raise on truncated, encrypted or patched archives."""


def name_of(content: bytes) -> str | None:
    """What a file is, in both languages, and what to do; None for a text, for an OOXML workbook and for the unknown."""
    if content.startswith(OLE):
        return next(f"{what}: {todo}" for stream, what, todo in OLE_STREAMS if stream.encode("utf-16-le") in content)
    if content.startswith(b"PK"):
        return _archive(content)
    for beginning, what, todo in BEGINNINGS:
        if content.startswith(beginning):
            return f"{what}: {todo}"
    if content[4:8] == b"ftyp":
        return f"foto HEIC atau video / a HEIC picture or a video: {SEND_IT}"
    return _markup(content)


def _archive(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            kind = archive.read("mimetype")[:200].decode("latin-1") if "mimetype" in names else ""
    except UNPACKING:
        return DAMAGED
    if "opendocument" in kind or "META-INF/manifest.xml" in names:
        what, todo = next(words for word, words in OPEN_DOCUMENTS.items() if word in kind)
        return f"{what}: {todo}"
    return _by_names([name.lower() for name in names], names)


def _by_names(lower: Sequence[str], names: Sequence[str]) -> str | None:
    def has(*ends: str) -> bool:
        return any(name.endswith(ends) for name in lower)

    if has("workbook.bin"):
        return f"buku kerja biner (.xlsb) / a binary workbook (.xlsb): {SAVE_AS}"
    if any(name.startswith("word/") for name in lower):
        return f"dokumen Word (.docx) / a Word document (.docx): {SEND_IT}"
    if any(name.startswith("ppt/") for name in lower):
        return f"presentasi (.pptx) / a presentation (.pptx): {SEND_IT}"
    if has(".iwa"):
        return "dokumen Apple Numbers / an Apple Numbers document: ekspor sebagai .xlsx / export it as .xlsx"
    if "_rels/.rels" in lower:
        return None
    inside = next((name for name in names if name.lower().endswith(WORKBOOKS)), None)
    if inside is not None:
        shown = "".join(letter for letter in inside if letter.isprintable())[-SHOWN:]
        return f"arsip ZIP yang berisi {shown} / a ZIP archive with {shown} in it: {TAKE_OUT}"
    return f"arsip ZIP tanpa buku kerja di dalamnya / a ZIP archive without a workbook in it: {SEND_IT}"


def _markup(content: bytes) -> str | None:
    start = content[:4096].decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "ignore")
    start = start.lstrip().lower()
    if start.startswith(HTML) or (start.startswith(("<?xml", "<!--")) and any(word in start for word in HTML[:2])):
        return f"halaman HTML yang dinamai buku kerja / an HTML page called a workbook: buka, lalu {SAVE_AS}"
    if start.startswith("<") and "urn:schemas-microsoft-com:office:spreadsheet" in start:
        return f"lembar kerja XML 2003 / an XML spreadsheet of 2003: buka, lalu {SAVE_AS}"
    if start.startswith(("<?xml", "<workbook")):
        return f"berkas XML / an XML file: {SEND_IT}"
    return None
