"""Loading the survey, measured: 10^5 to 10^6 answers (10^7 by argument) against a bare COPY of the same lines.

`python tests/bench_survey_load.py [rows ...]`; `section()` gives the text for docs/performance.md.
"""

import io
import resource
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from random import Random

import psycopg2
from psycopg2.extensions import connection as Connection

from rkci import framework
from rkci.database import embedded, migrate
from rkci.intake import archive
from rkci.survey import ingest
from rkci.survey.mapping import Mapping
from rkci.survey.reading import COLUMNS

CYCLE = 2017
ITEMS = 12
NAME = "survey/w1/export.csv"
SIZES = (100_000, 300_000, 1_000_000)
FIELDS = {
    "response_id": "_uuid", "phone": "phone", "device": "deviceid", "city": "city", "stratum": "stratum", "psu": "psu",
    "sex": "sex", "age_group": "age_group", "started": "start", "ended": "end", "submitted": "_submission_time",
}  # fmt: skip
TWELVE = [item.item for item in framework.load("rkci-2017").survey[:ITEMS]]
MAPPING = Mapping("bench", {**FIELDS, **{item: item for item in TWELVE}})


def export(path: Path, rows: int) -> None:
    """A CSV export with uuid, phone, device, times and 12 items: a block of records again and again, with new ids."""
    random = Random(2017)  # noqa: S311
    tails = [
        f",{random.choice(('1276', '1275', '3273'))},pusat,u{random.randint(1, 20)},{random.choice('LP')},30-39,"
        "2017-08-01T09:00:00+07:00,2017-08-01T09:20:00+07:00,2017-08-01T09:30:00+07:00,"
        + ",".join(str(random.choice((1, 2, 3, 4, 5, 9))) for _ in TWELVE)
        + "\n"
        for _ in range(10_000)
    ]
    with path.open("w") as lines:
        lines.write("_uuid,phone,deviceid,name,city,stratum,psu,sex,age_group,start,end,_submission_time,")
        lines.write(",".join(TWELVE) + "\n")
        for start in range(0, rows, len(tails)):
            lines.writelines(
                f"0f8fad5b-d9cb-469f-a165-{start + place:012},08{start + place:010},dev{place % 500},Warga{tail}"
                for place, tail in enumerate(tails[: rows - start])
            )


def measure(connection: Connection, folder: Path, rows: int) -> dict[str, float]:
    """Seconds of our load and of a bare COPY of the archived lines into the same table, and MB of this process."""
    path = folder / "export.csv"
    export(path, rows)
    _clear(connection)
    started = time.perf_counter()
    with path.open("rb") as content:
        reading = ingest.load(connection, CYCLE, "h" * 64, NAME, content, MAPPING, b"k" * 32)
    connection.commit()
    ours = time.perf_counter() - started
    assert reading[8] == rows, reading
    _clear(connection)
    files, place = archive.opened(archive.paths.archive())
    kept = f"{place}/{str(reading[4])[:2]}/{reading[4]}"
    started = time.perf_counter()
    with files.open(kept, "rb") as lines, connection.cursor() as cursor:
        copy = f"copy raw.survey_row ({', '.join(COLUMNS)}) from stdin (header)"
        cursor.copy_expert(copy, io.BufferedReader(lines, 1024 * 1024), 1024 * 1024)
    connection.commit()
    bare = time.perf_counter() - started
    _clear(connection)
    size = path.stat().st_size / 1e6
    files.rm(kept)
    path.unlink()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"rows": rows, "mb": size, "ours": ours, "bare": bare, "share": 100 * bare / ours, "peak": peak}


def section(sizes: tuple[int, ...] = SIZES) -> str:
    """The measured table, with the extrapolation to 120 million answers."""
    name = "rkci_bench_survey"
    embedded.start()
    embedded.create_database(name)
    url = embedded.url("rkci_owner", name)
    try:
        migrate.upgrade(url)
        with closing(psycopg2.connect(url)) as connection, tempfile.TemporaryDirectory() as folder:
            _prepare(connection)
            found = [measure(connection, Path(folder), rows) for rows in sizes]
    finally:
        embedded.drop_database(name)
    lines = [
        "\n## Loading the survey\n",
        "Exports through pseudonymising into `raw.survey_row`, against a bare COPY of the same lines into the same "
        "table;\nwanted >= 70 %, memory <= 500 MB (`tests/bench_survey_load.py`; sizes as arguments).\n",
        "| answers x 12 items | export, MB | load, s | bare COPY of the same lines, s | rate of it | memory, MB |",
        "|--:|--:|--:|--:|--:|--:|",
        *(
            f"| {one['rows']:,.0f} | {one['mb']:,.0f} | {one['ours']:.1f} | {one['bare']:.1f} | {one['share']:.0f} % "
            f"| {one['peak']:.0f} |"
            for one in found
        ),
    ]
    hours = found[-1]["ours"] / found[-1]["rows"] * 120e6 / 3600
    lines.append(
        f"\nAt the rate of the largest, 120 million answers (Swachh Survekshan 2023) load in {hours:.1f} hours."
    )
    return "\n".join(lines)


def _prepare(connection: Connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into ops.cycle values (%s, 'RKCI', 2017, now(), now(), now(), true);"
            "select ops.add_survey_partitions(%s)",
            (CYCLE, CYCLE),
        )
    connection.commit()


def _clear(connection: Connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute("truncate raw.survey_row, raw.survey_misshapen")
    connection.commit()


if __name__ == "__main__":
    print(section(tuple(map(int, sys.argv[1:])) or SIZES))
