"""The CSV files that are ours: reading reference data, frameworks and values; writing whatever is handed out.

What cities send is read by rkci.intake.
"""

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from rkci.refusal import Fault, Refusal

if TYPE_CHECKING:
    import pandas

Table = list[tuple[int, dict[str, str]]]
"""Rows as (row number, column to text); the header is row 1, and a cell may span several lines."""

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""By what a spreadsheet takes a text for a formula, or passes over on the way to one."""
QUOTE = '"'
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE | re.ASCII)
NO_FORMULA = re.compile(r"-|[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?|[+-]?(inf|nan)", re.IGNORECASE | re.ASCII)


def read_table(file: Path, columns: Sequence[str]) -> Table:
    """Rows of a UTF-8 CSV file that has at least `columns`; blank lines are ignored.

    Raises Refusal with every fault: no such file, not UTF-8, a missing or doubled column, a row with too few or
    too many cells.
    """
    header, rows = _read(file, columns)
    return [(number, dict(zip(header, cells, strict=True))) for number, cells in rows]


def read_frame(file: Path, columns: Sequence[str]) -> "pandas.DataFrame":
    """As `read_table`, as a frame: every column is text, and an empty cell is an empty text; the index, `row`, has the
    row numbers. Nothing is taken for a number, a date or a null before the reader says so."""
    import pandas
    import pyarrow

    header, rows = _read(file, columns)
    text = pandas.ArrowDtype(pyarrow.string())
    index = pandas.Index([number for number, _ in rows], name="row", dtype="int64")
    cells = zip(*(cells for _, cells in rows), strict=True) if rows else ((),) * len(header)
    return pandas.DataFrame(
        {column: pandas.Series(list(found), index, text) for column, found in zip(header, cells, strict=True)},
        index=index,
    )


def _read(file: Path, columns: Sequence[str]) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header, and the cells of every row beside its number."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise _refused(file, [Fault(file.name, f"it is missing in {file.parent.name}; put it there.")]) from error
    except OSError as error:
        raise _refused(file, [Fault(file.name, f"it cannot be opened: {error.strerror}.")]) from error
    except UnicodeDecodeError as error:
        fault = Fault(file.name, f"byte {error.start} is not UTF-8; save the file as CSV UTF-8.")
        raise _refused(file, [fault]) from error
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    faults = [
        Fault(file.name, f"the column is missing; found are {', '.join(header) or 'none'}.", 1, column)
        for column in columns
        if column not in header
    ]
    faults.extend(
        Fault(file.name, f"the column appears {count} times; keep one.", 1, column)
        for column, count in Counter(header).items()
        if column and count > 1
    )
    rows = [(number, cells) for number, cells in enumerate(reader, start=2) if any(cells)]
    faults.extend(
        Fault(
            file.name,
            f"{len(cells)} cells where the header has {len(header)}; look for a missing or an unquoted comma.",
            number,
        )
        for number, cells in rows
        if len(cells) != len(header)
    )
    if faults:
        raise _refused(file, faults)
    return header, rows


def plain_number(written: str) -> float | None:
    """The finite number that a cell holds, in plain digits with a decimal point and perhaps an exponent.

    None for anything else: 1_000, 1,5, nan, infinity, 1e999, 0x1F, digits that are not 0 to 9.
    """
    found = float(written) if NUMBER.fullmatch(written.strip()) else math.nan
    return found if math.isfinite(found) else None


def write_rows(lines: TextIO, rows: Iterable[Iterable[object]], delimiter: str = ",") -> None:
    """Write CSV records as they are handed out: line feeds, and no text that a spreadsheet would run.

    (csv.writer leaves a carriage return unquoted, and what stands behind it begins a record of its own.)
    """
    quoted = re.compile(f"[{QUOTE}{delimiter}\r\n]")

    def field(cell: object) -> str:
        text = "" if cell is None else str(inert(cell))
        return f"{QUOTE}{text.replace(QUOTE, QUOTE * 2)}{QUOTE}" if quoted.search(text) else text

    lines.writelines(delimiter.join(map(field, row)) + "\n" for row in rows)


def inert(cell: object) -> object:
    """The cell, with an apostrophe before a text that begins like a formula. Numbers stay numbers, in text too."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) and not NO_FORMULA.fullmatch(cell):
        return f"'{cell}"
    return cell


def _refused(file: Path, faults: Sequence[Fault]) -> Refusal:
    return Refusal(f"{file.parent.name}/{file.name} cannot be read:", faults)
