"""Values of a run as tests state them: a row per unit and indicator, into the vectors of scoring.selected."""

from collections.abc import Iterable, Mapping
from typing import Any

from psycopg2.extensions import cursor as Cursor

COLUMNS = ("value", "status", "origin", "is_simulated", "year", "standard_error", "source", "file_hash", "sheet")


def select(cursor: Cursor, run_id: int, rows: Iterable[Mapping[str, Any]]) -> None:
    """`rows` have `unit_code`, `indicator_code` and any of COLUMNS; an indicator without a row is selected, empty."""
    cursor.execute("select unit_code, place from scoring.run_unit where run_id = %s", (run_id,))
    places = dict(cursor.fetchall())
    cursor.execute("select indicator_code from scoring.run_indicator where run_id = %s", (run_id,))
    given: dict[str, list[Mapping[str, Any]]] = {code: [] for (code,) in cursor.fetchall()}
    for row in sorted(rows, key=lambda row: places[row["unit_code"]]):
        given[row["indicator_code"]].append(row)
    for indicator, cells in given.items():
        cursor.execute(
            f"insert into scoring.selected (run_id, indicator_code, place, {', '.join(COLUMNS)})"
            f" values (%s, %s, %s{', %s' * len(COLUMNS)})",
            (
                run_id,
                indicator,
                [places[cell["unit_code"]] for cell in cells],
                *([cell.get(column) for cell in cells] for column in COLUMNS),
            ),
        )
