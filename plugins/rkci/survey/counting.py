"""One pass over an original before it is read: how its text is encoded, and how many records it has.

`quality.ledger.received` comes from here. It shares nothing with the loader (pyarrow), which must account for every
record; quotes are read as RFC 4180 has them, lines end as Unix, Windows or old Macs end them, and blank lines are no
records.
"""

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

CHUNK_BYTES = 1024 * 1024
NOT_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


@dataclass(frozen=True)
class Counted:
    """What one pass saw; `records` include the heading."""

    records: int
    encoding: str
    """UTF-8, else that of Windows, else Latin-1, in which no byte stops a reader."""


def count(content: BinaryIO, delimiter: str) -> Counted:
    """Go over a CSV file once, in constant memory but for its longest line."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8, is_cp1252, records, rest, counter = True, True, 0, b"", _Records(delimiter)
    while chunk := content.read(CHUNK_BYTES):
        if not (chunk.isascii() and not decoder.getstate()[0]):
            is_cp1252 = is_cp1252 and not NOT_CP1252.search(chunk)
            if is_utf8:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    is_utf8 = False
        lines = rest + chunk
        # a \r at the very end may be the first half of \r\n
        end = max(lines.rfind(b"\n"), lines.rfind(b"\r", 0, -1)) + 1
        records += counter.add(lines[:end])
        rest = lines[end:]
    is_utf8 = is_utf8 and not decoder.getstate()[0]
    records += counter.add(rest)
    records += counter.is_quoted  # a quote that nobody closed ends with the file
    return Counted(records, "utf-8" if is_utf8 else "cp1252" if is_cp1252 else "latin-1")


class _Records:
    """Counts records in pieces that end where lines end; a quoted cell may span several."""

    def __init__(self, delimiter: str) -> None:
        self.opening = re.compile(rb"(?:^|(?<=" + re.escape(delimiter.encode()) + rb'))"')
        self.is_quoted = False

    def add(self, lines: bytes) -> int:
        """Number of records that end in these lines."""
        is_plain = b'"' not in lines and (b"\r" not in lines or lines.count(b"\r") == lines.count(b"\r\n"))
        if not self.is_quoted and is_plain and b"\n\n" not in lines and b"\n\r\n" not in lines:
            is_blank = lines[:1] == b"\n" or lines[:2] == b"\r\n"
            return lines.count(b"\n") + (not lines.endswith(b"\n") and bool(lines)) - is_blank
        return sum(map(self._ends, lines.splitlines(keepends=True)))

    def _ends(self, line: bytes) -> bool:
        if not self.is_quoted and not line.rstrip(b"\r\n"):
            return False
        place = 0
        while True:
            if not self.is_quoted:
                opened = self.opening.search(line, place)
                if opened is None:
                    return True
                self.is_quoted, place = True, opened.end()
            else:
                closing = line.find(b'"', place)
                if closing < 0:
                    return False
                doubled = line[closing + 1 : closing + 2] == b'"'
                place = closing + (2 if doubled else 1)
                self.is_quoted = doubled
