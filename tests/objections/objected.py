"""What the tests of objections share: sound rows, deliveries, questions to the tables."""

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from psycopg2.extensions import connection as Connection

BINJAI, MEDAN = "1276", "1275"
HEADER = ("cycle", "city_code", "indicator_code", "claimed_value", "reason", "evidence")
REFUSED = "select layer, rule_id, found_text from quality.rejected_row where dataset = 'objections' order by 2, 3"
LEDGER = (
    "select layer, sum(received), sum(accepted), sum(rejected), sum(superseded) from quality.ledger"
    " where dataset = 'objections' group by layer order by layer"
)
COUNTED = "select objection_id, city_code, indicator_code, claimed_value from core.objection order by objection_id"


def objection(claimed: object, **changed: object) -> dict[str, object]:
    """A sound row: what Binjai objects with."""
    row = {
        "cycle": 2017, "city_code": BINJAI, "indicator_code": "piped_water_pct", "claimed_value": claimed,
        "reason": "data PDAM lebih baru", "evidence": "LKPJ 2016",
    }  # fmt: skip
    return row | changed


def deliver(path: Path, content: bytes, day: int = 0) -> Path:
    """Put a file into the inbox, `day` days after 8 November (the window is 6 to 19 November)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    at = (datetime.fromisoformat("2017-11-08T10:00:00+07:00") + timedelta(days=day)).timestamp()
    os.utime(path, (at, at))
    return path


def rows(connection: Connection, query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()
