"""The statistical audit of a release: is the index sound, and what lifts or presses each city?

After the OECD/JRC Handbook on Constructing Composite Indicators (2008), step 4, and the audits of the JRC; every
statistic with its formula and source in docs/audit.md. Distributions and strengths come from SQL
(include/sql/mart/audit_indicator.sql, strength.sql), what needs p-values, eigenvalues or another aggregation from here.
"""

from collections.abc import Iterable

import pandas
from psycopg2.extensions import connection as Connection

from rkci.database import frames, sql_files
from rkci.scoring.audit import tables
from rkci.scoring.audit.reading import read_run, read_thresholds
from rkci.scoring.audit.removal import removals
from rkci.scoring.audit.tables import Row

IN_SQL = ("audit_indicator", "strength")
RELEASE = "select release_id, cycle_year, framework_id from mart.release where release_id = %(release_id)s"


def write(connection: Connection, release_id: str, run_id: int) -> None:
    """Fill mart.audit_* and mart.strength for a release that was built from a run."""
    thresholds = read_thresholds()
    limits = dict(zip(thresholds["threshold_code"], thresholds["value"], strict=True))
    run = read_run(connection, run_id)
    components, loadings = tables.components(run, limits)
    computed: dict[str, Iterable[Row]] = {
        "audit_correlation": tables.correlations(run, limits),
        "audit_denominator": tables.denominators(run, limits),
        "audit_reliability": tables.reliability(run, limits),
        "audit_component": components,
        "audit_loading": loadings,
        "audit_weight": tables.weights(run),
        "audit_removal": removals(run),
    }
    release = frames.query(connection, RELEASE, {"release_id": release_id})
    found = {table: pandas.DataFrame(list(rows), dtype=object) for table, rows in computed.items()}
    for table, frame in {"audit_threshold": thresholds, **found}.items():
        frames.append(connection, f"mart.{table}", release.merge(frame, how="cross"))
    for table in IN_SQL:
        sql_files.run(connection, f"mart/{table}.sql", {"release_id": release_id, "run_id": run_id})
