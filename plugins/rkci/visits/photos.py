"""Where and when a photo was taken, by its EXIF, and whether that fits the city and the days of the visit."""

import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from math import asin, cos, isfinite, pi, radians, sin, sqrt
from typing import Any

from PIL import ExifTags, Image, UnidentifiedImageError

from rkci.intake.layout import Label

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""
FORMATS = ("JPEG", "PNG", "WEBP", "TIFF")
MAX_PIXELS = 200_000_000
"""Only the head of a photo is read; one that claims more pixels than any camera gives is not believed."""

PROBLEMS = {
    "not_a_photo": Label(
        "Berkas ini tidak dapat dibuka sebagai foto; kirim JPEG aslinya dari kamera.",
        "The file cannot be opened as a photo; send the original JPEG of the camera.",
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

REFUSED = ("not_a_photo", "elsewhere")
"""Problems with which a photo proves nothing; with the others it is kept and asked about."""


@dataclass(frozen=True)
class Photo:
    """What a photo says of itself: local time of the camera, degrees north and east (WGS 84); None where nothing."""

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
            exif = image.getexif()
            taken = _instant(exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal))
            place = exif.get_ifd(ExifTags.IFD.GPSInfo)
            told = str(exif.get(ExifTags.Base.ImageDescription, ""))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        return None
    latitude = _degrees(place.get(ExifTags.GPS.GPSLatitude), place.get(ExifTags.GPS.GPSLatitudeRef), "NS", 90)
    longitude = _degrees(place.get(ExifTags.GPS.GPSLongitude), place.get(ExifTags.GPS.GPSLongitudeRef), "EW", 180)
    if latitude is None or longitude is None:
        latitude = longitude = None
    return Photo(taken, latitude, longitude, "SIMULATED" in told.upper())


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


def _instant(written: Any) -> datetime | None:
    found = re.fullmatch(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)", str(written).strip("\0 "), re.ASCII)
    try:
        return datetime(*map(int, found.groups())) if found else None  # type: ignore[arg-type]
    except ValueError:
        return None


def _degrees(written: Any, side: Any, sides: str, most: float) -> float | None:
    """Degrees from degrees, minutes and seconds; the second of `sides` is negative."""
    try:
        degrees, minutes, seconds = (float(part) for part in written)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    given = str(side).strip("\0 ").upper()
    value = degrees + minutes / 60 + seconds / 3600
    if not given or given not in sides or not isfinite(value) or not 0 <= value <= most:
        return None
    return -value if given == sides[1] else value
