"""Do the choices of framework.yaml hold together, and with the tree and the indicators?"""

from collections.abc import Iterator, Mapping
from typing import Any

from rkci.framework.keys import LOG_METHODS, RANK_METHODS, VARY, VARY_FLAGS
from rkci.framework.model import Indicator, Node
from rkci.framework.penalty import penalty_faults
from rkci.framework.settings import FILE, for_indicator, for_parent
from rkci.plain_yaml import short
from rkci.refusal import Fault

TREE, INDICATORS = "tree.csv", "indicators.csv"
NOT_SIMULATED = ("row_mean", "latest", "linear")
"""Imputations that need more than one indicator or year at once: what they filled stays as it is in every draw."""


def method_faults(
    settings: Mapping[str, Any], nodes: tuple[Node, ...], indicators: tuple[Indicator, ...]
) -> Iterator[Fault]:
    """What contradicts itself, is missing for the method chosen, or names what there is not."""
    yield from _name_faults(settings, nodes, indicators)
    for path, block in _choices_of(settings, "imputation"):
        yield from _imputation_faults(path, block)
    for path, block in _choices_of(settings, "treatment"):
        yield from _treatment_faults(path, block)
    for path, block in _choices_of(settings, "normalisation"):
        yield from _normalisation_faults(path, block)
    yield from _power_faults(settings, nodes)
    yield from _vary_faults(settings, indicators)
    yield from penalty_faults(settings, indicators)
    for indicator in indicators:
        yield from _indicator_faults(indicator, for_indicator(settings, "normalisation", indicator.code))


def _choices_of(settings: Mapping[str, Any], block: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The block itself and each indicator's own, complete, with their paths in framework.yaml."""
    yield block, for_indicator(settings, block, "")
    for code in settings[block]["by_indicator"]:
        yield f"{block}.by_indicator.{code}", for_indicator(settings, block, code)


def _name_faults(
    settings: Mapping[str, Any], nodes: tuple[Node, ...], indicators: tuple[Indicator, ...]
) -> Iterator[Fault]:
    codes = {indicator.code for indicator in indicators}
    for block in ("imputation", "treatment", "normalisation"):
        for code in settings[block]["by_indicator"]:
            if code not in codes:
                path = f"{block}.by_indicator.{code}"
                yield Fault(FILE, f"`{path}` names no indicator; the codes stand in {INDICATORS}.")
    parents = {node.code for node in nodes}
    for code in settings["aggregation"]["by_parent"]:
        if code not in parents:
            yield Fault(FILE, f"`aggregation.by_parent.{code}` names no node; valid are {', '.join(sorted(parents))}.")
    levels = {str(node.level) for node in nodes}
    for level in settings["aggregation"]["by_level"]:
        if level not in levels:
            valid = ", ".join(sorted(levels))
            yield Fault(FILE, f"`aggregation.by_level.{level}` names no level of {TREE}; valid are {valid}.")
    screening = settings["screening"]
    for code in sorted(set(screening["force_in"]) & set(screening["force_out"])):
        yield Fault(FILE, f"{code} stands in `screening.force_in` and in `screening.force_out`; keep one.")


def _imputation_faults(path: str, block: Mapping[str, Any]) -> Iterator[Fault]:
    method = block["method"]
    if method in ("group_mean", "group_median") and block["group"] is None:
        yield Fault(FILE, f"`{path}.group` is missing; {method} needs the column of the units to group by.")
    if method == "constant" and block["value"] is None:
        yield Fault(FILE, f"`{path}.value` is missing; constant fills every gap with it.")


def _treatment_faults(path: str, block: Mapping[str, Any]) -> Iterator[Fault]:
    if block["method"] == "boxcox" and block["lambda"] is None:
        yield Fault(FILE, f"`{path}.lambda` is missing; boxcox needs it (0 is the logarithm).")
    if block["method"] == "log" and block["second"] == "none":
        words = "log transforms by log_ct, log_ct_plus or log_ct_combined; choose one, or method none."
        yield Fault(FILE, f"`{path}.second` is none; {words}")


def _normalisation_faults(path: str, block: Mapping[str, Any]) -> Iterator[Fault]:
    method = block["method"]
    if method in ("minmax", "scaled", "goalposts") and not block["min"] < block["max"]:
        yield Fault(FILE, f"`{path}` has min {block['min']:g} and max {block['max']:g}; min must be smaller.")
    if method == "zscore" and not block["sd"] > 0:
        yield Fault(FILE, f"`{path}.sd` is {block['sd']:g}; it must be above 0.")
    if method == "distance_to_reference" and block["reference"] is None:
        yield Fault(FILE, f"`{path}.reference` is missing; distance_to_reference needs the code of a unit.")
    if block["pool"] == "group" and block["group"] is None and method not in ("goalposts", "scaled"):
        words = "pool group needs the column of the units to group by (or year), or a first one in ranking.groups."
        yield Fault(FILE, f"`{path}.group` is missing; {words}")
    if block["pool"] == "frozen" and method not in ("minmax", "goalposts", "scaled"):
        words = f"frozen bounds mean nothing to {method}; choose minmax or goalposts, or pool all or group."
        yield Fault(FILE, f"`{path}.pool` is frozen; {words}")


def _power_faults(settings: Mapping[str, Any], nodes: tuple[Node, ...]) -> Iterator[Fault]:
    block = settings["aggregation"]
    if block["default"] == "generalised" and not block["power"]:
        yield Fault(FILE, "`aggregation.power` is missing; the generalised mean needs one that is not 0.")
        return
    for node in nodes:
        chosen = for_parent(settings, node)
        if chosen["method"] == "generalised" and not chosen["power"]:
            words = f"`power` of {node.code} is {'missing' if chosen['power'] is None else '0'}"
            todo = f"set aggregation.power or aggregation.by_parent.{node.code}.power"
            yield Fault(FILE, f"{words}; the generalised mean needs one that is not 0: {todo}.")


def _indicator_faults(indicator: Indicator, block: Mapping[str, Any]) -> Iterator[Fault]:
    code, method = indicator.code, block["method"]
    low, high = indicator.goalpost_low, indicator.goalpost_high
    is_frozen = method == "goalposts" or (method == "minmax" and block["pool"] == "frozen")
    if is_frozen and (low is None or high is None or not low < high):
        yield Fault(INDICATORS, f"{code} has goalposts {low} and {high}; the low one must be smaller.")
    elif is_frozen and indicator.transform == "ln" and low is not None and low <= 0:
        yield Fault(INDICATORS, f"{code} takes the logarithm, so its low goalpost {low} must be above 0.")
    if method == "distance_to_target" and indicator.target is None:
        yield Fault(INDICATORS, f"{code} has no target; distance_to_target needs one in the column target.")
    if indicator.transform == "ln" and method not in (*LOG_METHODS, *RANK_METHODS):
        words = f"{method} has no logarithm; remove its transform or choose one of {', '.join(LOG_METHODS)} for it."
        yield Fault(INDICATORS, f"{code} takes the logarithm, and {words}")
    valid_min, valid_max = indicator.valid_min, indicator.valid_max
    if valid_min is not None and valid_max is not None and valid_min > valid_max:
        yield Fault(INDICATORS, f"{code} is valid from {valid_min:g} to {valid_max:g}; the first must be smaller.")


def _vary_faults(settings: Mapping[str, Any], indicators: tuple[Indicator, ...]) -> Iterator[Fault]:
    for key, given in settings["uncertainty"]["vary"].items():
        path = f"uncertainty.vary.{key}"
        if key in VARY_FLAGS:
            if not VARY_FLAGS[key].holds(given):
                yield Fault(FILE, f"`{path}` is {short(given)}; it must be {VARY_FLAGS[key].words}.")
        elif key not in VARY:
            yield Fault(FILE, f"unknown key `{path}`; valid are {', '.join([*VARY, *VARY_FLAGS])}.")
        elif not isinstance(given, list):
            yield Fault(
                FILE, f"`{path}` is {short(given)}; it must be a list of methods, or of mappings with a method."
            )
        else:
            for choice in given:
                block = dict(choice) if isinstance(choice, Mapping) else {"method": choice}
                faults = list(_choice_faults(path, key, block))
                yield from faults or _whole_choice_faults(path, key, block, settings, indicators)


def _choice_faults(path: str, key: str, block: Mapping[str, Any]) -> Iterator[Fault]:
    for name, value in block.items():
        if name not in VARY[key]:
            yield Fault(FILE, f"unknown key `{path}.{name}`; valid are {', '.join(VARY[key])}.")
        elif not VARY[key][name].holds(value):
            yield Fault(FILE, f"`{path}.{name}` is {short(value)}; it must be {VARY[key][name].words}.")


def _whole_choice_faults(
    path: str, key: str, block: dict[str, Any], settings: Mapping[str, Any], indicators: tuple[Indicator, ...]
) -> Iterator[Fault]:
    if key == "aggregation":
        if block.get("method") == "generalised" and not block.get("power", settings["aggregation"]["power"]):
            yield Fault(FILE, f"`{path}.power` is missing; the generalised mean needs one that is not 0.")
        return
    whole = for_indicator(settings, key, "") | block
    if key == "imputation":
        yield from _imputation_faults(path, whole)
        if whole["method"] in NOT_SIMULATED:
            yield Fault(FILE, f"`{path}` has {whole['method']}, which is not simulated; leave it out.")
    elif key == "treatment":
        yield from _treatment_faults(path, whole)
    else:
        yield from _normalisation_faults(path, whole)
        for indicator in indicators:
            yield from _indicator_faults(indicator, for_indicator(settings, key, indicator.code) | block)
