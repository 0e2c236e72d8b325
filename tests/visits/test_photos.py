"""What a photo says of itself, and what a file is by its bytes: place, time, kind, and what is asked about."""

import io
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from evidence_files import BASE, BINJAI, DAYS, GPS, JAKARTA, JAYAPURA, NOON, PLACE, VIDEOS, taken, zipped
from PIL import Image, TiffImagePlugin

from rkci import paths
from rkci.simulate.visit_photos import photo
from rkci.tables import read_table
from rkci.time_zones import zone_of
from rkci.visits import kinds, photos


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


def test_every_province_has_a_time_zone() -> None:
    cities = read_table(paths.INCLUDE / "reference" / "cities.csv", ("province",))
    nowhere = ZoneInfo("UTC")
    zones = {row["province"]: zone_of(row["province"], nowhere) for _, row in cities}
    assert nowhere not in zones.values()
    assert {str(zones[name]) for name in ("Sumatera Utara", "Kalimantan Tengah")} == {"Asia/Jakarta"}
    assert {str(zones[name]) for name in ("Bali", "Kalimantan Selatan")} == {"Asia/Makassar"}
    assert str(zones["Maluku"]) == "Asia/Jayapura"
    assert zone_of("Sumut", nowhere) == nowhere
