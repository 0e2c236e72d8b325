"""The sheet where innovations are listed, and the one that tells what each level of maturity is and requires."""

from collections.abc import Sequence
from typing import Any

from xlsxwriter.worksheet import Worksheet

from rkci.framework import Indicator, MaturityLevel, Node
from rkci.intake.form import Innovation, domain_label
from rkci.intake.layout import INNOVATION_COLUMNS
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

INNOVATION_ROWS = 10
EARLIEST_INNOVATION = 1990
INNOVATION_WIDTHS = [34, 34, 56, 14, 26, 40]
COMMENTS = {
    "name": "Nama inovasi atau program, misalnya e-dokter.\nName of the innovation or programme, such as e-dokter.",
    "domain": "Pilih bidangnya dari daftar.\nChoose its domain from the list.",
    "what": "Apa yang dilakukan dan untuk siapa, dalam satu atau dua kalimat.\nWhat it does and for whom, briefly.",
    "since": "Tahun mulai berjalan, empat angka.\nYear in which it started, four digits.",
    "users": "Siapa pemakainya dan berapa banyak setahun.\nWho uses it, and how many a year.",
    "evidence": "Dokumen, alamat situs atau foto.\nDocument, address or photo.",
}
LEVEL_HEADERS = ["Kode / Code", "Indikator / Indicator", "Tingkat / Level", "Keadaan kota / State", "Bukti / Evidence"]
LEVEL_WIDTHS = [26, 34, 10, 64, 64]


def write_innovations(
    sheet: Worksheet, formats: Formats, domains: Sequence[Node], innovations: Sequence[Innovation], cycle_year: int
) -> None:
    """Write ten rows to fill in (more where there are more innovations)."""
    write_header(sheet, formats, [str(label) for label in INNOVATION_COLUMNS.values()], INNOVATION_WIDTHS)
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    validations: dict[str, dict[str, Any]] = {
        "domain": {"validate": "list", "source": _domain_list(domains)},
        "since": year_validation(EARLIEST_INNOVATION, cycle_year),
    }
    blank = [Innovation("")] * (INNOVATION_ROWS - len(innovations))
    for row, innovation in enumerate([*innovations, *blank], start=HEADER_ROW + 1):
        texts = [str(getattr(innovation, key) or "") for key in INNOVATION_COLUMNS]
        fit_row(sheet, row, [("\n", 1), *zip(texts, INNOVATION_WIDTHS, strict=True)])
        for column, key in enumerate(INNOVATION_COLUMNS):
            style = formats["general_entry" if key == "since" else "text_entry"]
            write_entry(sheet, style, row, column, getattr(innovation, key))
            explain(sheet, row, column, COMMENTS[key])
    for column, key in enumerate(INNOVATION_COLUMNS):
        sheet.data_validation(HEADER_ROW + 1, column, row, column, validations.get(key) or text_validation())


def write_levels(
    sheet: Worksheet, formats: Formats, indicators: Sequence[Indicator], levels: Sequence[MaturityLevel]
) -> None:
    """Write a row per level of each indicator."""
    write_header(sheet, formats, LEVEL_HEADERS, LEVEL_WIDTHS)
    sheet.freeze_panes(HEADER_ROW + 1, 0)
    sheet.repeat_rows(HEADER_ROW)
    by_code = {indicator.code: indicator for indicator in indicators}
    asked = [level for level in levels if level.indicator_code in by_code]
    for row, level in enumerate(asked, start=HEADER_ROW + 1):
        indicator = by_code[level.indicator_code]
        sheet.write_string(row, 0, indicator.code, formats["text"])
        write_both(sheet, formats, row, 1, indicator.name_id, indicator.name_en)
        sheet.write_number(row, 2, level.level, formats["label"])
        write_both(sheet, formats, row, 3, level.statement_id, level.statement_en)
        if level.evidence_id:
            write_both(sheet, formats, row, 4, level.evidence_id, level.evidence_en)
        else:
            sheet.write_string(row, 4, "-", formats["text"])
        pairs = [
            (f"{indicator.name_id}\n{indicator.name_en}", LEVEL_WIDTHS[1]),
            (f"{level.statement_id}\n{level.statement_en}", LEVEL_WIDTHS[3]),
            (f"{level.evidence_id}\n{level.evidence_en}", LEVEL_WIDTHS[4]),
        ]
        fit_row(sheet, row, pairs)


def _domain_list(domains: Sequence[Node]) -> list[str]:
    """What the drop-down offers: both languages, or Indonesian alone where Excel's 255 characters do not take both."""
    both = [domain_label(domain).replace(",", ";") for domain in domains]
    return both if len(",".join(both)) <= 255 else [domain.name_id.replace(",", ";")[:40] for domain in domains]
