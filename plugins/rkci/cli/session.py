"""How a command reaches the warehouse: as the writer, on the schema that this code needs. No command migrates but
`rkci migrate`."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from rkci.cli.app import app
from rkci.refusal import Refusal

if TYPE_CHECKING:
    from psycopg2.extensions import connection as Connection

CycleYear = Annotated[int, typer.Option(help="Year of the cycle, for example 2017.")]
"""The option `--cycle` of every command that is about one cycle."""

PATIENCE = "30s"
"""How long a command waits for whoever writes to the same cycle; tasks of Airflow wait longer."""


@contextmanager
def reading() -> Iterator["Connection"]:
    """A connection of the writer on which nothing can be written; raises Refusal as `writing` does."""
    with writing() as connection:
        connection.set_session(readonly=True)
        yield connection


@contextmanager
def writing() -> Iterator["Connection"]:
    """The writer's connection: committed at the end, rolled back on an error, closed.

    Starts the embedded server if it is the one and is down, and sets up its warehouse where there is none at all.
    Raises Refusal if the warehouse cannot be reached, or its schema is not the one that this code needs.
    """
    from rkci.database import connection as connections

    with _open(connections.writer_url) as connection:
        yield connection


@contextmanager
def owning() -> Iterator["Connection"]:
    """The owner's connection, for what changes the structure; raises Refusal as `writing` does, or without an owner."""
    from rkci.database import connection as connections
    from rkci.database import migrate

    with _open(connections.owner_url) as connection:
        migrate.require_owner(connection)
        yield connection


@contextmanager
def _open(url: Callable[[], str]) -> Iterator["Connection"]:
    import psycopg2

    from rkci.database import connection as connections
    from rkci.database import embedded, migrate

    with ExitStack() as stack:
        try:
            connection = stack.enter_context(connections.connect(url()))
        except (embedded.ServerError, psycopg2.OperationalError) as error:
            raise Refusal(f"The warehouse cannot be reached: {str(error).strip()}") from error
        if connections.is_embedded() and migrate.revision_of(connection) is None:
            typer.echo("There is no warehouse yet: it is set up", err=True)
            connection.rollback()
            migrate.upgrade()
        migrate.require_current(connection)
        connection.commit()
        with connection.cursor() as cursor:
            cursor.execute("select set_config('lock_timeout', %s, false)", (PATIENCE,))
        connection.commit()
        yield connection


@app.command("migrate")
def migrate_warehouse() -> None:
    """Bring the warehouse to the schema of this code, as its owner; data stay. `make up` and `make run` do it, too."""
    from rkci.database import migrate
    from rkci.database.connection import connect, owner_url

    url = owner_url()
    with connect(url) as connection:
        before = migrate.revision_of(connection)
    migrate.upgrade(url)
    with connect(url) as connection:
        typer.echo(f"The warehouse was at revision {before or 'none'} and is at {migrate.revision_of(connection)}")
