"""How the sheets of a workbook look, and what every cell to fill in has: its format, a validation and a comment."""

from collections.abc import Sequence
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

HEADER_ROW = 3
LINE_HEIGHT = 15
"""Points of a line of text."""
WRAPPED_SHARE = 1.05
"""Characters of a wrapped line per character of the column's width: words are narrower than digits."""
LONGEST_TEXT = 500
"""Characters of a text answer; beyond them a document serves better."""

Formats = dict[str, Format]


def formats_of(book: xlsxwriter.Workbook) -> Formats:
    """The formats of a workbook by name; those to fill in are light yellow and unlocked."""
    text = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#D0D0D0"}
    entry = {**text, "locked": False, "bg_color": "#FFF8DC"}
    styles: dict[str, dict[str, Any]] = {
        "title": {"bold": True, "font_size": 14},
        "banner": {"bold": True, "font_size": 14, "font_color": "#FFFFFF", "bg_color": "#B00020"},
        "header": {**text, "bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E5F"},
        "group": {"bold": True, "bg_color": "#DCE9ED"},
        "text": text,
        "label": {**text, "bold": True},
        "before": {**text, "font_color": "#5A5A5A", "bg_color": "#F2F2F2"},
        "english": {"italic": True, "font_color": "#5A5A5A"},
        "text_entry": {**entry, "num_format": "@"},
        "number_entry": {**entry, "num_format": "#,##0.####"},
        "general_entry": entry,
    }
    return {name: book.add_format(style) for name, style in styles.items()}


def write_header(sheet: Worksheet, formats: Formats, labels: list[str], widths: list[int]) -> None:
    """The header row and the width of each column, in characters."""
    for column, (label, width) in enumerate(zip(labels, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(HEADER_ROW, column, label, formats["header"])
    fit_row(sheet, HEADER_ROW, list(zip(labels, widths, strict=True)))


def fit_row(sheet: Worksheet, row: int, cells: Sequence[tuple[str, int]]) -> None:
    """Make a row as high as its longest cell needs; `cells` are texts with the widths of their columns.

    Stated, because LibreOffice does not work it out for wrapped texts of two styles.
    """
    lines = max(
        sum(ceil(max(len(line), 1) / (width * WRAPPED_SHARE)) for line in text.split("\n")) for text, width in cells
    )
    sheet.set_row(row, LINE_HEIGHT * lines + 2)


def write_both(sheet: Worksheet, formats: Formats, row: int, column: int, indonesian: str, english: str) -> None:
    """A cell with the Indonesian text and the English one below it, in italics."""
    sheet.write_rich_string(row, column, f"{indonesian or '-'}\n", formats["english"], english or "-", formats["text"])


def write_entry(sheet: Worksheet, style: Format, row: int, column: int, value: str | float | None) -> None:
    """What stands in a cell to fill in; a text is never a formula."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, style)
    else:
        sheet.write_number(row, column, value, style)


def explain(sheet: Worksheet, row: int, column: int, comment: str) -> None:
    """Give a cell to fill in its comment."""
    lines = sum(1 + len(line) // 45 for line in comment.split("\n"))
    sheet.write_comment(row, column, comment, {"author": "RKCI", "width": 330, "height": 24 + 17 * lines})


def text_validation() -> dict[str, Any]:
    """Warns of a text that is too long; Excel and LibreOffice take it all the same."""
    return {
        "validate": "length",
        "criteria": "<=",
        "value": LONGEST_TEXT,
        "error_type": "warning",
        "error_title": "Teks panjang / Long text",
        "error_message": f"Paling banyak {LONGEST_TEXT} huruf.\nAt most {LONGEST_TEXT} characters.",
    }


def year_validation(earliest: int, cycle_year: int) -> dict[str, Any]:
    """Warns of what is not a year from `earliest` to the cycle."""
    return {
        "validate": "integer",
        "criteria": "between",
        "minimum": earliest,
        "maximum": cycle_year,
        "error_type": "warning",
        "error_title": "Periksa tahun / Check the year",
        "error_message": f"Tahun, empat angka, paling akhir {cycle_year}.\nA year, four digits, {cycle_year} at most.",
    }
