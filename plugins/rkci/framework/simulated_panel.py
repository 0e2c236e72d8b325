"""A simulated panel of experts around a framework's weights, marked as simulated in every row."""

import io
import math
import random
from collections.abc import Sequence
from itertools import combinations

from rkci.framework import Framework
from rkci.framework.ahp import priorities
from rkci.framework.judgements import COLUMNS, children_of
from rkci.refusal import Refusal
from rkci.tables import write_rows

SCALE = [(f"1/{n}", 1 / n) for n in range(9, 1, -1)] + [(str(n), float(n)) for n in range(1, 10)]
"""Saaty's scale, as written and as a number."""
OPINION, SLIP = 0.3, 0.15
"""Standard deviations of the logarithm: of what an expert thinks a weight is, and of one judgement around that."""
CONSISTENT = 0.1
MOST_TRIES = 1000


def simulate(framework: Framework, experts: int, seed: int) -> str:
    """The panel as CSV text; the same seed gives the same bytes.

    Each expert's judgements below a parent are redrawn until their consistency ratio is at most 0.1.
    Raises Refusal if no consistent judgements are drawn.
    """
    weights = {node.code: node.weight for node in framework.nodes}
    weights |= {indicator.code: indicator.weight for indicator in framework.indicators}
    provenance = f"simulated, seed {seed}"
    text = io.StringIO()
    rows = [[*COLUMNS, "is_simulated", "provenance"]]
    siblings = children_of(framework.nodes, framework.indicators)
    for number in range(1, experts + 1):
        expert = f"expert_{number:02d}"
        for parent, children in siblings.items():
            draws = random.Random(f"{seed} {expert} {parent}")  # noqa: S311
            judgements = _judgements(draws, [weights[child] for child in children])
            for (a, b), judgement in zip(combinations(children, 2), judgements, strict=True):
                rows.append([expert, a, b, judgement, "true", provenance])
    write_rows(text, rows)
    return text.getvalue()


def _judgements(draws: random.Random, weights: Sequence[float]) -> list[str]:
    """What one expert writes for every pair of children, in the order of `combinations`."""
    for _ in range(MOST_TRIES):
        opinion = [math.log(weight) + draws.gauss(0, OPINION) for weight in weights]
        written = {
            (a, b): min(SCALE, key=lambda step: abs(math.log(step[1]) - aim))
            for a, b in combinations(range(len(weights)), 2)
            for aim in [opinion[a] - opinion[b] + draws.gauss(0, SLIP)]
        }
        matrix = [
            [1.0 if a == b else written[a, b][1] if a < b else 1 / written[b, a][1] for b in range(len(weights))]
            for a in range(len(weights))
        ]
        if len(weights) < 2 or priorities(matrix).consistency_ratio <= CONSISTENT:
            return [text for text, _ in written.values()]
    raise Refusal(f"No consistent judgements were drawn in {MOST_TRIES} tries; the weights are too far apart.")
