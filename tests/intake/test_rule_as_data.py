"""A rule is data: what is added to a suite refuses, warns and tells, and no SQL or Python knows of it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from feedback_cases import deliver, ingest, made, rows
from psycopg2.extensions import connection as Connection

from rkci import paths
from rkci.cycles import Cycle
from rkci.framework import Framework
from rkci.intake import feedback
from rkci.intake.workbook import Answer

TOLD = "select layer, sheet, cell, indicator_code, found_text, message_id, message_en from quality"
"""Where and what, of a table that tells it."""


def add(suite: str, what: str, condition: str, severity: str, **meta: Any) -> None:
    """Add a rule to the copy of a suite, as a person would, with words that name it."""
    file = paths.EXPECTATIONS / f"{suite}.json"
    content = json.loads(file.read_text(encoding="utf-8"))
    content["expectations"].append(
        {
            "type": "unexpected_rows_expectation",
            "kwargs": {"unexpected_rows_query": f"select * from {{batch}} where {condition}"},
            "severity": severity,
            "meta": {
                "rule_id": f"{suite}.{what}",
                "reason": "A test.",
                "message_id": f"Perbaiki {what}.",
                "message_en": f"Fix {what}.",
                **meta,
            },
        }
    )
    file.write_text(json.dumps(content), encoding="utf-8")


@pytest.fixture
def suites_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "EXPECTATIONS", shutil.copytree(paths.EXPECTATIONS, tmp_path / "expectations"))


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("INBOX", "ARCHIVE", "BUILD"):
        monkeypatch.setenv(f"RKCI_{name}", str(tmp_path / name.lower()))
    return tmp_path / "inbox"


@pytest.mark.usefixtures("suites_copied")
def test_a_rule_added_to_a_suite_refuses_an_answer_and_tells_where_and_what_it_found(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    add("submission_value", "agency_of_city", "agency = 'Dinas <Pusat>'", "critical", found="agency")
    deliver(box, "1276/a.xlsx", made(tmp_path, cycle, framework, market_pct=Answer(40, 2016, "Dinas <Pusat>", "SK 1")))
    ingest(database, opened)
    ((layer, sheet, cell, indicator, *told),) = rows(opened, f"{TOLD}.rejected_row")
    assert (layer, indicator) == ("row", "market_pct")
    assert told == ["Dinas <Pusat>", "Perbaiki agency_of_city.", "Fix agency_of_city."]
    assert rows(opened, "select count(*) from core.indicator_value where indicator_code = 'market_pct'") == [(0,)]
    assert rows(opened, "select accepted, rejected from quality.ledger where layer = 'row'") == [(5, 1)]
    assert rows(opened, "select rule_id, sheet, cell, found_text, question_en from quality.ticket") == [
        ("submission_value.agency_of_city", sheet, cell, "Dinas <Pusat>", "Fix agency_of_city.")
    ]

    assert feedback.write(opened, cycle, framework) == ["1276"]
    page = (feedback.folder(2017) / "1276" / "umpan-balik.html").read_text(encoding="utf-8")
    for words in (f"{sheet}, {cell}, market_pct", "Dinas &lt;Pusat&gt;", "Perbaiki agency_of_city.", "Fix agency"):
        assert words in page


@pytest.mark.usefixtures("suites_copied")
def test_a_warning_tells_of_several_columns_with_what_stands_between_them_and_a_rule_of_a_file_of_no_cell(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    between = {"found": ["agency", "year_text"], "found_between": " / "}
    add("submission_value", "agency_then", "agency = 'Dinas Lama'", "warning", **between)
    add("submission_value", "note_given", "agency = 'Dinas Lama'", "warning", found="note")
    add("submission", "few_answers", "rows_received < 7", "warning", found="rows_received")
    deliver(box, "1276/a.xlsx", made(tmp_path, cycle, framework, market_pct=Answer(40, 2016, "Dinas Lama", "SK 1")))
    ingest(database, opened)
    flagged = rows(opened, f"{TOLD}.flagged_row order by rule_id")
    assert [(row[0], row[1] is None, row[4]) for row in flagged] == [
        ("file", True, "6"), ("row", False, "Dinas Lama / 2016"), ("row", False, "-"),
    ]  # fmt: skip
    assert feedback.write(opened, cycle, framework) == ["1276"]
    page = (feedback.folder(2017) / "1276" / "umpan-balik.html").read_text(encoding="utf-8")
    assert all(f"Fix {what}." in page for what in ("agency_then", "note_given", "few_answers"))


@pytest.mark.usefixtures("suites_copied")
def test_a_rule_with_a_place_of_its_own_points_there(
    box: Path, opened: Connection, database: str, tmp_path: Path, cycle: Cycle, framework: Framework
) -> None:
    place = {"sheet": "sheet", "row_number": "row_number", "indicator_code": "indicator_code"}
    add("submission_value", "agency_known", "agency = 'x'", "critical", found="agency", where=place)
    deliver(box, "1276/a.xlsx", made(tmp_path, cycle, framework, market_pct=Answer(40, 2016, "x", "SK 1")))
    ingest(database, opened)
    ((_, sheet, cell, *_),) = rows(opened, f"{TOLD}.rejected_row")
    assert sheet
    assert cell is None
