"""The one SQLAlchemy engine of a database, which opens every connection of the pipeline.

What it opens is a psycopg2 connection, for COPY, prepared statements and SQL files; pandas reads and writes by
SQLAlchemy's view of the same connection (rkci.database.frames), hence in the same transaction.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg2
import sqlalchemy


class Session(psycopg2.extensions.connection):
    """A psycopg2 connection that was opened by the engine."""

    sqlalchemy: sqlalchemy.Connection
    """The same connection as SQLAlchemy sees it. Its transaction is open, and only psycopg2 commits or rolls back."""


@cache
def engine(url: str) -> sqlalchemy.Engine:
    """The engine of a libpq URL. It keeps no connection open, so that tasks may be forked whenever they like."""
    return sqlalchemy.create_engine(
        "postgresql+psycopg2://",
        creator=lambda: psycopg2.connect(url, application_name=application_name(), connection_factory=Session),
        poolclass=sqlalchemy.NullPool,
        use_native_hstore=False,
    )


@contextmanager
def opened(url: str) -> Iterator[Session]:
    """A connection to the database at a libpq URL, closed at the end; what was not committed by then is rolled back."""
    pooled = engine(url).raw_connection()
    session: Session = pooled.driver_connection  # type: ignore[assignment]  # its connection_factory
    session.sqlalchemy = sqlalchemy.Connection(engine(url), pooled)
    session.sqlalchemy.begin()
    try:
        yield session
    finally:
        session.sqlalchemy.invalidate()


def seen_by_sqlalchemy(connection: psycopg2.extensions.connection) -> sqlalchemy.Connection:
    """SQLAlchemy's view of an open connection, for statements within its transaction: not for ending either.

    A connection that was not opened here is seen by an engine of its own, which asks it nothing and resets nothing.
    """
    if isinstance(connection, Session):
        return connection.sqlalchemy
    own = sqlalchemy.create_engine(
        "postgresql+psycopg2://",
        creator=lambda: connection,
        poolclass=sqlalchemy.StaticPool,
        pool_reset_on_return=None,
        use_native_hstore=False,
        _initialize=False,
    )
    return own.connect()


def application_name() -> str:
    """What the server shows as the name of this program: the Dag and task that Airflow runs, or the command."""
    task = [os.environ[name] for name in ("AIRFLOW_CTX_DAG_ID", "AIRFLOW_CTX_TASK_ID") if name in os.environ]
    program = Path(sys.argv[0]).name
    command = " ".join([program, *sys.argv[1:2]]) if program == "rkci" else program
    return (".".join(task) or command)[:63]
