"""The list of findings of visits. Files are in `<inbox>/<cycle>/visits/<city_code>/`.

A finding counts when a second person confirmed it; before that it is kept and shown, and sets no value. A row that was
refused only because something else was not there yet (a nominee, an assessor's registration) is judged again when the
Dag runs with `reprocess`.
"""

from typing import Any

from psycopg2.extensions import connection as Connection

from rkci import cycles
from rkci.database import sql_files
from rkci.intake.lists import ListIngest
from rkci.refusal import Refusal
from rkci.visits.reading import FORM


def claims(connection: Connection, cycle_year: int) -> list[dict[str, Any]]:
    """Every finding that counts beside the claim that it is about, what changed first (core.visit_claim)."""
    return sql_files.query(connection, "read/visits/claims.sql", {"cycle": cycle_year})


def _days(connection: Connection, cycle_year: int) -> dict[str, object]:
    """The days on which a city may be visited: the first of the phase, and the first that is not in it any more."""
    phase = cycles.of(connection, cycle_year).phases.get("visits")
    if phase is None or phase.closes is None:
        raise Refusal(
            f"cycle.yaml of {cycle_year} has no phase `visits` with `opens` and `closes`, so no day is one of a visit; "
            "see include/frameworks/rkci-2017/cycle.yaml."
        )
    return {"opens": phase.opens.date(), "closes": phase.closes.replace(tzinfo=None)}


FINDINGS = ListIngest(
    form=FORM,
    suites=("visit_file", "visit_finding"),
    staging=("staging/visit_finding.sql",),
    acceptance=("core/visit_finding.sql", "core/indicator_value_visit.sql"),
    parameters=_days,
)
