"""`rkci score`: any framework folder over any values and units, by the same SQL files as the published line.

The run is of kind `ad_hoc` and is removed once its steps are written out.
"""

import csv
import math
from collections.abc import Iterator
from pathlib import Path

from psycopg2.extensions import connection as Connection
from psycopg2.extras import execute_values

from rkci import framework as frameworks
from rkci.framework import Framework
from rkci.refusal import Refusal
from rkci.scoring.run import Unit, compute, start
from rkci.tables import read_table

CELLS = (
    "select unit_code as unit, indicator_code as indicator, value from scoring.{step} where run_id = %s order by 1, 2"
)
STEPS = {
    "selected": CELLS.format(step="selected"),
    "imputed": CELLS.format(step="imputed"),
    "treated": CELLS.format(step="treated"),
    "normalised": CELLS.format(step="normalised"),
    "scores": "select unit_code as unit, node_code as code, score from scoring.score"
    " where run_id = %s and side = 'all' order by 1, 2",
    "ranks": 'select unit_code as unit, node_code as code, group_code as "group", rank from scoring.rank'
    " where run_id = %s and side = 'all' order by 1, 2, 3",
    "contributions": "select unit_code as unit, code, contribution from scoring.contribution"
    " where run_id = %s order by 1, 2",
}
"""Step to the query that writes it out."""


def score(connection: Connection, folder: Path, values: Path, units: Path, out: Path) -> list[str]:
    """Score and write `<step>.csv` per step, numbers with 17 significant digits; returns the steps.

    Raises Refusal naming file and row of what is wrong.
    """
    framework = frameworks.load(folder.resolve())
    run_id = start(connection, framework, _units(units), kind="ad_hoc")
    _fill_selected(connection, run_id, framework, values, {unit.code for unit in _units(units)})
    compute(connection, run_id)
    out.mkdir(parents=True, exist_ok=True)
    for step, query in STEPS.items():
        _write(connection, query, run_id, out / f"{step}.csv")
    with connection.cursor() as cursor:
        cursor.execute("delete from scoring.run where run_id = %s", (run_id,))
    return list(STEPS)


def _units(file: Path) -> Iterator[Unit]:
    for number, row in read_table(file, ("unit", "name")):
        if not row["unit"]:
            raise Refusal(f"{file.name}, row {number}: the unit is empty.")
        groups = {column: value for column, value in row.items() if column not in ("unit", "name") and value}
        yield Unit(row["unit"], row["name"], groups)


def _fill_selected(connection: Connection, run_id: int, framework: Framework, file: Path, units: set[str]) -> None:
    indicators = {indicator.code for indicator in framework.indicators}
    cells: dict[tuple[str, str], float | None] = {}
    for number, row in read_table(file, ("unit", "indicator", "value")):
        key = (row["unit"], row["indicator"])
        if key[0] not in units:
            raise Refusal(f"{file.name}, row {number}: unit {key[0]!r} is not in the units; add it there.")
        if key[1] not in indicators:
            raise Refusal(f"{file.name}, row {number}: indicator {key[1]!r} is not in {framework.framework_id}.")
        if key in cells:
            raise Refusal(f"{file.name}, row {number}: {key[0]}, {key[1]} has a value already; keep one.")
        cells[key] = _value(file, number, row["value"])
    with connection.cursor() as cursor:
        execute_values(
            cursor,
            "insert into scoring.selected (run_id, unit_code, indicator_code, value, status, origin, is_simulated)"
            " values %s",
            [
                (run_id, unit, indicator, value, "missing" if value is None else "reported", None, False)
                for unit in sorted(units)
                for indicator in sorted(indicators)
                for value in (cells.get((unit, indicator)),)
            ],
        )


def _value(file: Path, number: int, text: str) -> float | None:
    if text in ("", "NA"):
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise Refusal(f"{file.name}, row {number}: {text!r} is no number; leave it empty if it is missing.")
    return value


def _write(connection: Connection, query: str, run_id: int, file: Path) -> None:
    with connection.cursor() as cursor, file.open("w", newline="", encoding="utf-8") as lines:
        cursor.execute(query, (run_id,))
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow([column.name for column in cursor.description or ()])
        for row in cursor:
            writer.writerow([f"{cell:.17g}" if isinstance(cell, float) else cell for cell in row])
