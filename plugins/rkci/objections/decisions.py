"""Two people decide on an objection, once; the decision is kept and cannot be changed."""

from typing import Any

from psycopg2.extensions import connection as Connection

from rkci import cycles
from rkci.database import sql_files
from rkci.database.locks import lock_cycle
from rkci.intake.proposals import said
from rkci.refusal import Refusal

OUTCOMES = ("accepted", "rejected")


def decide(
    connection: Connection,
    cycle_year: int,
    objection_id: int,
    *,
    outcome: str,
    reason: str,
    by: str,
    second: str,
    value: float | None = None,
) -> str:
    """Record what two people decided on an objection; returns it in words. The next objections_ingest takes it in.

    `value` (in the unit of the indicator) is the one that scores if the objection is accepted, what the city claims
    unless another is given. Raises Refusal if there is no such objection to decide on, it is decided already, the
    second person is the first, one who decides on a real cycle is made up, or the value cannot be.
    """
    lock_cycle(connection, cycle_year)
    by, second, reason = said("--by", by), said("--second", second), said("--reason", reason)
    if outcome not in OUTCOMES:
        raise Refusal(f"--outcome is {outcome!r}; it is one of {', '.join(OUTCOMES)}.")
    cycles.require_people(connection, cycle_year, by, second)
    if by.casefold() == second.casefold():
        raise Refusal(f"{by} cannot confirm {by}: a second person must. Give another name as --second.")
    objection = _open(connection, cycle_year, objection_id)
    if outcome == "rejected":
        if value is not None:
            raise Refusal("A rejected objection has no new value: leave --value out, or accept it.")
    else:
        value = objection["claimed_value"] if value is None else value
        low, high = objection["valid_min"], objection["valid_max"]
        if (low is not None and value < low) or (high is not None and value > high):
            raise Refusal(
                f"--value {value:g} is not between {low} and {high}, as {objection['indicator_code']} must be."
            )
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into ops.decision (cycle_year, kind, subject, outcome, decided_by, reason)"
            " values (%s, 'objection', %s, %s, %s, %s) returning decision_id",
            (cycle_year, str(objection_id), outcome, f"{by}, {second}", reason),
        )
        ((decision_id,),) = cursor.fetchall()
        cursor.execute(
            "insert into core.objection_decision (objection_id, cycle_year, decision_id, outcome, value, reason,"
            " decided_by, second_by) values (%s, %s, %s, %s, %s, %s, %s, %s)",
            (objection_id, cycle_year, decision_id, outcome, value, reason, by, second),
        )
    scores = f"; it scores as {value:.10g}" if value is not None else ""
    return (
        f"Objection {objection_id} ({objection['city_name']}, {objection['indicator_code']}) is {outcome}{scores}, "
        f"by {by} and {second}"
    )


def _open(connection: Connection, cycle_year: int, objection_id: int) -> dict[str, Any]:
    rows = sql_files.query(connection, "read/objections/to_decide.sql", {"cycle": cycle_year})
    found = [row for row in rows if row["objection_id"] == objection_id]
    if not found:
        waiting = [row for row in rows if row["outcome"] is None]
        listed = ", ".join(f"{row['objection_id']} ({row['city_name']}, {row['indicator_code']})" for row in waiting)
        raise Refusal(
            f"There is no objection {objection_id} to decide on in cycle {cycle_year}; open are {listed or 'none'}. "
            "(What was refused or superseded is answered already.)"
        )
    if found[0]["outcome"] is not None:
        raise Refusal(
            f"Objection {objection_id} was {found[0]['outcome']} by {found[0]['decided_by']} and "
            f"{found[0]['second_by']}: a decision is final."
        )
    return found[0]
