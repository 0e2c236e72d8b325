"""BPS's Human Development Index, recomputed by the framework `ipm` from its published components."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from psycopg2.extensions import connection as Connection

from rkci import framework as frameworks
from rkci import paths
from rkci.scoring import ad_hoc

YEARS = range(2016, 2022)
FOLDER = paths.FRAMEWORKS / "ipm"
PUBLISHED = Path(__file__).parents[1] / "truths" / "bps_ipm" / "ipm_2010_2021.csv"


def statistics() -> dict[tuple[str, str], dict[int, float]]:
    """(indicator, city) to year to value, from include/reference."""
    found: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    with (paths.REFERENCE / "official_statistics.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[row["indicator_code"], row["city_code"]][int(row["year"])] = float(row["value"])
    return found


@pytest.mark.parametrize("year", YEARS)
def test_the_index_of_all_98_kota_equals_the_published_one_to_two_decimals(
    connection: Connection, tmp_path: Path, year: int
) -> None:
    given = statistics()
    components = [line.split(",")[0] for line in (FOLDER / "indicators.csv").read_text().splitlines()[1:]]
    published = {city: years[year] for (indicator, city), years in given.items() if indicator == "hdi_ipm"}
    assert len(published) == 98
    with (tmp_path / "values.csv").open("w") as file:
        file.write("unit,indicator,value\n")
        for city in published:
            file.writelines(f"{city},{component},{given[component, city][year]!r}\n" for component in components)
    (tmp_path / "units.csv").write_text("unit,name\n" + "".join(f"{city},{city}\n" for city in published))

    ad_hoc.score(connection, frameworks.load(FOLDER), tmp_path / "values.csv", tmp_path / "units.csv", tmp_path)

    with (tmp_path / "scores.csv").open() as file:
        scores = {row["unit"]: float(row["score"]) for row in csv.DictReader(file) if row["code"] == "ipm"}
    assert {city: round(score, 2) for city, score in scores.items()} == published


def test_the_index_of_the_nation_provinces_and_all_regencies_and_cities_in_one_panel(
    connection: Connection, tmp_path: Path
) -> None:
    """Every value is within what the rounding of the published components allows; from 2016 on nearly all are equal.

    Each unit is scored thrice: as published, and with every component half a unit of its last digit lower and higher.
    """
    half_digit = {"UHH": 0.005, "HLS": 0.005, "RLS": 0.005, "Pengeluaran": 0.5}
    component = dict(
        zip(
            half_digit,
            ("life_expectancy_uhh", "expected_years_schooling_hls", "mean_years_schooling_rls",
             "expenditure_per_capita_adj"),
            strict=True,
        )
    )  # fmt: skip
    with PUBLISHED.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    units = sorted({unit_of(row) for row in rows})
    with (tmp_path / "units.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("unit", "name"))
        writer.writerows((unit + edge, unit) for unit in units for edge in ("", "-", "+"))
    with (tmp_path / "values.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("unit", "indicator", "value", "year"))
        for row in rows:
            for column, half in half_digit.items():
                for edge, shift in (("", 0.0), ("-", -half), ("+", half)):
                    value = float(row[column]) + shift
                    writer.writerow((unit_of(row) + edge, component[column], repr(value), row["year"]))

    ad_hoc.score(connection, frameworks.load(FOLDER), tmp_path / "values.csv", tmp_path / "units.csv", tmp_path)

    with (tmp_path / "scores.csv").open() as file:
        scores = {
            (row["unit"], row["year"]): float(row["score"])
            for row in csv.DictReader(file)
            if row["code"] == "ipm" and row["score"]
        }
    assert len({year for _, year in scores}) == 12
    equal: dict[bool, list[bool]] = {True: [], False: []}
    for row in rows:
        unit, year, published = unit_of(row), row["year"], float(row["IPM"])
        assert scores[unit + "-", year] - 0.005 <= published <= scores[unit + "+", year] + 0.005, (unit, year)
        equal[int(year) >= 2016].append(round(scores[unit, year], 2) == published)
    assert sum(equal[True]) / len(equal[True]) > 0.999


def unit_of(row: dict[str, str]) -> str:
    return f"{row['level']} {row['province']} / {row['region']}"
