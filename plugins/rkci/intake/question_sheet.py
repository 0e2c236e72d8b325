"""A sheet of questions: the indicators of one dimension, with what may be answered and what was answered last time."""

from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter.worksheet import Worksheet

from rkci.framework import Indicator, MaturityLevel, Node
from rkci.intake.form import Answer, expected
from rkci.intake.layout import COLUMNS
from rkci.intake.styles import (
    HEADER_ROW,
    Formats,
    explain,
    fit_row,
    text_validation,
    write_both,
    write_entry,
    write_header,
    year_validation,
)

WIDTHS = {
    "code": 28, "name": 34, "definition": 52, "unit": 13, "value": 16, "last": 14,
    "year": 12, "agency": 26, "evidence": 34, "note": 30,
}  # fmt: skip
PLACE = {key: column for column, key in enumerate(COLUMNS)}
OLDEST_YEARS = 10
"""How many years before the cycle a year of data may lie without a warning."""
COMMENTS = {
    "year": "Tahun data, empat angka.\nThe year that the data describe, four digits.",
    "agency": "Perangkat daerah atau instansi sumber data.\nAgency that the data come from.",
    "evidence": "Nama, nomor, halaman atau alamat dokumen bukti.\nName, number, page or address of the evidence.",
    "note": "Penjelasan, bila perlu.\nAn explanation, where one is needed.",
}


def write_questions(
    sheet: Worksheet,
    formats: Formats,
    groups: Mapping[Node, Sequence[Indicator]],
    levels: Mapping[str, Sequence[MaturityLevel]],
    answers: Mapping[str, Answer],
    last: Mapping[str, str],
    cycle_year: int,
) -> None:
    """Write a row per indicator below the name of its node; `levels`, `answers` and `last` go by indicator code."""
    write_header(sheet, formats, [str(label) for label in COLUMNS.values()], [WIDTHS[key] for key in COLUMNS])
    sheet.freeze_panes(HEADER_ROW + 1, PLACE["definition"])
    sheet.repeat_rows(HEADER_ROW)
    row = HEADER_ROW
    for group, indicators in groups.items():
        row += 1
        for column in PLACE.values():
            sheet.write_blank(row, column, None, formats["group"])
        sheet.write_string(row, 0, f"{group.name_id} / {group.name_en}", formats["group"])
        for indicator in indicators:
            row += 1
            _question(sheet, formats, row, indicator, last.get(indicator.code, ""))
            answer = answers.get(indicator.code, Answer(""))
            _entry(sheet, formats, row, indicator, levels.get(indicator.code, ()), answer)
    year, years = PLACE["year"], year_validation(cycle_year - OLDEST_YEARS, cycle_year)
    sheet.data_validation(HEADER_ROW + 1, year, row, year, years)
    sheet.data_validation(HEADER_ROW + 1, PLACE["agency"], row, PLACE["note"], text_validation())


def _question(sheet: Worksheet, formats: Formats, row: int, indicator: Indicator, last: str) -> None:
    sheet.write_string(row, PLACE["code"], indicator.code, formats["text"])
    write_both(sheet, formats, row, PLACE["name"], indicator.name_id, indicator.name_en)
    write_both(sheet, formats, row, PLACE["definition"], indicator.definition_id, indicator.definition_en)
    sheet.write_string(row, PLACE["unit"], indicator.unit, formats["text"])
    sheet.write_string(row, PLACE["last"], last, formats["before"])
    names = f"{indicator.name_id}\n{indicator.name_en}"
    definitions = f"{indicator.definition_id}\n{indicator.definition_en}"
    cells = {"code": indicator.code, "name": names, "definition": definitions, "unit": indicator.unit}
    fit_row(sheet, row, [(text, WIDTHS[key]) for key, text in cells.items()])


def _entry(
    sheet: Worksheet,
    formats: Formats,
    row: int,
    indicator: Indicator,
    levels: Sequence[MaturityLevel],
    answer: Answer,
) -> None:
    style = formats["number_entry" if indicator.value_kind in ("percent", "number") else "general_entry"]
    write_entry(sheet, style, row, PLACE["value"], answer.value)
    comment = "\n".join([expected(indicator), *map(_level, levels)])
    sheet.data_validation(row, PLACE["value"], row, PLACE["value"], _validation(indicator))
    explain(sheet, row, PLACE["value"], comment)
    write_entry(sheet, formats["general_entry"], row, PLACE["year"], answer.year)
    explain(sheet, row, PLACE["year"], COMMENTS["year"])
    for key in ("agency", "evidence", "note"):
        write_entry(sheet, formats["text_entry"], row, PLACE[key], getattr(answer, key))
        asked = f"\nDiminta / Asked for: {indicator.evidence}" if key == "evidence" and indicator.evidence else ""
        explain(sheet, row, PLACE[key], COMMENTS[key] + asked)


def _level(level: MaturityLevel) -> str:
    evidence = f" [bukti: {level.evidence_id}]" if level.evidence_id else ""
    return f"{level.level} = {level.statement_id}{evidence}"


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
        "error_message": expected(indicator)[:255],
    }
