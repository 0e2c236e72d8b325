"""The list of assessments. Files are in `<inbox>/<cycle>/assessments/`.

What comes after the phase is kept, refused as late, and counts from the next run on once an extension is recorded
(`rkci extend --assessor`). A row that was refused only because something else was not there yet (an assessor's
registration, a city's claim) is judged again when the Dag runs with `reprocess`.
"""

from psycopg2.extensions import connection as Connection

from rkci import cycles
from rkci.assessment import agreement
from rkci.assessment.reading import FORM
from rkci.intake.lists import ListIngest
from rkci.refusal import Refusal


def _rule(connection: Connection, cycle_year: int) -> dict[str, object]:
    """When the phase closes (null: never), and when readers agree on which level."""
    cycle = cycles.of(connection, cycle_year)
    phase, rule = cycle.phases.get("assessment"), cycle.assessment
    if rule is None:
        raise Refusal(
            f"cycle.yaml of {cycle_year} has no key `assessment`, which says when readers agree and which level "
            "scores; see include/frameworks/rkci-2017/cycle.yaml."
        )
    return {
        "closes": None if phase is None else phase.closes,
        "readers": rule.readers,
        "agree_within": rule.agree_within,
        "quantile": rule.quantile,
    }


ASSESSMENTS = ListIngest(
    form=FORM,
    suites=("assessment_file", "assessment"),
    staging=("staging/assessment.sql",),
    acceptance=(
        "core/assessment.sql",
        "quality/assessment_state.sql",
        "core/indicator_value_assessed.sql",
        agreement.compute,
    ),
    parameters=_rule,
)
