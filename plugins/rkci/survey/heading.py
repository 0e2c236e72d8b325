"""The first records of a CSV file, before anything else is known of it: its delimiter, its heading, a few cells of each
column. Lines may end as Unix, Windows or old Macs end them, and be as long as a block of the reader."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from rkci.intake.delimited import DELIMITERS
from rkci.intake.errors import UnreadableError

LONGEST = 4 * 1024 * 1024
"""Bytes of a heading; a block of the reader holds as many."""
SAMPLED = 200
BLANK = re.compile(r"(?:\r\n?|\n)+")
DECLARED = re.compile(r'"?sep=(\\t|[^\r\n])"?[;,\t|]*(?:\r\n?|\n)+', re.IGNORECASE)
"""First line by which a file tells Excel its separator."""
NO_SEPARATOR = re.compile(r"[\w\s\"'\\]|[^\x00-\x7f]")


@dataclass(frozen=True)
class Heading:
    """Headings as written; `skipped` lines come before the data (blank ones, a declared separator, and the heading
    itself), of which `records` are not blank, and `sample` has the next few records, of which each column shows what
    kind of answers it holds."""

    delimiter: str
    names: tuple[str, ...]
    skipped: int
    records: int
    sample: tuple[Sequence[str], ...]


def read(content: BinaryIO) -> Heading:
    """The heading of a CSV file, parted by the sign that its first line declares (`sep=;`), else by whichever of the
    usual ones gives it the most cells. Raises UnreadableError: not_a_workbook, no_header, too_large."""
    start = content.read(LONGEST)
    text = start.decode("utf-8-sig", errors="replace")
    blank = BLANK.match(text)
    place = blank.end() if blank else 0
    declared = DECLARED.match(text, place)
    place = declared.end() if declared else place
    skipped = len(re.findall(r"\r\n?|\n", text[:place]))
    signs = [*_declared(declared), *DELIMITERS]
    records = {each: _records(text, place, each) for each in signs}
    first = {each: next(found, ([], 0)) for each, found in records.items()}
    is_so = declared is not None and len(first[signs[0]][0]) > 1
    delimiter = signs[0] if is_so else max(signs, key=lambda each: len(first[each][0]))
    names, end = first[delimiter]
    if end == len(text) and len(start) == LONGEST:
        raise UnreadableError("too_large", found=f"a first line of more than {LONGEST} bytes")
    if any("\0" in name for name in names):
        raise UnreadableError("not_a_workbook", found="bytes that are not text; save as CSV UTF-8 or Parquet")
    if not any(names):
        raise UnreadableError("no_header", found=f"{len(start)} bytes")
    sample = tuple(cells for cells, _ in islice(records[delimiter], SAMPLED))
    return Heading(delimiter, tuple(names), skipped + 1, 1 + (declared is not None), sample)


def _declared(line: re.Match[str] | None) -> list[str]:
    """The sign that a first line declares. Raises UnreadableError where none can part cells by it."""
    if line is None:
        return []
    sign = "\t" if line[1] == "\\t" else line[1]
    if sign != "\t" and NO_SEPARATOR.fullmatch(sign):
        found = f"sep={sign}: pakai koma, titik koma, tab atau | / use a comma, semicolon, tab or |"
        raise UnreadableError("no_header", found=found)
    return [sign]


def _records(text: str, place: int, delimiter: str) -> Iterator[tuple[list[str], int]]:
    """Cells of each record from a place on, and where it ends; quotes as RFC 4180 has them."""
    sign = re.escape(delimiter)
    cell = re.compile(rf'"([^"]*(?:""[^"]*)*)"([^{sign}\r\n]*)|([^{sign}\r\n]*)')
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
