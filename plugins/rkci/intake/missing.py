"""What people and their programs write where they have no value: one list for every reader.

A form or a mapping may extend it. Numbers never stand here: 9 and 99 are missing only where a form says so.
"""

import unicodedata
from collections.abc import Collection

WORDS = frozenset({
    "", "-", "--", "---", "n/a", "#n/a", "na", "n.a.", "n.a", "<na>", "null", "(null)", "undefined", "...", "....",
    "no data", "not available", "tidak ada data", "data tidak ada", "belum ada data", "data belum ada",
    "tidak tersedia", "data tidak tersedia", "belum tersedia", "data belum tersedia",
})  # fmt: skip
"""Missing wherever a value is expected, written as `plain` has it; `...` is the sign of BPS for "not available"."""

MAY_MEAN_ZERO = frozenset({"\u2013", "\u2014", "tidak ada", "tdk ada", "belum ada", "nihil", "nil", "none"})
"""Nobody has such a telephone, but as a number these may be a zero (`\u2013` in tables of BPS): asked back there."""

HYPHENS = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2212", "-") | dict.fromkeys("\u200b\u200e\u200f\u2066\u2069\ufeff")
)


def plain(written: str) -> str:
    """A text as the lists have it: small letters, single spaces, one kind of hyphen, three points for an ellipsis."""
    return " ".join(unicodedata.normalize("NFKC", written).translate(HYPHENS).split()).lower()


def is_missing(written: str, *, may_be_zero: bool, also: Collection[str] = ()) -> bool:
    """True for a text that stands for no value.

    `may_be_zero` says that a zero would make sense here, so that what may mean zero is not taken for missing; `also`
    are the words that a form adds, as `plain` has them.
    """
    word = plain(written)
    return word in WORDS or word in also or (not may_be_zero and word in MAY_MEAN_ZERO)
