"""The uncertainty of a run, simulated and written: scoring.uncertainty_draw, _unit and _sobol."""

import json
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from psycopg2 import sql
from psycopg2.extensions import connection as Connection
from psycopg2.extras import execute_values

from rkci.database.locks import lock_cycle
from rkci.scoring.uncertainty import evaluate, problem, sobol
from rkci.scoring.uncertainty.method import Vector
from rkci.scoring.uncertainty.plan import PUBLISHED, Draw, draws, made
from rkci.scoring.uncertainty.problem import Problem, UncertaintyError
from rkci.scoring.uncertainty.results import Results

TOLERANCE = 1e-9
"""How far draw 0 may be from what SQL scored, relative to the largest score."""
TABLES = ("uncertainty_draw", "uncertainty_unit", "uncertainty_sobol")


def simulate(connection: Connection, run_id: int) -> int:
    """Simulate a finished run and write the results, replacing earlier ones; returns the number of random draws.

    0 where the framework declares none. Raises UncertaintyError where draw 0 is not the published score, or a draw
    cannot be computed.
    """
    found = problem.read(connection, run_id)
    _forget(connection, run_id)
    check_published(found)
    drawn = _simulate(connection, found) if found.settings["uncertainty"]["draws"] else 0
    with connection.cursor() as cursor:
        cursor.execute("update scoring.run set simulated_at = clock_timestamp() where run_id = %s", (run_id,))
    return drawn


def _simulate(connection: Connection, found: Problem) -> int:
    block, run_id = found.settings["uncertainty"], found.run_id
    results = summed_up(found, lambda batch: _write_draws(connection, run_id, batch))
    _insert(connection, "uncertainty_unit", run_id, (map(_written, vars(row).values()) for row in results.units()))
    _insert(connection, "uncertainty_sobol", run_id, sobol.indices(found, int(block["draws"]), int(block["seed"])))
    return results.draws


def summed_up(found: Problem, keep: Callable[[list[Draw]], None] = lambda batch: None) -> Results:
    """All draws of a run, summed up; `keep` gets each batch of them. Raises UncertaintyError for one that fails."""
    block = found.settings["uncertainty"]
    results = Results(found, int(block["first_places"]), float(block["tie_probability"]))
    for batch, index in evaluate.batches(found, draws(found)):
        keep(batch)
        random = [place for place, draw in enumerate(batch) if draw is not PUBLISHED]
        if random:
            results.add(index[random], [_is_on_scale(found, batch[place]) for place in random])
    return results


def simulate_newest(connection: Connection, cycle_year: int, framework_id: str) -> int:
    """Simulate the newest finished run of a cycle's framework; returns the number of random draws."""
    lock_cycle(connection, cycle_year)
    with connection.cursor() as cursor:
        cursor.execute(
            "select max(run_id) from scoring.run where kind = 'cycle' and finished_at is not null"
            " and cycle_year = %s and framework_id = %s",
            (cycle_year, framework_id),
        )
        ((run_id,),) = cursor.fetchall()
    if run_id is None:
        raise UncertaintyError(f"Cycle {cycle_year} has no finished scores under {framework_id}: run scores_compute.")
    return simulate(connection, run_id)


def replay(connection: Connection, run_id: int, draw: int) -> Vector:
    """The index of every unit (in the order of the arrays) in one draw, made again from its kept parameters."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select parameters from scoring.uncertainty_draw where run_id = %s and draw = %s", (run_id, draw)
        )
        row = cursor.fetchone()
    if row is None:
        raise UncertaintyError(f"Run {run_id} has no draw {draw}: simulate it first.")
    found: Vector = evaluate.index(problem.read(connection, run_id), [made(draw, row[0])])[0]
    return found


def check_published(found: Problem) -> None:
    """Draw 0, the published method on matrices, equals what SQL scored. Raises UncertaintyError."""
    again = evaluate.index(found, [PUBLISHED])[0]
    scale = np.nanmax(np.abs(found.index)) if not np.isnan(found.index).all() else 1.0
    apart = (np.isnan(again) != np.isnan(found.index)) | (np.abs(again - found.index) > TOLERANCE * max(scale, 1e-300))
    if apart.any():
        place = int(np.flatnonzero(apart)[0])
        raise UncertaintyError(
            f"Draw 0 is not what SQL scored, so the simulation of run {found.run_id} stops: unit {found.units[place]} "
            f"has {found.index[place]!r} in scoring.score and {again[place]!r} on matrices. Score the run again; if it "
            "stays, scoring/*.sql and rkci.scoring.uncertainty.method differ."
        )


def _is_on_scale(found: Problem, draw: Draw) -> bool:
    """False for a draw whose normalisation has no ends where the published one has, or the other way round."""
    if draw.normalisation is None:
        return True
    own = problem.scale_of(found.settings["normalisation"] | dict(draw.normalisation))
    return own is not None and found.scale is not None


def _forget(connection: Connection, run_id: int) -> None:
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(
                sql.SQL("delete from {} where run_id = %s").format(sql.Identifier("scoring", table)), (run_id,)
            )


def _write_draws(connection: Connection, run_id: int, batch: Iterable[Draw]) -> None:
    _insert(
        connection,
        "uncertainty_draw",
        run_id,
        ((draw.number, json.dumps(draw.parameters(), sort_keys=True)) for draw in batch),
    )


def _written(value: Any) -> Any:
    """A list as the text of an array, which takes a fraction of the time of one constructed in SQL."""
    return f"{{{','.join(map(repr, value))}}}" if isinstance(value, list) else value


def _insert(connection: Connection, table: str, run_id: int, rows: Iterable[Iterable[Any]]) -> None:
    with connection.cursor() as cursor:
        execute_values(
            cursor,
            sql.SQL("insert into {} values %s").format(sql.Identifier("scoring", table)),
            ((run_id, *row) for row in rows),
            page_size=1000,
        )
