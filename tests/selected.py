"""Values of a run as tests state them: a row per unit and indicator, into the vectors of scoring.selected."""

from collections.abc import Iterable, Mapping
from typing import Any

from psycopg2.extensions import cursor as Cursor

COLUMNS = ("value", "status", "origin", "is_simulated", "year", "standard_error", "source", "file_hash", "sheet")


def select(cursor: Cursor, run_id: int, rows: Iterable[Mapping[str, Any]]) -> None:
    """`rows` have `unit_code`, `indicator_code` and any of COLUMNS; what has no row is missing."""
    cursor.execute("select unit_code from scoring.run_unit where run_id = %s order by place", (run_id,))
    units = [code for (code,) in cursor.fetchall()]
    cursor.execute("select indicator_code from scoring.run_indicator where run_id = %s", (run_id,))
    indicators = [code for (code,) in cursor.fetchall()]
    given = {(row["indicator_code"], row["unit_code"]): row for row in rows}
    nothing = {"status": "missing", "is_simulated": False}
    for indicator in indicators:
        cells = [given.get((indicator, unit), nothing) for unit in units]
        cursor.execute(
            f"insert into scoring.selected (run_id, indicator_code, {', '.join(COLUMNS)})"
            f" values (%s, %s{', %s' * len(COLUMNS)})",
            (run_id, indicator, *([cell.get(column) for cell in cells] for column in COLUMNS)),
        )
