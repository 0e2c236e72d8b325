"""Mutated lists (assessments, findings, objections): read by two readers that agree, or refused in words.

Each mutation is read as a workbook and as CSV. 200 of them in `make test`, 5,000 in `make fuzz` (RKCI_FUZZ).
"""

import csv
import io

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_fuzz_workbooks import AT_ALL_TIMES, EXAMPLES, mutated

from rkci.assessment.reading import FORM as ASSESSMENTS
from rkci.intake import lists
from rkci.intake.errors import UnreadableError
from rkci.intake.lists import Form
from rkci.objections.reading import FORM as OBJECTIONS
from rkci.visits.reading import FORM as VISITS

FORMS = {form.dataset: form for form in (ASSESSMENTS, OBJECTIONS, VISITS)}
VALUES = {"level": 3, "claimed_value": 1.125, "observed": 0.025, "claimed": "12,5", "adjusted": "\u2026", "cycle": 2017}
FORMATS = {"claimed_value": "#,##0.000", "observed": "0.00%", "level": '0 "x"'}


def table(form: Form) -> list[list[object]]:
    rows = [[VALUES.get(key, f"{key} {number}") for key in form.columns] for number in range(3)]
    return [[str(label) for label in form.columns.values()], *rows]


def workbook(form: Form) -> bytes:
    book = openpyxl.Workbook()
    for row in table(form):
        book.active.append(row)
    for column, key in enumerate(form.columns, start=1):
        for row in (2, 3, 4):
            book.active.cell(row, column).number_format = FORMATS.get(key, "General")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def text(form: Form) -> bytes:
    lines = io.StringIO()
    csv.writer(lines, delimiter=";").writerows(table(form))
    return lines.getvalue().encode()


@st.composite
def damaged_text(draw: st.DrawFn, content: bytes) -> bytes:
    damaged = bytearray(content)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(damaged)))
        until = at + draw(st.integers(0, 8) | st.sampled_from((0, len(damaged))))
        tokens = st.sampled_from((b'"', b";", b",", b"\r", b"\r\n", b"\0", b"\xff\xfe", b'""', b"\t", b"\xa0"))
        damaged[at:until] = draw(tokens | st.binary(max_size=6))
    return bytes(damaged)


def read(form: Form, content: bytes, name: str) -> tuple[list[lists.ListRow], int, UnreadableError | None]:
    try:
        return *lists.read(form, content, name), None
    except UnreadableError as why:
        return [], 0, why


SOUND = {("a.xlsx", name): workbook(form) for name, form in FORMS.items()} | {
    ("a.csv", name): text(form) for name, form in FORMS.items()
}


@settings(
    max_examples=EXAMPLES,
    derandomize=EXAMPLES == AT_ALL_TIMES,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
@given(st.data())
def test_mutated_lists_are_refused_or_read_alike_by_two_readers(data: st.DataObject) -> None:
    name, table = data.draw(st.sampled_from(sorted(SOUND)))
    sound = SOUND[name, table]
    content = data.draw(mutated(sound) if name == "a.xlsx" else damaged_text(sound))
    rows, received, why = read(FORMS[table], content, name)
    if why is not None:
        assert why.found
    elif name == "a.csv":
        # what stands behind a quote that is never closed is counted: the rule all_rows_read refuses the file
        assert len(rows) <= received
    else:
        assert len(rows) == received


def test_the_lists_that_are_mutated_are_sound() -> None:
    for (name, table), content in SOUND.items():
        rows, received = lists.read(FORMS[table], content, name)
        assert (len(rows), received) == (3, 3)
