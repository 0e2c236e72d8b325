"""The phase clarification: after the deadline a file counts for what its city is asked about, and for nothing else."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from feedback_cases import deliver, ingest, made, rows
from psycopg2.extensions import connection as Connection

from rkci import cycles
from rkci.cycles import Cycle
from rkci.framework import Framework
from rkci.intake import feedback
from rkci.intake.workbook import Answer

GOOD = {"year": 2016, "agency": "Dinas", "evidence": "SK 1"}
VALUES = "select indicator_code, value from core.indicator_value where origin = 'submitted' order by indicator_code"
STATES = "select state from core.submission order by received_at"
LEDGER = (
    "select received, accepted, rejected, superseded from quality.ledger join raw.file using (cycle_year, file_hash)"
    " where layer = 'row' order by received_at"
)
REFUSED = "select distinct rule_id from quality.rejected_row order by rule_id"
TICKETS = "select rule_id, state from quality.ticket order by ticket_id"
IN_TIME, CLARIFYING, AFTER = 20, 40, 60  # days of May: the deadline is the 7th of June, clarification ends on the 21st


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RKCI_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("RKCI_ARCHIVE", str(tmp_path / "archive"))
    return tmp_path / "inbox"


@pytest.fixture
def clarified(opened: Connection, box: Path) -> Connection:
    """The cycle with a phase clarification of two weeks."""
    with opened, opened.cursor() as cursor:
        cursor.execute(
            "update ops.cycle set clarification_opens_at = submission_closes_at,"
            " clarification_closes_at = submission_closes_at + interval '14 days'"
        )
    return opened


@pytest.fixture
def give(
    clarified: Connection, box: Path, database: str, tmp_path: Path, cycle: Cycle, framework: Framework
) -> Callable[..., None]:
    """Deliver a workbook of Binjai on a day and run submissions_ingest."""

    def deliver_and_ingest(name: str, day: int, **answers: float) -> None:
        content = made(tmp_path, cycle, framework, **{code: Answer(value, **GOOD) for code, value in answers.items()})
        deliver(box, f"1276/{name}", content, day=day)
        ingest(database, clarified)

    return deliver_and_ingest


def test_a_cell_with_an_open_ticket_is_fixed_and_every_other_stays(
    clarified: Connection, give: Callable[..., None], database: str
) -> None:
    give("a.xlsx", IN_TIME, market_pct=436)
    assert rows(clarified, TICKETS) == [("submission_value.in_valid_range", "expired")]
    before = dict(rows(clarified, VALUES))
    assert "market_pct" not in before

    give("b.xlsx", CLARIFYING, market_pct=43.6, startups=99)
    after = dict(rows(clarified, VALUES))
    assert after == {**before, "market_pct": 43.6}
    assert rows(clarified, STATES) == [("accepted",), ("clarifying",)]
    assert rows(clarified, LEDGER) == [(6, 5, 0, 1), (6, 1, 5, 0)]
    assert rows(clarified, REFUSED) == [("submission_value.has_open_ticket",)]
    assert rows(clarified, TICKETS) == [("submission_value.in_valid_range", "closed")]

    # judged again it comes out the same, though the ticket is closed now
    ingest(database, clarified)
    assert dict(rows(clarified, VALUES)) == after
    assert rows(clarified, LEDGER) == [(6, 5, 0, 1), (6, 1, 5, 0)]

    # nothing is asked any more, so a further file is late
    give("c.xlsx", CLARIFYING + 1, market_pct=50)
    assert dict(rows(clarified, VALUES)) == after
    assert rows(clarified, REFUSED) == [("submission.in_time",), ("submission_value.has_open_ticket",)]


def test_a_fix_that_does_not_hold_is_asked_about_again_and_takes_nothing_away(
    clarified: Connection, give: Callable[..., None]
) -> None:
    give("a.xlsx", IN_TIME, market_pct=436)
    give("b.xlsx", CLARIFYING, market_pct=-1)
    assert "market_pct" not in dict(rows(clarified, VALUES))
    assert rows(clarified, LEDGER) == [(6, 5, 0, 1), (6, 0, 6, 0)]
    give("c.xlsx", CLARIFYING + 2, market_pct=41)
    assert dict(rows(clarified, VALUES))["market_pct"] == 41
    assert rows(clarified, LEDGER) == [(6, 5, 0, 1), (6, 0, 5, 1), (6, 1, 5, 0)]
    assert {state for _, state in rows(clarified, TICKETS)} == {"closed"}


def test_after_the_phase_and_without_a_question_a_file_is_late(
    clarified: Connection, give: Callable[..., None]
) -> None:
    give("a.xlsx", IN_TIME, market_pct=436)
    before = rows(clarified, VALUES)
    give("b.xlsx", AFTER, market_pct=43.6)
    assert rows(clarified, VALUES) == before
    assert rows(clarified, "select rule_id from core.submission where state = 'rejected'") == [("submission.in_time",)]


def test_a_file_that_came_in_time_and_was_refused_whole_is_sent_again_whole(
    clarified: Connection, give: Callable[..., None], box: Path, database: str
) -> None:
    deliver(box, "1276/a.xlsx", b"no workbook", day=IN_TIME)
    ingest(database, clarified)
    give("b.xlsx", CLARIFYING, market_pct=43.6)
    assert rows(clarified, STATES) == [("rejected",), ("accepted",)]
    assert rows(clarified, LEDGER.replace("'row'", "'file'")) == [(1, 0, 1, 0), (1, 1, 0, 0)]


def test_a_page_says_what_is_possible_on_its_day_and_no_past_day(
    clarified: Connection, give: Callable[..., None], framework: Framework, database: str,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("RKCI_BUILD", str(tmp_path / "build"))
    give("a.xlsx", IN_TIME, market_pct=436)

    def page(deadline: str, clarification: str) -> str:
        """The page where these are the distances from now, which a run would find."""
        with clarified, clarified.cursor() as cursor:
            cursor.execute(
                "update ops.cycle set submission_closes_at = now() + %s::interval,"
                " clarification_opens_at = now() + %s::interval, clarification_closes_at = now() + %s::interval",
                (deadline, deadline, clarification),
            )
            cursor.execute("update quality.ticket set deadline_at = now() + %s::interval", (clarification,))
        ingest(database, clarified)
        feedback.write(clarified, cycles.of(clarified, 2017), framework)
        (file,) = (tmp_path / "build").rglob("umpan-balik.html")
        return file.read_text()

    told = page("1 day", "15 days")
    assert "send the workbook as a new file before" in told
    told = page("-1 day", "13 days")
    assert "Only cells with an open ticket can still be fixed" in told
    assert "batas waktu / deadline" in told
    told = page("-15 days", "-1 day")
    assert "there is nothing to send" in told
    assert "This can no longer be changed." in told
    assert not re.search(r"(sebelum|before|deadline) 20\d\d", told)
