"""The demo cycle's inbox on the real register and framework: every rule of intake finds a fault that was planted."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import psycopg2
import pytest

from rkci import cycles, framework, paths, reference, simulate
from rkci.assessment import register
from rkci.assessment.ingest import ASSESSMENTS
from rkci.cycles.opening import open_cycle
from rkci.database import embedded, migrate, sql_files
from rkci.intake import history, outbox
from rkci.intake.inbox import read_files, receive
from rkci.intake.submissions import accept, stage
from rkci.ops.demo import SEED
from rkci.quality.validate import validate
from rkci.simulate.faults import Fault

SUITES = ("submission", "submission_value", "innovation")
ALL_SUITES = (*SUITES, *ASSESSMENTS.suites)
NOT_IN_THE_DEMO = {
    "submission.all_answers_read": "only a fault of our own reader loses an answer; a test forges the count",
    "assessment_file.all_rows_read": "the same",
    "submission_value.has_open_ticket": "a ticket is of a run before; tests of the phase clarification have two",
    "innovation.has_open_ticket": "the same",
    "submission.reader_succeeds": "no file that we know of makes our reader fail; test_guard.py breaks the reader",
    "assessment_file.reader_succeeds": "the same; test_assessment_files.py breaks it",
    "submission.not_set_aside": "a person sets files aside, and nobody does in the demo; test_guard.py does",
    "assessment_file.not_set_aside": "the same; test_assessment_files.py does",
    "submission.delivery_time_plausible": "the demo counts the times that are sent, unasked; test_delivery.py does not",
    "assessment_file.delivery_time_plausible": "the same; tests/quality/cases has others",
}
"""Rules that nothing in the demo inbox fails, with the reason."""


@dataclass(frozen=True)
class Seen:
    """What came of the demo inbox: the faults planted, the rows that failed (rule, file, indicator), and queries."""

    faults: tuple[Fault, ...]
    failed: set[tuple[str, str, str | None]]
    rejected_files: set[str]
    url: str

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(psycopg2.connect(self.url)) as connection, connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()


@pytest.fixture(scope="module")
def demo(warehouse: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    """The demo inbox taken in after the simulated cycle before, in a database of its own."""
    home = tmp_path_factory.mktemp("demo")
    name = f"{warehouse.rsplit('/', 1)[1]}_demo_inbox"
    embedded.create_database(name)
    url = embedded.url("rkci_owner", name)
    migrate.upgrade(url)
    cycle = cycles.load(2017)
    loaded = framework.load(cycle.primary_framework)
    made = simulate.inbox(cycle, loaded, home / "inbox", seed=SEED)
    with pytest.MonkeyPatch.context() as environment, closing(psycopg2.connect(url)) as connection:
        environment.setenv("RKCI_INBOX", str(home / "inbox"))
        environment.setenv("RKCI_ARCHIVE", str(home / "archive"))
        reference.load(connection)
        reference.accept(connection)
        history.load(connection, 2015, made.folder / "simulated" / "history-2015.csv", loaded)
        open_cycle(connection, 2017)
        connection.commit()
        read_files(connection, 2017, receive(connection, 2017))
        stage(connection, 2017)
        connection.commit()
        for suite in SUITES:
            outcome = validate(url, suite, 2017)
            assert not outcome.is_stop, str(outcome)
        accept(connection, 2017)
        register.load(connection, 2017, made.folder / "simulated" / "assessors.csv")
        ASSESSMENTS.receive(connection, 2017)
        ASSESSMENTS.read_files(connection, 2017)
        ASSESSMENTS.stage(connection, 2017)
        connection.commit()
        for suite in ASSESSMENTS.suites:
            outcome = validate(url, suite, 2017)
            assert not outcome.is_stop, str(outcome)
        ASSESSMENTS.accept(connection, 2017)
        connection.commit()
        with connection.cursor() as cursor:
            cursor.execute(
                "select rule_id, file_name, row ->> 'indicator_code' from quality.latest_failed_row as failed"
                " join raw.file on raw.file.file_hash = row ->> 'file_hash'"
            )
            failed = set(cursor.fetchall())
            cursor.execute("select file_name from core.submission where state = 'rejected'")
            rejected = {file for (file,) in cursor.fetchall()}
    yield Seen(made.faults, failed, rejected, url)
    embedded.drop_database(name)


def test_every_rule_of_intake_fails_for_a_fault_that_was_planted_for_it(demo: Seen) -> None:
    rules = {
        expectation["meta"]["rule_id"]
        for suite in ALL_SUITES
        for expectation in json.loads((paths.EXPECTATIONS / f"{suite}.json").read_text())["expectations"]
    }
    found = {rule for rule, _, _ in demo.failed}
    assert rules - found == NOT_IN_THE_DEMO.keys(), "plant it in rkci.simulate, or say here why the demo has none"
    unplanted = rules - {fault.expected_rule for fault in demo.faults} - NOT_IN_THE_DEMO.keys()
    assert unplanted == {"submission_value.evidence_present"}  # what officers forget in every sixth answer


def test_every_planted_fault_is_found_where_it_was_planted(demo: Seen) -> None:
    missed = [
        fault
        for fault in demo.faults
        if fault.expected_rule
        and not any(
            (rule, file) == (fault.expected_rule, fault.file) and code in (None, fault.indicator_code or code)
            for rule, file, code in demo.failed
        )
    ]
    assert missed == []


def test_the_cycle_before_is_asked_about_where_a_fault_was_planted_and_hardly_elsewhere(demo: Seen) -> None:
    planted = {(fault.file, fault.indicator_code) for fault in demo.faults}
    others = [
        (rule, file, code)
        for rule, file, code in demo.failed
        if rule.split(".")[1] in ("year_jump", "repeated_value", "swapped_neighbours", "lost_sign")
        and file not in demo.rejected_files
        and (file, code) not in planted
    ]
    # BPS itself published the same growth for two years running for a city or two
    assert len(others) <= 3, others
    assert {code for _, _, code in others} <= {"grdp_growth_pct"}


def test_a_city_is_told_of_what_it_sent_and_not_of_what_assessors_wrote_about_it(demo: Seen) -> None:
    refused = "select count(*) > 0 from quality.rejected_row where dataset = 'assessments' and city_code is not null"
    assert demo.rows(refused) == [(True,)]
    with closing(psycopg2.connect(demo.url)) as connection:
        told = sql_files.query(connection, "read/feedback/problem.sql", {"cycle": 2017})
    assert {row["dataset"] for row in told} == {"submissions"}


def test_a_jump_since_the_earlier_year_is_told_by_the_value_that_jumped(demo: Seen) -> None:
    """So that another value that jumps opens its ticket anew."""
    ((jumps, of_value),) = demo.rows(
        "select count(*), bool_and(flagged.found_text = answer.value_text) from quality.flagged_row as flagged"
        " join staging.submission_value as answer using (cycle_year, file_hash, sheet, row_number)"
        " where flagged.rule_id = 'submission_value.year_jump'"
    )
    assert (jumps > 0, of_value) == (True, True)


def test_the_simulated_cycle_before_says_so_and_is_in_the_forms_and_nowhere_else(demo: Seen) -> None:
    assert demo.rows("select is_simulated from ops.past_cycle where cycle_year = 2015") == [(True,)]
    assert demo.rows("select distinct is_simulated from core.indicator_value where cycle_year = 2015") == [(True,)]
    with closing(psycopg2.connect(demo.url)) as connection:
        shown = outbox.last_values(connection, 2017)
        assert sql_files.query(connection, "checks/ledger_adds_up.sql", {"cycle": 2017}) == []
    assert len(shown) == 93
    assert all(value.endswith("(2015)") for values in shown.values() for value in values.values())
    for view in ("quality.ledger", "quality.missing_by_city", "quality.failures_by_rule", "quality.ticket"):
        assert demo.rows(f"select distinct cycle_year from {view}") == [(2017,)]


def test_a_claim_that_an_official_statistic_makes_too_does_not_score(demo: Seen) -> None:
    precedence = framework.load("rkci-2017").settings["selection"]["precedence"]
    assert precedence.index("official") < precedence.index("submitted")
    ((claims, without),) = demo.rows(
        "select count(*), count(*) filter (where official.city_code is null) from core.indicator_value as claim"
        " left join core.official_statistic as official"
        " on (official.city_code, official.indicator_code, official.year)"
        " = (claim.city_code, claim.indicator_code, 2017)"
        " where claim.indicator_code = 'grdp_growth_pct' and claim.cycle_year = 2017"
    )
    assert (claims > 60, without) == (True, 0)
