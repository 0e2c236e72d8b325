"""Loading the survey, measured against a bare COPY of the same lines; bench_survey.py calls it and tells the result."""

import io
import os
import tempfile
import time
from contextlib import closing
from pathlib import Path
from random import Random

import psycopg2
from psycopg2.extensions import connection as Connection

from rkci import framework
from rkci.database import embedded
from rkci.intake import archive
from rkci.survey import ingest
from rkci.survey.mapping import Mapping
from rkci.survey.reading import COLUMNS

CYCLE = 2017
ITEMS = 12
NAME = "survey/w1/export.csv"
FIELDS = {
    "response_id": "_uuid", "phone": "phone", "device": "deviceid", "city": "city", "stratum": "stratum", "psu": "psu",
    "sex": "sex", "age_group": "age_group", "started": "start", "ended": "end", "submitted": "_submission_time",
}  # fmt: skip
TWELVE = [item.item for item in framework.load("rkci-2017").survey[:ITEMS]]
MAPPING = Mapping("bench", {**FIELDS, **{item: item for item in TWELVE}}, {"consent": "yes"})


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


def measure(url: str, rows: int) -> dict[str, float]:
    """Seconds of our load, and of a bare COPY of the archived lines into the same table (empty, and made alike).

    The database at `url` is migrated and empty; the export is in a folder that goes.
    """
    with closing(psycopg2.connect(url)) as connection, tempfile.TemporaryDirectory() as folder:
        _prepare(connection)
        path = Path(folder) / "export.csv"
        export(path, rows)
        os.environ["RKCI_ARCHIVE"] = f"{folder}/archive"
        settle()
        started = time.perf_counter()
        with path.open("rb") as content:
            reading = ingest.load(connection, CYCLE, "h" * 64, NAME, content, MAPPING, b"k" * 32)
        connection.commit()
        ours = time.perf_counter() - started
        assert reading[8] == rows, reading
        with connection, connection.cursor() as cursor:
            cursor.execute("truncate raw.survey_row")
        settle()
        files, place = archive.opened(archive.paths.archive())
        started = time.perf_counter()
        with files.open(f"{place}/{str(reading[4])[:2]}/{reading[4]}", "rb") as lines, connection.cursor() as cursor:
            copy = f"copy raw.survey_row ({', '.join(COLUMNS)}) from stdin (header)"
            cursor.copy_expert(copy, io.BufferedReader(lines, 1024 * 1024), 1024 * 1024)
        connection.commit()
        return {"ours": ours, "bare": time.perf_counter() - started, "megabytes": path.stat().st_size / 1e6}


def settle() -> None:
    """What was prepared is on the disk when the clock starts."""
    with closing(psycopg2.connect(embedded.url("postgres", "postgres"))) as connection:
        connection.autocommit = True
        connection.cursor().execute("checkpoint")
    os.sync()


def _prepare(connection: Connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into ops.cycle values (%s, 'RKCI', 2017, now(), now(), now(), true);"
            "select ops.add_survey_partitions(%s)",
            (CYCLE, CYCLE),
        )
    connection.commit()
