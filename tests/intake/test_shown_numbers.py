"""From a cell to an accepted value: what a number cell shows counts, and what is not clear is asked back."""

import io
from pathlib import Path

import openpyxl
import pytest
from psycopg2.extensions import connection as Connection
from test_inbox import box, deliver, intake, made, rows

from rkci.cycles import Cycle
from rkci.framework import Framework

__all__ = ["box"]

ACCEPTED = "select indicator_code, value from core.indicator_value where origin = 'submitted' order by 1"
ASKED = (
    "select indicator_code, rule_id, found_text from quality.rejected_row"
    " where dataset = 'submissions' and layer = 'row' order by 1"
)


def filled(content: bytes, answers: dict[str, tuple[object, str]]) -> bytes:
    """The workbook with these answers, each with a number format."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book:
        for row in sheet.iter_rows(max_col=5):
            if row[0].value in answers:
                row[4].value, row[4].number_format = answers[row[0].value]
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


@pytest.fixture
def blank(tmp_path: Path, cycle: Cycle, framework: Framework) -> bytes:
    return made(tmp_path, cycle, framework)


def test_what_a_number_cell_shows_is_accepted_in_the_unit_that_is_asked_for(
    box: Path, opened: Connection, database: str, blank: bytes
) -> None:
    answers: dict[str, tuple[object, str]] = {
        "market_pct": (0.025, "0.00%"),
        "startups": (1.125, "#,##0.000"),
        "plan": (1, '[=1]"Ya";[=0]"Tidak"'),
        "integration": (3, "General"),
        "budget_pct": (2.5, '0.0" %"'),
        "complaint_days": (12.5, '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)'),
    }
    deliver(box, "1276/a.xlsx", filled(blank, answers))
    intake(database, opened)
    assert rows(opened, ASKED) == []
    assert dict(rows(opened, ACCEPTED)) == {
        "market_pct": 2.5, "startups": 1.125, "plan": 1, "integration": 3, "budget_pct": 2.5, "complaint_days": 12.5,
    }  # fmt: skip


def test_what_shows_another_number_than_it_holds_is_asked_back_with_both(
    box: Path, opened: Connection, database: str, blank: bytes
) -> None:
    answers: dict[str, tuple[object, str]] = {
        "market_pct": ("\u2013", "General"),
        "startups": (1000, "#,##0,"),
        "plan": (1, "0%"),
        "integration": (3, ";;;"),
        "budget_pct": (42857, "d-mmm"),
        "complaint_days": (0.12, "0%"),
    }
    deliver(box, "1276/a.xlsx", filled(blank, answers))
    intake(database, opened)
    assert rows(opened, ACCEPTED) == []
    assert {
        (code, found) for code, rule, found in rows(opened, ASKED) if rule == "submission_value.value_readable"
    } == {
        ("market_pct", "\u2013"),
        ("startups", "1000 (format #,##0,)"),
        ("plan", "100 %"),
        ("integration", "3 (format ;;;)"),
        ("budget_pct", "2017-05-02"),
        ("complaint_days", "12 %"),
    }


def test_signs_of_published_tables_are_missing(box: Path, opened: Connection, database: str, blank: bytes) -> None:
    deliver(box, "1276/a.xlsx", filled(blank, {"startups": ("\u2026", "General"), "budget_pct": ("...", "@")}))
    intake(database, opened)
    staged = "select indicator_code, status from staging.submission_value order by 1"
    assert rows(opened, staged) == [("budget_pct", "missing"), ("startups", "missing")]
    assert [code for code, rule, _ in rows(opened, ASKED) if rule == "submission_value.value_readable"] == []
