"""What a file is that is not a workbook, or not an export, by its bytes and in words: its name, and what to do.

The name of the file says nothing: an .ods called .xlsx is told to be one, and so is a password.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP = b"PK\x03\x04"
ARCHIVES = (ZIP, b"PK\x05\x06", b"PK\x07\x08")
"""A ZIP archive, an empty one, one in parts. (A heading may begin with PK as well.)"""
PARQUET = b"PAR1"


@dataclass(frozen=True)
class Wanted:
    """What a receiver takes, in both languages, and what to do with anything else; `endings` are those for which an
    archive is worth opening."""

    indonesian: str
    english: str
    save: str
    take_out: str
    send: str
    endings: tuple[str, ...]

    @property
    def export(self) -> str:
        """What to do in a program that saves in its own format alone."""
        return self.save.replace("simpan", "ekspor").replace("save", "export")

    @property
    def open_and_save(self) -> str:
        """What to do with what only calls itself a spreadsheet."""
        return f"buka, lalu {self.save}"


WORKBOOK = Wanted(
    "buku kerja", "a workbook", "simpan sebagai .xlsx / save it as .xlsx",
    "keluarkan buku kerjanya lalu kirim berkas .xlsx itu / take the workbook out and send the .xlsx itself",
    "kirim buku kerja .xlsx / send the .xlsx workbook", (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv"),
)  # fmt: skip
EXPORT = Wanted(
    "ekspor", "an export", "simpan sebagai CSV UTF-8 / save it as CSV UTF-8",
    "keluarkan ekspornya lalu kirim berkas itu / take the export out and send that file",
    "kirim ekspor CSV UTF-8 atau Parquet / send the export as CSV UTF-8 or Parquet",
    (".csv", ".tsv", ".txt", ".parquet", ".xlsx", ".sav", ".ods"),
)  # fmt: skip
SAMPLING = Wanted(
    "berkas sampel", "a sampling file", "tulis sebagai teks YAML / write it as YAML text",
    "keluarkan sampling.yaml dari arsip / take sampling.yaml out of the archive",
    "tulis sebagai teks YAML / write it as YAML text", (".yaml", ".yml"),
)  # fmt: skip
SEND_IT = WORKBOOK.send

OLE_STREAMS = (
    ("EncryptedPackage", "terkunci dengan kata sandi / locked with a password", "hapus kata sandinya / remove it"),
    ("Workbook", "buku kerja .xls lama / a workbook of the old kind, .xls", "save"),
    ("Book", "buku kerja .xls lama / a workbook of the old kind, .xls", "save"),
    ("WordDocument", "dokumen Word lama (.doc) / an old Word document (.doc)", "send"),
    ("PowerPoint Document", "presentasi lama (.ppt) / an old presentation (.ppt)", "send"),
    ("", "dokumen Office lama / an old Office document", "send"),
)
"""A stream of an OLE file, what it makes of the file, and what to do (a field of Wanted, or words); the first that is
there."""
OPEN_DOCUMENTS = {
    "spreadsheet": ("lembar kerja OpenDocument (.ods) / an OpenDocument spreadsheet (.ods)", "save"),
    "text": ("dokumen OpenDocument (.odt) / an OpenDocument text (.odt)", "send"),
    "": ("dokumen OpenDocument / an OpenDocument file", "send"),
}
SPSS = ("berkas SPSS / an SPSS file (.sav)", "save")
STATA = ("berkas Stata / a Stata file (.dta)", "save")
BEGINNINGS = tuple(
    (re.compile(beginning, re.DOTALL), what, todo)
    for beginning, what, todo in (
        (rb"%PDF-", "berkas PDF / a PDF", "send"),
        (rb"\{\\rtf", "dokumen RTF / an RTF document", "send"),
        # `ID;Provinsi` is a heading
        (rb"ID;P[^;\r\n]*(?:;[NE])*[\r\n]+[A-Z]{1,2}(?:;|[\r\n])", "berkas SYLK / a SYLK file", "save"),
        (rb"\x09[\x08\x04]", "buku kerja .xls lama / a workbook of the old kind, .xls", "save"),
        (rb"\x1f\x8b", "arsip gzip / a gzip archive", "take_out"),
        (rb"BZh[1-9]1AY", "arsip bzip2 / a bzip2 archive", "take_out"),
        (rb"\xfd7zXZ", "arsip xz / an xz archive", "take_out"),
        (rb"\x28\xb5\x2f\xfd", "arsip Zstandard / a Zstandard archive", "take_out"),
        (rb"7z\xbc\xaf\x27\x1c", "arsip 7-Zip / a 7-Zip archive", "take_out"),
        (rb"Rar!\x1a", "arsip RAR / a RAR archive", "take_out"),
        (rb".{257}ustar", "arsip tar / a tar archive", "take_out"),
        (rb"\xff\xd8\xff", "foto JPEG / a JPEG picture", "send"),
        (rb"\x89PNG", "gambar PNG / a PNG picture", "send"),
        (rb"GIF8[79]a", "gambar GIF / a GIF picture", "send"),
        (rb".{4}ftyp", "foto HEIC atau video / a HEIC picture or a video", "send"),
        (PARQUET, "berkas Parquet / a Parquet file", "send"),
        (rb"PARE", "berkas Parquet terenkripsi / an encrypted Parquet file", "send"),
        (rb"SQLite format 3", "basis data SQLite / an SQLite database", "send"),
        (rb"\x00\x01\x00\x00Standard ", "basis data Access / an Access database", "save"),
        (rb"\$FL[23]", *SPSS),
        (rb"<stata_dta>", *STATA),
        (rb"[\x69-\x73][\x01\x02]\x01\x00", *STATA),
        (rb"\x00{12}\xc2\xea\x81\x60", "berkas SAS / a SAS file (.sas7bdat)", "save"),
        (rb"HEADER RECORD\*{7}", "berkas SAS / a SAS transport file (.xpt)", "save"),
        (rb"RD[AX][23]\n|X\n\x00\x00\x00[\x02\x03]", "berkas R / an R file (.rds, .RData)", "save"),
        (rb"FEA1|ARROW1", "berkas Arrow / an Arrow file (.feather)", "save"),
    )
)
DAMAGED = "arsip yang rusak atau terpotong / a damaged or truncated archive: kirim ulang / send it again"
HTML = ("<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<div")
HEAD_BYTES = 4096
OFFICE_BYTES = 64 * 1024 * 1024
"""Of an OLE file, whose directory may stand anywhere in it."""
SHOWN = 60
UNPACKING = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, LookupError, ValueError, OSError,
    OverflowError,
)  # fmt: skip
"""What zipfile and zlib raise on truncated, encrypted or patched archives."""


def name_of(content: bytes | BinaryIO, wanted: Wanted = WORKBOOK) -> str | None:
    """What a file is, in both languages, and what to do; None for a text, for the unknown, and for what is wanted: an
    OOXML workbook, or Parquet where exports are. A stream is left at its beginning."""
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    head = stream.read(HEAD_BYTES)
    found: Found | None
    if head.startswith(OLE):
        office = head + stream.read(OFFICE_BYTES)
        found = next((what, todo) for stream, what, todo in OLE_STREAMS if stream.encode("utf-16-le") in office)
    elif head.startswith(ARCHIVES):
        found = _archive(stream, wanted)
    elif wanted is EXPORT and head.startswith(PARQUET):
        found = None
    else:
        found = next(((what, todo) for start, what, todo in BEGINNINGS if start.match(head)), None)
        found = found or _markup(head, wanted)
    stream.seek(0)
    return found and f"{found[0]}: {getattr(wanted, found[1], found[1])}"


def is_parquet(content: BinaryIO) -> bool:
    """True for a stream that is Parquet, which is left at its beginning."""
    head = content.read(len(PARQUET))
    content.seek(0)
    return head == PARQUET


Found = tuple[str, str]
"""What a file is; what to do: a field of Wanted, or words."""


def _archive(content: BinaryIO, wanted: Wanted) -> Found | None:
    try:
        with zipfile.ZipFile(content) as archive:
            names = archive.namelist()
            kind = archive.read("mimetype")[:200].decode("latin-1") if "mimetype" in names else ""
    except UNPACKING:
        what, _, todo = DAMAGED.partition(": ")
        return what, todo
    if "opendocument" in kind or "META-INF/manifest.xml" in names:
        return next(words for word, words in OPEN_DOCUMENTS.items() if word in kind)
    return _by_names([name.lower() for name in names], names, wanted)


def _by_names(lower: Sequence[str], names: Sequence[str], wanted: Wanted) -> Found | None:
    def has(*ends: str) -> bool:
        return any(name.endswith(ends) for name in lower)

    if has("workbook.bin"):
        return "buku kerja biner (.xlsb) / a binary workbook (.xlsb)", "save"
    if any(name.startswith("word/") for name in lower):
        return "dokumen Word (.docx) / a Word document (.docx)", "send"
    if any(name.startswith("ppt/") for name in lower):
        return "presentasi (.pptx) / a presentation (.pptx)", "send"
    if has(".iwa"):
        return "dokumen Apple Numbers / an Apple Numbers document", "export"
    if "_rels/.rels" in lower:
        return None if wanted is WORKBOOK else ("buku kerja .xlsx / an .xlsx workbook", "save")
    inside = next((name for name in names if name.lower().endswith(wanted.endings)), None)
    if inside is not None:
        shown = "".join(letter for letter in inside if letter.isprintable())[-SHOWN:]
        return f"arsip ZIP yang berisi {shown} / a ZIP archive with {shown} in it", "take_out"
    what = f"arsip ZIP tanpa {wanted.indonesian} di dalamnya / a ZIP archive without {wanted.english} in it"
    return what, "send"


def _markup(head: bytes, wanted: Wanted) -> Found | None:
    start = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "ignore")
    start = start.lstrip().lower()
    if start.startswith(HTML) or (start.startswith(("<?xml", "<!--")) and any(word in start for word in HTML[:2])):
        called = f"halaman HTML yang dinamai {wanted.indonesian} / an HTML page called {wanted.english}"
        return called, "open_and_save"
    if start.startswith("<") and "urn:schemas-microsoft-com:office:spreadsheet" in start:
        return "lembar kerja XML 2003 / an XML spreadsheet of 2003", "open_and_save"
    if start.startswith(("<?xml", "<workbook")):
        return "berkas XML / an XML file", "send"
    return None
