"""A submitted file opened: who says it is from whom, and every answered row as it was written.

Workbooks are read by python-calamine, which runs no macro and follows no link. A file that cannot be read is a
value (`Reading.unreadable`), never a traceback.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from math import isfinite

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from rkci.intake import delimited
from rkci.intake.cells import describe, read_cells, repack, unpack
from rkci.intake.errors import UnreadableError
from rkci.intake.layout import (
    IDENTITY,
    IDENTITY_SHEET,
    INNOVATION_COLUMNS,
    INNOVATION_SHEET,
    REFERENCE_SHEETS,
    cell,
    find_header,
    find_innovation_header,
    key_of,
)

Value = int | float | str | bool | datetime | date | time | timedelta
Grid = list[list[Value]]


@dataclass(frozen=True)
class AnswerRow:
    """One answered row. `row_number` counts from 1 as Excel does; `is_number` tells a number cell from a text."""

    sheet: str
    row_number: int
    cell: str
    indicator_code: str
    value: str
    is_number: bool
    year: str
    agency: str
    evidence: str
    note: str


@dataclass(frozen=True)
class InnovationRow:
    """One row of the list of innovations in which something is written; `cell` is that of the name."""

    sheet: str
    row_number: int
    cell: str
    name: str
    domain: str
    what: str
    since: str
    users: str
    evidence: str


Row = AnswerRow | InnovationRow


@dataclass(frozen=True)
class Reading:
    """What opening a file gave: identity texts by `layout.IDENTITY` key, answered rows and innovations, or why it is
    unreadable."""

    identity: Mapping[str, str] = field(default_factory=dict)
    answers: tuple[AnswerRow, ...] = ()
    innovations: tuple[InnovationRow, ...] = ()
    unreadable: UnreadableError | None = None


def read(content: bytes, file_name: str) -> Reading:
    """Read a submitted workbook or CSV from its bytes; `file_name` only tells CSV from the rest."""
    try:
        if delimited.is_csv(content, file_name):
            return _read_csv(delimited.read_rows(content))
        return _read_workbook(_grids(content))
    except UnreadableError as error:
        return Reading(unreadable=error)


def read_sheets(
    content: bytes, file_name: str, find_header: Callable[[list[str]], dict[str, int] | None]
) -> dict[str, Grid]:
    """Every sheet of a workbook or CSV of another dataset, by name, whose header row `find_header` knows.

    Raises UnreadableError if the file cannot be read.
    """
    if delimited.is_csv(content, file_name):
        return {delimited.SHEET: [list(row) for row in delimited.read_rows(content, find_header)]}
    return _grids(content)


def _read_csv(rows: list[list[str]]) -> Reading:
    grid: Grid = [list(row) for row in rows]
    header_row = next(number for number, row in enumerate(rows) if find_header(row))
    identity = _identity(grid[:header_row])
    if "city_code" not in identity:
        found = f"no row {IDENTITY['city_code']} above the header"
        raise UnreadableError("no_identity_sheet", sheet=delimited.SHEET, cell="A1", found=found)
    return _reading(identity, _rows(delimited.SHEET, grid))


def _read_workbook(grids: dict[str, Grid]) -> Reading:
    if IDENTITY_SHEET not in grids:
        raise UnreadableError("no_identity_sheet", found=", ".join(grids) or "no sheet")
    questions = {
        name: grid
        for name, grid in grids.items()
        if name not in (IDENTITY_SHEET, *REFERENCE_SHEETS) and any(map(_is_filled, grid))
    }
    if not questions.keys() - {INNOVATION_SHEET}:
        raise UnreadableError("no_indicator_sheet", found=", ".join(grids) or "no sheet")
    rows = [row for name, grid in questions.items() for row in _rows(name, grid)]
    return _reading(_identity(grids[IDENTITY_SHEET]), rows)


def _reading(identity: Mapping[str, str], rows: list[Row]) -> Reading:
    answers = tuple(row for row in rows if isinstance(row, AnswerRow))
    return Reading(identity, answers, tuple(row for row in rows if isinstance(row, InnovationRow)))


def _grids(content: bytes) -> dict[str, Grid]:
    """Every worksheet as rows of values, from cell A1 on, with what calamine hides put back as text."""
    hidden = [one for one in read_cells(content) if one.is_hidden_from_calamine]
    try:
        # only what was looked at: a size or a name that lies in the archive's directory leads nowhere
        with CalamineWorkbook.from_filelike(BytesIO(repack(unpack(content)))) as book:
            grids: dict[str, Grid] = {
                sheet.name: book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                for sheet in book.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet
            }
    except CalamineError as error:
        raise UnreadableError("not_a_workbook", found=describe(content, error)) from error
    for one in hidden:
        if one.sheet not in grids:
            raise UnreadableError("not_a_workbook", sheet=one.sheet, found="the name of the sheet reads two ways")
        grid = grids[one.sheet]
        grid.extend([] for _ in range(one.row + 1 - len(grid)))
        grid[one.row].extend("" for _ in range(one.column + 1 - len(grid[one.row])))
        grid[one.row][one.column] = one.text
    return grids


def _identity(grid: Grid) -> dict[str, str]:
    """Value of each identity label: the next filled cell to its right."""
    identity: dict[str, str] = {}
    for row in grid:
        texts = [text(value).strip() for value in row]
        filled = [content for content in texts if content]
        key = key_of(filled[0], IDENTITY) if filled else None
        if key is not None:
            identity.setdefault(key, filled[1] if len(filled) > 1 else "")
    return identity


def _rows(sheet: str, grid: Grid) -> list[Row]:
    """What is written below the headers of a sheet: answers below one of questions, else innovations."""
    questions: dict[str, int] | None = None
    innovations: dict[str, int] | None = None
    rows: list[Row] = []
    for number, row in enumerate(grid):
        texts = [text(value) for value in row]
        if questions is None and (header := find_header(texts)):
            questions, innovations = header, None
        elif innovations is None and (header := find_innovation_header(texts)):
            questions, innovations = None, header
        elif questions is not None:
            rows.extend(_answer(sheet, number, row, questions))
        elif innovations is not None:
            rows.extend(_innovation(sheet, number, texts, innovations))
    if questions is None and innovations is None:
        first = next(number for number, row in enumerate(grid) if _is_filled(row))
        raise UnreadableError(
            "no_header", sheet=sheet, cell=cell(first, 0), found=" | ".join(text(value) for value in grid[first])
        )
    return rows


def _answer(sheet: str, number: int, row: list[Value], header: Mapping[str, int]) -> Iterator[AnswerRow]:
    written = {key: text(row[column]) if column < len(row) else "" for key, column in header.items()}
    if written["value"].strip():
        column = header["value"]
        yield AnswerRow(
            sheet=sheet,
            row_number=number + 1,
            cell=cell(number, column),
            indicator_code=written["code"],
            value=written["value"],
            is_number=_is_number(row[column]),
            year=written.get("year", ""),
            agency=written.get("agency", ""),
            evidence=written.get("evidence", ""),
            note=written.get("note", ""),
        )


def _innovation(sheet: str, number: int, texts: list[str], header: Mapping[str, int]) -> Iterator[InnovationRow]:
    written = {
        key: texts[header[key]] if key in header and header[key] < len(texts) else "" for key in INNOVATION_COLUMNS
    }
    if any(content.strip() for content in written.values()):
        yield InnovationRow(sheet, number + 1, cell(number, header["name"]), **written)


def _is_filled(row: list[Value]) -> bool:
    return any(text(value).strip() for value in row)


def text(value: Value) -> str:
    """A cell as text: a number in the shortest form that reads back the same, a date in ISO form, a text as it is."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
