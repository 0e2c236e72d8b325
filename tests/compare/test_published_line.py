"""Runs outside the published line wait for nobody who reads what is published, and take nothing of it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from small_world import TINY, Rkci, World, publish

Locked = Callable[[str], None]


@pytest.fixture
def opened(world: World) -> World:
    """2017 is published; nothing is left open."""
    world.open(2017, "tiny")
    publish(world.connection, 2017)
    world.framework("tiny-2019", indicators_csv=(",,0,4,", ",,0,8,"))
    world.connection.commit()
    return world


@pytest.fixture
def locked(opened: World, database: str) -> Iterator[Locked]:
    """Holds every table of mart in a mode, as who reads or changes it, until the test ends."""
    with closing(psycopg2.connect(database)) as other, other.cursor() as cursor:

        def held(mode: str) -> None:
            cursor.execute(
                "select string_agg(format('mart.%I', tablename), ', ') from pg_tables where schemaname = 'mart'"
            )
            ((tables,),) = cursor.fetchall()
            cursor.execute(f"lock table {tables} in {mode} mode")

        yield held


@pytest.fixture
def impatient(rkci: Rkci, writer_url: str, monkeypatch: pytest.MonkeyPatch) -> Rkci:
    """Commands that give up when they wait for a lock."""
    monkeypatch.setenv("AIRFLOW_CONN_RKCI", f"{writer_url}?options=-c%20lock_timeout%3D500")
    return rkci


def given(folder: Path) -> tuple[str, ...]:
    (folder / "values.csv").write_text("unit,indicator,value\na,doctors,1\na,deaths,20\na,income,500\nb,doctors,2\n")
    (folder / "units.csv").write_text("unit,name,size\na,A,s\nb,B,s\n")
    return (
        "score", "--framework", str(TINY), "--values", str(folder / "values.csv"),
        "--units", str(folder / "units.csv"), "--out", str(folder / "out"),
    )  # fmt: skip


def answers(folder: Path) -> tuple[str, ...]:
    (folder / "data.csv").write_text("y,w\n1,2\n2,2\n4,1\n")
    (folder / "design.yaml").write_text("weight: w\nestimate:\n- {variable: y, statistic: mean}\n")
    return (
        "estimate", "--data", str(folder / "data.csv"), "--design", str(folder / "design.yaml"),
        "--out", str(folder / "estimates.csv"),
    )  # fmt: skip


@pytest.mark.parametrize("arguments", [given, answers])
def test_what_needs_nothing_published_runs_while_all_of_it_is_locked(
    arguments: Callable[[Path], tuple[str, ...]], locked: Locked, impatient: Rkci, tmp_path: Path
) -> None:
    locked("access exclusive")
    done = impatient(*arguments(tmp_path))
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("what-if", "--cycle", 2017, "--set", "aggregation.default=geometric", "--set", "normalisation.min=1"),
        ("bridge", "--cycle", 2017, "--framework", "tiny-2019"),
        ("explain", "--cycle", 2017, "--city", "1276"),
    ],
)
def test_what_compares_with_the_published_runs_beside_who_reads_and_who_publishes(
    arguments: tuple[object, ...], locked: Locked, impatient: Rkci
) -> None:
    locked("share row exclusive")
    done = impatient(*arguments)
    assert done.exit_code == 0, done.output
