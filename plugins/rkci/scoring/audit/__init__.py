"""The statistical audit of a release: is the index sound, and what lifts or presses each city?

After the OECD/JRC Handbook on Constructing Composite Indicators (2008), step 4, and the audits of the JRC; every
statistic with its formula and source in docs/audit.md. Distributions and strengths come from SQL
(include/sql/mart/audit_indicator.sql, strength.sql), what needs p-values, eigenvalues or another aggregation from here.
"""

from collections.abc import Iterable
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import connection as Connection
from psycopg2.extras import execute_values

from rkci.database import sql_files
from rkci.scoring.audit import tables
from rkci.scoring.audit.reading import read_run, read_thresholds
from rkci.scoring.audit.removal import removals

IN_SQL = ("audit_indicator", "strength")


def write(connection: Connection, release_id: str, run_id: int) -> None:
    """Fill mart.audit_* and mart.strength for a release that was built from a run."""
    thresholds = read_thresholds()
    limits = {code: threshold.value for code, threshold in thresholds.items()}
    run = read_run(connection, run_id)
    components, loadings = tables.components(run, limits)
    rows: dict[str, Iterable[dict[str, Any]]] = {
        "audit_threshold": (
            {"threshold_code": one.code, "value": one.value, "meaning": one.meaning, "source": one.source}
            for one in thresholds.values()
        ),
        "audit_correlation": tables.correlations(run, limits),
        "audit_denominator": tables.denominators(run, limits),
        "audit_reliability": tables.reliability(run, limits),
        "audit_component": components,
        "audit_loading": loadings,
        "audit_weight": tables.weights(run),
        "audit_removal": removals(run),
    }
    for table, computed in rows.items():
        _insert(connection, table, release_id, list(computed))
    for table in IN_SQL:
        sql_files.run(connection, f"mart/{table}.sql", {"release_id": release_id, "run_id": run_id})


def _insert(connection: Connection, table: str, release_id: str, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute("select cycle_year, framework_id from mart.release where release_id = %s", (release_id,))
        release = (release_id, *cursor.fetchall()[0])
        statement = sql.SQL("insert into mart.{} (release_id, cycle_year, framework_id, {}) values %s").format(
            sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, rows[0]))
        )
        execute_values(cursor, statement, [(*release, *row.values()) for row in rows], page_size=1000)
