"""The calendar of an open cycle: kept whole in ops.cycle when it opens, and read from there until it is over."""

import json

from psycopg2.extensions import connection as Connection

from rkci.cycles import declaration
from rkci.cycles.declaration import CycleError, Declaration
from rkci.cycles.files import UndeclaredError, declared
from rkci.cycles.model import Cycle

SHOWN = 8
"""Keys that a refusal lists."""


def of(connection: Connection, cycle_year: int) -> Cycle:
    """The cycle of a year: as it was opened, or as its file declares it while it is not open.

    Raises CycleError if there is none, or if the file of an open cycle no longer says what was frozen.
    """
    frozen = find(connection, cycle_year)
    if frozen is None:
        return declared(cycle_year).cycle
    _require_same(frozen, cycle_year)
    return frozen.cycle


def require_unchanged(connection: Connection, cycle_year: int) -> None:
    """Raise CycleError with the keys in which the file of a cycle differs from what was frozen, if it is open."""
    frozen = find(connection, cycle_year)
    if frozen is not None:
        _require_same(frozen, cycle_year)


def find(connection: Connection, cycle_year: int) -> Declaration | None:
    """What was frozen when the cycle opened; None if it is not open, or was opened before calendars were kept."""
    with connection.cursor() as cursor:
        cursor.execute("select declaration from ops.cycle where cycle_year = %s", (cycle_year,))
        row = cursor.fetchone()
    return declaration.parse(row[0], f"the frozen calendar of {cycle_year}") if row and row[0] else None


def keep(connection: Connection, given: Declaration) -> None:
    """Freeze a declaration as the calendar of its cycle, in place of what was frozen before."""
    cycle = given.cycle
    submission, clarification = cycle.phases["submission"], cycle.phases.get("clarification")
    row = {
        "cycle_year": cycle.cycle_year,
        "title": cycle.title_id,
        "population_year": cycle.population.year,
        "submission_opens_at": submission.opens,
        "submission_closes_at": submission.closes,
        "clarification_opens_at": clarification and clarification.opens,
        "clarification_closes_at": clarification and clarification.closes,
        "timezone": cycle.timezone,
        "is_demo": cycle.demo,
        "calendar_hash": given.content_hash,
        "declaration": json.dumps(given.document),
    }
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into ops.cycle ({', '.join(row)}, opened_at)"  # noqa: S608
            f" values ({', '.join(f'%({column})s' for column in row)}, clock_timestamp())"
            " on conflict (cycle_year) do update set opened_at = excluded.opened_at,"
            f" {', '.join(f'{column} = excluded.{column}' for column in row)}",
            row,
        )


def _require_same(frozen: Declaration, cycle_year: int) -> None:
    """A file that is gone says nothing else."""
    try:
        given = declared(cycle_year)
    except UndeclaredError:
        return
    if keys := declaration.differences(frozen.document, given.document):
        told = ", ".join(keys[:SHOWN]) + (f" and {len(keys) - SHOWN} more" if len(keys) > SHOWN else "")
        raise CycleError(
            f"Cycle {cycle_year} is open, and its cycle.yaml differs from what was frozen with it in {told}. "
            + (
                "It is a demo: run cycle_open, which freezes it again."
                if frozen.cycle.demo
                else "It does not change any more: restore the file; a longer deadline is an extension (`rkci extend`)."
            )
        )
