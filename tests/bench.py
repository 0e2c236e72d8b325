"""`make bench`: measures what docs/performance.md records, and writes it there.

The demo cycle is run from nothing in a place of its own, watched from outside; then scoring is timed on what it left,
and the engine against COINr's medians and plain NumPy on made data (bench_scoring.py).
"""

import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import psutil
import psycopg2
from psycopg2.extensions import connection as Connection

import bench_intake
import bench_scoring
import bench_survey
from rkci import paths
from rkci.database import embedded, migrate, sql_files
from rkci.database.connection import connect

CYCLE = 2017
FRAMEWORK = "rkci-2017"
HOME = paths.ROOT / ".local" / "bench"
TASK = re.compile(r"^airflow worker -- [0-9a-f-]{36}$")
"""Title of a process in which Airflow runs one task."""

DATABASE = "rkci_bench"
PATH = """## The engine against COINr and NumPy

From values in `core.official_statistic` to ranks in `scoring.rank`, every step kept, on a warm connection: select,
denominate, screen, impute, treat (winsorise up to 5, then the logarithm), normalise, weight, aggregate, rank. Median of
5. COINr 1.1.14's medians on two cores are figures, not a run here; NumPy is the same path in the same run: it reads the
same rows, and writes the ranks (`tests/bench_scoring.py`). Three indicators in ten are lognormal."""
UNCERTAINTY = """## Uncertainty: 1,000 draws of weights and normalisation

From the step tables to rank intervals, probabilities and tie groups. COINr's figure for 4,500 units is extrapolated.
Memory is the largest of a process that does this alone."""
CURVES = """## How the cost grows

With units, with indicators, with draws; no worse than linearly."""

PARSE = """
import sys, time
from airflow.dag_processing.dagbag import DagBag
import airflow.sdk, airflow.providers.standard.operators.hitl
began = time.perf_counter()
DagBag(dag_folder=sys.argv[1])
print(time.perf_counter() - began)
"""


@dataclass
class Run:
    """A run of the demo cycle: wall time, the largest memory of one task, and of all processes at once."""

    seconds: float
    task_megabytes: float
    stack_megabytes: float


class RollBack(Exception):
    """Leaves a transaction without committing it."""


def main() -> None:
    """Measure, print, and write docs/performance.md."""
    os.environ["RKCI_LOCAL"], os.environ["RKCI_BUILD"] = str(HOME / "local"), str(HOME / "build")
    shutil.rmtree(HOME, ignore_errors=True)
    try:
        first, second = demo_cycle(), demo_cycle()
        rows = [
            ("`make run` on an installed venv, from nothing", "<= 270 s", f"{first.seconds:.0f} s"),
            ("`make run` again, nothing new", "<= 60 s", f"{second.seconds:.0f} s"),
            (f"SQL of scoring, {size()}, median of 5", "<= 1 s", f"{undone_seconds(score):.2f} s"),
            ("every answer compared with peers and earlier years", "<= 5 s", f"{undone_seconds(compare):.2f} s"),
            ("audit of a release", "<= 5 s", f"{undone_seconds(audit):.2f} s"),
            ("largest memory of a task", "<= 600 MB", f"{first.task_megabytes:.0f} MB"),
            ("memory of the whole stack at its peak", "", f"{first.stack_megabytes:.0f} MB"),
            *(
                (f"parsing dags/{name}, median of 3", "<= 0.5 s", f"{took:.2f} s")
                for name, took in sorted(parsing().items())
            ),
        ]
        text = (
            "# What was measured\n\n"
            f"By `make bench`, on {processor()}, {os.cpu_count()} cores, "
            f"{psutil.virtual_memory().total / 2**30:.0f} GiB, {platform.system()}, "
            f"Python {platform.python_version()}. Memory is resident memory, sampled every 0.2 s; that of the stack "
            "counts once what forked processes share, such as the libraries that tasks find imported.\n\n"
            "| what | wanted | measured |\n|---|---|---|\n"
            + "".join(f"| {what} | {wanted} | {measured} |\n" for what, wanted, measured in rows)
        )
        print(text, flush=True)
        for section in (engine_tables, bench_intake.section, bench_survey.section):
            part = section()
            print(part, flush=True)
            text += part
    finally:
        subprocess.run([sys.executable, "-m", "rkci.ops.stack", "down"], check=True)
    (paths.ROOT / "docs" / "performance.md").write_text(text)


def engine_tables() -> str:
    """The scoring engine on made data, in a database of its own, as Markdown."""
    embedded.create_database(DATABASE)
    url, folder = embedded.url("rkci_owner", DATABASE), HOME / "engine"
    migrate.upgrade(url)
    try:
        with closing(psycopg2.connect(url)) as connection:
            sections = {
                PATH: bench_scoring.paths_table(connection, folder),
                UNCERTAINTY: bench_scoring.uncertainty_table(connection, url, folder),
                CURVES: [
                    *bench_scoring.curve_table(connection, folder),
                    "",
                    *bench_scoring.draws_table(connection, folder),
                ],
            }
    finally:
        embedded.drop_database(DATABASE)
    return "".join(f"\n{words}\n\n" + "\n".join(lines) + "\n" for words, lines in sections.items())


def demo_cycle() -> Run:
    """Run the demo cycle in a process of its own and watch the stack meanwhile."""
    began = time.perf_counter()
    demo = subprocess.Popen([sys.executable, "-m", "rkci.ops.demo", str(CYCLE)], stdout=subprocess.DEVNULL)
    task = stack = 0
    while demo.poll() is None:
        sizes = processes()
        task = max([task, *(size.resident for title, size in sizes.items() if TASK.match(title.strip()))])
        stack = max(stack, sum(size.share for size in sizes.values()))
        time.sleep(0.2)
    if demo.returncode:
        raise SystemExit("The demo cycle failed: see what `make run` prints.")
    return Run(time.perf_counter() - began, task / 1e6, stack / 1e6)


class Size(NamedTuple):
    """Memory of a process, bytes: all that it sees, and its share of what forked processes hold together."""

    resident: int
    share: int


def processes() -> dict[str, Size]:
    """Title of each living process of Airflow and PostgreSQL to its memory."""
    found = {}
    for process in psutil.process_iter():
        try:
            title = " ".join(process.cmdline())
            if "airflow" in title or str(HOME) in title:
                memory = process.memory_full_info()
                found[title] = Size(memory.rss, memory.pss)
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
    return found


def processor() -> str:
    """The processor's name."""
    information = Path("/proc/cpuinfo")
    lines = information.read_text().splitlines() if information.exists() else []
    return next((line.split(":")[1].strip() for line in lines if "model name" in line), platform.processor())


def size() -> str:
    """Cities x indicators of the cycle."""
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute("select (select count(*) from core.cycle_city), (select count(*) from core.cycle_indicator)")
        ((cities, indicators),) = cursor.fetchall()
    return f"{cities} cities x {indicators} indicators"


def score(connection: Connection) -> None:
    """All steps of a run, the framework read and resolved included."""
    from rkci.scoring.run import score_cycle

    score_cycle(connection, CYCLE, FRAMEWORK)


def compare(connection: Connection) -> None:
    """Every staged answer of the cycle against its class, earlier years and official statistics."""
    sql_files.run(connection, "staging/submission_comparison.sql", {"cycle": CYCLE})


def audit(connection: Connection) -> None:
    """The statistical audit of the newest release, as of another one of the same run."""
    from rkci.scoring.audit import write

    with connection.cursor() as cursor:
        cursor.execute(
            "insert into mart.release (release_id, cycle_year, framework_id, revision, state, title_id, title_en,"
            " is_simulated, framework_hash, run_id) select 'bench', cycle_year, framework_id, 0, 'draft', '', '',"
            " is_simulated, framework_hash, run_id from mart.release where framework_id = %s"
            " order by revision desc limit 1 returning run_id",
            (FRAMEWORK,),
        )
        ((run_id,),) = cursor.fetchall()
    write(connection, "bench", run_id)


def undone_seconds(do: Callable[[Connection], None]) -> float:
    """Median time of five; rolled back each time."""
    times = []
    for _ in range(5):
        try:
            with connect() as connection:
                began = time.perf_counter()
                do(connection)
                times.append(time.perf_counter() - began)
                raise RollBack
        except RollBack:
            continue
    return statistics.median(times)


def parsing() -> dict[str, float]:
    """Dag file to the seconds of parsing it where Airflow is imported already, as in the dag processor."""
    taken = {}
    for file in paths.DAGS.glob("*.py"):
        command = [sys.executable, "-W", "ignore", "-c", PARSE, str(file)]
        runs = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(3)]
        taken[file.name] = statistics.median(float(run.stdout.splitlines()[-1]) for run in runs)
    return taken


if __name__ == "__main__":
    main()
