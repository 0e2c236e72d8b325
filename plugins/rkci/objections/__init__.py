"""Objections of cities to their provisional results: taken in, decided on by two people, answered."""

from psycopg2.extensions import connection as Connection

from rkci import cycles
from rkci.objections import answers, effect, provisional
from rkci.objections.effect import effects

__all__ = ["effects", "tell_cities"]


def tell_cities(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Write what cities are told of new scores: provisional results, and the answers with what objections changed.

    Nothing in a cycle whose calendar has no phase for objections.
    """
    if "objections" not in cycles.of(connection, cycle_year).phases:
        return {}
    return {
        "provisional": len(provisional.write(connection, cycle_year)),
        "effects": effect.compute(connection, cycle_year),
        "answered": len(answers.write(connection, cycle_year)),
    }
