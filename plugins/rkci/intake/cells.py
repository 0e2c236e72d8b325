"""The cells of an XLSX file straight from its XML: the second, independent reader, and the guard of the first.

It knows nothing of dates; it sees what python-calamine shows as blank (errors, formulas that were never
calculated, cells merged away), and it refuses what is too big or no plain workbook before anything opens it whole.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree

from rkci.intake import kinds, layout, number_format
from rkci.intake.errors import UnreadableError

MAX_PARTS = 1_000
MAX_UNPACKED_BYTES = 64 * 1024 * 1024
MAX_XML_BYTES = 16 * 1024 * 1024
MAX_MARKS = 2_000_000
"""Elements and attributes of one part, as far as `<` and `=` tell: each takes far more memory than its bytes."""
MAX_AREA = 500_000
"""Cells from A1 to the last one that is filled, over all sheets: calamine allocates them all."""
MAX_TEXT = 8_000_000
MAX_CELL_TEXT = 32_767
MAX_SHEET_NAME = 100
"""A workbook as the pipeline hands it out has 20 parts, about 100 rows, 9 columns and 1 MB of XML. Excel takes 32,767
characters in a cell and 31 in the name of a sheet. What is beyond these limits is not a submission."""

BOOK, STRINGS, STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
"""Where these parts stand once a workbook is unpacked, whatever a file calls them."""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


class MalformedError(ValueError):
    """A workbook is damaged, or beyond the limits; the message says how."""


class Cell(NamedTuple):
    """A cell that is not empty. `row` and `column` count from 0; `is_hidden_from_calamine` marks what that reader
    shows as blank although something was written: an error such as #REF!, a formula without a result, or a cell that
    was merged into another, whose text says into which. `number_format` is the format code of a number cell, empty for
    General."""

    sheet: str
    row: int
    column: int
    text: str
    is_hidden_from_calamine: bool
    number_format: str = ""


@lru_cache(maxsize=1)
def read_cells(content: bytes) -> tuple[Cell, ...]:
    """Every cell of every worksheet that is not empty, sheet by sheet, row by row.

    The loader and the counter ask one after the other for the same bytes: what was read last is remembered.
    Raises UnreadableError (not_a_workbook) if the bytes are not an XLSX file, or one far bigger than a submission.
    """
    parts = unpack(content)
    with _refusing(content):
        return tuple(_all_cells(parts))


def unpack(content: bytes) -> dict[str, bytes]:
    """The XML parts of an XLSX file by name, each where the programs that read it expect it; other parts stay packed.

    Part names are equal whatever their case (ECMA-376-2, 6.2.2.3), and it is the relationships that say which part is
    which. Raises UnreadableError as above.
    """
    with _refusing(content):
        if content.count(b"PK\x01\x02") > MAX_PARTS:
            raise MalformedError(f"lebih dari {MAX_PARTS} bagian / more than {MAX_PARTS} parts")
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            if unpacked > MAX_UNPACKED_BYTES:
                raise MalformedError(f"{unpacked} bytes when unpacked")
            if any("vbaproject" in name or "macrosheets/" in name for name in map(str.lower, archive.namelist())):
                raise MalformedError("berisi makro / contains macros")
            parts = _read(archive, [one for one in entries if one.filename.lower().endswith((".xml", ".rels"))])
            if other := _referred(parts) - {name.lower() for name in parts}:
                parts |= _read(archive, [one for one in entries if one.filename.lower() in other])
        return _in_place(parts)


def repack(parts: Mapping[str, bytes]) -> bytes:
    """The parts as an archive that holds them and nothing else, sizes and names as they are."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return packed.getvalue()


def describe(content: bytes, error: BaseException) -> str:
    """What stands in place of a workbook, in words, and what to do; of a text its first characters."""
    if not content:
        return "0 bytes"
    if isinstance(error, MalformedError):
        return str(error)
    if (what := kinds.name_of(content)) is not None:
        return what
    if content.startswith(b"PK"):
        return "buku kerja yang rusak / a damaged workbook: simpan ulang sebagai .xlsx / save it as .xlsx again"
    start = content[:60].decode("utf-8", "ignore").replace("\0", " ")
    if not "".join(start.split()).isprintable():
        return f"isi yang tidak dikenal / unknown content, {len(content)} bytes: {kinds.SEND_IT}"
    return start.strip() or f"{len(content)} bytes that begin with nothing but blanks"


@contextmanager
def _refusing(content: bytes) -> Iterator[None]:
    try:
        yield
    except (*kinds.UNPACKING, ElementTree.ParseError) as error:
        raise UnreadableError("not_a_workbook", found=describe(content, error)) from error


def _read(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    if sum(entry.file_size for entry in entries) > MAX_XML_BYTES:
        raise MalformedError(f"more than {MAX_XML_BYTES} bytes of XML")
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise MalformedError("two parts of one name")
    for entry in entries:
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise MalformedError(f"{entry.filename} is packed by method {entry.compress_type}")
    return {entry.filename: archive.read(entry) for entry in entries}


def _referred(parts: Mapping[str, bytes]) -> set[str]:
    """The parts of a workbook that its relationships name, whatever their ending, in small letters."""
    books = [target for kind, target in relationships(parts, "").values() if kind == "officeDocument"]
    kinds_read = ("worksheet", "sharedStrings", "styles")
    of_books = [one for book in books for one in relationships(parts, book).values()]
    return {name.lower() for name in (*books, *(target for kind, target in of_books if kind in kinds_read))}


def _in_place(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts by the names that Excel gives them, and every relationship with the whole name of its target."""
    books = [target for kind, target in relationships(parts, "").values() if kind == "officeDocument"]
    if len(books) != 1 or books[0] not in parts:
        raise ValueError(f"{len(books)} workbooks in it")
    named = {"": "", books[0]: BOOK}
    of_book = list(relationships(parts, books[0]).values())
    sheets = [target for kind, target in of_book if kind == "worksheet"]
    named |= {part: f"xl/worksheets/sheet{number}.xml" for number, part in enumerate(dict.fromkeys(sheets), start=1)}
    named |= {part: STRINGS for kind, part in of_book if kind == "sharedStrings"}
    named |= {part: STYLES for kind, part in of_book if kind == "styles"}
    # what else stands where one of these goes is not a part of the workbook
    taken = {name.lower() for name in named.values()}
    kept = [name for name in parts if name in named or name.lower() not in taken]
    placed = {named.get(name, name): parts[name] for name in kept if not name.lower().endswith(".rels")}
    for name in ("", *kept):
        rels = _rels_of(named.get(name, name))
        try:
            found = relationships(parts, name)
        except (ElementTree.ParseError, LookupError, ValueError):
            if name in ("", books[0]):
                raise
            # what hangs on a sheet is not read; whoever needs it meets it as it is
            placed[rels] = next(part for other, part in parts.items() if other.lower() == _rels_of(name).lower())
        else:
            placed |= {rels: _rels_part(found, named)} if found else {}
    return placed


def _rels_part(found: Mapping[str, tuple[str, str]], named: Mapping[str, str]) -> bytes:
    root = ElementTree.Element("Relationships", xmlns=PACKAGE)
    for identifier, (kind, target) in found.items():
        whole = f"/{named.get(target, target)}"
        ElementTree.SubElement(root, "Relationship", Id=identifier, Type=f"{OFFICE}/{kind}", Target=whole)
    return ElementTree.tostring(root)


def _all_cells(parts: Mapping[str, bytes]) -> Iterator[Cell]:
    area = length = 0
    strings, formats = _shared_strings(parts), _formats(parts)
    for sheet, part in worksheets(parts):
        cells = _cells(sheet, parse(parts[part]), strings, formats)
        rows = 1 + max((cell.row for cell in cells), default=-1)
        columns = 1 + max((cell.column for cell in cells), default=-1)
        area += rows * columns
        length += sum(len(cell.text) for cell in cells)
        if area > MAX_AREA:
            found = f"a cell in row {rows}, column {columns}, far outside the questions"
            raise UnreadableError("not_a_workbook", sheet=sheet, found=found)
        if length > MAX_TEXT or any(len(cell.text) > MAX_CELL_TEXT for cell in cells):
            raise UnreadableError("not_a_workbook", sheet=sheet, found=f"{length} characters of text")
        yield from (cell for cell in cells if cell.text)


def worksheets(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Name and part of every worksheet, in the order of the workbook; no two share a name or a part."""
    sheets = relationships(parts, BOOK)
    seen: set[str] = set()
    for sheet in parse(parts[BOOK]).iterfind("{*}sheets/{*}sheet"):
        identifier = next(value for key, value in sheet.items() if key.endswith("}id"))
        kind, target = sheets[identifier]
        if kind == "worksheet":
            name = sheet.attrib["name"]
            if len(name) > MAX_SHEET_NAME:
                raise MalformedError(f"a sheet whose name has {len(name)} characters")
            if {name, target} & seen:
                raise MalformedError(f"two sheets {name}, or of one part")
            seen |= {name, target}
            yield name, target


def relationships(parts: Mapping[str, bytes], part: str) -> dict[str, tuple[str, str]]:
    """Kind and target part of each relationship of a part ('' is the package itself), by its id; none without any."""
    names = {name.lower(): name for name in parts}
    folder = posixpath.dirname(part)
    rels = names.get(_rels_of(part).lower())
    found = {}
    for item in parse(parts[rels]) if rels is not None else ():
        if item.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, item.attrib["Target"])).lstrip("/")
            found[item.attrib["Id"]] = (item.attrib["Type"].rsplit("/", 1)[-1], names.get(target.lower(), target))
    return found


def _rels_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _shared_strings(parts: Mapping[str, bytes]) -> dict[int, str]:
    if STRINGS not in parts:
        return {}
    return dict(enumerate(map(_string, parse(parts[STRINGS]).iterfind("{*}si"))))


def _formats(parts: Mapping[str, bytes]) -> list[str]:
    """The format code of each style of a cell, by its number; empty for General."""
    if STYLES not in parts:
        return []
    root = parse(parts[STYLES])
    codes = {int(code.attrib["numFmtId"]): code.get("formatCode", "") for code in root.iterfind("{*}numFmts/{*}numFmt")}
    numbers = [int(style.get("numFmtId", 0)) for style in root.iterfind("{*}cellXfs/{*}xf")]
    return [codes.get(number, number_format.BUILTIN.get(number, number_format.GENERAL)) for number in numbers]


def _string(item: ElementTree.Element) -> str:
    """Text of a plain or rich string, without the phonetic hints beside it."""
    runs = [item, *(child for child in item if kind_of(child.tag) == "r")]
    return "".join(child.text or "" for run in runs for child in run if kind_of(child.tag) == "t")


def _cells(sheet: str, root: ElementTree.Element, strings: Mapping[int, str], formats: Sequence[str]) -> list[Cell]:
    """The cells that hold anything, be it an empty text, by row and column."""
    found: dict[tuple[int, int], Cell] = {}
    row = column = -1
    # wherever in the sheet: calamine reads a cell outside of a row, and of any namespace
    for element in root.iter():
        kind = kind_of(element.tag)
        if kind == "row":
            row, column = int(element.get("r", row + 2)) - 1, -1
        elif kind == "c":
            row, column = place_of(element.attrib["r"]) if "r" in element.attrib else (row, column + 1)
            if len(element):
                found[row, column] = Cell(sheet, row, column, *_content(element, strings), _format(element, formats))
    if any(row < 0 for row, _ in found):
        raise MalformedError("a cell in row 0")
    for place, into in _merged(root, found):
        if place not in found:
            found[place] = Cell(sheet, *place, f"(digabung dengan {into} / merged with {into})", True)
    return [found[place] for place in sorted(found)]


@lru_cache(maxsize=1000)
def kind_of(tag: str) -> str:
    """The tag without its namespace."""
    return tag.rpartition("}")[2]


def _merged(root: ElementTree.Element, found: Mapping[tuple[int, int], Cell]) -> Iterator[tuple[tuple[int, int], str]]:
    """Each place that was merged into a filled cell, with the name of that cell; a heading over one row is none."""
    last = max((row for row, _ in found), default=-1)
    area = 0
    for merge in root.iterfind("{*}mergeCells/{*}mergeCell"):
        first, _, end = merge.attrib["ref"].partition(":")
        (top, left), (bottom, right) = place_of(first), place_of(end or first)
        if (left == 0 and top == bottom) or not found.get((top, left), EMPTY).text:
            continue
        bottom = min(bottom, last)
        area += max(0, bottom - top + 1) * max(0, right - left + 1)
        if area > MAX_AREA:
            raise MalformedError(f"{area} merged cells")
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    yield (row, column), layout.cell(top, left)


PLACE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
EMPTY = Cell("", -1, -1, "", False)
"""A cell that is not there."""


def place_of(reference: str) -> tuple[int, int]:
    """Row and column, from 0, of a cell reference such as E12."""
    parts = PLACE.fullmatch(reference)
    if parts is None:
        raise MalformedError(f"cell reference {reference!r}")
    return int(parts[2]) - 1, _column(parts[1])


@cache
def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _content(cell: ElementTree.Element, strings: Mapping[int, str]) -> tuple[str, bool]:
    kind = cell.get("t", "n")
    value, formula, inline = "", None, ""
    for child in cell:
        match kind_of(child.tag):
            case "v":
                value = child.text or ""
            case "f":
                formula = child.text or ""
            case "is":
                inline = _string(child)
    if kind == "s":
        return strings[int(value)] if value else "", False
    if kind == "inlineStr":
        return inline, False
    if kind == "n" and not value and formula is not None:
        return f"={formula}", True
    return value, kind == "e"


def _format(cell: ElementTree.Element, formats: Sequence[str]) -> str:
    """The format code of a number cell."""
    style = cell.get("s", "0")
    is_known = cell.get("t", "n") == "n" and style.isdecimal() and int(style) < len(formats)
    return formats[int(style)] if is_known else number_format.GENERAL


def parse(part: bytes) -> ElementTree.Element:
    """The root element of a part in UTF-8, whatever encoding it declares: in another, a document type could hide.

    A document type is refused: OOXML has none, and entities are how XML bombs are made. So is what no office program
    writes and two readers read two ways: `<v>1<!-- -->2</v>` is 12 to one, 1 to the other.
    """
    try:
        text = part.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MalformedError("XML yang tidak dalam UTF-8 / XML that is not in UTF-8") from error
    if "<!" in text or text.count("<?") > 1:
        raise MalformedError("a document type, comment, CDATA or instruction within the XML")
    if text.count("<") + text.count("=") > MAX_MARKS:
        raise MalformedError(f"more than {MAX_MARKS} elements and attributes")
    return ElementTree.fromstring(text)  # noqa: S314
