"""The audit of the real cycle 2017: part of every release, the same bytes twice, no NaN, in seconds."""

import csv
import math
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import psycopg2
import pytest
from psycopg2.extensions import connection as Connection

from rkci import framework as frameworks
from rkci import reference
from rkci.cycles.opening import open_cycle
from rkci.publish import package
from rkci.publish import release as releases
from rkci.publish.content import KEYS, content_hash
from rkci.publish.release import Built
from rkci.scoring import audit, run
from rkci.scoring.audit.reading import THRESHOLDS
from rkci.scoring.run import frameworks_of, score_cycle
from selected import select

OFFICIAL = "rkci-2017-official"
TABLES = [table for table in KEYS if table == "strength" or table.startswith("audit_")]


@pytest.fixture
def cycle(connection: Connection) -> Connection:
    """The warehouse with the reference data loaded, cycle 2017 open and scored."""
    reference.load(connection)
    reference.accept(connection)
    open_cycle(connection, 2017)
    for framework_id in frameworks_of(connection, 2017):
        score_cycle(connection, 2017, framework_id)
    return connection


@pytest.fixture
def build(cycle: Connection) -> Callable[[], dict[str, Built]]:
    def built() -> dict[str, Built]:
        return {one: releases.build(cycle, 2017, one) for one in frameworks_of(cycle, 2017)}

    return built


def cells(connection: Connection, table: str, release_id: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"select * from mart.{table} where release_id = %s", (release_id,))
        return cursor.fetchall()


def test_a_release_holds_the_audit_in_its_tables_files_and_hash(
    cycle: Connection, build: Callable[[], dict[str, Built]], tmp_path: Path
) -> None:
    release = build()[OFFICIAL]
    assert all(cells(cycle, table, release.release_id) for table in TABLES)
    written = {file.name for file in package.write(cycle, release.release_id, tmp_path).iterdir()}
    assert {f"{table}.{kind}" for table in TABLES for kind in ("csv", "parquet")} <= written
    for table in TABLES:
        with cycle.cursor() as cursor:
            cursor.execute(f"savepoint one; delete from mart.{table} where release_id = %s", (release.release_id,))
            assert content_hash(cycle, release.release_id) != release.content_hash
            cursor.execute("rollback to savepoint one")


def test_auditing_again_gives_the_same_rows_to_the_last_bit(
    cycle: Connection, build: Callable[[], dict[str, Built]]
) -> None:
    first = build()[OFFICIAL]
    before = {table: sorted(map(repr, cells(cycle, table, first.release_id))) for table in TABLES}
    with cycle.cursor() as cursor:
        for setting in ("max_parallel_workers_per_gather = 4", "parallel_setup_cost = 0", "enable_hashjoin = off",
                        "min_parallel_table_scan_size = 0", "enable_hashagg = off"):  # fmt: skip
            cursor.execute(f"set local {setting}")
    again = build()[OFFICIAL]
    assert {table: sorted(map(repr, cells(cycle, table, again.release_id))) for table in TABLES} == before
    assert again.content_hash == first.content_hash


def test_no_published_number_is_nan_and_what_is_null_is_explained(
    cycle: Connection, build: Callable[[], dict[str, Built]]
) -> None:
    for release in build().values():  # rkci-2017 has indicators that nobody reported
        for table in TABLES:
            for row in cells(cycle, table, release.release_id):
                assert not any(isinstance(cell, float) and not math.isfinite(cell) for cell in row)
        with cycle.cursor() as cursor:
            for table, column in (
                ("audit_correlation", "pearson"), ("audit_denominator", "pearson"), ("audit_reliability", "alpha"),
                ("audit_weight", "correlation"), ("audit_removal", "spearman"),
            ):  # fmt: skip
                cursor.execute(f"select count(*) from mart.{table} where {column} is null and reason is null")
                assert cursor.fetchall() == [(0,)]


def test_bi_sees_the_audit_of_what_is_published_and_of_no_draft(
    cycle: Connection, build: Callable[[], dict[str, Built]], bi_url: str
) -> None:
    release = build()[OFFICIAL]
    for state, count in (("draft", 0), ("current", 1)):
        with cycle.cursor() as cursor:
            cursor.execute("update mart.release set state = %s where release_id = %s", (state, release.release_id))
        cycle.commit()
        with closing(psycopg2.connect(bi_url)) as bi, bi.cursor() as cursor:
            for relation in (*TABLES, *(f"current_{table}" for table in TABLES)):
                cursor.execute(f"select count(distinct release_id) from mart.{relation}")
                assert cursor.fetchall() == [(count,)], relation


def test_the_thresholds_of_a_release_are_those_of_the_file_with_their_sources(
    cycle: Connection, build: Callable[[], dict[str, Built]]
) -> None:
    release = build()[OFFICIAL]
    with cycle.cursor() as cursor:
        cursor.execute(
            "select threshold_code, value, meaning, source from mart.audit_threshold where release_id = %s",
            (release.release_id,),
        )
        with THRESHOLDS.open(encoding="utf-8", newline="") as lines:
            assert {row[0]: row for row in cursor.fetchall()} == {
                one["code"]: (one["code"], float(one["value"]), one["meaning"], one["source"])
                for one in csv.DictReader(lines)
            }


def test_every_indicator_of_the_whole_framework_is_audited(cycle: Connection) -> None:
    framework = frameworks.load("rkci-2017")
    random = np.random.default_rng(1)
    with cycle.cursor() as cursor:
        cursor.execute("select city_code, class_code from core.cycle_city where cycle_year = 2017")
        units = [run.Unit(code, code, {"class_code": class_code}) for code, class_code in cursor.fetchall()]
        run_id = run.start(cycle, framework, units, kind="cycle", cycle_year=2017)
        select(
            cursor,
            run_id,
            [
                {"unit_code": unit.code, "indicator_code": one.code, "value": random.uniform(*_range(one))}
                | {"status": "reported", "origin": "submitted", "is_simulated": True}
                for unit in units
                for one in framework.indicators
            ],
        )
        run.compute(cycle, run_id)
        cursor.execute(
            "insert into mart.release (release_id, cycle_year, framework_id, revision, state, title_id, title_en,"
            " is_simulated, framework_hash, run_id) values ('whole', 2017, 'rkci-2017', 9, 'superseded', '', '', true,"
            " '', %s)",
            (run_id,),
        )
    audit.write(cycle, "whole", run_id)
    assert len(cells(cycle, "audit_indicator", "whole")) == len(framework.indicators)


def _range(indicator: frameworks.Indicator) -> tuple[float, float]:
    """Where a value may lie: between the goalposts and within the valid range."""
    low, high = indicator.goalpost_low or 0.0, 1.0 if indicator.goalpost_high is None else indicator.goalpost_high
    return max(low, indicator.valid_min or low), min(high, indicator.valid_max or high)
