"""The packet of a visit: a workbook of the claims to verify, the same as a form for a phone, schedule and team.

Lies in `<build>/visits/<cycle>/<city_code>/`, and the schedule of all visits beside the cities as schedule.csv. The
same nominees, register and settings give the same bytes.
"""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from psycopg2.extensions import connection as Connection
from xlsxwriter.worksheet import Worksheet

from rkci import cycles, folders, made_of, paths
from rkci.cycles import Cycle, Phase, VisitRule
from rkci.intake import guard
from rkci.intake.layout import INSTRUCTION_SHEET, SIMULATED, Label
from rkci.intake.styles import (
    HEADER_ROW,
    Formats,
    fit_row,
    formats_of,
    text_validation,
    write_both,
    write_entry,
    write_header,
)
from rkci.intake.workbook import BANNER, CREATED
from rkci.refusal import Refusal
from rkci.tables import write_rows
from rkci.visits import claims, form
from rkci.visits.claims import REASONS, Claim
from rkci.visits.reading import FORM
from rkci.visits.schedule import Visit, plan

FINDING_SHEET = "Temuan"
SCHEDULE = ("city_code", "city_name", "class_code", "place", "starts_on", "ends_on", "team", "claims")
COLUMNS: dict[str, tuple[Label, int]] = {
    "city": (FORM.columns["city"], 11),
    "indicator": (FORM.columns["indicator"], 24),
    "name": (Label("Nama indikator", "Name of the indicator"), 36),
    "unit": (Label("Satuan", "Unit"), 12),
    "why": (Label("Mengapa diperiksa", "Why it is verified"), 22),
    "claimed": (FORM.columns["claimed"], 13),
    "observed": (FORM.columns["observed"], 13),
    "adjusted": (FORM.columns["adjusted"], 13),
    "reason": (FORM.columns["reason"], 36),
    "evidence": (FORM.columns["evidence"], 30),
    "assessor": (FORM.columns["assessor"], 12),
    "reviewer": (FORM.columns["reviewer"], 12),
    "visited_on": (FORM.columns["visited_on"], 14),
    "origin": (FORM.columns["origin"], 14),
}
"""Headings of the sheet of findings with their widths in characters, by key, in the order of the columns; what is not
in `reading.FORM` only tells the team something."""

STEPS = (
    (
        "Periksa setiap indikator pada lembar Temuan di tempatnya; tulis yang diamati dalam satuannya.",
        "Check every indicator of the sheet Temuan on the spot; write what you observe, in its unit.",
    ),
    (
        "Isi Disesuaikan hanya bila pengakuan kota tidak benar; alasan dan bukti wajib ditulis.",
        "Fill in the adjusted value only where the claim is not right; it needs a reason and evidence.",
    ),
    (
        "Penelaah kedua, bukan asesor sendiri, menegaskan setiap temuan; tanpa itu penyesuaian tidak berlaku.",
        "A second reviewer, not the assessor, confirms each finding; without that no adjustment counts.",
    ),
    (
        "Foto diambil dengan lokasi dan waktu (EXIF) menyala dan diserahkan di folder visit_evidence kota ini; "
        "nama berkasnya ditulis pada Bukti.",
        "Take photos with place and time (EXIF) on and hand them in in the folder visit_evidence of this city; "
        "write their file names as evidence.",
    ),
    (
        "Berita acara yang ditandatangani diserahkan di folder yang sama.",
        "Hand in the signed minutes in the same folder.",
    ),
)  # fmt: skip

PEOPLE_ROW = HEADER_ROW + len(STEPS) + 3
"""First row (from 0) of those without a conflict of interest, on the sheet of instructions."""


def write(connection: Connection, cycle_year: int, folder: Path | None = None) -> dict[str, Visit]:
    """Write the packet of every nominee, in place of what was there; returns the visits by city code. Where all of
    them are there, made of the same, nothing is written.

    Raises Refusal where there are no nominees or no settings, or where no team can go.
    """
    cycle = cycles.of(connection, cycle_year)
    rule, phase = settings(cycle)
    cities = {found[0].city_code: found for found in claims.candidates(connection, cycle_year)}
    if not cities:
        raise Refusal(f"Cycle {cycle_year} has no approved nominees with anything to verify: see nominees_shortlist.")
    visits = plan(list(cities), register(connection, cycle_year), rule, phase)
    target = folder or paths.build() / "visits" / str(cycle_year)
    source = made_of.hash_of(repr((cycle, cities, visits)))
    if folders.is_made_of(target, source):
        return visits
    schedule: list[Sequence[object]] = []
    written = 0
    with folders.renewed(target) as fresh:
        for city_code, found in cities.items():
            visit, chosen = visits[city_code], claims.choose(found, rule)
            own = fresh / city_code
            with guard.writing(connection, f"The packet of visits of {cycle_year}", city_code, own):
                own.mkdir()
                workbook(own / f"temuan_{city_code}.xlsx", cycle, visit, chosen)
                form.write(own / f"formulir_{city_code}.xlsx", cycle, visit, chosen)
                written += 1
            schedule.append(
                (
                    city_code, found[0].city_name, found[0].class_code, found[0].place, visit.days[0], visit.days[-1],
                    " ".join(visit.team), len(chosen),
                )
            )  # fmt: skip
        with (fresh / "schedule.csv").open("w", newline="", encoding="utf-8") as lines:
            write_rows(lines, [SCHEDULE, *sorted(schedule, key=lambda row: (str(row[4]), str(row[0])))])
    if written == len(cities):
        folders.keep_made_of(target, source)
    return visits


def settings(cycle: Cycle) -> tuple[VisitRule, Phase]:
    """How a cycle visits, and when. Raises Refusal if its cycle.yaml does not say."""
    if cycle.visits is None or "visits" not in cycle.phases:
        raise Refusal(
            f"cycle.yaml of {cycle.cycle_year} has no key `visits` or no phase `visits`; "
            "see include/frameworks/rkci-2017/cycle.yaml."
        )
    return cycle.visits, cycle.phases["visits"]


def register(connection: Connection, cycle_year: int) -> dict[str, frozenset[str]]:
    """The registered assessors of a cycle, each with the cities of declared conflicts of interest."""
    barred = defaultdict[str, set[str]](set)
    with connection.cursor() as cursor:
        cursor.execute(
            "select assessor, city_code from ops.assessor left join ops.assessor_conflict using (cycle_year, assessor)"
            " where cycle_year = %s order by assessor, city_code",
            (cycle_year,),
        )
        for assessor, city_code in cursor.fetchall():
            barred[assessor].update([city_code] if city_code else [])
    return {assessor: frozenset(cities) for assessor, cities in barred.items()}


def workbook(path: Path, cycle: Cycle, visit: Visit, chosen: Sequence[tuple[Claim, str]]) -> None:
    """Write the workbook of findings of one city; only what the team fills in is unlocked."""
    name = chosen[0][0].city_name
    is_simulated = any(claim.is_simulated for claim, _ in chosen)
    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as book:
        formats = formats_of(book)
        title = f"Kunjungan RKCI {cycle.cycle_year} - {name}"
        book.set_properties({"title": title, "author": "RKCI", "created": CREATED})

        def add(sheet_name: str) -> Worksheet:
            sheet = book.add_worksheet(sheet_name)
            sheet.write_string(0, 0, title, formats["title"])
            if is_simulated:
                sheet.write_string(1, 0, BANNER, formats["banner"])
            sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
            return sheet

        _instructions(add(INSTRUCTION_SHEET), formats, visit)
        findings = add(FINDING_SHEET)
        write_header(
            findings, formats, [str(label) for label, _ in COLUMNS.values()], [width for _, width in COLUMNS.values()]
        )
        findings.freeze_panes(HEADER_ROW + 1, 2)
        for row, (claim, reason) in enumerate(chosen, start=HEADER_ROW + 1):
            _finding(findings, formats, row, claim, reason, visit)


def _instructions(sheet: Worksheet, formats: Formats, visit: Visit) -> None:
    """What to do, and below it who may confirm and who goes when: every other sheet is read as findings."""
    write_header(sheet, formats, ["No", "Petunjuk", "Instructions"], [12, 72, 72])
    for number, (indonesian, english) in enumerate(STEPS, start=1):
        row = HEADER_ROW + number
        sheet.write_number(row, 0, number, formats["text"])
        sheet.write_string(row, 1, indonesian, formats["text"])
        sheet.write_string(row, 2, english, formats["text"])
        fit_row(sheet, row, [(indonesian, 72), (english, 72)])
    days = ", ".join(str(day) for day in visit.days)
    for column, heading in enumerate(("Asesor", "Tugas", "Task")):
        sheet.write_string(PEOPLE_ROW - 1, column, heading, formats["header"])
    for row, assessor in enumerate(visit.reviewers, start=PEOPLE_ROW):
        goes = assessor in visit.team
        sheet.write_string(row, 0, assessor, formats["text"])
        sheet.write_string(row, 1, f"Tim kunjungan, {days}" if goes else "Dapat menelaah", formats["text"])
        sheet.write_string(row, 2, f"Visits, {days}" if goes else "May review", formats["text"])


def _finding(sheet: Worksheet, formats: Formats, row: int, claim: Claim, reason: str, visit: Visit) -> None:
    place = {key: number for number, key in enumerate(COLUMNS)}
    sheet.write_string(row, place["city"], claim.city_code, formats["text"])
    sheet.write_string(row, place["indicator"], claim.indicator_code, formats["text"])
    write_both(sheet, formats, row, place["name"], claim.name_id, claim.name_en)
    sheet.write_string(row, place["unit"], claim.unit, formats["text"])
    sheet.write_string(row, place["why"], str(REASONS[reason]), formats["text"])
    write_entry(sheet, formats["before"], row, place["claimed"], claim.claimed)
    for key in ("observed", "adjusted"):
        sheet.write_blank(row, place[key], None, formats["number_entry"])
        sheet.data_validation(row, place[key], row, place[key], value_validation(claim))
    for key in ("reason", "evidence"):
        sheet.write_blank(row, place[key], None, formats["text_entry"])
        sheet.data_validation(row, place[key], row, place[key], text_validation())
    for key, offered in (("assessor", visit.team), ("visited_on", visit.days)):
        sheet.write_blank(row, place[key], None, formats["text_entry"])
        sheet.data_validation(row, place[key], row, place[key], _listed([str(one) for one in offered]))
    sheet.write_blank(row, place["reviewer"], None, formats["text_entry"])
    # a list inside a validation holds 255 characters at most; those who may review can be more
    reviewers = f"='{INSTRUCTION_SHEET}'!$A${PEOPLE_ROW + 1}:$A${PEOPLE_ROW + len(visit.reviewers)}"
    sheet.data_validation(row, place["reviewer"], row, place["reviewer"], {"validate": "list", "source": reviewers})
    sheet.write_string(row, place["origin"], SIMULATED if claim.is_simulated else "", formats["text"])
    fit_row(
        sheet,
        row,
        [(f"{claim.name_id}\n{claim.name_en}", COLUMNS["name"][1]), (str(REASONS[reason]), COLUMNS["why"][1])],
    )


def value_validation(claim: Claim) -> dict[str, Any]:
    """What Excel lets into a cell for a value of the indicator: a level, 0 or 1, or a number within its limits."""
    if claim.value_kind == "maturity":
        return _listed(["1", "2", "3", "4", "5"])
    if claim.value_kind == "boolean":
        return _listed(["0", "1"])
    low = -1e15 if claim.valid_min is None else claim.valid_min
    high = 1e15 if claim.valid_max is None else claim.valid_max
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": low,
        "maximum": high,
        "error_type": "warning",
        "error_title": "Periksa angka / Check the number",
        "error_message": f"Satuan {claim.unit}; dari {low:g} sampai {high:g}.\nUnit {claim.unit}; {low:g} to {high:g}.",
    }


def _listed(offered: Sequence[str]) -> dict[str, Any]:
    return {"validate": "list", "source": list(offered)}
