"""Decisions of people, kept in ops.decision whatever came of them."""

from psycopg2.extensions import connection as Connection

from rkci import cycles
from rkci.refusal import Refusal


def record(
    connection: Connection,
    cycle_year: int,
    kind: str,
    subject: str,
    *,
    outcome: str,
    decided_by: str,
    reason: str,
    effect: str | None = None,
) -> int:
    """Add a decision, and what came of it; returns its decision_id. Raises CycleError for a made-up person.

    That is who decides in the demo, on a cycle that is not one.
    """
    cycles.require_people(connection, cycle_year, decided_by)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into ops.decision (cycle_year, kind, subject, outcome, decided_by, reason, effect)"
            " values (%s, %s, %s, %s, %s, %s, %s) returning decision_id",
            (cycle_year, kind, subject, outcome, decided_by, reason, effect),
        )
        ((decision_id,),) = cursor.fetchall()
    return int(decision_id)


def record_without_effect(
    connection: Connection,
    cycle_year: int,
    kind: str,
    subject: str,
    *,
    outcome: str,
    decided_by: str,
    reason: str,
    effect: str,
) -> None:
    """Add a decision that changes nothing, and why; none where the last one on the subject is that very answer.

    A task that is retried after its commit gives the same answer again.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select outcome, decided_by, reason from ops.decision where (cycle_year, kind, subject) = (%s, %s, %s)"
            " order by decision_id desc limit 1",
            (cycle_year, kind, subject),
        )
        if cursor.fetchone() != (outcome, decided_by, reason):
            record(
                connection, cycle_year, kind, subject, outcome=outcome, decided_by=decided_by, reason=reason,
                effect=f"nothing: {effect}",
            )  # fmt: skip


def require_another(decided_by: str, triggered_by: str | None, *, outcome: str) -> None:
    """Raise Refusal if who started a run approves what it asks: two people publish. The calendar starts as nobody."""
    if outcome == "Approve" and triggered_by and decided_by.strip().casefold() == triggered_by.strip().casefold():
        raise Refusal(
            f"{decided_by} triggered this run and cannot approve what it asks: nothing was changed. Let another person "
            "trigger the Dag again, or let another one answer then."
        )
