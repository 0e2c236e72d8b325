"""What our form asks: its questions in their groups, with their kinds and words. The form is written from it, and its
exports are recognised by it."""

from collections.abc import Sequence
from typing import NamedTuple

from rkci.framework.model import SurveyItem

METADATA = ("start", "end", "deviceid")
"""What the device fills in by itself; in no group, without words."""


class Question(NamedTuple):
    """A question: its kind as XLSForm has it, its name in the data, its words."""

    kind: str
    name: str
    text_id: str
    text_en: str
    is_required: bool = False
    appearance: str = ""


class Group(NamedTuple):
    """Questions that stand together under a heading; `name` comes before theirs in an export."""

    name: str
    text_id: str
    text_en: str
    questions: tuple[Question, ...]


def groups(items: Sequence[SurveyItem]) -> tuple[Group, ...]:
    """The questions of the form that asks these items."""
    consent = Question(
        "select_one consent",
        "consent",
        "Jawaban Anda hanya dipakai untuk angka per kota; nama tidak ditanyakan. Bersediakah Anda menjawab?",
        "Your answers are used for figures per city only; no name is asked. Do you agree to answer?",
        is_required=True,
    )
    respondent = (
        Question("select_one city", "city", "Kota", "City", is_required=True, appearance="autocomplete"),
        Question("text", "stratum", "Strata", "Stratum", is_required=True),
        Question("text", "psu", "Unit sampel (blok)", "Sampling unit (block)", is_required=True),
        Question("text", "district", "Kecamatan", "District"),
        Question("select_one age_group", "age_group", "Kelompok umur", "Age group", is_required=True),
        Question("select_one sex", "sex", "Jenis kelamin", "Sex", is_required=True),
        Question("select_one mode", "mode", "Cara wawancara", "Mode of the interview", is_required=True),
        Question("text", "wave", "Gelombang survei", "Wave of the survey", is_required=True),
        Question("text", "enumerator", "Kode pewawancara", "Code of the enumerator"),
    )
    opinions = tuple(
        Question("select_one agreement", item.item, item.text_id, item.text_en, is_required=True) for item in items
    )
    return (
        Group("persetujuan", "Persetujuan", "Consent", (consent,)),
        Group("responden", "Responden", "Respondent", respondent),
        Group("opini", "Seberapa setuju Anda?", "How far do you agree?", opinions),
    )
