"""Which official statistics a cycle's run takes: the newest that each unit has, however core holds them."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg2.extensions import connection as Connection
from psycopg2.extras import execute_values

from rkci import framework as frameworks
from rkci.scoring import run

TINY = Path(__file__).parent / "tiny"
CITIES, STATISTICS, YEARS = ("1271", "1275", "1276"), ("doctors", "deaths", "income"), (2014, 2015, 2017, 2018)
CELLS = [(city, statistic, year) for statistic in STATISTICS for year in YEARS for city in CITIES]


@pytest.fixture
def cities(connection: Connection) -> Connection:
    with connection.cursor() as cursor:
        execute_values(
            cursor,
            "insert into core.city (city_code, kemendagri_code, city_name, province, latitude, longitude, area_km2,"
            " is_autonomous, source) values %s",
            [(city, city, city, "", 0, 0, 1, True, "") for city in CITIES],
        )
    return connection


@settings(max_examples=40)
@given(lacking=st.sets(st.sampled_from(CELLS), max_size=8), order=st.permutations(CELLS), is_in_order=st.booleans())
def test_each_unit_has_its_newest_official_statistic(
    cities: Connection, lacking: set[tuple[str, str, int]], order: list[tuple[str, str, int]], is_in_order: bool
) -> None:
    """A cycle of 2017 takes 2015 to 2017; whether a year is whole, or written in order, changes nothing."""
    framework = frameworks.load(TINY)
    selection = {**framework.settings["selection"], "max_age_years": 2}
    framework = replace(framework, settings={**framework.settings, "selection": selection})
    held = {cell: float(CELLS.index(cell)) for cell in (CELLS if is_in_order else order) if cell not in lacking}
    with cities.cursor() as cursor:
        cursor.execute("savepoint before")
        execute_values(
            cursor,
            "insert into core.official_statistic (city_code, indicator_code, year, value, unit, source) values %s",
            [(*cell, value, "unit", f"BPS {cell[2]}") for cell, value in held.items()],
        )
        units = [run.Unit(city, city, {}) for city in CITIES]
        run_id = run.start(cities, framework, units, kind="cycle", cycle_year=2017)
        run.select(cities, run_id)
        cursor.execute(
            "select unit_code, indicator_code, value, status, origin, is_simulated, year, standard_error, source,"
            " file_hash, sheet, cell from scoring.unit_value where run_id = %s",
            (run_id,),
        )
        selected = {row[:2]: row[2:] for row in cursor.fetchall()}
        cursor.execute("rollback to savepoint before")
    for city in CITIES:
        for statistic in STATISTICS:
            years = [year for year in YEARS if 2015 <= year <= 2017 and (city, statistic, year) in held]
            value, status, origin, is_simulated, year, error, source, *place = selected[city, statistic]
            assert (is_simulated, error, *place) == (False, None, None, None, None)
            if years:
                newest = held[city, statistic, max(years)]
                assert (value, status, origin) == (newest, "reported", "official")
                assert (year, source) == (max(years), f"BPS {max(years)}")
            else:
                assert (value, status, origin, year, source) == (None, "missing", None, None, None)
