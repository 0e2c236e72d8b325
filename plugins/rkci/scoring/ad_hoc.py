"""`rkci score`: any framework folder over any values and units, by the same SQL files as the published line.

The run is of kind `ad_hoc` and is removed once its steps are written out.
"""

import logging
from collections.abc import Callable
from pathlib import Path

from psycopg2.extensions import connection as Connection

from rkci.framework import Framework
from rkci.refusal import Refusal
from rkci.scoring.given import Given, fill_selected, read
from rkci.scoring.needs import unit_faults, unit_notices
from rkci.scoring.run import compute, start
from rkci.tables import write_rows

log = logging.getLogger(__name__)

UNIT, PANEL_UNIT = "unit.entity_code as unit", "unit.entity_code as unit, unit.year"

VECTOR = (
    "select {unit}, step.indicator_code as indicator, cell.value from scoring.{step} as step"
    " cross join lateral unnest(step.value) with ordinality as cell (value, place)"
    " join scoring.run_unit as unit on unit.run_id = step.run_id and unit.place = cell.place"
    " join scoring.unit_screened as screened on screened.run_id = unit.run_id and screened.unit_code = unit.unit_code"
    " where step.run_id = %s and (screened.is_kept or not {kept}) order by unit.place, step.indicator_code"
)
STEPS = {
    "selected": "select {unit}, given.indicator_code as indicator, given.value from scoring.unit_value as given"
    " join scoring.run_unit as unit using (run_id, unit_code)"
    " where run_id = %s order by unit.place, given.indicator_code",
    "denominated": VECTOR.replace("{step}", "denominated").replace("{kept}", "false"),
    "screened": VECTOR.replace("{step}", "denominated").replace("{kept}", "true"),
    "screening": "select {unit}, screened.available, screened.nonzero, screened.is_kept, screened.reason"
    " from scoring.unit_screened as screened join scoring.run_unit as unit using (run_id, unit_code)"
    " where run_id = %s order by unit.place",
    "imputed": VECTOR.replace("{step}", "imputed").replace("{kept}", "true"),
    "treated": VECTOR.replace("{step}", "treated").replace("{kept}", "true"),
    "treatment_log": "select {unit}, cell.indicator_code as indicator, cell.treated as value,"
    " cell.imputed as value_before, treatment.treatment from scoring.cell as cell"
    " join scoring.run_unit as unit using (run_id, unit_code)"
    " join scoring.treatment as treatment on treatment.run_id = cell.run_id"
    " and treatment.indicator_code = cell.indicator_code and treatment.period = coalesce(unit.year::text, '')"
    " where cell.run_id = %s and cell.is_treated order by cell.indicator_code, unit.place",
    "treatment": "select indicator_code as indicator, period as year, treatment, winsorised_high, winsorised_low,"
    " skew_before, kurtosis_before, skew_winsorised, kurtosis_winsorised, skew_after, kurtosis_after, passes"
    " from scoring.treatment where run_id = %s order by 1, 2",
    "normalised": VECTOR.replace("{step}", "normalised").replace("{kept}", "true"),
    "weights": "select code, parent_code as parent, level, weight, effective_weight from scoring.weight"
    " where run_id = %s order by level desc, code",
    "scores": "select {unit}, score.node_code as code, score.score from scoring.unit_score as score"
    " join scoring.run_unit as unit using (run_id, unit_code)"
    " join scoring.unit_screened as screened using (run_id, unit_code)"
    " where run_id = %s and side = 'all' and screened.is_kept order by unit.place, score.node_code",
    "ranks": 'select {unit}, placed.node_code as code, placed.group_code as "group", placed.rank'
    " from scoring.unit_rank as placed join scoring.run_unit as unit using (run_id, unit_code)"
    " where run_id = %s and side = 'all' order by unit.place, placed.node_code, placed.group_column <> 'overall',"
    " placed.group_column, placed.group_code",
    "contributions": "select {unit}, contribution.code, contribution.contribution"
    " from scoring.contribution as contribution join scoring.run_unit as unit using (run_id, unit_code)"
    " where run_id = %s and contribution.level = 1 order by unit.place, contribution.code",
}
"""Step to the query that writes it out; `{unit}` is the unit, and its year in a panel."""


def score(
    connection: Connection,
    framework: Framework,
    values: Path,
    units: Path,
    out: Path,
    notify: Callable[[str], None] = log.warning,
) -> list[str]:
    """Score and write `<step>.csv` per step, numbers with 17 significant digits; returns the steps.

    What is ignored goes to `notify`. Raises Refusal naming file and row of what is wrong.
    """
    if out.exists() and not out.is_dir():
        raise Refusal(f"{out.name} is a file: name a folder to write the steps into.")
    given = read(values, units, {indicator.code for indicator in framework.indicators}, framework.framework_id)
    if faults := list(unit_faults(units.name, framework, given)):
        raise Refusal(f"The units do not have what {framework.framework_id} needs:", faults)
    for notice in unit_notices(units.name, framework, given):
        notify(notice)
    run_id = run(connection, framework, given)
    out.mkdir(parents=True, exist_ok=True)
    for step, query in STEPS.items():
        _write(connection, query.replace("{unit}", PANEL_UNIT if given.is_panel else UNIT), run_id, out / f"{step}.csv")
    forget(connection, run_id)
    return list(STEPS)


def run(connection: Connection, framework: Framework, given: Given) -> int:
    """An ad-hoc run over the given values, computed; returns its run_id."""
    run_id = start(connection, framework, given.units, kind="ad_hoc")
    fill_selected(connection, run_id, given)
    compute(connection, run_id)
    return run_id


def forget(connection: Connection, run_id: int) -> None:
    """Remove a run with all of its steps."""
    with connection.cursor() as cursor:
        cursor.execute("delete from scoring.run where run_id = %s", (run_id,))


def _write(connection: Connection, query: str, run_id: int, file: Path) -> None:
    with connection.cursor() as cursor, file.open("w", newline="", encoding="utf-8") as lines:
        cursor.execute(query, (run_id,))
        write_rows(lines, [[column.name for column in cursor.description or ()]])
        write_rows(lines, (map(_text, row) for row in cursor))


def _text(cell: object) -> object:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"{cell:.17g}" if isinstance(cell, float) else cell
