"""The cells of an XLSX file straight from its XML: the second, independent reader, and the guard of the first.

It knows nothing of formats and dates; it sees what python-calamine shows as blank (errors, formulas that were never
calculated), and it refuses what is too big before anything opens it whole.
"""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree

from rkci.intake.errors import UnreadableError

MAX_UNPACKED_BYTES = 64 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 500
"""A workbook as the pipeline hands it out has about 100 rows, 9 columns and 200 kB; beyond these it is none."""


@dataclass(frozen=True)
class Cell:
    """A cell that is not empty. `row` and `column` count from 0; `is_hidden_from_calamine` marks what that reader
    shows as blank although something was written: an error such as #REF!, or a formula without a result."""

    sheet: str
    row: int
    column: int
    text: str
    is_hidden_from_calamine: bool


def read_cells(content: bytes) -> Iterator[Cell]:
    """Every cell of every worksheet that is not empty, sheet by sheet, row by row.

    Raises UnreadableError (not_a_workbook) if the bytes are no XLSX file, or one far bigger than a submission.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
            if unpacked > MAX_UNPACKED_BYTES:
                raise UnreadableError("not_a_workbook", found=f"{unpacked} bytes when unpacked")
            strings = _shared_strings(archive)
            for sheet, part in _worksheets(archive):
                yield from _cells(sheet, archive.read(part), strings)
    except (
        zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError,
        ElementTree.ParseError, LookupError, ValueError, OSError,
    ) as error:  # fmt: skip
        # What zipfile, zlib and ElementTree raise on truncated, encrypted, patched or malformed parts.
        raise UnreadableError("not_a_workbook", found=describe(content, error)) from error


def describe(content: bytes, error: BaseException) -> str:
    """What stands in place of a workbook: its first characters where it is text, else the reader's complaint."""
    start = content[:60]
    if not content:
        return "0 bytes"
    if start.startswith(b"PK") or not start.isascii():
        return f"{type(error).__name__}: {error}"
    return start.decode("ascii").replace("\0", " ").strip()


def _worksheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Name and part of every worksheet, in the order of the workbook."""
    (book,) = (target for kind, target in _relationships(archive, "").values() if kind == "officeDocument")
    relationships = _relationships(archive, book)
    for sheet in _parse(archive.read(book)).iterfind("{*}sheets/{*}sheet"):
        identifier = next(value for key, value in sheet.items() if key.endswith("}id"))
        kind, target = relationships[identifier]
        if kind == "worksheet":
            yield sheet.attrib["name"], target


def _relationships(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Kind and target part of each relationship of a part ('' is the package itself), by its id."""
    folder, name = posixpath.split(part)
    root = _parse(archive.read(posixpath.join(folder, "_rels", f"{name}.rels")))
    return {
        item.attrib["Id"]: (
            item.attrib["Type"].rsplit("/", 1)[1],
            posixpath.normpath(posixpath.join("/", folder, item.attrib["Target"])).lstrip("/"),
        )
        for item in root
        if item.get("TargetMode") != "External"
    }


def _shared_strings(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    return [_string(item) for item in _parse(archive.read("xl/sharedStrings.xml")).iterfind("{*}si")]


def _string(item: ElementTree.Element) -> str:
    """Text of a plain or rich string, without the phonetic hints beside it."""
    return "".join(text.text or "" for path in ("{*}t", "{*}r/{*}t") for text in item.iterfind(path))


def _cells(sheet: str, content: bytes, strings: list[str]) -> Iterator[Cell]:
    row = -1
    for element in _parse(content).iterfind("{*}sheetData/{*}row"):
        row = _checked(sheet, int(element.get("r", row + 2)) - 1, 0)[0]
        column = -1
        for cell in element.iterfind("{*}c"):
            place = _place(cell.attrib["r"]) if "r" in cell.attrib else (row, column + 1)
            row, column = _checked(sheet, *place)
            text, is_hidden = _content(cell, strings)
            if text:
                yield Cell(sheet, row, column, text, is_hidden)


def _checked(sheet: str, row: int, column: int) -> tuple[int, int]:
    """The place, unless it is outside any submission: calamine would allocate everything up to it."""
    if 0 <= row < MAX_ROWS and 0 <= column < MAX_COLUMNS:
        return row, column
    found = f"a cell in row {row + 1}, column {column + 1}, far outside the questions"
    raise UnreadableError("not_a_workbook", sheet=sheet, found=found)


def _place(reference: str) -> tuple[int, int]:
    """Row and column, from 0, of a cell reference such as E12."""
    parts = re.fullmatch("([A-Z]{1,3})([0-9]{1,7})", reference)
    if parts is None:
        raise ValueError(f"cell reference {reference!r}")
    column = 0
    for letter in parts[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(parts[2]) - 1, column - 1


def _content(cell: ElementTree.Element, strings: list[str]) -> tuple[str, bool]:
    kind = cell.get("t", "n")
    value = cell.findtext("{*}v") or ""
    if kind == "s":
        return strings[int(value)] if value else "", False
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return "" if inline is None else _string(inline), False
    formula = cell.find("{*}f")
    if kind == "n" and not value and formula is not None:
        return f"={formula.text or ''}", True
    return value, kind == "e"


def _parse(content: bytes) -> ElementTree.Element:
    """The root element. A document type is refused: OOXML has none, and entities are how XML bombs are made."""
    if b"<!DOCTYPE" in content:
        raise ValueError("a document type declaration")
    return ElementTree.fromstring(content)  # noqa: S314
