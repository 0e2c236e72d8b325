"""The survey measured: 98 cities estimated from 10^5, 10^6 and 10^7 answers to 12 items, and the curve drawn out.

Called by bench.py; alone, `python tests/bench_survey.py [answers ...]` prints the same rows from a database of its own.
"""

import resource
import sys
import time
from contextlib import closing
from pathlib import Path

import psycopg2

from bench_intake import database
from rkci.database import embedded
from rkci.survey.estimates import estimate_cycle

sys.path.insert(0, str(Path(__file__).parent / "survey"))
from given_responses import ANSWERS, make

CITIES, ITEMS, STEP = 98, 12, 100_000
MADE = {"cities": CITIES, "items": ITEMS, "seed": 7, "is_clustered": False}
SIZES = (10**5, 10**6)
LARGEST = 120_000_000
"""Answers to Swachh Survekshan 2023, by its organisers the largest survey of citizens so far."""
WORDS = f"""## Survey

Estimates with standard errors for {CITIES} cities from {ITEMS} items: means, favourable shares and totals, overall, by
age and by sex, of stratified samples of persons, post-stratified to age x sex; the time is that of `estimate_cycle`.
Memory is the largest of the task's process (`tests/bench_survey.py`; sizes as
arguments, such as 10000000)."""


def table(url: str, sizes: tuple[int, ...]) -> list[str]:
    """Rows of Markdown; the database at `url` is migrated and empty."""
    lines = ["| answers | estimates | wanted | seconds | seconds per million |", "|---|---|---|---|---|"]
    measured = []
    with closing(psycopg2.connect(url)) as connection:
        filled = 0
        for size in sizes:
            with connection:
                if not filled:
                    make(connection, min(size, STEP), cities=CITIES, items=ITEMS, is_clustered=False)
                    filled = min(size, STEP)
            for first in range(filled, size, STEP):
                with connection, connection.cursor() as cursor:
                    last = min(first + STEP, size) - 1
                    cursor.execute(ANSWERS, MADE | {"first": first, "last": last})
            filled = size
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("vacuum (analyze) core.survey_response")
            connection.autocommit = False
            began = time.perf_counter()
            with connection:
                rows = estimate_cycle(connection, 2017)["core/survey_estimate.sql"]
            seconds = time.perf_counter() - began
            measured.append((size, seconds))
            wanted = "<= 15 s" if size == 10**7 else ""
            lines.append(f"| {size:,} | {rows:,} | {wanted} | {seconds:.1f} | {seconds / size * 1e6:.2f} |")
    if len(measured) > 1:
        (small, few), (large, many) = measured[0], measured[-1]
        slope = (many - few) / (large - small)
        lines.append(
            f"| {LARGEST:,} (drawn out from the line through {small:,} and {large:,}) | | |"
            f" {many + slope * (LARGEST - large):.0f} | {slope * 1e6:.2f} |"
        )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [*lines, "", f"Memory of the task: {memory:.0f} MB (wanted <= 500 MB)."]


def section(sizes: tuple[int, ...] = SIZES) -> str:
    """The section of docs/performance.md; the embedded server is up."""
    with database("rkci_bench_survey") as url:
        return f"\n{WORDS}\n\n" + "\n".join(table(url, sizes)) + "\n"


if __name__ == "__main__":
    embedded.start()
    try:
        print(section(tuple(map(int, sys.argv[1:])) or SIZES))
    finally:
        embedded.stop()
