"""Provisional results, told to each city alone: scores, ranks, values with their origin, and what to object with.

Written to `<build>/provisional/<cycle>/<city_code>/` from the newest scores, in Indonesian with English beside.
"""

import io
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from psycopg2.extensions import connection as Connection

from rkci import folders, paths
from rkci.cycles import Phase
from rkci.database import sql_files
from rkci.framework.origins import ORIGINS
from rkci.intake import guard
from rkci.intake.layout import Label
from rkci.objections.ingest import window
from rkci.objections.reading import FORM
from rkci.quality.validated import subject
from rkci.tables import write_rows

Row = dict[str, Any]

SCORE_HEADINGS = (
    "Kode / code", "Induk / parent", "Nama", "Name", "Skor / score", "Tingkat / level",
    "Cakupan bobot (%) / weight with a value (%)", "Peringkat dalam kelas / rank in class",
    "Kota yang diperingkat / cities ranked",
)  # fmt: skip
VALUE_HEADINGS = (
    "Kode indikator / indicator_code", "Induk / parent", "Nama", "Name", "Satuan / unit", "Nilai / value",
    "Status / status", "Asal / origin", "Tahun / year", "Sumber / source", "Lembar / sheet", "Sel / cell",
    "Simulasi / simulated", "Nilai ternormalisasi / normalised", "Sumbangan pada skor / points of the score",
)  # fmt: skip
ORIGIN_WORDS = {code: f"{origin.indonesian} / {origin.english}" for code, origin in ORIGINS.items()} | {
    "imputed": "diimputasi / imputed"
}
STATUSES = {
    "reported": "dilaporkan / reported",
    "missing": "tidak ada / missing",
    "not_applicable": "tidak berlaku / not applicable",
}


STAMP = ".told"
"""File beside the folders of the cities: of which runs they were written."""


def is_written(connection: Connection, cycle_year: int) -> bool:
    """Whether what is there was written of the scores as they are now."""
    stamp = _folder(cycle_year) / STAMP
    return stamp.exists() and stamp.read_text() == subject(connection, "scores", cycle_year)


def write(
    connection: Connection, cycle_year: int, folder: Path | None = None, today: datetime | None = None
) -> list[str]:
    """Write what each city is told, in place of what was there; returns the codes of the cities (none before scores).

    `today` (now, unless it is given) decides whether a city is told how to object, or that the time for it is over. A
    city whose results cannot be written is left out of them, and noted. Raises Refusal if the cycle has no phase for
    objections.
    """
    phase = window(connection, cycle_year)
    is_over = phase.closes is not None and (today or datetime.now(UTC)) >= phase.closes
    scores, values = defaultdict(list), defaultdict(list)
    for row in sql_files.query(connection, "read/objections/provisional_city.sql", {"cycle": cycle_year}):
        scores[row["city_code"]].append(row)
    for row in sql_files.query(connection, "read/objections/provisional_value.sql", {"cycle": cycle_year}):
        values[row["city_code"]].append(row)
    written = []
    with folders.renewed(folder or _folder(cycle_year)) as fresh:
        (fresh / STAMP).write_text(subject(connection, "scores", cycle_year))
        for code, rows in scores.items():
            own, form = fresh / code, fresh / code / f"sanggahan_{cycle_year}_{code}.csv"
            with guard.writing(connection, f"The provisional results of {cycle_year}", code, own):
                write_csv(own / "skor.csv", SCORE_HEADINGS, map(_score, rows))
                write_csv(own / "nilai.csv", VALUE_HEADINGS, map(_value, values[code]))
                if not is_over:
                    write_csv(form, [str(FORM.columns[key]) for key in FORM.columns], [])
                words = _words(cycle_year, rows[0], _over(phase) if is_over else _how(form.name, code, phase))
                (own / "BACA.txt").write_text(words, encoding="utf-8")
                written.append(code)
    return sorted(written)


def _folder(cycle_year: int) -> Path:
    return paths.build() / "provisional" / str(cycle_year)


def write_csv(file: Path, headings: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """A CSV as Indonesian spreadsheets open it: semicolons, decimal commas, UTF-8 with a mark."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = io.StringIO()
    write_rows(lines, [headings, *([_text(cell) for cell in row] for row in rows)], delimiter=";")
    file.write_bytes(lines.getvalue().encode("utf-8-sig"))


def _text(cell: object) -> object:
    if isinstance(cell, bool):
        return "ya / yes" if cell else ""
    return f"{cell:.10g}".replace(".", ",") if isinstance(cell, float) else cell


def _score(row: Row) -> list[object]:
    coverage = None if row["coverage"] is None else 100 * row["coverage"]
    return [
        row["node_code"], row["parent_code"], row["name_id"], row["name_en"], row["score"], row["level_code"], coverage,
        row["rank"], row["cities"],
    ]  # fmt: skip


def _value(row: Row) -> list[object]:
    return [
        row["indicator_code"], row["parent_code"], row["name_id"], row["name_en"], row["unit"], row["value"],
        STATUSES[row["status"]], ORIGIN_WORDS.get(row["origin"]), row["year"], row["source"], row["sheet"], row["cell"],
        row["is_simulated"], row["normalised"], row["contribution"],
    ]  # fmt: skip


def _words(cycle_year: int, city: Row, to_object: Label) -> str:
    code = city["city_code"]
    return (
        f"HASIL SEMENTARA {cycle_year}: {city['city_name']} ({code})\n"
        "Hasil ini hanya untuk kota Anda dan belum final. skor.csv memuat skor dan peringkat, nilai.csv setiap nilai\n"
        f"dengan asalnya. {to_object.indonesian}\n\n"
        f"PROVISIONAL RESULTS {cycle_year}: {city['city_name']} ({code})\n"
        "These results are for your city alone and not final. skor.csv has scores and ranks, nilai.csv every value\n"
        f"with its origin. {to_object.english}\n"
    )


def _how(form: str, code: str, phase: Phase) -> Label:
    opens, closes = (_told(instant) for instant in (phase.opens, phase.closes))
    headings = ", ".join(key for key in FORM.columns if key != "origin")
    return Label(
        f"Sanggahan diterima sejak {opens} sampai sebelum {closes}: satu baris per indikator\n"
        f"dalam {form}, atau .xlsx dengan judul kolom {headings};\n"
        f"sertakan alasan dan bukti, lalu letakkan di folder objections/{code}.",
        f"You may object from {opens} and before {closes}: one row per indicator\n"
        f"into {form}, or an .xlsx with the headings {headings};\n"
        f"give reason and evidence, and put it into the folder objections/{code}.",
    )


def _over(phase: Phase) -> Label:
    closed = _told(phase.closes)
    return Label(
        f"Masa sanggahan sudah ditutup pada {closed};\nberkas ini untuk diketahui.",
        f"The time for objections ended on {closed};\nthese files are for your information.",
    )


def _told(instant: datetime | None) -> str:
    return f"{instant:%Y-%m-%d %H:%M %Z}"
