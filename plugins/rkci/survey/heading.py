"""The first records of a CSV file, before anything else is known of it: its delimiter, its heading, a few cells of each
column. Lines may end as Unix, Windows or old Macs end them, and be as long as a block of the reader."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from rkci.intake.errors import UnreadableError

DELIMITERS = (",", ";", "\t")
LONGEST = 4 * 1024 * 1024
"""Bytes of a heading; a block of the reader holds as many."""
SAMPLED = 200
BLANK = re.compile(r"(?:\r\n?|\n)+")


@dataclass(frozen=True)
class Heading:
    """Headings as written; `skipped` records come before the data (blank lines and the heading itself), and `sample`
    has the next few, of which each column shows what kind of answers it holds."""

    delimiter: str
    names: tuple[str, ...]
    skipped: int
    sample: tuple[Sequence[str], ...]


def read(content: BinaryIO) -> Heading:
    """The heading of a CSV file. Raises UnreadableError: not_a_workbook, no_header, too_large."""
    start = content.read(LONGEST)
    text = start.decode("utf-8-sig", errors="replace")
    blank = BLANK.match(text)
    place = blank.end() if blank else 0
    skipped = len(re.findall(r"\r\n?|\n", text[:place]))
    records = {each: _records(text, place, each) for each in DELIMITERS}
    first = {each: next(found, ([], 0)) for each, found in records.items()}
    delimiter = max(DELIMITERS, key=lambda each: len(first[each][0]))
    names, end = first[delimiter]
    if end == len(text) and len(start) == LONGEST:
        raise UnreadableError("too_large", found=f"a first line of more than {LONGEST} bytes")
    if any("\0" in name for name in names):
        raise UnreadableError("not_a_workbook", found="bytes that are not text; save as CSV UTF-8 or Parquet")
    if not any(names):
        raise UnreadableError("no_header", found=f"{len(start)} bytes")
    sample = tuple(cells for cells, _ in islice(records[delimiter], SAMPLED))
    return Heading(delimiter, tuple(names), skipped + 1, sample)


def _records(text: str, place: int, delimiter: str) -> Iterator[tuple[list[str], int]]:
    """Cells of each record from a place on, and where it ends; quotes as RFC 4180 has them."""
    cell = re.compile(rf'"([^"]*(?:""[^"]*)*)"([^{delimiter}\r\n]*)|([^{delimiter}\r\n]*)')
    while place < len(text):
        cells = []
        while True:
            (found,) = islice(cell.finditer(text, place), 1)  # its last alternative matches nothing at all
            quoted, rest, plain = found.groups()
            cells.append(plain if quoted is None else quoted.replace('""', '"') + rest)
            place = found.end()
            if text[place : place + 1] != delimiter:
                break
            place += 1
        yield cells, place
        blank = BLANK.match(text, place)
        place = blank.end() if blank else len(text)
