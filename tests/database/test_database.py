"""The warehouse as its users meet it: roles, comments, migrations, the embedded server."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from psycopg2.extensions import connection as Connection

from rkci.database import embedded, migrate

SCHEMAS = ("raw", "staging", "core", "scoring", "mart", "quality", "ops")


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def execute(url: str, statement: str) -> None:
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(statement)


def test_every_schema_table_view_and_column_is_commented(connection: Connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select nspname from pg_namespace where obj_description(oid) is not null")
        assert set(SCHEMAS) <= {name for (name,) in cursor.fetchall()}
        cursor.execute(
            "select c.oid::regclass::text from pg_class as c where relnamespace::regnamespace::text = any(%s)"
            " and relkind in ('r', 'v', 'p') and obj_description(c.oid) is null",
            (list(SCHEMAS),),
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "select c.oid::regclass::text, a.attname from pg_class as c join pg_attribute as a on a.attrelid = c.oid"
            " where relnamespace::regnamespace::text = any(%s) and relkind in ('r', 'p') and attnum > 0"
            " and not attisdropped and col_description(c.oid, attnum) is null",
            (list(SCHEMAS),),
        )
        assert cursor.fetchall() == []


def test_upgrading_again_changes_nothing_and_keeps_the_data(database: str) -> None:
    execute(database, "insert into mart.release values ('r', 2017, 'f', 1, 'current', 't', 't', false, 'h', 'c', 1)")
    before = rows(
        database, "select table_schema, table_name, column_name from information_schema.columns order by 1, 2, 3"
    )
    migrate.upgrade(database)
    assert rows(database, "select release_id from mart.release") == [("r",)]
    after = rows(
        database, "select table_schema, table_name, column_name from information_schema.columns order by 1, 2, 3"
    )
    assert after == before


def test_the_writer_changes_rows_but_no_structure(database: str, writer_url: str) -> None:
    execute(writer_url, "insert into staging.population (row_number, city_code) values (2, '1276')")
    execute(writer_url, "delete from staging.population")
    for statement in (
        "create table core.mine (a integer)",
        "drop table core.city",
        "alter table core.city add a integer",
    ):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            execute(writer_url, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "update raw.receipt set size_bytes = 0",
        "delete from raw.file",
        "truncate raw.submission_row",
        "update ops.decision set outcome = 'Approve'",
        "delete from ops.decision",
    ],
)
def test_the_writer_only_adds_to_what_is_append_only(database: str, writer_url: str, statement: str) -> None:
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        execute(writer_url, statement)


@pytest.mark.parametrize("role", ["owner", "writer"])
@pytest.mark.parametrize(
    "statement",
    ["update ops.decision set outcome = 'Approve'", "delete from ops.decision", "truncate ops.decision cascade"],
)
def test_what_was_decided_stays_whoever_asks(database: str, writer_url: str, role: str, statement: str) -> None:
    decided = "insert into ops.decision (cycle_year, kind, subject, outcome, decided_by, reason) values "
    execute(writer_url, decided + "(2017, 'release', 'r1', 'Reject', 'Ani', 'not yet')")
    url, refusal = {
        "owner": (database, r"decision is append-only: (UPDATE|DELETE|TRUNCATE) is refused"),
        "writer": (writer_url, "permission denied"),
    }[role]
    with pytest.raises(psycopg2.Error, match=refusal):
        execute(url, statement)
    assert rows(database, "select outcome from ops.decision") == [("Reject",)]


def test_the_trigger_holds_even_where_a_right_was_granted_by_mistake(database: str, writer_url: str) -> None:
    execute(database, "grant update, delete on ops.decision to rkci_writer")
    try:
        for statement in ("update ops.decision set reason = ''", "delete from ops.decision"):
            with pytest.raises(psycopg2.Error, match="append-only"):
                execute(writer_url, statement)
    finally:
        execute(database, "revoke update, delete on ops.decision from rkci_writer")
    owner = "select tableowner from pg_tables where schemaname = 'ops' and tablename = 'decision'"
    assert rows(database, owner) != [("rkci_writer",)]


def test_bi_reads_published_releases_only_and_nothing_but_mart(database: str, bi_url: str) -> None:
    for state in ("draft", "current"):
        execute(
            database,
            f"insert into mart.release values ('{state}', 2017, '{state}', 1, '{state}', 't', 't', false, 'h', 'c', 1)",
        )
        execute(database, f"insert into mart.contribution values ('{state}', 2017, 'f', '1276', 'i', 1, 50)")
    assert rows(bi_url, "select release_id from mart.release") == [("current",)]
    assert rows(bi_url, "select release_id from mart.contribution") == [("current",)]
    assert rows(bi_url, "select release_id from mart.current_contribution") == [("current",)]
    for schema in set(SCHEMAS) - {"mart"}:
        found = rows(database, f"select tablename from pg_tables where schemaname = '{schema}'")
        for (table,) in found:
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                rows(bi_url, f"select * from {schema}.{table}")
    for statement in ("delete from mart.release", "insert into mart.ranking (release_id) values ('x')"):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            execute(bi_url, statement)


def test_the_embedded_server_listens_on_loopback_only_and_asks_for_a_password(database: str) -> None:
    assert rows(database, "show listen_addresses") == [("127.0.0.1",)]
    assert rows(database, "show password_encryption") == [("scram-sha-256",)]
    wrong = database.replace(database.split(":")[2].split("@")[0], "wrong")
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(wrong)


def test_its_passwords_are_readable_by_their_owner_alone(database: str) -> None:
    assert (embedded.home() / "server.json").stat().st_mode & 0o077 == 0


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the server's user may enter; pytest shuts its own to all but the user who starts it."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        yield Path(made)


def test_a_server_of_its_own_survives_a_restart_with_its_data(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RKCI_LOCAL", str(folder))
    embedded.start()
    try:
        execute(embedded.url("rkci_owner"), "create table kept as select 42 as answer")
        embedded.stop()
        assert not embedded.is_running()
        # two processes at once: one starts it, the other finds it up
        command = [sys.executable, "-W", "ignore", "-c", "from rkci.database import embedded; embedded.start()"]
        for process in [subprocess.Popen(command) for _ in range(2)]:
            assert process.wait(60) == 0
        assert rows(embedded.url("rkci_owner"), "select answer from kept") == [(42,)]
    finally:
        embedded.stop()
