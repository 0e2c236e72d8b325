"""A scored cycle 2017 of few cities, its run written by hand: scores, places, coverage and draws as a test wants."""

from collections.abc import Sequence
from typing import Any

from psycopg2.extensions import connection as Connection
from psycopg2.extras import execute_values

SEDANG = [f"11{number:02d}" for number in range(1, 14)]
"""Thirteen cities of a class of which ten are nominees."""
KECIL = ["1201", "1202"]
SCORES = {city: 80.0 - 2 * number for number, city in enumerate(SEDANG)} | {"1201": 70.0, "1202": 60.0}


def rows(connection: Connection, query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def open_cycle(connection: Connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into ops.cycle values (2017, 'RKCI', 2017, '2017-05-04', '2017-05-15', '2017-06-07', true, '')"
        )
        cursor.execute("insert into ops.cycle_framework values (2017, 'rkci-2017', 'hash', true, '2017-05-04', 'demo')")
        for city in SEDANG + KECIL:
            cursor.execute(
                "insert into core.city values (%s, %s, %s, 'Aceh', 3, 98, 100, true, null, 'made')",
                (city, f"{city[:2]}.{city[2:]}", f"Kota {city}"),
            )
            cursor.execute(
                "insert into core.cycle_city values (2017, %s, 300000, 2017, 'made', %s)",
                (city, "sedang" if city in SEDANG else "kecil"),
            )


def score(
    connection: Connection,
    scores: dict[str, float | None],
    *,
    coverage: dict[str, float] | None = None,
    kind: str = "cycle",
    first_run_id: int | None = None,
) -> int:
    """A finished run in which the cities have these scores; none means no place. Returns its run_id."""
    cities = sorted(scores)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into scoring.run (kind, cycle_year, framework_id, framework_hash, settings, finished_at,"
            " first_run_id) values (%s, 2017, 'rkci-2017', 'hash', '{}', now(), %s) returning run_id",
            (kind, first_run_id),
        )
        ((run_id,),) = cursor.fetchall()
        cursor.execute(
            "insert into scoring.run_node values (%s, 'index', null, 1, 1, 'arithmetic', null, null, 'I', 'I')",
            (run_id,),
        )
        execute_values(
            cursor,
            "insert into scoring.run_unit (run_id, unit_code, unit_name, attributes, place, entity_code) values %s",
            [
                (run_id, city, city, f'{{"class_code": "{_class(city)}"}}', place, city)
                for place, city in enumerate(cities, start=1)
            ],
        )
        cursor.execute(
            "insert into scoring.score values (%s, 'index', 'all', %s, %s)",
            (run_id, [scores[city] for city in cities], [(coverage or {}).get(city, 0.8) for city in cities]),
        )
        cursor.execute(
            "insert into scoring.rank values (%s, 'index', 'all', 'class_code', %s::integer[])",
            (run_id, [_rank(scores, city) for city in cities]),
        )
    return int(run_id)


def draw(connection: Connection, run_id: int, places: dict[str, dict[int, float]], tie_groups: Sequence[int]) -> None:
    """What the draws say: the probability of each place of each city, and the tie group of each."""
    with connection.cursor() as cursor:
        for (city, likely), group in zip(places.items(), tie_groups, strict=True):
            cursor.execute(
                "insert into scoring.uncertainty_unit (run_id, group_column, group_code, unit_code, draws, median_rank,"
                " rank_low, rank_high, p_first, tie_group, places, probabilities)"
                " values (%s, 'class_code', %s, %s, 100, %s, %s, %s, 0, %s, %s, %s)",
                (
                    run_id, _class(city), city, min(likely), min(likely), max(likely), group, list(likely),
                    list(likely.values()),
                ),
            )  # fmt: skip


def _class(city: str) -> str:
    return "sedang" if city in SEDANG else "kecil"


def _rank(scores: dict[str, float | None], city: str) -> int | None:
    own = scores[city]
    if own is None:
        return None
    same_class = [other for code, other in scores.items() if _class(code) == _class(city) and other is not None]
    return 1 + sum(other > own for other in same_class)
