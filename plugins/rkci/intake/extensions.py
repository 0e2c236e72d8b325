"""Extensions of the submission deadline: recorded for one city, with who granted it and why."""

from datetime import datetime

from psycopg2.extensions import connection as Connection

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
    by, reason = said("--by", by), said("--reason", reason)
    require_city(connection, cycle_year, city_code)
    with connection.cursor() as cursor:
        cursor.execute(
            "select greatest(submission_closes_at, (select max(extended_until) from ops.submission_extension"
            " where (cycle_year, city_code) = (%(cycle)s, %(city)s))) from ops.cycle where cycle_year = %(cycle)s",
            {"cycle": cycle_year, "city": city_code},
        )
        ((deadline,),) = cursor.fetchall()
        if until <= deadline:
            raise Refusal(
                f"The deadline of {city_code} in cycle {cycle_year} is {deadline.astimezone(until.tzinfo)}; "
                f"{until} would extend nothing. Give a later instant by --until."
            )
        cursor.execute(
            "insert into ops.submission_extension (cycle_year, city_code, extended_until, reason, granted_by)"
            " values (%s, %s, %s, %s, %s)",
            (cycle_year, city_code, until, reason, by),
        )
    return deadline  # type: ignore[no-any-return]
