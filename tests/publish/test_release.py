"""Releases of the real cycle 2017 on official statistics: built, decided on, rebuilt to the same bytes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from psycopg2.extensions import connection as Connection

from finished import new
from rkci import made_of, reference
from rkci.cycles.opening import open_cycle
from rkci.publish import package
from rkci.publish.release import Built, ReleaseError, build, decide, switch
from rkci.scoring import audit
from rkci.scoring.run import ScoringError, frameworks_of, score_cycle

OFFICIAL = "rkci-2017-official"


@pytest.fixture
def cycle(connection: Connection) -> Connection:
    """The warehouse with the reference data loaded and cycle 2017 open."""
    reference.load(connection)
    reference.accept(connection)
    open_cycle(connection, 2017)
    return connection


@pytest.fixture
def publish(cycle: Connection) -> Callable[[], dict[str, Built]]:
    def published() -> dict[str, Built]:
        built = made(cycle)
        for one in built:
            if one.is_new:
                switch(cycle, one.release_id, "tester")
        return {one.framework_id: one for one in built}

    return published


def made(connection: Connection) -> list[Built]:
    """Drafts of scores of the moment; that they may be published only whole is in tests/scoring/test_state.py."""
    for framework_id in frameworks_of(connection, 2017):
        score_cycle(connection, 2017, framework_id)
    return [build(connection, 2017, framework_id) for framework_id in frameworks_of(connection, 2017)]


def decisions(connection: Connection) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("select subject, outcome, decided_by, reason, effect from ops.decision order by decision_id")
        return list(cursor.fetchall())


def states(connection: Connection) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("select release_id, state from mart.release")
        return dict(cursor.fetchall())


def test_publishing_what_is_current_makes_no_new_revision(
    cycle: Connection, publish: Callable[[], dict[str, Built]]
) -> None:
    first, second = publish()[OFFICIAL], publish()[OFFICIAL]
    assert first.is_new
    assert (second.is_new, second.release_id, second.content_hash) == (False, first.release_id, first.content_hash)
    assert set(states(cycle).values()) == {"current"}


def test_a_changed_datum_makes_a_new_revision_and_supersedes_the_old(
    cycle: Connection, publish: Callable[[], dict[str, Built]]
) -> None:
    publish()
    with cycle.cursor() as cursor:
        cursor.execute(
            "update core.official_statistic set value = value + 0.1"
            " where city_code = '1276' and indicator_code = 'life_expectancy_uhh'"
        )
    assert publish()[OFFICIAL].release_id == f"2017-{OFFICIAL}-r2"
    assert states(cycle)[f"2017-{OFFICIAL}-r1"] == "superseded"
    assert states(cycle)[f"2017-{OFFICIAL}-r2"] == "current"


def test_a_release_is_built_again_only_where_something_that_it_is_made_of_is_new(
    cycle: Connection, publish: Callable[[], dict[str, Built]], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, audited = publish()[OFFICIAL], []
    monkeypatch.setattr(audit, "write", lambda *_: audited.append(1))

    def is_built() -> bool:
        audited.clear()
        assert build(cycle, 2017, OFFICIAL).content_hash
        return bool(audited)

    assert build(cycle, 2017, OFFICIAL) == Built(
        first.release_id, OFFICIAL, is_new=False, content_hash=first.content_hash
    )
    assert not is_built()
    with cycle.cursor() as cursor:
        for change in (
            "update core.city set province = 'Elsewhere' where city_code = '1276'",
            "update core.official_statistic set value = value + 0.1 where city_code = '1276'",
            "update ops.cycle set calendar_hash = 'another'",
        ):
            cursor.execute(f"savepoint before; {change}")
            assert is_built(), change
            cursor.execute("rollback to before")
    assert not is_built()
    score_cycle(cycle, 2017, OFFICIAL)
    assert is_built(), "scored again"
    monkeypatch.setattr(made_of, "code", lambda: "of another version")
    assert is_built()


def test_a_rejected_draft_is_dropped_and_the_decision_is_kept(cycle: Connection) -> None:
    asked = new(made(cycle))
    for _ in range(2):  # a task that is retried after its commit decides again
        decide(cycle, 2017, asked, outcome="Reject", decided_by="tester", reason="not yet")
    assert states(cycle) == {}
    dropped = [(draft, "Reject", "tester", "not yet", "the draft is dropped") for draft in asked]
    assert decisions(cycle) == dropped
    # the same draft is built again under the same name, and a person rejects it for the same reason
    assert new(made(cycle)) == asked
    decide(cycle, 2017, asked, outcome="Reject", decided_by="tester", reason="not yet")
    assert decisions(cycle) == dropped + dropped


@pytest.mark.parametrize(
    ("state", "effect"),
    [
        ("current", "nothing: it is current already"),
        ("superseded", "nothing: it is superseded already"),
        ("gone", "nothing: there is no such draft any more"),
        ("rebuilt", "nothing: it holds other content by now (another, draft)"),
    ],
)
def test_a_rejection_that_comes_too_late_is_recorded_with_what_happened(
    cycle: Connection, state: str, effect: str
) -> None:
    (draft, _) = asked = new(made(cycle))
    with cycle.cursor() as cursor:
        if state == "gone":
            cursor.execute("delete from mart.release")
        elif state == "rebuilt":
            cursor.execute("update mart.release set content_hash = 'another'")
        else:
            cursor.execute("update mart.release set state = %s", (state,))
    before = states(cycle)
    for _ in range(2):
        decide(cycle, 2017, {draft: asked[draft]}, outcome="Reject", decided_by="tester", reason="too high")
    assert states(cycle) == before
    assert decisions(cycle) == [(draft, "Reject", "tester", "too high", effect)]
    decide(cycle, 2017, {draft: asked[draft]}, outcome="Reject", decided_by="another", reason="too high")
    assert len(decisions(cycle)) == 2


def test_a_draft_that_is_gone_cannot_be_switched_and_nothing_is_half_published(cycle: Connection) -> None:
    asked = new(made(cycle))
    cycle.commit()
    for wrong in ({"2017-gone-r1": "abc"}, {next(iter(asked)): "rebuilt meanwhile with another content"}):
        with pytest.raises(ReleaseError, match="is no longer the draft that was approved"), cycle:
            decide(cycle, 2017, asked | wrong, outcome="Approve", decided_by="tester", reason="")
        assert set(states(cycle).values()) == {"draft"}


def test_content_hash_does_not_depend_on_plans_threads_or_the_order_of_rows(
    cycle: Connection, publish: Callable[[], dict[str, Built]]
) -> None:
    first = publish()
    with cycle.cursor() as cursor:
        cursor.execute("create temporary table shuffled as select * from core.official_statistic order by random()")
        cursor.execute("delete from core.official_statistic")
        cursor.execute("insert into core.official_statistic select * from shuffled order by md5(city_code || year)")
        for setting in (
            "max_parallel_workers_per_gather = 4", "parallel_setup_cost = 0", "parallel_tuple_cost = 0",
            "min_parallel_table_scan_size = 0", "enable_hashjoin = off", "enable_hashagg = off",
        ):  # fmt: skip
            cursor.execute(f"set local {setting}")
    again = publish()
    assert {one.content_hash for one in again.values()} == {one.content_hash for one in first.values()}


def test_a_release_has_the_same_bytes_wherever_it_is_written(
    cycle: Connection, publish: Callable[[], dict[str, Built]], tmp_path: Path
) -> None:
    release_id = publish()[OFFICIAL].release_id
    one = package.write(cycle, release_id, tmp_path / "one")
    two = package.write(cycle, release_id, tmp_path / "elsewhere" / "two")
    assert {file.name: file.read_bytes() for file in one.iterdir()} == {
        file.name: file.read_bytes() for file in two.iterdir()
    }


def test_files_of_a_release_are_written_once_and_again_where_they_are_no_longer_as_they_were(
    cycle: Connection, publish: Callable[[], dict[str, Built]], tmp_path: Path
) -> None:
    release_id = publish()[OFFICIAL].release_id

    def write() -> dict[str, tuple[int, bytes]]:
        folder = package.write(cycle, release_id, tmp_path)
        return {file.name: (file.stat().st_ino, file.read_bytes()) for file in folder.iterdir()}

    written = write()
    assert write() == written
    (tmp_path / release_id / "ranking.csv").write_text("spoilt")
    restored = write()
    assert restored != written
    assert {name: content for name, (_, content) in restored.items()} == {
        name: content for name, (_, content) in written.items()
    }


def test_shares_by_origin_add_up_and_one_gap_is_imputed_and_marked(
    cycle: Connection, publish: Callable[[], dict[str, Built]]
) -> None:
    publish()
    with cycle.cursor() as cursor:
        cursor.execute(
            "select city_code, official_pct, imputed_pct from mart.current_ranking"
            " where framework_id = %s and imputed_pct > 0",
            (OFFICIAL,),
        )
        ((city_code, official, imputed),) = cursor.fetchall()
        assert city_code == "5272"  # Kota Bima: its GRDP was swapped with the regency's in the source
        assert official + imputed == pytest.approx(100)
        cursor.execute(
            "select indicator_code, status, origin from mart.current_indicator_value"
            " where framework_id = %s and origin = 'imputed'",
            (OFFICIAL,),
        )
        assert cursor.fetchall() == [("grdp_per_capita_constant2010", "missing", "imputed")]


def test_every_city_has_a_level_and_the_sides_are_scored_apart(
    cycle: Connection, publish: Callable[[], dict[str, Built]]
) -> None:
    publish()
    with cycle.cursor() as cursor:
        cursor.execute(
            "select count(*) filter (where level_code is null), count(distinct level_code)"
            " from mart.current_ranking where framework_id = %s",
            (OFFICIAL,),
        )
        unlevelled, levels = cursor.fetchall()[0]
        assert unlevelled == 0
        assert levels >= 2
        cursor.execute("select distinct side from mart.current_score where framework_id = 'rkci-2017'")
        assert {side for (side,) in cursor.fetchall()} == {"all", "process", "outcome"}


def test_a_framework_that_changed_after_the_opening_is_not_scored(cycle: Connection) -> None:
    with cycle.cursor() as cursor:
        cursor.execute("update ops.cycle_framework set framework_hash = 'other' where framework_id = %s", (OFFICIAL,))
    with pytest.raises(ScoringError, match="has changed since cycle 2017 opened"):
        score_cycle(cycle, 2017, OFFICIAL)


def test_a_cycle_that_is_not_open_is_not_scored(connection: Connection) -> None:
    with pytest.raises(ScoringError, match="Cycle 2017 is not open: run cycle_open first"):
        frameworks_of(connection, 2017)
