"""A warehouse of an older version comes to the newest one with its data."""

import os
from collections.abc import Iterator
from contextlib import closing

import psycopg2
import pytest

from rkci.database import embedded, migrate

SCORED_BY_0005 = """
insert into scoring.run (kind, cycle_year, framework_id, framework_hash, settings)
values ('cycle', 2017, 'tiny', 'f00d', '{"ranking": {"groups": ["class_code"]}}');
insert into scoring.run_unit (run_id, unit_code, unit_name, groups) values
(1, 'b', 'Unit b', '{"class_code": "kecil"}'), (1, 'a', 'Unit a', '{"class_code": "besar"}');
insert into scoring.run_node (run_id, node_code, parent_code, level, weight, aggregation, name_id, name_en) values
(1, 'index', null, 2, 1, 'arithmetic', 'Indeks', 'Index');
insert into scoring.run_indicator (
    run_id, indicator_code, parent_code, weight, direction, side, unit, imputation, treatment, normalisation, name_id,
    name_en
) values
(1, 'x', 'index', 3, 1, 'outcome', '%', '{}', '{}', '{}', 'X', 'X'),
(1, 'y', 'index', 1, 1, 'process', '%', '{}', '{}', '{}', 'Y', 'Y');
insert into scoring.selected (run_id, unit_code, indicator_code, value, status, origin, is_simulated) values
(1, 'b', 'x', 2, 'reported', 'official', false), (1, 'a', 'x', 1, 'reported', 'official', false),
(1, 'b', 'y', null, 'missing', null, false), (1, 'a', 'y', 4, 'reported', 'submitted', true);
insert into scoring.imputed (run_id, unit_code, indicator_code, value, is_imputed)
select run_id, unit_code, indicator_code, coalesce(value, 5), value is null from scoring.selected;
insert into scoring.treated (run_id, unit_code, indicator_code, value, is_treated)
select run_id, unit_code, indicator_code, value, false from scoring.imputed;
insert into scoring.normalised (run_id, unit_code, indicator_code, value)
select run_id, unit_code, indicator_code, value * 10 from scoring.imputed;
insert into scoring.score (run_id, unit_code, node_code, side, score, coverage) values
(1, 'b', 'index', 'all', 27.5, 1), (1, 'a', 'index', 'all', 17.5, 0.75), (1, 'b', 'index', 'process', 50, 1);
insert into scoring.rank (run_id, unit_code, node_code, side, group_column, group_code, rank) values
(1, 'b', 'index', 'all', 'overall', 'overall', 1), (1, 'a', 'index', 'all', 'overall', 'overall', 2),
(1, 'b', 'index', 'all', 'class_code', 'kecil', 1);
create view quality.batch_score as select * from scoring.score;
"""


@pytest.fixture
def url() -> Iterator[str]:
    """A database of this test's own, empty."""
    name = f"rkci_upgrade_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    embedded.start()
    embedded.create_database(name)
    yield embedded.url("rkci_owner", name)
    embedded.drop_database(name)


def test_what_version_0005_scored_is_there_after_the_upgrade_unit_by_unit(url: str) -> None:
    migrate.upgrade(url, "0005_mart")
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(SCORED_BY_0005)
    migrate.upgrade(url)
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute("select indicator_code, value from scoring.imputed order by 1")
        assert cursor.fetchall() == [("x", [1, 2]), ("y", [4, 5])]
        cursor.execute(
            "select unit_code, indicator_code, selected, denominated, imputed, is_imputed, treated, is_treated,"
            " normalised from scoring.cell order by 1, 2"
        )
        assert cursor.fetchall() == [
            ("a", "x", 1, 1, 1, False, 1, False, 10),
            ("a", "y", 4, 4, 4, False, 4, False, 40),
            ("b", "x", 2, 2, 2, False, 2, False, 20),
            ("b", "y", None, None, 5, True, 5, False, 50),
        ]
        cursor.execute("select unit_code, side, score, coverage from scoring.unit_score order by 2, 1")
        assert cursor.fetchall() == [
            ("a", "all", 17.5, 0.75), ("b", "all", 27.5, 1), ("a", "process", None, 0), ("b", "process", 50, 1),
        ]  # fmt: skip
        cursor.execute("select unit_code, group_column, group_code, rank from scoring.unit_rank order by 2, 1")
        assert cursor.fetchall() == [
            ("b", "class_code", "kecil", 1), ("a", "overall", "overall", 2), ("b", "overall", "overall", 1),
        ]  # fmt: skip
        cursor.execute("select code, weight, effective_weight from scoring.weight order by 1")
        assert cursor.fetchall() == [("index", 1, 1), ("x", 0.75, 0.75), ("y", 0.25, 0.25)]
