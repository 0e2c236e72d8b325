"""Cells of a column that stand for nothing are emptied, a column at a time."""

from collections.abc import Callable, Collection

import pyarrow as pa
import pyarrow.compute as pc

from rkci.intake import missing
from rkci.survey.producers import NOT_FILLED_IN

LONGEST = 64
"""Bytes of what may stand for nothing; most columns have no cell that is so short or has no digit, and cost nothing."""

FEWEST_DIGITS = 5
"""Of a telephone number; fewer, or one digit again and again, is a way of saying that there is none."""


def without(
    column: pa.Array, words: Collection[str], *, may_be_zero: bool = False, is_identity: bool = False
) -> pa.Array:
    """A column of text without what is missing; `words` are those of the mapping, `is_identity` says that cells tell
    who or what, which web forms fill in with excuses. See rkci.intake.missing for `may_be_zero`."""

    def is_missing(cell: str) -> bool:
        return missing.is_missing(cell, may_be_zero=may_be_zero, also=words) or (
            is_identity and NOT_FILLED_IN.fullmatch(missing.plain(cell)) is not None
        )

    shortest = pc.min(pc.binary_length(column)).as_py()
    if shortest is None or shortest > LONGEST:
        return column
    return _emptied(column, pc.invert(pc.match_substring_regex(column, "[0-9]")), is_missing)


def without_no_telephones(column: pa.Array) -> pa.Array:
    """A column of telephone numbers without what is none."""
    plausible = pc.match_substring_regex(column, r"^\+?[0-9]{8,15}$")
    return _emptied(column, pc.or_(pc.invert(plausible), pc.is_in(column, SAME_DIGIT)), _is_no_telephone)


SAME_DIGIT = pa.array([digit * length for digit in "0123456789" for length in range(8, 16)])


def _is_no_telephone(cell: str) -> bool:
    digits = [letter for letter in cell if letter.isdecimal()]
    return len(digits) < FEWEST_DIGITS or len(set(digits)) == 1


def _emptied(column: pa.Array, doubtful: pa.Array, is_empty: Callable[[str], bool]) -> pa.Array:
    """Of the cells that are in doubt those that the function calls empty become null."""
    cells = column.filter(doubtful).unique().to_pylist()
    empty = [cell for cell in cells if is_empty(cell)]
    return pc.if_else(pc.is_in(column, pa.array(empty, pa.string())), None, column) if empty else column
