"""Photos and minutes of visits: what EXIF says, what is asked about, what is refused, and that nothing is lost."""

import hashlib
import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import ExifTags, Image, TiffImagePlugin
from psycopg2.extensions import connection as Connection
from scored import rows

from rkci import paths
from rkci.intake import set_aside
from rkci.simulate.visit_photos import photo
from rkci.tables import read_table
from rkci.time_zones import zone_of
from rkci.visits import evidence, kinds, photos

BINJAI = (3.6011, 98.4855)
JAKARTA = (-6.1754, 106.8272)
NOON = datetime(2017, 8, 7, 12)
DAYS = (date(2017, 8, 7), date(2017, 8, 8))


def test_place_and_time_are_read_as_the_camera_wrote_them() -> None:
    read = photos.read(photo(NOON, JAKARTA))
    assert read is not None
    assert read.taken_at == NOON
    assert read.latitude == pytest.approx(JAKARTA[0], abs=1e-5)
    assert read.longitude == pytest.approx(JAKARTA[1], abs=1e-5)
    assert read.is_simulated
    assert photos.read(photo()) == photos.Photo(is_simulated=True)
    assert photo(NOON, BINJAI) == photo(NOON, BINJAI)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", photo(NOON, BINJAI)[:40], b"\xff\xd8\xff\xe1" + b"\0" * 90])
def test_what_is_no_photo_is_none(content: bytes) -> None:
    assert photos.read(content) is None


def test_exif_that_is_impossible_counts_as_none() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[36867] = "2017:13:40 12:00:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (91.0, 0.0, 0.0), 3: "E", 4: (98.0, 0.0, 0.0)})
    content = io.BytesIO()
    Image.new("RGB", (8, 8)).save(content, "JPEG", exif=exif)
    assert photos.read(content.getvalue()) == photos.Photo()


GPS = ExifTags.GPS
BASE = ExifTags.Base
PLACE = {GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (3.0, 36.0, 4.0), GPS.GPSLongitudeRef: "E",
         GPS.GPSLongitude: (98.0, 29.0, 8.0)}  # fmt: skip
JAYAPURA = ZoneInfo("Asia/Jayapura")


def taken(
    tags: dict[int, object], place: dict[int, object] | None = None, *, main: dict[int, object] | None = None,
    kind: str = "JPEG",
) -> bytes:  # fmt: skip
    """A photo with these tags of the camera, of its place, and of the picture."""
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif).update(tags)
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(PLACE if place is None else place)
    exif.update(main or {})
    content = io.BytesIO()
    Image.new("RGB", (64, 64), "#DCE9ED").save(content, kind, exif=exif.tobytes())
    return content.getvalue()


def read(content: bytes) -> photos.Photo:
    found = photos.read(content)
    assert found is not None
    return photos.in_time_of(found, JAYAPURA)


@pytest.mark.parametrize(
    ("tags", "main", "hour"),
    [
        ({BASE.DateTimeOriginal: "2017:08:07 12:00:00"}, {}, 12),
        ({BASE.DateTimeOriginal: "2017:08:07 12:00:00", BASE.OffsetTimeOriginal: "+07:00"}, {}, 14),
        ({BASE.DateTimeOriginal: "2017:08:07 12:00:00", BASE.OffsetTimeOriginal: "+00:00"}, {}, 21),
        ({BASE.DateTimeOriginal: "2017:08:07 12:00:00", BASE.OffsetTimeOriginal: "Z"}, {}, 21),
        ({BASE.DateTimeOriginal: "2017:08:07 12:00:00", BASE.OffsetTimeOriginal: "   :  "}, {}, 12),
        ({BASE.DateTimeOriginal: "2017:08:07 12:00:00", BASE.OffsetTimeOriginal: "+99:00"}, {}, 12),
        ({BASE.DateTimeOriginal: "2017:08:07 12:00:00", BASE.SubsecTimeOriginal: "123"}, {}, 12),
        ({BASE.DateTimeOriginal: "2017:08:07 12:00:00.123"}, {}, 12),
        ({BASE.DateTimeOriginal: "2017-08-07T12:00:00+07:00"}, {}, 14),
        ({BASE.DateTimeOriginal: "2017-08-07T12:00:00.5Z"}, {}, 21),
        ({BASE.DateTimeDigitized: "2017:08:07 12:00:00"}, {}, 12),
        ({}, {BASE.DateTime: "2017:08:07 12:00:00"}, 12),
        ({BASE.OffsetTime: "+07:00"}, {BASE.DateTime: "2017:08:07 12:00:00"}, 14),
        ({BASE.DateTimeOriginal: "0000:00:00 00:00:00"}, {BASE.DateTime: "2017:08:07 12:00:00"}, 12),
        ({BASE.DateTimeOriginal: "    :  :     :  :  "}, {BASE.DateTime: "2017:08:07 12:00:00"}, 12),
    ],
)
def test_a_time_is_that_of_the_city_as_far_as_the_camera_says(
    tags: dict[int, object], main: dict[int, object], hour: int
) -> None:
    at = read(taken(tags, main=main)).taken_at
    assert at is not None
    assert at.replace(microsecond=0) == datetime(2017, 8, 7, hour)


def test_an_offset_moves_a_photo_to_the_day_of_the_city() -> None:
    tags = {BASE.DateTimeOriginal: "2017:08:06 23:30:00", BASE.OffsetTimeOriginal: "+00:00"}
    assert read(taken(tags)).taken_at == datetime(2017, 8, 7, 8, 30)


def test_the_time_of_a_satellite_is_utc_and_counts_where_the_camera_has_none() -> None:
    stamp = PLACE | {GPS.GPSDateStamp: "2017:08:06", GPS.GPSTimeStamp: (23.0, 30.0, 0.0)}
    assert read(taken({}, stamp)).taken_at == datetime(2017, 8, 7, 8, 30)
    assert read(taken({}, PLACE | {GPS.GPSTimeStamp: (23.0, 30.0, 0.0)})).taken_at is None
    assert (
        read(taken({}, PLACE | {GPS.GPSDateStamp: "2017:08:06", GPS.GPSTimeStamp: (99.0, 0.0, 0.0)})).taken_at is None
    )
    camera = {BASE.DateTimeOriginal: "2017:08:07 12:00:00"}
    assert read(taken(camera, stamp)).taken_at == datetime(2017, 8, 7, 12)


@pytest.mark.parametrize(
    "changed",
    [
        {GPS.GPSLatitude: (0.0, 0.0, 0.0), GPS.GPSLongitude: (0.0, 0.0, 0.0)},
        {GPS.GPSLatitude: (0.0, 0.0, 3.0), GPS.GPSLongitude: (0.0, 0.0, 2.0)},
        {GPS.GPSLatitude: (TiffImagePlugin.IFDRational(0, 0),) * 3},
        {GPS.GPSLatitude: (91.0, 0.0, 0.0)},
        {GPS.GPSLongitude: (181.0, 0.0, 0.0)},
        {GPS.GPSLatitude: (3.0, 99.0, 0.0)},
        {GPS.GPSLatitudeRef: ""},
        {GPS.GPSLatitudeRef: "X"},
        {GPS.GPSLongitudeRef: None},
        {GPS.GPSLatitude: None},
    ],
)
def test_a_place_that_is_none_is_asked_about_and_never_far_away(changed: dict[int, object]) -> None:
    place = {key: value for key, value in (PLACE | changed).items() if value is not None}
    found = read(taken({BASE.DateTimeOriginal: "2017:08:07 12:00:00"}, place))
    assert (found.latitude, found.longitude) == (None, None)
    assert photos.problem_of(found, None, 10, 100, DAYS) == "no_place"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "HEIF"])
def test_a_photo_of_any_kind_says_when_and_where(kind: str) -> None:
    content = taken({BASE.DateTimeOriginal: "2017:08:07 12:00:00"}, kind=kind)
    assert kinds.kind_of(content, "minutes.pdf") == "photo"
    found = read(content)
    assert found.taken_at == NOON
    assert found.latitude == pytest.approx(3.60111, abs=1e-4)


VIDEOS = {
    "mp4": b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + b"\0" * 99,
    "mov": b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + b"\0" * 99,
    "old mov": b"\0\0\0\x08wide\0\0\0\0mdat" + b"\0" * 99,
    "3gp": b"\0\0\0\x18ftyp3gp4\0\0\2\0isom3gp4" + b"\0" * 99,
    "avi": b"RIFF\0\0\0\0AVI LIST" + b"\0" * 99,
    "mkv": b"\x1aE\xdf\xa3" + b"\0" * 99,
    "wmv": b"0&\xb2u\x8ef\xcf\x11" + b"\0" * 99,
    "wav": b"RIFF\0\0\0\0WAVEfmt " + b"\0" * 99,
}


def zipped(name: str, content: bytes = b"<x/>") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        *((content, f"a.{ending}", "video") for content in VIDEOS.values() for ending in ("pdf", "jpg", "mp4")),
        (b"%PDF-1.4 minutes", "a.pdf", "minutes"),
        (b"%PDF-1.4 minutes", "a.jpg", "minutes"),
        (zipped("word/document.xml"), "a.docx", "minutes"),
        (zipped("mimetype", b"application/vnd.oasis.opendocument.text"), "a.odt", "minutes"),
        (b"{\\rtf1 notulen}", "a.rtf", "minutes"),
        ("Berita acara \u2013 kunjungan\n".encode(), "a.txt", "minutes"),
        ("Berita acara".encode("utf-16"), "a.txt", "minutes"),
        (("Berita acara \u2013\n" * 9999).encode(), "a.txt", "minutes"),
        (zipped("xl/workbook.xml"), "a.docx", "other"),
        (zipped("a.txt"), "a.zip", "other"),
        (zipped("word/document.xml")[:40], "a.docx", "other"),
        (b"<html>", "a.doc", "other"),
        (b"\x7fELF\1\1\1" + b"\0" * 99, "a.pdf", "other"),
        (b"MZ\x90\0" * 20, "a.heic.exe", "other"),
        (b"\0\1\2\3" * 20, "a.heic", "photo"),
        (b"\xff\xd8 no photo", "rusak.JFIF", "photo"),
    ],
)  # fmt: skip
def test_a_file_is_what_its_bytes_say(content: bytes, name: str, kind: str) -> None:
    assert kinds.kind_of(content, name) == kind


def test_distance_is_that_of_the_great_circle() -> None:
    assert photos.distance_km(0, 0, 0, 90) == pytest.approx(photos.EARTH_RADIUS_KM * 3.141592653589793 / 2)
    assert photos.distance_km(0, 179.5, 0, -179.5) == pytest.approx(photos.distance_km(0, 0, 0, 1))
    assert photos.distance_km(*BINJAI, *BINJAI) == 0
    assert photos.distance_km(*BINJAI, *JAKARTA) == pytest.approx(1428, rel=0.02)


@pytest.mark.parametrize(
    ("taken", "distance", "problem"),
    [
        (NOON, 10.0, None),
        (NOON, 10.1, "outside_city"),
        (NOON, 100.0, "outside_city"),
        (NOON, 100.1, "elsewhere"),
        (datetime(2017, 8, 7), 1.0, None),
        (datetime(2017, 8, 8, 23, 59, 59), 1.0, None),
        (datetime(2017, 8, 9), 1.0, "outside_days"),
        (datetime(2017, 8, 6, 23, 59, 59), 1.0, "outside_days"),
        (NOON, None, "no_place"),
        (None, 1.0, "no_time"),
        (None, None, "no_place"),
        (datetime(2016, 1, 1), 200.0, "elsewhere"),
    ],
)
def test_the_gravest_problem_of_a_photo_is_told(
    taken: datetime | None, distance: float | None, problem: str | None
) -> None:
    assert photos.problem_of(photos.Photo(taken_at=taken), distance, 10, 100, DAYS) == problem
    assert photos.problem_of(None, None, 10, 100, DAYS) == "not_a_photo"


@pytest.fixture
def inbox(connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of evidence of cycle 2017; Binjai is a nominee, visited on 7 and 8 August, Medan is none."""
    monkeypatch.setenv("RKCI_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("RKCI_ARCHIVE", str(tmp_path / "archive"))
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into core.city values ('1276', '12.75', 'Kota Binjai', 'Sumut', %s, %s, 93.2, true, null, 'made'),"
            " ('1275', '12.71', 'Kota Medan', 'Sumut', 3.59, 98.67, 265, true, null, 'made')",
            BINJAI,
        )
        cursor.execute(
            "insert into core.nominee (cycle_year, city_code, class_code, place) values (2017, '1276', 's', 1)"
        )
        cursor.execute(
            "insert into core.visit_finding (cycle_year, city_code, indicator_code, assessor, visited_on, is_simulated,"
            " file_hash, sheet, row_number, cell) select 2017, '1276', day, 'A1', day::date, true, 'h', 's', 1, 'c'"
            " from unnest(array['2017-08-07', '2017-08-08']) as day"
        )
    return tmp_path / "inbox" / "2017" / "visit_evidence"


def deliver(inbox: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (inbox / name).parent.mkdir(parents=True, exist_ok=True)
        (inbox / name).write_bytes(content)


def judged(connection: Connection) -> dict[str, tuple[str, str, str | None]]:
    with connection.cursor() as cursor:
        cursor.execute("select file_name, kind, state, problem from core.visit_evidence where cycle_year = 2017")
        return {name.removeprefix("visit_evidence/"): rest for name, *rest in cursor.fetchall()}


def test_every_file_is_accepted_flagged_or_refused_with_words(connection: Connection, inbox: Path) -> None:
    deliver(
        inbox,
        {
            "1276/aula.jpg": photo(NOON, BINJAI, "aula"),
            "1276/jakarta.JPG": photo(NOON, JAKARTA),
            "1276/medan.jpg": photo(NOON, (3.59, 98.67)),
            "1276/lama.jpg": photo(datetime(2017, 5, 1), BINJAI),
            "1276/whatsapp.jpg": photo(NOON),
            "1276/rusak.jpg": b"\xff\xd8 no photo",
            "1276/berita_acara_SIMULASI.pdf": b"%PDF-1.4 minutes",
            "1276/kosong.pdf": b"",
            "1275/medan.jpg": photo(NOON, (3.59, 98.67), "kota lain"),
            "lepas.pdf": b"%PDF-1.4 loose",
        },
    )
    assert evidence.take_in(connection, 2017) == {"accepted": 2, "flagged": 3, "refused": 5}
    found = judged(connection)
    assert found == {
        "1276/aula.jpg": ["photo", "accepted", None],
        "1276/jakarta.JPG": ["photo", "refused", "elsewhere"],
        "1276/medan.jpg": ["photo", "flagged", "outside_city"],
        "1276/lama.jpg": ["photo", "flagged", "outside_days"],
        "1276/whatsapp.jpg": ["photo", "flagged", "no_place"],
        "1276/rusak.jpg": ["photo", "refused", "not_a_photo"],
        "1276/berita_acara_SIMULASI.pdf": ["minutes", "accepted", None],
        "1276/kosong.pdf": ["minutes", "refused", "empty"],
        "1275/medan.jpg": ["photo", "refused", "no_nominee"],
        "lepas.pdf": ["minutes", "refused", "no_nominee"],
    }
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from core.visit_evidence where problem is not null and message_en ~ 'end|put'")
        assert cursor.fetchone() == (8,)
        cursor.execute("select count(distinct file_hash) from raw.receipt where dataset = 'visit_evidence'")
        assert cursor.fetchone() == (len(found),)
    rows = {row["city"]: row for row in evidence.table(connection, 2017)}
    assert (rows["1276"]["photos"], rows["1276"]["minutes"]) == (1, 1)
    assert (rows["1276"]["flagged"], rows["1276"]["refused"], rows["-"]["refused"]) == (3, 3, 2)
    assert "another place" in rows["1276"]["problems"]


def test_evidence_is_judged_by_its_bytes_whatever_it_is_called(connection: Connection, inbox: Path) -> None:
    nowhere = PLACE | {GPS.GPSLatitude: (0.0, 0.0, 0.0), GPS.GPSLongitude: (0.0, 0.0, 0.0)}
    deliver(
        inbox,
        {
            "1276/aula.jfif": photo(NOON, BINJAI, "aula"),
            "1276/jakarta.heic": photo(NOON, JAKARTA),
            "1276/asli.HEIC": taken({BASE.DateTimeOriginal: "2017:08:07 12:00:00"}, kind="HEIF"),
            "1276/malam.jpg": taken({BASE.DateTimeOriginal: "2017:08:06 18:00:00", BASE.OffsetTimeOriginal: "+00:00"}),
            "1276/nol.jpg": taken({BASE.DateTimeOriginal: "2017:08:07 12:00:00"}, nowhere),
            "1276/foto.pdf": photo(NOON, JAKARTA, "pdf"),
            "1276/notulen.jpg": b"%PDF-1.4 minutes",
            "1276/notulen.pdf": VIDEOS["mp4"],
            "1276/lampiran.docx": zipped("xl/workbook.xml"),
        },
    )
    assert evidence.take_in(connection, 2017) == {"accepted": 4, "flagged": 1, "refused": 4}
    expected = {
        "1276/aula.jfif": ["photo", "accepted", None],
        "1276/jakarta.heic": ["photo", "refused", "elsewhere"],
        "1276/asli.HEIC": ["photo", "accepted", None],
        "1276/malam.jpg": ["photo", "accepted", None],  # 01:00 of the 7th in Binjai
        "1276/nol.jpg": ["photo", "flagged", "no_place"],
        "1276/foto.pdf": ["photo", "refused", "elsewhere"],
        "1276/notulen.jpg": ["minutes", "accepted", None],
        "1276/notulen.pdf": ["video", "refused", "video"],
        "1276/lampiran.docx": ["other", "refused", "not_evidence"],
    }
    assert judged(connection) == expected
    # and the same once more, of what is known
    evidence.take_in(connection, 2017)
    assert judged(connection) == expected


def test_every_province_has_a_time_zone() -> None:
    cities = read_table(paths.INCLUDE / "reference" / "cities.csv", ("province",))
    nowhere = ZoneInfo("UTC")
    zones = {row["province"]: zone_of(row["province"], nowhere) for _, row in cities}
    assert nowhere not in zones.values()
    assert {str(zones[name]) for name in ("Sumatera Utara", "Kalimantan Tengah")} == {"Asia/Jakarta"}
    assert {str(zones[name]) for name in ("Bali", "Kalimantan Selatan")} == {"Asia/Makassar"}
    assert str(zones["Maluku"]) == "Asia/Jayapura"
    assert zone_of("Sumut", nowhere) == nowhere


def test_taking_in_again_changes_nothing_and_what_comes_later_is_added(connection: Connection, inbox: Path) -> None:
    deliver(inbox, {"1276/aula.jpg": photo(NOON, BINJAI)})
    evidence.take_in(connection, 2017)
    assert evidence.take_in(connection, 2017) == {"accepted": 1, "flagged": 0, "refused": 0}
    deliver(inbox, {"1276/salinan.jpg": photo(NOON, BINJAI), "1276/notulen.pdf": b"%PDF"})
    assert evidence.take_in(connection, 2017) == {"accepted": 2, "flagged": 0, "refused": 0}


def test_a_city_that_becomes_a_nominee_later_has_its_evidence(connection: Connection, inbox: Path) -> None:
    deliver(inbox, {"1275/medan.jpg": photo(NOON, (3.59, 98.67))})
    assert evidence.take_in(connection, 2017)["refused"] == 1
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into core.nominee (cycle_year, city_code, class_code, place) values (2017, '1275', 's', 2)"
        )
    # nobody wrote a finding of it yet: any day of the phase will do
    assert evidence.take_in(connection, 2017) == {"accepted": 1, "flagged": 0, "refused": 0}


def name_photos(connection: Connection, evidence_text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update core.visit_finding set evidence = %s where indicator_code = '2017-08-07'", (evidence_text,)
        )


def named(connection: Connection) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("select photo, state from core.visit_photo order by photo")
        return cursor.fetchall()


def test_a_photo_that_a_finding_names_is_missing_until_it_comes(connection: Connection, inbox: Path) -> None:
    name_photos(connection, "Foto: aula.jpg")
    evidence.take_in(connection, 2017)
    assert named(connection) == [("aula.jpg", "missing")]
    (row,) = evidence.table(connection, 2017)
    assert (row["missing"], row["photos"]) == (1, 0)
    assert row["problems"].startswith(
        "aula.jpg: A finding names this photo as evidence, and it has not arrived; put it"
    )
    # a file of the same name in the folder of another city is not it
    deliver(inbox, {"1275/aula.jpg": photo(NOON, BINJAI, "lain")})
    evidence.take_in(connection, 2017)
    assert named(connection) == [("aula.jpg", "missing")]
    deliver(inbox, {"1276/Aula.JPG": photo(NOON, BINJAI)})
    evidence.take_in(connection, 2017)
    assert named(connection) == [("aula.jpg", "accepted")]
    assert {row["missing"] for row in evidence.table(connection, 2017)} == {0}


def test_a_photo_may_come_before_the_finding_that_names_it(connection: Connection, inbox: Path) -> None:
    deliver(inbox, {"1276/aula.jpg": photo(NOON, BINJAI), "1276/jauh.jpg": photo(NOON, JAKARTA)})
    deliver(inbox, {"1276/salinan.jpg": photo(NOON, BINJAI)})
    evidence.take_in(connection, 2017)
    assert named(connection) == []
    name_photos(connection, "lihat aula.jpg dan jauh.jpg; salinan.jpg, aulalain.jpg")
    assert named(connection) == [
        ("aulalain.jpg", "missing"), ("dan jauh.jpg", "refused"), ("lihat aula.jpg", "accepted"),
        ("salinan.jpg", "accepted"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words", ["LKPJ 2016", "foto.jpgx", ".jpg", "https://binjai.example/foto/aula.jpg", "foto jpg", None]
)
def test_what_names_no_photo_is_not_asked_for(connection: Connection, inbox: Path, words: str) -> None:
    name_photos(connection, words)
    assert named(connection) == []


def test_a_nominee_without_minutes_stands_first(connection: Connection, inbox: Path) -> None:
    assert [(row["city"], row["minutes"]) for row in evidence.table(connection, 2017)] == [("1276", 0)]


def test_a_photo_that_the_reader_fails_on_or_that_is_set_aside_is_refused_with_words_and_stops_no_other(
    nominated: Connection, box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = box / "visit_evidence" / "1101"
    folder.mkdir(parents=True)
    bad = photo(NOON, (0.5, 0.5))
    (folder / "a.jpg").write_bytes(bad)
    (folder / "b.pdf").write_bytes(b"%PDF-1.4 berita acara")
    found = "select file_name, state, problem from core.visit_evidence order by 1"
    with monkeypatch.context() as patched:
        patched.setattr(photos, "read", lambda _: {}["no such key"])
        evidence.take_in(nominated, 2017)
    assert rows(nominated, found) == [
        ("visit_evidence/1101/a.jpg", "refused", "reader_failed"), ("visit_evidence/1101/b.pdf", "accepted", None),
    ]  # fmt: skip
    set_aside.decide(nominated, hashlib.sha256(bad).hexdigest(), by="Ani", reason="Foto orang lain")
    evidence.take_in(nominated, 2017)
    assert rows(nominated, found)[0] == ("visit_evidence/1101/a.jpg", "refused", "set_aside")
    ((words,),) = rows(nominated, "select message_en from core.visit_evidence where problem = 'set_aside'")
    assert words.endswith("Reason: Foto orang lain (Ani)")
    set_aside.decide(nominated, hashlib.sha256(bad).hexdigest(), by="Ani", reason="Sudah diizinkan", is_back=True)
    evidence.take_in(nominated, 2017)
    assert rows(nominated, found)[0][2] not in ("set_aside", "reader_failed")
