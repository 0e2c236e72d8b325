"""Panels of pairwise judgements: `expert,node_a,node_b,judgement` in a file judgements*.csv of the framework's folder.

A judgement says how many times as important node_a is as node_b, on Saaty's scale from 1/9 to 9, written as 3, 1/3 or
0.333. Two nodes (or indicators) with the same parent are compared; every expert judges every pair below every parent.
A pair may be judged in both directions where the two agree. Further columns (is_simulated, provenance) are carried by
the file alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from rkci.framework.model import Indicator, Node
from rkci.refusal import Fault, Refusal
from rkci.tables import read_table

COLUMNS = ("expert", "node_a", "node_b", "judgement")
NUMBER = r"\d+(?:\.\d+)?"
JUDGEMENT = re.compile(rf"({NUMBER})(?:/({NUMBER}))?")
LOWEST, HIGHEST = 0.11, 9.0
"""Saaty's scale; 0.11 is 1/9 as people write it."""
ROUNDING = 0.02
"""How far the product of the two directions of a pair may be from 1: 9 x 0.11 is 0.99."""
MOST_CHILDREN = 15
"""Beyond it Saaty gives no random index."""

Pair = tuple[str, str]


class Judged(NamedTuple):
    """The experts in order, and the ratios of each: a pair in one direction at least."""

    experts: tuple[str, ...]
    ratios: dict[str, dict[Pair, float]]


def children_of(nodes: tuple[Node, ...], indicators: tuple[Indicator, ...]) -> dict[str, list[str]]:
    """Parent to the codes of its children, in the order of the files.

    A child without weight beside others that have one is asked only, to check them: nobody judges it.
    """
    children: dict[str, list[Node | Indicator]] = defaultdict(list)
    items: tuple[Node | Indicator, ...] = (*nodes, *indicators)
    for item in items:
        if item.parent is not None:
            children[item.parent].append(item)
    weighed = {parent: [item for item in below if item.weight > 0] or below for parent, below in children.items()}
    return {parent: [item.code for item in below] for parent, below in weighed.items()}


def read(file: Path, siblings: Mapping[str, Sequence[str]], faults: list[Fault]) -> Judged:
    """The judgements of a file on the children of each parent; what is invalid goes to `faults`."""
    parent_of = {child: parent for parent, children in siblings.items() for child in children}
    ratios: dict[str, dict[Pair, float]] = defaultdict(dict)
    try:
        rows = read_table(file, COLUMNS)
    except Refusal as refusal:
        faults.extend(refusal.faults)
        return Judged((), {})
    before = len(faults)
    for number, row in rows:
        faults.extend(_row_faults(file.name, number, row, parent_of, ratios))
    for parent, children in siblings.items():
        if len(children) > MOST_CHILDREN:
            words = (
                f"{parent} has {len(children)} children; at most {MOST_CHILDREN} can be judged in pairs, group them."
            )
            faults.append(Fault(file.name, words))
    if not rows:
        faults.append(Fault(file.name, "it has no judgement; let the experts judge, or choose weights.method given."))
    if len(faults) == before:
        faults.extend(_missing(file.name, siblings, ratios))
    return Judged(tuple(sorted(ratios)), dict(ratios))


def ratio_of(text: str) -> float | None:
    """3, 1/3 or 0.333 as a number; None if it is none or outside Saaty's scale."""
    written = JUDGEMENT.fullmatch(text.strip())
    if written is None or (written[2] is not None and float(written[2]) == 0):
        return None
    ratio = float(written[1]) / float(written[2] or 1)
    return ratio if LOWEST <= ratio <= HIGHEST else None


def _row_faults(
    file: str, number: int, row: Mapping[str, str], parent_of: Mapping[str, str], ratios: dict[str, dict[Pair, float]]
) -> Iterator[Fault]:
    expert, node_a, node_b = (row[column].strip() for column in COLUMNS[:3])
    ratio = ratio_of(row["judgement"])
    unknown = [(column, row[column].strip()) for column in ("node_a", "node_b") if row[column].strip() not in parent_of]
    if not expert:
        yield Fault(file, "it is empty; name the expert, or give a code.", number, "expert")
    for column, code in unknown:
        yield Fault(
            file, f"{code!r} is not a node or indicator below another; see tree.csv and indicators.csv.", number, column
        )
    if ratio is None:
        words = f"it is {row['judgement']!r}; it must be from 1/9 to 9, written as 3, 1/3 or 0.333."
        yield Fault(file, words, number, "judgement")
    if not expert or unknown or ratio is None:
        return
    own = ratios[expert]
    if node_a == node_b:
        yield Fault(file, f"{node_a} is compared with itself; remove the row.", number, "node_b")
    elif parent_of[node_a] != parent_of[node_b]:
        words = f"{node_a} is below {parent_of[node_a]}, {node_b} below {parent_of[node_b]}; compare siblings."
        yield Fault(file, words, number, "node_b")
    elif (node_a, node_b) in own:
        yield Fault(file, f"{expert} has judged {node_a} and {node_b} already; keep one.", number, "judgement")
    elif (node_b, node_a) in own and abs(ratio * own[node_b, node_a] - 1) > ROUNDING:
        words = (
            f"{expert} says {own[node_b, node_a]:.3g} for {node_b} and {node_a}, and {ratio:.3g} the other way round"
        )
        yield Fault(file, f"{words}, which is not its reciprocal; keep one.", number, "judgement")
    elif (node_b, node_a) not in own:
        own[node_a, node_b] = ratio


def _missing(
    file: str, siblings: Mapping[str, Sequence[str]], ratios: Mapping[str, Mapping[Pair, float]]
) -> Iterator[Fault]:
    for expert in sorted(ratios):
        for parent, children in siblings.items():
            pairs = [
                f"{a} and {b}"
                for a, b in combinations(children, 2)
                if (a, b) not in ratios[expert] and (b, a) not in ratios[expert]
            ]
            if pairs:
                words = f"{expert} has not judged every pair below {parent}: {', '.join(pairs)} missing"
                yield Fault(file, f"{words}; add a row for each.")
