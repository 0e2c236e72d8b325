"""What each role may do, over everything that the warehouse holds: nothing here is a list of tables."""

from collections.abc import Callable, Iterator
from contextlib import closing

import psycopg2
import pytest
from psycopg2 import sql
from psycopg2.extensions import connection as Connection

from rkci.database import embedded, migrate
from rkci.database.migrate import SchemaError

OURS = "nspname not in ('pg_catalog', 'information_schema') and nspname !~ '^pg_(toast|temp)'"
RELATIONS = f"""
select format('%%I.%%I', nspname, relname), nspname, relkind, array(
    select privilege from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'])
    as privilege where relkind <> 'S' and has_table_privilege(%(role)s, pg_class.oid, privilege)
    union
    select privilege from unnest(array['SELECT', 'UPDATE', 'USAGE']) as privilege
    where relkind = 'S' and has_sequence_privilege(%(role)s, pg_class.oid, privilege)
    union
    select privilege || ' of a column' from unnest(array['INSERT', 'UPDATE', 'REFERENCES']) as privilege
    where relkind in ('r', 'p', 'v', 'm', 'f') and has_any_column_privilege(%(role)s, pg_class.oid, privilege)
    and not has_table_privilege(%(role)s, pg_class.oid, privilege)
), exists (select from pg_trigger where tgrelid = pg_class.oid and tgname = 'append_only')
from pg_class join pg_namespace on pg_namespace.oid = relnamespace
where {OURS} and relkind in ('r', 'p', 'v', 'm', 'f', 'S')
"""
UNGUARDED = """
select format('%s has no policy %s', pg_class.oid::regclass, policy)
from pg_class cross join unnest(array['writer', 'published']) as policy
where relnamespace = 'mart'::regnamespace and relkind in ('r', 'p')
and (not relrowsecurity or not exists (select from pg_policy where polrelid = pg_class.oid and polname = policy))
union all
select format('%s does not ask as who reads it', oid::regclass) from pg_class
where relnamespace = 'mart'::regnamespace and relkind = 'v'
and not coalesce('security_invoker=true' = any (reloptions), false)
union all
select format('%s cannot hide drafts', oid::regclass) from pg_class
where relnamespace = 'mart'::regnamespace and relkind in ('m', 'f')
"""
Ask = Callable[..., list[tuple[object, ...]]]


@pytest.fixture
def superuser(database: str) -> Iterator[Connection]:
    """An administrator's connection to the database of the test."""
    with closing(psycopg2.connect(embedded.url("postgres", database.rsplit("/", 1)[1]))) as opened:
        yield opened


@pytest.fixture
def ask(superuser: Connection) -> Ask:
    def rows(query: str, **given: object) -> list[tuple[object, ...]]:
        with superuser.cursor() as cursor:
            cursor.execute(query, given or None)
            return cursor.fetchall()

    return rows


def test_bi_reads_mart_and_may_do_nothing_else_with_any_relation(ask: Ask) -> None:
    may = {name: rights for name, _, _, rights, _ in ask(RELATIONS, role="rkci_bi") if rights}
    mart = {name for name, schema, kind, _, _ in ask(RELATIONS, role="rkci_bi") if schema == "mart" and kind != "S"}
    assert len(mart) > 40
    assert may == {name: ["SELECT"] for name in mart}


def test_the_writer_changes_rows_and_only_adds_to_what_is_raw_or_append_only(database: str, ask: Ask) -> None:
    migrate.upgrade(database)  # partitions of a cycle are made between two migrations, and reached by their parent
    added = set()
    for name, schema, kind, rights, is_append_only in ask(RELATIONS, role="rkci_writer"):
        if schema == "public":
            expected = {"SELECT"} if name in ("public.schema_revision", "public.schema_part") else set()
        elif kind == "S":
            expected = {"USAGE"}
        elif kind == "v":
            expected = {"SELECT"}
        elif schema == "raw" or is_append_only:
            added.add(name)
            expected = {"SELECT", "INSERT"}
        elif name == "quality.ticket":
            expected = {"SELECT", "INSERT", "UPDATE"}
        else:
            expected = {"SELECT", "INSERT", "UPDATE", "DELETE"}
        assert set(rights) == expected, name
    assert {"raw.file", "raw.receipt", "raw.list_row", "ops.decision", "core.objection_decision"} <= added


@pytest.mark.parametrize(("role", "used"), [("rkci_bi", {"mart"}), ("rkci_writer", None)])
def test_neither_role_owns_or_creates_anything(ask: Ask, role: str, used: set[str] | None) -> None:
    assert ask(f"select nspname from pg_namespace where {OURS} and has_schema_privilege('{role}', oid, 'create')") == []
    assert ask("select relname from pg_class where relowner = %(role)s::regrole", role=role) == []
    assert ask("select has_database_privilege(%(role)s, current_database(), 'create')", role=role) == [(False,)]
    assert ask("select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls"
               " from pg_roles where rolname = %(role)s", role=role) == [(False,)]  # fmt: skip
    if used is not None:
        found = ask(f"select nspname from pg_namespace where {OURS} and has_schema_privilege('{role}', oid, 'usage')")
        assert {name for (name,) in found} == used


def test_bi_may_call_no_function_of_ours(ask: Ask) -> None:
    callable_by_bi = (
        "select pg_proc.oid::regprocedure::text from pg_proc join pg_namespace on pg_namespace.oid = pronamespace"
        f" where {OURS} and has_function_privilege('rkci_bi', pg_proc.oid, 'execute')"
    )
    assert ask(callable_by_bi) == []


@pytest.mark.parametrize(
    "statement",
    [
        "create temporary table mine (a integer)",
        "create table public.mine (a integer)",
        "select lo_create(0)",
        "select lo_from_bytea(0, 'x')",
        "select pg_advisory_lock(1)",
        "select pg_try_advisory_xact_lock(hashtext('rkci.cycle'), 2017)",
        "lock table mart.release in row share mode",
        "select * from mart.release for share",
        "select * from public.schema_revision",
        "lock table public.schema_part in access share mode",
        "select ops.add_survey_partitions(2017)",
        "set role rkci_writer",
    ],
)
def test_bi_is_refused_what_would_fill_or_stop_the_warehouse(bi_url: str, statement: str) -> None:
    with (
        closing(psycopg2.connect(bi_url)) as connection,
        connection.cursor() as cursor,
        pytest.raises(psycopg2.errors.InsufficientPrivilege),
    ):
        cursor.execute(statement)


@pytest.mark.parametrize("role", ["rkci_bi", "rkci_writer", "rkci_owner"])
@pytest.mark.parametrize("elsewhere", ["airflow", "postgres", "template1"])
def test_a_role_of_the_warehouse_cannot_connect_to_another_database(database: str, role: str, elsewhere: str) -> None:
    with pytest.raises(psycopg2.OperationalError, match=r"permission denied for database|not currently accepting"):
        psycopg2.connect(embedded.url(role, elsewhere))


def test_airflow_cannot_connect_to_the_warehouse(database: str) -> None:
    for name in ("rkci", database.rsplit("/", 1)[1]):
        with pytest.raises(psycopg2.OperationalError, match="permission denied for database"):
            psycopg2.connect(embedded.url("airflow", name))


def test_a_query_of_bi_that_runs_or_idles_for_long_is_ended(bi_url: str) -> None:
    with closing(psycopg2.connect(bi_url)) as connection, connection.cursor() as cursor:
        for setting in ("statement_timeout", "idle_in_transaction_session_timeout"):
            cursor.execute(f"show {setting}")
            assert cursor.fetchall() == [("1min",)]


def test_every_table_of_mart_hides_drafts_and_every_view_asks_as_who_reads_it(ask: Ask) -> None:
    assert ask(UNGUARDED) == []


def test_a_draft_of_any_table_or_view_of_mart_is_not_seen_by_bi(superuser: Connection) -> None:
    """A row of a draft and one of what is published stand in every table; checks and keys are off for it."""
    with superuser.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(
            "select conrelid::regclass::text, conname from pg_constraint"
            " where connamespace = 'mart'::regnamespace and contype = 'c'"
        )
        for table, constraint in cursor.fetchall():
            cursor.execute(f"alter table {table} drop constraint {sql.Identifier(constraint).as_string(superuser)}")
        cursor.execute(
            "select attrelid::regclass::text, array_agg(attname::text order by attnum),"
            " array_agg(format_type(atttypid, null) order by attnum) from pg_attribute"
            " where attrelid in (select oid from pg_class where relnamespace = 'mart'::regnamespace and relkind = 'r')"
            " and attnum > 0 and not attisdropped and attgenerated = '' group by attrelid"
        )
        tables = cursor.fetchall()
        for table, columns, types in tables:
            for release in ("draft", "current"):
                values = [release if kind == "text" else _any_value(kind) for kind in types]
                names = ", ".join(sql.Identifier(column).as_string(superuser) for column in columns)
                places = ", ".join("%s" for _ in columns)
                cursor.execute(f"insert into {table} ({names}) overriding system value values ({places})", values)
        cursor.execute("set local session_replication_role = origin")
        cursor.execute("set local role rkci_bi")
        cursor.execute(
            "select oid::regclass::text from pg_class where relnamespace = 'mart'::regnamespace"
            " and relkind in ('r', 'v')"
        )
        for (relation,) in cursor.fetchall():
            cursor.execute(f"select distinct release_id from {relation}")
            assert cursor.fetchall() == [("current",)], relation


def test_a_new_table_of_mart_is_guarded_by_the_next_migration(connection: Connection, database: str, ask: Ask) -> None:
    with connection, connection.cursor() as cursor:
        cursor.execute("create table mart.naked (release_id text not null references mart.release)")
        cursor.execute("create view mart.seen as select * from mart.naked")
        cursor.execute("grant insert on mart.naked to rkci_bi")
    try:
        assert len(ask(UNGUARDED)) == 3
        migrate.upgrade(database)
        assert ask(UNGUARDED) == []
        may = {name: rights for name, _, _, rights, _ in ask(RELATIONS, role="rkci_bi")}
        assert (may["mart.naked"], may["mart.seen"]) == (["SELECT"], ["SELECT"])
    finally:
        with connection, connection.cursor() as cursor:
            cursor.execute("drop table mart.naked cascade")


@pytest.mark.parametrize(
    "made",
    ["table mart.naked (city_code text)", "materialized view mart.naked as select release_id from mart.release"],
)
def test_what_could_not_hide_drafts_is_refused_by_the_migration(
    connection: Connection, database: str, made: str
) -> None:
    with connection, connection.cursor() as cursor:
        cursor.execute(f"create {made}")
    try:
        with pytest.raises(psycopg2.Error, match=r"mart\.naked can hide no drafts from BI"):
            migrate.upgrade(database)
    finally:
        with connection, connection.cursor() as cursor:
            cursor.execute(f"drop {' '.join(made.split()[: made.split().index('mart.naked') + 1])}")


def test_only_the_owner_migrates(writer_url: str) -> None:
    with pytest.raises(SchemaError, match="rkci_writer does not own the warehouse"):
        migrate.upgrade(writer_url)


def test_an_upgrade_waits_for_another_one_with_words(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "WAIT", "100ms")
    with closing(psycopg2.connect(database, application_name="another")) as other, other.cursor() as cursor:
        cursor.execute("lock table public.schema_part in share row exclusive mode")
        with pytest.raises(SchemaError, match=r"Others held what the migration must change.*rkci_owner \(another, "):
            migrate.upgrade(database)
    migrate.upgrade(database)


def _any_value(kind: str) -> object:
    if kind.endswith("[]"):
        return "{}"
    known = {
        "text": "x",
        "jsonb": "{}",
        "boolean": False,
        "timestamp with time zone": "2017-01-01",
        "date": "2017-01-01",
    }
    return known.get(kind, 1)
