"""The rows of mart.audit_* that are computed here and not in SQL: a dictionary of columns per row.

Numbers are rounded to 10 decimals (p-values to 8), so that the last bits of a logarithm, which differ from machine to
machine, do not reach a release.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

import numpy as np

from rkci.scoring.audit.reading import Item, Run
from rkci.scoring.audit.statistics import (
    FEWEST_PAIRS,
    Vector,
    complete,
    correlate,
    cronbach_alpha,
    is_constant,
    pearson,
    principal_components,
)

DECIMALS = 10
P_DECIMALS = 8

Row = dict[str, Any]
Limits = Mapping[str, float]


def correlations(run: Run, limits: Limits) -> Iterator[Row]:
    """mart.audit_correlation."""
    for a, b, relation in _pairs(run):
        found = correlate(a.values, b.values)
        row: Row = {
            "code_a": a.code, "code_b": b.code, "level_a": a.level, "level_b": b.level, "relation": relation,
            "cities": complete(a.values, b.values)[0].size,
        }  # fmt: skip
        for kind in ("pearson", "spearman", "kendall"):
            row[kind] = found and rounded(getattr(found, kind))
            row[f"{kind}_p"] = found and rounded(getattr(found, f"{kind}_p"), P_DECIMALS)
        row["flag"] = found and _flag(relation, found.pearson, limits)
        row["reason"] = None if found else _why_not(a.code, a.values, b.code, b.values)
        yield row


def denominators(run: Run, limits: Limits) -> Iterator[Row]:
    """mart.audit_denominator."""
    for item in run.items:
        if item.reported is None:
            continue
        for code, size in run.denominators.items():
            found = correlate(item.reported, size)
            yield {
                "indicator_code": item.code,
                "denominator_code": code,
                "denominator": item.denominator,
                "cities": complete(item.reported, size)[0].size,
                "pearson": found and rounded(found.pearson),
                "spearman": found and rounded(found.spearman),
                "is_suggested": found is not None and abs(found.pearson) > limits["denominator_suggested"],
                "reason": None if found else _why_not(item.code, item.reported, code, size),
            }


def reliability(run: Run, limits: Limits) -> Iterator[Row]:
    """mart.audit_reliability."""
    for node in run.nodes:
        children = run.children(node.code)
        vectors = complete(*(child.values for child in children))
        alpha = cronbach_alpha(vectors) if vectors[0].size >= FEWEST_PAIRS else None
        yield {
            "node_code": node.code,
            "level": node.level,
            "name_id": node.name_id,
            "name_en": node.name_en,
            "items": len(children),
            "cities": vectors[0].size,
            "alpha": rounded(alpha),
            "is_low": alpha is not None and alpha < limits["alpha_min"],
            "reason": _unreliable(children, vectors),
        }


def components(run: Run, limits: Limits) -> tuple[list[Row], list[Row]]:
    """mart.audit_component and mart.audit_loading; none for a node with fewer than two varying children."""
    found: list[Row] = []
    loadings: list[Row] = []
    for node in run.nodes:
        children = run.children(node.code)
        vectors = complete(*(child.values for child in children))
        varying = [(child, vector) for child, vector in zip(children, vectors, strict=True) if not is_constant(vector)]
        if len(varying) < 2 or vectors[0].size < FEWEST_PAIRS:
            continue
        eigenvalues, eigenvectors = principal_components([vector for _, vector in varying])
        shares = 100 * eigenvalues / len(varying)
        for number, (value, eigenvector) in enumerate(zip(eigenvalues, eigenvectors, strict=True)):
            found.append(
                {
                    "node_code": node.code,
                    "component": number + 1,
                    "eigenvalue": rounded(value),
                    "variance_pct": rounded(shares[number]),
                    "cumulative_pct": rounded(shares[: number + 1].sum()),
                    "is_kept": bool(value > limits["eigenvalue_kept"]),
                }
            )
            loadings.extend(
                {
                    "node_code": node.code,
                    "component": number + 1,
                    "code": child.code,
                    "coefficient": rounded(coefficient),
                    "loading": rounded(coefficient * np.sqrt(value)),
                }
                for (child, _), coefficient in zip(varying, eigenvector, strict=True)
            )
    return found, loadings


def weights(run: Run) -> Iterator[Row]:
    """mart.audit_weight: squared correlation with the index as the linear estimate of the correlation ratio.

    After Becker, Saisana, Paruolo & Vandecasteele 2017, Ecological Indicators 80.
    """
    below = [item for item in run.items if item.parent is not None]
    found = {item.code: _correlation(item.values, run.index.values) for item in below}
    meant: dict[int, float] = defaultdict(float)
    squares: dict[int, float] = defaultdict(float)
    for item in below:
        meant[item.level] += item.effective_weight
        squares[item.level] += (found[item.code] or 0) ** 2
    for item in below:
        r = found[item.code]
        importance = r * r / squares[item.level] * meant[item.level] if r and squares[item.level] else r
        yield {
            "code": item.code,
            "parent_code": item.parent,
            "level": item.level,
            "name_id": item.name_id,
            "name_en": item.name_en,
            "effective_weight": item.effective_weight,
            "correlation": rounded(r),
            "importance": rounded(importance),
            "difference": None if importance is None else rounded(importance - item.effective_weight),
            "reason": None if r is not None else _why_not(item.code, item.values, run.index.code, run.index.values),
        }


def rounded(value: float | None, decimals: int = DECIMALS) -> float | None:
    """The number without its last bits; -0 is 0."""
    return None if value is None else round(float(value), decimals) + 0.0


def _pairs(run: Run) -> Iterator[tuple[Item, Item, str]]:
    """The pairs of mart.audit_correlation with their relation, the lower one of a line of descent first."""
    line = {item.code: [node.code for node in run.above(item)] for item in run.items}
    for a, b in combinations(run.items, 2):
        if a.code in line[b.code]:
            a, b = b, a
        if b.code in line[a.code]:
            yield a, b, "parent" if a.parent == b.code else "ancestor"
        elif a.is_node == b.is_node:
            yield a, b, "same_parent" if a.parent == b.parent else "across"


def _flag(relation: str, r: float, limits: Limits) -> str | None:
    if relation != "across" and r < limits["correlation_negative"]:
        return "negative"
    if relation == "parent" and r < limits["correlation_weak"]:
        return "weak"
    if relation in ("same_parent", "across") and r > limits["correlation_collinear"]:
        return "collinear"
    return None


def _correlation(x: Vector, y: Vector) -> float | None:
    x, y = complete(x, y)
    if x.size < FEWEST_PAIRS or is_constant(x) or is_constant(y):
        return None
    return pearson(x, y)


def _why_not(code_a: str, a: Vector, code_b: str, b: Vector) -> str:
    """Why two vectors have no correlation."""
    a, b = complete(a, b)
    if a.size < FEWEST_PAIRS:
        return f"Fewer than {FEWEST_PAIRS} cities have both."
    constant = " and ".join(code for code, values in ((code_a, a), (code_b, b)) if is_constant(values))
    return f"Every city that has both has the same value: {constant}."


def _unreliable(children: list[Item], vectors: list[Vector]) -> str | None:
    """Why a node has no alpha, or a child no part in the components; None if nothing stands against either."""
    if len(children) < 2:
        return "It has one child."
    if vectors[0].size < FEWEST_PAIRS:
        return f"Fewer than {FEWEST_PAIRS} cities have every child."
    constant = [child.code for child, vector in zip(children, vectors, strict=True) if is_constant(vector)]
    if constant:
        return f"The same value for every city, so no part in the components: {', '.join(constant)}."
    if cronbach_alpha(vectors) is None:
        return "The sum of the children is the same for every city."
    return None
