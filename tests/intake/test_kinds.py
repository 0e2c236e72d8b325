"""What is not a workbook is refused by its name, in both languages, with what to do; what is one is read however its
parts are called."""

import gzip
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from rkci.city_register import City
from rkci.cycles import Cycle
from rkci.framework import Framework
from rkci.intake import workbook
from rkci.intake.counting import count_answers
from rkci.intake.kinds import OLE
from rkci.intake.reading import read
from rkci.intake.workbook import Answer

ANSWERS = {"market_pct": Answer(12.5, 2016), "startups": Answer("1.234"), "plan": Answer("Ya")}
Change = Callable[[str, bytes], tuple[str, bytes]]


@pytest.fixture
def content(tmp_path: Path, cycle: Cycle, framework: Framework) -> bytes:
    path = tmp_path / "sound.xlsx"
    city = City("1276", "Kota Binjai", "Sumatera Utara")
    workbook.write(path, cycle=cycle, framework=framework, city=city, answers=ANSWERS)
    return path.read_bytes()


def zipped(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def changed(content: bytes, change: Change) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return zipped(dict(change(name, archive.read(name)) for name in archive.namelist()))


def ole(*streams: str) -> bytes:
    return OLE + b"\0" * 504 + b"".join(stream.encode("utf-16-le").ljust(128, b"\0") for stream in streams)


NO_WORKBOOKS: dict[str, tuple[bytes, str, str]] = {
    "ods": (
        zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}),
        "lembar kerja OpenDocument (.ods) / an OpenDocument spreadsheet (.ods)", ".xlsx",
    ),
    "odt": (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "(.odt)", ".xlsx"),
    "ods without mimetype": (zipped({"META-INF/manifest.xml": b"<x/>"}), "OpenDocument", ".xlsx"),
    "xlsb": (
        zipped({"_rels/.rels": b"<x/>", "xl/workbook.bin": b"\0"}), "(.xlsb) / a binary workbook (.xlsb)", ".xlsx",
    ),
    "zip with a workbook": (zipped({"kota/a.xlsx": b"PK"}), "yang berisi kota/a.xlsx", "take the workbook out"),
    "zip of letters": (zipped({"surat.txt": b"Yth."}), "a ZIP archive without a workbook in it", ".xlsx"),
    "empty zip": (b"PK\x05\x06" + b"\0" * 18, "a ZIP archive without a workbook in it", ".xlsx"),
    "docx": (zipped({"_rels/.rels": b"<x/>", "word/document.xml": b"<x/>"}), "Word (.docx)", ".xlsx"),
    "pptx": (zipped({"_rels/.rels": b"<x/>", "ppt/presentation.xml": b"<x/>"}), "(.pptx)", ".xlsx"),
    "numbers": (zipped({"Index/Document.iwa": b"\0"}), "Apple Numbers", "export it as .xlsx"),
    "cut off": (zipped({"a.xlsx": b"x" * 999})[:60], "rusak atau terpotong / a damaged or truncated", "send it again"),
    "xls": (ole("Root Entry", "Workbook"), ".xls lama / a workbook of the old kind, .xls", "save it as .xlsx"),
    "xls of 1995": (ole("Root Entry", "Book"), "a workbook of the old kind, .xls", "save it as .xlsx"),
    "xls without OLE": (b"\x09\x08\x10\0\0\x06\x05\0" + b"\0" * 99, "of the old kind, .xls", "save it as .xlsx"),
    "password": (ole("EncryptionInfo", "EncryptedPackage"), "kata sandi / locked with a password", "remove it"),
    "doc": (ole("WordDocument"), "(.doc)", ".xlsx"),
    "pdf": (b"%PDF-1.7\n" + b"\xe2\xe3\xcf\xd3" * 20, "berkas PDF / a PDF", "send the .xlsx workbook"),
    "html": (b"<html><body><table><tr><td>1</td></tr></table>", "HTML", "save it as .xlsx"),
    "html of Excel": (b'\xef\xbb\xbf\r\n<table border="1"><tr><td>1</td></tr></table>', "HTML", "save it as .xlsx"),
    "xml of 2003": (
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "lembar kerja XML 2003", ".xlsx",
    ),
    "xml": (b'<?xml version="1.0"?><x/>', "berkas XML / an XML file", ".xlsx"),
    "gzip": (gzip.compress(b"x" * 99), "gzip", "take the workbook out"),
    "7z": (b"7z\xbc\xaf\x27\x1c" + b"\0" * 99, "7-Zip", "take the workbook out"),
    "rar": (b"Rar!\x1a\x07\0" + b"\0" * 99, "RAR", "take the workbook out"),
    "jpeg": (b"\xff\xd8\xff\xe0" + b"\0" * 99, "foto JPEG", ".xlsx"),
    "heic": (b"\0\0\0\x18ftypheic" + b"\0" * 99, "HEIC", ".xlsx"),
    "csv": (b"Kode kota (BPS);1276\n", "Kode kota (BPS);1276", ""),
    "noise": (b"\x00\x01\x02\x03" * 50, "isi yang tidak dikenal / unknown content", ".xlsx"),
    "empty": (b"", "0 bytes", ""),
}  # fmt: skip


@pytest.mark.parametrize("kind", NO_WORKBOOKS)
@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a"])
def test_what_is_no_workbook_is_told_by_its_name_with_what_to_do(kind: str, name: str) -> None:
    content, what, todo = NO_WORKBOOKS[kind]
    refused = read(content, name).unreadable
    assert refused is not None
    assert refused.rule == "not_a_workbook"
    assert what in refused.found
    assert todo in refused.found
    assert not re.search(r"Error|Exception|Traceback|not a zip|invalid", refused.found)


@pytest.mark.parametrize("kind", ["ods", "xls", "pdf", "html", "zip with a workbook", "password", "jpeg"])
def test_what_is_no_csv_is_told_by_its_name(kind: str) -> None:
    content, what, _ = NO_WORKBOOKS[kind]
    refused = read(content, "a.csv").unreadable
    assert refused is not None
    assert (refused.rule, what in refused.found) == ("not_a_workbook", True)


def swapped(*pairs: tuple[str, str]) -> Change:
    """Every pair of texts exchanged in the names and relationships of a workbook."""

    def change(name: str, part: bytes) -> tuple[str, bytes]:
        for old, new in pairs:
            name = name.replace(old, new)
            if name.lower().endswith(".rels") or name.startswith("[Content"):
                part = part.replace(old.encode(), new.encode())
        return name, part

    return change


def renamed(old: str, new: str) -> Change:
    return lambda name, part: (name.replace(old, new), part)


RENAMED: dict[str, Change] = {
    "capitals": lambda name, part: (name.upper() if name.startswith("xl/") else name, part),
    "SharedStrings": renamed("sharedStrings", "SharedStrings"),
    "small letters in both": swapped(("sharedStrings.xml", "sharedstrings.xml")),
    "strings elsewhere": swapped(("sharedStrings.xml", "texts/all.xml")),
    "strings with another ending": swapped(("sharedStrings.xml", "strings.dat")),
    "styles elsewhere": swapped(("styles.xml", "look.xml")),
    "book elsewhere": swapped(("xl/workbook.xml", "xl/book1.xml"), ("_rels/workbook.xml", "_rels/book1.xml")),
    "another folder": swapped(("xl/", "Buku/"), ("theme/", "t/")),
    "sheets elsewhere": swapped(("worksheets/sheet", "pages/p")),
    "sheet with another ending": swapped(("sheet2.xml", "sheet2.bin")),
    "absolute targets": lambda name, part: (
        name,
        part.replace(b'Target="worksheets/', b'Target="/xl/worksheets/').replace(
            b'Target="sharedStrings', b'Target="/xl/sharedStrings'
        )
        if name == "xl/_rels/workbook.xml.rels"
        else part,
    ),
    "targets with dots": lambda name, part: (
        name,
        part.replace(b'Target="worksheets/', b'Target="./x/../worksheets/') if "workbook.xml.rels" in name else part,
    ),
    "strict": lambda name, part: (
        name,
        part.replace(b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        .replace(b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", RENAMED)
def test_a_workbook_is_read_by_its_relationships_whatever_its_parts_are_called(content: bytes, how: str) -> None:
    other = changed(content, RENAMED[how])
    found = read(other, "a.xlsx")
    assert found.unreadable is None
    assert found == read(content, "a.xlsx")
    assert count_answers(other, "a.xlsx") == 3


def test_a_part_that_only_bears_the_name_is_not_read(content: bytes) -> None:
    """The relationship names one part; another stands where a reader that guesses would look."""
    moved = changed(content, swapped(("sharedStrings.xml", "texts.xml")))
    with zipfile.ZipFile(io.BytesIO(moved)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    decoy = zipped({**parts, "xl/sharedStrings.xml": parts["xl/texts.xml"].replace(b"Ya", b"No")})
    assert read(decoy, "a.xlsx") == read(content, "a.xlsx")


def test_parts_whose_names_differ_by_case_alone_are_two_of_one_name(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    refused = read(zipped({**parts, "xl/SHAREDSTRINGS.xml": parts["xl/sharedStrings.xml"]}), "a.xlsx").unreadable
    assert refused is not None
    assert refused.found == "two parts of one name"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet3.xml"])
@pytest.mark.parametrize("broken", [b"<x", b"", b"\xff\xfe", b"<c r='ZZZZ1'/>"])
def test_a_damaged_workbook_is_refused_in_words(content: bytes, part: str, broken: bytes) -> None:
    refused = read(changed(content, lambda name, old: (name, broken if name == part else old)), "a.xlsx").unreadable
    assert refused is not None
    assert not re.search(r"Error|Exception|not well-formed|codec|no element", refused.found)


def test_what_a_number_cell_shows_by_its_format_is_what_is_read(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Ekonomi"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value in (12.5, "1.234")]
    for cell, value, code in zip(cells, (0.025, 1.125), ("0.00%", "#,##0.000"), strict=True):
        cell.value, cell.number_format = value, code
    saved = io.BytesIO()
    book.save(saved)
    found = {row.indicator_code: (row.value, row.is_number) for row in read(saved.getvalue(), "a.xlsx").answers}
    assert found == {"market_pct": ("2.5 %", False), "startups": ("1.125", True), "plan": ("Ya", False)}
    assert count_answers(saved.getvalue(), "a.xlsx") == 3
