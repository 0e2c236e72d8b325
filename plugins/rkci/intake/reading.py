"""A submitted file opened: who says it is from whom, and every answered row as it was written.

A file that cannot be read is a value (`Reading.unreadable`), never a traceback.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rkci.intake import delimited
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
from rkci.intake.sheets import Grid, NumberText, read_sheets


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
        sheets = read_sheets(content, file_name, find_header)
        is_csv = delimited.is_csv(content, file_name)
        return _read_csv(sheets[delimited.SHEET]) if is_csv else _read_workbook(sheets)
    except UnreadableError as error:
        return Reading(unreadable=error)


def _read_csv(grid: Grid) -> Reading:
    header_row = next(number for number, row in enumerate(grid) if find_header(row))
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


def _identity(grid: Grid) -> dict[str, str]:
    """Value of each identity label: the next filled cell to its right."""
    identity: dict[str, str] = {}
    for row in grid:
        filled = [written.strip() for written in row if written.strip()]
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
        if questions is None and (header := find_header(row)):
            questions, innovations = header, None
        elif innovations is None and (header := find_innovation_header(row)):
            questions, innovations = None, header
        elif questions is not None:
            rows.extend(_answer(sheet, number, row, questions))
        elif innovations is not None:
            rows.extend(_innovation(sheet, number, row, innovations))
    if questions is None and innovations is None:
        first = next(number for number, row in enumerate(grid) if _is_filled(row))
        raise UnreadableError("no_header", sheet=sheet, cell=cell(first, 0), found=" | ".join(grid[first]))
    return rows


def _answer(sheet: str, number: int, row: list[str], header: Mapping[str, int]) -> Iterator[AnswerRow]:
    written = {key: row[column] if column < len(row) else "" for key, column in header.items()}
    if written["value"].strip():
        column = header["value"]
        yield AnswerRow(
            sheet=sheet,
            row_number=number + 1,
            cell=cell(number, column),
            indicator_code=written["code"],
            value=written["value"],
            is_number=isinstance(row[column], NumberText),
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


def _is_filled(row: list[str]) -> bool:
    return any(written.strip() for written in row)
