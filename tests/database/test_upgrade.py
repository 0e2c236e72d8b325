"""A migration does all or nothing: what it cannot upgrade it refuses with words, and leaves as it is."""

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import catalogue
import psycopg2
import pytest

from rkci import paths
from rkci.database import embedded, migrate, schema
from rkci.database.migrate import SchemaError

OLDER = """
create schema raw;
create table raw.receipt (file_hash text primary key);
insert into raw.receipt values ('f00d');
create table public.schema_revision (version_num varchar(32) primary key);
"""
AddRevision = Callable[[str, str], None]


@pytest.fixture
def url() -> Iterator[str]:
    """A database of this test's own, empty."""
    name = f"rkci_upgrade_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    embedded.start()
    embedded.create_database(name)
    yield embedded.url("rkci_owner", name)
    embedded.drop_database(name)


@pytest.fixture
def sql_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of include/sql that is read in its place, and may be changed."""
    copy = tmp_path / "sql"
    shutil.copytree(paths.SQL, copy)
    monkeypatch.setattr(paths, "SQL", copy)
    return copy


def execute(url: str, statements: str) -> None:
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(statements)


def lines(url: str) -> list[str]:
    with closing(psycopg2.connect(url)) as connection:
        return catalogue.lines(connection)


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (
            OLDER + "insert into public.schema_revision values ('0042_kept')",
            r"is at revision 0042_kept, of before version 0\.5\.0.*no upgrade.*Nothing was changed.*docs/runbook\.md",
        ),
        (
            OLDER + "insert into public.schema_revision values ('0001_intake')",
            r"is at revision 0001_intake, of before version 0\.5\.0.*docs/runbook\.md",
        ),
        (OLDER, r"has the schemas raw, and public\.schema_revision does not say.*docs/runbook\.md"),
        (
            "create schema mart; create schema ops; create table ops.cycle (cycle_year integer)",
            r"has the schemas mart, ops, and .*docs/runbook\.md",
        ),
        (
            OLDER + "insert into public.schema_revision values ('9999_later')",
            r"is at revision 9999_later, which this code does not know .* Use that version",
        ),
    ],
    ids=["last revision before the baseline", "first revision", "no revision", "restored in part", "newer code"],
)
def test_a_warehouse_that_cannot_be_upgraded_is_refused_with_words_and_stays_as_it_is(
    url: str, made: str, told: str
) -> None:
    execute(url, made)
    before = lines(url)
    with pytest.raises(SchemaError, match=told):
        migrate.upgrade(url)
    assert lines(url) == before
    with closing(psycopg2.connect(url)) as connection, pytest.raises(SchemaError, match=told):
        migrate.require_current(connection)


def test_the_baseline_and_later_files_are_revisions_one_after_another(sql_tree: Path) -> None:
    for name in ("0102_second", "0101_first"):
        (sql_tree / "revisions" / f"{name}.sql").write_text("select 1")
    found = [each.revision for each in schema.revisions().walk_revisions()]
    assert found[:2] == ["0102_second", "0101_first"]
    assert found[-1] == schema.BASELINE


def test_a_migration_tells_a_log_at_info_what_it_runs(
    url: str, sql_tree: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (sql_tree / "revisions" / "9001_mayor.sql").write_text("alter table staging.population add mayor text")
    with caplog.at_level(logging.INFO, "alembic"):
        migrate.upgrade(url)
    assert [schema.BASELINE in line for line in caplog.messages if line.startswith("Running")] == [True, True]
    assert "9001_mayor" in caplog.messages[-1]


def test_a_revision_runs_once_and_keeps_the_data(url: str, sql_tree: Path) -> None:
    migrate.upgrade(url)
    execute(url, "insert into staging.population (row_number, city_code) values (2, '1276')")
    (sql_tree / "revisions" / "9001_mayor.sql").write_text(
        "alter table staging.population add mayor text;\nupdate staging.population set mayor = '100% ' || city_code;\n"
    )
    with closing(psycopg2.connect(url)) as connection, pytest.raises(SchemaError, match=r"needs 9001_mayor: run"):
        migrate.require_current(connection)
    for _ in range(2):
        migrate.upgrade(url)
        assert rows(url, "select city_code, mayor from staging.population") == [("1276", "100% 1276")]
    assert rows(url, "select version_num from public.schema_revision") == [("9001_mayor",)]


@pytest.mark.parametrize("part", ["revisions/9001_broken.sql", "views/core/broken.sql", "functions/broken.sql"])
def test_a_migration_that_fails_changes_nothing(url: str, sql_tree: Path, part: str) -> None:
    migrate.upgrade(url)
    before, head = lines(url), schema.revisions().get_current_head()
    (sql_tree / "revisions" / "9000_whole.sql").write_text("create table core.whole (a integer)")
    (sql_tree / part).write_text("create view core.broken as select nothing from nowhere")
    with pytest.raises(psycopg2.errors.UndefinedTable):
        migrate.upgrade(url)
    assert lines(url) == before
    assert rows(url, "select version_num from public.schema_revision") == [(head,)]


def test_views_are_made_anew_and_one_whose_file_has_gone_goes_with_it(url: str, sql_tree: Path) -> None:
    first, second = (sql_tree / "views" / "core" / f"{name}.sql" for name in ("a_second", "b_first"))
    second.write_text("create view core.b_first as select city_code, city_name from core.city")
    first.write_text("create view core.a_second as select city_name from core.b_first")
    migrate.upgrade(url)
    first.unlink()
    second.write_text("create view core.b_first as select city_name as name from core.city")
    (sql_tree / "revisions" / "9001_wide.sql").write_text("alter table core.city alter city_code type varchar(4)")
    migrate.upgrade(url)
    assert rows(
        url,
        "select relname, attname from pg_attribute join pg_class on pg_class.oid = attrelid"
        " where relname in ('a_second', 'b_first') and attnum > 0",
    ) == [("b_first", "name")]


def test_a_view_of_somebody_else_upon_ours_is_named_and_not_dropped(url: str, sql_tree: Path) -> None:
    migrate.upgrade(url)
    execute(url, "create view public.mine as select release_id from mart.current_release")
    migrate.upgrade(url)  # nothing has changed, so nothing stands in the way
    (sql_tree / "views" / "core" / "another.sql").write_text("create view core.another as select 1 as one")
    with pytest.raises(SchemaError, match=r"not of this code reads them: view (public\.)?mine depends on view"):
        migrate.upgrade(url)
    assert rows(url, "select count(*) from public.mine") == [(0,)]
