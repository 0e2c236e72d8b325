"""Bringing a warehouse to the schema of this code, whole or not at all, by the files that `rkci.database.schema` finds.

`public.schema_revision` holds its revision; `public.schema_part` the hash of its functions, views and rights, and which
views those are. The latter is what a migration locks, so that there is one at a time: a table, since any role can take
an advisory lock.
"""

from contextlib import closing
from typing import Any

import psycopg2
from alembic.runtime.migration import MigrationContext
from psycopg2 import sql
from psycopg2.extensions import connection as Connection
from psycopg2.extensions import cursor as Cursor
from sqlalchemy.exc import OperationalError

from rkci import paths
from rkci.database import schema
from rkci.database.connection import connect, owner_url
from rkci.database.engine import engine
from rkci.refusal import Refusal

WAIT = "60s"
"""How long an upgrade waits for others, each time: another upgrade, or a reader of a table that it must change."""

BEFORE_RIGHTS = "(not readable)"
"""Stands in for the revision of a warehouse whose writer may not read it yet: one of long before the baseline."""

BUILD_ANEW = (
    "Nothing was changed. Build a new warehouse from the inbox and the archive, and keep this one to look things up "
    'in: docs/runbook.md, "A warehouse of before 0.5.0", has the commands.'
)


class SchemaError(Refusal):
    """The warehouse's schema is not the one that this code needs, or cannot be changed; the message says what to do."""


def upgrade(url: str | None = None) -> None:
    """Bring the warehouse at `url` (the owner's by default) to the schema of this code; its data stay.

    One transaction: where anything fails, nothing is changed. Raises SchemaError if the login does not own the
    warehouse, if this code cannot upgrade it, or if others hold or use what must be changed.
    """
    target = url or owner_url()
    try:
        with engine(target).begin() as connection:
            opened: Any = connection.connection.driver_connection
            require_owner(opened)
            _require_upgradable(opened)
            _lock(opened)
            with closing(opened.cursor()) as cursor:
                if not _is_current(opened):
                    cursor.execute("set local check_function_bodies = off")  # functions may name what comes after them
                    _drop_views(cursor)
                    options = {"version_table": "schema_revision", "fn": _steps}
                    MigrationContext.configure(connection, opts=options).run_migrations(cursor=cursor)
                    schema.run(cursor, *schema.functions(), *schema.views())
                    _note_parts(cursor)
                schema.run(cursor, paths.SQL / "grants.sql")
    except (psycopg2.errors.LockNotAvailable, OperationalError) as error:
        if not isinstance(getattr(error, "orig", error), psycopg2.errors.LockNotAvailable):
            raise
        raise SchemaError(
            f"Others held what the migration must change for more than {WAIT}: {_others(target)}. Nothing was "
            "changed. Let them end, then run `rkci migrate` again."
        ) from error


def require_current(connection: Connection) -> None:
    """Raise SchemaError unless the warehouse has the schema that this code needs."""
    _require_upgradable(connection)
    found, needed = revision_of(connection), schema.revisions().get_current_head()
    if found is None:
        raise SchemaError(f"The warehouse has no schema yet, this code needs {needed}: run `rkci migrate`.")
    if found != needed:
        raise SchemaError(f"The warehouse is at revision {found}, this code needs {needed}: run `rkci migrate`.")
    if not _is_current(connection):
        raise SchemaError(
            f"The warehouse is at revision {found}, but its functions, views and rights are not those of this "
            "code: run `rkci migrate`."
        )


def require_owner(connection: Connection) -> None:
    """Raise SchemaError unless the connection is of who owns the warehouse."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_user, current_database(), coalesce("
            " (select pg_has_role(relowner, 'usage') from pg_class"
            "  where relnamespace = 'public'::regnamespace and relname = 'schema_revision'),"
            " has_database_privilege(current_database(), 'create'))"
        )
        ((user, database, owns),) = cursor.fetchall()
    if not owns:
        raise SchemaError(
            f"{user} does not own the warehouse {database} and may not change its structure: let RKCI_OWNER_URL be the "
            "owner's URL (postgresql://rkci_owner:...@host:5432/rkci)."
        )


def revision_of(connection: Connection) -> str | None:
    """Revision of the warehouse's schema; nothing if it has none yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select has_table_privilege(oid, 'select') from pg_class"
            " where relnamespace = 'public'::regnamespace and relname = 'schema_revision'"
        )
        readable = cursor.fetchone()
        if readable is None:
            return None
        if not readable[0]:
            return BEFORE_RIGHTS
        cursor.execute("select version_num from public.schema_revision")
        row = cursor.fetchone()
    return None if row is None else str(row[0])


def _require_upgradable(connection: Connection) -> None:
    """Raise SchemaError unless the warehouse is empty or at a revision of this code."""
    found = revision_of(connection)
    if found is None:
        with connection.cursor() as cursor:
            cursor.execute("select nspname from pg_namespace where nspname = any(%s) order by 1", ([*schema.SCHEMAS],))
            there = [name for (name,) in cursor.fetchall()]
        if there:
            raise SchemaError(
                f"The warehouse has the schemas {', '.join(there)}, and public.schema_revision does not say of which "
                f"revision they are: they are not of this code, or were restored without it. {BUILD_ANEW}"
            )
    elif found == BEFORE_RIGHTS or found < schema.BASELINE:
        raise SchemaError(
            f"The warehouse is at revision {found}, of before version 0.5.0. That version began the schema afresh "
            f"({schema.BASELINE}), and there is no upgrade to it. {BUILD_ANEW}"
        )
    elif found not in {each.revision for each in schema.revisions().walk_revisions()}:
        raise SchemaError(
            f"The warehouse is at revision {found}, which this code does not know (it needs "
            f"{schema.revisions().get_current_head()}): a newer version of the code has migrated it. Use that version."
        )


def _is_current(connection: Connection) -> bool:
    """True if nothing has changed since the last migration: neither revision nor functions, views and rights."""
    if revision_of(connection) != schema.revisions().get_current_head():
        return False
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass('public.schema_part') is not null")
        if cursor.fetchone() != (True,):
            return False
        cursor.execute("select content_hash from public.schema_part")
        return bool(cursor.fetchall() == [(schema.content_hash(),)])


def _lock(connection: Connection) -> None:
    """Hold the right to upgrade until the end of the connection's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('lock_timeout', %s, false)", (WAIT,))
        cursor.execute("select to_regclass('public.schema_part') is null")
        if cursor.fetchone() == (True,):
            try:
                cursor.execute("create table public.schema_part (content_hash text not null, views text[] not null)")
                cursor.execute(
                    "comment on table public.schema_part is"
                    " 'One row: hash of the functions, views and rights that the warehouse has, and which views.'"
                )
                connection.commit()
            except (psycopg2.errors.UniqueViolation, psycopg2.errors.DuplicateTable):
                connection.rollback()  # another first upgrade has made it at this very moment
        cursor.execute("lock table public.schema_part in share row exclusive mode")


def _drop_views(cursor: Cursor) -> None:
    """Drop the views that the last migration made, so that what they read may change."""
    cursor.execute("select unnest(views) from public.schema_part")
    names = [sql.Identifier(*name.split(".")) for (name,) in cursor.fetchall()]
    if not names:
        return
    try:
        cursor.execute(sql.SQL("drop view if exists {}").format(sql.SQL(", ").join(names)))
    except psycopg2.errors.DependentObjectsStillExist as error:
        raise SchemaError(
            "The views of the warehouse are made again, and something that is not of this code reads them: "
            f"{error.diag.message_detail}. Nothing was changed. Drop it, run `rkci migrate`, and make it again."
        ) from error


def _steps(heads: Any, _: MigrationContext) -> Any:
    return schema.revisions()._upgrade_revs("head", heads)


def _note_parts(cursor: Cursor) -> None:
    views = [schema.name_of(file) for file in schema.views()]
    cursor.execute("delete from public.schema_part")
    cursor.execute("insert into public.schema_part values (%s, %s)", (schema.content_hash(), views))


def _others(url: str) -> str:
    with connect(url) as connection, connection.cursor() as cursor:
        cursor.execute(
            "select usename, application_name, pid from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid() order by pid limit 10"
        )
        found = [f"{user} ({application or 'no name'}, process {pid})" for user, application, pid in cursor.fetchall()]
    return ", ".join(found) or "nobody any more"


if __name__ == "__main__":
    try:
        upgrade()
    except SchemaError as refusal:
        raise SystemExit(str(refusal)) from refusal
