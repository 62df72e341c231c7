"""Photos: the facts are kept, all metadata and whatever hides in the file is left behind."""

import io
import struct
import zipfile
import zlib
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.cases.pictures import camera_data, opened, picture
from yiwang.kernel.photos import LONGEST_SIDE, MOST_PIXELS, cleaned
from yiwang.kernel.refusals import Invalid
from yiwang.kernel.uploads import JPEG, PNG

SCRIPT = b"<script>alert(1)</script>"
PROFILE = b"SECRET-PROFILE" * 20


def archive() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr("SECRET.html", SCRIPT.decode())
    return content.getvalue()


def is_red(pixel: tuple[int, ...]) -> bool:
    return pixel[0] > 200 and pixel[2] < 60


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_time_and_place_are_read_and_then_left_behind(form):
    photo = cleaned(picture(form, exif=camera_data()))
    assert photo.taken_at == datetime(2026, 9, 21, 17, 59, 30)
    assert (photo.longitude, photo.latitude) == (114.285, 30.59)
    for kept in (photo.content, photo.thumbnail):
        assert b"SECRET" not in kept and b"Exif" not in kept and b"eXIf" not in kept
        assert not opened(kept).getexif()


def test_the_southern_and_western_half_of_the_world_is_negative():
    photo = cleaned(picture(exif=camera_data(sides="SW")))
    assert (photo.longitude, photo.latitude) == (-114.285, -30.59)


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "yesterday", "0001:01:01 00:00:00"])
def test_an_impossible_time_is_no_time(taken):
    assert cleaned(picture(exif=camera_data(taken=taken))).taken_at is None


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [(1, (5, 5)), (2, (84, 5)), (3, (84, 54)), (4, (5, 54)),
     (5, (5, 5)), (6, (54, 5)), (7, (54, 84)), (8, (5, 84))],
)  # fmt: skip
def test_a_photo_is_kept_upright_however_the_camera_was_held(orientation, corner):
    kept = opened(cleaned(picture(exif=camera_data(orientation=orientation))).content)
    assert kept.size == ((90, 60) if orientation < 5 else (60, 90))
    assert is_red(kept.getpixel(corner))
    assert not is_red(kept.getpixel((kept.width - 1 - corner[0], kept.height - 1 - corner[1])))


def test_comments_profiles_and_text_chunks_are_left_behind():
    told = PngInfo()
    told.add_text("Comment", SCRIPT.decode(), zip=False)
    told.add_itxt("XML:com.adobe.xmp", "SECRET-XMP")
    for content in (
        picture("JPEG", comment=SCRIPT, icc_profile=PROFILE, dpi=(300, 300)),
        picture("PNG", mode="RGBA", pnginfo=told, icc_profile=PROFILE),
        picture("WEBP", xmp=b"SECRET-XMP", icc_profile=PROFILE),
    ):
        photo = cleaned(content)
        for kept in (photo.content, photo.thumbnail):
            assert b"SECRET" not in kept and b"script" not in kept and b"iCCP" not in kept


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
@pytest.mark.parametrize("more", [archive(), SCRIPT, b"%PDF-1.7", b"\x00" * 5000])
def test_of_a_file_that_is_two_things_only_the_picture_is_kept(form, more):
    photo = cleaned(picture(form) + more)
    for kept in (photo.content, photo.thumbnail):
        assert more not in kept and not zipfile.is_zipfile(io.BytesIO(kept))
        assert opened(kept).size == (90, 60)
    ends = b"\xff\xd9" if photo.kind is JPEG else b"IEND\xaeB`\x82"
    assert photo.content.endswith(ends)


@pytest.mark.parametrize(
    ("form", "mode", "kind"),
    [("JPEG", "RGB", JPEG), ("JPEG", "L", JPEG), ("JPEG", "CMYK", JPEG), ("PNG", "RGB", JPEG),
     ("PNG", "P", JPEG), ("PNG", "RGBA", PNG), ("PNG", "LA", PNG), ("PNG", "1", JPEG),
     ("WEBP", "RGB", JPEG), ("WEBP", "RGBA", PNG), ("GIF", "P", JPEG)],
)  # fmt: skip
def test_the_kind_told_is_the_kind_kept(form, mode, kind):
    content = picture(form, mode=mode)
    photo = cleaned(content)
    # Of a picture with an alpha channel a decoder may find that nothing shows through.
    expected = kind if opened(content).has_transparency_data else JPEG
    assert photo.kind is expected
    assert opened(photo.content).format == opened(photo.thumbnail).format == expected.key.upper()


def test_what_shows_through_stays_so():
    image = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    out = io.BytesIO()
    image.save(out, "PNG")
    assert opened(cleaned(out.getvalue()).content).getpixel((5, 5))[3] == 0


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_of_an_animated_picture_the_first_frame_is_kept(form):
    frames = [Image.new("RGB", (40, 40), colour) for colour in ((255, 0, 0), (0, 0, 255))]
    out = io.BytesIO()
    frames[0].save(out, form, save_all=True, append_images=frames[1:], duration=100)
    kept = opened(cleaned(out.getvalue()).content)
    assert getattr(kept, "n_frames", 1) == 1
    assert is_red(kept.convert("RGB").getpixel((20, 20)))


def test_a_large_photo_is_made_smaller_and_has_a_small_one_beside_it():
    photo = cleaned(picture(size=(4000, 1000)))
    assert opened(photo.content).size == (LONGEST_SIDE, LONGEST_SIDE // 4)
    assert opened(photo.thumbnail).size == (320, 80)


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is huge, and packs that many equal rows into a few bytes."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    rows = packer.compress(b"\x00" * min(10**7, height * (width // 8 + 1))) + packer.flush()
    parts = chunk(b"IHDR", header), chunk(b"IDAT", rows), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    ("width", "height"), [(10_000, 5_001), (60_000, 60_000), (2**31 - 1, 1), (MOST_PIXELS + 1, 1)]
)
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_picture_that_would_unpack_to_too_much_is_refused(width, height):
    content = bomb(width, height)
    assert len(content) < 20_000
    with pytest.raises(Invalid, match="图片"):
        cleaned(content)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xd8\xff", picture()[:300], picture("PNG")[:60], picture("WEBP")[:40],
     b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", b"P6 9 9 255 " + b"x" * 243],
)  # fmt: skip
def test_what_is_cut_off_or_no_photo_is_refused(content):
    with pytest.raises(Invalid, match="已损坏"):
        cleaned(content)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_broken_metadata_is_no_fault_of_the_picture():
    content = picture(exif=camera_data())
    start = content.index(b"Exif\x00\x00") + 10
    photo = cleaned(content[:start] + b"\xff" * 40 + content[start + 40 :])
    assert opened(photo.content).size == (90, 60)
    assert (photo.taken_at, photo.longitude) == (None, None)


WHOLE = [picture(form, exif=camera_data()) for form in ("JPEG", "PNG", "WEBP")] + [picture("GIF")]


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=200, deadline=None)
@given(
    content=st.sampled_from(WHOLE),
    changes=st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), max_size=8),
)
def test_bytes_altered_at_will_give_a_photo_or_a_refusal(content, changes):
    altered = bytearray(content)
    for place, value in changes:
        altered[place % len(altered)] = value
    try:
        photo = cleaned(bytes(altered))
    except Invalid:
        return
    assert b"SECRET" not in photo.content
    assert opened(photo.content).format == photo.kind.key.upper()
