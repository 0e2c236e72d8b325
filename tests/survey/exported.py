"""Small exports of the survey as each program writes them, made from the same few answers."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from surveyed import BINJAI, ITEMS

from rkci import framework
from rkci.simulate import exports

FRAMEWORK = framework.load("rkci-2017")
NINE = datetime(2017, 7, 10, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
PROGRAMS = tuple(exports.EXPORTS)
Record = dict[str, object]


def record(number: int, **changes: object) -> Record:
    """Somebody who answered from 9:00 on for a quarter of an hour, sent a minute later; items are 2 and 4 in turn."""
    start = NINE + timedelta(hours=number)
    return {
        "uuid": f"{number + 1:08x}{number:024x}", "edits": 0, "review": "", "version": "2017.1", "origin": "",
        "consent": "yes", "city": BINJAI, "stratum": "utara", "psu": "u1", "mode": "face_to_face", "wave": "w1",
        "age_group": "30-39", "sex": "P", "district": "Utara", "enumerator": f"E{number % 3}", "deviceid": f"d{number}",
        "name": "Budi Santoso", "phone": f"0812{number:08}", "start": start, "end": start + timedelta(minutes=15),
        "submitted": start + timedelta(minutes=16),
        **{item: 2 + 2 * (place % 2) for place, item in enumerate(ITEMS)}, **changes,
    }  # fmt: skip


def exported(program: str, *records: Record) -> bytes:
    return exports.EXPORTS[program](records, FRAMEWORK)


def changed(content: bytes, before: str, after: str) -> bytes:
    """An export with a text replaced, which must be there."""
    assert before.encode() in content
    return content.replace(before.encode(), after.encode())
