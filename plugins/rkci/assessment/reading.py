"""A file of assessments opened: every filled row as it was written, and the number of them counted apart.

CSV or XLSX, also what `rkci assessors --templates` hands out; the headings stand in any order, in Indonesian or as
the English names of the columns.
"""

from dataclasses import dataclass

from rkci.intake.counting import count_rows
from rkci.intake.errors import UnreadableError
from rkci.intake.layout import INSTRUCTION_SHEET, Label, cell, key_of
from rkci.intake.reading import read_sheets, text

COLUMNS = {
    "cycle": Label("Siklus", "cycle"),
    "city_code": Label("Kode kota", "city_code"),
    "indicator_code": Label("Kode indikator", "indicator_code"),
    "assessor": Label("Asesor", "assessor"),
    "level": Label("Tingkat", "level"),
    "reason": Label("Alasan", "reason"),
    "evidence_seen": Label("Bukti yang dilihat", "evidence_seen"),
    "read_at": Label("Waktu membaca", "read_at"),
    "origin": Label("Asal data", "origin"),
}
"""Headings by key; `origin` is left out or blank in what is not simulated."""

REQUIRED = ("cycle", "city_code", "indicator_code", "assessor", "level")
"""A row that holds at least these headings is the row of headings."""

HANDED_OUT = ("cycle", "city_code", "indicator_code", "assessor")
"""What stands in a row of a template; a row with all of it and none of what an assessor writes was left as it was."""
WRITTEN = ("level", "reason", "evidence_seen", "read_at")


@dataclass(frozen=True)
class AssessmentRow:
    """One filled row; `row_number` counts from 1 as Excel does, `cell` is that of the level, `written` is by key."""

    sheet: str
    row_number: int
    cell: str
    written: dict[str, str]


def find_header(texts: list[str]) -> dict[str, int] | None:
    """Column number (from 0) of each heading among the texts of one row, or None if it is no row of headings."""
    found: dict[str, int] = {}
    for column, written in enumerate(texts):
        key = key_of(written, COLUMNS)
        if key is not None:
            found.setdefault(key, column)
    return found if all(key in found for key in REQUIRED) else None


def read(content: bytes, file_name: str) -> tuple[list[AssessmentRow], int]:
    """The filled rows of every sheet, and how many an independent reader counts.

    Raises UnreadableError where the file cannot be opened, or a filled sheet has no row of headings.
    """
    rows: list[AssessmentRow] = []
    is_filled = False
    for sheet, grid in read_sheets(content, file_name, find_header).items():
        texts = [[text(value) for value in row] for row in grid]
        filled = [number for number, row in enumerate(texts) if any(one.strip() for one in row)]
        if filled and sheet != INSTRUCTION_SHEET:
            rows.extend(_rows(sheet, texts, filled))
            is_filled = True
    if not is_filled:
        raise UnreadableError("no_header", found="no sheet with anything in it")
    return rows, count_rows(
        content,
        file_name,
        [COLUMNS[key] for key in REQUIRED],
        handed_out=[COLUMNS[key] for key in HANDED_OUT],
        written=[COLUMNS[key] for key in WRITTEN],
    )


def _rows(sheet: str, texts: list[list[str]], filled: list[int]) -> list[AssessmentRow]:
    header: dict[str, int] | None = None
    rows = []
    for number in filled:
        row = texts[number]
        if header is None:
            header = find_header(row)
            continue
        written = {key: row[column] for key, column in header.items() if column < len(row) and row[column].strip()}
        if written.keys().isdisjoint(WRITTEN) and written.keys() >= set(HANDED_OUT):
            continue
        rows.append(AssessmentRow(sheet, number + 1, cell(number, header["level"]), written))
    if header is None:
        raise UnreadableError("no_header", sheet=sheet, cell=cell(filled[0], 0), found=" | ".join(texts[filled[0]]))
    return rows
