"""How many answers and innovations a submitted file holds, counted apart from the reader that loads them.

`quality.ledger.received` comes from here: the loader (rkci.intake.reading, by python-calamine and the csv module) must
account for every one of them. The two share the words of the workbook (rkci.intake.layout) and nothing that finds
records, cells, headers or answers; but that the loader takes from rkci.intake.cells what calamine shows as blank.
"""

import codecs
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from rkci.intake import delimited
from rkci.intake.cells import Cell, read_cells
from rkci.intake.layout import COLUMNS, IDENTITY_SHEET, INNOVATION_COLUMNS, INSTRUCTION_SHEET, REFERENCE_SHEETS, Label


class Counted(NamedTuple):
    """What a file holds: rows with an answer, and rows of the list of innovations in which something is written."""

    answers: int
    innovations: int


def count(content: bytes, file_name: str) -> Counted:
    """Number of rows below the headers of every sheet whose answer cell, or any cell of an innovation, is not blank.

    Raises UnreadableError if a workbook cannot be read.
    """
    if delimited.is_csv(content, file_name):
        text = _text(content)
        return max(_count(_records(text, delimiter)) for delimiter in delimited.DELIMITERS)
    counts = [
        _count(_rows(cells))
        for sheet, cells in groupby(read_cells(content), key=lambda cell: cell.sheet)
        if sheet not in (IDENTITY_SHEET, *REFERENCE_SHEETS)
    ]
    return Counted(sum(each.answers for each in counts), sum(each.innovations for each in counts))


def count_rows(
    content: bytes,
    file_name: str,
    required: Collection[Label],
    handed_out: Collection[Label] = (),
    written: Collection[Label] = (),
) -> int:
    """Number of filled rows below the header, which is the row that names all of `required`, of every sheet.

    For datasets whose rows need no answer to count. A row of a template that has all of `handed_out` and nothing of
    `written` was left as it was handed out, and is not counted. Raises UnreadableError if a workbook cannot be read.
    """

    def below(rows: Iterable[list[str]]) -> int:
        header: list[str] | None = None
        found = 0
        for row in rows:
            if header is not None:
                found += any(text.strip() for text in row) and not is_left(header, row)
            elif all(_place(row, label) is not None for label in required):
                header = row
        return found

    def is_left(header: list[str], row: list[str]) -> bool:
        def stands(label: Label) -> bool:
            column = _place(header, label)
            return column is not None and _is_written(row, column)

        return bool(handed_out) and all(map(stands, handed_out)) and not any(map(stands, written))

    if delimited.is_csv(content, file_name):
        text = _text(content)
        return max(below(_records(text, delimiter)) for delimiter in delimited.DELIMITERS)
    return sum(
        below(_rows(cells))
        for sheet, cells in groupby(read_cells(content), key=lambda cell: cell.sheet)
        if sheet != INSTRUCTION_SHEET
    )


def count_answers(content: bytes, file_name: str) -> int:
    """Number of rows whose answer cell is not blank; see count."""
    return count(content, file_name).answers


def _count(rows: Iterable[list[str]]) -> Counted:
    answer: int | None = None
    innovation: list[int] | None = None
    counts = Counter[str]()
    for row in rows:
        if answer is None and (column := _answer_column(row)) is not None:
            answer, innovation = column, None
        elif innovation is None and (columns := _innovation_columns(row)) is not None:
            answer, innovation = None, columns
        elif answer is not None:
            counts["answers"] += _is_written(row, answer)
        elif innovation is not None:
            counts["innovations"] += any(_is_written(row, column) for column in innovation)
    return Counted(counts["answers"], counts["innovations"])


def _is_written(row: list[str], column: int) -> bool:
    return column < len(row) and bool(row[column].strip())


def _answer_column(row: list[str]) -> int | None:
    """Where the answers stand, if the row is the header: it names both the code and the answer."""
    code, answer = (_place(row, COLUMNS[key]) for key in ("code", "value"))
    return None if code is None else answer


def _innovation_columns(row: list[str]) -> list[int] | None:
    """Where innovations are described, if the row is their header: it names both the innovation and its domain."""
    places = {key: _place(row, label) for key, label in INNOVATION_COLUMNS.items()}
    if places["name"] is None or places["domain"] is None:
        return None
    return [place for place in places.values() if place is not None]


def _place(row: list[str], label: Label) -> int | None:
    words = {label.indonesian.lower(), label.english.lower()}
    names = ({part.strip().lower() for part in re.split("[/\n]", text)} for text in row)
    return next((column for column, name in enumerate(names) if name & words), None)


def _rows(cells: Iterable[Cell]) -> Iterator[list[str]]:
    """The rows that hold anything, each as its texts from the first column on."""
    for _, row in groupby(cells, key=lambda cell: cell.row):
        texts = {cell.column: cell.text for cell in row}
        yield [texts.get(column, "") for column in range(max(texts) + 1)]


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """The records of a CSV text. A quote that is never closed is a character: it swallows no answer after it."""
    sign = re.escape(delimiter)
    field = re.compile(rf'("(?:[^"]|"")*+"|[^{sign}\r\n]*)({sign}|\r\n|\r|\n|\Z)')
    record: list[str] = []
    for match in field.finditer(text):
        record.append(match[1].strip('"'))
        if match[2] != delimiter:
            yield record
            record = []


def _text(content: bytes) -> str:
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
