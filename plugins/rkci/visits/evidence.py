"""Photos and minutes of visits: archived by their hash, the photos' place and time compared with city and visit.

Files are in `<inbox>/<cycle>/visit_evidence/<city_code>/`. A file is what its bytes say, whatever it is called. Every
file received is accepted, flagged or refused, with words; nothing is dropped.
"""

from typing import Any
from zoneinfo import ZoneInfo

from psycopg2.extensions import connection as Connection
from psycopg2.extras import execute_values

from rkci import cycles
from rkci.cycles import VisitRule
from rkci.database import sql_files
from rkci.database.locks import lock_cycle
from rkci.intake import archive, guard, inbox
from rkci.intake.errors import UnreadableError
from rkci.intake.layout import Label
from rkci.time_zones import zone_of
from rkci.visits import kinds, photos
from rkci.visits.packet import settings
from rkci.visits.photos import Photo

DATASET = "visit_evidence"
COLUMNS = (
    "cycle_year", "file_hash", "file_name", "received_at", "city_code", "kind", "state", "problem", "message_id",
    "message_en", "taken_at", "latitude", "longitude", "distance_km", "allowed_km", "is_simulated",
)  # fmt: skip
NO_NOMINEE = Label(
    "Berkas ini tidak di folder kota nominasi; letakkan di folder dengan kode BPS kota yang dikunjungi.",
    "The file is in the folder of no nominee; put it into the folder with the BPS code of the city of the visit.",
)
EMPTY = Label("Berkas ini kosong; kirim ulang.", "The file is empty; send it again.")
TOO_LARGE = Label(
    f"Berkas ini lebih dari {inbox.MAX_FILE_BYTES} bita; kirim yang lebih kecil.",
    f"The file has more than {inbox.MAX_FILE_BYTES} bytes; send a smaller one.",
)
SET_ASIDE = Label(
    "Berkas ini dikesampingkan oleh petugas; hubungi sekretariat. Alasan:",
    "A person set this file aside; call the secretariat. Reason:",
)
READER_FAILED = Label(
    "Sistem gagal membaca foto ini; jenis kesalahannya sudah dicatat. Kirim JPEG aslinya dari kamera.",
    "The system failed on this photo; the kind of the error was noted. Send the original JPEG of the camera.",
)
PROBLEMS = {
    "set_aside": SET_ASIDE,
    "no_nominee": NO_NOMINEE,
    "empty": EMPTY,
    "too_large": TOO_LARGE,
    guard.READER_FAILED: READER_FAILED,
} | photos.PROBLEMS
REFUSED = ("set_aside", "no_nominee", "empty", "too_large", guard.READER_FAILED, *photos.REFUSED)


def take_in(connection: Connection, cycle_year: int) -> dict[str, int]:
    """Archive what is new and judge every file of the cycle again; a photo is opened once. Returns the files by state.

    A photo's days are those that the findings of its city name, or the whole phase before there are any. Raises Refusal
    if the cycle does not say how it visits.
    """
    cycle = cycles.of(connection, cycle_year)
    rule, phase = settings(cycle)
    inbox.archive_new(connection, cycle_year, DATASET)
    lock_cycle(connection, cycle_year)
    window = {"opens": phase.opens.date(), "closes": None if phase.closes is None else phase.closes.date()}
    received = sql_files.query(connection, "read/visits/evidence_received.sql", {"cycle": cycle_year} | window)
    judged = [_judged(file, rule, cycle.zone) for file in received]
    with connection.cursor() as cursor:
        cursor.execute("delete from core.visit_evidence where cycle_year = %s", (cycle_year,))
        execute_values(
            cursor,
            f"insert into core.visit_evidence ({', '.join(COLUMNS)}) values %s",  # noqa: S608
            [(cycle_year, *(row[column] for column in COLUMNS[1:])) for row in judged],
        )
    states = [row["state"] for row in judged]
    return {state: states.count(state) for state in ("accepted", "flagged", "refused")}


def table(connection: Connection, cycle_year: int) -> list[dict[str, Any]]:
    """Every nominee with its evidence by state, and what is wrong with files, the cities without minutes first."""
    return sql_files.query(connection, "read/visits/evidence_states.sql", {"cycle": cycle_year})


def _judged(file: dict[str, Any], rule: VisitRule, zone: ZoneInfo) -> dict[str, Any]:
    size = archive.size(file["file_hash"])
    photo = distance = allowed = failed = None
    # of bytes that nobody looks at the name is all that is known
    kind = kinds.PHOTO if kinds.is_photo_name(file["file_name"]) else kinds.MINUTES
    if file["is_known"]:
        kind = file["kind"]
        photo = Photo(file["taken_at"], file["taken_latitude"], file["taken_longitude"], file["is_simulated"])
    elif 0 < size <= inbox.MAX_FILE_BYTES and file["set_aside"] is None:
        content = archive.load(file["file_hash"])
        try:
            with guard.reading(file["file_name"], file["file_hash"]):
                kind = kinds.kind_of(content, file["file_name"])
                photo = photos.read(content) if kind == kinds.PHOTO else None
        except UnreadableError as error:
            failed = error.rule
    if photo is not None:
        photo = photos.in_time_of(photo, zone_of(file["province"], zone))
    problem: str | None
    if file["set_aside"] is not None:
        problem = "set_aside"
    elif file["city_code"] is None:
        problem = "no_nominee"
    elif size == 0:
        problem = "empty"
    elif size > inbox.MAX_FILE_BYTES:
        problem = "too_large"
    elif failed is not None:
        problem = failed
    elif kind == kinds.PHOTO:
        allowed = rule.photo.radius_factor * photos.radius_km(file["area_km2"])
        if photo is not None and photo.latitude is not None and photo.longitude is not None:
            distance = photos.distance_km(file["latitude"], file["longitude"], photo.latitude, photo.longitude)
        days = (file["first_day"], file["last_day"])
        problem = photos.problem_of(photo, distance, allowed, rule.photo.elsewhere_km, days)
    else:
        problem = {kinds.MINUTES: None, kinds.VIDEO: "video", kinds.OTHER: "not_evidence"}[kind]
    words = None if problem is None else PROBLEMS[problem]
    return {
        "file_hash": file["file_hash"],
        "file_name": file["file_name"],
        "received_at": file["received_at"],
        "city_code": file["city_code"],
        "kind": kind,
        "state": "accepted" if problem is None else "refused" if problem in REFUSED else "flagged",
        "problem": problem,
        "message_id": words and f"{words.indonesian} {file['set_aside'] or ''}".strip(),
        "message_en": words and f"{words.english} {file['set_aside'] or ''}".strip(),
        "taken_at": photo and photo.taken_at,
        "latitude": photo and photo.latitude,
        "longitude": photo and photo.longitude,
        "distance_km": distance,
        "allowed_km": allowed,
        "is_simulated": "simul" in file["file_name"].lower() or (photo is not None and photo.is_simulated),
    }
