"""What each accepted objection changed: the cycle scored without it, beside the run that counts."""

from typing import Any

import pandas
from psycopg2.extensions import connection as Connection

from rkci import framework as frameworks
from rkci.database import frames, sql_files
from rkci.database.locks import lock_cycle
from rkci.framework import Framework
from rkci.scoring import cycle_runs
from rkci.scoring.run import frameworks_of, score, select, start

Row = dict[str, Any]


def effects(connection: Connection, cycle_year: int) -> list[Row]:
    """Every objection that counts with its decision and effect (rows of read/objections/effects.sql)."""
    return sql_files.query(connection, "read/objections/effects.sql", {"cycle": cycle_year})


def compute(connection: Connection, cycle_year: int) -> int:
    """Rebuild quality.objection_effect of a cycle from the newest runs; returns its rows.

    Each accepted objection is taken away alone, all others staying, and the same SQL scores what is left; nothing of
    that stays.
    """
    lock_cycle(connection, cycle_year)
    rows = [
        row
        for framework_id in frameworks_of(connection, cycle_year)
        for row in _of_framework(connection, cycle_year, frameworks.load(framework_id))
    ]
    with connection.cursor() as cursor:
        cursor.execute("delete from quality.objection_effect where cycle_year = %s", (cycle_year,))
    frames.append(connection, "quality.objection_effect", pandas.DataFrame(rows, dtype=object))
    return len(rows)


def _of_framework(connection: Connection, cycle_year: int, framework: Framework) -> list[Row]:
    rows: list[Row] = []
    for found in sql_files.query(
        connection, "read/objections/that_score.sql", {"cycle": cycle_year, "framework": framework.framework_id}
    ):
        objection = {"objection_id": found["objection_id"], "run_id": found["run_id"]}
        units = cycle_runs.units_of(connection, found["run_id"])
        with connection.cursor() as cursor:
            cursor.execute("savepoint without_objection")
            sql_files.run(connection, "core/indicator_value_without_objection.sql", objection)
            without = start(connection, framework, units, kind="what_if", cycle_year=cycle_year)
            select(connection, without)
            score(connection, without)
            rows += sql_files.query(connection, "read/objections/effect.sql", objection | {"without_run_id": without})
            cursor.execute("rollback to savepoint without_objection")
    return rows
