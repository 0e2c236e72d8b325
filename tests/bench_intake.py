"""Intake measured: 98 workbooks of 70 answers from the inbox to core, and reading alone in one process and two.

Called by bench.py; alone, `python tests/bench_intake.py` prints the same rows from a database of its own.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import psycopg2
from psycopg2.extensions import connection as Connection

from bench_memory import environment
from rkci import cycles
from rkci import framework as frameworks
from rkci.city_register import City
from rkci.cycles import Cycle
from rkci.database import embedded, migrate
from rkci.framework import Framework
from rkci.intake import inbox, submissions, workbook
from rkci.intake.workbook import Answer

CITIES, ANSWERS, CYCLE = 98, 70, 2017
WRITTEN = {"maturity": 3, "boolean": "Ya"}
READ = """
import sys
from pathlib import Path
from bench_memory import largest
from rkci.intake.counting import count_answers
from rkci.intake.reading import read
for _ in range(int(sys.argv[2])):
    for file in sorted(Path(sys.argv[1]).iterdir()):
        content = file.read_bytes()
        assert len(read(content, file.name).answers) == count_answers(content, file.name) == int(sys.argv[3])
print(largest())
"""
WORDS = f"""## Intake

{CITIES} workbooks of {ANSWERS} answers, each read by the loader and by the independent counter; task time is the sum
over the tasks of `submissions_ingest`, Great Expectations' import included. Memory is the largest of a process that
reads all files once, and of one that reads them four times (`tests/bench_intake.py`)."""


def table(url: str) -> list[str]:
    """Rows of Markdown; the database at `url` is migrated and empty."""
    with tempfile.TemporaryDirectory() as home:
        files = made(Path(home) / "files")
        one, two = (reading(files, processes) for processes in (1, 2))
        once, often = (peak(files, rounds) for rounds in (1, 4))
        steps = dict(tasks(url, files, Path(home)))
    lines = [
        "| what | wanted | measured |",
        "|---|---|---|",
        f"| read and counted, one process | | {one:.0f} files/s |",
        f"| read and counted, two processes | >= 30 files/s | {two:.0f} files/s |",
        f"| memory of reading {CITIES} files, and {4 * CITIES} | the same | {once:.0f} MiB, {often:.0f} MiB |",
        *(f"| {step} | | {seconds:.1f} s |" for step, seconds in steps.items()),
        f"| all of it, task time | <= 30 s | {sum(steps.values()):.1f} s |",
    ]
    return lines


def made(folder: Path) -> Path:
    """Workbooks of made-up cities with the indicators of the cycle's framework, as many as were promised."""
    folder.mkdir()
    cycle, framework = asked()
    for code in codes():
        city = City(code, f"Kota {code}", "Contoh")
        answers = {
            item.code: Answer(WRITTEN.get(item.value_kind, "43,6"), 2016, "Dinas", "LKIP 2016, hlm. 12")
            for item in framework.indicators
            if item.source == "submitted"
        }
        workbook.write(folder / f"{code}.xlsx", cycle=cycle, framework=framework, city=city, answers=answers)
    return folder


def asked() -> tuple[Cycle, Framework]:
    """The cycle, and its framework with 70 submitted indicators: its own again under other codes."""
    cycle = cycles.load(CYCLE)
    framework = frameworks.load(cycle.primary_framework)
    submitted = [item for item in framework.indicators if item.source == "submitted"]
    again = [replace(item, code=f"{item.code}_2") for item in submitted][: ANSWERS - len(submitted)]
    return cycle, replace(framework, indicators=(*framework.indicators, *again))


def codes() -> list[str]:
    return [str(1101 + number) for number in range(CITIES)]


def reading(files: Path, processes: int) -> float:
    """Files a second, from the start of the work to its end; starting Python is measured apart and taken off."""
    rounds = 3

    def wall(times: int) -> float:
        began = time.perf_counter()
        running = [read_process(files, times) for _ in range(processes)]
        if sum(process.wait() for process in running):
            raise SystemExit("Reading failed.")
        return time.perf_counter() - began

    start = wall(0)
    return processes * rounds * CITIES / (wall(rounds) - start)


def peak(files: Path, rounds: int) -> float:
    """Largest resident memory of a process that reads all files so many times, MiB."""
    told, _ = read_process(files, rounds).communicate()
    return float(told)


def read_process(files: Path, rounds: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", READ, str(files), str(rounds), str(ANSWERS)]
    return subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True)


def tasks(url: str, files: Path, home: Path) -> Iterator[tuple[str, float]]:
    """Each task of submissions_ingest with the seconds that it takes."""
    os.environ["RKCI_INBOX"], os.environ["RKCI_ARCHIVE"] = str(home / "inbox"), str(home / "archive")
    os.environ["RKCI_BUILD"] = str(home / "build")
    with closing(psycopg2.connect(url)) as connection:
        opened(connection)
        for file in files.iterdir():
            target = home / "inbox" / str(CYCLE) / "submissions" / file.stem / file.name
            target.parent.mkdir(parents=True)
            target.write_bytes(file.read_bytes())
            at = datetime.fromisoformat("2017-05-20T10:00:00+07:00").timestamp()
            os.utime(target, (at, at))

        def read() -> None:
            for batch in inbox.batches(inbox.unread(connection, CYCLE)):
                inbox.read_files(connection, CYCLE, batch)

        def validate() -> None:
            from rkci.quality.validate import validate as validated

            for suite in ("submission", "submission_value"):
                validated(url, suite, CYCLE).raise_if_stopped()

        steps: dict[str, Callable[[], object]] = {
            "receive_files": lambda: inbox.receive(connection, CYCLE),
            "read_files": read,
            "stage_submissions": lambda: submissions.stage(connection, CYCLE),
            "validate_submissions": validate,
            "accept_submissions": lambda: submissions.accept(connection, CYCLE),
        }
        for step, work in steps.items():
            began = time.perf_counter()
            with connection:
                work()
            yield step, time.perf_counter() - began
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from staging.submission_value")
            ((staged,),) = cursor.fetchall()
            cursor.execute("select sum(accepted) from quality.ledger where layer = 'file'")
            ((accepted,),) = cursor.fetchall()
        if (staged, accepted) != (CITIES * ANSWERS, CITIES):
            raise SystemExit(f"{staged} answers were staged and {accepted} files accepted: not what is measured.")


def opened(connection: Connection) -> None:
    """The cycle opened for the made-up cities."""
    cycle, framework = asked()
    with connection, connection.cursor() as cursor:
        phase = cycle.phases["submission"]
        cursor.execute(
            "insert into ops.cycle values (%s, 'bench', 2017, now(), %s, %s, true)", (CYCLE, phase.opens, phase.closes)
        )
        cursor.execute(
            "insert into ops.cycle_framework values (%s, 'bench', %s, true, now())", (CYCLE, framework.content_hash)
        )
        for code in codes():
            cursor.execute(
                "insert into core.city values (%s, %s, %s, 'Contoh', 0, 0, 1, true, null, 'bench')",
                (code, f"{code[:2]}.{code[2:]}", f"Kota {code}"),
            )
            cursor.execute("insert into core.cycle_city values (%s, %s, 1, 2017, 'bench', 'kecil')", (CYCLE, code))
        for item in framework.indicators:
            cursor.execute(
                "insert into core.cycle_indicator values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                (
                    CYCLE, item.code, item.name_id, item.name_en, item.unit, item.source, item.value_kind,
                    item.valid_min, item.valid_max, item.required, item.evidence,
                ),
            )  # fmt: skip


@contextmanager
def database(name: str) -> Iterator[str]:
    """Owner's URL of a migrated database that is dropped again."""
    embedded.create_database(name)
    try:
        url = embedded.url("rkci_owner", name)
        migrate.upgrade(url)
        yield url
    finally:
        embedded.drop_database(name)


def section() -> str:
    """The section of docs/performance.md; the embedded server is up."""
    with database("rkci_bench_intake") as url:
        return f"\n{WORDS}\n\n" + "\n".join(table(url)) + "\n"


if __name__ == "__main__":
    embedded.start()
    try:
        print(section())
    finally:
        embedded.stop()
