"""framework.yaml with its defaults, and what of it holds for one indicator or parent; what is unknown is refused."""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from rkci.framework.keys import CHOICES, DEFAULTS, KEYS, Kind
from rkci.framework.model import Node
from rkci.plain_yaml import number, short
from rkci.refusal import Fault

FILE = "framework.yaml"
HEADER_KEYS = ("title_id", "title_en", "edition", "status")


def settings_of(header: Mapping[str, Any], faults: list[Fault]) -> dict[str, Any]:
    """framework.yaml with its defaults; what is invalid goes to `faults`.

    A level's or parent's choice of a function alone comes back as {method: function}; keys of choices are text.
    """
    for key in HEADER_KEYS:
        if key not in header:
            faults.append(Fault(FILE, f"`{key}` is missing; every framework states it."))
    if "status" in header and header["status"] not in ("demo", "frozen"):
        faults.append(Fault(FILE, f"`status` is {short(header['status'])}; it must be one of demo, frozen."))
    settings = copy.deepcopy(DEFAULTS)
    for block, given in header.items():
        if block in KEYS:
            settings[block] = settings.get(block, {}) | dict(_block(block, given, faults))
        elif block == "levels":
            settings[block] = _levels(given, faults)
        elif block not in (*HEADER_KEYS, "unit_kind", "notes") and not str(block).endswith("_provenance"):
            valid = ", ".join((*HEADER_KEYS, *KEYS, "levels"))
            faults.append(Fault(FILE, f"unknown key `{block}`; valid are {valid}."))
    normalisation, groups = settings["normalisation"], settings["ranking"]["groups"]
    pools = [normalisation, *normalisation["by_indicator"].values()]
    if normalisation["group"] is None and groups and any(choice.get("pool") == "group" for choice in pools):
        normalisation["group"] = groups[0]
    return settings


def for_indicator(settings: Mapping[str, Any], block: str, code: str) -> dict[str, Any]:
    """What imputation, treatment or normalisation is for one indicator: the block with the indicator's own choices."""
    common = {key: value for key, value in settings[block].items() if key != "by_indicator"}
    return common | dict(settings[block]["by_indicator"].get(code, {}))


def for_parent(settings: Mapping[str, Any], node: Node) -> dict[str, Any]:
    """How the children of a node are aggregated: {method, power, data_threshold}.

    Each of the three is the first that is stated by: `by_parent`, the column of tree.csv, `by_level`, the default.
    """
    block = settings["aggregation"]
    chosen = {"method": block["default"], "power": block["power"], "data_threshold": block["data_threshold"]}
    chosen |= block["by_level"].get(str(node.level), {})
    if node.aggregation is not None:
        chosen["method"] = node.aggregation
    return chosen | dict(block["by_parent"].get(node.code, {}))


def _block(block: str, given: Any, faults: list[Fault]) -> Iterator[tuple[str, Any]]:
    valid = [*KEYS[block], *CHOICES.get(block, {})]
    if not isinstance(given, Mapping):
        faults.append(
            Fault(FILE, f"`{block}` is {short(given)}; it must be a mapping with keys such as {', '.join(valid)}.")
        )
        return
    for key, value in given.items():
        if key in CHOICES.get(block, {}):
            yield key, dict(_choices(f"{block}.{key}", value, CHOICES[block][key], faults))
        elif key in KEYS[block]:
            yield from _kept(f"{block}.{key}", key, value, KEYS[block][key], faults)
        elif key != "provenance":
            faults.append(Fault(FILE, f"unknown key `{block}.{key}`; valid are {', '.join(valid)}."))


def _choices(
    path: str, given: Any, kinds: Mapping[str, Kind], faults: list[Fault]
) -> Iterator[tuple[str, dict[str, Any]]]:
    if not isinstance(given, Mapping):
        faults.append(Fault(FILE, f"`{path}` is {short(given)}; it must be a mapping of codes to what each chooses."))
        return
    for code, choice in given.items():
        own = {"method": choice} if isinstance(choice, str) and not path.endswith("by_indicator") else choice
        if not isinstance(own, Mapping):
            words = f"it must be a mapping with keys such as {', '.join(kinds)}."
            faults.append(Fault(FILE, f"`{path}.{code}` is {short(choice)}; {words}"))
            continue
        kept: dict[str, Any] = {}
        for key, value in own.items():
            if key in kinds:
                kept.update(_kept(f"{path}.{code}.{key}", key, value, kinds[key], faults))
            elif key != "provenance":
                faults.append(Fault(FILE, f"unknown key `{path}.{code}.{key}`; valid are {', '.join(kinds)}."))
        yield str(code), kept


def _kept(path: str, key: str, value: Any, kind: Kind, faults: list[Fault]) -> Iterator[tuple[str, Any]]:
    if kind.holds(value):
        yield key, kind.keep(value)
    else:
        faults.append(Fault(FILE, f"`{path}` is {short(value)}; it must be {kind.words}."))


def _levels(given: Any, faults: list[Fault]) -> list[list[Any]]:
    is_list = isinstance(given, list) and all(
        isinstance(level, list) and len(level) == 2 and number(level[1]) is not None for level in given
    )
    if not is_list:
        faults.append(Fault(FILE, f"`levels` is {short(given)}; it must be a list of [code, lower bound]."))
        return []
    codes, bounds = [str(code) for code, _ in given], [number(bound) or 0.0 for _, bound in given]
    if bounds != sorted(set(bounds)):
        faults.append(Fault(FILE, "the lower bounds of `levels` must rise from one level to the next."))
    if len(set(codes)) < len(codes):
        faults.append(Fault(FILE, f"`levels` names a code twice among {', '.join(codes)}; each level has its own."))
    return [[code, bound] for code, bound in zip(codes, bounds, strict=True)]
