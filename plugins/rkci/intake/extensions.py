"""Extensions of a deadline: recorded for one city or assessor, with who granted it and why."""

from datetime import datetime

from psycopg2.extensions import connection as Connection

from rkci import cycles
from rkci.database.locks import lock_cycle
from rkci.intake.proposals import require_city, said
from rkci.refusal import Refusal


def extend(
    connection: Connection, cycle_year: int, city_code: str, until: datetime, *, by: str, reason: str
) -> datetime:
    """Record that what the city delivers before `until` is in time; the next run honours it. Returns the old deadline.

    `until` has a time zone. Raises Refusal where the city takes no part in the cycle, the same extension is recorded
    already, or it would extend nothing.
    """
    lock_cycle(connection, cycle_year)
    require_city(connection, cycle_year, city_code)
    with connection.cursor() as cursor:
        cursor.execute("select submission_closes_at from ops.cycle where cycle_year = %s", (cycle_year,))
        ((closes,),) = cursor.fetchall()
    whose = ("submission_extension", "city_code", city_code)
    return _record(connection, cycle_year, whose, closes, until, by=by, reason=reason)


def extend_assessor(
    connection: Connection, cycle_year: int, assessor: str, until: datetime, *, by: str, reason: str
) -> datetime:
    """Record that what the assessor delivers before `until` is in time, as `extend` does for a city.

    Raises Refusal where the assessor is not registered for the cycle, or where its calendar closes no phase assessment.
    """
    phase = cycles.of(connection, cycle_year).phases.get("assessment")
    if phase is None or phase.closes is None:
        raise Refusal(f"cycle.yaml of {cycle_year} closes no phase `assessment`, so no assessment is late.")
    lock_cycle(connection, cycle_year)
    with connection.cursor() as cursor:
        cursor.execute("select assessor from ops.assessor where cycle_year = %s order by assessor", (cycle_year,))
        registered = [code for (code,) in cursor.fetchall()]
    if assessor not in registered:
        known = ", ".join(registered) or "nobody"
        raise Refusal(
            f"{assessor!r} is not an assessor of cycle {cycle_year}; registered are {known} (rkci assessors)."
        )
    whose = ("assessment_extension", "assessor", assessor)
    return _record(connection, cycle_year, whose, phase.closes, until, by=by, reason=reason)


def _record(
    connection: Connection,
    cycle_year: int,
    whose: tuple[str, str, str],
    closes: datetime,
    until: datetime,
    *,
    by: str,
    reason: str,
) -> datetime:
    """Add the extension to a table of ops, for whom its column says; returns the deadline before it."""
    by, reason = said("--by", by), said("--reason", reason)
    table, column, code = whose
    with connection.cursor() as cursor:
        cursor.execute(
            f"select greatest(%s, max(extended_until)) from ops.{table} where (cycle_year, {column}) = (%s, %s)",  # noqa: S608
            (closes, cycle_year, code),
        )
        ((deadline,),) = cursor.fetchall()
        if until <= deadline:
            raise Refusal(
                f"The deadline of {code} in cycle {cycle_year} is {deadline.astimezone(until.tzinfo)}; "
                f"{until} would extend nothing. Give a later instant by --until."
            )
        cursor.execute(
            f"insert into ops.{table} (cycle_year, {column}, extended_until, reason, granted_by)"  # noqa: S608
            " values (%s, %s, %s, %s, %s)",
            (cycle_year, code, until, reason, by),
        )
    return deadline  # type: ignore[no-any-return]
