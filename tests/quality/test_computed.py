"""What the pipeline's own SQL computes and publishes passes every suite of scores and releases."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from psycopg2.extensions import connection as Connection
from psycopg2.extras import execute_values

from rkci import framework as frameworks
from rkci.database import sql_files
from rkci.publish import release
from rkci.quality.validate import validate
from rkci.scoring import run, state
from rkci.scoring.uncertainty.simulate import simulate
from selected import select

TINY = Path(__file__).parents[1] / "scoring" / "tiny"
CITIES = 40
UNCERTAINTY = {"draws": 64, "seed": 1, "weight_noise": 0.5, "vary": {"leave_one_out": True}}


@pytest.fixture
def computed(connection: Connection, writer_url: str) -> str:
    """A cycle of 40 cities with gaps and ties, scored and drafted by the pipeline's SQL."""
    tiny = frameworks.load(TINY)
    changed = {"ranking": {"groups": ["class_code"]}, "uncertainty": UNCERTAINTY}
    settings = tiny.settings | {name: tiny.settings[name] | block for name, block in changed.items()}
    tiny = replace(tiny, settings=settings)
    chance = random.Random(2017)  # noqa: S311
    codes = [str(1100 + number) for number in range(CITIES)]
    with connection.cursor() as cursor:
        cursor.execute("insert into ops.cycle values (2017, 'RKCI', 2017, now(), now(), now(), true)")
        cursor.execute(
            "insert into ops.cycle_framework values (2017, %s, %s, true, now())", (tiny.framework_id, tiny.content_hash)
        )
        execute_values(
            cursor,
            "insert into core.city values %s",
            [(code, code, f"Kota {code}", "Aceh", 5.5, 95.3, 60, True, None, "BPS") for code in codes],
        )
        cursor.execute(
            "insert into core.cycle_city select 2017, city_code, 1, 2017, 'BPS',"
            " (array['besar', 'sedang', 'kecil'])[1 + city_code::integer %% 3] from core.city",
            (),
        )
        units = [run.Unit(code, code, {"class_code": ("besar", "sedang", "kecil")[int(code) % 3]}) for code in codes]
        run_id = run.start(
            connection, tiny, units, kind="cycle", cycle_year=2017, data_version=state.data_version(connection, 2017)
        )
        values = {"doctors": range(6), "deaths": range(5, 65, 15), "income": (200, 900, 2000)}
        origin = {"origin": "submitted", "is_simulated": True, "year": 2016, "source": "a.xlsx", "file_hash": "abc"}
        select(
            cursor,
            run_id,
            [
                {"unit_code": code, "indicator_code": indicator, "value": chance.choice(choices), "status": "reported"}
                | origin
                for code in codes
                for indicator, choices in values.items()
                if chance.random() > 0.2
            ],
        )
        run.compute(connection, run_id)
        simulate(connection, run_id)
        cursor.execute(
            "insert into mart.release (release_id, cycle_year, framework_id, revision, state, title_id, title_en,"
            " is_simulated, framework_hash, run_id) values ('r1', 2017, %s, 1, 'draft', 'A', 'B', true, %s, %s)",
            (tiny.framework_id, tiny.content_hash, run_id),
        )
    for table in (
        "ranking", "score", "indicator_value", "contribution", "rank_interval", "place_probability", "sensitivity",
    ):  # fmt: skip
        sql_files.run(connection, f"mart/{table}.sql", {"release_id": "r1", "run_id": run_id})
    connection.commit()
    return writer_url


def test_what_the_pipeline_computes_passes_every_suite(computed: str) -> None:
    for suite in (*state.SUITES, *release.SUITES):
        outcome = validate(computed, suite, 2017)
        assert outcome.outcome == "passed", str(outcome)


def test_the_computed_cycle_holds_what_the_rules_are_about(computed: str, connection: Connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select count(*), count(rank_overall), count(distinct rank_overall) from mart.ranking")
        ((cities, ranked, places),) = cursor.fetchall()
        cursor.execute("select (select count(*) from mart.rank_interval), (select count(*) from mart.sensitivity)")
        ((intervals, factors),) = cursor.fetchall()
    assert (cities, ranked < cities, places < ranked) == (CITIES, True, True)
    assert (intervals, factors) == (ranked, 2)
