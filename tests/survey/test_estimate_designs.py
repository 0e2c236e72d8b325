"""Cluster and multistage designs against an independent reading in NumPy (brute.py), and what every design keeps."""

import math
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from brute import Sample
from brute import estimate as by_definition
from given_survey import Row, estimated
from psycopg2.extensions import connection as Connection

Answers = list[dict[str, Any]]
WANTED = [
    {"variable": "y", "statistic": statistic, "by": by} for statistic in ("mean", "total") for by in ([], ["area"])
]


def answers(seed: int = 3) -> Answers:
    """Three strata of PSUs, in each of which some of its units were drawn; one PSU is drawn whole, with one unit."""
    chance = random.Random(seed)  # noqa: S311
    rows = []
    for stratum, (psus, frame) in {"a": (4, 20), "b": (3, 9), "c": (5, 5)}.items():
        for psu in range(psus):
            drawn = 1 if psu == 0 else chance.randint(2, 5)
            size = drawn if psu < 2 else drawn + chance.randint(1, 30)
            for _ in range(drawn):
                rows.append(
                    {
                        "stratum": stratum,
                        "psu": psu,
                        "unit": len(rows),
                        "psus": frame,
                        "units": size,
                        "y": round(chance.gauss(100 + 10 * psu, 20), 3),
                        "area": chance.choice(["x", "x", "z"]),
                        "sex": chance.choice("LP"),
                        "w": round(frame / psus * size / drawn, 6),
                    }
                )
    return rows


def sample(rows: Answers, stages: int, populations: bool, weight: str | None = "w") -> Sample:
    def labels(*names: str) -> list[str]:
        return ["/".join(str(row[name]) for name in names) for row in rows]

    def numbers(name: str) -> Any:
        return np.array([float(row[name]) for row in rows])

    first, second = labels("stratum", "psu"), labels("unit")
    drawn = {label: len({row["psu"] for row in rows if row["stratum"] == label}) for label in "abcdef"}
    within = {label: first.count(label) for label in first}
    implied = np.array(
        [
            row["psus"] / drawn[row["stratum"]] * (row["units"] / within[label] if stages > 1 else 1)
            for row, label in zip(rows, first, strict=True)
        ]
    )
    return Sample(
        y=numbers("y"),
        weight=numbers(weight) if weight else implied,
        strata=[labels("stratum"), first][:stages],
        units=[first, second][:stages],
        populations=[numbers("psus"), numbers("units")][:stages] if populations else None,
    )


def assert_same(found: list[Row], truth: Sample, rows: Answers) -> None:
    assert len(found) == 6
    for row in found:
        inside = np.array([row["level"] in ("", one["area"]) for one in rows])
        numbers = [float(row[name]) for name in ("estimate", "se", "deff")]
        assert numbers == pytest.approx(by_definition(truth, row["statistic"], inside), rel=1e-10), row


@pytest.mark.parametrize(
    ("design", "stages", "populations", "weight"),
    [
        ({"weight": "w", "psu": ["psu"]}, 1, False, "w"),
        ({"weight": "w", "psu": ["psu"], "fpc": ["psus"]}, 1, True, "w"),
        ({"psu": ["psu"], "fpc": ["psus"]}, 1, True, None),
        ({"psu": ["psu", "unit"], "fpc": ["psus", "units"]}, 2, True, None),
        ({"psu": ["psu"], "fpc": ["psus", "units"]}, 2, True, None),
        ({"weight": "w", "psu": ["psu", "unit"]}, 2, False, "w"),
    ],
    ids=[
        "clusters",
        "corrected",
        "weights that follow",
        "two stages",
        "rows as second stage",
        "two stages, none corrected",
    ],
)
def test_a_clustered_design_is_estimated_as_by_definition(
    design: dict[str, Any], stages: int, populations: bool, weight: str | None, connection: Connection, tmp_path: Path
) -> None:
    rows = answers()
    found = estimated(connection, tmp_path, rows, {**design, "strata": "stratum", "estimate": WANTED})
    assert_same(found, sample(rows, stages, populations, weight), rows)
    assert {row["df"] for row in found} == {str(4 + 3 + 5 - 3)}


@pytest.mark.parametrize(
    ("design", "stages", "populations", "weight"),
    [
        ({"weight": "w", "psu": ["psu"]}, 1, False, "w"),
        ({"weight": "w", "psu": ["psu"], "fpc": ["psus"]}, 1, True, "w"),
        ({"psu": ["psu", "unit"], "fpc": ["psus", "units"]}, 2, True, None),
    ],
    ids=["clusters", "corrected", "two stages"],
)
@pytest.mark.parametrize("is_calibrated", [False, True], ids=["as drawn", "post-stratified"])
def test_lonely_units_are_set_against_the_mean_of_all_in_every_stage_and_domain(
    design: dict[str, Any], stages: int, populations: bool, weight: str | None, is_calibrated: bool,
    connection: Connection, tmp_path: Path,
) -> None:  # fmt: skip
    rows = answers()
    # strata of one unit: of both areas; of one area alone, with one person; and drawn whole, which is not lonely
    for stratum, frame, areas in (("d", 6, "xz"), ("e", 8, "x"), ("f", 1, "xz")):
        for area in areas:
            row = rows[len(rows) % 7] | {"stratum": stratum, "psu": 0, "unit": len(rows), "psus": frame, "units": 30}
            rows.append(row | {"area": area, "y": 300 + len(rows)})
    truth = sample(rows, stages, populations, weight)
    truth.is_adjusted = True
    wanted = {**design, "strata": "stratum", "lonely_psu": "adjust", "estimate": WANTED}
    if is_calibrated:
        sexes = np.array([row["sex"] for row in rows])
        population = {sex: float(np.sum(truth.weight[sexes == sex])) * factor for sex, factor in (("L", 2), ("P", 3))}
        wanted["calibrate"] = {"method": "poststratify", "margins": {"sex": population}}
        truth.weight = truth.weight * np.where(sexes == "L", 2.0, 3.0)
        truth.margins = [list(sexes)]
    found = estimated(connection, tmp_path, rows, wanted)
    assert len(found) == 6
    for row in found:
        inside = np.array([row["level"] in ("", one["area"]) for one in rows])
        numbers = [float(row[name]) for name in ("estimate", "se")]
        assert numbers == pytest.approx(by_definition(truth, row["statistic"], inside)[:2], rel=1e-10), row


@pytest.mark.parametrize(
    ("method", "margins"),
    [("poststratify", ["sex"]), ("poststratify", ["sex+area"]), ("rake", ["sex", "area"])],
    ids=["post-stratified", "post-stratified to combinations", "raked"],
)
def test_calibrated_weights_hold_the_margins_and_errors_are_those_of_residuals(
    method: str, margins: list[str], connection: Connection, tmp_path: Path
) -> None:
    rows = answers()
    population = {"sex": {"L": 120, "P": 130}, "area": {"x": 170, "z": 80}}
    population["sex+area"] = {"L+x": 80, "L+z": 40, "P+x": 90, "P+z": 40}
    for row in rows:
        row["sex+area"], row["one"] = f"{row['sex']}+{row['area']}", 1
    calibrate = {"method": method, "margins": {name: population[name] for name in margins}}
    counts = [{"variable": "one", "statistic": "total", "by": name.split("+")} for name in margins]
    given = [{name: row[name] for name in row if "+" not in name} for row in rows]
    design = {"weight": "w", "strata": "stratum", "psu": ["psu"], "calibrate": calibrate, "estimate": WANTED + counts}
    found = estimated(connection, tmp_path, given, design)
    for row in found[6:]:
        assert float(row["estimate"]) == pytest.approx(population[row["by"]][row["level"]], rel=1e-12)
        assert float(row["se"]) < 0.01 * float(row["estimate"])

    truth = sample(rows, 1, False)
    factor = np.ones(len(rows))
    for _ in range(500):
        for name in margins:
            for category, wanted in population[name].items():
                inside = np.array([row[name] == category for row in rows])
                factor[inside] *= wanted / np.sum((truth.weight * factor)[inside])
    truth.weight *= factor
    truth.margins = [[row[name] for row in rows] for name in margins]
    for row in found[:6]:
        inside = np.array([row["level"] in ("", one["area"]) for one in rows])
        estimate, error, effect = by_definition(truth, row["statistic"], inside)
        assert float(row["estimate"]) == pytest.approx(estimate, rel=1e-10)
        # ten sweeps come near to the projection, and are what R does
        near = 1e-10 if method == "poststratify" else 1e-3
        assert [float(row["se"]), float(row["deff"])] == pytest.approx([error, effect], rel=near, abs=1e-4)


def test_a_proportion_is_the_mean_of_its_category_and_categories_add_up(connection: Connection, tmp_path: Path) -> None:
    rows = answers()
    for row in rows:
        row["is_x"] = int(row["area"] == "x")
    wanted = [
        {"variable": "area", "statistic": "proportion", "by": ["sex"]},
        {"variable": "is_x", "statistic": "mean", "by": ["sex"]},
    ]
    found = estimated(connection, tmp_path, rows, {"weight": "w", "estimate": wanted})
    assert [row["level"] for row in found] == ["L+x", "L+z", "P+x", "P+z", "L", "P"]
    for share, rest, mean in zip(found[:4:2], found[1:4:2], found[4:], strict=True):
        assert float(share["estimate"]) == pytest.approx(float(mean["estimate"]), rel=1e-14)
        assert float(share["se"]) == pytest.approx(float(mean["se"]), rel=1e-12)
        assert float(share["estimate"]) + float(rest["estimate"]) == pytest.approx(1)


def test_a_missing_answer_makes_its_estimates_missing_unless_it_is_dropped(
    connection: Connection, tmp_path: Path
) -> None:
    rows = answers()
    missing = next(row for row in rows if row["area"] == "z")
    y, missing["y"] = missing["y"], ""
    design = {"weight": "w", "strata": "stratum", "psu": ["psu"], "estimate": WANTED}
    found = {(row["statistic"], row["level"]): row for row in estimated(connection, tmp_path, rows, design)}
    assert {key for key, row in found.items() if row["estimate"] == row["se"] == ""} == {
        (statistic, level) for statistic in ("mean", "total") for level in ("", "z")
    }
    dropped = {
        (row["statistic"], row["level"]): row for row in estimated(connection, tmp_path, rows, {**design, "na": "drop"})
    }
    missing["y"] = y
    truth = sample(rows, 1, False)
    inside = np.array([row is not missing for row in rows])
    numbers = [float(dropped["mean", ""][name]) for name in ("estimate", "se", "deff")]
    assert numbers == pytest.approx(by_definition(truth, "mean", inside), rel=1e-10)


def test_a_weight_of_zero_counts_for_the_design_and_for_nothing_else(connection: Connection, tmp_path: Path) -> None:
    rows = answers()
    for row in rows:
        row["w"] = 0 if (row["stratum"], row["psu"]) == ("a", 1) else row["w"]
    design = {"weight": "w", "strata": "stratum", "psu": ["psu"], "estimate": WANTED}
    found = estimated(connection, tmp_path, rows, design)
    assert_same(found, sample(rows, 1, False), rows)
    assert {row["df"] for row in found} == {str(3 + 3 + 5 - 3)}


LONELY = [
    {"s": stratum, "p": psu, "w": 2, "y": y}
    for stratum, psu, y in (("a", 1, 4), ("a", 2, 6), ("b", 3, 1), ("b", 4, 9), ("c", 5, 7))
]


@pytest.mark.parametrize(
    ("choice", "variance"),
    [
        # totals 8, 12 and 2, 18: 2 x (8 + 128) = 272; the lone one has 14
        ("remove", 272), ("certainty", 272), ("average", 272 * 3 / 2),
        # set against the mean of all five totals
        ("adjust", 272 + (14 - 54 / 5) ** 2),
    ],
)  # fmt: skip
def test_a_lonely_unit_adds_what_was_chosen(
    choice: str, variance: float, connection: Connection, tmp_path: Path
) -> None:
    design = {"weight": "w", "strata": "s", "psu": ["p"], "lonely_psu": choice}
    (row,) = estimated(connection, tmp_path, LONELY, {**design, "estimate": [{"variable": "y", "statistic": "total"}]})
    assert float(row["se"]) == pytest.approx(math.sqrt(variance))


def test_a_total_with_a_lonely_unit_is_as_r_survey_prints_it(connection: Connection, tmp_path: Path) -> None:
    """tests/lonely.psu.R of R survey 4.5: 126625 where the lone unit adds nothing, 127579.8 where it is adjusted."""
    rows = [
        {"stratum": stratum, "psu": psu, "w": weight, "age": age}
        for psu, (stratum, weight, age) in enumerate(
            [(1, 10.5, 30.5), (1, 10.5, 40.5), (2, 20, 35), (2, 20, 52), (3, 15, 44)]
        )
    ]
    design = {
        "weight": "w",
        "strata": "stratum",
        "psu": ["psu"],
        "estimate": [{"variable": "age", "statistic": "total"}],
    }
    for choice, variance in (("remove", 126625), ("certainty", 126625), ("adjust", 127579.8)):
        (row,) = estimated(connection, tmp_path, rows, {**design, "lonely_psu": choice})
        assert float(row["se"]) ** 2 == pytest.approx(variance, rel=1e-6)
