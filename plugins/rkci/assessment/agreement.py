"""How far assessors agree: weighted kappa and shares of equal levels, over the first two readers of each answer."""

from dataclasses import asdict, dataclass
from typing import Any

import pandas
from psycopg2.extensions import connection as Connection

from rkci.database import frames, sql_files

ALL = "all"
"""Stands for the code of a question where the agreement is over all of them."""

HEADER = ("indicator", "pairs", "exact", "within one", "weighted kappa", "note")


@dataclass(frozen=True)
class Agreement:
    """Agreement of pairs of readers; percentages from 0 to 100, no kappa where `note` says why."""

    pairs: int
    exact_pct: float
    within_one_pct: float
    weighted_kappa: float | None
    note: str


def of(pairs: list[tuple[int, int]]) -> Agreement:
    """Agreement of at least one pair of levels.

    Who of the two is called first is chance, so each pair is counted both ways: the two readers then have the same
    distribution of levels, and no order of names changes the figure. Kappa is Cohen's (1968) with quadratic weights:
    1 - (mean squared difference of the pairs) / (mean squared difference that chance gives).
    """
    from sklearn.metrics import cohen_kappa_score

    first = [one for one, _ in pairs] + [other for _, other in pairs]
    second = [other for _, other in pairs] + [one for one, _ in pairs]
    constant = len(set(first)) == 1
    distances = [abs(one - other) for one, other in pairs]
    return Agreement(
        pairs=len(pairs),
        exact_pct=100 * distances.count(0) / len(pairs),
        within_one_pct=100 * sum(distance <= 1 for distance in distances) / len(pairs),
        weighted_kappa=None if constant else float(cohen_kappa_score(first, second, weights="quadratic")),
        note=f"no kappa: every level given is {first[0]}, so chance alone agrees always" if constant else "",
    )


def compute(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Rebuild quality.assessor_agreement of a cycle from its accepted assessments; returns its rows by its name."""
    pairs = frames.read(connection, "read/assessment/pairs.sql", {"cycle": cycle_year})
    with_all = pandas.concat([pairs, pairs.assign(indicator_code=ALL)])
    found = [
        {"cycle_year": cycle_year, "indicator_code": code}
        | asdict(of(list(zip(group["first_level"], group["second_level"], strict=True))))
        for code, group in with_all.groupby("indicator_code")
    ]
    with connection.cursor() as cursor:
        cursor.execute("delete from quality.assessor_agreement where cycle_year = %s", (cycle_year,))
    frames.append(connection, "quality.assessor_agreement", pandas.DataFrame(found, dtype=object))
    return {"quality.assessor_agreement": len(found)}


def table(connection: Connection, cycle_year: int) -> list[tuple[str, ...]]:
    """Rows under HEADER as people read them, all questions together last; none where nothing was read twice."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select indicator_code, pairs, exact_pct, within_one_pct, weighted_kappa, note"
            " from quality.assessor_agreement where cycle_year = %s"
            " order by indicator_code = %s, indicator_code",
            (cycle_year, ALL),
        )
        return [_words(*row) for row in cursor.fetchall()]


def states(connection: Connection, cycle_year: int) -> list[dict[str, Any]]:
    """How many answers are agreed, settled, open or read once, and how many levels differ from the claim."""
    return sql_files.query(connection, "read/assessment/totals.sql", {"cycle": cycle_year})


def _words(code: str, pairs: int, exact: float, within_one: float, kappa: float | None, note: str) -> tuple[str, ...]:
    return (
        code, str(pairs), f"{exact:.0f} %", f"{within_one:.0f} %", "-" if kappa is None else f"{kappa:.3f}", note,
    )  # fmt: skip
