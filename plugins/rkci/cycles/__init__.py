"""Rating cycles: the calendar, classes, rules and frameworks that `cycle.yaml` declares for a year.

The file is in the folder of the cycle's primary framework, `include/frameworks/<id>/cycle.yaml`. Opening the cycle
freezes it: from then on `of` reads it from the warehouse, and a file that says something else is refused.
"""

from rkci.cycles.declaration import CycleError, Declaration, differences
from rkci.cycles.demo import require_demo, require_people
from rkci.cycles.files import all_cycles, declared, load, problems
from rkci.cycles.frozen import find, keep, of, require_unchanged
from rkci.cycles.model import (
    AssessmentRule,
    CityClass,
    Cycle,
    DeliveryRule,
    Phase,
    SurveyEstimateRule,
    VisitRule,
)

__all__ = [
    "AssessmentRule", "CityClass", "Cycle", "CycleError", "Declaration", "DeliveryRule", "Phase",
    "SurveyEstimateRule", "VisitRule", "all_cycles", "declared", "differences", "find", "keep", "load", "of",
    "problems", "require_demo", "require_people", "require_unchanged",
]  # fmt: skip
