"""A panel through `rkci score`: two years of three units, every number by hand.

x (more is better) and y (less is better), equal weights, minmax to 0-100:

| | x | y | by year: x | y | index | over all years: x | y | index |
|---|---|---|---|---|---|---|---|---|
| 2016 a | 0 | 10 | 0 | 100 | 50 | 0 | 100 | 50 |
| 2016 b | 10 | 30 | 100 | 0 | 50 | 50 | 0 | 25 |
| 2016 c | 5 | 10 | 50 | 100 | 75 | 25 | 100 | 62.5 |
| 2017 a | 0 | 10 | 0 | 100 | 50 | 0 | 100 | 50 |
| 2017 b | 20 | 20 | 100 | 50 | 75 | 100 | 50 | 75 |
| 2017 c | 10 | 30 | 50 | 0 | 25 | 50 | 0 | 25 |
"""

import pytest
from made import Lab

BY_YEAR = ("normalisation.pool=group", "normalisation.group=year")
X = {2016: (0, 10, 5), 2017: (0, 20, 10)}
Y = {2016: (10, 30, 10), 2017: (10, 20, 30)}
HEADER = "unit,year,indicator,value"
VALUES = [
    (unit, year, code, value)
    for code, years in (("x", X), ("y", Y))
    for year, values in years.items()
    for unit, value in zip("abc", values, strict=True)
]
SIZES = {("a", 2016): "big", ("b", 2016): "big", ("c", 2016): "small", ("a", 2017): "big", ("b", 2017): "small"}


@pytest.fixture
def panel(lab: Lab) -> Lab:
    """The panel above; its units have no year."""
    lab.framework({"x": {}, "y": {"direction": -1}})
    lab.values(VALUES, HEADER)
    return lab


def index(lab: Lab) -> dict[tuple[str, ...], float | None]:
    return {key[:2]: score for key, score in lab.numbers("scores").items()}


def test_bounds_over_all_years(panel: Lab) -> None:
    assert panel.score().code == 0
    assert index(panel) == {
        ("a", "2016"): 50, ("b", "2016"): 25, ("c", "2016"): 62.5,
        ("a", "2017"): 50, ("b", "2017"): 75, ("c", "2017"): 25,
    }  # fmt: skip


def test_bounds_of_each_year(panel: Lab) -> None:
    assert panel.score(*BY_YEAR).code == 0
    assert index(panel) == {
        ("a", "2016"): 50, ("b", "2016"): 50, ("c", "2016"): 75,
        ("a", "2017"): 50, ("b", "2017"): 75, ("c", "2017"): 25,
    }  # fmt: skip


def test_a_year_of_a_panel_scored_by_itself_is_that_year_scored_alone(panel: Lab) -> None:
    panel.score(*BY_YEAR)
    of_2017 = {key[0]: score for key, score in index(panel).items() if key[1] == "2017"}
    panel.values([row for row in VALUES if row[1] == 2017], HEADER)
    assert panel.score().code == 0
    assert {unit: score for (unit, _), score in panel.numbers("scores").items()} == of_2017
    assert "year" not in panel.rows("scores")[0]


def test_ranks_are_within_the_year(panel: Lab) -> None:
    panel.score()
    assert {key[:2]: rank for key, rank in panel.numbers("ranks").items() if key[2:] == ("index", "overall")} == {
        ("a", "2016"): 2, ("b", "2016"): 3, ("c", "2016"): 1,
        ("a", "2017"): 2, ("b", "2017"): 1, ("c", "2017"): 3,
    }  # fmt: skip


def test_groups_of_units_with_a_year_hold_for_that_year(panel: Lab) -> None:
    rows = [(unit, f"Unit {unit}", year, SIZES.get((unit, year), "small")) for year in (2016, 2017) for unit in "abc"]
    panel.units(rows, "unit,name,year,size")
    assert panel.score("ranking.groups=[size]").code == 0
    groups = {key[:2] + key[3:]: rank for key, rank in panel.numbers("ranks").items() if key[3] != "overall"}
    assert groups == {
        ("a", "2016", "big"): 1, ("b", "2016", "big"): 2, ("c", "2016", "small"): 1,
        ("a", "2017", "big"): 1, ("b", "2017", "small"): 1, ("c", "2017", "small"): 2,
    }  # fmt: skip


def test_groups_of_units_without_a_year_hold_in_every_year(panel: Lab) -> None:
    panel.units([("a", "Unit a", "big"), ("b", "Unit b", "big"), ("c", "Unit c", "small")], "unit,name,size")
    panel.score("ranking.groups=[size]")
    groups = {key[:2] + key[3:]: rank for key, rank in panel.numbers("ranks").items() if key[3] != "overall"}
    assert groups == {
        ("a", "2016", "big"): 1, ("b", "2016", "big"): 2, ("c", "2016", "small"): 1,
        ("a", "2017", "big"): 2, ("b", "2017", "big"): 1, ("c", "2017", "small"): 1,
    }  # fmt: skip


def test_every_step_names_unit_and_year(panel: Lab) -> None:
    panel.score()
    for step in ("selected", "denominated", "screened", "imputed", "treated", "normalised"):
        rows = panel.rows(step)
        assert list(rows[0]) == ["unit", "year", "indicator", "value"]
        assert {(row["unit"], row["year"]) for row in rows} == {
            (unit, year) for unit in "abc" for year in ("2016", "2017")
        }
    assert panel.numbers("selected")["b", "2017", "x"] == 20


def test_contributions_of_each_year_add_up_to_its_index(panel: Lab) -> None:
    panel.score()
    sums: dict[tuple[str, ...], float] = {}
    for key, part in panel.numbers("contributions").items():
        sums[key[:2]] = sums.get(key[:2], 0) + (part or 0)
    assert sums == pytest.approx(index(panel))


def test_a_gap_is_filled_from_the_other_years_of_the_unit(panel: Lab) -> None:
    rows = [("a", 2014, "x", 10), ("a", 2016, "x", ""), ("a", 2017, "x", ""), ("a", 2020, "x", 40), ("b", 2016, "x", 6)]
    panel.values(rows, HEADER)
    panel.units([("a", "Unit a"), ("b", "Unit b")])
    assert panel.score("imputation.method=linear").code == 0
    filled = {key[:2]: value for key, value in panel.numbers("imputed").items() if key[2] == "x"}
    assert [filled["a", str(year)] for year in (2014, 2016, 2017, 2020)] == [10, 20, 25, 40]
    assert [filled["b", str(year)] for year in (2014, 2016, 2017, 2020)] == [6, 6, 6, 6]
    panel.score("imputation.method=latest")
    filled = {key[:2]: value for key, value in panel.numbers("imputed").items() if key[2] == "x"}
    assert [filled["a", str(year)] for year in (2014, 2016, 2017, 2020)] == [10, 10, 10, 40]
    assert [filled["b", str(year)] for year in (2014, 2016, 2017, 2020)] == [None, 6, 6, 6]


def test_the_order_of_the_rows_and_of_the_years_in_them_does_not_matter(panel: Lab) -> None:
    panel.values([row for row in VALUES if row != ("b", 2016, "x", 10)], HEADER)
    panel.score("imputation.method=latest")
    before = {file.name: file.read_bytes() for file in panel.out.iterdir()}
    panel.values([row for row in reversed(VALUES) if row != ("b", 2016, "x", 10)], HEADER)
    panel.score("imputation.method=latest")
    assert {file.name: file.read_bytes() for file in panel.out.iterdir()} == before


def test_a_value_of_a_year_that_the_units_do_not_have_is_refused_with_its_row(panel: Lab) -> None:
    panel.units([(unit, f"Unit {unit}", 2016) for unit in "abc"], "unit,name,year")
    said = panel.score()
    assert said.code == 1
    assert "values.csv, row 5, column unit: unit 'a' of 2017 is not in the units; add it there." in said.err


def test_a_cell_of_a_year_that_is_given_twice_is_refused_with_its_row(panel: Lab) -> None:
    panel.values([*VALUES, ("c", 2017, "x", 1)], HEADER)
    said = panel.score()
    assert said.code == 1
    assert "values.csv, row 14: c, x has a value already" in said.err


@pytest.mark.parametrize("year", ["", "soon", "2017.5"])
def test_a_year_that_is_no_whole_number_is_refused_with_its_row(panel: Lab, year: str) -> None:
    panel.units([("a", "Unit a", 2016), ("b", "Unit b", year)], "unit,name,year")
    panel.values([("a", 2016, "x", 1)], HEADER)
    said = panel.score()
    assert said.code == 1
    assert f"units.csv, row 3, column year: b: the year {year!r} is not a whole number." in said.err


@pytest.mark.parametrize("year", ["", "soon"])
def test_a_value_of_a_panel_without_a_year_is_refused_with_its_row(panel: Lab, year: str) -> None:
    panel.values([*VALUES, ("c", year, "x", 1)], HEADER)
    said = panel.score()
    assert said.code == 1
    assert "values.csv, row 14" in said.err
    assert "year" in said.err
