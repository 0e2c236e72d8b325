"""Bridges: an older cycle under a newer framework, and improvement apart from achievement.

A bridge is a run of kind `bridge` over the values of its cycle's core, by the tree and the goalposts of the framework.
Indicators that the cycle never had are missing. A bridge that is made again replaces the one before.
"""

import json
from dataclasses import dataclass
from typing import Any

from psycopg2.extensions import connection as Connection

from rkci import framework as frameworks
from rkci.database import sql_files
from rkci.database.locks import lock_cycle
from rkci.framework import Framework
from rkci.framework.settings import for_indicator
from rkci.refusal import Refusal
from rkci.scoring import cycle_runs
from rkci.scoring.run import compute, select, start

Row = dict[str, Any]


@dataclass(frozen=True)
class Bridge:
    """A bridge: what the cycle never had (rows of read/compare/empty_indicators.sql), and its cities beside those of
    their own run.

    `own` is the cycle's own run that the moves are compared with.
    """

    run_id: int
    framework: Framework
    own: cycle_runs.CycleRun
    never_had: list[Row]
    moves: list[Row]


def bridge(connection: Connection, cycle_year: int, framework: str) -> Bridge:
    """Score a cycle under a framework that is not its own; the run stays in scoring.

    Raises Refusal if the cycle has no scores of its own, or there is nothing in it that the framework asks for.
    """
    own = cycle_runs.find(connection, cycle_year)
    loaded = frameworks.load(frameworks.folder_of(framework))
    lock_cycle(connection, cycle_year)
    run_id = _begin(connection, cycle_year, own.run_id, loaded)
    never_had = sql_files.query(
        connection, "read/compare/empty_indicators.sql", {"run_id": run_id, "other_run_id": own.run_id}
    )
    if len(never_had) == len(loaded.indicators):
        raise Refusal(
            f"Cycle {cycle_year} has no value of any of the {len(never_had)} indicators of {loaded.framework_id}: "
            "there is nothing to bridge."
        )
    compute(connection, run_id)
    moves = sql_files.query(connection, "read/compare/moves.sql", {"before_run_id": own.run_id, "after_run_id": run_id})
    return Bridge(run_id, loaded, own, never_had, moves)


def against_earlier(
    connection: Connection, cycle_year: int, run_id: int, framework: Framework
) -> tuple[int, int] | None:
    """Bridges of the cycle before and of this one under the framework, both on the values that both cycles have.

    `run_id` is the cycle's run under the framework. Returns (earlier_run_id, common_run_id), or None: in a first cycle,
    and under a framework that scales by the cities at hand, whose scores of two cycles do not compare.
    """
    years = {row["cycle_year"] for row in cycle_runs.found(connection) if row["cycle_year"] < cycle_year}
    if not years or not scales_are_frozen(framework):
        return None
    earlier_year = max(years)
    lock_cycle(connection, earlier_year)
    earlier_run = cycle_runs.find(connection, earlier_year)
    earlier = _begin(connection, earlier_year, earlier_run.run_id, framework, against=cycle_year)
    common = _begin(connection, cycle_year, run_id, framework, against=earlier_year)
    for run_id, other in ((earlier, common), (common, earlier)):
        sql_files.run(connection, "scoring/selected_common.sql", {"run_id": run_id, "other_run_id": other})
    for run_id in (earlier, common):
        compute(connection, run_id)
    return earlier, common


def scales_are_frozen(framework: Framework) -> bool:
    """True if every indicator is scaled by bounds that do not depend on the cities at hand."""
    scales = [for_indicator(framework.settings, "normalisation", one.code) for one in framework.indicators]
    return all(scale["method"] == "goalposts" or scale.get("pool") == "frozen" for scale in scales)


def _begin(
    connection: Connection, cycle_year: int, own_run_id: int, framework: Framework, against: int | None = None
) -> int:
    """Start a bridge in place of the one before and select its values, for the cities of the cycle's own run.

    `against` is the cycle that it is compared with.
    """
    mark = json.dumps({"against": against})
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from scoring.run where kind = 'bridge' and cycle_year = %s and framework_id = %s"
            " and settings -> 'bridge' = %s::jsonb",
            (cycle_year, framework.framework_id, mark),
        )
        units = cycle_runs.units_of(connection, own_run_id)
        run_id = start(connection, framework, units, kind="bridge", cycle_year=cycle_year)
        cursor.execute(
            "update scoring.run set settings = settings || jsonb_build_object('bridge', %s::jsonb) where run_id = %s",
            (mark, run_id),
        )
    select(connection, run_id)
    return run_id
