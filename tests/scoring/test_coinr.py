"""COINr 1.1.14's own results, recomputed: every cell to 1e-9 relative, every rank and every treatment the same."""

import csv
import math
from pathlib import Path

import pytest
from psycopg2.extensions import connection as Connection

from rkci import framework as frameworks
from rkci.framework import coinr
from rkci.scoring import ad_hoc

COINR = Path(__file__).parents[1] / "truths" / "coinr"
ASEM, KABKOTA = COINR / "asem", COINR / "kabkota_2021"

MAIN = (
    "denomination.method=by_column",
    "imputation.method=group_mean",
    "imputation.group=EurAsia_group",
    "treatment.method=winsorise_log",
    "treatment.winmax=5",
    "normalisation.method=minmax",
    "normalisation.min=0",
    "normalisation.max=100",
)
UNTREATED = (*MAIN, "treatment.method=none")

Cells = dict[tuple[str, str], float | None]


@pytest.fixture
def score(connection: Connection, tmp_path: Path):
    """Steps of a COINr pair as CSV, scored with the choices given."""

    def scored(idata: Path, imeta: Path, *choices: str) -> Path:
        folder, out = tmp_path / "framework", tmp_path / "out"
        coinr.convert(idata, imeta, folder)
        framework = frameworks.load(folder, choices)
        ad_hoc.score(connection, framework, folder / "values.csv", folder / "units.csv", out)
        return out

    return scored


SPLIT_BY_NOISE = {("BGR", "TolMin"), ("CZE", "TolMin"), ("NOR", "TolMin")}
"""COINr ranks 5.1 of these before Greece's 5.1000000000000005, and 3.4 of Norway before Japan's; here they tie."""


def long(file: Path, column: str, value: str) -> Cells:
    with file.open(encoding="utf-8") as lines:
        return {
            (row["unit"], row[column]): float(row[value]) if row[value] else None
            for row in csv.DictReader(lines)
            if row.get("group", "overall") == "overall"
        }


def wide(file: Path) -> Cells:
    with file.open(encoding="utf-8") as lines:
        return {
            (row["uCode"], column): None if text in ("", "NA") else float(text)
            for row in csv.DictReader(lines)
            for column, text in row.items()
            if column != "uCode"
        }


def assert_same(found: Cells, truth: Cells) -> None:
    assert set(truth) <= set(found)
    for key, expected in truth.items():
        value = found[key]
        if expected is None or value is None:
            assert value is expected, key
        else:
            assert math.isclose(value, expected, rel_tol=1e-9, abs_tol=1e-12), (key, value, expected)


def scores_and_ranks(out: Path) -> Cells:
    ranks = {(unit, f"{code}_rank"): rank for (unit, code), rank in long(out / "ranks.csv", "code", "rank").items()}
    return long(out / "scores.csv", "code", "score") | ranks


def test_the_main_path_of_asem_step_by_step(score) -> None:
    out = score(ASEM / "00_iData.csv", ASEM / "00_iMeta.csv", *MAIN)
    for step, truth in {
        "denominated": "02_denominated",
        "imputed": "03_imputed_mean_by_EurAsia_group",
        "treated": "05_treated",
        "normalised": "06_normalised_minmax_0_100",
    }.items():
        assert_same(long(out / f"{step}.csv", "indicator", "value"), wide(ASEM / f"{truth}.csv"))
    assert_same(scores_and_ranks(out), wide(ASEM / "08_scores_ranks_main.csv"))


def test_the_treatments_of_asem_are_of_the_same_number_and_kind(score) -> None:
    out = score(ASEM / "00_iData.csv", ASEM / "00_iMeta.csv", *MAIN)
    with (out / "treatment.csv").open(encoding="utf-8") as lines:
        found = {row["indicator"]: row for row in csv.DictReader(lines)}
    with (out / "treatment_log.csv").open(encoding="utf-8") as lines:
        logged = [row["indicator"] for row in csv.DictReader(lines)]
    with (ASEM / "05_treated_details.csv").open(encoding="utf-8") as lines:
        details = {row["iCode"]: row for row in csv.DictReader(lines)}
    assert set(found) == set(details)
    for code, detail in details.items():
        points = int(detail["winsorise.nwin"] or 0)
        assert found[code]["treatment"] == ("winsorise" if points else "none")
        assert int(found[code]["winsorised_high"]) + int(found[code]["winsorised_low"]) == points
        assert logged.count(code) == points
        for ours, theirs in {
            "skew_before": "check_SkewKurt0.Skew",
            "kurtosis_before": "check_SkewKurt0.Kurt",
            "skew_winsorised": "check_SkewKurt1.Skew",
            "kurtosis_winsorised": "check_SkewKurt1.Kurt",
        }.items():
            if detail[theirs]:
                assert math.isclose(float(found[code][ours]), float(detail[theirs]), rel_tol=1e-9)


@pytest.mark.parametrize(("method", "truth"), [("zscore", "normalised_zscore"), ("rank", "normalised_rank")])
def test_other_normalisations_of_asem(score, method: str, truth: str) -> None:
    out = score(ASEM / "00_iData.csv", ASEM / "00_iMeta.csv", *MAIN, f"normalisation.method={method}")
    found, expected = long(out / "normalised.csv", "indicator", "value"), wide(ASEM / f"{truth}.csv")
    if method == "rank":
        assert {key for key in expected if found[key] != expected[key]} == SPLIT_BY_NOISE
        expected |= {key: found[("GRC" if key[0] in ("BGR", "CZE") else "JPN", key[1])] for key in SPLIT_BY_NOISE}
    assert_same(found, expected)


@pytest.mark.parametrize(
    ("truth", "choices"),
    [
        ("scores_gmean_minmax1_100", (*MAIN, "normalisation.min=1", "aggregation.default=geometric")),
        ("scores_notreat_amean_minmax0_100", UNTREATED),
        ("scores_rawpath_amean_with_NA", ()),
    ],
)
def test_other_paths_of_asem(score, truth: str, choices: tuple[str, ...]) -> None:
    out = score(ASEM / "00_iData.csv", ASEM / "00_iMeta.csv", *choices)
    assert_same(scores_and_ranks(out), wide(ASEM / f"{truth}.csv"))


def test_regencies_and_cities_of_2021_with_unequal_weights(score) -> None:
    out = score(KABKOTA / "iData.csv", KABKOTA / "iMeta.csv", "treatment.method=winsorise_log")
    assert_same(scores_and_ranks(out), wide(KABKOTA / "scores_amean_minmax0_100.csv"))
