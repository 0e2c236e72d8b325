"""A small framework, a cycle and a made-up register for the tests of intake."""

import csv
from pathlib import Path

import pytest
from made_up import city_name
from psycopg2.extensions import connection as Connection

from rkci import city_register, cycles, paths
from rkci import framework as frameworks
from rkci.cycles import Cycle, declaration
from rkci.cycles.opening import freeze_comparisons
from rkci.framework import Framework

FOLDER = Path(__file__).parent
"""In place of include/frameworks: the framework of these tests and its cycle.yaml."""


@pytest.fixture(scope="session")
def framework() -> Framework:
    return frameworks.load(FOLDER / "framework")


@pytest.fixture(scope="session")
def cycle() -> Cycle:
    return declaration.read(FOLDER / "framework" / "cycle.yaml").cycle


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """include/reference with 52 made-up cities and Binjai; 1102 is the Kemendagri code of 1101."""
    folder = tmp_path / "reference"
    folder.mkdir()
    codes = [*(str(code) for code in range(1101, 1153)), "1276"]
    with (folder / "cities.csv").open("w", newline="") as lines:
        table = csv.writer(lines)
        table.writerow(("city_code", "kemendagri_code", "city_name", "province", "is_autonomous"))
        for code in codes:
            other = {"1101": "11.02", "1102": "11.01"}.get(code, f"{code[:2]}.{code[2:]}")
            table.writerow((code, other, city_name(code), "Aceh", "true"))
        table.writerow(("3171", "31.71", "Kota Jakarta Pusat", "DKI Jakarta", "false"))
    with (folder / "official_statistics.csv").open("w", newline="") as lines:
        table = csv.writer(lines)
        table.writerow(("city_code", "indicator_code", "year", "value"))
        for number, code in enumerate(codes):
            table.writerow((code, "mean_years_schooling_rls", 2016, 8 + number / 10))
            table.writerow((code, "mean_years_schooling_rls", 2019, 20 - number / 10))
            table.writerow((code, "poverty_rate_pct", 2017, 20 - number / 5))
    monkeypatch.setattr(paths, "REFERENCE", folder)
    return folder


@pytest.fixture
def opened(connection: Connection, register: Path, framework: Framework, monkeypatch: pytest.MonkeyPatch) -> Connection:
    """The database with the made-up register and the cycle opened."""
    monkeypatch.setattr(paths, "FRAMEWORKS", FOLDER)
    with connection, connection.cursor() as cursor:
        cycles.keep(connection, cycles.declared(2017))
        cursor.execute(
            "insert into ops.cycle_framework values (2017, 'framework', %s, true, now())", (framework.content_hash,)
        )
        for city in city_register.cities():
            cursor.execute(
                "insert into core.city values (%s, %s, %s, %s, 0, 0, 1, true, null, 'test')",
                (city.city_code, city.kemendagri_code, city.city_name, city.province),
            )
            cursor.execute("insert into core.cycle_city values (2017, %s, 1, 2017, 'test', 'kecil')", (city.city_code,))
        for city in city_register.cities(autonomous=False):
            cursor.execute(
                "insert into core.city values (%s, %s, %s, %s, 0, 0, 1, false, null, 'test')",
                (city.city_code, city.kemendagri_code, city.city_name, city.province),
            )
        for item in framework.indicators:
            cursor.execute(
                "insert into core.cycle_indicator values (2017, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                (
                    item.code, item.name_id, item.name_en, item.unit, item.source, item.value_kind, item.valid_min,
                    item.valid_max, item.required, item.evidence,
                ),
            )  # fmt: skip
        for node in framework.dimensions:
            cursor.execute(
                "insert into core.cycle_domain values (2017, %s, %s, %s)", (node.code, node.name_id, node.name_en)
            )
        freeze_comparisons(connection, 2017, framework.comparisons)
    return connection
