"""The form that interviewers and citizens fill in: an XLSForm (xlsform.org) made from the framework."""

from pathlib import Path

from xlsxwriter import Workbook

from rkci import paths
from rkci.city_register import cities
from rkci.cycles import Cycle
from rkci.framework import Framework
from rkci.intake.workbook import CREATED
from rkci.refusal import Refusal
from rkci.survey.choices import AGREEMENT, CHOICES, Choice
from rkci.survey.questionnaire import METADATA, groups

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
    rows: list[Row] = [(name, name) for name in METADATA]
    for number, group in enumerate(groups(framework.survey)):
        # whoever does not agree to answer is asked nothing more
        rows.append(("begin_group", group.name, group.text_id, group.text_en, "", AGREED if number else ""))
        rows += [
            (each.kind, each.name, each.text_id, each.text_en, "yes" if each.is_required else "", "", each.appearance)
            for each in group.questions
        ]
        rows.append(("end_group", ""))
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
