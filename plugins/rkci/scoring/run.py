"""A scoring run: one framework, its settings and one set of values, through the steps of the method in SQL.

The steps and their formulas stand in docs/methodology.md; `include/sql/scoring/<table>.sql` is each of them.
"""

import json
import logging
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import psycopg2
from psycopg2.extensions import connection as Connection
from psycopg2.extras import execute_values

from rkci import framework as frameworks
from rkci.database import sql_files
from rkci.database.locks import lock_cycle
from rkci.framework import Framework, ahp
from rkci.framework.settings import for_indicator, for_parent
from rkci.refusal import Refusal
from rkci.scoring.state import data_version

log = logging.getLogger(__name__)

BEFORE_SCORES = ("denominated", "screened", "imputed", "treated", "normalised", "weight")
AFTER_RANKS = ("level", "contribution")
SHOWN = 20
"""Values outside their range that a refusal lists."""
REFUSED = "RK001"
"""SQLSTATE that the function scoring.refuse raises."""


class ScoringError(Refusal):
    """A score cannot be computed; the message names what is wrong and what to do."""


@dataclass(frozen=True)
class Unit:
    """A unit to score. `attributes` maps every further column (groups, denominators) to its text.

    In a panel an entity is a unit of each `year`; `code` tells them apart. Where some are nominees, these are scored on
    all origins and ranked before the others (docs/adr/0018-*).
    """

    code: str
    name: str
    attributes: Mapping[str, str]
    year: int | None = None
    entity: str | None = None
    is_nominee: bool = False


def start(
    connection: Connection,
    framework: Framework,
    units: Iterable[Unit],
    *,
    kind: str,
    cycle_year: int | None = None,
    first_run_id: int | None = None,
    data_version: str | None = None,
) -> int:
    """Write the run, its units and the framework resolved per node and indicator; returns the run_id.

    `first_run_id` is the run of the first stage, where there are two; `data_version` that of the data which it reads.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into scoring.run (kind, cycle_year, framework_id, framework_hash, settings, first_run_id,"
            " data_version) values (%s, %s, %s, %s, %s, %s, %s) returning run_id",
            (
                kind, cycle_year, framework.framework_id, framework.content_hash, json.dumps(framework.settings),
                first_run_id, data_version,
            ),
        )  # fmt: skip
        run_id: int = cursor.fetchall()[0][0]
        execute_values(
            cursor,
            "insert into scoring.run_unit (run_id, unit_code, unit_name, attributes, place, entity_code, year,"
            " is_nominee) values %s",
            [
                (
                    run_id,
                    unit.code,
                    unit.name,
                    json.dumps(dict(unit.attributes)),
                    place,
                    unit.entity or unit.code,
                    unit.year,
                    unit.is_nominee,
                )
                for place, unit in enumerate(sorted(units, key=lambda unit: unit.code.encode()), start=1)
            ],
        )
        execute_values(
            cursor,
            "insert into scoring.run_node (run_id, node_code, parent_code, level, weight, aggregation, power,"
            " data_threshold, name_id, name_en) values %s",
            list(_node_rows(run_id, framework)),
        )
        execute_values(
            cursor,
            "insert into scoring.run_indicator (run_id, indicator_code, parent_code, weight, direction, side, unit,"
            " denominator, transform, imputation, treatment, normalisation, name_id, name_en, valid_min, valid_max)"
            " values %s",
            list(_indicator_rows(run_id, framework)),
        )
    if framework.consistency:
        ahp.record(connection, run_id, framework.consistency)
    return run_id


def compute(connection: Connection, run_id: int) -> None:
    """Run every step after selection, in order, and mark the run as finished. Raises ScoringError."""
    score(connection, run_id)
    for table in AFTER_RANKS:
        _step(connection, table, run_id)
    with connection.cursor() as cursor:
        cursor.execute("update scoring.run set finished_at = clock_timestamp() where run_id = %s", (run_id,))


def score(connection: Connection, run_id: int) -> None:
    """The steps from selected values to ranks. Raises ScoringError."""
    sql_files.expect_unanalysed_rows(connection)
    _refuse_out_of_range(connection, run_id)
    for table in BEFORE_SCORES:
        _step(connection, table, run_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct level, aggregation = 'copeland' from scoring.run_node where run_id = %s order by level",
            (run_id,),
        )
        levels = cursor.fetchall()
    for level, is_copeland in levels:
        _step(connection, "score_copeland" if is_copeland else "score", run_id, level=level)
    _step(connection, "rank", run_id)


def select(connection: Connection, run_id: int) -> None:
    """Step 1 of a cycle's run: one value per city and indicator from core, by the declared precedence."""
    sql_files.expect_unanalysed_rows(connection)
    _step(connection, "selected", run_id)


def frameworks_of(connection: Connection, cycle_year: int) -> list[str]:
    """The frameworks frozen for a cycle, the primary one first. Raises ScoringError if the cycle is not open."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select framework_id from ops.cycle_framework where cycle_year = %s order by not is_primary, framework_id",
            (cycle_year,),
        )
        framework_ids = [framework_id for (framework_id,) in cursor.fetchall()]
    if not framework_ids:
        raise ScoringError(f"Cycle {cycle_year} is not open: run cycle_open first.")
    return framework_ids


def score_cycle(connection: Connection, cycle_year: int, framework_id: str) -> int:
    """Score a cycle by one of its frozen frameworks; replaces its earlier runs that no release was built from.

    Once there are nominees, under a framework with `selection.nominees_only`, in two stages: a run without what is the
    nominees' alone, then the run that counts. Returns the run_id. Raises ScoringError if the framework is not the one
    that was frozen when the cycle opened, or if the second stage moves a city that is not a nominee.
    """
    lock_cycle(connection, cycle_year)
    with connection.cursor() as cursor:
        cursor.execute(
            "select framework_hash from ops.cycle_framework where cycle_year = %s and framework_id = %s",
            (cycle_year, framework_id),
        )
        frozen = cursor.fetchone()
        if frozen is None:
            raise ScoringError(f"Cycle {cycle_year} is not open with framework {framework_id}: run cycle_open first.")
        framework = frameworks.load(framework_id)
        if framework.content_hash != frozen[0]:
            raise ScoringError(
                f"Framework {framework_id} has changed since cycle {cycle_year} opened (frozen {frozen[0][:12]}, "
                f"now {framework.content_hash[:12]}): restore it, or run cycle_open again while it is a demo."
            )
        cursor.execute(
            "delete from scoring.run as run where kind in ('cycle', 'first_stage') and cycle_year = %s"
            " and framework_id = %s and not exists (select from mart.release join scoring.run as built using (run_id)"
            " where run.run_id in (built.run_id, built.first_run_id))",
            (cycle_year, framework_id),
        )
    version = data_version(connection, cycle_year)  # before anything is read: what comes in meanwhile is newer
    units = _units_of_cycle(connection, cycle_year, framework)
    first_run_id = None
    if any(unit.is_nominee for unit in units):
        others = [replace(unit, is_nominee=False) for unit in units]
        first_run_id = start(connection, framework, others, kind="first_stage", cycle_year=cycle_year)
        select(connection, first_run_id)
        compute(connection, first_run_id)
    run_id = start(
        connection, framework, units, kind="cycle", cycle_year=cycle_year, first_run_id=first_run_id,
        data_version=version,
    )  # fmt: skip
    select(connection, run_id)
    compute(connection, run_id)
    if first_run_id is not None:
        _refuse_moved_others(connection, run_id, first_run_id)
    return run_id


def _units_of_cycle(connection: Connection, cycle_year: int, framework: Framework) -> list[Unit]:
    """The cities of a cycle; nominees are marked under a framework for which they have evidence of their own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select city_code, city_name, jsonb_build_object('class_code', cycle_city.class_code, 'population',"
            " population::text, 'area_km2', area_km2::text), nominee.city_code is not null"
            " from core.cycle_city join core.city using (city_code)"
            " left join core.nominee as nominee using (cycle_year, city_code) where cycle_year = %s",
            (cycle_year,),
        )
        has_stages = bool(framework.settings["selection"]["nominees_only"])
        return [
            Unit(code, name, attributes, is_nominee=has_stages and is_nominee)
            for code, name, attributes, is_nominee in cursor.fetchall()
        ]


def _refuse_moved_others(connection: Connection, run_id: int, first_run_id: int) -> None:
    """Raise ScoringError where the second stage changes the score of a city that is not a nominee, and so its rank."""
    rows = sql_files.query(
        connection, "read/scoring/moved_others.sql", {"run_id": run_id, "first_run_id": first_run_id}
    )
    if rows:
        listed = [f"{row['unit_name']}: {row['first_score']} first, {row['score']} with the nominees" for row in rows]
        more = [f"and {len(rows) - SHOWN} more"] if len(rows) > SHOWN else []
        words = (
            "What the survey and the visits say of nominees moves cities that are not nominees, which keep the rank of "
            "the first stage: the framework scales or imputes by the cities at hand. Scale by goalposts, or empty "
            "`selection.nominees_only`."
        )
        raise ScoringError("\n- ".join([words, *listed[:SHOWN], *more]))


def _refuse_out_of_range(connection: Connection, run_id: int) -> None:
    rows = sql_files.query(connection, "read/scoring/out_of_range.sql", {"run_id": run_id})
    if rows:
        problems = [row["problem"] for row in rows[:SHOWN]]
        if len(rows) > SHOWN:
            problems.append(f"and {len(rows) - SHOWN} more")
        raise ScoringError(
            "\n- ".join(
                [f"Outside the valid range, so not scored: {len(rows)}. Correct each value or its range.", *problems]
            )
        )


def _step(connection: Connection, table: str, run_id: int, **parameters: int) -> None:
    began = time.monotonic()
    try:
        rows = sql_files.run_prepared(connection, f"scoring/{table}.sql", {"run_id": run_id, **parameters})
    except psycopg2.Error as error:
        if error.pgcode == REFUSED:
            raise ScoringError(f"Step {table}: {error.diag.message_primary}") from error
        if isinstance(error, psycopg2.errors.NumericValueOutOfRange):
            raise ScoringError(
                f"Step {table}: a value is too large or too small to compute with ({error.diag.message_primary}): look "
                "for one beyond 1e75 or nearer to 0 than 1e-75 among those given; correct it or choose another unit."
            ) from error
        raise
    log.info("%s: %d rows in %.3f s", table, rows, time.monotonic() - began)


def _node_rows(run_id: int, framework: Framework) -> Iterable[tuple[Any, ...]]:
    for node in framework.nodes:
        aggregation = for_parent(framework.settings, node)
        yield (
            run_id, node.code, node.parent, node.level, _weight(framework, node.weight),
            aggregation["method"], aggregation["power"], aggregation["data_threshold"], node.name_id, node.name_en,
        )  # fmt: skip


def _indicator_rows(run_id: int, framework: Framework) -> Iterable[tuple[Any, ...]]:
    settings = framework.settings
    for indicator in framework.indicators:
        bounds = {
            "goalpost_low": indicator.goalpost_low,
            "goalpost_high": indicator.goalpost_high,
            "target": indicator.target,
        }
        imputation, treatment, normalisation = (
            for_indicator(settings, block, indicator.code) for block in ("imputation", "treatment", "normalisation")
        )
        yield (
            run_id, indicator.code, indicator.parent, _weight(framework, indicator.weight), indicator.direction,
            indicator.side, indicator.unit, indicator.denominator, indicator.transform,
            json.dumps(imputation), json.dumps(treatment), json.dumps(bounds | normalisation), indicator.name_id,
            indicator.name_en, indicator.valid_min, indicator.valid_max,
        )  # fmt: skip


def _weight(framework: Framework, given: float) -> float:
    return 1.0 if framework.settings["weights"]["method"] == "equal" else given
