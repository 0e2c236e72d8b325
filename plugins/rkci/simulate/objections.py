"""Simulated objections of some cities, nominees and others, and the demo deciders who decide on them.

Every row says that it is simulated. Planted: one that comes late, one of no indicator, one without a reason, and one
without evidence, which is rejected.
"""

import io
import os
from collections import defaultdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from psycopg2.extensions import connection as Connection

from rkci import cycles
from rkci.cycles import Cycle
from rkci.cycles.demo import DECIDERS
from rkci.database import sql_files
from rkci.intake.layout import SIMULATED
from rkci.objections import decisions
from rkci.objections.ingest import window
from rkci.objections.reading import FORM
from rkci.refusal import Refusal
from rkci.streams import stream
from rkci.tables import write_rows

CLAIMS = ("submitted", "assessed", "visit")
"""Origins that a city objects to with evidence of its own."""

Row = dict[str, Any]


def write(cycle: Cycle, connection: Connection, folder: Path, seed: int) -> list[Path]:
    """Write `<folder>/objections/<city_code>/sanggahan*.csv` about the newest scores; returns the files.

    `folder` is the inbox of the cycle; two nominees object (where there are any), and three other cities. Same scores
    and seed: same bytes and instants. Raises Refusal where nothing is scored yet, and for a cycle that is not a demo.
    """
    cycles.require_demo(cycle, "objections")
    values: dict[str, list[Row]] = defaultdict(list)
    for row in sql_files.query(connection, "read/objections/provisional_value.sql", {"cycle": cycle.cycle_year}):
        values[row["city_code"]].append(row)
    if not values:
        raise Refusal(f"Cycle {cycle.cycle_year} has no scores to object to: run scores_compute first.")
    with connection.cursor() as cursor:
        cursor.execute("select city_code from core.nominee where cycle_year = %s", (cycle.cycle_year,))
        nominated = {code for (code,) in cursor.fetchall()}
    able = [code for code in sorted(values) if _founded(values[code]) and _official(values[code])]
    random = stream(seed, str(cycle.cycle_year), "objections")
    nominees = random.sample([code for code in able if code in nominated], min(2, len(nominated & set(able))))
    others = random.sample([code for code in able if code not in nominated], 3)
    opens = window(connection, cycle.cycle_year).opens
    written = []
    for number, code in enumerate([*nominees, *others[:2]]):
        rows = [_row(cycle, seed, code, values[code], has_evidence=True)]
        if number == 0:
            rows.append(_row(cycle, seed, code, values[code], has_evidence=False))
        if code == others[0]:
            no_reason = _row(cycle, seed, code, values[code], has_evidence=False) | {"reason": ""}
            rows += [rows[0] | {"indicator_code": "indikator_tidak_ada"}, no_reason]
        at = opens + timedelta(days=2 + number, hours=9)
        written.append(_deliver(folder / "objections" / code / "sanggahan.csv", rows, at))
    late = [_row(cycle, seed, others[2], values[others[2]], has_evidence=True)]
    at = opens + timedelta(days=20, hours=9)
    written.append(_deliver(folder / "objections" / others[2] / "sanggahan_terlambat.csv", late, at))
    return written


def decide(connection: Connection, cycle_year: int) -> list[str]:
    """Decide on every simulated objection that is open, as the demo deciders; returns the decisions in words.

    What has evidence is accepted as claimed, the others are rejected. Run objections_ingest afterwards. Raises Refusal
    for a cycle that is not a demo.
    """
    cycles.require_demo(cycles.of(connection, cycle_year), "decisions on objections")
    told = []
    for row in sql_files.query(connection, "read/objections/to_decide.sql", {"cycle": cycle_year}):
        if row["outcome"] is None and row["is_simulated"]:
            outcome, reason = (
                ("accepted", "Simulasi: bukti mendukung nilai yang diajukan.")
                if row["evidence"]
                else ("rejected", "Simulasi: tidak ada bukti; statistik resmi berlaku.")
            )
            by, second = DECIDERS
            told.append(
                decisions.decide(
                    connection, cycle_year, row["objection_id"], outcome=outcome, reason=reason, by=by, second=second
                )
            )
    return told


def _founded(rows: list[Row]) -> list[Row]:
    """What a better value lifts: no value beyond its goalposts."""
    claims = [row for row in rows if row["origin"] in CLAIMS and row["unit"] == "%"]
    return [row for row in claims if 15 <= row["value"] <= 85 and row["normalised"] < 90]


def _official(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["origin"] == "official" and row["unit"] == "%" and 2 <= row["value"] <= 90]


def _row(cycle: Cycle, seed: int, code: str, values: list[Row], *, has_evidence: bool) -> dict[str, object]:
    random = stream(seed, code, "founded" if has_evidence else "unfounded")
    of = random.choice(_founded(values) if has_evidence else _official(values))
    better = random.randint(2, 12) if has_evidence else 20
    claimed = min(100.0, max(0.0, of["value"] + of["direction"] * better))
    return {
        "cycle": cycle.cycle_year,
        "city_code": code,
        "indicator_code": of["indicator_code"],
        "claimed_value": f"{claimed:.1f}".replace(".", ","),
        "reason": "Simulasi: data akhir tahun belum dihitung" if has_evidence else "Simulasi: menurut hitungan kami",
        "evidence": "Simulasi: laporan kinerja (LKjIP)" if has_evidence else "",
        "origin": SIMULATED,
    }


def _deliver(path: Path, rows: list[dict[str, object]], at: datetime) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = io.StringIO()
    write_rows(lines, [list(FORM.columns), *([row[key] for key in FORM.columns] for row in rows)], delimiter=";")
    path.write_bytes(lines.getvalue().encode("utf-8-sig"))
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path
