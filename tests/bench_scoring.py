"""Scoring against COINr: from values in core to ranks in tables, in SQL and, in the same run, in plain NumPy.

COINr 1.1.14's medians on two cores are the yardstick; R is not at hand everywhere, so they are figures, not a run.
Values are made from a seed: three indicators in ten are lognormal, so that treatment has work, as in COINr's example.
"""

import csv
import io
import math
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from psycopg2.extensions import connection as Connection
from psycopg2.extras import execute_values

from bench_memory import environment
from rkci import framework as frameworks
from rkci.framework import Framework
from rkci.scoring import run

YEAR = 2017
COINR = {(51, 49): 0.064, (514, 60): 0.263, (4500, 60): 2.465}
"""Units x indicators to the seconds of COINr's new_coin, Treat, Normalise, Aggregate."""
WANTED = {(51, 49): 1.0, (514, 60): 1.0, (4500, 60): 0.5}
COINR_UNCERTAINTY = {(51, 49): 98.5, (4500, 60): 46 * 60.0}
"""Units x indicators to the seconds of COINr's get_sensitivity, 1,000 draws; the larger one extrapolated."""
WANTED_UNCERTAINTY = {(51, 49): 0.01, (4500, 60): 0.005}
UNCERTAINTY = """\
uncertainty:
  draws: {draws}
  seed: 2017
  weight_noise: 0.25
  vary: {{normalisation: [{{method: minmax, min: 1, max: 100}}, {{method: zscore, mean: 10, sd: 2}}]}}
"""
MEMORY = """
import sys
import psycopg2
from bench_memory import largest
from rkci.scoring.uncertainty import problem, simulate
list(simulate.summed_up(problem.read(psycopg2.connect(sys.argv[1]), int(sys.argv[2]))).units())
print(largest())
"""
"""A process of its own that reads a run, makes its draws and sums them up; prints its largest memory in MiB."""

YAML = """\
title_id: Patokan
title_en: Benchmark
edition: "1"
status: demo
treatment: {method: winsorise_log, winmax: 5, provenance: COINr}
normalisation: {method: minmax, min: 0, max: 100, provenance: COINr}
weights: {method: given, provenance: made}
aggregation: {default: arithmetic, provenance: COINr}
"""


class RollBack(Exception):
    """Leaves a transaction without committing it."""


@contextmanager
def rolled_back(connection: Connection):
    """Whatever is written inside is undone."""
    try:
        yield
    finally:
        connection.rollback()


def make_framework(folder: Path, indicators: int, extra: str = "") -> Framework:
    """A tree of four levels: an index, two pillars, eight nodes, the indicators spread over them."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "framework.yaml").write_text(YAML + extra)
    nodes = ["index,,4,Indeks,Index,1"]
    nodes += [f"pillar{number},index,3,Pilar,Pillar,1" for number in range(2)]
    nodes += [f"node{number},pillar{number % 2},2,Simpul,Node,1" for number in range(8)]
    (folder / "tree.csv").write_text("\n".join(["code,parent,level,name_id,name_en,weight", *nodes]) + "\n")
    (folder / "indicators.csv").write_text(
        "code,parent,name_id,name_en,direction,weight,unit,side,source,provenance\n"
        + "".join(
            f"i{number:05d},node{number % 8},I,I,{1 if number % 3 else -1},1,score,outcome,official,made\n"
            for number in range(indicators)
        )
    )
    return frameworks.load(folder)


def make_values(units: int, indicators: int) -> np.ndarray:
    """Units x indicators; three columns in ten lognormal, the others normal."""
    generator = np.random.default_rng(2017)
    values = generator.normal(50, 10, (units, indicators))
    skewed = np.arange(indicators) % 10 < 3
    values[:, skewed] = generator.lognormal(0, 1, (units, int(skewed.sum())))
    return values


def load(connection: Connection, framework: Framework, values: np.ndarray) -> int:
    """An ad-hoc run whose values stand in core, in the order in which core is written; returns its run_id."""
    codes = [f"u{number:05d}" for number in range(len(values))]
    rows = io.StringIO()
    csv.writer(rows).writerows(
        (code, indicator.code, YEAR, repr(float(values[row, column])), "score", "made")
        for column, indicator in enumerate(framework.indicators)
        for row, code in enumerate(codes)
    )
    rows.seek(0)
    with connection.cursor() as cursor:
        cursor.execute("truncate core.city cascade")
        execute_values(
            cursor,
            "insert into core.city (city_code, kemendagri_code, city_name, province, latitude, longitude, area_km2,"
            " is_autonomous, source) values %s",
            [(code, code, code, "made", 0, 0, 1, True, "made") for code in codes],
        )
        cursor.copy_expert(
            "copy core.official_statistic (city_code, indicator_code, year, value, unit, source) from stdin"
            " with (format csv)",
            rows,
        )
    return run.start(
        connection, framework, [run.Unit(code, code, {}) for code in codes], kind="ad_hoc", cycle_year=YEAR
    )


def in_sql(connection: Connection, run_id: int) -> None:
    """From core to scoring.rank, every step kept."""
    run.select(connection, run_id)
    run.score(connection, run_id)


def in_numpy(connection: Connection, run_id: int, framework: Framework) -> None:
    """The same path in plain NumPy: read the values, treat, normalise, aggregate, rank, write the ranks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select value from core.official_statistic where year = %s order by indicator_code, city_code", (YEAR,)
        )
        read = cursor.fetchall()
    values = np.array(read).reshape(len(framework.indicators), -1).T.copy()
    for column in range(values.shape[1]):
        values[:, column] = treated(values[:, column])
    values *= [indicator.direction for indicator in framework.indicators]
    low, high = values.min(axis=0), values.max(axis=0)
    scores = {
        indicator.code: column
        for indicator, column in zip(framework.indicators, (100 * (values - low) / (high - low)).T, strict=True)
    }
    parents = {item.code: item.parent for item in (*framework.nodes, *framework.indicators)}
    for node in sorted(framework.nodes, key=lambda node: node.level):
        scores[node.code] = np.mean([scores[code] for code, parent in parents.items() if parent == node.code], axis=0)
    ranks = []
    for node in framework.nodes:
        rounded = np.round(scores[node.code], 10)
        ordered = np.sort(-rounded)
        ranks.append((run_id, node.code, (np.searchsorted(ordered, -rounded) + 1).tolist()))
    with connection.cursor() as cursor:
        cursor.execute("create temp table numpy_rank (run_id bigint, code text, rank integer[]) on commit drop")
        execute_values(cursor, "insert into numpy_rank values %s", ranks)


def treated(x: np.ndarray) -> np.ndarray:
    """Winsorised up to five points, else ln(x - min + 0.01 range), as the framework above declares."""
    given_values, moved = x, 0
    while not passes(x):
        if moved >= 5:
            low, high = given_values.min(), given_values.max()
            return np.log(given_values - low + 0.01 * (high - low))
        d = x - x.mean()
        at = x == (x.max() if (d**3).mean() >= 0 else x.min())
        x = np.where(at, x[~at].max() if (d**3).mean() >= 0 else x[~at].min(), x)
        moved = int(at.sum())
    return x


def passes(x: np.ndarray) -> bool:
    """|G1| < 2 or G2 < 3.5."""
    n, d = len(x), x - x.mean()
    m2, m3, m4 = (d**2).mean(), (d**3).mean(), (d**4).mean()
    skewness = math.sqrt(n * (n - 1)) / (n - 2) * m3 / m2**1.5
    kurtosis = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (m4 / m2**2 - 3) + 6)
    return abs(skewness) < 2 or kurtosis < 3.5


def seconds(connection: Connection, do: Callable[[], None], repeats: int = 5) -> float:
    """Median time on a warm connection; what is written is undone each time."""
    times = []
    for _ in range(repeats + 1):
        with connection.cursor() as cursor:
            cursor.execute("savepoint measured")
        began = time.perf_counter()
        do()
        times.append(time.perf_counter() - began)
        with connection.cursor() as cursor:
            cursor.execute("rollback to savepoint measured")
    return statistics.median(times[1:])


def paths_table(connection: Connection, folder: Path) -> list[str]:
    """Rows of the comparison with COINr and with NumPy, as Markdown."""
    lines = [
        "| units x indicators | COINr | SQL | SQL / COINr | wanted | NumPy | SQL / NumPy |",
        "|---|---|---|---|---|---|---|",
    ]
    for (units, indicators), coinr in COINR.items():
        framework = make_framework(folder / f"f{indicators}", indicators)
        with rolled_back(connection):
            run_id = load(connection, framework, make_values(units, indicators))
            sql = seconds(connection, lambda run_id=run_id: in_sql(connection, run_id))
            numpy = seconds(connection, lambda run_id=run_id, f=framework: in_numpy(connection, run_id, f))
        lines.append(
            f"| {units:,} x {indicators} | {coinr:.3f} s | {sql:.3f} s | {sql / coinr:.2f} |"
            f" <= {WANTED[units, indicators]:g} | {numpy:.3f} s | {sql / numpy:.1f} |"
        )
    return lines


def curve_table(connection: Connection, folder: Path) -> list[str]:
    """How the cost grows with units and with indicators."""
    lines = ["| units | indicators | SQL | per million cells |", "|---|---|---|---|"]
    sizes = [
        (500, 60),
        (1000, 60),
        (2000, 60),
        (4000, 60),
        (8000, 60),
        (1000, 30),
        (1000, 120),
        (1000, 240),
        (1000, 480),
        (20, 10_000),
    ]
    for units, indicators in sizes:
        framework = make_framework(folder / f"f{indicators}", indicators)
        with rolled_back(connection):
            run_id = load(connection, framework, make_values(units, indicators))
            sql = seconds(connection, lambda run_id=run_id: in_sql(connection, run_id), repeats=3)
        lines.append(f"| {units:,} | {indicators} | {sql:.3f} s | {sql / (units * indicators) * 1e6:.1f} s |")
    return lines


def uncertainty_table(connection: Connection, url: str, folder: Path) -> list[str]:
    """Rows of 1,000 draws of weights and normalisation, from the step tables to intervals and tie groups."""
    lines = [
        "| units x indicators, 1,000 draws | COINr | ours | ours / COINr | wanted | memory of the process |",
        "|---|---|---|---|---|---|",
    ]
    for (units, indicators), coinr in COINR_UNCERTAINTY.items():
        run_id = finished_run(connection, folder / "draws1000", units, indicators, draws=1000)
        took = simulation_seconds(connection, run_id)
        command = [sys.executable, "-W", "ignore", "-c", MEMORY, url, str(run_id)]
        done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
        memory = float(done.stdout.splitlines()[-1])
        lines.append(
            f"| {units:,} x {indicators} | {coinr:,.1f} s | {took:.2f} s | {took / coinr:.4f} |"
            f" <= {WANTED_UNCERTAINTY[units, indicators]:g} | {memory:.0f} MiB |"
        )
    return lines


def draws_table(connection: Connection, folder: Path) -> list[str]:
    """How the cost grows with draws, and with units."""
    lines = ["| draws | units | indicators | ours | per draw and thousand units |", "|---|---|---|---|---|"]
    for draws, units in ((500, 500), (1000, 500), (2000, 500), (4000, 500), (1000, 1000), (1000, 2000), (1000, 4000)):
        run_id = finished_run(connection, folder / f"draws{draws}", units, 60, draws)
        took = simulation_seconds(connection, run_id)
        lines.append(f"| {draws:,} | {units:,} | 60 | {took:.2f} s | {took / draws / units * 1e6:.2f} ms |")
    return lines


def finished_run(connection: Connection, folder: Path, units: int, indicators: int, draws: int) -> int:
    """A scored and committed ad-hoc run whose framework declares so many draws; returns its run_id."""
    framework = make_framework(folder / f"f{indicators}", indicators, UNCERTAINTY.format(draws=draws))
    run_id = load(connection, framework, make_values(units, indicators))
    in_sql(connection, run_id)
    connection.commit()
    return run_id


def simulation_seconds(connection: Connection, run_id: int) -> float:
    """Median time from the step tables to intervals, probabilities and tie groups."""
    from rkci.scoring.uncertainty import problem, simulate

    return seconds(connection, lambda: list(simulate.summed_up(problem.read(connection, run_id)).units()), repeats=1)
