"""The workbook of one city: instructions, identity, and one sheet of questions per dimension of the framework.

The same inputs give the same bytes. Every text is written as text, so that nothing from a framework, a register
or an answer becomes a formula.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from rkci.cycles import Cycle
from rkci.framework import Framework, Indicator, Node
from rkci.intake.instructions import steps
from rkci.intake.layout import COLUMNS, IDENTITY, IDENTITY_SHEET, INSTRUCTION_SHEET, OFFICER_KEYS, SIMULATED, seal

CREATED = datetime(2000, 1, 1)
"""Creation date in the properties of every workbook, so that bytes do not depend on the clock."""

WIDTHS = {
    "code": 16, "name": 38, "definition": 52, "unit": 14,
    "value": 16, "year": 10, "agency": 26, "evidence": 34, "note": 30,
}  # fmt: skip
"""Width of each column of an indicator sheet, in characters."""
BANNER = "SIMULASI / SIMULATED - data uji, bukan pernyataan kota / test data, not a statement by the city"
HEADER_ROW = 3


@dataclass(frozen=True)
class City:
    """The city that a workbook is for, as the register names it."""

    city_code: str
    city_name: str
    province: str


@dataclass(frozen=True)
class Answer:
    """What stands in the row of one indicator. A number is written into a number cell, a text as it is."""

    value: str | float
    year: int | None = None
    agency: str = ""
    evidence: str = ""
    note: str = ""


def write(
    path: Path,
    *,
    cycle: Cycle,
    framework: Framework,
    city: City,
    answers: Mapping[str, Answer] | None = None,
    officer: Mapping[str, str] | None = None,
    is_simulated: bool = False,
) -> None:
    """Write the workbook of `city` to `path` (XLSX), asking for the submitted indicators of `framework`.

    `answers` fills in rows by indicator code, `officer` the officer's cells by `layout.OFFICER_KEYS`; both are empty
    in what a city gets. A simulated workbook says so on every sheet.
    """
    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as book:
        formats = _formats(book)
        title = f"RKCI {cycle.cycle_year} - {city.city_name}"
        book.set_properties({"title": title, "author": "RKCI", "created": CREATED})

        def add(name: str, heading: str) -> Worksheet:
            sheet = book.add_worksheet(name)
            _top(sheet, formats, heading, is_simulated)
            return sheet

        _instructions(add(INSTRUCTION_SHEET, title), formats, cycle)
        _identity(add(IDENTITY_SHEET, title), formats, cycle, framework, city, officer or {}, is_simulated)
        for dimension, groups in questions(framework).items():
            sheet = add(_sheet_name(dimension), f"{title} - {dimension.name_id} / {dimension.name_en}")
            _indicators(sheet, formats, groups, answers or {}, cycle.cycle_year)


def file_name(cycle_year: int, city: City, revision: int = 1) -> str:
    """Name of a city's workbook, for example rkci-2017_1276_binjai.xlsx, or ..._r2.xlsx for its second revision."""
    slug = re.sub("[^a-z]+", "-", city.city_name.lower().removeprefix("kota ")).strip("-")
    return f"rkci-{cycle_year}_{city.city_code}_{slug}{'' if revision == 1 else f'_r{revision}'}.xlsx"


def questions(framework: Framework) -> dict[Node, dict[Node, list[Indicator]]]:
    """The submitted indicators by dimension (a sheet) and the node that they hang on, in the framework's order.

    The dimension is the node above an indicator's parent, or the parent itself where that is the index.
    """
    nodes = {node.code: node for node in framework.nodes}
    dimensions: dict[Node, dict[Node, list[Indicator]]] = {}
    for indicator in framework.indicators:
        if indicator.source == "submitted":
            parent = nodes[indicator.parent]
            above = nodes[parent.parent] if parent.parent else parent
            dimension = parent if above.parent is None else above
            dimensions.setdefault(dimension, {}).setdefault(parent, []).append(indicator)
    return dimensions


def sheet_names(framework: Framework) -> list[str]:
    """Names of the sheets of questions, in their order."""
    return [_sheet_name(dimension) for dimension in questions(framework)]


def _formats(book: xlsxwriter.Workbook) -> dict[str, Format]:
    text = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#D0D0D0"}
    entry = {**text, "locked": False, "bg_color": "#FFF8DC"}
    styles: dict[str, dict[str, Any]] = {
        "title": {"bold": True, "font_size": 14},
        "banner": {"bold": True, "font_size": 14, "font_color": "#FFFFFF", "bg_color": "#B00020"},
        "header": {**text, "bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E5F"},
        "group": {"bold": True, "bg_color": "#DCE9ED"},
        "text": text,
        "label": {**text, "bold": True},
        "english": {"italic": True, "font_color": "#5A5A5A"},
        "text_entry": {**entry, "num_format": "@"},
        "number_entry": {**entry, "num_format": "#,##0.####"},
        "general_entry": entry,
    }
    return {name: book.add_format(style) for name, style in styles.items()}


def _top(sheet: Worksheet, formats: dict[str, Format], title: str, is_simulated: bool) -> None:
    sheet.write_string(0, 0, title, formats["title"])
    if is_simulated:
        for column in range(len(COLUMNS)):
            sheet.write_blank(1, column, None, formats["banner"])
        sheet.write_string(1, 0, BANNER, formats["banner"])
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _instructions(sheet: Worksheet, formats: dict[str, Format], cycle: Cycle) -> None:
    deadline = cycle.phases["submission"].closes
    if deadline is None:
        raise ValueError(f"cycle.yaml of {cycle.cycle_year}: the phase submission has no `closes`; give it a deadline.")
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 2, 72)
    for column, header in enumerate(("No", "Petunjuk", "Instructions")):
        sheet.write_string(HEADER_ROW, column, header, formats["header"])
    for number, (indonesian, english) in enumerate(steps(deadline), start=1):
        row = HEADER_ROW + number
        sheet.write_number(row, 0, number, formats["text"])
        sheet.write_string(row, 1, indonesian, formats["text"])
        sheet.write_string(row, 2, english, formats["text"])


def _identity(
    sheet: Worksheet,
    formats: dict[str, Format],
    cycle: Cycle,
    framework: Framework,
    city: City,
    officer: Mapping[str, str],
    is_simulated: bool,
) -> None:
    values = {
        "city_code": city.city_code,
        "city_name": city.city_name,
        "province": city.province,
        "cycle": str(cycle.cycle_year),
        "framework_id": framework.framework_id,
        "framework_hash": framework.content_hash,
        "seal": seal(cycle.cycle_year, city.city_code, framework.content_hash),
        "origin": SIMULATED if is_simulated else "",
        **{key: officer.get(key, "") for key in OFFICER_KEYS},
    }
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 72)
    for row, (key, label) in enumerate(IDENTITY.items(), start=HEADER_ROW):
        sheet.write_string(row, 0, str(label), formats["label"])
        sheet.write_string(row, 1, values[key], formats["text_entry" if key in OFFICER_KEYS else "text"])


def _indicators(
    sheet: Worksheet,
    formats: dict[str, Format],
    groups: Mapping[Node, list[Indicator]],
    answers: Mapping[str, Answer],
    cycle_year: int,
) -> None:
    position = {key: column for column, key in enumerate(COLUMNS)}
    for key, label in COLUMNS.items():
        sheet.set_column(position[key], position[key], WIDTHS[key])
        sheet.write_string(HEADER_ROW, position[key], str(label), formats["header"])
    sheet.freeze_panes(HEADER_ROW + 1, position["definition"])
    row = HEADER_ROW
    for group, indicators in groups.items():
        row += 1
        for column in position.values():
            sheet.write_blank(row, column, None, formats["group"])
        sheet.write_string(row, 0, f"{group.name_id} / {group.name_en}", formats["group"])
        for indicator in indicators:
            row += 1
            _question(sheet, formats, row, position, indicator)
            _entry(sheet, formats, row, position, indicator, answers.get(indicator.code), cycle_year)


def _question(
    sheet: Worksheet, formats: dict[str, Format], row: int, position: Mapping[str, int], indicator: Indicator
) -> None:
    sheet.write_string(row, position["code"], indicator.code, formats["text"])
    for key, indonesian, english in (
        ("name", indicator.name_id, indicator.name_en),
        ("definition", indicator.definition_id, indicator.definition_en),
    ):
        sheet.write_rich_string(
            row, position[key], f"{indonesian or '-'}\n", formats["english"], english or "-", formats["text"]
        )
    sheet.write_string(row, position["unit"], indicator.unit, formats["text"])


def _entry(
    sheet: Worksheet,
    formats: dict[str, Format],
    row: int,
    position: Mapping[str, int],
    indicator: Indicator,
    answer: Answer | None,
    cycle_year: int,
) -> None:
    style = formats["number_entry" if indicator.value_kind in ("percent", "number") else "general_entry"]
    column = position["value"]
    if answer is None or answer.value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(answer.value, str):
        sheet.write_string(row, column, answer.value, style)
    else:
        sheet.write_number(row, column, answer.value, style)
    sheet.data_validation(row, column, row, column, _validation(indicator))
    sheet.write_comment(row, column, _expected(indicator), {"x_scale": 2.0, "author": "RKCI"})
    if answer is None or answer.year is None:
        sheet.write_blank(row, position["year"], None, formats["general_entry"])
    else:
        sheet.write_number(row, position["year"], answer.year, formats["general_entry"])
    sheet.data_validation(row, position["year"], row, position["year"], _year_validation(cycle_year))
    for key in ("agency", "evidence", "note"):
        text = getattr(answer, key) if answer else ""
        sheet.write_string(row, position[key], text, formats["text_entry"])
    if indicator.evidence:
        sheet.write_comment(
            row, position["evidence"], f"Bukti yang diminta / Evidence asked for:\n{indicator.evidence}",
            {"x_scale": 2.0, "author": "RKCI"},
        )  # fmt: skip


def _expected(indicator: Indicator) -> str:
    """What may be written in the answer cell, in both languages."""
    if indicator.value_kind == "boolean":
        return "Ya atau Tidak.\nYa (yes) or Tidak (no)."
    if indicator.value_kind == "maturity":
        return "Tingkat 1, 2, 3, 4 atau 5, atau TAP bila tidak berlaku.\nLevel 1 to 5, or TAP if not applicable."
    low, high = indicator.valid_min, indicator.valid_max
    return (
        f"Angka dalam {indicator.unit}{_between(low, high, ' dari ', ' sampai ')}; "
        "TAP bila tidak berlaku, - bila tidak ada data.\n"
        f"A number in {indicator.unit}{_between(low, high, ' from ', ' to ')}; "
        "TAP if not applicable, - if there is no data."
    )


def _between(low: float | None, high: float | None, start: str, end: str) -> str:
    return ("" if low is None else f"{start}{low:g}") + ("" if high is None else f"{end}{high:g}")


def _validation(indicator: Indicator) -> dict[str, Any]:
    """Data validation of the answer: a list where the answers can be listed, else a warning outside the range.

    It warns and does not stop, because TAP and - are answers too.
    """
    if indicator.value_kind == "boolean":
        return {"validate": "list", "source": ["Ya", "Tidak", "TAP", "-"]}
    if indicator.value_kind == "maturity":
        return {"validate": "list", "source": ["1", "2", "3", "4", "5", "TAP", "-"]}
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": -1e300 if indicator.valid_min is None else indicator.valid_min,
        "maximum": 1e300 if indicator.valid_max is None else indicator.valid_max,
        "error_type": "warning",
        "error_title": "Periksa jawaban / Check it",
        "error_message": _expected(indicator)[:255],
    }


def _year_validation(cycle_year: int) -> dict[str, Any]:
    return {
        "validate": "integer",
        "criteria": "between",
        "minimum": cycle_year - 10,
        "maximum": cycle_year,
        "error_type": "warning",
        "error_title": "Periksa tahun / Check the year",
        "error_message": "Tahun data, empat angka.\nThe year of the data, four digits.",
    }


def _sheet_name(dimension: Node) -> str:
    """A name that Excel takes: at most 31 characters, none of []:*?/\\."""
    return re.sub(r"[\[\]:*?/\\]", "-", dimension.name_id)[:31]
