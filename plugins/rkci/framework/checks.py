"""Does the tree hold? Weights, parents, levels, goalposts."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from rkci.framework.model import Indicator, Node
from rkci.refusal import Fault

WEIGHT_TOLERANCE = 1e-9
"""How far the declared weights of a parent's children may be from adding up to 1."""

TREE, INDICATORS = "tree.csv", "indicators.csv"


def tree_faults(nodes: tuple[Node, ...], indicators: tuple[Indicator, ...]) -> Iterator[Fault]:
    """What is wrong with the tree: codes, the root, orphans, cycles, levels, weights."""
    parents = {node.code: node.parent for node in nodes}
    files: list[tuple[str, tuple[Node | Indicator, ...]]] = [(TREE, nodes), (INDICATORS, indicators)]
    codes = Counter(item.code for _, items in files for item in items)
    for file, items in files:
        for item in items:
            if codes[item.code] > 1:
                yield Fault(file, f"{item.code} is declared {codes[item.code]} times; codes are unique.")
            if item.parent is not None and item.parent not in parents:
                yield Fault(file, f"{item.code} is an orphan: its parent {item.parent!r} is no node of tree.csv.")
    roots = [node.code for node in nodes if node.parent is None]
    if len(roots) != 1:
        yield Fault(TREE, f"exactly one node has no parent, the index; found {', '.join(roots) or 'none'}.")
    for code in parents:
        if cycle := _cycle_from(code, parents):
            yield Fault(TREE, f"{' -> '.join(cycle)} is a cycle; follow the parents and break it.")
            return
    yield from _level_faults(nodes)
    yield from _weight_faults(nodes, indicators)


def goalpost_faults(indicators: tuple[Indicator, ...], settings: Mapping[str, Any]) -> Iterator[Fault]:
    """Goalposts that are missing, the wrong way round, or have no logarithm, where the method uses them."""
    if settings["normalisation"]["method"] != "goalposts":
        return
    for indicator in indicators:
        low, high = indicator.goalpost_low, indicator.goalpost_high
        if low is None or high is None or not low < high:
            yield Fault(INDICATORS, f"{indicator.code} has goalposts {low} and {high}; the low one must be smaller.")
        elif indicator.transform == "ln" and low <= 0:
            yield Fault(INDICATORS, f"{indicator.code} takes the logarithm, so its low goalpost {low} must be above 0.")


def _level_faults(nodes: tuple[Node, ...]) -> Iterator[Fault]:
    levels = {node.code: node.level for node in nodes}
    for node in nodes:
        if node.parent in levels and levels[node.parent] <= node.level:
            parent = f"its parent {node.parent} {levels[node.parent]}"
            yield Fault(TREE, f"{node.code} has level {node.level}, {parent}; a parent is higher.")


def _weight_faults(nodes: tuple[Node, ...], indicators: tuple[Indicator, ...]) -> Iterator[Fault]:
    children: dict[str, list[float]] = defaultdict(list)
    items: tuple[Node | Indicator, ...] = (*nodes, *indicators)
    for item in items:
        if item.parent is not None:
            children[item.parent].append(item.weight)
        if item.weight < 0:
            yield Fault(TREE, f"{item.code} has the weight {item.weight}; weights are not negative.")
    for node in nodes:
        weights = children[node.code]
        if not weights:
            yield Fault(TREE, f"{node.code} has no child; remove it or give it an indicator.")
        elif abs(math.fsum(weights) - 1) > WEIGHT_TOLERANCE:
            words = f"the weights below {node.code} add up to {math.fsum(weights):.10g}; they must add up to 1."
            yield Fault(TREE, words)


def _cycle_from(code: str, parents: Mapping[str, str | None]) -> list[str]:
    way, step = [code], parents[code]
    while step is not None and step in parents:
        if step in way:
            return [*way[way.index(step) :], step]
        way.append(step)
        step = parents[step]
    return []
