"""SQL files under include/sql, run with bound values.

A file is one or more statements; values are bound as `%(name)s` (so a literal per cent sign is written `%%`).
"""

from collections.abc import Mapping
from typing import Any

from psycopg2.extensions import connection as Connection

from rkci import paths


def read(name: str) -> str:
    """Text of `include/sql/<name>`."""
    return (paths.SQL / name).read_text(encoding="utf-8")


def expect_unanalysed_rows(connection: Connection) -> None:
    """For the rest of the transaction, plan for rows that were just written and have no statistics yet.

    Every join of a heavy statement is by equality; without statistics the planner takes some for tiny and loops over
    them, which costs minutes instead of a fraction of a second.
    """
    with connection.cursor() as cursor:
        cursor.execute("set local enable_nestloop = off")


def run(connection: Connection, name: str, parameters: Mapping[str, Any]) -> int:
    """Run `include/sql/<name>`; returns the number of rows that its last statement touched or returned."""
    with connection.cursor() as cursor:
        cursor.execute(read(name), dict(parameters))
        return int(cursor.rowcount)


def query(connection: Connection, name: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Rows of the query in `include/sql/<name>`, each as column name to value."""
    with connection.cursor() as cursor:
        cursor.execute(read(name), dict(parameters))
        columns = [column.name for column in cursor.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
