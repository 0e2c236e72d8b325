"""Exports of the survey for tests: rows as our form gives them, delivered into the inbox of 2017."""

import csv
import io
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from psycopg2.extensions import connection as Connection

from rkci import framework

ITEMS = [item.item for item in framework.load("rkci-2017").survey]
OPENS = datetime(2017, 8, 1, tzinfo=UTC)
BINJAI, MEDAN = "1276", "1275"

SAMPLING = f"""
wave: w1
mode: face_to_face
target_n: 400
strata:
  - {{city: "{BINJAI}", stratum: utara, population: 60000, psu_count: 20, sampled_psu: 2, target_n: 99, psus: [u1, u2]}}
  - {{city: "{BINJAI}", stratum: selatan, population: 40000, psu_count: 20, sampled_psu: 2, target_n: 200}}
margins:
  - {{city: "{BINJAI}", margin: sex, source: BPS, vintage: 2017, totals: {{L: 49900, P: 50100}}}}
"""


def response(number: int, **changes: object) -> dict[str, object]:
    """A sound record; items answer 2 and 4 in turn."""
    start = OPENS - timedelta(days=2) + timedelta(minutes=30 * number)
    return {
        "_uuid": f"uuid-{number}",
        "consent": "yes",
        "resp/city": BINJAI,
        "resp/stratum": "utara",
        "resp/psu": "u1",
        "resp/sex": "L" if number % 2 else "P",
        "resp/age_group": "30-39",
        "start": start.isoformat(),
        "end": (start + timedelta(minutes=15)).isoformat(),
        "_submission_time": (start + timedelta(minutes=16)).isoformat(),
        "phone": f"0812{number:08}",
        "enumerator": f"E{number % 3}",
        "deviceid": f"D{number % 3}",
        "name": "Budi Santoso",
        **{f"q/{item}": 2 + 2 * (place % 2) for place, item in enumerate(ITEMS)},
        **changes,
    }


def as_csv(rows: list[dict[str, Any]], delimiter: str = ",") -> bytes:
    lines = io.StringIO()
    table = csv.DictWriter(lines, list(rows[0]), delimiter=delimiter)
    table.writeheader()
    table.writerows(rows)
    return lines.getvalue().encode()


def deliver(path: Path, content: bytes, day: int = 0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    at = (OPENS + timedelta(days=day)).timestamp()
    os.utime(path, (at, at))
    return path


def rows(connection: Connection, query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


LEDGER = (
    "select file_name, layer, received, accepted, rejected, superseded from quality.ledger"
    " join raw.file using (cycle_year, dataset, file_hash) where dataset = 'survey' order by file_name, layer"
)
REFUSED = (
    "select file_name, row_number, rule_id, found_text from quality.rejected_row where dataset = 'survey'"
    " order by file_name, row_number, rule_id"
)
