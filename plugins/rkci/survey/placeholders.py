"""Cells of a column that stand for nothing are emptied, a column at a time."""

import re
from collections.abc import Collection

import pyarrow as pa
import pyarrow.compute as pc

from rkci.intake import missing
from rkci.survey.producers import NOT_FILLED_IN

LONGEST = 64
"""Bytes of what may stand for nothing; most columns have no cell that is so short or has no digit, and cost nothing."""

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
    empty = [cell for cell in column.filter(doubtful).unique().to_pylist() if is_missing(cell)]
    return pc.if_else(pc.is_in(column, pa.array(empty, pa.string())), None, column) if empty else column
