"""The list of objections. Files are in `<inbox>/<cycle>/objections/<city_code>/`.

What people decided on them is taken in by the same Dag: an accepted value enters core.indicator_value, before all other
origins. What is refused (late, without a reason) is answered like the rest: rkci.objections.answers.
"""

from psycopg2.extensions import connection as Connection

from rkci import cycles
from rkci.cycles import Phase
from rkci.database import sql_files
from rkci.intake.lists import ListIngest
from rkci.objections.reading import FORM
from rkci.refusal import Refusal


def is_scored(connection: Connection, cycle_year: int) -> bool:
    """Whether the newest scores rest on just the values that are granted now; if not, they are to be made again."""
    (found,) = sql_files.query(connection, "checks/objections_are_scored.sql", {"cycle": cycle_year})
    return bool(found["is_scored"])


def window(connection: Connection, cycle_year: int) -> Phase:
    """The phase in which cities may object. Raises Refusal if cycle.yaml has none, or it never closes."""
    phase = cycles.of(connection, cycle_year).phases.get("objections")
    if phase is None or phase.closes is None:
        raise Refusal(
            f"cycle.yaml of {cycle_year} has no phase `objections` with `opens` and `closes`, so no city can object in "
            "it; see include/frameworks/rkci-2017/cycle.yaml."
        )
    return phase


def _instants(connection: Connection, cycle_year: int) -> dict[str, object]:
    phase = window(connection, cycle_year)
    return {"opens": phase.opens, "closes": phase.closes}


def _is_decided_since(connection: Connection, cycle_year: int) -> bool:
    """Whether a decision of two people is not honoured yet."""
    (found,) = sql_files.query(connection, "checks/decisions_are_honoured.sql", {"cycle": cycle_year})
    return not found["is_honoured"]


OBJECTIONS = ListIngest(
    form=FORM,
    suites=("objection_file", "objection"),
    staging=("staging/objection.sql",),
    acceptance=("core/objection.sql", "core/indicator_value_objection.sql"),
    parameters=_instants,
    is_waiting=_is_decided_since,
)
