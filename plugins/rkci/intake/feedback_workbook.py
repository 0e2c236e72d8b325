"""The workbook that goes back to a city: its own, each answer coloured by what became of it, with the words beside.

Red is rejected, amber accepted with a warning, green accepted. Formulas, macros, links and conditional formats of the
city do not survive: what a formula showed stands there as a value. Same inputs, same bytes.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.styles import PatternFill

CHANGED = (2000, 1, 1, 0, 0, 0)
"""Time of every part of a workbook, so that bytes do not depend on the clock."""
FILLS = {
    state: PatternFill("solid", fgColor=colour)
    for state, colour in {"rejected": "F4A6A0", "warning": "FFD966", "accepted": "C6E0B4"}.items()
}
HEADINGS = {"rejected": "DITOLAK / REJECTED", "warning": "PERIKSA / PLEASE CHECK"}
LITERAL = re.compile(r'"[^"]*"|-?[0-9.eE+-]+')
"""What a drop-down or a limit may be: a list in quotes or a number, never a formula."""

Marks = Mapping[tuple[str, str], tuple[str, Sequence[str]]]
"""(sheet, cell) to its state, a key of FILLS, and the words of its comment."""


def marked(content: bytes, marks: Marks) -> bytes:
    """The bytes of the workbook with its answers marked; places that it does not have are passed over."""
    shown = load_workbook(io.BytesIO(content), data_only=True, keep_vba=False, keep_links=False)
    _make_inert(shown)
    if _has_formulas(content):
        _show_formulas_as_text(shown, load_workbook(io.BytesIO(content), keep_links=False))
    for (sheet, place), (state, words) in marks.items():
        if sheet in shown.sheetnames:
            cell = shown[sheet][place]
            cell.fill = FILLS[state]
            if words:
                text = "\n\n".join((HEADINGS[state], *words))
                cell.comment = Comment(text, "RKCI", width=420, height=60 + 60 * len(words))
    target = io.BytesIO()
    shown.save(target)
    return _timeless(target.getvalue())


def _make_inert(book: Workbook) -> None:
    """Leave no link, no name, no conditional format, and no drop-down that a formula makes."""
    book.defined_names.clear()
    for sheet in book.worksheets:
        sheet.conditional_formatting = ConditionalFormattingList()
        sheet.defined_names.clear()
        sheet.data_validations.dataValidation = [
            rule
            for rule in sheet.data_validations.dataValidation
            if all(limit is None or LITERAL.fullmatch(str(limit)) for limit in (rule.formula1, rule.formula2))
        ]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink is not None:
                    cell.hyperlink = None
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    cell.data_type = "s"


def _has_formulas(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = (parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/"))
        return any(re.search(rb"<(\w+:)?f[ />]", sheet) for sheet in sheets)


def _show_formulas_as_text(book: Workbook, written: Workbook) -> None:
    """A formula that was never calculated stands as text, as the reader of submissions read it."""
    for sheet in book.worksheets:
        for row in written[sheet.title].iter_rows():
            for cell in row:
                place = sheet[cell.coordinate]
                if cell.data_type == "f" and place.value is None:
                    place.value = str(getattr(cell.value, "text", cell.value))
                    place.data_type = "s"


def _timeless(content: bytes) -> bytes:
    """The same archive with fixed times."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2000-01-01T00:00:00Z", part)
            copy.writestr(zipfile.ZipInfo(name, CHANGED), part, zipfile.ZIP_DEFLATED)
    return target.getvalue()
