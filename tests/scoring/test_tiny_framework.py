"""A framework of three indicators and four units whose every number is computed by hand in the comments.

Goalposts, 0-100: doctors 0..4, deaths 10..60 (less is better), income ln 100..10,000.

| unit | doctors | deaths | income | -> doctors | deaths | income |
|---|---|---|---|---|---|---|
| a | 3 | 20 | 1,000 | 75 | 80 | 50 |
| b | 1 | missing | 10,000 | 25 | - | 100 |
| c | missing | missing | 100 | - | - | 0 |
| d | 9 | 60 | missing | 100 (truncated) | 0 | - |

health: a 0.75 x 75 + 0.25 x 80 = 76.25; b 25 (deaths drops out); c none; d 75
index:  a 0.6 x 76.25 + 0.4 x 50 = 65.75; b 0.6 x 25 + 0.4 x 100 = 55; c 0 (only money, coverage 0.4: not ranked); d 75
"""

import csv
import math
from collections.abc import Callable
from pathlib import Path

import pytest
from psycopg2.extensions import connection as Connection

from rkci import framework as frameworks
from rkci.refusal import Refusal
from rkci.scoring import ad_hoc, run
from rkci.scoring.run import ScoringError

TINY = Path(__file__).parent / "tiny"
VALUES = {
    "a": {"doctors": 3, "deaths": 20, "income": 1000},
    "b": {"doctors": 1, "deaths": None, "income": 10000},
    "c": {"income": 100},
    "d": {"doctors": 9, "deaths": 60},
}
GROUPS = {"a": "small", "b": "small", "c": "small", "d": "large"}

Steps = dict[str, list[dict[str, str]]]
Score = Callable[..., Steps]


@pytest.fixture
def score(connection: Connection, tmp_path: Path) -> Score:
    def scored(folder: Path = TINY, values: dict[str, dict[str, float | None]] = VALUES) -> Steps:
        (tmp_path / "values.csv").write_text(
            "unit,indicator,value\n"
            + "".join(
                f"{unit},{indicator},{'' if value is None else value}\n"
                for unit, row in values.items()
                for indicator, value in row.items()
            )
        )
        (tmp_path / "units.csv").write_text(
            "unit,name,size\n" + "".join(f"{unit},Unit {unit},{GROUPS.get(unit, 'small')}\n" for unit in values)
        )
        steps = ad_hoc.score(
            connection, frameworks.load(folder), tmp_path / "values.csv", tmp_path / "units.csv", tmp_path / "out"
        )
        return {step: list(csv.DictReader((tmp_path / "out" / f"{step}.csv").open())) for step in steps}

    return scored


def column(rows: list[dict[str, str]], key: tuple[str, ...], value: str) -> dict[tuple[str, ...], float | None]:
    return {tuple(row[k] for k in key): float(row[value]) if row[value] else None for row in rows}


def test_values_are_scaled_between_goalposts_with_direction_logarithm_and_truncation(score: Score) -> None:
    normalised = column(score()["normalised"], ("unit", "indicator"), "value")
    assert normalised["a", "doctors"] == pytest.approx(75)
    assert normalised["a", "deaths"] == pytest.approx(80)
    assert normalised["a", "income"] == pytest.approx(50)
    assert normalised["d", "doctors"] == 100
    assert normalised["d", "deaths"] == 0
    assert normalised["b", "deaths"] is None


def test_a_missing_child_drops_out_and_the_weights_rescale(score: Score) -> None:
    scores = column(score()["scores"], ("unit", "code"), "score")
    assert scores["a", "health"] == pytest.approx(76.25)
    assert scores["b", "health"] == pytest.approx(25)
    assert scores["c", "health"] is None
    assert scores["a", "index"] == pytest.approx(65.75)
    assert scores["b", "index"] == pytest.approx(55)
    assert scores["c", "index"] == pytest.approx(0)
    assert scores["d", "index"] == pytest.approx(75)


def test_a_unit_below_the_coverage_threshold_has_no_place(score: Score) -> None:
    ranks = column(score()["ranks"], ("unit", "code", "group"), "rank")
    assert {key: rank for key, rank in ranks.items() if key[1] == "index"} == {
        ("d", "index", "overall"): 1, ("a", "index", "overall"): 2, ("b", "index", "overall"): 3,
        ("d", "index", "large"): 1, ("a", "index", "small"): 1, ("b", "index", "small"): 2,
    }  # fmt: skip


def test_equal_scores_share_the_smaller_place(score: Score) -> None:
    values = {"a": VALUES["a"], "b": VALUES["a"], "d": VALUES["b"]}
    ranks = column(score(values=values)["ranks"], ("unit", "code", "group"), "rank")
    assert [ranks[unit, "index", "overall"] for unit in "abd"] == [1, 1, 3]


def test_contributions_add_up_to_the_index(score: Score) -> None:
    steps = score()
    contributions = column(steps["contributions"], ("unit", "code"), "contribution")
    scores = column(steps["scores"], ("unit", "code"), "score")
    assert contributions["a", "doctors"] == pytest.approx(0.6 * 0.75 * 75)
    for unit in "abcd":
        parts = [contributions.get((unit, code)) or 0.0 for code in ("doctors", "deaths", "income")]
        assert sum(parts) == pytest.approx(scores[unit, "index"], abs=1e-9)


def test_an_ad_hoc_run_leaves_nothing_behind(score: Score, connection: Connection) -> None:
    score()
    with connection.cursor() as cursor:
        cursor.execute("select (select count(*) from scoring.run), (select count(*) from scoring.score)")
        assert cursor.fetchone() == (0, 0)


def changed(tmp_path: Path, **replacements: tuple[str, str]) -> Path:
    """A copy of the tiny framework with one text replaced per file (`tree_csv=("old", "new")`)."""
    folder = tmp_path / "changed"
    folder.mkdir()
    for file in TINY.glob("*.*"):
        text = file.read_text()
        old, new = replacements.get(file.name.replace(".", "_"), ("", ""))
        assert old in text
        (folder / file.name).write_text(text.replace(old, new) if old else text)
    return folder


@pytest.mark.parametrize(
    ("aggregation", "expected"),
    [
        ("geometric", 76.25**0.6 * 50**0.4),
        ("harmonic", 1 / (0.6 / 76.25 + 0.4 / 50)),
        ("generalised", (0.6 * 76.25**2 + 0.4 * 50**2) ** 0.5),
    ],
)
def test_the_index_may_be_another_mean_whose_contributions_add_up_to_its_transform(
    score: Score, tmp_path: Path, aggregation: str, expected: float
) -> None:
    transform = {"geometric": "log", "harmonic": "reciprocal", "generalised": "power"}[aggregation]
    folder = changed(
        tmp_path,
        tree_csv=("Index,1,", f"Index,1,{aggregation}"),
        framework_yaml=("{default: arithmetic", "{default: arithmetic, power: 2"),
    )
    steps = score(folder, {"a": VALUES["a"]})
    scores = column(steps["scores"], ("unit", "code"), "score")
    assert scores["a", "index"] == pytest.approx(expected, rel=1e-12)
    contributions = column(steps["contributions"], ("unit", "code"), "contribution")
    target = {"log": math.log(expected), "reciprocal": 1 / expected, "power": expected**2}[transform]
    assert sum(contributions["a", code] or 0 for code in ("doctors", "deaths", "income")) == pytest.approx(target)


def test_a_geometric_mean_of_zero_is_refused_with_the_name_of_unit_and_node(score: Score, tmp_path: Path) -> None:
    folder = changed(tmp_path, tree_csv=("Index,1,", "Index,1,geometric"))
    with pytest.raises(ValueError, match="Unit c: a child of index has the value 0"):
        score(folder)


def test_a_constant_indicator_without_goalposts_is_refused_by_name(score: Score, tmp_path: Path) -> None:
    folder = changed(tmp_path, framework_yaml=("method: goalposts", "method: minmax"))
    values: dict[str, dict[str, float | None]] = {"a": VALUES["a"], "b": {"doctors": 3, "deaths": 30, "income": 10000}}
    with pytest.raises(
        ValueError, match="Indicator doctors cannot be normalised by minmax: it has the same value for every unit"
    ):
        score(folder, values)


def test_a_logarithm_of_zero_is_refused_with_the_name_of_unit_and_indicator(score: Score) -> None:
    with pytest.raises(ScoringError, match="Unit b: indicator income is 0 and has no logarithm: correct the value"):
        score(values={"a": VALUES["a"], "b": {"income": 0}})


def test_values_outside_their_range_are_refused_and_those_on_its_edge_are_not(score: Score, tmp_path: Path) -> None:
    folder = changed(tmp_path, indicators_csv=(",,0,4,,0,,0,", ",,0,4,,1,3,0,"))
    assert score(folder, {"a": {"doctors": 1}, "b": {"doctors": 3}, "c": {"doctors": None}})
    with pytest.raises(ScoringError) as refused:
        score(folder, {"a": {"doctors": 0.5}, "b": {"doctors": 3}, "c": {"doctors": 3.5, "deaths": -1}})
    assert str(refused.value).splitlines() == [
        "Outside the valid range, so not scored: 3. Correct each value or its range.",
        "- Unit a (a), doctors: 0.5 per 1000; valid is at least 1, at most 3",
        "- Unit c (c), deaths: -1 per 1000; valid is at least 0",
        "- Unit c (c), doctors: 3.5 per 1000; valid is at least 1, at most 3",
    ]


def test_an_official_statistic_outside_its_range_stops_the_cycle_with_year_and_source(connection: Connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into core.city (city_code, kemendagri_code, city_name, province, latitude, longitude, area_km2,"
            " is_autonomous, source) values ('1275', '12.71', 'Kota Medan', 'Sumatera Utara', 3.6, 98.7, 265, true, '')"
        )
        cursor.execute(
            "insert into core.official_statistic values ('1275', 'doctors', 2017, -1, 'per 1000', 'BPS, Podes')"
        )
    medan = run.Unit("1275", "Kota Medan", {})
    run_id = run.start(connection, frameworks.load(TINY), [medan], kind="cycle", cycle_year=2017)
    run.select(connection, run_id)
    refused = r"Kota Medan \(1275\), doctors: -1 per 1000; valid is at least 0; year 2017; from BPS, Podes$"
    with pytest.raises(ScoringError, match=refused):
        run.compute(connection, run_id)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("x,doctors,1", "values.csv, row 2, column unit: unit 'x' is not in the units"),
        ("a,teeth,1", "values.csv, row 2, column indicator: indicator 'teeth' is not in tiny"),
        ("a,doctors,inf", "values.csv, row 2, column value: 'inf' is not a number"),
        ("a,doctors,1\na,doctors,2", "row 3: a, doctors has a value already"),
    ],
)
def test_a_value_that_cannot_be_scored_is_refused_with_its_row(
    connection: Connection, tmp_path: Path, line: str, message: str
) -> None:
    (tmp_path / "values.csv").write_text(f"unit,indicator,value\n{line}\n")
    (tmp_path / "units.csv").write_text("unit,name\na,Unit a\n")
    with pytest.raises(ValueError, match=message):
        ad_hoc.score(
            connection, frameworks.load(TINY), tmp_path / "values.csv", tmp_path / "units.csv", tmp_path / "out"
        )


@pytest.mark.parametrize(
    ("replacements", "message"),
    [
        (
            {"indicators_csv": ("deaths,health,Kematian,Deaths,,,-1,0.25", "deaths,health,Kematian,Deaths,,,-1,0.35")},
            r"tree.csv: the weights below health add up to 1\.1; they must add up to 1",
        ),
        ({"indicators_csv": ("income,money", "income,wealth")}, "income is an orphan: its parent 'wealth'"),
        ({"tree_csv": ("health,index,2", "health,money,2")}, "weights below index add up to 0.4"),
        ({"tree_csv": ("index,,3", "index,health,3")}, "is a cycle"),
        (
            {"tree_csv": ("Money,0.4,", "Money,0.4,average")},
            "tree.csv, row 4, column aggregation: .money. it is 'average'; valid are arithmetic",
        ),
        (
            {"framework_yaml": ("method: goalposts", "method: goalpost")},
            "`normalisation.method` is 'goalpost'; it must be one of",
        ),
        ({"framework_yaml": ("truncate: true", "truncat: true")}, "unknown key `normalisation.truncat`; valid are"),
        ({"framework_yaml": ("min_coverage: 0.5", "min_coverage: half")}, "is 'half'; it must be a share from 0 to 1"),
        ({"framework_yaml": ("title_en", "titel_en")}, "`title_en` is missing; every framework states it"),
        (
            {"tree_csv": ("health,index,2,Kesehatan", "health,index,2")},
            "tree.csv, row 3: 6 cells where the header has 7",
        ),
        ({"framework_yaml": ("[middle, 40]", "[middle, 90]")}, "lower bounds of `levels` must rise"),
        ({"indicators_csv": (",,0,4,", ",,4,0,")}, "doctors has goalposts 4.0 and 0.0; the low one must be smaller"),
        (
            {"indicators_csv": ("-1,0.25", "-1,a quarter")},
            "indicators.csv, row 3, column weight: .deaths. it is 'a quarter'",
        ),
    ],
)
def test_a_framework_that_does_not_hold_is_refused_by_name(
    tmp_path: Path, replacements: dict[str, tuple[str, str]], message: str
) -> None:
    with pytest.raises(Refusal, match=message):
        frameworks.load(changed(tmp_path, **replacements))
