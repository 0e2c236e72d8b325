"""The choices of the form, with their codes and words; exports give either."""

from typing import NamedTuple

DONT_KNOW, REFUSED = "9", "99"
MISSING = (DONT_KNOW, REFUSED)
"""Codes of our form that are answers, and no value."""


class Choice(NamedTuple):
    """A choice of a question: its code in the data and its words."""

    code: str
    text_id: str
    text_en: str


AGREEMENT = (
    Choice("1", "Sangat tidak setuju", "Strongly disagree"),
    Choice("2", "Tidak setuju", "Disagree"),
    Choice("3", "Netral", "Neutral"),
    Choice("4", "Setuju", "Agree"),
    Choice("5", "Sangat setuju", "Strongly agree"),
    Choice(DONT_KNOW, "Tidak tahu", "Don't know"),
    Choice(REFUSED, "Tidak menjawab", "Refused"),
)
CHOICES = {
    "consent": (Choice("yes", "Ya", "Yes"), Choice("no", "Tidak", "No")),
    "age_group": (
        *(Choice(code, f"{code} tahun", f"{code} years") for code in ("20-29", "30-39", "40-49", "50-59")),
        Choice("60-up", "60 tahun ke atas", "60 years and over"),
    ),
    "sex": (Choice("L", "Laki-laki", "Male"), Choice("P", "Perempuan", "Female")),
    "mode": (
        Choice("face_to_face", "Tatap muka", "Face to face"),
        Choice("phone", "Telepon", "Telephone"),
        Choice("online", "Daring", "Online"),
    ),
}
"""Choices by field. Age starts at 20, where the age groups of the census tables allow a cut."""

YES_OR_NO = {
    **dict.fromkeys(("y", "yes", "ya", "iya", "true", "1", "1.0", "setuju", "bersedia", "agree", "agreed"), "yes"),
    **dict.fromkeys(
        ("n", "no", "tidak", "tdk", "false", "0", "0.0", "tidak setuju", "tidak bersedia", "disagree"), "no"
    ),
}
"""Words by which people and programs answer whether somebody consents, where a mapping does not declare its own."""


def codes_by_words(choices: tuple[Choice, ...]) -> dict[str, str]:
    """Code by whatever an export may give for it, in small letters: the code, its words, both languages at once."""
    return {
        words.lower(): choice.code
        for choice in choices
        for words in (choice.code, choice.text_id, choice.text_en, f"{choice.text_id} / {choice.text_en}")
    }
