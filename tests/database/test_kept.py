"""What was granted, frozen or published stays as it is, whatever the pipeline's own role is told to do."""

from collections.abc import Callable
from contextlib import closing

import psycopg2
import pytest
from psycopg2.extensions import connection as Connection

Do = Callable[[str], int]


@pytest.fixture
def write(writer_url: str) -> Do:
    """Runs a statement as the writer, in a transaction of its own; gives the rows it touched."""

    def run(statement: str) -> int:
        with closing(psycopg2.connect(writer_url)) as opened, opened, opened.cursor() as cursor:
            cursor.execute(statement)
            return cursor.rowcount

    return run


def opening(is_demo: bool) -> str:
    return f"""
        insert into ops.cycle (cycle_year, title, population_year, opened_at, submission_opens_at, submission_closes_at,
            is_demo) values (2017, 'RKCI', 2017, clock_timestamp(), now(), now(), {is_demo});
        insert into ops.cycle_framework values (2017, 'f', 'hash', true, now(), 'demo');
        insert into core.cycle_domain values (2017, 'a', 'A', 'A')
    """


CHANGES = [
    "update ops.cycle set submission_closes_at = submission_closes_at + interval '1 year'",
    "update ops.cycle set is_demo = true",
    "delete from ops.cycle",
    "update ops.cycle_framework set framework_hash = 'other'",
    "insert into ops.cycle_framework values (2017, 'g', 'hash', false, now(), 'demo')",
    "delete from core.cycle_domain",
    "insert into core.cycle_domain values (2017, 'b', 'B', 'B')",
]


@pytest.mark.parametrize("statement", CHANGES)
def test_what_was_frozen_with_a_real_cycle_does_not_change(database: str, write: Do, statement: str) -> None:
    write(opening(is_demo=False))
    with pytest.raises(psycopg2.Error, match=r"of cycle 2017 is frozen: (INSERT|UPDATE|DELETE) is refused"):
        write(statement)


@pytest.mark.parametrize("statement", [each for each in CHANGES if each != "delete from ops.cycle"])
def test_a_demo_is_frozen_anew(database: str, write: Do, statement: str) -> None:
    write(opening(is_demo=True))
    assert write(statement) == 1


def test_every_table_that_opening_a_cycle_fills_is_frozen(connection: Connection) -> None:
    from rkci.cycles.opening import FROZEN

    with connection.cursor() as cursor:
        cursor.execute("select tgrelid::regclass::text from pg_trigger where tgname = 'frozen'")
        assert {*FROZEN, "ops.cycle"} <= {table for (table,) in cursor.fetchall()}


@pytest.mark.parametrize("table", ["ops.submission_extension", "ops.assessment_extension", "quality.ticket_event"])
@pytest.mark.parametrize("statement", ["delete from {}", "truncate {}"])
def test_what_was_granted_or_noted_is_only_added_to(database: str, write: Do, table: str, statement: str) -> None:
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        write(statement.format(table))
    with (
        closing(psycopg2.connect(database)) as owner,
        owner.cursor() as cursor,
        pytest.raises(psycopg2.Error, match="is append-only"),
    ):
        cursor.execute(statement.format(table))


def release(state: str, name: str = "r") -> str:
    return (
        "insert into mart.release (release_id, cycle_year, framework_id, revision, state, title_id, title_en,"
        f" is_simulated, framework_hash, run_id) values ('{name}', 2017, 'f', 1, '{state}', 't', 't', false, 'h', 1)"
    )


ROW = "insert into mart.contribution values ('r', 2017, 'f', '{}', 'i', 1, 50)"
DECISION = (
    "insert into ops.decision (cycle_year, kind, subject, outcome, decided_by, reason)"
    " values (2017, 'release', '{}', '{}', 'Ani', 'because')"
)
SWITCH = "update mart.release set state = 'current', approved_by = 'Ani'"


@pytest.fixture
def published(database: str, write: Do) -> None:
    write(release("draft"))
    write(ROW.format("1276"))
    write("update mart.contribution set contribution = 51")
    write(DECISION.format("r", "Approve"))
    assert write(SWITCH) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "update mart.contribution set contribution = 99",
        "delete from mart.contribution",
        ROW.format("1277"),
        "delete from mart.release",
        "update mart.release set state = 'draft'",
        "update mart.release set state = 'withdrawn'",
        "update mart.release set content_hash = 'other'",
        "update mart.release set state = 'superseded', approved_by = 'Budi'",
    ],
)
@pytest.mark.usefixtures("published")
def test_a_published_release_does_not_change(write: Do, statement: str) -> None:
    with pytest.raises(psycopg2.Error, match=r"of a published release does not change|does not go from current to"):
        write(statement)


@pytest.mark.usefixtures("published")
def test_a_published_release_is_superseded_and_then_stays(write: Do) -> None:
    assert write("update mart.release set state = 'superseded'") == 1
    for statement in ("update mart.release set state = 'current'", "delete from mart.release", ROW.format("1277")):
        with pytest.raises(psycopg2.Error, match=r"does not change|does not go from superseded"):
            write(statement)


@pytest.mark.usefixtures("published")
def test_the_owner_withdraws_a_release_by_a_decision_and_not_without(database: str, write: Do) -> None:
    withdraw = "update mart.release set state = 'withdrawn'"
    with closing(psycopg2.connect(database)) as owner, owner.cursor() as cursor:
        for decided in (DECISION.format("other", "Withdraw"), DECISION.format("r", "Reject")):
            cursor.execute(decided)
            owner.commit()
            for statement in (withdraw, release("withdrawn", "s")):
                with pytest.raises(psycopg2.Error, match="is withdrawn only by a decision"):
                    cursor.execute(statement)
                owner.rollback()
        cursor.execute(DECISION.format("r", "Withdraw"))
        cursor.execute(withdraw)
        assert cursor.rowcount == 1
        cursor.execute(withdraw)
        owner.commit()
    with pytest.raises(psycopg2.Error, match="does not go from withdrawn"):
        write("update mart.release set state = 'current'")


@pytest.mark.parametrize("decided", ["", DECISION.format("other", "Approve"), DECISION.format("r", "Reject")])
def test_nothing_is_published_without_a_decision_about_it(database: str, write: Do, decided: str) -> None:
    write(release("draft"))
    if decided:
        write(decided)
    with pytest.raises(psycopg2.Error, match="a draft becomes current by a decision"):
        write(SWITCH)
    with pytest.raises(psycopg2.Error, match="does not go from nothing to current"):
        write(release("current", "s"))
    assert write("delete from mart.release") == 1, "a draft is dropped, with its rows"


def test_every_table_of_mart_is_guarded(connection: Connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select oid::regclass::text from pg_class where relnamespace = 'mart'::regnamespace and relkind = 'r'"
            " and (select count(*) from pg_trigger where tgrelid = pg_class.oid and tgname ~ '^published')"
            " <> case relname when 'release' then 1 else 3 end"
        )
        assert cursor.fetchall() == []
