"""What a number cell shows: the number that it holds, or another one because of its format.

A cell that shows 2.50 % holds 0.025; one that shows 5 by the format `0,` holds 5000. Format codes are those of
ECMA-376-1, 18.8.30 and 18.8.31. A number that its format shows as another one is handed on as a text as a person would
type it (`2.5%`, `5 juta`), and one of which the two cannot be told apart as a text that nobody takes for a number.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

GENERAL = ""
BUILTIN = {
    9: "0%", 10: "0.00%", 67: "0%", 68: "0.00%", **dict.fromkeys([*range(14, 23), *range(27, 37), *range(45, 48)], "d"),
    **dict.fromkeys([*range(50, 59), *range(71, 82)], "d"),
}  # fmt: skip
"""Format code by its number, of the formats that a file does not spell out and that are more than a plain number; `d`
stands for any date or time."""
TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"?      # a literal
    | \\(?P<escaped>.?)       # a literal of one character
    | [_*].?                  # the width of a character, or one that fills the cell
    | \[(?P<bracket>[^\]]*)\]?
    | (?P<general>general)
    | (?P<exponent>e[+-])
    | (?P<date>am/pm|a/p|[dmyhsbg]+)
    | (?P<digit>[0#?])
    | (?P<other>.)
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)")
ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
SIGNS = " \u00a0()+-\u2212\u2013\u2014/:'`^&{}<>=~!"
RUPIAH = ("rp", "rp.", "idr")
DIGIT_BESIDE = re.compile(r"[0-9].*\n|\n[0-9.,]")
"""A digit before the number, or one that touches it from behind: `0"000"` shows 5 as 5000."""
LONGEST_CODE = 255
"""Excel takes no longer code."""


class Shown(NamedTuple):
    """How a section of a format shows a number: times `factor`, between the words `before` and `after`."""

    has_digits: bool
    is_date: bool
    percents: int
    thousands: int
    before: str
    after: str


def written(number: float, code: str) -> tuple[str, bool]:
    """A number cell as text, and whether the text is the number that it holds, with a decimal point.

    Anything else is a text to be read as if a person had typed it: with a unit that the format shows, or the number
    beside the format where what it shows is another number without a word that says so.
    """
    plain = number_text(number)
    if code == GENERAL or not isfinite(number):
        return plain, isfinite(number)
    shown = _shown(_section(number, code[:LONGEST_CODE]))
    words = f"{shown.before} {shown.after}".strip()
    odd = f"{plain} (format {code[:LONGEST_CODE]})"
    if not shown.has_digits and not shown.is_date:
        return (plain, True) if number == 0 and not words else (words or odd, False)
    is_another = shown.thousands and not words
    if shown.is_date or is_another or DIGIT_BESIDE.search(f"{shown.before}\n{shown.after}"):
        return odd, False
    if not words:
        return plain, True
    scaled = Decimal(repr(number)).scaleb(2 * shown.percents - 3 * shown.thousands)
    return f"{shown.before} {_unambiguous(scaled)} {shown.after}".strip(), False


def number_text(number: float) -> str:
    """A number in the shortest form that reads back the same, a whole one without a point."""
    return str(int(number)) if float(number).is_integer() and abs(number) < 1e15 else repr(number)


def is_date(code: str) -> bool:
    """True for a format that shows a number as a date, a time or a duration."""
    return any(_shown(section).is_date for section in _sections(code[:LONGEST_CODE]))


def _unambiguous(number: Decimal) -> str:
    """Plain digits with a decimal point, never three behind it: those could be thousands."""
    text = f"{number.normalize():f}"
    return text + "0" if re.search(r"\.[0-9]{3}$", text) else text


def _section(number: float, code: str) -> str:
    """The section of a format code by which a number is shown: by conditions, else by its sign."""
    sections = _sections(code)[:3]
    conditions = [_condition(section) for section in sections]
    if any(conditions[:2]):
        for section, condition in zip(sections[:2], conditions, strict=False):
            if condition is not None and _holds(number, *condition):
                return section
        return sections[2 if len(sections) > 2 and all(conditions[:2]) else 1] if len(sections) > 1 else GENERAL
    if number < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if number == 0 and len(sections) > 2 else sections[0]


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[str, ...]:
    parts = [""]
    for token in TOKEN.finditer(code):
        if token[0] == ";":
            parts.append("")
        else:
            parts[-1] += token[0]
    return tuple(parts)


def _condition(section: str) -> tuple[str, float] | None:
    for token in TOKEN.finditer(section):
        condition = CONDITION.fullmatch((token["bracket"] or "").strip())
        if condition is not None and re.fullmatch(r"-?[0-9]+(\.[0-9]*)?|-?\.[0-9]+", condition[2]):
            return condition[1], float(condition[2])
    return None


def _holds(number: float, sign: str, bound: float) -> bool:
    return {
        "<": number < bound, "<=": number <= bound, ">": number > bound, ">=": number >= bound, "=": number == bound,
        "<>": number != bound,
    }[sign]  # fmt: skip


@lru_cache(maxsize=256)
def _shown(section: str) -> Shown:
    digits = words = ""
    before = None
    is_a_date = False
    for token in TOKEN.finditer(section):
        literal = token["quoted"] or token["escaped"] or ""
        match token.lastgroup:
            case "bracket":
                is_a_date |= ELAPSED.fullmatch(token["bracket"]) is not None
                literal = token["bracket"].partition("-")[0][1:] if token["bracket"].startswith("$") else ""
            case "date":
                is_a_date = True
            case "digit" | "general":
                before, words = (words, "") if before is None else (before, words)
                digits += "0"
            case "other":
                if token[0] in ".,":
                    digits += token[0]
                elif token[0] == "@":
                    before, words = (words, "") if before is None else (before, words)
                    digits += "0"
                elif not token[0].isdigit():  # a fixed denominator
                    literal = token[0]
        words += literal
    # percents may stand anywhere; two words apart are two words
    percents = sum(token[0] == "%" for token in TOKEN.finditer(section) if token.lastgroup == "other")
    scaling = re.search(r"0(,+)(?:\.|$)", digits)
    return Shown(
        has_digits="0" in digits,
        is_date=is_a_date,
        percents=percents,
        thousands=len(scaling[1]) if scaling else 0,
        before=_words((before or "").replace("%", "")),
        after=_words(words + "%" * (before or "").count("%")),
    )


def _words(literals: str) -> str:
    """What the literals of a format say, without signs, brackets and the rupiah."""
    return " ".join(_said(literals))


def _said(literals: str) -> Iterator[str]:
    for word in literals.split():
        said = word.strip(SIGNS)
        if said and said.lower() not in RUPIAH:
            yield said
