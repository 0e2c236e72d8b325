"""What the tests of assessment share: sound rows, deliveries, and questions to the tables."""

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from psycopg2.extensions import connection as Connection

BINJAI, MEDAN = "1276", "1275"
QUESTION, OTHER = "e_government_level", "service_integration_level"
HEADER = ("cycle", "city_code", "indicator_code", "assessor", "level", "reason", "evidence_seen", "read_at")
STATE = (
    "select state, readers, lowest_level, highest_level, claimed_level, assessed_level from quality.assessment_state"
)
ASSESSED = "select value from core.indicator_value where origin = 'assessed'"
REFUSED = "select layer, rule_id, found_text from quality.rejected_row where dataset = 'assessments' order by 2, 3"
LEDGER = (
    "select layer, sum(received), sum(accepted), sum(rejected), sum(superseded) from quality.ledger"
    " where dataset = 'assessments' group by layer order by layer"
)


def claim(connection: Connection, city_code: str, indicator_code: str, level: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into core.indicator_value (cycle_year, city_code, indicator_code, origin, value, status, year,"
            " is_simulated, file_hash) values (2017, %s, %s, 'submitted', %s, 'reported', 2017, false, 'claim')",
            (city_code, indicator_code, level),
        )


def reading(assessor: str, level: object, **changed: object) -> dict[str, object]:
    """A sound row: what `assessor` gives Binjai for QUESTION."""
    row = {
        "cycle": 2017, "city_code": BINJAI, "indicator_code": QUESTION, "assessor": assessor, "level": level,
        "reason": "bukti kurang", "evidence_seen": "RPJMD", "read_at": "2017-06-20 09:30",
    }  # fmt: skip
    return row | changed


def deliver(path: Path, content: bytes, day: int = 0) -> Path:
    path.write_bytes(content)
    at = (datetime.fromisoformat("2017-06-12T10:00:00+07:00") + timedelta(days=day)).timestamp()
    os.utime(path, (at, at))
    return path


def rows(connection: Connection, query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()
