"""What goes back to each city: its own workbook marked, a page of what to fix, and its open tickets.

Written to `<build>/feedback/<cycle>/<city_code>/`, and only where what a city is told has changed or a file of it is
missing. Nothing that stood in a file of a city is ever markup: the page escapes it, the PDF gets it as data.
"""

import hashlib
import json
import tempfile
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import typst
from jinja2 import Environment, FileSystemLoader, Template
from psycopg2.extensions import connection as Connection

from rkci import folders, paths
from rkci.city_register import City
from rkci.cycles import Cycle
from rkci.database import sql_files
from rkci.framework import Framework
from rkci.framework.difference import effective_weights
from rkci.intake import archive, guard, possible, tickets, workbook
from rkci.intake.feedback_workbook import Marks, marked
from rkci.intake.workbook import BANNER, Answer
from rkci.words import shown, shown_lines

Row = dict[str, Any]
TEMPLATES = paths.INCLUDE / "feedback"
STAMP = ".told"
"""File that holds the hash of all that a city was told."""
PAGES = ("umpan-balik.html", "umpan-balik.pdf")
SECTIONS = (
    ("file", "Berkas yang ditolak atau perlu diperiksa", "Files that were rejected or look odd"),
    ("critical", "Jawaban yang ditolak, terpenting dahulu", "Rejected answers, most important first"),
    ("warning", "Jawaban yang diterima tetapi perlu diperiksa", "Answers that were accepted and look odd"),
    ("missing", "Yang belum dijawab", "Not answered yet"),
)
UNMARKED = {
    "id": "Sel buku kerja Anda tidak dapat diwarnai; yang di sini baru, dengan jawaban Anda. Halaman ini lengkap.",
    "en": "The cells of your workbook could not be coloured; this one is new, with your answers. This page is whole.",
}
BLANK = {
    "id": "Buku kerja di sini kosong: jawaban Anda tidak dapat ditulis kembali ke dalamnya. Halaman ini lengkap.",
    "en": "The workbook here is blank, since your answers could not be written back into it. This page is whole.",
}


def folder(cycle_year: int) -> Path:
    """Folder of the feedback of a cycle, one folder per city in it."""
    return paths.build() / "feedback" / str(cycle_year)


def write(connection: Connection, cycle: Cycle, framework: Framework) -> list[str]:
    """Renew the feedback of every city that is told something new, or of which a file is missing; returns the codes of
    these cities. Where nothing is new, no file is touched."""
    sql_files.expect_unanalysed_rows(connection)
    year = {"cycle": cycle.cycle_year}
    weights = effective_weights(framework)
    cities = sql_files.query(connection, "read/feedback/city.sql", year)
    problems = _by_city(sql_files.query(connection, "read/feedback/problem.sql", year))
    missing = _by_city(sql_files.query(connection, "read/feedback/missing.sql", year))
    asked = _by_city(sql_files.query(connection, "read/feedback/ticket.sql", year))
    answers = defaultdict(list)
    for row in sql_files.query(connection, "read/feedback/answer.sql", year):
        answers[row["file_hash"]].append(row)
    renewed: list[str] = []
    for city in cities:
        code = city["city_code"]
        target = folder(cycle.cycle_year) / code
        with guard.writing(connection, f"The feedback of {cycle.cycle_year}", code, target):
            told_of = possible.told(city, problems[code])
            page = _page(cycle.cycle_year, city, told_of, possible.told(city, missing[code]), weights)
            told = json.dumps(
                [page, asked[code], city["file_hash"], framework.content_hash], sort_keys=True, ensure_ascii=False
            )
            stamp = hashlib.sha256(told.encode()).hexdigest()
            own = workbook.file_name(cycle.cycle_year, City(code, city["city_name"], city["province"]))
            names = (own, tickets.file_name(code), *PAGES)
            if all((target / name).exists() for name in (STAMP, *names)) and (target / STAMP).read_text() == stamp:
                continue
            content, note = own_workbook(connection, cycle, framework, city, told_of, answers[city["file_hash"]])
            with folders.renewed(target) as fresh:
                _write_page(fresh, page | {"note": note})
                (fresh / tickets.file_name(code)).write_text(tickets.text_of(asked[code]), "utf-8", newline="")
                (fresh / own).write_bytes(content)
                (fresh / STAMP).write_text(stamp)
            renewed.append(code)
    return renewed


def _by_city(rows: list[Row]) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["city_code"]].append(row)
    return found


def _page(year: int, city: Row, problems: list[Row], missing: list[Row], weights: dict[str, float]) -> Row:
    """All that the page says, as text: most important first."""
    items: defaultdict[str, list[Row]] = defaultdict(list)
    for row in (*problems, *missing):
        section = "file" if row["layer"] == "file" or row["dataset"] == "tickets" else row["severity"]
        place = ", ".join(filter(None, (row["sheet"], row["cell"], row["indicator_code"]))) or row["file_name"]
        found = row["found_text"] and shown_lines(row["found_text"])
        items[section].append(row | {"place": shown(place), "found_text": found})
    for section in ("critical", "warning", "missing"):
        items[section].sort(key=lambda row: -weights.get(row["indicator_code"] or "", 0.0))
    items["file"].sort(key=lambda row: row["severity"] != "critical")
    file = shown(city["file_name"])
    counts = [city[key] for key in ("received", "accepted", "accepted_with_warning", "rejected")]
    return {
        "title": f"Umpan balik RKCI {year}: {city['city_name']}",
        "cycle_year": year,
        "city": {key: city[key] for key in ("city_code", "city_name", "is_simulated")},
        "simulated": BANNER,
        "summary": {
            "id": "Berkas {}: {} jawaban, {} diterima ({} dengan catatan), {} ditolak.".format(file, *counts),
            "en": "File {}: {} answers, {} accepted ({} with a warning), {} rejected.".format(file, *counts),
        },
        "todo": dict(zip(("id", "en"), possible.todo(city), strict=True)),
        "sections": [
            {"id": indonesian, "en": english, "problems": items[key]}
            for key, indonesian, english in SECTIONS
            if items[key]
        ],
    }


@cache
def _template() -> Template:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True).get_template("page.html")


def _write_page(target: Path, page: Row) -> None:
    html = _template().render(page)
    page_name, print_name = PAGES
    (target / page_name).write_text(html, encoding="utf-8")
    data = {"page": json.dumps(page, ensure_ascii=False)}
    pdf = typst.compile(str(TEMPLATES / "page.typ"), format="pdf", sys_inputs=data, ignore_system_fonts=True)
    (target / print_name).write_bytes(pdf)


def own_workbook(
    connection: Connection, cycle: Cycle, framework: Framework, city: Row, problems: list[Row], answers: list[Row]
) -> tuple[bytes, Row | None]:
    """The delivered workbook, marked; a new one with the city's answers where what it sent is none, or cannot be
    marked; a blank one where its answers cannot be written either. With what the page says of that."""
    content = archive.load(city["file_hash"]) if city["is_own"] else b""
    written = answers if city["is_own"] else []
    is_marked = city["state"] in ("accepted", "clarifying") and content.startswith(b"PK")
    what = f"The workbook in the feedback of {cycle.cycle_year}"
    if is_marked:
        with guard.writing(connection, what, city["city_code"]):
            return marked(content, _marks(problems, answers)), None
    with guard.writing(connection, what, city["city_code"]):
        return _new_workbook(cycle, framework, city, written), UNMARKED if is_marked else None
    return _new_workbook(cycle, framework, city, []), BLANK


def _new_workbook(cycle: Cycle, framework: Framework, city: Row, answers: list[Row]) -> bytes:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "own.xlsx"
        written = {row["indicator_code"]: _answer(row) for row in answers}
        whose = City(city["city_code"], city["city_name"], city["province"])
        until = city["revise_until"] or city["clarify_until"]
        workbook.write(
            path, cycle=cycle, framework=framework, city=whose, answers=written, is_simulated=city["is_simulated"],
            deadline=until, is_closed=until is None,
        )  # fmt: skip
        return path.read_bytes()


def _answer(row: Row) -> Answer:
    return Answer(
        float(row["value_text"]) if row["is_number"] else row["value_text"],
        row["year"], row["agency"] or "", row["evidence"] or "", row["note"] or "",
    )  # fmt: skip


def _marks(problems: list[Row], answers: list[Row]) -> Marks:
    marks: dict[tuple[str, str], tuple[str, list[str]]] = {
        (row["sheet"], row["cell"]): ("accepted", []) for row in answers if row["is_accepted"]
    }
    for severity, state in (("warning", "warning"), ("critical", "rejected")):
        for row in problems:
            if row["layer"] == "row" and row["dataset"] == "submissions" and row["severity"] == severity:
                place = (row["sheet"], row["cell"])
                words = marks.get(place, ("", []))[1]
                marks[place] = (state, [*words, f"{row['message_id']}\n{row['message_en']}"])
    return marks
