"""`rkci what-if`: a cycle scored by another choice, weight or framework, and who moves; nothing of it stays.

The run is of kind `what_if`, made by the same SQL files as the published line, and is rolled back once it is read.
"""

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from psycopg2.extensions import connection as Connection

from rkci import framework as frameworks
from rkci.database import sql_files
from rkci.framework import Framework, Indicator, Node
from rkci.refusal import Fault, Refusal
from rkci.scoring import cycle_runs
from rkci.scoring.run import compute, select, start
from rkci.tables import plain_number, read_table, write_rows

Row = dict[str, Any]


@dataclasses.dataclass(frozen=True)
class WhatIf:
    """What a run was compared with, what is to be said of it, and its moves (rows of read/compare/moves.sql)."""

    base: cycle_runs.CycleRun
    framework: Framework
    notices: list[str]
    moves: list[Row]


def what_if(
    connection: Connection,
    cycle_year: int,
    *,
    overrides: Sequence[str] = (),
    weights: Path | None = None,
    framework: str | None = None,
    out: Path | None = None,
) -> WhatIf:
    """Score the cycle again with `overrides` (KEY=VALUE), `weights` (CSV: code,weight) or another framework.

    The values are those of the release in force (or the newest run) wherever that run selected them by the same rules.
    With `out`, writes `cities.csv` and `nodes.csv` there. Raises Refusal naming what is unknown or not valid.
    """
    if not overrides and weights is None and framework is None:
        raise Refusal("Nothing is changed: give --set KEY=VALUE, --weights CSV or --framework.")
    base, folder = _base(connection, cycle_year, framework)
    changed = frameworks.load(folder, overrides)
    notices = list(changed.notices)
    if changed.content_hash != base.framework_hash and changed.framework_id == base.framework_id:
        notices.append(f"{changed.framework_id} has changed since run {base.run_id}; the moves hold that too.")
    if weights is not None:
        changed = reweighted(changed, weights)
    with connection.cursor() as cursor:
        cursor.execute("savepoint what_if")
        run_id = _scored(connection, base, changed, notices)
        runs = {"before_run_id": base.run_id, "after_run_id": run_id}
        moves = sql_files.query(connection, "read/compare/moves.sql", runs)
        nodes = sql_files.query(connection, "read/compare/node_moves.sql", runs)
        cursor.execute("rollback to savepoint what_if")
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        write_csv(out / "cities.csv", moves)
        write_csv(out / "nodes.csv", nodes)
    return WhatIf(base, changed, notices, moves)


def reweighted(framework: Framework, file: Path) -> Framework:
    """The framework with the weights of a CSV (`code,weight`) in place of its own; they rescale within each parent.

    Raises Refusal with every fault: an unknown or repeated code, a weight that is not a number of 0 or more, a parent
    whose children would all weigh 0, a framework that does not use given weights.
    """
    if framework.settings["weights"]["method"] != "given":
        method = framework.settings["weights"]["method"]
        raise Refusal(f"weights.method is {method}, which takes no weights: add --set weights.method=given.")
    items: list[Node | Indicator] = [*framework.nodes, *framework.indicators]
    known = {item.code: item.weight for item in items}
    given: dict[str, float] = {}
    faults: list[Fault] = []
    for number, row in read_table(file, ("code", "weight")):
        code, weight = row["code"].strip(), _weight(row["weight"])
        if code not in known:
            faults.append(Fault(file.name, f"{code!r} is not a node or indicator of {framework.framework_id}.", number))
        elif code in given:
            faults.append(Fault(file.name, f"{code} has a weight already; keep one.", number))
        elif weight is None:
            faults.append(Fault(file.name, f"{row['weight']!r} is not a weight; give a number of 0 or more.", number))
        else:
            given[code] = weight
    weights = known | given
    children: dict[str, list[str]] = {}
    for item in items:
        if item.parent:
            children.setdefault(item.parent, []).append(item.code)
    for parent, codes in children.items():
        if not sum(weights[code] for code in codes) > 0:
            faults.append(Fault(file.name, f"everything below {parent} would weigh 0; leave it one that weighs."))
    if faults or not given:
        raise Refusal(f"The weights of {file.name} are not valid:", faults or [Fault(file.name, "there is no weight.")])
    return dataclasses.replace(
        framework,
        nodes=tuple(dataclasses.replace(node, weight=weights[node.code]) for node in framework.nodes),
        indicators=tuple(dataclasses.replace(one, weight=weights[one.code]) for one in framework.indicators),
    )


def write_csv(file: Path, rows: list[Row]) -> None:
    """Rows as CSV, numbers with 17 significant digits."""
    with file.open("w", newline="", encoding="utf-8") as lines:
        numbers = ([f"{cell:.17g}" if isinstance(cell, float) else cell for cell in row.values()] for row in rows)
        write_rows(lines, [rows[0] if rows else (), *numbers])


def _base(connection: Connection, cycle_year: int, framework: str | None) -> tuple[cycle_runs.CycleRun, Path]:
    """The run to compare with, and the folder of the framework to change: the cycle's own, or any other."""
    if framework is None:
        base = cycle_runs.find(connection, cycle_year)
        return base, frameworks.folder_of(base.framework_id)
    folder = frameworks.folder_of(framework)
    scored = {row["framework_id"] for row in cycle_runs.found(connection) if row["cycle_year"] == cycle_year}
    return cycle_runs.find(connection, cycle_year, folder.name if folder.name in scored else None), folder


def _scored(connection: Connection, base: cycle_runs.CycleRun, framework: Framework, notices: list[str]) -> int:
    run_id = start(
        connection, framework, cycle_runs.units_of(connection, base.run_id), kind="what_if", cycle_year=base.cycle_year
    )
    runs = {"run_id": run_id, "other_run_id": base.run_id}
    if _selects_alike(connection, base.run_id, framework):
        sql_files.run(connection, "scoring/selected_same.sql", runs)
    else:
        notices.append(f"The values are selected again from core: run {base.run_id} selected by other rules.")
        select(connection, run_id)
    empty = sql_files.query(connection, "read/compare/empty_indicators.sql", runs)
    unknown = [row["indicator_code"] for row in empty if not row["is_in_other"]]
    if unknown:
        raise Refusal(
            f"{framework.framework_id} has {len(unknown)} indicators of which cycle {base.cycle_year} has no value: "
            f"{', '.join(unknown)}. Leave them out of the framework, or see what is left of it by `rkci bridge`."
        )
    compute(connection, run_id)
    return run_id


def _selects_alike(connection: Connection, run_id: int, framework: Framework) -> bool:
    """True if the run has every indicator of the framework and selected its values by the same rules."""
    with connection.cursor() as cursor:
        cursor.execute("select settings -> 'selection' from scoring.run where run_id = %s", (run_id,))
        ((selection,),) = cursor.fetchall()
        cursor.execute("select indicator_code from scoring.run_indicator where run_id = %s", (run_id,))
        selected = {code for (code,) in cursor.fetchall()}
    return selection == framework.settings.get("selection") and selected >= {one.code for one in framework.indicators}


def _weight(text: str) -> float | None:
    weight = plain_number(text)
    return weight if weight is not None and weight >= 0 else None
