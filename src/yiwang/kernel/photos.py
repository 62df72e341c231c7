"""Photos: the facts are read from the metadata, then the metadata is left behind.

What is kept is drawn anew from the pixels: no comment, profile or thumbnail of the camera, nothing
after the end of the picture. An animated picture is kept as its first frame.
"""

import io
import math
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PIL import ExifTags, Image

from yiwang.kernel.refusals import Invalid
from yiwang.kernel.uploads import JPEG, PNG, FileKind

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2560
THUMBNAIL = (320, 320)
FIRST_YEAR, LAST_YEAR = 1990, 2100
# No other decoder is tried, whatever the content looks like to it.
_READ = ("JPEG", "PNG", "WEBP", "GIF")
_TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True)
class Photo:
    """A photo without metadata, what it is now, and what the metadata said."""

    content: bytes
    thumbnail: bytes
    kind: FileKind
    taken_at: datetime | None
    longitude: float | None
    latitude: float | None


def cleaned(content: bytes) -> Photo:
    """The photo drawn anew, upright and without metadata: PNG if anything shows through, or JPEG.

    Raises `Invalid` when it is none, or would unpack to more than `MOST_PIXELS`.
    """
    try:
        plain, told = _read(content)
    except Invalid:
        raise
    except Exception as fault:
        # Decoders raise anything on hostile bytes, and it always means the same.
        raise Invalid("图片已损坏，无法读取") from fault
    kind = PNG if plain.mode == "RGBA" else JPEG
    return Photo(
        content=_drawn(plain, kind),
        thumbnail=_small(plain, kind),
        kind=kind,
        taken_at=told.taken_at,
        longitude=told.longitude,
        latitude=told.latitude,
    )


@dataclass(frozen=True)
class _Told:
    """What the metadata said; a fault in it is no fault of the picture."""

    taken_at: datetime | None = None
    longitude: float | None = None
    latitude: float | None = None
    orientation: Any = None


def _read(content: bytes) -> tuple[Image.Image, _Told]:
    with Image.open(io.BytesIO(content), formats=_READ) as image:
        if image.width * image.height > MOST_PIXELS:
            raise Invalid("图片像素过大，请缩小后再传")
        told = _told(image)
        plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    turn = _TURNED.get(told.orientation)
    plain = plain.transpose(turn) if turn is not None else plain
    # Comments and profiles travel here from the file that was read into the one that is written.
    plain.info = {}
    return plain, told


def _told(image: Image.Image) -> _Told:
    try:
        exif = image.getexif()
        longitude, latitude = _place(exif.get_ifd(ExifTags.IFD.GPSInfo))
        return _Told(_taken(exif), longitude, latitude, exif.get(ExifTags.Base.Orientation))
    except Exception:
        return _Told()


def _drawn(image: Image.Image, kind: FileKind) -> bytes:
    out = io.BytesIO()
    image.save(out, kind.key.upper(), quality=88)
    return out.getvalue()


def _small(image: Image.Image, kind: FileKind) -> bytes:
    small = image.copy()
    small.thumbnail(THUMBNAIL)
    return _drawn(small, kind)


def _taken(exif: Any) -> datetime | None:
    text = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal)
    try:
        taken = datetime.strptime(str(text), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - no zone in it
    except ValueError:
        return None
    return taken if FIRST_YEAR <= taken.year <= LAST_YEAR else None


def _place(gps: Any) -> tuple[float | None, float | None]:
    """Longitude and latitude in degrees, WGS-84 as cameras write it."""
    try:
        latitude = _degrees(gps[ExifTags.GPS.GPSLatitude], gps[ExifTags.GPS.GPSLatitudeRef], "S")
        longitude = _degrees(gps[ExifTags.GPS.GPSLongitude], gps[ExifTags.GPS.GPSLongitudeRef], "W")
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None, None
    sensible = math.isfinite(longitude) and math.isfinite(latitude)
    if not sensible or abs(longitude) > 180 or abs(latitude) > 90:
        return None, None
    return longitude, latitude


def _degrees(parts: Any, side: str, negative: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return round(-value if side == negative else value, 6)
