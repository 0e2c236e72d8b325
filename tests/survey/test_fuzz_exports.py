"""Mutated exports of the survey: whatever is in them, none stops a run, nothing is lost, nothing lacks words.

200 of them in `make test`, 5,000 in `make fuzz` (RKCI_FUZZ).
"""

import os
from collections.abc import Callable
from pathlib import Path
from random import Random

from exported import PROGRAMS, exported, record
from psycopg2.extensions import connection as Connection
from surveyed import BINJAI, LEDGER, SAMPLING, as_csv, deliver, response, rows

from rkci.survey.cycle_estimates import estimate_cycle

AT_ALL_TIMES = 200
EXPORTS = int(os.environ.get("RKCI_FUZZ", AT_ALL_TIMES))
RECORDS = 12
CELLS = (
    "", " ", "\t", "null", "NA", "\\N", "\\.", "'", '"', '""', "a\nb", "a\r\nb", "\0", "\x0b", "\x1c", "\u202e",
    "\ufeff", "infinity", "-infinity", "NaN", "1e400", "1e-320", "-1", "0", "6", "5.0", "1,5", "0x10", "١٢", "9", "99",
    "TRUE", "n/a", "-", "\u2013", "\u2026", "tidak ada", "no deviceid property in enketo", "Not Approved", "rejected",
    "Jul 10, 2017 9:16:00 AM", "05/07/2017 09:16", "10 Agustus 2017 09.16 WITA", "29/02/2017 10:00",
    "2017-07-10T09:16:00",
    "now", "yesterday", "epoch", "2017-13-45", "0000-00-00", "0001-01-01", "-4713-01-01", "9999-12-31", "294276-01-01",
    "24:00", "2017-07-30", "2017-07-30T10:00", "30/07/2017", "2017-08-01T10:00:00+99:00", "x" * 20_000, "😀" * 50,
    "e\u0301", "\u200b5", "5\u00a0", "=cmd()", "L", "P", "yes", "no", BINJAI, f"  {BINJAI} ", f"{BINJAI}.0",
    "Kota Binjai", "utara", "u1", "uuid-0-3", "Sangat setuju",
)  # fmt: skip


def export(number: int) -> bytes:
    """An export of any program, with cells and bytes that nobody would think of."""
    random = Random(number)  # noqa: S311
    program = random.choice((*PROGRAMS, "table"))
    content = _table(number, random) if program == "table" else _of_program(program, number, random)
    if random.random() < 0.3:
        broken = bytearray(content)
        for _ in range(random.randint(1, 5)):
            broken[random.randrange(len(broken))] = random.randrange(256)
        content = bytes(broken)
    if random.random() < 0.2:
        encoding = random.choice(("cp1252", "utf-16", "utf-8-sig"))
        content = content.decode("utf-8", "replace").encode(encoding, "replace")
    return content


def _table(number: int, random: Random) -> bytes:
    records = [response(place, _uuid=f"uuid-{number}-{place}", weight="") for place in range(RECORDS)]
    for _ in range(random.randint(1, 2 * RECORDS)):
        random.choice(records)[random.choice(list(records[0])[: random.choice((16, 99))])] = random.choice(CELLS)
    return as_csv(records, random.choice(",;\t"))


def _of_program(program: str, number: int, random: Random) -> bytes:
    records = [record(place, uuid=f"{number:016x}{place:016x}") for place in range(RECORDS)]
    records += [random.choice(records) | {"edits": 1, "review": random.choice(("", "rejected", "pending"))}]
    for _ in range(random.randint(1, 2 * RECORDS)):
        changed = random.choice([key for key in records[0] if key not in ("uuid", "edits")])
        random.choice(records)[changed] = random.choice(CELLS)
    content = exported(program, *records)
    if random.random() < 0.2:
        line, _, rest = content.partition(b"\n")
        content = (
            random.choice((line.upper(), line.replace(b"/", b"."), line.replace(b"persetujuan", b"x"))) + b"\n" + rest
        )
    if random.random() < 0.1:
        content = content.replace(b"\n", b"\r")
    return content


def test_no_export_stops_a_run_and_nothing_of_any_is_lost(
    opened: Connection, box: Path, take_in: Callable[[], bool]
) -> None:
    first = 0 if EXPORTS == AT_ALL_TIMES else int.from_bytes(os.urandom(4))
    deliver(box / "w1/sampling.yaml", SAMPLING.encode())
    for number in range(first, first + EXPORTS):
        deliver(box / f"w1/{number}.csv", export(number), day=10)
    take_in()
    ledger = rows(opened, LEDGER)
    assert len({file for file, *_ in ledger}) == EXPORTS + 1
    for file, layer, received, accepted, rejected, superseded in ledger:
        assert received == accepted + rejected + superseded, (file, layer)
    wordless = "select count(*) from quality.rejected_row where message_id is null or message_en is null"
    assert rows(opened, wordless) == [(0,)]
    ((read, refused),) = rows(
        opened, "select count(*), count(unreadable_rule) from raw.survey_reading where kind = 'responses'"
    )
    assert read == EXPORTS
    assert 0 < refused < EXPORTS / 2
    assert estimate_cycle(opened, 2017)["core/survey_estimate.sql"] > 0
