"""The sheets of a workbook or CSV as rows of texts: the one reader of cells, for submissions and for lists.

Workbooks are read by python-calamine, which runs no macro and follows no link; what its cells show by their formats
comes from rkci.intake.cells.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from rkci.intake import delimited, number_format
from rkci.intake.cells import EMPTY, Cell, describe, read_cells, repack, unpack
from rkci.intake.errors import UnreadableError

Value = int | float | str | bool | datetime | date | time | timedelta
Grid = list[list[str]]
"""Every row of a sheet from cell A1 on."""


class NumberText(str):
    """The text of a number cell that shows its number: a point in it is decimal, and nothing about it is ambiguous."""


def read_sheets(
    content: bytes, file_name: str, find_header: Callable[[list[str]], dict[str, int] | None]
) -> dict[str, Grid]:
    """Every sheet of a workbook by name, or the one of a CSV whose header row `find_header` knows.

    `file_name` only tells CSV from the rest. Raises UnreadableError if the file cannot be read.
    """
    if delimited.is_csv(content, file_name):
        return {delimited.SHEET: delimited.read_rows(content, find_header)}
    return _grids(content)


def _grids(content: bytes) -> dict[str, Grid]:
    """Every worksheet, with what calamine hides put back as text."""
    seen = read_cells(content)
    formatted = {(one.sheet, one.row, one.column): one for one in seen if one.number_format}
    try:
        # only what was looked at: a size or a name that is in the archive's directory leads nowhere
        with CalamineWorkbook.from_filelike(BytesIO(repack(unpack(content)))) as book:
            grids: dict[str, Grid] = {
                sheet.name: [
                    [
                        text(value, formatted.get((sheet.name, row, column), EMPTY))
                        for column, value in enumerate(values)
                    ]
                    for row, values in enumerate(book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False))
                ]
                for sheet in book.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet
            }
    except CalamineError as error:
        raise UnreadableError("not_a_workbook", found=describe(content, error)) from error
    for one in seen:
        if one.is_hidden_from_calamine:
            _put(grids, one)
    return grids


def _put(grids: dict[str, Grid], one: Cell) -> None:
    if one.sheet not in grids:
        found = "nama lembar terbaca dua cara / the name of the sheet reads two ways"
        raise UnreadableError("not_a_workbook", sheet=one.sheet, found=found)
    grid = grids[one.sheet]
    grid.extend([] for _ in range(one.row + 1 - len(grid)))
    grid[one.row].extend("" for _ in range(one.column + 1 - len(grid[one.row])))
    grid[one.row][one.column] = one.text


def text(value: Value, cell: Cell) -> str:
    """A cell as text: a number as it is or as its format shows it, a date in ISO form, a text as it is."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, date | time | timedelta):
        if not cell.number_format or number_format.is_date(cell.number_format):
            return value.isoformat() if isinstance(value, date | time) else str(value)
        value = float(cell.text)
    shown, is_number = number_format.written(value, cell.number_format)
    return NumberText(shown) if is_number else shown
