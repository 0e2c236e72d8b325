"""`make bench`: measures what docs/performance.md records, and writes it there.

Scoring runs on the demo cycle that `make run` left; run that first. Memory is the peak of a fresh process that does
what the task does.
"""

import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import psutil

from rkci import paths
from rkci.database.connection import connect, writer_url

CYCLE = 2017
TASKS = {
    "read 16 files of the inbox": "from rkci.intake import reading, counting\n"
    "for f in sorted((root / 'inbox').glob('*/submissions/*/*.xlsx'))[:16]:\n"
    "    b = f.read_bytes(); reading.read(b, f.name); counting.count(b, f.name)",
    "validate submissions": "from rkci.quality import validate\n"
    "for suite in ('submission', 'submission_value'): validate(url, suite, 2017)",
    "score one framework": "from rkci.scoring.run import score_cycle\n"
    "with connect(url) as c: score_cycle(c, 2017, 'rkci-2017')",
    "write workbooks": "from rkci.intake.outbox import write_workbooks\n"
    "with connect(url) as c: write_workbooks(c, 2017)",
}


def main() -> None:
    """Measure, print, and write docs/performance.md."""
    lines = [
        "# What was measured",
        "",
        f"By `make bench` on {cpu()}, {os.cpu_count()} cores, {psutil.virtual_memory().total / 2**30:.0f} GiB, "
        f"{platform.system()}, Python {platform.python_version()}. Medians of 5 unless said.",
        "",
        "| what | wanted | measured |",
        "|---|---|---|",
        f"| SQL of scoring, {size()} | <= 1 s | {scoring_seconds():.2f} s |",
        *(f"| slowest Dag file to parse ({name}) | <= 0.5 s | {took:.2f} s |" for name, took in [slowest_dag()]),
        *(f"| peak memory, {name} | <= 600 MB | {megabytes(code):.0f} MB |" for name, code in TASKS.items()),
        *(f"| `make run` on an installed venv, first run | <= 240 s | {took} |" for took in [run_seconds()]),
    ]
    text = "\n".join(lines) + "\n"
    (paths.ROOT / "docs" / "performance.md").write_text(text)
    print(text)


def cpu() -> str:
    """The processor's name."""
    info = Path("/proc/cpuinfo")
    names = (
        [line.split(":")[1].strip() for line in info.read_text().splitlines() if "model name" in line]
        if info.exists()
        else []
    )
    return names[0] if names else platform.processor()


def size() -> str:
    """Cities x indicators of the demo cycle."""
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute("select count(*), (select count(*) from core.cycle_indicator) from core.cycle_city")
        cities, indicators = cursor.fetchone() or (0, 0)
    return f"{cities} cities x {indicators} indicators"


def scoring_seconds() -> float:
    """Median time of all steps of one run, in a transaction that is rolled back."""
    from rkci.scoring.run import score_cycle

    times = []
    for _ in range(5):
        try:
            with connect() as connection:
                began = time.perf_counter()
                score_cycle(connection, CYCLE, "rkci-2017")
                times.append(time.perf_counter() - began)
                raise _RollBack
        except _RollBack:
            continue
    return statistics.median(times)


def slowest_dag() -> tuple[str, float]:
    """The Dag file that takes longest to parse where Airflow is imported already, as in the dag processor."""
    code = (
        "import sys, time\nfrom airflow.dag_processing.dagbag import DagBag\n"
        "import airflow.sdk, airflow.providers.standard.operators.hitl\n"
        "began = time.perf_counter(); DagBag(dag_folder=sys.argv[1]); print(time.perf_counter() - began)"
    )
    taken = {}
    for file in paths.DAGS.glob("*.py"):
        command = [sys.executable, "-W", "ignore", "-c", code, str(file)]
        runs = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(3)]
        taken[file.name] = statistics.median(float(run.stdout.splitlines()[-1]) for run in runs)
    return max(taken.items(), key=lambda item: item[1])


def megabytes(code: str) -> float:
    """Peak resident memory of a process that does what a task does."""
    prelude = "import pathlib\nfrom rkci.database.connection import connect\n"
    prelude += f"url = {writer_url()!r}\nroot = pathlib.Path({str(paths.local())!r})\n"
    subprocess.run([sys.executable, "-W", "ignore", "-c", prelude + code], check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def run_seconds() -> str:
    """Wall time of a first `make run` in a place of its own."""
    import tempfile

    with tempfile.TemporaryDirectory(dir=paths.local()) as folder:
        environment = os.environ | {"RKCI_LOCAL": f"{folder}/local", "RKCI_BUILD": f"{folder}/build"}
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "rkci.ops.demo", str(CYCLE)],
            env=environment, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        took = time.perf_counter() - began
        subprocess.run([sys.executable, "-W", "ignore", "-m", "rkci.ops.stack", "down"], env=environment, check=True)
    return f"{took:.0f} s"


class _RollBack(Exception):
    """Leaves the transaction without committing."""


if __name__ == "__main__":
    main()
