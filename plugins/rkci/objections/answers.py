"""The answers: every objection of a city with what became of it and why, be it late, unfounded or granted.

Written to `<build>/objections/<cycle>/<city_code>/jawaban.csv`, in Indonesian with English beside.
"""

from collections import defaultdict
from pathlib import Path
from typing import Any

from psycopg2.extensions import connection as Connection

from rkci import folders, paths
from rkci.database import sql_files
from rkci.intake import guard
from rkci.objections.provisional import write_csv

Row = dict[str, Any]

HEADINGS = (
    "Nomor / number", "Berkas / file", "Lembar / sheet", "Sel / cell", "Diterima / received",
    "Kode indikator / indicator_code", "Nama", "Name", "Nilai yang diajukan / claimed value", "Alasan kota / reason",
    "Bukti / evidence", "Hasil", "Outcome", "Jawaban", "Answer", "Diputuskan oleh / decided by",
    "Nilai sebelum / value before", "Nilai sesudah / value after", "Skor sebelum / score before",
    "Skor sesudah / score after", "Peringkat sebelum / rank before", "Peringkat sesudah / rank after",
    "Simulasi / simulated",
)  # fmt: skip
STATES = {
    "accepted": ("diterima", "accepted"),
    "rejected": ("ditolak", "rejected"),
    "open": ("menunggu keputusan", "waits for a decision"),
    "refused": ("tidak dapat dipertimbangkan", "cannot be considered"),
    "superseded": ("diganti oleh sanggahan yang lebih baru", "superseded by a newer objection"),
}
"""State to its words, which are the answer where there are no others."""


def write(connection: Connection, cycle_year: int, folder: Path | None = None) -> list[str]:
    """Write the answers to every city that objected, in place of what was there; returns the codes of the cities."""
    by_city: dict[str, list[Row]] = defaultdict(list)
    for row in sql_files.query(connection, "read/objections/answer.sql", {"cycle": cycle_year}):
        by_city[row["city_code"]].append(row)
    target = folder or paths.build() / "objections" / str(cycle_year)
    written = []
    with folders.renewed(target) as fresh:
        for code, rows in by_city.items():
            with guard.writing(connection, f"The answers to the objections of {cycle_year}", code, fresh / code):
                write_csv(fresh / code / "jawaban.csv", HEADINGS, map(_answer, rows))
                written.append(code)
    return sorted(written)


def _answer(row: Row) -> list[object]:
    state_id, state_en = STATES[row["state"]]
    people = [name for name in (row["decided_by"], row["second_by"]) if name]
    return [
        row["objection_id"], row["file_name"], row["sheet"], row["cell"], row["received_at"], row["indicator_code"],
        row["name_id"], row["name_en"], row["claimed_text"], row["reason"], row["evidence"], state_id, state_en,
        row["why_id"] or f"Sanggahan ini {state_id}.", row["why_en"] or f"This objection {_is(state_en)}.",
        ", ".join(people), row["value_before"], row["value"], row["score_before"], row["score"], row["rank_before"],
        row["rank"], row["is_simulated"],
    ]  # fmt: skip


def _is(words: str) -> str:
    return words if words.startswith(("waits", "cannot")) else f"is {words}"
