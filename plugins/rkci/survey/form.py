"""The form that interviewers and citizens fill in: an XLSForm (xlsform.org) made from the framework."""

from pathlib import Path

from xlsxwriter import Workbook

from rkci import paths
from rkci.cycles import Cycle
from rkci.framework import Framework
from rkci.intake.workbook import CREATED
from rkci.refusal import Refusal
from rkci.simulate.latent import cities
from rkci.survey.choices import AGREEMENT, CHOICES, Choice

FILE = paths.INCLUDE / "forms" / "citizen_survey.xlsx"
LABELS = ("label::Bahasa Indonesia (id)", "label::English (en)")
SURVEY_COLUMNS = ("type", "name", *LABELS, "required", "relevant", "appearance")
AGREED = "${consent} = 'yes'"

Row = tuple[str, ...]


def write(cycle: Cycle, framework: Framework, file: Path = FILE) -> Path:
    """Write the form of a cycle; same framework, same bytes. Raises Refusal if the framework asks citizens nothing."""
    if not framework.survey:
        raise Refusal(f"Framework {framework.framework_id} has no survey_items.csv, so there is nothing to ask.")
    file.parent.mkdir(parents=True, exist_ok=True)
    with Workbook(file) as book:
        book.set_properties({"title": f"{cycle.title_id} / {cycle.title_en}", "author": "RKCI", "created": CREATED})
        _sheet(book, "survey", SURVEY_COLUMNS, _questions(framework))
        _sheet(book, "choices", ("list_name", "name", *LABELS), _choices())
        settings = (
            f"Survei warga, {cycle.title_id}", "rkci_citizen_survey", framework.edition, "Bahasa Indonesia (id)"
        )  # fmt: skip
        _sheet(book, "settings", ("form_title", "form_id", "version", "default_language"), [settings])
    return file


def _questions(framework: Framework) -> list[Row]:
    rows: list[Row] = [
        ("start", "start"),
        ("end", "end"),
        ("deviceid", "deviceid"),
        ("begin_group", "persetujuan", "Persetujuan", "Consent"),
        (
            "select_one consent", "consent",
            "Jawaban Anda hanya dipakai untuk angka per kota; nama tidak ditanyakan. Bersediakah Anda menjawab?",
            "Your answers are used for figures per city only; no name is asked. Do you agree to answer?", "yes",
        ),
        ("end_group", ""),
        ("begin_group", "responden", "Responden", "Respondent", "", AGREED),
        ("select_one city", "city", "Kota", "City", "yes", "", "autocomplete"),
        ("text", "stratum", "Strata", "Stratum", "yes"),
        ("text", "psu", "Unit sampel (blok)", "Sampling unit (block)", "yes"),
        ("text", "district", "Kecamatan", "District"),
        ("select_one age_group", "age_group", "Kelompok umur", "Age group", "yes"),
        ("select_one sex", "sex", "Jenis kelamin", "Sex", "yes"),
        ("select_one mode", "mode", "Cara wawancara", "Mode of the interview", "yes"),
        ("text", "wave", "Gelombang survei", "Wave of the survey", "yes"),
        ("text", "enumerator", "Kode pewawancara", "Code of the enumerator"),
        ("end_group", ""),
        ("begin_group", "opini", "Seberapa setuju Anda?", "How far do you agree?", "", AGREED),
        *(("select_one agreement", item.item, item.text_id, item.text_en, "yes") for item in framework.survey),
        ("end_group", ""),
    ]  # fmt: skip
    return rows


def _choices() -> list[Row]:
    lists: dict[str, tuple[Choice, ...]] = {
        **CHOICES,
        "agreement": AGREEMENT,
        "city": tuple(Choice(city.city_code, city.city_name, city.city_name) for city in cities()),
    }
    return [(name, *choice) for name, choices in lists.items() for choice in choices]


def _sheet(book: Workbook, name: str, header: Row, rows: list[Row]) -> None:
    sheet = book.add_worksheet(name)
    for number, row in enumerate([header, *rows]):
        for column, text in enumerate(row):
            if text:
                sheet.write_string(number, column, text)
