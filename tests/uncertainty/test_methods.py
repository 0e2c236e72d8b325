"""The method on matrices is the method in SQL: draw 0 equals scoring.score for every choice of every step."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from psycopg2.extensions import connection as Connection
from small_runs import Case, Simulated

from rkci.scoring.uncertainty import evaluate, plan, problem
from rkci.scoring.uncertainty.simulate import check_published

UNITS = 14
MADE = np.random.default_rng(3)
VALUES = {f"i{place}": MADE.uniform(5, 95, UNITS).round(1).tolist() for place in range(5)}
VALUES["i5"] = MADE.lognormal(1, 1.6, UNITS).clip(0.01, 99).round(3).tolist()
VALUES["i1"][4] = VALUES["i1"][9] = VALUES["i2"][0] = None
VALUES["i3"][2] = VALUES["i3"][7]
PLAIN = Case(
    VALUES,
    parents={code: f"n{int(code[1]) % 2}" for code in VALUES},
    weights={"i0": 2, "i1": 0.5, "n1": 3},
    directions={"i2": -1, "i5": -1},
    groups=["x", "y"] * (UNITS // 2),
)
WINSORISE = {"method": "winsorise_log", "skew": 0.5, "kurtosis": 0.5}

CHOICES: dict[str, list[dict[str, Any]]] = {
    "normalisation": [
        {"method": "minmax", "min": 1, "max": 100},
        {"method": "minmax", "pool": "group", "group": "class"},
        {"method": "minmax", "pool": "frozen", "truncate": True},
        {"method": "zscore", "mean": 10, "sd": 2},
        {"method": "zscore", "pool": "group", "group": "class"},
        {"method": "rank"},
        {"method": "percentile_rank"},
        {"method": "borda", "pool": "group", "group": "class"},
        {"method": "distance_to_max"},
        {"method": "distance_to_reference", "reference": "c", "cap": True},
        {"method": "fraction_of_max"},
        {"method": "scaled", "min": 2, "max": 80},
        {"method": "goalposts", "min": 1, "max": 10, "truncate": True},
    ],
    "treatment": [
        {**WINSORISE, "winmax": 0},
        {**WINSORISE, "winmax": 2},
        {**WINSORISE, "winmax": None},
        {**WINSORISE, "winmax": 1, "second": "none"},
        {**WINSORISE, "winmax": 1, "second": "log_ct_plus"},
        {**WINSORISE, "winmax": 1, "second": "log_ct_combined"},
        {**WINSORISE, "method": "log"},
        {**WINSORISE, "method": "boxcox", "lambda": 0.5},
        {**WINSORISE, "method": "boxcox", "lambda": 0},
    ],
    "imputation": [
        {"method": "mean"},
        {"method": "median"},
        {"method": "group_mean", "group": "class"},
        {"method": "group_median", "group": "class"},
        {"method": "constant", "value": 33},
        {"method": "row_mean", "scope": "parent"},
    ],
    "aggregation": [
        {"default": "geometric"},
        {"default": "harmonic"},
        {"default": "generalised", "power": 2},
        {"default": "generalised", "power": -0.5},
        {"default": "arithmetic", "data_threshold": 0.9},
        {"default": "copeland"},
        {"default": "geometric", "by_level": {"2": "arithmetic"}},
    ],
}


@pytest.mark.parametrize("step", CHOICES)
def test_draw_0_equals_sql_whatever_is_chosen_for(step: str, connection: Connection, score: Simulated) -> None:
    for choice in CHOICES[step]:
        blocks: dict[str, Any] = {"treatment": {"method": "none"}, step: dict(choice)}
        if step == "treatment":
            blocks["normalisation"] = {"method": "minmax", "pool": "all"}
        found = problem.read(connection, score(replace(PLAIN, blocks=blocks)))
        assert not np.isnan(found.index).all()
        check_published(found)


@pytest.mark.parametrize("step", ["normalisation", "treatment", "imputation"])
def test_a_draw_of_a_choice_is_what_sql_scores_when_the_choice_is_published(
    step: str, connection: Connection, score: Simulated
) -> None:
    base: dict[str, Any] = {"normalisation": {"method": "zscore"}}
    plain = problem.read(connection, score(replace(PLAIN, blocks=base)))
    for choice in CHOICES[step]:
        if choice["method"] == "row_mean":
            continue
        published = problem.read(connection, score(replace(PLAIN, blocks={**base, step: dict(choice)})))
        draw = plan.made(1, {step: choice})
        assert evaluate.index(plain, [draw])[0] == pytest.approx(published.index, rel=1e-9, abs=1e-12, nan_ok=True)


def test_a_draw_of_an_aggregation_is_what_sql_scores_when_it_is_published(
    connection: Connection, score: Simulated
) -> None:
    plain = problem.read(connection, score(PLAIN))
    for choice in ({"default": "geometric"}, {"default": "generalised", "power": 3.0}, {"default": "copeland"}):
        published = problem.read(connection, score(replace(PLAIN, blocks={"aggregation": dict(choice)})))
        draw = plan.made(1, {"aggregation": {"method": choice["default"], "power": choice.get("power")}})
        assert evaluate.index(plain, [draw])[0] == pytest.approx(published.index, rel=1e-9)
