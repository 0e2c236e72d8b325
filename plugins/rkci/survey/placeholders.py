"""Cells of a column that stand for nothing are emptied, a column at a time."""

import re
from collections.abc import Callable, Collection

import pyarrow as pa
import pyarrow.compute as pc

from rkci.intake import missing
from rkci.survey.producers import NOT_FILLED_IN

LONGEST = 64
"""Bytes of what may stand for nothing; most columns have no cell that is so short or has no digit, and cost nothing."""

FEWEST_DIGITS = 5
"""Of a telephone number; fewer is a way of saying that there is none."""
PREFIX = re.compile(r"(0|62)8?")
"""Of Indonesia and its mobile networks. Behind it, one digit again and again or digits in a row are nobody's number."""
IN_A_ROW = ("12345678901234567890", "98765432109876543210")
MASKED = re.compile(r"([x*#._\u2022\u2026-])\1|[*\u2022\u2026]", re.IGNORECASE)
"""Digits that were left out: `08123xxxxxx`."""

SHORTENED = re.compile(r"[0-9]([.,][0-9]+)?E[+][0-9]+", re.IGNORECASE)
"""A long number as a spreadsheet shows it and saves it: `6,28123E+12` may be anybody's."""


def without(
    column: pa.Array, words: Collection[str], *, may_be_zero: bool = False, is_identity: bool = False
) -> pa.Array:
    """A column of text without what is missing; `words` are those of the mapping, `is_identity` says that cells tell
    who or what, which web forms fill in with excuses. See rkci.intake.missing for `may_be_zero`."""

    def is_missing(cell: str) -> bool:
        return missing.is_missing(cell, may_be_zero=may_be_zero, also=words) or (
            is_identity
            and (SHORTENED.fullmatch(cell) is not None or NOT_FILLED_IN.fullmatch(missing.plain(cell)) is not None)
        )

    shortest = pc.min(pc.binary_length(column)).as_py()
    if shortest is None or shortest > LONGEST:
        return column
    doubtful = pc.invert(pc.match_substring_regex(column, "[0-9]"))
    if is_identity:
        doubtful = pc.or_(doubtful, pc.match_substring_regex(column, "^[0-9][0-9.,]*[Ee][+]"))
    return _emptied(column, doubtful, is_missing)


def without_no_telephones(column: pa.Array) -> pa.Array:
    """A column of telephone numbers without what is none."""
    plausible = pc.match_substring_regex(column, r"^\+?[0-9]{8,15}$")
    return _emptied(column, pc.or_(pc.invert(plausible), pc.match_substring_regex(column, RUNS)), _is_no_telephone)


RUNS = "|".join((*(digit * FEWEST_DIGITS for digit in "0123456789"), *(row[:FEWEST_DIGITS] for row in IN_A_ROW)))
"""What every made-up number has in it, and few others."""


def _is_no_telephone(cell: str) -> bool:
    digits = "".join(letter for letter in cell if letter.isdecimal())
    own = PREFIX.sub("", digits, count=1)
    if len(digits) < FEWEST_DIGITS or len(set(own)) <= 1 or any(own in row for row in IN_A_ROW):
        return True
    return MASKED.search(cell) is not None


def _emptied(column: pa.Array, doubtful: pa.Array, is_empty: Callable[[str], bool]) -> pa.Array:
    """Of the cells that are in doubt those that the function calls empty become null."""
    cells = column.filter(doubtful).unique().to_pylist()
    empty = [cell for cell in cells if is_empty(cell)]
    return pc.if_else(pc.is_in(column, pa.array(empty, pa.string())), None, column) if empty else column
