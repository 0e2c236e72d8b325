"""Alembic over SQL files: revision `0001_intake` runs `include/sql/migrations/0001_intake.sql`.

After the revisions come the parts that may be replaced at any time and are run at every upgrade: functions, the
views that suites read, and grants. `public.schema_part` holds the hash of those that the warehouse has, and is what
an upgrade locks, so that there is one at a time: a table, since any role can take an advisory lock.
"""

import hashlib
from pathlib import Path

import psycopg2
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from psycopg2.extensions import connection as Connection
from sqlalchemy import create_engine, pool
from sqlalchemy.exc import OperationalError

from rkci import paths
from rkci.database.connection import connect, owner_url
from rkci.refusal import Refusal

WAIT = "60s"
"""How long an upgrade waits for others, each time: another upgrade, or a reader of a table that it must change."""


class SchemaError(Refusal):
    """The warehouse's schema is not the one that this code needs, or cannot be changed; the message says what to do."""


def upgrade(url: str | None = None, revision: str = "head") -> None:
    """Bring the warehouse at `url` (the owner's by default) to `revision`; its data stay.

    Raises SchemaError if the login does not own the warehouse, or if others hold what must be changed.
    """
    target = url or owner_url()
    config = _config()
    engine = create_engine(target.replace("postgresql://", "postgresql+psycopg2://", 1), poolclass=pool.NullPool)
    with connect(target) as opened, opened.cursor() as cursor:
        require_owner(opened)
        try:
            _lock(opened)
            with engine.begin() as connection:
                connection.exec_driver_sql(f"set local lock_timeout = '{WAIT}'")
                config.attributes["connection"] = connection
                command.upgrade(config, revision)
            if revision == "head":
                cursor.execute("set check_function_bodies = off")  # functions may name one another, in any order
                for file in _parts():
                    cursor.execute(file.read_text(encoding="utf-8"))
                cursor.execute("delete from public.schema_part")
                cursor.execute("insert into public.schema_part (content_hash) values (%s)", (_content_hash(),))
        except (psycopg2.errors.LockNotAvailable, OperationalError) as error:
            if not isinstance(getattr(error, "orig", error), psycopg2.errors.LockNotAvailable):
                raise
            raise SchemaError(
                f"Others held what the migration must change for more than {WAIT}: {_others(target)}. Nothing was "
                "changed. Let them end, then run `rkci migrate` again."
            ) from error


def require_current(connection: Connection) -> None:
    """Raise SchemaError unless the warehouse has the schema that this code needs."""
    script = ScriptDirectory.from_config(_config())
    needed = script.get_current_head()
    found = revision_of(connection)
    if found is None:
        raise SchemaError(f"The warehouse has no schema yet, this code needs {needed}: run `rkci migrate`.")
    if found == needed:
        if _parts_of(connection) != _content_hash():
            raise SchemaError(
                f"The warehouse is at revision {found}, but its functions, views and rights are not those of this "
                "code: run `rkci migrate`."
            )
    elif found in {each.revision for each in script.walk_revisions()} | {BEFORE_RIGHTS}:
        raise SchemaError(f"The warehouse is at revision {found}, this code needs {needed}: run `rkci migrate`.")
    else:
        raise SchemaError(
            f"The warehouse is at revision {found}, which this code does not know (it needs {needed}): a newer version "
            "of the code has migrated it. Use that version."
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


BEFORE_RIGHTS = "(not readable: of an older version)"
"""Stands in for the revision of a warehouse whose writer may not read it yet."""


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


def _parts_of(connection: Connection) -> str | None:
    """Hash of the functions, views and rights that the warehouse has."""
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass('public.schema_part') is not null")
        ((is_there,),) = cursor.fetchall()
        if not is_there:
            return None
        cursor.execute("select content_hash from public.schema_part")
        row = cursor.fetchone()
    return None if row is None else str(row[0])


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("version_locations", str(Path(__file__).parent / "revisions"))
    config.set_main_option("path_separator", "newline")
    return config


def _parts() -> list[Path]:
    return [
        *sorted((paths.SQL / "functions").glob("*.sql")),
        *sorted((paths.SQL / "quality").glob("batch_*.sql")),
        paths.SQL / "grants.sql",
    ]


def _content_hash() -> str:
    digest = hashlib.sha256()
    for file in _parts():
        content = file.read_bytes()
        digest.update(f"{file.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _lock(connection: Connection) -> None:
    """Hold the right to upgrade until the end of the connection's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('lock_timeout', %s, false)", (WAIT,))
        cursor.execute("select to_regclass('public.schema_part') is null")
        if cursor.fetchone() == (True,):
            try:
                cursor.execute("create table public.schema_part (content_hash text not null)")
                cursor.execute(
                    "comment on table public.schema_part is"
                    " 'One row: hash of the functions, views and rights that the warehouse has.'"
                )
                connection.commit()
            except (psycopg2.errors.UniqueViolation, psycopg2.errors.DuplicateTable):
                connection.rollback()  # another first upgrade has made it at this very moment
        cursor.execute("lock table public.schema_part in share row exclusive mode")


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
