"""The workbook of one city: instructions, identity, a sheet of questions per dimension of the framework, innovations.

The same inputs give the same bytes. Every text is written as text, so that nothing from a framework, a register
or an answer becomes a formula.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from rkci.city_register import City
from rkci.cycles import Cycle
from rkci.cycles.signing_key import signing_key
from rkci.framework import Framework, MaturityLevel, Node
from rkci.intake.form import Answer, Innovation, file_name, questions
from rkci.intake.instructions import steps
from rkci.intake.layout import (
    COLUMNS,
    IDENTITY,
    IDENTITY_SHEET,
    INNOVATION_SHEET,
    INSTRUCTION_SHEET,
    MATURITY_SHEET,
    OFFICER_KEYS,
    SIMULATED,
)
from rkci.intake.list_sheets import write_innovations, write_levels
from rkci.intake.question_sheet import write_questions
from rkci.intake.seal import seal
from rkci.intake.styles import HEADER_ROW, Formats, explain, fit_row, formats_of, text_validation, write_entry

__all__ = ["Answer", "City", "Innovation", "file_name", "identity_of", "sheet_names", "write"]

CREATED = datetime(2000, 1, 1)
"""Creation date in the properties of every workbook, so that bytes do not depend on the clock."""

BANNER = "SIMULASI / SIMULATED - data uji, bukan pernyataan kota / test data, not a statement by the city"
OFFICER_COMMENTS = {
    "officer": "Nama petugas yang mengisi.\nName of the officer who fills this in.",
    "agency": "Perangkat daerah petugas.\nAgency of the officer.",
    "contact": "Surel atau telepon untuk pertanyaan.\nE-mail or telephone for questions.",
    "sign_off": "Nama dan jabatan pejabat yang mengesahkan, dan tanggalnya.\nWho signs it off, and when.",
}


def write(
    path: Path,
    *,
    cycle: Cycle,
    framework: Framework,
    city: City,
    answers: Mapping[str, Answer] | None = None,
    innovations: Sequence[Innovation] = (),
    last: Mapping[str, str] | None = None,
    officer: Mapping[str, str] | None = None,
    is_simulated: bool = False,
    deadline: datetime | None = None,
    is_closed: bool = False,
) -> None:
    """Write the workbook of `city` to `path` (XLSX), asking for the submitted indicators of `framework`.

    `answers` fills in rows by indicator code, `officer` the officer's cells by `layout.OFFICER_KEYS`; they and
    `innovations` are empty in what a city gets. `last` shows the last cycle's value by indicator code. A simulated
    workbook says so on every sheet. The instructions say to deliver it before `deadline`, that of the cycle where there
    is no other; not where that is over, `is_closed`. Raises SigningKeyError if there is no key to seal it with.
    """
    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as book:
        formats = formats_of(book)
        title = f"RKCI {cycle.cycle_year} - {city.city_name}"
        book.set_properties({"title": title, "author": "RKCI", "created": CREATED})

        def add(name: str, heading: str) -> Worksheet:
            sheet = book.add_worksheet(name)
            _top(sheet, formats, heading, is_simulated)
            return sheet

        until = (deadline or cycle.phases["submission"].ends).astimezone(cycle.zone)
        _instructions(add(INSTRUCTION_SHEET, title), formats, None if is_closed else until)
        identity = identity_of(cycle, framework, city, officer or {}, is_simulated=is_simulated)
        _identity(add(IDENTITY_SHEET, title), formats, identity)
        levels = defaultdict[str, list[MaturityLevel]](list)
        for level in framework.maturity:
            levels[level.indicator_code].append(level)
        for dimension, groups in questions(framework).items():
            sheet = add(_sheet_name(dimension), f"{title} - {dimension.name_id} / {dimension.name_en}")
            write_questions(sheet, formats, groups, levels, answers or {}, last or {}, cycle.cycle_year)
        sheet = add(INNOVATION_SHEET, f"{title} - Inovasi dan program / Innovations and programmes")
        write_innovations(sheet, formats, framework.dimensions, innovations, cycle.cycle_year)
        if framework.maturity:
            sheet = add(MATURITY_SHEET, f"{title} - Tingkat kematangan dan buktinya / Maturity levels and evidence")
            asked = [indicator for indicator in framework.indicators if indicator.source == "submitted"]
            write_levels(sheet, formats, asked, framework.maturity)


def identity_of(
    cycle: Cycle, framework: Framework, city: City, officer: Mapping[str, str], *, is_simulated: bool = False
) -> dict[str, str]:
    """What the identity of a form says, by `layout.IDENTITY` key."""
    key = signing_key(is_demo=cycle.demo)
    return {
        "city_code": city.city_code,
        "city_name": city.city_name,
        "province": city.province,
        "cycle": str(cycle.cycle_year),
        "framework_id": framework.framework_id,
        "framework_hash": framework.content_hash,
        "seal": seal(key, cycle.cycle_year, city.city_code, framework.content_hash),
        "origin": SIMULATED if is_simulated else "",
        **{name: officer.get(name, "") for name in OFFICER_KEYS},
    }


def sheet_names(framework: Framework) -> list[str]:
    """Names of the sheets that are filled in beside the identity, in their order."""
    return [*(_sheet_name(dimension) for dimension in questions(framework)), INNOVATION_SHEET]


def _top(sheet: Worksheet, formats: Formats, title: str, is_simulated: bool) -> None:
    sheet.write_string(0, 0, title, formats["title"])
    if is_simulated:
        for column in range(len(COLUMNS)):
            sheet.write_blank(1, column, None, formats["banner"])
        sheet.write_string(1, 0, BANNER, formats["banner"])
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _instructions(sheet: Worksheet, formats: Formats, deadline: datetime | None) -> None:
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 2, 72)
    for column, header in enumerate(("No", "Petunjuk", "Instructions")):
        sheet.write_string(HEADER_ROW, column, header, formats["header"])
    for number, (indonesian, english) in enumerate(steps(deadline), start=1):
        row = HEADER_ROW + number
        sheet.write_number(row, 0, number, formats["text"])
        sheet.write_string(row, 1, indonesian, formats["text"])
        sheet.write_string(row, 2, english, formats["text"])
        fit_row(sheet, row, [(indonesian, 72), (english, 72)])


def _identity(sheet: Worksheet, formats: Formats, identity: Mapping[str, str]) -> None:
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 72)
    for row, (key, label) in enumerate(IDENTITY.items(), start=HEADER_ROW):
        sheet.write_string(row, 0, str(label), formats["label"])
        if key in OFFICER_KEYS:
            write_entry(sheet, formats["text_entry"], row, 1, identity[key])
            sheet.data_validation(row, 1, row, 1, text_validation())
            explain(sheet, row, 1, OFFICER_COMMENTS[key])
        else:
            sheet.write_string(row, 1, identity[key], formats["text"])


def _sheet_name(dimension: Node) -> str:
    """A name that Excel takes: at most 31 characters, none of []:*?/\\."""
    return re.sub(r"[\[\]:*?/\\]", "-", dimension.name_id)[:31]
