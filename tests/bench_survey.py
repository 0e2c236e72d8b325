"""The survey measured: from 10^5 to 10^7 answers to 12 items, loaded beside a bare COPY and estimated for 98 cities.

Called by bench.py; alone, `python tests/bench_survey.py [answers ...]` prints the same section. Each measurement is a
process of its own, whose largest resident memory is told.
"""

import json
import os
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psycopg2

from bench_intake import database
from bench_memory import largest
from bench_survey_load import measure, settle
from rkci.database import embedded

TESTS = Path(__file__).parent
sys.path.insert(0, str(TESTS / "survey"))

CITIES, ITEMS = 98, 12
SIZES = (10**5, 10**6, 10**7)
CLUSTERED = 10**5
LARGEST = 120_000_000
"""Answers to Swachh Survekshan 2023, by its organisers the largest survey of citizens so far."""
WORDS = f"""## Survey

Answers to {ITEMS} items. **Loading**: an export (CSV with uuid, phone, device, times) through pseudonymising and the
archive into `raw.survey_row`, beside a bare COPY of the lines that this made into the same table; wanted: 70 % of its
speed. **Estimating**: `estimate_cycle` for {CITIES} cities - means, favourable shares and totals of items and
indicators with standard errors, overall, by age and by sex, from {ITEMS * CITIES * 4:,} cells of like persons
(stratified samples, post-stratified to age x sex); wanted: 15 s at 10 million. Memory is the largest of the process
that does it alone; wanted: 500 MB. Busy is the load average before each of the two: above 2, others worked on the
machine (`tests/bench_survey.py`, sizes as arguments)."""


def section(sizes: tuple[int, ...] = SIZES) -> str:
    """The section of docs/performance.md; the embedded server is up."""
    loads, estimates = [], []
    for size in sizes:
        with database("rkci_bench_survey") as url:
            loads.append(_alone("load", url, size))
    with database("rkci_bench_survey") as url:
        for size in sizes:
            fill(url, size)
            estimates.append(_alone("estimate", url, size))
        fill(url, CLUSTERED, is_clustered=True)
        clustered = _alone("estimate", url, CLUSTERED)
    lines = [
        "| answers | load, s | COPY, s | of its speed | memory, MiB | estimating, s | estimates | memory, MiB | busy |",
        "|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for size, load, estimate in zip(sizes, loads, estimates, strict=True):
        lines.append(
            f"| {size:,} | {load['ours']:.1f} | {load['bare']:.1f} | {100 * load['bare'] / load['ours']:.0f} % |"
            f" {load['peak']:.0f} | {estimate['seconds']:.1f} | {estimate['rows']:,} | {estimate['peak']:.0f} |"
            f" {load['busy']:.1f}, {estimate['busy']:.1f} |"
        )
    lines += [
        "",
        f"What counts is the number of cells of like persons: in a clustered sample of two stages (32 PSUs a city, some"
        f" {32 * 12 * CITIES:,} cells) {CLUSTERED:,} answers are estimated in {clustered['seconds']:.1f} s.",
    ]
    if len(sizes) > 1:
        hours = drawn_out(sizes, [one["ours"] for one in loads]) / 3600
        seconds = drawn_out(sizes, [one["seconds"] for one in estimates])
        lines += [
            "",
            f"Not measured but drawn out along the line through the two largest: {LARGEST / 1e6:.0f} million answers"
            f" (Swachh Survekshan 2023) load in {hours:.1f} hours and are estimated in {seconds:.0f} s.",
        ]
    return f"\n{WORDS}\n\n" + "\n".join(lines) + "\n"


def drawn_out(sizes: tuple[int, ...], seconds: list[float]) -> float:
    """Seconds at the largest survey ever, along the line through the last two sizes."""
    (few, many), (short, long) = sizes[-2:], seconds[-2:]
    return long + (long - short) / (many - few) * (LARGEST - many)


def fill(url: str, size: int, *, is_clustered: bool = False) -> None:
    """So many made-up answers in core.survey_response, city after city, as core/survey_response.sql writes them."""
    from given_responses import ANSWERS, make

    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute("select exists (select from core.survey_item)")
        if cursor.fetchall() == [(False,)]:
            make(connection, 0, cities=CITIES, items=ITEMS, is_clustered=False)
        cursor.execute("truncate core.survey_response")
        made = {"cities": CITIES, "items": ITEMS, "seed": 7, "is_clustered": is_clustered, "size": size}
        cursor.execute(ANSWERS, made | {"first": 0, "last": size - 1})
        connection.commit()
        connection.autocommit = True
        cursor.execute("vacuum (analyze) core.survey_response")
    settle()


def load(url: str, size: int) -> dict[str, float]:
    """Seconds of loading so many answers, and of a bare COPY of the same lines."""
    return measure(url, size)


def estimate(url: str, size: int) -> dict[str, float]:
    """Seconds of estimating from what is in core, and how many estimates that gives."""
    from rkci.survey.cycle_estimates import estimate_cycle

    with closing(psycopg2.connect(url)) as connection:
        began = time.perf_counter()
        with connection:
            rows = estimate_cycle(connection, 2017)["core/survey_estimate.sql"]
        return {"seconds": time.perf_counter() - began, "rows": rows}


def _alone(what: str, url: str, size: int) -> dict[str, float]:
    """Measured in a process of its own."""
    busy = os.getloadavg()[0]
    command = [sys.executable, __file__, "--alone", what, str(size)]
    done = subprocess.run(command, env={**os.environ, "RKCI_BENCH_URL": url}, stdout=subprocess.PIPE, check=True)
    return {**json.loads(done.stdout.splitlines()[-1]), "busy": busy}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        told = {"load": load, "estimate": estimate}[sys.argv[2]](os.environ["RKCI_BENCH_URL"], int(sys.argv[3]))
        print(json.dumps({**told, "peak": largest()}))
    else:
        embedded.start()
        try:
            print(section(tuple(map(int, sys.argv[1:])) or SIZES))
        finally:
            embedded.stop()
