"""The same questions as CSV, for those who prefer it.

Above the header row stand the identity labels, each with its value in the next column; below it one row per
indicator with the columns of the workbook. Separator is whichever of ; , tab and | makes a header row; encoding is
UTF-8, UTF-16 (with its mark) or Windows-1252.
"""

import codecs
import csv
import io
from collections.abc import Callable

from rkci.intake import kinds
from rkci.intake.errors import UnreadableError
from rkci.intake.layout import find_header

DELIMITERS = (";", ",", "\t", "|")
MAX_BYTES = 1024 * 1024
"""A filled CSV has about 50 kB; every character of a bigger one could be a cell."""
SHEET = "csv"
"""What stands for the name of the sheet of a CSV file."""


def is_csv(content: bytes, file_name: str) -> bool:
    """True for a file that calls itself CSV and is not an archive under a wrong name."""
    return file_name.lower().endswith(".csv") and not content.startswith(b"PK\x03\x04")


def read_rows(content: bytes, find_header: Callable[[list[str]], object] = find_header) -> list[list[str]]:
    """The records of a CSV file.

    Raises UnreadableError: too_large, not_a_workbook if it is not text, no_header if it has none.
    """
    if len(content) > MAX_BYTES:
        found = f"{len(content)} bytes, more than the {MAX_BYTES} of a CSV that are read"
        raise UnreadableError("too_large", sheet=SHEET, found=found)
    if (what := kinds.name_of(content)) is not None:
        raise UnreadableError("not_a_workbook", sheet=SHEET, found=what)
    text = _decode(content)
    first: list[list[str]] = []
    for delimiter in DELIMITERS:
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error as error:
            raise UnreadableError("not_a_workbook", sheet=SHEET, found=str(error)) from error
        if any(find_header(row) for row in rows):
            return rows
        first = first or rows
    found = " | ".join(first[0] if first else []).strip() or f"{len(content)} bytes"
    raise UnreadableError("no_header", sheet=SHEET, cell="A1", found=found)


def _decode(content: bytes) -> str:
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableError("not_a_workbook", sheet=SHEET, found=f"{len(content)} bytes that are not text")
