"""A small world of four cities and two cycles, every number of it computed by hand.

Framework `tiny` (goalposts 0-100, arithmetic): index = 0.6 health + 0.4 money, health = 0.75 doctors (0..4) +
0.25 deaths (10..60, less is better), money = income (ln 100..10,000). `tiny-2019` is the same with doctors 0..8.

| city | 2017: doctors | deaths | income | -> | | | health | index |
|---|---|---|---|---|---|---|---|---|
| 1271 | 3 | 20 | 1,000 | 75 | 80 | 50 | 76.25 | 65.75 |
| 1275 | 1 | - | 10,000 | 25 | - | 100 | 25 | 55 |
| 1276 | 2 | 35 | 1,000 | 50 | 50 | 50 | 50 | 50 |
| 1277 | - | - | 100 | - | - | 0 | - | 0 (coverage 0.4: no place) |

| city | 2019: doctors | deaths | income | -> | | | health | index |
|---|---|---|---|---|---|---|---|---|
| 1271 | 4 | 20 | 1,000 | 50 | 80 | 50 | 57.5 | 54.5 |
| 1275 | 4 | 35 | 10,000 | 50 | 50 | 100 | 50 | 70 |
| 1276 | - | 35 | 1,000 | - | 50 | 50 | 50 | 50 |
| 1277 | 8 | 10 | 10,000 | 100 | 100 | 100 | 100 | 100 |
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import Result
from psycopg2.extensions import connection as Connection

from rkci import cycles, paths
from rkci import framework as frameworks
from rkci.cycles import declaration
from rkci.publish.release import build, switch
from rkci.scoring.run import frameworks_of, score_cycle

TINY = paths.ROOT / "tests" / "scoring" / "tiny"
CITIES = {"1271": "Kota Sibolga", "1275": "Kota Medan", "1276": "Kota Binjai", "1277": "Kota Padang Sidempuan"}
INDICATORS = ("doctors", "deaths", "income")
VALUES: dict[int, dict[str, tuple[float | None, ...]]] = {
    2017: {"1271": (3, 20, 1000), "1275": (1, None, 10000), "1276": (2, 35, 1000), "1277": (None, None, 100)},
    2019: {"1271": (4, 20, 1000), "1275": (4, 35, 10000), "1276": (None, 35, 1000), "1277": (8, 10, 10000)},
}
Rkci = Callable[..., Result]
"""`rkci` with arguments, on the database of the test."""

SELECTION = """
selection:
  precedence: [objection, visit, survey, assessed, submitted, official]
  max_age_years: 0
  provenance: hand-made
"""


def calendar(year: int, *framework_ids: str) -> dict[str, Any]:
    """The document of a cycle.yaml of this world."""
    return {
        "cycle_year": str(year),
        "title_id": str(year),
        "title_en": str(year),
        "demo": "true",
        "frameworks": list(framework_ids),
        "population": {"year": str(year)},
        "classes": [{"code": "kecil", "max": "200000"}, {"code": "sedang", "min": "200000"}],
        "shortlist": {"per_class": "10"},
        "phases": {"submission": {"opens": f"{year}-05-15T00:00", "closes": f"{year}-06-07T00:00"}},
    }


CLASSES = {2017: {"1277": "kecil"}, 2019: {}}


class World:
    """Four cities; cycles of frameworks that are variants of `tests/scoring/tiny`."""

    def __init__(self, connection: Connection, folder: Path) -> None:
        self.connection = connection
        self.folder = folder
        for code, name in CITIES.items():
            self._insert("core.city", code, f"12.{code[2:]}", name, "Sumatera Utara", 3, 98, 100, True, None, "made")
        for year, cities in VALUES.items():
            for city, values in cities.items():
                for indicator, value in zip(INDICATORS, values, strict=True):
                    if value is not None:
                        self._insert("core.official_statistic", city, indicator, year, value, "unit", "made")

    def framework(self, name: str, **replacements: tuple[str, str]) -> Path:
        """A variant: text replaced per file, as `framework_yaml=("old", "new")`."""
        folder = self.folder / name
        folder.mkdir()
        for file in TINY.glob("*.*"):
            text = file.read_text()
            if file.name == "framework.yaml":
                text = text.replace("groups: [size]", "groups: [class_code]").replace(
                    "truncate: true", "truncate: false"
                )
                text += SELECTION
            old, new = replacements.get(file.name.replace(".", "_"), ("", ""))
            assert old in text
            (folder / file.name).write_text(text.replace(old, new) if old else text)
        return folder

    def open(self, year: int, *framework_ids: str) -> None:
        """Open a cycle with frameworks of this world."""
        connection = self.connection
        with connection.cursor() as cursor:
            cursor.execute("delete from core.cycle_city where cycle_year = %s", (year,))
            cursor.execute("delete from ops.cycle_framework where cycle_year = %s", (year,))
            cursor.execute("delete from ops.cycle where cycle_year = %s", (year,))
        cycles.keep(connection, declaration.parse(calendar(year, *framework_ids), f"the calendar of {year}"))
        for place, framework_id in enumerate(framework_ids):
            content_hash = frameworks.load(framework_id).content_hash
            self._insert("ops.cycle_framework", year, framework_id, content_hash, place == 0, "2017-05-04", "demo")
        for code in CITIES:
            class_code = CLASSES[year].get(code, "sedang")
            population = 100_000 if class_code == "kecil" else 300_000
            self._insert("core.cycle_city", year, code, population, year, "made", class_code)

    def _insert(self, table: str, *values: object) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(f"insert into {table} values ({', '.join(['%s'] * len(values))})", values)


def publish(connection: Connection, cycle_year: int) -> list[str]:
    """Score a cycle and make current what is new of it, unasked and unchecked; gives the release_ids."""
    for framework_id in frameworks_of(connection, cycle_year):
        score_cycle(connection, cycle_year, framework_id)
    built = [build(connection, cycle_year, framework_id) for framework_id in frameworks_of(connection, cycle_year)]
    for one in built:
        if one.is_new:
            switch(connection, one.release_id, "tester")
    return [one.release_id for one in built]


def rows(connection: Connection, query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()
