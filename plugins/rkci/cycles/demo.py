"""What only a demo may: be simulated, and be decided on by people who are made up."""

from psycopg2.extensions import connection as Connection

from rkci.cycles.declaration import CycleError
from rkci.cycles.frozen import of
from rkci.cycles.model import Cycle

APPROVER = "demo_approver"
"""The user of Airflow that answers what a demo asks."""
DECIDERS = ("Pemutus 1 (simulasi)", "Pemutus 2 (simulasi)")
"""Who decides on the objections of a demo."""


def require_demo(cycle: Cycle, what: str) -> None:
    """Raise CycleError, naming the cycle, if it is real: then `what` of it is never made up."""
    if not cycle.demo:
        raise CycleError(
            f"Cycle {cycle.cycle_year} ({cycle.title_en}) is not a demo, so no {what} of it are simulated. Only a "
            "cycle whose cycle.yaml says `demo: true` when it opens may be."
        )


def require_people(connection: Connection, cycle_year: int, *names: str) -> None:
    """Raise CycleError, naming the cycle, if one who decides on a real one is made up."""
    made_up = {name.casefold() for name in (APPROVER, *DECIDERS)}
    if (found := [name for name in names if name.strip().casefold() in made_up]) and not of(
        connection, cycle_year
    ).demo:
        raise CycleError(
            f"Cycle {cycle_year} is not a demo: {', '.join(found)} is made up and decides nothing in it. A person "
            "does, under his or her own name."
        )
