"""Simulated evidence of visits: small photos with place and time in their EXIF, and minutes. All say SIMULATED."""

import io
from datetime import datetime

from PIL import ExifTags, Image, ImageDraw

SIZE = (160, 60)
TOLD = "SIMULATED / SIMULASI"


def photo(taken_at: datetime | None = None, place: tuple[float, float] | None = None, caption: str = "") -> bytes:
    """A JPEG that says it is simulated, with local time and place (degrees north and east) where they are given."""
    image = Image.new("RGB", SIZE, "#DCE9ED")
    ImageDraw.Draw(image).multiline_text((6, 12), f"{TOLD}\n{caption}", fill="#B00020")
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = TOLD
    if taken_at is not None:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken_at.strftime("%Y:%m:%d %H:%M:%S")
    if place is not None:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        for degrees, (side, value), sides in (
            (place[0], (ExifTags.GPS.GPSLatitudeRef, ExifTags.GPS.GPSLatitude), "NS"),
            (place[1], (ExifTags.GPS.GPSLongitudeRef, ExifTags.GPS.GPSLongitude), "EW"),
        ):
            gps[side] = sides[degrees < 0]
            gps[value] = _sexagesimal(abs(degrees))
    content = io.BytesIO()
    image.save(content, "JPEG", exif=exif)
    return content.getvalue()


def _sexagesimal(degrees: float) -> tuple[float, float, float]:
    """Degrees, minutes and seconds to a hundredth, as cameras write them."""
    hundredths = round(degrees * 360_000)
    return float(hundredths // 360_000), float(hundredths // 6_000 % 60), hundredths % 6_000 / 100
