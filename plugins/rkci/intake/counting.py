"""How many answers a submitted file holds, counted apart from the reader that loads them.

`quality.ledger.received` comes from here: the loader (rkci.intake.reading, by python-calamine and the csv module) must
account for every one of them. The two share the words of the workbook (rkci.intake.layout) and nothing that finds
records, cells, headers or answers; but that the loader takes from rkci.intake.cells what calamine shows as blank.
"""

import codecs
import re
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from rkci.intake import delimited
from rkci.intake.cells import Cell, read_cells
from rkci.intake.layout import COLUMNS, IDENTITY_SHEET, INSTRUCTION_SHEET, Label


def count_answers(content: bytes, file_name: str) -> int:
    """Number of rows below the header of every sheet whose answer cell is not blank.

    Raises UnreadableError if a workbook cannot be read.
    """
    if delimited.is_csv(content, file_name):
        text = _text(content)
        return max(_count(_records(text, delimiter)) for delimiter in delimited.DELIMITERS)
    return sum(
        _count(_rows(cells))
        for sheet, cells in groupby(read_cells(content), key=lambda cell: cell.sheet)
        if sheet not in (INSTRUCTION_SHEET, IDENTITY_SHEET)
    )


def count_rows(content: bytes, file_name: str, required: Collection[Label]) -> int:
    """Number of filled rows below the header, which is the row that names all of `required`, of every sheet.

    For datasets whose rows need no answer to count. Raises UnreadableError if a workbook cannot be read.
    """

    def count(rows: Iterable[list[str]]) -> int:
        is_below, found = False, 0
        for row in rows:
            if is_below:
                found += any(text.strip() for text in row)
            else:
                is_below = all(any(_names(label).search(text) for text in row) for label in required)
        return found

    if delimited.is_csv(content, file_name):
        text = _text(content)
        return max(count(_records(text, delimiter)) for delimiter in delimited.DELIMITERS)
    return sum(
        count(_rows(cells))
        for sheet, cells in groupby(read_cells(content), key=lambda cell: cell.sheet)
        if sheet != INSTRUCTION_SHEET
    )


def _count(rows: Iterable[list[str]]) -> int:
    answer: int | None = None
    count = 0
    for row in rows:
        if answer is None:
            answer = _answer_column(row)
        elif answer < len(row) and row[answer].strip():
            count += 1
    return count


def _answer_column(row: list[str]) -> int | None:
    """Where the answers stand, if the row is the header: it names both the code and the answer."""
    names = [{part.strip().lower() for part in re.split("[/\n]", text)} for text in row]
    places = []
    for label in (COLUMNS["code"], COLUMNS["value"]):
        words = {label.indonesian.lower(), label.english.lower()}
        places.append(next((column for column, name in enumerate(names) if name & words), None))
    return None if None in places else places[1]


def _names(label: Label) -> re.Pattern[str]:
    return re.compile(rf"(^|[/\n])\s*({label.indonesian}|{label.english})\s*($|[/\n])", re.IGNORECASE)


def _rows(cells: Iterable[Cell]) -> Iterator[list[str]]:
    """The rows that hold anything, each as its texts from the first column on."""
    for _, row in groupby(cells, key=lambda cell: cell.row):
        texts = {cell.column: cell.text for cell in row}
        yield [texts.get(column, "") for column in range(max(texts) + 1)]


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """The records of a CSV text. A quote that is never closed is a character: it swallows no answer after it."""
    field = re.compile(rf'("(?:[^"]|"")*+"|[^{delimiter}\r\n]*)({delimiter}|\r\n|\r|\n|\Z)')
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
