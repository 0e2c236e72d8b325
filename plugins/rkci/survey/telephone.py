"""Telephone numbers as people write them: one number for one telephone, and none for what is nobody's."""

import re
import unicodedata

import pyarrow as pa
import pyarrow.compute as pc

COUNTRY = "62"
"""Country code of Indonesia (ITU-T E.164, list of assigned codes)."""
LONGEST = 15
"""Digits of an international number (ITU-T E.164, 6)."""
FEWEST_DIGITS = 5
"""Of a telephone number; fewer is a way of saying that there is none."""

INTERNATIONAL = re.compile(r"\D*(\+\D*[1-9]|0\D*0)")
"""A plus, or the 00 that stands for it in most countries, before the code of one."""
FEWEST_ABROAD = 10
"""Digits from which `62` without a plus is a country's; a shorter number is that of a landline without its area."""
MOBILE = re.compile(r"8[0-9]{8,11}")
"""A mobile number without its 0 (a spreadsheet takes it away): all begin with 8, no area code does."""
USUAL = r"^(?:\+?62|0)?(8[0-9]{8,11})$"
"""How most are written."""
FLOAT = re.compile(r"([0-9]{9,})[.,]0+")
"""A telephone that a spreadsheet took for a number: `81234576890.0`."""

PREFIX = re.compile(r"(0|62)8?")
"""Of Indonesia and its mobile networks. Behind it, one digit again and again or digits in a row are nobody's number."""
IN_A_ROW = ("12345678901234567890", "98765432109876543210")
RUN = 5
RUNS = "|".join(
    (*(digit * RUN for digit in "0123456789"), *(row[at : at + RUN] for row in IN_A_ROW for at in range(10)))
)
"""What every made-up number has in it, and few others."""
MASKED = re.compile(r"([x*#._\u2022\u2026-])\1|[*\u2022\u2026]|[0-9]E\+?[0-9]", re.IGNORECASE)
"""Digits that were left out: `08123xxxxxx`, or `8,12E+11` by a spreadsheet."""


def number_of(written: str) -> str | None:
    """The digits of a telephone as they are dialled from abroad, without the plus; None for what is nobody's number.

    Signs and words between the digits go. In a number of Indonesia the country code 62 stands first, in place of the
    trunk prefix 0 (ITU-T E.164, and the national numbering plan that Indonesia gave to ITU): `0812...`, `62812...`,
    `+62 (0)812...` and `812...` are one telephone. A number of another country is known by its plus or 00. What fits no
    rule keeps its digits. Nobody's are numbers that are masked, too short, or of one digit or of digits in a row.
    """
    text = FLOAT.sub(r"\1", written.strip())
    digits = "".join(str(unicodedata.decimal(letter)) for letter in text if letter.isdecimal())
    if len(digits) < FEWEST_DIGITS or MASKED.search(text):
        return None
    is_international = INTERNATIONAL.match(text) is not None
    dialled = digits.removeprefix("00") if is_international else digits
    national = _national(dialled, is_international=is_international)
    if any(map(_is_made_up, (PREFIX.sub("", digits, count=1), national.removeprefix("8") or digits))):
        return None
    return COUNTRY + national if 0 < len(national) <= LONGEST - len(COUNTRY) else dialled


def numbers_of(column: pa.Array) -> pa.Array:
    """`number_of` for a column of text; nulls stay. Only what is not written as most numbers are is looked at alone."""
    is_usual = pc.and_(pc.match_substring_regex(column, USUAL), pc.invert(pc.match_substring_regex(column, RUNS)))
    usual = pc.replace_substring_regex(column, USUAL, COUNTRY + r"\1")
    if pc.all(is_usual).as_py() is not False:
        return usual
    others = pc.if_else(is_usual, None, column).dictionary_encode()
    numbers = [None if each is None else number_of(each) for each in others.dictionary.to_pylist()]
    return pc.if_else(is_usual, usual, pa.array(numbers, pa.string()).take(others.indices))


def _national(digits: str, *, is_international: bool) -> str:
    """The number within Indonesia, without its 0; blank for another country's, and for what is not known to be one."""
    if digits.startswith(COUNTRY) and (is_international or len(digits) >= FEWEST_ABROAD):
        return digits.removeprefix(COUNTRY).lstrip("0")
    is_domestic = not is_international and (digits.startswith("0") or MOBILE.fullmatch(digits) is not None)
    return digits.lstrip("0") if is_domestic else ""


def _is_made_up(own: str) -> bool:
    return len(set(own)) <= 1 or any(own in row for row in IN_A_ROW)
