"""Simulated runs: the same bytes, what is refused, what widens an interval, and what is kept of every draw."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from psycopg2.extensions import connection as Connection
from small_runs import Case, Simulated, rows

from rkci.scoring.uncertainty import evaluate, plan, problem
from rkci.scoring.uncertainty.problem import UncertaintyError
from rkci.scoring.uncertainty.simulate import TABLES, replay, simulate

UNITS = 12
MADE = np.random.default_rng(2017).uniform(5, 95, (6, UNITS)).round(2).tolist()
VARY: dict[str, Any] = {
    "normalisation": ["goalposts", {"method": "minmax", "min": 1, "max": 100}],
    "aggregation": ["arithmetic", "geometric"],
    "treatment": ["none", {"method": "winsorise_log", "winmax": 2, "skew": 0.5, "kurtosis": 0.5}],
    "imputation": ["mean", "median"],
    "leave_one_out": True,
    "sampling_error": True,
    "imputation_error": True,
}

NOBODY = {"ranking": {"groups": ["class"], "min_coverage": 1}, "imputation": {"method": "none"}}
"""With an indicator that nobody has: no unit covers the whole weight."""


def everything(seed: int = 7, draws: int = 60) -> Case:
    """Six indicators below two nodes; one with standard errors, one with gaps; everything varies."""
    values = {f"i{place}": list(column) for place, column in enumerate(MADE)}
    values["i1"][3] = values["i1"][8] = None
    return Case(
        values,
        {"draws": draws, "seed": seed, "weight_noise": 0.25, "vary": VARY},
        {"imputation": {"method": "mean"}},
        parents={f"i{place}": f"n{place % 2}" for place in range(6)},
        errors={"i0": [2.0] * UNITS},
        groups=["x", "y"] * (UNITS // 2),
    )


def written(connection: Connection, run_id: int) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the simulation, without its run_id."""
    found = {table: rows(connection, f"select * from scoring.{table} where run_id = %s", run_id) for table in TABLES}
    return {table: sorted((row[1:] for row in its), key=repr) for table, its in found.items()}


def index(connection: Connection, run_id: int, draw: plan.Draw) -> list[float]:
    """The index of every unit in a draw, rounded to 9 digits."""
    found: list[float] = evaluate.index(problem.read(connection, run_id), [draw])[0].round(9).tolist()
    return found


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(connection: Connection, score: Simulated) -> None:
    runs = [score(everything(seed)) for seed in (7, 7, 8)]
    for run_id in runs:
        assert simulate(connection, run_id) == 60
    first, again, other = (written(connection, run_id) for run_id in runs)
    assert repr(first) == repr(again)
    assert first["uncertainty_unit"] != other["uncertainty_unit"]
    simulate(connection, runs[0])
    assert repr(written(connection, runs[0])) == repr(first)


def test_every_draw_is_kept_and_comes_out_again_alone(connection: Connection, score: Simulated) -> None:
    run_id = score(everything())
    simulate(connection, run_id)
    found = problem.read(connection, run_id)
    together = evaluate.index(found, list(plan.draws(found)))
    assert len(together) == 61
    for draw in range(61):
        assert replay(connection, run_id, draw).tolist() == together[draw].tolist()
    with pytest.raises(UncertaintyError, match="has no draw 61"):
        replay(connection, run_id, 61)


def test_draw_0_is_what_sql_scored(connection: Connection, score: Simulated) -> None:
    run_id = score(everything())
    simulate(connection, run_id)
    kept = rows(connection, "select parameters from scoring.uncertainty_draw where run_id = %s and draw = 0", run_id)
    assert kept == [({},)]
    scores = rows(connection, "select score from scoring.score where node_code = 'index' and run_id = %s", run_id)[0][0]
    assert replay(connection, run_id, 0).tolist() == pytest.approx(scores, rel=1e-9)


def test_a_score_that_is_not_what_the_method_gives_stops_the_simulation(
    connection: Connection, score: Simulated
) -> None:
    run_id = score(Case({"x": [50, 40], "y": [30, 20]}, {"draws": 5, "seed": 1, "weight_noise": 0.1}))
    rows(
        connection,
        "update scoring.score set score[2] = 30.000001 where node_code = 'index' and run_id = %s returning 1",
        run_id,
    )
    with pytest.raises(UncertaintyError, match=r"unit b has .*30\.000001.* and .*30\.0\b"):
        simulate(connection, run_id)


def test_a_draw_that_fails_names_itself_its_choices_unit_node_and_what_to_do(
    connection: Connection, score: Simulated
) -> None:
    vary = {"aggregation": ["geometric"]}
    run_id = score(Case({"x": [50, 0], "y": [30, 20]}, {"draws": 5, "seed": 1, "weight_noise": 0.1, "vary": vary}))
    with pytest.raises(UncertaintyError, match=r"Draw 1 .*geometric.*unit b.*of index is 0.*min: 1"):
        simulate(connection, run_id)


def test_a_choice_that_gives_no_scale_names_the_indicator(connection: Connection, score: Simulated) -> None:
    vary = {"normalisation": ["minmax"]}
    run_id = score(Case({"x": [50, 40], "y": [20, 20]}, {"draws": 5, "seed": 1, "weight_noise": 0.1, "vary": vary}))
    with pytest.raises(UncertaintyError, match=r"Draw 1 .*minmax.*indicator y.*no scale"):
        simulate(connection, run_id)


def test_standard_errors_widen_the_intervals(connection: Connection, score: Simulated) -> None:
    values = {"x": [52.0, 50.0, 48.0], "y": [60.0, 50.0, 40.0]}
    noise = {"draws": 300, "seed": 3, "weight_noise": 0.1, "vary": {"sampling_error": True}}
    found = []
    for error in (None, 1.0, 8.0):
        run_id = score(Case(values, noise, errors={"x": [error] * 3}))
        simulate(connection, run_id)
        found.append(
            rows(
                connection,
                "select score_high - score_low, rank_high - rank_low from scoring.uncertainty_unit"
                " where run_id = %s and group_column = 'overall' order by unit_code",
                run_id,
            )
        )
    for certain, surveyed, badly_surveyed in zip(*found, strict=True):
        assert certain[0] < surveyed[0] < badly_surveyed[0]
        assert certain[1] <= surveyed[1] <= badly_surveyed[1]
    assert [width for _, width in found[0]] == [0, 0, 0]
    assert found[2][1][1] > 0


def test_the_error_of_an_estimate_is_normal_with_its_standard_error(connection: Connection, score: Simulated) -> None:
    noise = {"draws": 2000, "seed": 3, "vary": {"sampling_error": True}}
    run_id = score(Case({"x": [50.0, 20.0]}, noise, errors={"x": [4.0, None]}))
    found = problem.read(connection, run_id)
    drawn = evaluate.index(found, list(plan.draws(found))[1:])
    assert math.isclose(drawn[:, 0].mean(), 50, abs_tol=0.3)
    assert math.isclose(drawn[:, 0].std(), 4, abs_tol=0.2)
    assert set(drawn[:, 1]) == {20.0}


def test_an_imputed_cell_is_drawn_among_what_is_there_in_its_group(connection: Connection, score: Simulated) -> None:
    case = Case(
        {"x": [10, 20, None, 80, 90]},
        {"draws": 40, "seed": 3, "vary": {"imputation_error": True}},
        {"imputation": {"method": "group_mean", "group": "class"}},
        groups=["m", "m", "m", "n", "n"],
    )
    found = problem.read(connection, score(case))
    drawn = evaluate.index(found, list(plan.draws(found)))
    assert drawn[0].tolist() == [10, 20, 15, 80, 90]
    assert set(drawn[1:, 2]) == {10.0, 20.0}
    assert np.ptp(np.delete(drawn, 2, axis=1), axis=0).tolist() == [0, 0, 0, 0]


def test_an_indicator_is_left_out(connection: Connection, score: Simulated) -> None:
    run_id = score(Case({"x": [90, 50, 10], "y": [20, 50, 80]}, {"draws": 0}, weights={"x": 3, "y": 1}))
    assert index(connection, run_id, plan.PUBLISHED) == [72.5, 50, 27.5]
    assert index(connection, run_id, plan.Draw(1, left_out="y")) == [90, 50, 10]
    assert index(connection, run_id, plan.Draw(2, left_out="x")) == [20, 50, 80]


def test_places_follow_from_the_indicators_that_draws_leave_out(connection: Connection, score: Simulated) -> None:
    # without x: c, b, a; without y or with both: a, b, c
    case = Case(
        {"x": [90, 50, 10], "y": [20, 50, 80]},
        {"draws": 50, "seed": 4, "vary": {"leave_one_out": True}},
        weights={"x": 3, "y": 1},
    )
    run_id = score(case)
    simulate(connection, run_id)
    query = "select parameters ->> 'left_out' from scoring.uncertainty_draw where run_id = %s and draw > 0"
    kept = rows(connection, query, run_id)
    without_x = sum(left_out == "x" for (left_out,) in kept) / 50
    assert 0 < without_x < 0.6
    places = {
        (unit, place): probability
        for unit, place, probability in rows(
            connection, "select unit_code, place, probability from scoring.uncertainty_place where run_id = %s", run_id
        )
    }
    first, last = 1 - without_x, without_x
    expected = {("a", 1): first, ("a", 3): last, ("b", 2): 1.0, ("c", 3): first, ("c", 1): last}
    assert places == pytest.approx(expected)


def test_the_probabilities_of_the_places_of_a_unit_add_up_to_1(connection: Connection, score: Simulated) -> None:
    run_id = score(everything())
    simulate(connection, run_id)
    sums = rows(
        connection,
        "select sum(probability) from scoring.uncertainty_place where run_id = %s group by group_column, unit_code",
        run_id,
    )
    assert len(sums) == 2 * UNITS
    assert all(math.isclose(total, 1, rel_tol=1e-12) for (total,) in sums)


def test_a_survey_of_one_draw_is_simulated_too(connection: Connection, score: Simulated) -> None:
    run_id = score(everything(draws=1))
    assert simulate(connection, run_id) == 1


def test_a_framework_that_declares_no_uncertainty_has_none(connection: Connection, score: Simulated) -> None:
    run_id = score(Case({"x": [50, 40], "y": [30, 20]}))
    assert simulate(connection, run_id) == 0
    assert not written(connection, run_id)["uncertainty_unit"]


def test_noisy_weights_stay_within_the_noise_and_follow_the_draw_alone(
    connection: Connection, score: Simulated
) -> None:
    noise = {"draws": 200, "seed": 3, "weight_noise": 0.2}
    found = problem.read(connection, score(Case({"x": [100, 0], "y": [0, 100]}, noise, weights={"x": 3, "y": 1})))
    drawn = evaluate.index(found, list(plan.draws(found))[1:])[:, 0]
    assert 100 * 2.4 / (2.4 + 1.2) <= drawn.min() < 72
    assert 78 < drawn.max() <= 100 * 3.6 / (3.6 + 0.8)


def test_weights_of_a_dirichlet_distribution_have_the_given_ones_as_their_mean(
    connection: Connection, score: Simulated
) -> None:
    noise = {"draws": 1000, "seed": 3, "weight_noise": 0.2, "vary": {"weights": "dirichlet"}}
    found = problem.read(connection, score(Case({"x": [100, 0], "y": [0, 100]}, noise, weights={"x": 3, "y": 1})))
    drawn = evaluate.index(found, list(plan.draws(found))[1:])[:, 0] / 100
    assert math.isclose(drawn.mean(), 0.75, abs_tol=0.01)
    assert math.isclose(drawn.var(), 0.75 * 0.25 / (1 / 0.2**2 + 1), rel_tol=0.15)


def test_a_draw_on_a_scale_from_1_to_100_is_told_on_the_published_one(connection: Connection, score: Simulated) -> None:
    run_id = score(Case({"x": [90, 0], "y": [20, 40]}, {"draws": 0}))
    draw = plan.Draw(1, normalisation={"method": "goalposts", "min": 1, "max": 100})
    assert index(connection, run_id, draw) == [55, 20]


def test_a_denominator_scales_the_standard_error_as_it_scales_the_value(
    connection: Connection, score: Simulated
) -> None:
    case = Case(
        {"x": [0.0, 40.0]},
        {"draws": 500, "seed": 3, "vary": {"sampling_error": True}},
        {"denomination": {"method": "by_column"}},
        errors={"x": [4.0, 4.0]},
        denominators={"x": [2, 4]},
    )
    found = problem.read(connection, score(case))
    assert found.columns[0].standard_error.tolist() == [2, 1]


def test_a_draw_in_which_a_unit_has_no_score_does_not_count_for_it(connection: Connection, score: Simulated) -> None:
    # b has x alone: without x it has no score, and a is not held against it
    case = Case(
        {"x": [50, 40, 10], "y": [20, None, 80]},
        {"draws": 90, "seed": 4, "vary": {"leave_one_out": True}},
        weights={"x": 3, "y": 1},
    )
    run_id = score(case)
    simulate(connection, run_id)
    query = "select parameters ->> 'left_out' from scoring.uncertainty_draw where run_id = %s and draw > 0"
    without_x = sum(left_out == "x" for (left_out,) in rows(connection, query, run_id))
    told = rows(
        connection,
        "select unit_code, draws, p_beats_next from scoring.uncertainty_unit where run_id = %s order by unit_code",
        run_id,
    )
    # published: a 42.5, b 40, c 27.5; without y: 50, 40, 10; without x: a 20, c 80
    assert 0 < without_x < 90
    assert told == [("a", 90, 1.0), ("b", 90 - without_x, 1.0), ("c", 90, None)]


def test_an_error_that_takes_a_value_where_it_has_no_logarithm_fails_by_draw_and_unit(
    connection: Connection, score: Simulated
) -> None:
    noise = {"draws": 200, "seed": 3, "vary": {"sampling_error": True}}
    run_id = score(Case({"x": [50.0, 5.0]}, noise, errors={"x": [None, 4.0]}, logarithms=["x"]))
    with pytest.raises(UncertaintyError, match=r"Draw (\d+) .*unit b, indicator x, a child of index: -.* no logarithm"):
        simulate(connection, run_id)


def test_an_indicator_that_a_draw_leaves_out_cannot_fail_it(connection: Connection, score: Simulated) -> None:
    run_id = score(Case({"x": [50, 0], "y": [30, 20]}, {"draws": 0}))
    draw = plan.Draw(1, aggregation={"method": "geometric"}, left_out="x")
    assert index(connection, run_id, draw) == [30, 20]


def test_a_run_that_ranks_nobody_has_draws_and_no_result(connection: Connection, score: Simulated) -> None:
    case = everything(draws=4)
    run_id = score(replace(case, values={**case.values, "i5": [None] * UNITS}, blocks={**case.blocks, **NOBODY}))
    assert simulate(connection, run_id) == 4
    assert not written(connection, run_id)["uncertainty_unit"]
