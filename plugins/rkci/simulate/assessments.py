"""Simulated desk assessments: two readers for every maturity answer of some cities, a third where they differ.

Every file and every row says that it is simulated. Planted: two open questions, a level that its assessor corrected
days later, and a fault for every rule about assessments (`simulated/faults.csv`).
"""

import io
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from xlsxwriter import Workbook

from rkci.assessment.reading import COLUMNS
from rkci.assessment.register import COLUMNS as REGISTER_COLUMNS
from rkci.city_register import RegisteredCity
from rkci.intake.layout import SIMULATED
from rkci.intake.workbook import CREATED
from rkci.simulate.faults import UNKNOWN_CODE
from rkci.simulate.writer import Writer
from rkci.streams import stream
from rkci.tables import write_rows

ASSESSORS = ("A01", "A02", "A03", "A04", "A05", "A06")
CITIES = 36
"""How many of the cities that submit soundly are assessed."""

LEFT_OPEN = 2
"""How many questions wait for a third reader who never comes."""

REGISTER = "assessors.csv"
Row = dict[str, object]


def write(writer: Writer, sound: Sequence[RegisteredCity], binjai: str) -> None:
    """Write `assessments/*` and `simulated/assessors.csv`; nothing where the calendar has no assessment.

    `sound` are the cities whose answers count as they are written; those of `binjai` are assessed as it claims.
    """
    phase = writer.cycle.phases.get("assessment")
    cities = sorted(sound, key=lambda city: (city.city_code != binjai, city.city_code))[:CITIES]
    claims = [(city, code, level) for city in cities for code, level in _claims(writer, city).items()]
    if phase is None or not claims:
        return
    conflict = {assessor: cities[-1 - place % len(cities)] for place, assessor in enumerate(ASSESSORS)}
    _register(writer, conflict)
    readings: dict[str, list[Row]] = defaultdict(list)
    thirds: list[Row] = []
    for city, code, claim in claims:
        free = [one for one in ASSESSORS if conflict[one].city_code != city.city_code]
        first, second, third = stream(writer.seed, city.city_code, "readers").sample(free, 3)
        given = _levels(writer, city, code, claim, is_as_claimed=city.city_code == binjai)
        for assessor, level in zip((first, second), given, strict=False):
            readings[assessor].append(_row(writer, phase.opens, assessor, city, code, level, claim))
        if abs(given[0] - given[1]) > 1:
            thirds.append(_row(writer, phase.opens + timedelta(days=9), third, city, code, given[2], claim))
    _plant(writer, readings, conflict, claims, phase.opens)
    _careless(writer, readings, conflict, claims, cities, phase.opens)
    if phase.closes is not None:
        _late(writer, readings, conflict, claims, phase.opens, phase.closes)
    for number, (assessor, rows) in enumerate(sorted(readings.items())):
        path = _first(writer, assessor)
        _write(path, rows)
        writer.deliver(path, phase.opens + timedelta(days=8, hours=9 + number))
    by_third: dict[str, list[Row]] = defaultdict(list)
    for row in thirds[LEFT_OPEN:]:
        by_third[str(row["assessor"])].append(row)
    for number, (assessor, rows) in enumerate(sorted(by_third.items())):
        path = _path(writer, f"{assessor}_pembaca_ketiga.csv")
        _write(path, rows)
        writer.deliver(path, phase.opens + timedelta(days=14, hours=9 + number))


def _claims(writer: Writer, city: RegisteredCity) -> dict[str, int]:
    """The maturity levels that a city claims, by question."""
    answers = writer.answers(city)
    questions = [
        one.code for one in writer.framework.indicators if one.source == "submitted" and one.value_kind == "maturity"
    ]
    written = {code: str(answers[code].value) for code in questions if code in answers}
    return {code: int(level) for code, level in written.items() if level in ("1", "2", "3", "4", "5")}


def _levels(
    writer: Writer, city: RegisteredCity, code: str, claim: int, *, is_as_claimed: bool
) -> tuple[int, int, int]:
    """What three readers make of a claim: they see a level at or below it, each with an error, none above the claim."""
    if is_as_claimed:
        return claim, claim, claim
    random = stream(writer.seed, city.city_code, code, "assessed")
    seen = claim - random.choices((0, 1, 2), (65, 28, 7))[0]
    errors = [random.choices((-2, -1, 0, 1), (9, 13, 68, 10))[0] for _ in range(2)]
    first, second = (min(claim, max(1, seen + error)) for error in errors)
    return first, second, min(claim, max(1, seen))


def _row(
    writer: Writer, opens: datetime, assessor: str, city: RegisteredCity, code: str, level: int, claim: int
) -> Row:
    random = stream(writer.seed, assessor, city.city_code, code, "reading")
    read_at = opens + timedelta(days=random.randint(0, 4), hours=random.randint(8, 16), minutes=random.randint(0, 59))
    return {
        "cycle": writer.cycle.cycle_year,
        "city_code": city.city_code,
        "indicator_code": code,
        "assessor": assessor,
        "level": level,
        "reason": "Simulasi: bukti tidak mencakup tingkat yang diakui" if level < claim else "",
        "evidence_seen": "Simulasi: dokumen pada buku kerja kota",
        "read_at": read_at.strftime("%Y-%m-%d %H:%M"),
        "origin": SIMULATED,
    }


def _plant(
    writer: Writer,
    readings: dict[str, list[Row]],
    conflict: dict[str, RegisteredCity],
    claims: Sequence[tuple[RegisteredCity, str, int]],
    opens: datetime,
) -> None:
    """A reading in a city of declared interest, one above the claim without a reason, and one corrected later."""
    assessor = ASSESSORS[0]
    own = next((claim for claim in claims if claim[0] == conflict[assessor]), None)
    if own is not None:
        readings[assessor].append(_row(writer, opens, assessor, *own, own[2]))
        _record(writer, assessor, "own_city", "rejected", "no_conflict", own[1])
    low = next((claim for claim in reversed(claims) if claim[2] < 5), None)
    if low is not None:
        readers = {name for name, rows in readings.items() for row in rows if _is_of(row, low)}
        other = next(name for name in ASSESSORS if name not in readers and conflict[name] != low[0])
        readings[other].append(_row(writer, opens, other, low[0], low[1], low[2] + 1, low[2]))
        _record(writer, other, "above_claim", "rejected", "above_claim_explained", low[1])
    corrected = readings[ASSESSORS[1]][0]
    path = _path(writer, f"{ASSESSORS[1]}_koreksi.csv")
    _write(path, [corrected | {"evidence_seen": "Simulasi: dibaca ulang"}])
    writer.deliver(path, opens + timedelta(days=12, hours=10))


def _careless(
    writer: Writer,
    readings: dict[str, list[Row]],
    conflict: dict[str, RegisteredCity],
    claims: Sequence[tuple[RegisteredCity, str, int]],
    cities: Sequence[RegisteredCity],
    opens: datetime,
) -> None:
    """What one assessor leaves out of sound rows; then a table of rows that count for nothing, one in a sheet called
    like a formula, and a letter called a workbook."""
    assessor = ASSESSORS[2]
    lowered = next(row for row in readings[assessor] if row["reason"])
    kept = [row for row in readings[assessor] if row is not lowered and row["level"] != 1]
    for row, key, fault, rule in (
        (lowered, "reason", "lowered_without_reason", "below_claim_explained"),
        (kept[0], "evidence_seen", "no_evidence_seen", "evidence_seen"),
        (kept[1], "read_at", "no_day", "read_at_readable"),
    ):
        row[key] = ""
        _record(writer, assessor, fault, "accepted", rule, str(row["indicator_code"]))

    others = iter(
        _row(writer, opens, assessor, *claim, claim[2])
        for claim in claims
        if claim[0] != conflict[assessor] and not any(_is_of(row, claim) for row in readings[assessor])
    )
    submitted = [one for one in writer.framework.indicators if one.source == "submitted"]
    measured = next(one.code for one in submitted if one.value_kind != "maturity")
    claimed = {(city.city_code, code) for city, code, _ in claims}
    questions = [(city, one.code) for city in cities for one in submitted if one.value_kind == "maturity"]
    unclaimed = [(city, code) for city, code in questions if (city.city_code, code) not in claimed]
    wrong: list[tuple[str, str, Row]] = [
        ("another_cycle", "cycle_matches", next(others) | {"cycle": writer.earlier_year}),
        ("unknown_city", "city_known", next(others) | {"city_code": "9999"}),
        ("unknown_indicator", "indicator_known", next(others) | {"indicator_code": UNKNOWN_CODE}),
        ("no_maturity", "indicator_is_maturity", next(others) | {"indicator_code": measured}),
        ("unknown_assessor", "assessor_known", next(others) | {"assessor": "A99"}),
        ("level_of_7", "level_is_one_of_five", next(others) | {"level": 7, "reason": "Simulasi: salah ketik"}),
        *(("not_claimed", "claim_given", _row(writer, opens, assessor, *one, 2, 2)) for one in unclaimed[:1]),
        *[("twice", "once_per_file", next(others))] * 2,
    ]
    path = _path(writer, f"{assessor}_salah.csv")
    _write(path, [row for _, _, row in wrong])
    writer.deliver(path, opens + timedelta(days=10, hours=9))
    for fault, rule, row in wrong[:-1]:
        writer.record(path, fault, "rejected", f"assessment.{rule}", str(row["indicator_code"]))

    path = _path(writer, f"{assessor}_lembar.xlsx")
    row = next(others)
    _write(path, [row], sheet="=Penilaian")
    writer.deliver(path, opens + timedelta(days=10, hours=10))
    writer.record(path, "renamed_sheet", "rejected", "assessment.sheet_of_workbook", str(row["indicator_code"]))

    path = _path(writer, f"{assessor}_surat.xlsx")
    path.write_text("SIMULASI / SIMULATED\nYth. Tim RKCI, penilaian kami kirim menyusul.\n", encoding="utf-8")
    writer.deliver(path, opens + timedelta(days=10, hours=11))
    writer.record(path, "letter_called_workbook", "rejected", "assessment_file.readable")


def _late(
    writer: Writer,
    readings: dict[str, list[Row]],
    conflict: dict[str, RegisteredCity],
    claims: Sequence[tuple[RegisteredCity, str, int]],
    opens: datetime,
    closes: datetime,
) -> None:
    """A sound row of one assessor that comes an hour after the phase has closed."""
    assessor = ASSESSORS[3]
    own = conflict[assessor]
    for claim in reversed(claims):
        if claim[0] != own and not any(_is_of(row, claim) for row in readings[assessor]):
            path = _path(writer, f"{assessor}_terlambat.csv")
            _write(path, [_row(writer, opens, assessor, *claim, claim[2])])
            writer.deliver(path, closes + timedelta(hours=1))
            writer.record(path, "late", "rejected", "assessment.in_time", claim[1])
            return


def _record(writer: Writer, assessor: str, fault: str, state: str, rule: str, indicator_code: str) -> None:
    """Keep a fault planted in the first file of an assessor."""
    writer.record(_first(writer, assessor), fault, state, f"assessment.{rule}", indicator_code)


def _first(writer: Writer, assessor: str) -> Path:
    """The file in which an assessor gives what he or she read first."""
    return _path(writer, f"{assessor}{'.csv' if ASSESSORS.index(assessor) % 2 else '.xlsx'}")


def _is_of(row: Row, claim: tuple[RegisteredCity, str, int]) -> bool:
    return (row["city_code"], row["indicator_code"]) == (claim[0].city_code, claim[1])


def _register(writer: Writer, conflict: dict[str, RegisteredCity]) -> None:
    folder = writer.folder / "simulated"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / REGISTER).open("w", newline="", encoding="utf-8") as lines:
        made = (
            (assessor, f"Asesor {number} (simulasi)", city.city_code, "Simulasi: pernah bekerja di kota ini")
            for number, (assessor, city) in enumerate(conflict.items(), start=1)
        )
        write_rows(lines, [REGISTER_COLUMNS, *made])


def _path(writer: Writer, name: str) -> Path:
    path = writer.folder / "assessments" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _write(path: Path, rows: Sequence[Row], sheet: str = "Penilaian") -> None:
    table: list[list[object]] = [list(COLUMNS), *([row[key] for key in COLUMNS] for row in rows)]
    if path.suffix == ".csv":
        lines = io.StringIO()
        write_rows(lines, table, delimiter=";")
        path.write_bytes(lines.getvalue().encode("utf-8-sig"))
        return
    with Workbook(path) as book:
        book.set_properties({"title": f"Penilaian, {SIMULATED}", "author": "RKCI", "created": CREATED})
        page = book.add_worksheet(sheet)
        for number, values in enumerate(table):
            for column, value in enumerate(values):
                if isinstance(value, int | float):
                    page.write_number(number, column, value)
                else:
                    page.write_string(number, column, str(value))
