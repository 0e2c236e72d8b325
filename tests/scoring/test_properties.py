"""What must hold for any data: invariance, monotony, adding up. Each example is scored by the SQL and rolled back."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg2.extensions import connection as Connection

from rkci import framework as frameworks
from rkci.framework import Framework
from rkci.refusal import Refusal
from rkci.scoring import ad_hoc
from rkci.scoring.given import Cell, Given
from rkci.scoring.run import Unit

few = settings(max_examples=12)
CODES = ("x", "y", "z")
Column = Sequence[float | None]
Score = Callable[..., dict[str, Any]]

whole = st.integers(-1000, 1000).map(float)
positive = st.integers(1, 100).map(float)


def columns(value: st.SearchStrategy[float], *, gaps: bool = True) -> st.SearchStrategy[list[list[float | None]]]:
    """Three indicators over six units, each with two different values at least."""
    cell = st.one_of(st.none(), value, value, value) if gaps else value
    column = st.lists(cell, min_size=6, max_size=6).filter(lambda cells: len({*cells} - {None}) > 1)
    return st.lists(column, min_size=3, max_size=3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """x (weight 1) and y (3, less is better) under p (2); z under q (1); goalposts from -1000 to 1000."""
    posts = {"goalpost_low": -1000, "goalpost_high": 1000}
    return made.framework(
        tmp_path_factory.mktemp("properties") / "made",
        {
            "x": {"parent": "p", "weight": 1, **posts},
            "y": {"parent": "p", "weight": 3, "direction": -1, **posts},
            "z": {"parent": "q", **posts},
        },
        {"p": {"weight": 2, "level": 3}, "q": {"level": 2}},
    )


@pytest.fixture
def score(connection: Connection, folder: Path) -> Score:
    """Columns of values to vectors by code: normalised, score, contribution; and the effective weights."""

    def scored(
        values: Sequence[Column],
        *choices: str,
        change: Callable[[Framework], Framework] = lambda framework: framework,
        order: Iterable[int] = range(6),
    ) -> dict[str, Any]:
        framework = change(frameworks.load(folder, choices))
        units = [Unit(f"u{place}", "", {"size": str(place % 2)}) for place in order]
        cells = {
            (unit.code, code): Cell(x, "missing" if x is None else "reported", None, None, None)
            for unit in units
            for code, column in zip(CODES, values, strict=True)
            for x in [column[int(unit.code[1:])]]
        }
        try:
            run_id = ad_hoc.run(connection, framework, Given(units, cells, False))
            with connection.cursor() as cursor:
                found: dict[str, Any] = {}
                for step in ("imputed", "treated", "normalised"):
                    cursor.execute(f"select indicator_code, value from scoring.{step} where run_id = %s", (run_id,))
                    found[step] = dict(cursor.fetchall())
                cursor.execute("select node_code, score from scoring.score where run_id = %s", (run_id,))
                found["score"] = dict(cursor.fetchall())
                cursor.execute("select code, effective_weight from scoring.weight where run_id = %s", (run_id,))
                found["weight"] = dict(cursor.fetchall())
                cursor.execute(
                    "select node_code, rank from scoring.rank where run_id = %s and group_column = 'overall'", (run_id,)
                )
                found["rank"] = dict(cursor.fetchall())
                cursor.execute(
                    "select code, array_agg(given.contribution order by unit.place) from scoring.run_unit as unit"
                    " cross join (values ('index'), ('x'), ('y'), ('z')) as item (code)"
                    " left join scoring.contribution as given using (run_id, unit_code, code)"
                    " where unit.run_id = %s group by code",
                    (run_id,),
                )
                found["contribution"] = dict(cursor.fetchall())
            return found
        finally:
            connection.rollback()

    return scored


def near(found: dict[str, Column], expected: dict[str, Column], tolerance: float = 1e-9) -> bool:
    return all(
        (left is None) == (right is None)
        and (left is None or right is None or math.isclose(left, right, rel_tol=tolerance, abs_tol=tolerance))
        for code in expected
        for left, right in zip(found[code], expected[code], strict=True)
    )


def mapped(values: Sequence[Column], function: Callable[[float], float]) -> list[Column]:
    return [[None if x is None else function(x) for x in column] for column in values]


@pytest.mark.parametrize("method", ["minmax", "zscore", "distance_to_max"])
@few
@given(values=columns(whole), scale=st.sampled_from([1e-6, 0.3, 7.0, 1e6]), shift=st.integers(-5000, 5000))
def test_another_unit_of_measurement_changes_no_normalised_value(
    score: Score, method: str, values: Sequence[Column], scale: float, shift: int
) -> None:
    choice = f"normalisation.method={method}"
    moved = score(mapped(values, lambda x: scale * (x + shift)), choice)
    assert near(moved["normalised"], score(values, choice)["normalised"], 1e-7)


@pytest.mark.parametrize("method", ["rank", "percentile_rank", "borda"])
@few
@given(values=columns(whole))
def test_rank_methods_see_the_order_alone(score: Score, method: str, values: Sequence[Column]) -> None:
    choice = f"normalisation.method={method}"
    bent = score(mapped(values, lambda x: x**3 + 5 * x - 9), choice)
    assert bent["normalised"] == score(values, choice)["normalised"]


NOISY = [0.1 + 0.2, 0.3, 9.999999999999998, 10.0, -0.7, -0.1 * 7]
"""Three pairs that differ by the last bits of a sum alone, one of them on both sides of a power of ten."""
APART = [0.3, 0.30000001, 10.0, 10.000001, -0.7, -0.7000001]


@pytest.mark.parametrize(
    ("method", "tied", "apart"),
    [
        ("rank", [3, 3, 5, 5, 1, 1], [3, 4, 5, 6, 2, 1]),
        ("borda", [2, 2, 4, 4, 0, 0], [2, 3, 4, 5, 1, 0]),
        ("percentile_rank", [0.4, 0.4, 0.8, 0.8, 0, 0], [0.4, 0.6, 0.8, 1, 0.2, 0]),
    ],
)
def test_rounding_noise_splits_no_tie(score: Score, method: str, tied: list[float], apart: list[float]) -> None:
    for values, expected in ((NOISY, tied), (APART, apart)):
        found = score([values] * len(CODES), f"normalisation.method={method}")["normalised"]
        assert found["x"] == pytest.approx(expected)
        assert (
            found["y"]
            == score([[-x for x in values]] * len(CODES), f"normalisation.method={method}")["normalised"]["x"]
        )


def test_rounding_noise_wins_no_comparison_of_copeland(score: Score) -> None:
    choices = ("normalisation.method=zscore", "aggregation.default=copeland")
    tied, apart = (score([values] * len(CODES), *choices)["score"]["q"] for values in (NOISY, APART))
    assert (tied[2] == tied[3], apart[2] == apart[3]) == (True, False)


@few
@given(values=columns(whole), order=st.permutations(range(6)))
def test_the_order_in_which_units_are_given_changes_nothing(
    score: Score, values: Sequence[Column], order: Sequence[int]
) -> None:
    choices = ("normalisation.method=zscore", "imputation.method=group_mean", "imputation.group=size")
    assert score(values, *choices, order=order) == score(values, *choices)


@pytest.mark.parametrize("aggregation", ["arithmetic", "copeland"])
@few
@given(values=columns(whole, gaps=False), order=st.permutations(range(6)))
def test_units_that_swap_their_values_swap_their_places(
    score: Score, aggregation: str, values: Sequence[Column], order: Sequence[int]
) -> None:
    choices = (f"aggregation.default={aggregation}", "treatment.method=winsorise_log", "ranking.digits=8")
    before, after = score(values, *choices), score([[column[place] for place in order] for column in values], *choices)
    swapped = {code: [vector[place] for place in order] for code, vector in before["score"].items()}
    assert near(after["score"], swapped)
    assert after["rank"]["index"] == [before["rank"]["index"][place] for place in order]


@pytest.mark.parametrize("aggregation", ["arithmetic", "geometric", "harmonic"])
@few
@given(values=columns(whole), code=st.sampled_from([0, 1, 2]), unit=st.integers(0, 5), step=st.integers(1, 500))
def test_a_better_value_never_lowers_its_own_index_and_moves_no_other(
    score: Score, aggregation: str, values: list[list[float | None]], code: int, unit: int, step: int
) -> None:
    choices = ("normalisation.method=goalposts", "normalisation.min=1", "normalisation.truncate=true",
               f"aggregation.default={aggregation}")  # fmt: skip
    before = score(values, *choices)["score"]["index"]
    given_value = values[code][unit]
    if given_value is None:
        return
    better = [list(column) for column in values]
    better[code][unit] = given_value + (-step if CODES[code] == "y" else step)
    after = score(better, *choices)["score"]["index"]
    assert after[unit] >= before[unit] * (1 - 1e-12)
    assert after[:unit] + after[unit + 1 :] == before[:unit] + before[unit + 1 :]


@pytest.mark.parametrize(
    ("aggregation", "power", "transform"),
    [
        ("arithmetic", 1.0, lambda x: x),
        ("geometric", 1.0, math.log),
        ("harmonic", 1.0, lambda x: 1 / x),
        ("generalised", 2.0, lambda x: x**2),
        ("generalised", -0.5, lambda x: x**-0.5),
    ],
)
@pytest.mark.parametrize("below", ["arithmetic", "same"])
@few
@given(values=columns(whole))
def test_contributions_add_up_to_the_transform_of_the_index(
    score: Score, aggregation: str, power: float, transform: Callable[[float], float], below: str, values: list[Column]
) -> None:
    choices = [f"aggregation.default={aggregation}", f"aggregation.power={power}", "normalisation.min=1"]
    if below == "arithmetic":
        choices += ["aggregation.by_parent.p=arithmetic", "aggregation.by_parent.q=arithmetic"]
    found = score(values, *choices)
    for place, index in enumerate(found["score"]["index"]):
        parts = [found["contribution"][code][place] for code in CODES]
        if index is None:
            assert parts == [None, None, None]
        else:
            assert math.isclose(sum(part or 0 for part in parts), transform(index), rel_tol=1e-9, abs_tol=1e-12)


@few
@given(values=columns(whole), factor=st.sampled_from([1e-3, 0.1, 3.0, 1e4]))
def test_weights_count_by_their_ratio_alone(score: Score, values: list[Column], factor: float) -> None:
    def rescaled(framework: Framework) -> Framework:
        return replace(
            framework,
            nodes=tuple(replace(node, weight=node.weight * factor) for node in framework.nodes),
            indicators=tuple(replace(each, weight=each.weight * factor) for each in framework.indicators),
        )

    before, after = score(values), score(values, change=rescaled)
    assert near(after["score"], before["score"], 1e-12)
    assert after["weight"] == pytest.approx(before["weight"], rel=1e-12)


@few
@given(weights=st.lists(st.floats(0.001, 1000), min_size=5, max_size=5))
def test_effective_weights_of_the_indicators_add_up_to_one(score: Score, weights: list[float]) -> None:
    def reweighted(framework: Framework) -> Framework:
        index, *nodes = framework.nodes
        return replace(
            framework,
            nodes=(index, *(replace(node, weight=weight) for node, weight in zip(nodes, weights[:2], strict=True))),
            indicators=tuple(
                replace(each, weight=weight) for each, weight in zip(framework.indicators, weights[2:], strict=True)
            ),
        )

    found = score([[1, 2, 3, 4, 5, 6]] * 3, change=reweighted)["weight"]
    assert math.fsum(found[code] for code in CODES) == pytest.approx(1, rel=1e-12)
    assert found["p"] + found["q"] == pytest.approx(1, rel=1e-12)


@few
@given(values=columns(positive))
def test_harmonic_is_at_most_geometric_and_that_at_most_arithmetic(score: Score, values: list[Column]) -> None:
    scaled = ("normalisation.method=goalposts", "normalisation.min=1", "normalisation.max=100")
    harmonic, geometric, arithmetic = (
        score(values, *scaled, f"aggregation.default={mean}")["score"]
        for mean in ("harmonic", "geometric", "arithmetic")
    )
    for low, high in ((harmonic, geometric), (geometric, arithmetic)):
        for code in ("p", "q", "index"):
            for smaller, larger in zip(low[code], high[code], strict=True):
                assert (smaller is None) == (larger is None)
                assert smaller is None or smaller <= larger * (1 + 1e-12)


@settings(few, max_examples=60)
@given(
    values=st.lists(
        st.one_of(st.none(), st.integers(-30, 30), st.sampled_from([500, 900, -700])), min_size=4, max_size=25
    ),
    winmax=st.integers(0, 6),
)
def test_winsorising_moves_few_points_to_values_that_there_are_and_keeps_the_order(
    connection: Connection, values: list[int | None], winmax: int
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select value, winsorised_high + winsorised_low from"
            " scoring.treat(%s::double precision[], 'winsorise_log', %s, 2, 3.5, 'none', null)",
            (values, winmax),
        )
        ((after, points),) = cursor.fetchall()
    present = [(before, moved) for before, moved in zip(values, after, strict=True) if before is not None]
    assert [x is None for x in after] == [x is None for x in values]
    assert sum(before != moved for before, moved in present) == points
    ties = max((sum(x == before for x, _ in present) for before, _ in present), default=0)
    assert points <= (winmax - 1 + ties if winmax else 0)
    assert {moved for _, moved in present} <= {before for before, _ in present}
    ordered = [moved for _, moved in sorted(present)]
    assert ordered == sorted(ordered)


anything = st.one_of(
    st.integers(-3, 3).map(float),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([0.0, -0.0, 1e-320]),
)
METHODS = st.tuples(
    st.sampled_from(["none", "mean", "median", "group_mean", "group_median", "row_mean", "constant"]),
    st.sampled_from(["none", "winsorise_log", "log", "boxcox"]),
    st.sampled_from(
        ["minmax", "zscore", "rank", "percentile_rank", "borda", "distance_to_max", "distance_to_reference",
         "fraction_of_max", "scaled", "goalposts"]
    ),
    st.sampled_from(["arithmetic", "geometric", "harmonic", "generalised", "copeland"]),
)  # fmt: skip


@settings(few, max_examples=150)
@given(
    values=st.lists(st.lists(st.one_of(st.none(), anything), min_size=6, max_size=6), min_size=3, max_size=3),
    methods=METHODS,
)
def test_nothing_is_ever_nan_or_infinite_whatever_the_values_and_the_method(
    score: Score, values: list[Column], methods: tuple[str, str, str, str]
) -> None:
    imputation, treatment, normalisation, aggregation = methods
    choices = (
        f"imputation.method={imputation}", "imputation.group=size", "imputation.value=2",
        f"treatment.method={treatment}", "treatment.lambda=0.5",
        f"normalisation.method={normalisation}", "normalisation.reference=u0",
        f"aggregation.default={aggregation}", "aggregation.power=2", "normalisation.min=1",
    )  # fmt: skip
    try:
        found = score(values, *choices)
    except Refusal:
        return
    for step in ("imputed", "treated", "normalised", "score", "contribution"):
        for vector in found[step].values():
            assert len(vector) == 6
            assert all(x is None or math.isfinite(x) for x in vector)
