"""What cities are told once there are new scores, and whether they were told."""

from psycopg2.extensions import connection as Connection

from rkci import cycles
from rkci.objections import answers, effect, provisional
from rkci.quality.validated import subject
from rkci.scoring import state


def tell_cities(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Write what cities are told of new scores: the answers with what objections changed, and provisional results.

    Nothing in a cycle whose calendar has no phase for objections.
    """
    if not _tells(connection, cycle_year):
        return {}
    return {
        "effects": effect.compute(connection, cycle_year),
        "answered": len(answers.write(connection, cycle_year)),
        # last, for their folder says of which scores the cities are told
        "provisional": len(provisional.write(connection, cycle_year)),
    }


def missing(connection: Connection, cycle_year: int) -> list[str]:
    """What keeps a cycle from being scored, and its cities from being told, in words; nothing where both are done."""
    if words := state.missing(connection, cycle_year):
        return words
    if _tells(connection, cycle_year) and not provisional.is_written(connection, cycle_year):
        scores = subject(connection, "scores", cycle_year)
        return [f"The cities are not told of the scores ({scores}): write_to_cities did not get to its end."]
    return []


def _tells(connection: Connection, cycle_year: int) -> bool:
    return "objections" in cycles.of(connection, cycle_year).phases
