"""How many answers a submitted file holds, counted apart from the reader that loads them.

`quality.ledger.received` comes from here: the loader (rkci.intake.reading, python-calamine) must account for every
one of them.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from rkci.intake import delimited
from rkci.intake.cells import Cell, read_cells
from rkci.intake.layout import IDENTITY_SHEET, INSTRUCTION_SHEET, find_header


def count_answers(content: bytes, file_name: str) -> int:
    """Number of rows below the header of every sheet whose answer cell is not blank.

    Raises UnreadableError if the file cannot be read.
    """
    if delimited.is_csv(content, file_name):
        return _count(delimited.read_rows(content))
    return sum(
        _count(_rows(cells))
        for sheet, cells in groupby(read_cells(content), key=lambda cell: cell.sheet)
        if sheet not in (INSTRUCTION_SHEET, IDENTITY_SHEET)
    )


def _count(rows: Iterable[list[str]]) -> int:
    header: dict[str, int] | None = None
    count = 0
    for row in rows:
        if header is None:
            header = find_header(row)
        elif header["value"] < len(row) and row[header["value"]].strip():
            count += 1
    return count


def _rows(cells: Iterable[Cell]) -> Iterator[list[str]]:
    """The rows that hold anything, each as its texts from the first column on."""
    for _, row in groupby(cells, key=lambda cell: cell.row):
        texts = {cell.column: cell.text for cell in row}
        yield [texts.get(column, "") for column in range(max(texts) + 1)]
