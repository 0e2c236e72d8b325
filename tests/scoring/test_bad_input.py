"""Invalid input, through `rkci score`: refused with what, where and what to do, or a documented result."""

import math
from collections.abc import Sequence

import pytest
from made import Lab

SCALED = ("normalisation.method=scaled", "normalisation.min=0", "normalisation.max=100")
SIZES = [("a", "Unit a", "big"), ("b", "Unit b", "big"), ("c", "Unit c", "small")]


def refused(lab: Lab, *choices: str) -> str:
    """What the command says on refusing; it writes nothing."""
    said = lab.score(*choices)
    assert said.code == 1
    assert said.out == ""
    assert "Traceback" not in said.err
    assert not lab.out.exists()
    return said.err


def scored(lab: Lab, *choices: str) -> str:
    """What the command says on standard error when all is well; no step holds anything that is not a number."""
    said = lab.score(*choices)
    assert said.code == 0, said.err
    for step in ("selected", "denominated", "imputed", "treated", "normalised", "scores", "ranks", "contributions"):
        assert all(value is None or math.isfinite(value) for value in lab.numbers(step).values())
    return said.err


def test_a_constant_indicator_is_refused_by_name(lab: Lab) -> None:
    lab.values([(unit, "x", 7) for unit in "abc"])
    assert refused(lab) == (
        "Step normalised: Indicator x cannot be normalised by minmax: it has the same value for every unit; give it "
        "goalposts, an explicit normalisation.constant, or leave it out.\n"
    )


@pytest.mark.parametrize("method", ["zscore", "distance_to_max"])
def test_a_constant_indicator_is_refused_by_every_method_that_needs_a_spread(lab: Lab, method: str) -> None:
    lab.values([(unit, "x", 7) for unit in "abc"])
    message = refused(lab, f"normalisation.method={method}")
    assert f"Indicator x cannot be normalised by {method}: it has the same value for every unit" in message


def test_a_constant_indicator_takes_the_value_that_normalisation_constant_states(lab: Lab) -> None:
    lab.values([(unit, "x", 7) for unit in "abc"] + [("a", "y", 0), ("b", "y", 10)])
    scored(lab, "normalisation.constant=50")
    normalised = lab.numbers("normalised")
    assert [normalised[unit, "x"] for unit in "abc"] == [50, 50, 50]
    assert [normalised[unit, "y"] for unit in "abc"] == [0, 100, None]


def test_an_indicator_without_any_value_is_empty_and_the_others_carry_the_index(lab: Lab) -> None:
    lab.values([("a", "x", 1), ("b", "x", 2), ("c", "x", 3)])
    scored(lab)
    assert [lab.numbers("normalised")[unit, "y"] for unit in "abc"] == [None, None, None]
    assert [lab.numbers("scores")[unit, "index"] for unit in "abc"] == [0, 50, 100]
    assert {row["code"] for row in lab.rows("contributions")} == {"x"}


def test_no_value_at_all_gives_no_score_and_no_rank(lab: Lab) -> None:
    lab.values([])
    scored(lab)
    assert set(lab.numbers("scores").values()) == {None}
    assert lab.rows("ranks") == []
    assert lab.rows("contributions") == []


def test_one_unit_has_no_spread_but_goalposts_score_it(lab: Lab) -> None:
    lab.units([("a", "Unit a")])
    lab.values([("a", "x", 5), ("a", "y", 10)])
    assert "Indicator x cannot be normalised by minmax: only one unit has a value; give it goalposts" in refused(lab)
    lab.framework({"x": {"goalpost_low": 0, "goalpost_high": 10}, "y": {"goalpost_low": 0, "goalpost_high": 10}})
    scored(lab, "normalisation.method=goalposts")
    assert lab.numbers("scores")["a", "index"] == 75
    assert lab.numbers("ranks")["a", "index", "overall"] == 1


@pytest.mark.parametrize("value", [0, -2])
@pytest.mark.parametrize(
    "choices",
    [
        ("aggregation.default=geometric",),
        ("aggregation.default=harmonic",),
        ("aggregation.default=generalised", "aggregation.power=-1"),
    ],
)
def test_a_mean_that_needs_positive_values_refuses_zero_and_less_with_unit_and_child(
    lab: Lab, choices: Sequence[str], value: float
) -> None:
    lab.values([("a", "x", 1), ("b", "x", value), ("a", "y", 10), ("b", "y", 30)])
    method = choices[0].partition("=")[2]
    assert refused(lab, *SCALED, *choices) == (
        f"Step score: Unit b: a child of index has the value {value} (x), and a {method} mean needs positive ones: "
        "normalise to a range above 0 or aggregate otherwise.\n"
    )


@pytest.mark.parametrize("text", ["inf", "-inf", "Infinity", "nan", "NaN", "1e999", "n/a", "1,5", "1 000", "-", "0x1"])
def test_what_is_no_finite_number_is_refused_with_its_row(lab: Lab, text: str) -> None:
    lab.values([("a", "x", 1), ("b", "x", text)])
    assert refused(lab) == (
        "Values that cannot be scored: 1. Fix each.\n"
        f"- values.csv, row 3, column value: {text!r} is not a number; write a decimal point, and leave it empty if it "
        "is missing.\n"
    )


def test_everything_that_is_wrong_with_the_values_is_said_at_once(lab: Lab) -> None:
    lab.values([("a", "x", 1), ("a", "x", 1), ("q", "x", 1), ("a", "teeth", 1), ("b", "x", "many")])
    assert refused(lab).splitlines() == [
        "Values that cannot be scored: 4. Fix each.",
        "- values.csv, row 3: a, x has a value already; keep one.",
        "- values.csv, row 4, column unit: unit 'q' is not in the units; add it there.",
        "- values.csv, row 5, column indicator: indicator 'teeth' is not in made; leave it out or declare it.",
        "- values.csv, row 6, column value: 'many' is not a number; write a decimal point, and leave it empty if it is "
        "missing.",
    ]


def test_a_unit_that_is_listed_twice_is_refused_with_its_row(lab: Lab) -> None:
    lab.units([("a", "Unit a"), ("b", "Unit b"), ("c", "Unit c"), ("a", "Unit A")])
    assert "units.csv, row 5, column unit: a is listed already; keep one." in refused(lab)


def test_a_unit_without_a_code_is_refused_with_its_row(lab: Lab) -> None:
    lab.units([("a", "Unit a"), ("", "Unit b")])
    assert "units.csv, row 3, column unit: the unit is empty; give it a code." in refused(lab)


@pytest.mark.parametrize("name", ["values", "units"])
def test_a_file_that_is_not_there_is_refused_by_name(lab: Lab, name: str) -> None:
    (lab.folder / f"{name}.csv").unlink()
    assert f"{name}.csv: it is missing in {lab.folder.name}; put it there." in refused(lab)


def test_an_empty_units_file_is_refused(lab: Lab) -> None:
    lab.units([])
    assert "units.csv: it has no unit; name at least one." in refused(lab)
    (lab.folder / "units.csv").write_text("")
    assert "units.csv, row 1, column unit: the column is missing; found are none." in refused(lab)


def test_a_parent_below_its_data_threshold_is_missing_and_no_error(lab: Lab) -> None:
    lab.values([("a", "x", 1), ("b", "x", 2), ("c", "x", 3), ("a", "y", 10), ("b", "y", 30)])
    scored(lab, "aggregation.data_threshold=0.6")
    assert lab.numbers("scores") == {("a", "index"): 0, ("b", "index"): 75, ("c", "index"): None}
    assert ("c", "index", "overall") not in lab.numbers("ranks")
    assert "c" not in {row["unit"] for row in lab.rows("contributions")}


def test_a_group_of_one_is_refused_with_indicator_and_group(lab: Lab) -> None:
    lab.units(SIZES, "unit,name,size")
    message = refused(lab, "normalisation.pool=group", "normalisation.group=size")
    assert "Indicator x in the group small cannot be normalised by minmax: only one unit has a value" in message


def test_units_without_a_group_are_scaled_among_themselves(lab: Lab) -> None:
    lab.units([("a", "Unit a", ""), ("b", "Unit b", "big"), ("c", "Unit c", "big")], "unit,name,size")
    message = refused(lab, "normalisation.pool=group", "normalisation.group=size")
    assert "Indicator x among the units without a group cannot be normalised by minmax: only one unit" in message


@pytest.mark.parametrize(
    ("choice", "what"),
    [
        ("normalisation.group=size", "normalisation.pool=group"),
        ("imputation.group=size", "imputation.method=group_mean"),
    ],
)
def test_a_grouping_that_no_unit_has_is_refused_by_name(lab: Lab, choice: str, what: str) -> None:
    message = refused(lab, choice, what)
    assert "units.csv, row 1, column size: no unit has a value in it, and" in message
    assert choice.partition("=")[0] in message


def test_a_ranking_by_a_column_that_no_unit_has_is_passed_over_with_a_notice(lab: Lab) -> None:
    assert scored(lab, "ranking.groups=[size]") == (
        "Notice: units.csv: no unit has a value in the column size, so `ranking.groups` ranks nobody within it.\n"
    )
    assert {row["group"] for row in lab.rows("ranks")} == {"overall"}


@pytest.mark.parametrize(("low", "high"), [(4, 0), (3, 3), ("", 5)])
def test_contradictory_goalposts_are_refused_by_name(lab: Lab, low: float, high: float) -> None:
    lab.framework({"x": {"goalpost_low": low, "goalpost_high": high}}, normalisation={"method": "goalposts"})
    assert "indicators.csv: x has goalposts" in refused(lab)


@pytest.mark.parametrize("written", ["0", "0.0", "many", "inf", "NaN", "-"])
def test_a_denominator_that_divides_nothing_is_refused_with_unit_and_column(lab: Lab, written: str) -> None:
    lab.framework({"x": {"denominator": "area"}}, denomination={"method": "by_column"})
    lab.values([("a", "x", 1), ("b", "x", 2)])
    lab.units([("a", "Unit a", 2), ("b", "Unit b", written), ("c", "Unit c", "")], "unit,name,area")
    assert refused(lab) == (
        f"Step denominated: Unit b: the denominator area of indicator x is {written}: state it as a number other than "
        "0 in the column area of the units, or leave it empty if it is missing.\n"
    )


def test_a_denominator_that_no_unit_has_is_refused_by_name(lab: Lab) -> None:
    lab.framework({"x": {"denominator": "area"}, "y": {}}, denomination={"method": "by_column"})
    message = refused(lab)
    assert "units.csv, row 1, column area: no unit has a value in it, and" in message
    assert "denominator of x" in message


def test_an_unknown_key_of_set_is_refused_with_the_valid_ones(lab: Lab) -> None:
    message = refused(lab, "normalisation.metod=zscore")
    assert "unknown key `normalisation.metod`; valid are method, pool" in message


def test_an_unknown_value_of_set_is_refused_with_the_valid_ones(lab: Lab) -> None:
    assert "`normalisation.method` is 'z-score'; it must be one of minmax" in refused(
        lab, "normalisation.method=z-score"
    )


def test_set_without_an_equals_sign_is_refused(lab: Lab) -> None:
    assert "'zscore' is not an override; write KEY=VALUE" in refused(lab, "zscore")


def test_a_key_of_set_that_nothing_uses_is_passed_over_with_a_notice(lab: Lab) -> None:
    notice = scored(lab, "normalisation.mean=3")
    assert notice == "Notice: framework.yaml: `normalisation.mean` is ignored: minmax does not use it.\n"


def test_a_reference_unit_that_is_not_there_is_refused_by_name(lab: Lab) -> None:
    message = refused(lab, "normalisation.method=distance_to_reference", "normalisation.reference=q")
    assert "Indicator x cannot be normalised by distance_to_reference: the reference unit q has no value" in message
    assert "name another" in message


@pytest.mark.parametrize(("direction", "target"), [(1, 0.5), (1, 1), (-1, 3), (-1, 4)])
def test_a_target_that_is_no_better_than_the_worst_value_is_refused(lab: Lab, direction: int, target: float) -> None:
    lab.framework({"x": {"direction": direction, "target": target}, "y": {"target": 40}})
    worst = 1 if direction == 1 else 3
    assert refused(lab, "normalisation.method=distance_to_target") == (
        f"Step normalised: Indicator x cannot be normalised by distance_to_target: its target {target} is not better "
        f"than the worst value {worst}; fix the target.\n"
    )


def test_a_distance_to_target_without_a_target_is_refused_by_name(lab: Lab) -> None:
    assert "x has no target; distance_to_target needs one" in refused(lab, "normalisation.method=distance_to_target")


@pytest.mark.parametrize("value", [0, -3])
def test_what_has_no_logarithm_is_refused_with_unit_and_indicator(lab: Lab, value: float) -> None:
    lab.framework({"x": {"transform": "ln"}})
    lab.values([("a", "x", 1), ("b", "x", value), ("c", "x", 3)])
    assert refused(lab) == (
        f"Step normalised: Unit b: indicator x is {value} and has no logarithm: correct the value, leave it empty if "
        "it is missing, or drop the transform from the framework.\n"
    )


@pytest.mark.parametrize("method", ["latest", "linear"])
def test_filling_a_gap_in_time_without_a_panel_is_refused(lab: Lab, method: str) -> None:
    lab.values([("a", "x", 1), ("b", "x", 2)])
    message = refused(lab, f"imputation.method={method}")
    assert f"is to be imputed by {method}, which needs a panel: give the values a column year" in message


def test_numbers_that_overflow_are_refused_in_words(lab: Lab) -> None:
    lab.values([("a", "x", "-1.7e308"), ("b", "x", "1.7e308"), ("c", "x", 0)])
    assert "a value is too large or too small to compute with" in refused(lab)


def test_a_forced_unit_that_is_not_there_is_refused_by_name(lab: Lab) -> None:
    message = refused(lab, "screening.method=by_na", "screening.force_in=[q]")
    assert "q, which `screening.force_in` names, is not among the units; add it" in message


def test_an_out_that_is_a_file_is_refused_and_stays_as_it_is(lab: Lab) -> None:
    lab.out.write_text("mine")
    said = lab.score()
    assert (said.code, said.err) == (1, "out is a file: name a folder to write the steps into.\n")
    assert lab.out.read_text() == "mine"


@pytest.mark.parametrize("text", ["", "NA", " "])
def test_an_empty_cell_and_na_are_missing_values(lab: Lab, text: str) -> None:
    lab.values([("a", "x", 1), ("b", "x", text), ("c", "x", 3)])
    scored(lab)
    assert lab.numbers("selected")["b", "x"] is None
    assert lab.numbers("scores")["b", "index"] is None


@pytest.mark.parametrize(
    ("value", "status"), [(2, "not_applicable"), ("", "reported"), (2, "missing"), ("", "unknown")]
)
def test_a_status_that_contradicts_its_value_is_refused_with_its_row(lab: Lab, value: object, status: str) -> None:
    lab.values([("a", "x", 1, "reported"), ("b", "x", value, status)], "unit,indicator,value,status")
    message = refused(lab)
    assert "values.csv, row 3, column status: " in message
    assert status in message


def test_what_does_not_apply_is_not_imputed(lab: Lab) -> None:
    rows = [("a", "x", 1, ""), ("b", "x", "", "not_applicable"), ("c", "x", 3, "")]
    lab.values(rows, "unit,indicator,value,status")
    scored(lab, "imputation.method=mean")
    assert lab.numbers("imputed")["b", "x"] is None


def test_a_refusal_leaves_what_was_written_before_as_it_was(lab: Lab) -> None:
    scored(lab)
    before = {file.name: file.read_bytes() for file in lab.out.iterdir()}
    lab.values([("a", "x", 7), ("b", "x", 7)])
    assert lab.score().code == 1
    assert {file.name: file.read_bytes() for file in lab.out.iterdir()} == before


def test_ten_thousand_indicators_of_twenty_units_are_scored(lab: Lab) -> None:
    nodes = {f"n{node:03d}": {} for node in range(100)}
    indicators = {f"i{number:05d}": {"parent": f"n{number % 100:03d}"} for number in range(10_000)}
    units = [f"u{number:02d}" for number in range(20)]
    lab.framework(indicators, nodes)
    lab.units([(unit, unit) for unit in units])
    lab.values([(unit, code, place) for place, unit in enumerate(units) for code in indicators])
    assert lab.score().code == 0
    scores = lab.numbers("scores")
    assert [scores[unit, "index"] for unit in units] == pytest.approx([100 * place / 19 for place in range(20)])
    assert len(lab.rows("normalised")) == 200_000
