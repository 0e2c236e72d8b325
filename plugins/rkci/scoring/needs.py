"""What a framework needs of the units that it scores: columns to divide and group by, and entities that it names."""

from collections.abc import Iterator

from rkci.framework import Framework
from rkci.framework.keys import POOLED
from rkci.framework.settings import for_indicator
from rkci.refusal import Fault
from rkci.scoring.given import Given


def unit_faults(file: str, framework: Framework, given: Given) -> Iterator[Fault]:
    """What would silently leave values out: a column in which no unit has anything, a forced unit that is not there."""
    present = _columns(given)
    for column, user in dict(_wanted(framework)).items():
        if column not in present:
            words = f"no unit has a value in it, and {user} names it; fill the column or choose another."
            yield Fault(file, words, 1, column)
    screening = framework.settings["screening"]
    entities = {unit.entity or unit.code for unit in given.units}
    for key in ("force_in", "force_out"):
        for code in screening[key] if screening["method"] != "none" else ():
            if code not in entities:
                words = f"{code}, which `screening.{key}` names, is not among the units; add it or take it off."
                yield Fault(file, words)


def unit_notices(file: str, framework: Framework, given: Given) -> Iterator[str]:
    """Groupings that rank nobody; the scores are the same without them."""
    for column in framework.settings["ranking"]["groups"]:
        if column not in _columns(given):
            yield f"{file}: no unit has a value in the column {column}, so `ranking.groups` ranks nobody within it."


def _columns(given: Given) -> set[str]:
    return {column for unit in given.units for column in unit.attributes}


def _wanted(framework: Framework) -> Iterator[tuple[str, str]]:
    settings = framework.settings
    for indicator in framework.indicators:
        if indicator.denominator and settings["denomination"]["method"] == "by_column":
            yield indicator.denominator, f"the denominator of {indicator.code}"
        imputation = for_indicator(settings, "imputation", indicator.code)
        if imputation["method"] in ("group_mean", "group_median"):
            yield imputation["group"], "`imputation.group`"
        normalisation = for_indicator(settings, "normalisation", indicator.code)
        is_grouped = normalisation["pool"] == "group" and normalisation["method"] in POOLED
        if is_grouped and normalisation["group"] != "year":
            yield normalisation["group"], "`normalisation.group`"
