"""Whether a cycle is scored is asked of the warehouse: what is missing, old or not validated is named."""

import json
import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from psycopg2.extensions import connection as Connection

from finished import check, draft, finish, new
from rkci import reference
from rkci.cycles.opening import open_cycle
from rkci.intake import inbox
from rkci.publish import release
from rkci.publish.release import ReleaseError, build_all, decide
from rkci.quality.validated import NotValidated
from rkci.scoring import state
from rkci.scoring.run import score_cycle
from rkci.scoring.state import NotScored
from rkci.scoring.uncertainty.simulate import simulate_newest

PRIMARY, OFFICIAL = "rkci-2017", "rkci-2017-official"
CHANGE = "update core.official_statistic set value = value + 0.1 where (city_code, year) = ('1276', 2017)"
CHANGES = {
    "official statistics": CHANGE,
    "values of origin submitted": "insert into core.indicator_value (cycle_year, city_code, indicator_code, origin,"
    " value, status, year, is_simulated, file_hash) values (2017, '1276', 'unemployment_rate_tpt', 'submitted', 5,"
    " 'reported', 2017, false, 'file')",
    "values of origin objection": "insert into core.indicator_value (cycle_year, city_code, indicator_code, origin,"
    " value, status, year, is_simulated, file_hash) values (2017, '1276', 'unemployment_rate_tpt', 'objection', 5,"
    " 'reported', 2017, false, 'file')",
    "nominees": "insert into core.nominee select cycle_year, city_code, class_code, 1, 50, 1, 2, 1, null, null"
    " from core.cycle_city where (cycle_year, city_code) = (2017, '1276')",
    "cities and classes": "update core.city set area_km2 = area_km2 + 1 where city_code = '1276'",
    "survey estimates": "insert into core.survey_estimate (cycle_year, city_code, indicator_code, item, domain, level,"
    " statistic, status, n, is_simulated) values (2017, '1276', 'x', '', 'all', '', 'mean', 'not_surveyed', 0, false)",
}
SAVEPOINT = "savepoint change"


@pytest.fixture
def cycle(connection: Connection) -> Connection:
    reference.load(connection)
    reference.accept(connection)
    open_cycle(connection, 2017)
    connection.commit()
    return connection


def execute(connection: Connection, *statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def approve(connection: Connection, drafts: dict[str, str], outcome: str = "Approve") -> None:
    decide(connection, 2017, drafts, outcome=outcome, decided_by="tester", reason="")


def states(connection: Connection) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select state from mart.release order by release_id")
        return [held for (held,) in cursor.fetchall()]


def test_a_cycle_is_scored_once_every_framework_is_scored_simulated_and_validated(
    cycle: Connection, writer_url: str
) -> None:
    assert state.missing(cycle, 2017) == [f"{PRIMARY} was never scored.", f"{OFFICIAL} was never scored."]
    for framework_id in (PRIMARY, OFFICIAL):
        score_cycle(cycle, 2017, framework_id)
    assert len([words for words in state.missing(cycle, 2017) if "has no uncertainty" in words]) == 2
    for framework_id in (PRIMARY, OFFICIAL):
        simulate_newest(cycle, 2017, framework_id)
    assert state.missing(cycle, 2017) == [f"{suite} was never validated." for suite in state.SUITES]
    with pytest.raises(NotScored, match="scoring_run was never validated"):
        build_all(cycle, 2017)
    cycle.commit()
    check(writer_url, 2017, state.SUITES)
    assert state.missing(cycle, 2017) == []
    assert state.behind(cycle, [2017]) == []
    # a simulation that is made again is validated again
    simulate_newest(cycle, 2017, OFFICIAL)
    assert all("was validated (validation" in words for words in state.missing(cycle, 2017))


def test_a_release_is_of_the_data_as_they_are_now_or_is_refused_by_the_name_of_what_is_newer(
    cycle: Connection, writer_url: str
) -> None:
    finish(cycle, writer_url, 2017)
    drafts = draft(cycle, writer_url, 2017)
    for newer, change in CHANGES.items():
        execute(cycle, SAVEPOINT, change)
        with pytest.raises((NotScored, ReleaseError), match=rf"older than.*{newer}|estimates of the survey"):
            build_all(cycle, 2017)
        with pytest.raises(NotScored, match=f"older than.*{newer}"):
            approve(cycle, drafts)
        (behind,) = state.behind(cycle, [2017])
        assert len(behind.missing) == 2
        execute(cycle, "rollback to savepoint change")
    # what is written again as it was is no change, whatever the order
    execute(
        cycle,
        "create temporary table held as select * from core.official_statistic order by random()",
        "delete from core.official_statistic",
        "insert into core.official_statistic select * from held",
    )
    for _ in range(2):  # a task that is retried after its commit decides again
        approve(cycle, drafts)
    assert states(cycle) == ["current", "current"]
    approve(cycle, drafts, "Reject")
    assert states(cycle) == ["current", "current"]
    with cycle.cursor() as cursor:
        cursor.execute("select subject, outcome, effect from ops.decision order by decision_id")
        assert cursor.fetchall() == [
            *((name, "Approve", "made current") for name in drafts),
            *((name, "Reject", "nothing: it is current already") for name in drafts),
        ]


DELIVERIES = {
    "submissions": "1276/isian.xlsx",
    "assessments": "A01/nilai.csv",
    "survey": "wave-1/answers.csv",
    "visits": "team-1/temuan.csv",
    "objections": "1276/sanggahan.csv",
}


def test_what_was_delivered_and_not_judged_is_named_and_neither_built_nor_approved(
    cycle: Connection, writer_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RKCI_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("RKCI_ARCHIVE", str(tmp_path / "archive"))
    finish(cycle, writer_url, 2017)
    drafts = draft(cycle, writer_url, 2017)

    def deliver(folder: str, name: str) -> None:
        file = tmp_path / "inbox" / "2017" / folder / name
        file.parent.mkdir(parents=True)
        file.write_text("whatever it holds")
        inbox.archive_new(cycle, 2017, folder)

    for folder, name in DELIVERIES.items():
        execute(cycle, SAVEPOINT)
        deliver(folder, name)
        for refused in (build_all, lambda *_: approve(cycle, drafts)):
            with pytest.raises(ReleaseError, match=rf"in the folder {folder} of the inbox .*: run {folder}_ingest\.$"):
                refused(cycle, 2017)
        assert states(cycle) == ["draft", "draft"]
        execute(cycle, f"rollback to {SAVEPOINT}")
    deliver("visit_evidence", "1276/foto.jpg")  # which no ledger knows and no value rests on
    approve(cycle, drafts)


def test_a_half_new_state_is_not_released(cycle: Connection, writer_url: str) -> None:
    finish(cycle, writer_url, 2017)
    execute(cycle, CHANGE)
    score_cycle(cycle, 2017, PRIMARY)
    with pytest.raises(NotScored) as refused:
        build_all(cycle, 2017)
    assert re.search(rf"{PRIMARY} \(run \d+\) has no uncertainty", str(refused.value))
    assert re.search(rf"{OFFICIAL} \(run \d+\) is older than official statistics", str(refused.value))
    simulate_newest(cycle, 2017, PRIMARY)
    with pytest.raises(NotScored, match=f"{OFFICIAL} .* is older than official statistics"):
        build_all(cycle, 2017)
    assert states(cycle) == []


def test_a_draft_is_made_current_only_as_it_was_validated_and_only_of_the_newest_scores(
    cycle: Connection, writer_url: str
) -> None:
    finish(cycle, writer_url, 2017)
    drafts = new(build_all(cycle, 2017))
    with pytest.raises(NotValidated, match="rank_interval was never validated"):
        approve(cycle, drafts)
    cycle.commit()
    check(writer_url, 2017, release.SUITES)
    finish(cycle, writer_url, 2017)
    with pytest.raises(ReleaseError, match=f"2017-{OFFICIAL}-r1, 2017-{PRIMARY}-r1: the cycle was scored again"):
        approve(cycle, drafts)


def test_a_draft_whose_intervals_are_gone_stops_at_its_validation(cycle: Connection, writer_url: str) -> None:
    finish(cycle, writer_url, 2017)
    drafts = new(build_all(cycle, 2017))
    execute(
        cycle,
        "delete from mart.rank_interval where city_code = '1276'",
        "delete from mart.place_probability where city_code = '1276'",
        "delete from mart.sensitivity",
    )
    cycle.commit()
    for suite, rule in (
        ("rank_interval", "rank_interval.every_place_has_one"),
        ("place_probability", "place_probability.every_place_has_some"),
        ("sensitivity", "sensitivity.as_simulated"),
    ):
        with pytest.raises(RuntimeError, match=rule):
            check(writer_url, 2017, (suite,))
    check(writer_url, 2017, ("release", "ranking", "indicator_value", "survey_estimate"))
    with pytest.raises(NotValidated, match="rank_interval stopped"):
        approve(cycle, drafts)


def test_scores_by_another_framework_than_the_frozen_one_are_behind(cycle: Connection, writer_url: str) -> None:
    finish(cycle, writer_url, 2017)
    execute(cycle, f"update ops.cycle_framework set framework_hash = 'other' where framework_id = '{OFFICIAL}'")
    (words,) = state.missing(cycle, 2017)
    assert "was scored by another framework than the one that is frozen" in words


def test_what_changes_while_a_run_reads_makes_it_behind(
    cycle: Connection, database: str, writer_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rkci.scoring import run

    units: Callable[..., object] = run._units_of_cycle

    def overtaken(*arguments: object) -> object:
        with closing(psycopg2.connect(database)) as other, other:
            execute(other, CHANGE)
        return units(*arguments)

    monkeypatch.setattr(run, "_units_of_cycle", overtaken)
    score_cycle(cycle, 2017, OFFICIAL)
    assert f"{OFFICIAL} (run 1) is older than official statistics." in state.missing(cycle, 2017)


def test_the_run_that_is_asked_for_has_one_name_while_nothing_changes(cycle: Connection) -> None:
    (one,), (two,) = state.behind(cycle, [2017]), state.behind(cycle, [2017])
    assert one.run_name.rsplit("__", 1)[0] == two.run_name.rsplit("__", 1)[0]
    execute(cycle, CHANGE)
    (other,) = state.behind(cycle, [2017])
    assert other.run_name.split("__")[2] != one.run_name.split("__")[2]


def test_the_version_names_its_parts_and_does_not_see_other_cycles(cycle: Connection) -> None:
    version = json.loads(state.data_version(cycle, 2017))
    assert {"official statistics", "cities and classes"} == set(version)
    execute(
        cycle,
        "insert into core.indicator_value (cycle_year, city_code, indicator_code, origin, value, status, year,"
        " is_simulated, file_hash) values (2019, '1276', 'x', 'submitted', 5, 'reported', 2019, false, 'file')",
        "update core.official_statistic set value = value + 1 where year = 2019",
    )
    assert json.loads(state.data_version(cycle, 2017)) == version


def test_a_framework_frozen_for_no_cycle_is_not_behind_but_not_open(cycle: Connection) -> None:
    assert state.missing(cycle, 2019) == ["It is not open: run cycle_open."]
