"""What the tests of evidence share: places, days of the visit, photos with any EXIF, bytes of other files."""

import io
import zipfile
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PIL import ExifTags, Image

BINJAI = (3.6011, 98.4855)
JAKARTA = (-6.1754, 106.8272)
NOON = datetime(2017, 8, 7, 12)
DAYS = (date(2017, 8, 7), date(2017, 8, 8))
JAYAPURA = ZoneInfo("Asia/Jayapura")
GPS = ExifTags.GPS
BASE = ExifTags.Base
PLACE = {GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (3.0, 36.0, 4.0), GPS.GPSLongitudeRef: "E",
         GPS.GPSLongitude: (98.0, 29.0, 8.0)}  # fmt: skip


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
