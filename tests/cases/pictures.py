"""Makes small pictures with the metadata that cameras and editors leave in them."""

import io
from typing import Any

from PIL import ExifTags, Image

NORTH, EAST = (30.0, 35.0, 24.0), (114.0, 17.0, 6.0)


def camera_data(*, orientation: int = 1, sides: str = "NE", taken: str = "") -> Image.Exif:
    """What a phone writes: who, when, where and which way up."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "SECRET-CAMERA"
    exif[ExifTags.Base.Artist] = "SECRET-OWNER"
    exif[ExifTags.Base.Orientation] = orientation
    told = exif.get_ifd(ExifTags.IFD.Exif)
    told[ExifTags.Base.DateTimeOriginal] = taken or "2026:09:21 17:59:30"
    told[ExifTags.Base.BodySerialNumber] = "SECRET-SERIAL"
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = sides[0], NORTH
    place[ExifTags.GPS.GPSLongitudeRef], place[ExifTags.GPS.GPSLongitude] = sides[1], EAST
    return exif


def picture(form: str = "JPEG", *, mode: str = "RGB", size: Any = (90, 60), **told: Any) -> bytes:
    """A picture whose upper left quarter is red, the rest blue."""
    image = Image.new("RGB", size, (0, 0, 255))
    image.paste((255, 0, 0), (0, 0, size[0] // 2, size[1] // 2))
    out = io.BytesIO()
    image.convert(mode).save(out, form, **told)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    """The picture that a content holds, read whole."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image
