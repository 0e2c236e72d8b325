"""Simulated findings of visits to the approved nominees: what is known by visits alone, and some of the claims.

Every row says that it is simulated. A third of the cities have a claim that the visit disproves, with a photo of it;
all but one have minutes. Planted, each in a file of its own beside the sound ones: what the rules of visits_ingest
refuse, and an adjustment that nobody confirmed; of the photos one from another island, one without EXIF, one that never
came.
"""

import hashlib
import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from psycopg2.extensions import connection as Connection

from rkci.cycles import Cycle, require_demo
from rkci.database import sql_files
from rkci.framework import Framework
from rkci.intake.layout import SIMULATED
from rkci.refusal import Refusal
from rkci.simulate import visit_photos
from rkci.streams import stream
from rkci.tables import write_rows
from rkci.visits.photos import distance_km
from rkci.visits.reading import FORM

CLAIMS = 3
"""How many of its claims are looked at in a city; one more waits for a second reviewer in the city of that fault."""
DISPROVED = 3
"""One city of so many has a claim that the visit disproves."""

HANDED_IN = timedelta(days=2, hours=17)
"""From the day of a visit until its files arrive."""
PHOTO_PROBLEMS = {1: "elsewhere", 2: "no_place", 3: "missing"}
"""What is wrong with the photos of which number, counted from 0."""
FAR_AWAY = ((-2.53, 140.72), (5.55, 95.32))
"""Jayapura in Papua and Banda Aceh in Sumatra: one of them is on another island than the city."""

Row = dict[str, object]


@dataclass(frozen=True)
class Nominee:
    """A nominee, its place (degrees north and east), the level answers that it claims, and its team: who sees and who
    reviews, none with an interest."""

    city_code: str
    city_name: str
    place: tuple[float, float]
    score: float
    claims: dict[str, int]
    team: tuple[str, str]
    barred: tuple[str, ...]


@dataclass(frozen=True)
class Written:
    """What was written: sound findings, and per planted file (path below the cycle's inbox) the rule that it is for;
    photos by the same, with the problem that each has, None for a sound one."""

    nominees: int
    findings: int
    faults: dict[str, str]
    photos: dict[str, str | None]


def write(cycle: Cycle, framework: Framework, connection: Connection, folder: Path, seed: int) -> Written:
    """Write `visits/<city_code>/*` and `visit_evidence/<city_code>/*` below `folder`, the cycle's inbox.

    The same seed, nominees, claims and register give the same bytes and instants. Raises Refusal without a phase
    visits, without nominees, or where fewer than two assessors may see a city, and for a cycle that is not a demo.
    """
    require_demo(cycle, "visits")
    phase = cycle.phases.get("visits")
    if phase is None or phase.closes is None:
        raise Refusal(f"cycle.yaml of {cycle.cycle_year} has no phase `visits` that opens and closes.")
    nominees = list(_nominees(connection, cycle.cycle_year, seed))
    if not nominees:
        raise Refusal(f"Cycle {cycle.cycle_year} has no approved nominees: run nominees_shortlist first.")
    seen_only = [one.code for one in framework.indicators if one.source == "visit"]
    yes_or_no = {one.code for one in framework.indicators if one.value_kind == "boolean"}
    days = (phase.closes - phase.opens).days - 14
    findings, faults = 0, {}
    photos: dict[str, str | None] = {}
    planted = dict(zip((one.city_code for one in nominees), FAULTS, strict=False))
    for number, nominee in enumerate(nominees):
        day = phase.opens + timedelta(days=number * days // len(nominees))
        random = stream(seed, nominee.city_code, "visit")
        rows = [_seen(nominee, code, day, random, yes_or_no) for code in seen_only]
        looked_at = random.sample(sorted(nominee.claims), min(CLAIMS + 1, len(nominee.claims)))
        for place, code in enumerate(looked_at[:CLAIMS]):
            is_disproved = number % DISPROVED == 0 and place == 0 and nominee.claims[code] > 1
            row = _claimed(nominee, code, day, random if is_disproved else None)
            if is_disproved:
                problem = PHOTO_PROBLEMS.get(len(photos))
                photos[_photograph(folder, nominee, row, day, problem)] = problem
            rows.append(row)
        findings += len(rows)
        target = folder / "visits" / nominee.city_code
        _deliver(target / f"temuan_{nominee.city_code}.csv", rows, day + HANDED_IN)
        if number > 0:
            name = f"berita_acara_{nominee.city_code}_SIMULASI.txt"
            _put(folder / "visit_evidence" / nominee.city_code / name, _minutes(nominee, rows, day), day + HANDED_IN)
        rule = planted.get(nominee.city_code)
        if rule is None:
            continue
        waiting = [_claimed(nominee, code, day, random) for code in looked_at[CLAIMS:]]
        wrong = _fault(rule, rows[0], waiting, phase.opens, nominee, nominees[number - 1])
        if wrong is not None:
            name = f"temuan_{nominee.city_code}_susulan.csv"
            _deliver(target / name, [wrong], day + timedelta(days=5, hours=10))
            faults[f"visits/{nominee.city_code}/{name}"] = rule
    faults |= _strangers(connection, cycle, folder, nominees, phase.opens)
    return Written(len(nominees), findings, faults, photos)


FAULTS = (
    "visit_finding.reviewer_is_other", "visit_finding.adjustment_explained", "visit_finding.assessor_known",
    "visit_finding.indicator_known", "visit_finding.value_possible", "visit_finding.visited_in_phase",
    "visit_finding.visited_on_readable", "visit_finding.city_of_folder", "visit_finding.confirmed",
    "visit_finding.no_conflict",
)  # fmt: skip


def _fault(
    rule: str, sound: Row, waiting: Sequence[Row], opens: datetime, nominee: Nominee, other: Nominee
) -> Row | None:
    """A row that breaks the rule; none where the city has nothing to break it with."""
    match rule.removeprefix("visit_finding."):
        case "reviewer_is_other":
            return sound | {"reviewer": sound["assessor"]}
        case "adjustment_explained":
            return sound | {"observed": 3, "adjusted": 2, "reason": ""}
        case "assessor_known":
            return sound | {"assessor": "A99"}
        case "indicator_known":
            return sound | {"indicator": "kesan_umum"}
        case "value_possible":
            return sound | {"observed": 7}
        case "visited_in_phase":
            return sound | {"visited_on": f"{opens - timedelta(days=30):%Y-%m-%d}"}
        case "visited_on_readable":
            return sound | {"visited_on": "pekan kedua"}
        case "city_of_folder":
            return sound | {"city": other.city_code} if other != nominee else None
        case "confirmed":
            return waiting[0] | {"reviewer": ""} if waiting else None
        case _:
            return sound | {"assessor": nominee.barred[0]} if nominee.barred else None


def _strangers(
    connection: Connection, cycle: Cycle, folder: Path, nominees: Sequence[Nominee], opens: datetime
) -> dict[str, str]:
    """A finding from a city that is not a nominee, and a letter in place of findings."""
    at = opens + timedelta(days=12, hours=9)
    faults = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "select min(city_code) from core.cycle_city where cycle_year = %s and city_code <> all(%s)",
            (cycle.cycle_year, [one.city_code for one in nominees]),
        )
        ((other,),) = cursor.fetchall()
    if other is not None:
        stranger = Nominee(other, other, (0, 0), 50, {}, nominees[0].team, ())
        row = _row(stranger, "one_stop_service_observed", opens + timedelta(days=3), observed=4)
        path = folder / "visits" / other / f"temuan_{other}.csv"
        _deliver(path, [row], at)
        faults[path.relative_to(folder).as_posix()] = "visit_finding.city_is_nominee"
    letter = folder / "visits" / nominees[0].city_code / "surat.xlsx"
    _put(letter, f"Yth. Tim RKCI, temuan menyusul. ({SIMULATED})\n".encode(), at)
    return faults | {letter.relative_to(folder).as_posix(): "visit_file.readable"}


def _nominees(connection: Connection, cycle_year: int, seed: int) -> Iterator[Nominee]:
    for row in sql_files.query(connection, "read/visits/nominee_teams.sql", {"cycle": cycle_year}):
        free = row["free_assessors"]
        if len(free) < 2:
            raise Refusal(
                f"Only {len(free)} registered assessors may visit {row['city_code']}, and two must: register more with "
                "`rkci assessors`."
            )
        team = stream(seed, row["city_code"], "team").sample(free, 2)
        claims = {code: int(value) for code, value in row["claims"].items()}
        yield Nominee(
            row["city_code"], row["city_name"], (row["latitude"], row["longitude"]), row["score"], claims,
            (team[0], team[1]), tuple(row["barred_assessors"]),
        )  # fmt: skip


def _seen(nominee: Nominee, code: str, day: datetime, random: Random, yes_or_no: set[str]) -> Row:
    """What is known by visits alone goes with the score of the city, and with luck."""
    likely = nominee.score / 100 + random.gauss(0, 0.15)
    observed = int(likely > 0.5) if code in yes_or_no else max(1, min(5, round(1 + 4 * likely)))
    return _row(nominee, code, day, observed=observed)


def _claimed(nominee: Nominee, code: str, day: datetime, random: Random | None) -> Row:
    """The claim stands, or with a random stream is found to be one or two levels lower."""
    claim = nominee.claims[code]
    if random is None:
        return _row(nominee, code, day, claimed=claim, observed=claim)
    observed = max(1, claim - random.choices((1, 2), (70, 30))[0])
    reason = "Simulasi: yang diakui tidak ditemukan di lapangan"
    return _row(nominee, code, day, claimed=claim, observed=observed, adjusted=observed, reason=reason)


def _row(nominee: Nominee, code: str, day: datetime, **given: Any) -> Row:
    assessor, reviewer = nominee.team
    return dict.fromkeys(FORM.columns, "") | {
        "city": nominee.city_code,
        "indicator": code,
        "evidence": "Simulasi: catatan lapangan tim",
        "assessor": assessor,
        "reviewer": reviewer,
        "visited_on": f"{day:%Y-%m-%d}",
        "origin": SIMULATED,
        **given,
    }


def _photograph(folder: Path, nominee: Nominee, row: Row, day: datetime, problem: str | None) -> str:
    """Name a photo as evidence and, unless it is to be missing, deliver it; gives its path below the inbox."""
    name = f"foto_{row['indicator']}.jpg"
    path = folder / "visit_evidence" / nominee.city_code / name
    row["evidence"] = f"Simulasi: {name}"
    place = nominee.place
    if problem == "elsewhere":
        place = max(FAR_AWAY, key=lambda far: distance_km(*nominee.place, *far))
    caption = f"{nominee.city_code} {row['indicator']}"
    if problem == "no_place":
        _put(path, visit_photos.photo(caption=caption), day + HANDED_IN)
    elif problem != "missing":
        _put(path, visit_photos.photo(day + timedelta(hours=10), place, caption), day + HANDED_IN)
    return path.relative_to(folder).as_posix()


def _minutes(nominee: Nominee, rows: Sequence[Row], day: datetime) -> bytes:
    """The record that team and city sign at the end of a visit."""
    lines = [
        f"BERITA ACARA KUNJUNGAN / MINUTES OF THE VISIT ({SIMULATED})",
        f"{nominee.city_name} ({nominee.city_code}), {day:%Y-%m-%d}; {' & '.join(nominee.team)}",
        *(f"{row['indicator']}: {row['observed']}" for row in rows),
    ]
    return ("\n".join(lines) + "\n").encode()


def _deliver(path: Path, rows: Sequence[Row], at: datetime) -> None:
    lines = io.StringIO()
    write_rows(lines, [list(FORM.columns), *([row[key] for key in FORM.columns] for row in rows)], delimiter=";")
    _put(path, lines.getvalue().encode("utf-8-sig"), at)


def _put(path: Path, content: bytes, at: datetime) -> None:
    """Write a file, delivered at an instant that its content alters by microseconds: so a change is seen as new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    instant = (at + timedelta(microseconds=int(hashlib.sha256(content).hexdigest()[:4], 16))).timestamp()
    os.utime(path, (instant, instant))
