"""Opening a cycle: its frameworks, population, classes and questions are frozen before anyone answers."""

import json
from collections.abc import Sequence
from dataclasses import asdict, astuple

import psycopg2
from psycopg2.extensions import connection as Connection
from psycopg2.extras import execute_values

from rkci import cycles
from rkci import framework as frameworks
from rkci.cycles import Declaration
from rkci.cycles.signing_key import signing_key
from rkci.database import sql_files
from rkci.database.locks import lock_cycle
from rkci.framework import Framework
from rkci.framework.model import Comparisons
from rkci.framework.penalty import Penalty, penalties_of
from rkci.refusal import Refusal

COMPARISONS = ("core.cycle_plausibility", "core.cycle_relation", "core.cycle_unit")
FROZEN = (
    "ops.cycle_framework", "core.cycle_city", "core.cycle_indicator", "core.cycle_maturity", "core.cycle_domain",
    "core.cycle_penalty", *COMPARISONS,
)  # fmt: skip
"""The tables that are written again when a cycle is frozen."""


class OpeningError(Refusal):
    """A cycle cannot be opened; the message says what to do."""


def open_cycle(connection: Connection, cycle_year: int) -> bool:
    """Freeze a cycle; returns False if it is frozen already with this very calendar and these very frameworks.

    What is open otherwise is frozen again only while all that was frozen were demos. Raises OpeningError if it may
    not, or if a city has no population or class, and SigningKeyError if it is not a demo and has no key to seal with.
    """
    lock_cycle(connection, cycle_year)
    with connection.cursor() as cursor:
        cursor.execute("select file_name from ops.past_cycle where cycle_year = %s", (cycle_year,))
        past = cursor.fetchall()
    if past:
        raise OpeningError(
            f"Cycle {cycle_year} was loaded as a past one from {past[0][0]} (rkci load-history): it does not open. "
            "Delete its row in ops.past_cycle if that was a mistake; the first submission replaces the values."
        )
    declared = cycles.declared(cycle_year)
    loaded = [frameworks.load(framework_id) for framework_id in declared.cycle.frameworks]
    signing_key(is_demo=declared.cycle.demo)
    if _is_open_with(connection, declared, loaded):
        return False
    _freeze(connection, declared, loaded)
    return True


def _is_open_with(connection: Connection, declared: Declaration, loaded: list[Framework]) -> bool:
    """Whether the cycle is open with just this. Raises OpeningError with what differs where that may not change."""
    cycle_year = declared.cycle.cycle_year
    with connection.cursor() as cursor:
        cursor.execute("select is_demo, calendar_hash from ops.cycle where cycle_year = %s", (cycle_year,))
        opened = cursor.fetchone()
        cursor.execute(
            "select framework_id, framework_hash, status from ops.cycle_framework where cycle_year = %s", (cycle_year,)
        )
        frozen = cursor.fetchall()
    if opened is None:
        return False
    was_demo, calendar_hash = opened
    hashes = {framework_id: framework_hash for framework_id, framework_hash, _ in frozen}
    given = {framework.framework_id: framework.content_hash for framework in loaded}
    changed = sorted(key for key in hashes.keys() | given.keys() if hashes.get(key) != given.get(key))
    calendar = cycles.find(connection, cycle_year)
    if calendar is None:  # opened before calendars were kept, by the hash of the file as it is
        keys = [] if calendar_hash == declared.file_hash else ["cycle.yaml"]
    else:
        keys = cycles.differences(calendar.document, declared.document)
    may_change = was_demo and declared.cycle.demo and all(status == "demo" for _, _, status in frozen)
    if (changed or keys) and not may_change:
        raise OpeningError(
            f"Cycle {cycle_year} is open, and what was frozen with it differs: {', '.join([*changed, *keys])}. Neither "
            "the framework nor cycle.yaml changes any more, and a demo stays a demo. Restore them; a longer deadline "
            "is an extension (`rkci extend`), another method is a new edition for the next cycle."
        )
    return calendar is not None and not changed and not keys


def _freeze(connection: Connection, declared: Declaration, loaded: list[Framework]) -> None:
    cycle = declared.cycle
    cycles.keep(connection, declared)
    with connection.cursor() as cursor:
        for table in FROZEN:
            cursor.execute(f"delete from {table} where cycle_year = %s", (cycle.cycle_year,))  # noqa: S608
        execute_values(
            cursor,
            "insert into ops.cycle_framework (cycle_year, framework_id, framework_hash, is_primary, status, frozen_at)"
            " values %s",
            [
                (cycle.cycle_year, framework.framework_id, framework.content_hash, place == 0, framework.status)
                for place, framework in enumerate(loaded)
            ],
            template="(%s, %s, %s, %s, %s, clock_timestamp())",
        )
        execute_values(
            cursor,
            "insert into core.cycle_indicator (cycle_year, indicator_code, name_id, name_en, unit, source, value_kind,"
            " valid_min, valid_max, is_required, evidence) values %s",
            [
                (
                    cycle.cycle_year, indicator.code, indicator.name_id, indicator.name_en, indicator.unit,
                    indicator.source, indicator.value_kind, indicator.valid_min, indicator.valid_max,
                    indicator.required, indicator.evidence,
                )
                for indicator in loaded[0].indicators
            ],
        )  # fmt: skip
        execute_values(
            cursor,
            "insert into core.cycle_maturity (cycle_year, indicator_code, level, statement_id, statement_en,"
            " evidence_id, evidence_en, provenance) values %s",
            [(cycle.cycle_year, *astuple(level)) for level in loaded[0].maturity],
        )
        execute_values(
            cursor,
            "insert into core.cycle_domain (cycle_year, domain_code, name_id, name_en) values %s",
            [(cycle.cycle_year, node.code, node.name_id, node.name_en) for node in loaded[0].dimensions],
        )
    freeze_penalties(connection, cycle.cycle_year, penalties_of(loaded[0]))
    freeze_comparisons(connection, cycle.cycle_year, loaded[0].comparisons)
    try:
        cities = sql_files.run(
            connection,
            "core/cycle_city.sql",
            {
                "cycle": cycle.cycle_year,
                "population_year": cycle.population.year,
                "classes": json.dumps([asdict(city_class) for city_class in cycle.classes]),
            },
        )
    except psycopg2.errors.NotNullViolation as error:
        raise OpeningError(
            f"Cycle {cycle.cycle_year}: a city has no population of {cycle.population.year} or fits no class of "
            f"cycle.yaml ({error.diag.message_detail}). Load the population by reference_load, or correct the edges."
        ) from error
    except psycopg2.errors.UniqueViolation as error:
        raise OpeningError(
            f"Cycle {cycle.cycle_year}: the classes of cycle.yaml overlap ({error.diag.message_detail}). Correct them."
        ) from error
    if not cities:
        raise OpeningError("There are no cities yet: run reference_load first.")


def freeze_penalties(connection: Connection, cycle_year: int, penalties: Sequence[Penalty]) -> None:
    """Write what disproved claims cost in a cycle, which has none of it yet."""
    with connection.cursor() as cursor:
        execute_values(
            cursor,
            "insert into core.cycle_penalty (cycle_year, indicator_code, direction, worst, share) values %s",
            [(cycle_year, *penalty) for penalty in penalties],
        )


def freeze_comparisons(connection: Connection, cycle_year: int, comparisons: Comparisons) -> None:
    """Write what intake compares answers with in a cycle, which has none of it yet."""
    limits = [(cycle_year, code, *astuple(limits)) for code, limits in comparisons.limits.items()]
    relations = [(cycle_year, *astuple(relation)) for relation in comparisons.relations]
    units = [(cycle_year, *astuple(unit)) for unit in comparisons.units]
    with connection.cursor() as cursor:
        for table, rows in zip(COMPARISONS, (limits, relations, units), strict=True):
            if rows:
                execute_values(
                    cursor,
                    f"insert into {table} values %s",  # noqa: S608
                    [[list(cell) if isinstance(cell, tuple) else cell for cell in row] for row in rows],
                )
