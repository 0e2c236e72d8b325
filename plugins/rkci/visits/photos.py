"""Where and when a photo was taken, by its EXIF, and whether that fits the city and the days of the visit."""

import io
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from math import asin, cos, isfinite, pi, radians, sin, sqrt
from typing import Any
from zoneinfo import ZoneInfo

from PIL import ExifTags, Image, UnidentifiedImageError
from pillow_heif import register_heif_opener

from rkci.intake.layout import Label

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""
MAX_PIXELS = 200_000_000
"""Only the head of a photo is read; one that claims more pixels than any camera gives is not believed."""

NULL_ISLAND = 0.01
"""Degrees around 0 N, 0 E, in the open sea: what stands there is no fix, or a place that was wiped out."""
TIMES = (
    (ExifTags.Base.DateTimeOriginal, ExifTags.Base.OffsetTimeOriginal),
    (ExifTags.Base.DateTimeDigitized, ExifTags.Base.OffsetTimeDigitized),
    (ExifTags.Base.DateTime, ExifTags.Base.OffsetTime),
)
"""Where a time may stand, the best first, and its offset from UTC (Exif 2.32, 4.6.5)."""
DAMAGED = (
    UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError, TypeError, KeyError,
    IndexError, AttributeError, ArithmeticError, RuntimeError, EOFError, struct.error, MemoryError,
)  # fmt: skip
"""What the readers of pictures raise on bytes that are damaged or made up."""

register_heif_opener()
Image.init()
FORMATS = tuple(
    name for name in ("JPEG", "MPO", "PNG", "WEBP", "TIFF", "GIF", "BMP", "HEIF", "AVIF") if name in Image.OPEN
)

PROBLEMS = {
    "not_a_photo": Label(
        "Berkas ini tidak dapat dibuka sebagai foto; kirim JPEG aslinya dari kamera.",
        "The file cannot be opened as a photo; send the original JPEG of the camera.",
    ),
    "video": Label(
        "Berkas ini video atau rekaman suara, yang tidak dapat diperiksa; kirim foto, atau berita acara dalam PDF.",
        "The file is a video or a sound recording, which cannot be checked; send photos, or the minutes as a PDF.",
    ),
    "not_evidence": Label(
        "Berkas ini bukan foto dan bukan dokumen; kirim foto asli dari kamera, atau berita acara dalam PDF atau Word.",
        "The file is neither a photo nor a document; send an original photo, or the minutes as a PDF or in Word.",
    ),
    "elsewhere": Label(
        "Foto ini diambil di tempat lain, terlalu jauh dari kota yang dikunjungi; kirim foto dari kunjungan ini.",
        "The photo was taken in another place, too far from the city of the visit; send one from this visit.",
    ),
    "outside_city": Label(
        "Foto ini diambil di luar lingkaran sekitar kota; jelaskan di mana, atau kirim foto lain.",
        "The photo was taken outside the circle around the city; explain where, or send another.",
    ),
    "outside_days": Label(
        "Foto ini tidak diambil pada hari kunjungan; jelaskan, atau kirim foto dari hari itu.",
        "The photo was not taken on a day of the visit; explain, or send one from those days.",
    ),
    "no_place": Label(
        "Foto ini tidak menyimpan lokasi (EXIF GPS); kirim berkas aslinya, bukan salinan dari aplikasi pesan.",
        "The photo does not say where it was taken (EXIF GPS); send the original, not a copy from a messenger.",
    ),
    "no_time": Label(
        "Foto ini tidak menyimpan waktu pengambilan (EXIF); kirim berkas aslinya, bukan salinan dari aplikasi pesan.",
        "The photo does not say when it was taken (EXIF); send the original, not a copy from a messenger.",
    ),
}
"""What may be wrong with a photo, by code, the gravest first."""

REFUSED = ("not_a_photo", "video", "not_evidence", "elsewhere")
"""Problems with which a photo proves nothing; with the others it is kept and asked about."""


@dataclass(frozen=True)
class Photo:
    """What a photo says of itself: its time, with an offset where it states one and else as the clock of the camera
    stood; degrees north and east (WGS 84); None where nothing."""

    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
    is_simulated: bool = False


def read(content: bytes) -> Photo | None:
    """The photo's EXIF, or None if the bytes are no photo. EXIF that is damaged or impossible counts as none."""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                return None
            exif = _exif(image)
    except DAMAGED:
        return None
    place = exif.get(ExifTags.IFD.GPSInfo, {})
    latitude = _degrees(place.get(ExifTags.GPS.GPSLatitude), place.get(ExifTags.GPS.GPSLatitudeRef), "NS", 90)
    longitude = _degrees(place.get(ExifTags.GPS.GPSLongitude), place.get(ExifTags.GPS.GPSLongitudeRef), "EW", 180)
    if latitude is None or longitude is None or max(abs(latitude), abs(longitude)) < NULL_ISLAND:
        latitude = longitude = None
    told = _text(exif.get(ExifTags.Base.ImageDescription)).upper()
    return Photo(_taken(exif, place), latitude, longitude, "SIMULATED" in told)


def in_time_of(photo: Photo, zone: ZoneInfo) -> Photo:
    """The photo with its time in a zone, without an offset: a camera that states none shows the time of the place."""
    taken = photo.taken_at
    if taken is None or taken.tzinfo is None:
        return photo
    try:
        return replace(photo, taken_at=taken.astimezone(zone).replace(tzinfo=None))
    except OverflowError:  # the first or the last day that there is
        return replace(photo, taken_at=None)


def _exif(image: Image.Image) -> dict[int, Any]:
    """The tags of a photo, those of the camera among them, and those of the place below GPSInfo; what can be read."""
    found: dict[int, Any] = {}
    try:
        exif = image.getexif()
        found |= dict(exif)
        found |= dict(exif.get_ifd(ExifTags.IFD.Exif))
        found[ExifTags.IFD.GPSInfo] = dict(exif.get_ifd(ExifTags.IFD.GPSInfo))
    except DAMAGED:
        pass
    if not isinstance(found.get(ExifTags.IFD.GPSInfo), dict):
        found[ExifTags.IFD.GPSInfo] = {}
    return found


def problem_of(
    photo: Photo | None, distance_km: float | None, allowed_km: float, elsewhere_km: float, days: tuple[date, date]
) -> str | None:
    """The gravest of PROBLEMS that a photo has, or None; `days` are the first and the last of the visit."""
    if photo is None:
        return "not_a_photo"
    taken = None if photo.taken_at is None else photo.taken_at.date()
    found = {
        "elsewhere": distance_km is not None and distance_km > max(elsewhere_km, allowed_km),
        "outside_city": distance_km is not None and distance_km > allowed_km,
        "outside_days": taken is not None and not days[0] <= taken <= days[1],
        "no_place": distance_km is None,
        "no_time": taken is None,
    }
    return next((problem for problem, is_so in found.items() if is_so), None)


def radius_km(area_km2: float) -> float:
    """Radius of a circle of the area, km."""
    return sqrt(area_km2 / pi)


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance of two points in degrees, km, by the haversine formula (Sinnott 1984)."""
    north, east = radians(other_latitude - latitude), radians(other_longitude - longitude)
    half = sin(north / 2) ** 2 + cos(radians(latitude)) * cos(radians(other_latitude)) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1, sqrt(half)))


def _taken(exif: Mapping[int, Any], place: Mapping[int, Any]) -> datetime | None:
    """The best time that is there; that of a satellite, which is UTC, where the camera has none."""
    for time_tag, offset_tag in TIMES:
        taken = _instant(exif.get(time_tag))
        if taken is not None:
            offset = taken.tzinfo or _offset(exif.get(offset_tag))
            return taken.replace(tzinfo=offset)
    try:
        hours, minutes, seconds = (int(float(part)) for part in place[ExifTags.GPS.GPSTimeStamp])
    except (*DAMAGED, OverflowError):
        return None
    day = _text(place.get(ExifTags.GPS.GPSDateStamp))
    taken = _instant(f"{day} {hours:02}:{minutes:02}:{seconds:02}")
    return None if taken is None else taken.replace(tzinfo=UTC)


def _instant(written: Any) -> datetime | None:
    """A time as cameras and programs write it: `2017:08:07 12:00:00`, with parts of a second or an offset, or ISO."""
    found = re.fullmatch(
        r"(\d{4})[:/.-](\d\d)[:/.-](\d\d)[ T]+(\d\d):(\d\d):(\d\d)(?:[.,]\d*)?\s*(Z|[+-]\d\d:?\d\d)?",
        _text(written),
        re.ASCII,
    )
    try:
        return None if found is None else datetime(*map(int, found.groups()[:6])).replace(tzinfo=_offset(found[7]))  # type: ignore[arg-type]
    except ValueError:
        return None


def _offset(written: Any) -> timezone | None:
    """An offset from UTC such as +07:00, or None."""
    text = _text(written)
    found = re.fullmatch(r"([+-])(\d\d?):?(\d\d)", text, re.ASCII)
    if text == "Z":
        return UTC
    if found is None or int(found[2]) > 14 or int(found[3]) > 59:
        return None
    offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-offset if found[1] == "-" else offset)


def _degrees(written: Any, side: Any, sides: str, most: float) -> float | None:
    """Degrees from degrees, minutes and seconds; the second of `sides` is negative, without one it is not a place."""
    try:
        degrees, minutes, seconds = (float(part) for part in written)
    except (TypeError, ValueError, ArithmeticError):
        return None
    given = _text(side).upper()[:1]
    value = degrees + minutes / 60 + seconds / 3600
    if not given or given not in sides or not isfinite(value) or not 0 <= value <= most:
        return None
    if min(degrees, minutes, seconds) < 0 or max(minutes, seconds) > 60:
        return None
    return -value if given == sides[1] else value


def _text(written: Any) -> str:
    """A tag as text: some programs write bytes, and fill up with zeros or blanks."""
    text = written.decode("latin-1") if isinstance(written, bytes) else "" if written is None else str(written)
    return text.strip("\0 \t\r\n")
