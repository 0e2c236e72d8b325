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
