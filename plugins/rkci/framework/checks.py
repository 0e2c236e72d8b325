"""Does the tree hold? Codes, parents, levels, weights."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from rkci.framework.model import Indicator, Node
from rkci.refusal import Fault

WEIGHT_TOLERANCE = 1e-9
"""How far the weights of a parent's children may be from the declared sum."""

TREE, INDICATORS = "tree.csv", "indicators.csv"


def tree_faults(
    nodes: tuple[Node, ...], indicators: tuple[Indicator, ...], weights: Mapping[str, Any]
) -> Iterator[Fault]:
    """What is wrong with the tree: codes, the root, orphans, cycles, levels, weights.

    `weights` is that block of framework.yaml: what is written below a parent adds up to its `sum` where it declares
    one, and is not all 0 where it is what counts. Weights are rescaled anyhow.
    """
    parents = {node.code: node.parent for node in nodes}
    files: list[tuple[str, tuple[Node | Indicator, ...]]] = [(TREE, nodes), (INDICATORS, indicators)]
    codes = Counter(item.code for _, items in files for item in items)
    for file, items in files:
        for item in items:
            if codes[item.code] > 1:
                yield Fault(file, f"{item.code} is declared {codes[item.code]} times; codes are unique.")
            if item.parent is not None and item.parent not in parents:
                yield Fault(file, f"{item.code} is an orphan: its parent {item.parent!r} is not a node of tree.csv.")
    roots = [node.code for node in nodes if node.parent is None]
    if len(roots) != 1:
        yield Fault(TREE, f"exactly one node has no parent, the index; found {', '.join(roots) or 'none'}.")
    for code in parents:
        if cycle := _cycle_from(code, parents):
            yield Fault(TREE, f"{' -> '.join(cycle)} is a cycle; follow the parents and break it.")
            return
    yield from _level_faults(nodes)
    yield from _weight_faults(nodes, indicators, weights)


def _level_faults(nodes: tuple[Node, ...]) -> Iterator[Fault]:
    levels = {node.code: node.level for node in nodes}
    for node in nodes:
        if node.parent in levels and levels[node.parent] <= node.level:
            parent = f"its parent {node.parent} {levels[node.parent]}"
            yield Fault(TREE, f"{node.code} has level {node.level}, {parent}; a parent is higher.")


def _weight_faults(
    nodes: tuple[Node, ...], indicators: tuple[Indicator, ...], block: Mapping[str, Any]
) -> Iterator[Fault]:
    declared_sum = block["sum"]
    children: dict[str, list[float]] = defaultdict(list)
    files: list[tuple[str, tuple[Node | Indicator, ...]]] = [(TREE, nodes), (INDICATORS, indicators)]
    for file, items in files:
        for item in items:
            if item.parent is not None:
                children[item.parent].append(item.weight)
            if item.weight < 0:
                yield Fault(file, f"{item.code} has the weight {item.weight:g}; weights are not negative.")
    for node in nodes:
        weights = children[node.code]
        total = math.fsum(weights)
        if not weights:
            yield Fault(TREE, f"{node.code} has no child; remove it or give it an indicator.")
        elif declared_sum is not None and abs(total - declared_sum) > WEIGHT_TOLERANCE:
            words = f"the weights below {node.code} add up to {total:.10g}; they must add up to {declared_sum:g}"
            yield Fault(TREE, f"{words}, as weights.sum declares.")
        elif not any(weights) and block["method"] == "given":
            yield Fault(TREE, f"every weight below {node.code} is 0; give one of its children a weight.")


def _cycle_from(code: str, parents: Mapping[str, str | None]) -> list[str]:
    way, step = [code], parents[code]
    while step is not None and step in parents:
        if step in way:
            return [*way[way.index(step) :], step]
        way.append(step)
        step = parents[step]
    return []
