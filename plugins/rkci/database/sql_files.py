"""SQL files under include/sql, run with bound values.

A file is one or more statements; values are bound as `%(name)s` (so a literal per cent sign is written `%%`).
"""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from psycopg2.extensions import connection as Connection

from rkci import paths

PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def read(name: str) -> str:
    """Text of `include/sql/<name>`."""
    return (paths.SQL / name).read_text(encoding="utf-8")


def expect_unanalysed_rows(connection: Connection) -> None:
    """For the rest of the transaction, plan for rows that were just written and have no statistics yet.

    Every join of a heavy statement is by equality; without statistics the planner takes some for tiny and loops over
    them, which costs minutes instead of a fraction of a second.
    """
    with connection.cursor() as cursor:
        cursor.execute("set local enable_nestloop = off; set local plan_cache_mode = force_generic_plan")


def run(connection: Connection, name: str, parameters: Mapping[str, Any]) -> int:
    """Run `include/sql/<name>`; returns the number of rows that its last statement touched or returned."""
    with connection.cursor() as cursor:
        cursor.execute(read(name), dict(parameters))
        return int(cursor.rowcount)


def run_prepared(connection: Connection, name: str, parameters: Mapping[str, int]) -> int:
    """Like `run`, for a file that is one statement and binds whole numbers: parsed and planned once per connection."""
    text = read(name)
    statement = "rkci_" + hashlib.sha256(text.encode()).hexdigest()[:32]
    names = sorted(set(PLACEHOLDER.findall(text)))
    with connection.cursor() as cursor:
        cursor.execute("select from pg_prepared_statements where name = %s", (statement,))
        if not cursor.rowcount:
            types = ", ".join("bigint" for _ in names)
            body = PLACEHOLDER.sub(lambda found: f"${names.index(found[1]) + 1}", text).replace("%%", "%")
            cursor.execute(f"prepare {statement} ({types}) as {body}")
        values = ", ".join("%s" for _ in names)
        cursor.execute(f"execute {statement} ({values})", [parameters[name] for name in names])
        return int(cursor.rowcount)


def query(connection: Connection, name: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Rows of the query in `include/sql/<name>`, each as column name to value."""
    with connection.cursor() as cursor:
        cursor.execute(read(name), dict(parameters))
        columns = [column.name for column in cursor.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
