"""Origins and units are declared in one place each, and what else names them agrees with it."""

import re
import shutil
from pathlib import Path

import pytest
from psycopg2.extensions import connection as Connection

from rkci import framework, paths
from rkci.framework.origins import ORIGINS, SOURCES
from rkci.framework.units import KIND_OF_UNIT, VALUE_KINDS, value_kind
from rkci.refusal import Refusal

TINY = paths.ROOT / "tests" / "scoring" / "tiny"


def test_core_takes_values_of_every_origin_but_the_official_statistics_which_have_a_table_of_their_own(
    connection: Connection,
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'core.indicator_value'::regclass"
            " and contype = 'c' and pg_get_constraintdef(oid) ~ 'origin'"
        )
        ((check,),) = cursor.fetchall()
    assert set(re.findall(r"'(\w+)'::text", check)) == ORIGINS.keys() - {"official"}


def test_a_ranking_shows_the_share_of_the_weight_of_every_origin(connection: Connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select * from mart.ranking limit 0")
        columns = {column.name for column in cursor.description or ()}
    assert {f"{origin}_pct" for origin in ORIGINS} <= columns


def test_an_indicator_is_asked_for_by_an_origin_that_gives_values_of_its_own() -> None:
    assert SOURCES == ("official", "submitted", "survey", "visit")


def test_a_unit_means_its_kind_and_any_other_word_is_the_unit_of_a_number() -> None:
    assert {unit: value_kind(unit) for unit in ("%", "level", "boolean", "days", "likert")} == {
        "%": "percent", "level": "maturity", "boolean": "boolean", "days": "number", "likert": "number",
    }  # fmt: skip
    assert set(KIND_OF_UNIT.values()) | {"number"} == set(VALUE_KINDS)


@pytest.mark.parametrize(("written", "meant"), [("percent", "%"), ("Persen", "%"), ("yes/no", "boolean")])
def test_a_unit_that_looks_like_another_kind_is_asked_back_and_not_taken_for_a_number(
    tmp_path: Path, written: str, meant: str
) -> None:
    folder = shutil.copytree(TINY, tmp_path / "tiny")
    file = folder / "indicators.csv"
    file.write_text(file.read_text().replace("rupiah,outcome,official", f"{written},outcome,submitted"))
    with pytest.raises(Refusal, match=rf"column unit: \(income\) it is '{written}'; write '{meant}'"):
        framework.load(folder)
