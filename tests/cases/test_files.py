"""Files that are handed in: kept under a name of ours, named by what they are."""

import hashlib
import os
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests.cases.pictures import camera_data, opened, picture
from tests.district import District
from yiwang.cases import files
from yiwang.cases.models import Attachment, Case
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Invalid, NotFound, TooLarge


@pytest.fixture(autouse=True)
def kept_in(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def keep(district: District):
    def keep(name: str, content: bytes, duty: Duty = Duty.OPERATOR) -> Attachment:
        return files.keep(upload=files.Upload(name, content), worker=district.worker(duty))

    return keep


def test_a_photo_is_kept_without_its_metadata_and_with_what_they_said(keep):
    kept = keep("现场.jpg", picture(exif=camera_data()))
    content = files.read(kept).getvalue()
    assert (kept.name, kept.mime, kept.size) == ("现场.jpg", "image/jpeg", len(content))
    assert kept.sha256 == hashlib.sha256(content).hexdigest()
    # Cameras write local time: 17:59:30 in Shanghai.
    assert kept.taken_at == datetime(2026, 9, 21, 9, 59, 30, tzinfo=UTC)
    assert (kept.longitude, kept.latitude) == (114.285, 30.59)
    assert b"SECRET" not in content + files.read(kept, thumbnail=True).getvalue()


@pytest.mark.parametrize(
    ("name", "form", "mode", "kept_as", "mime"),
    [
        ("a.jpeg", "JPEG", "RGB", "a.jpeg", "image/jpeg"),
        ("A.JPG", "JPEG", "RGB", "A.JPG", "image/jpeg"),
        ("a.webp", "WEBP", "RGB", "a.jpg", "image/jpeg"),
        ("a.b.png", "PNG", "RGB", "a.b.jpg", "image/jpeg"),
        ("a.png", "PNG", "RGBA", "a.png", "image/png"),
        ("a.gif", "GIF", "P", "a.jpg", "image/jpeg"),
    ],
)
def test_name_and_type_are_those_of_the_picture_that_is_kept(keep, name, form, mode, kept_as, mime):
    kept = keep(name, picture(form, mode=mode))
    assert (kept.name, kept.mime) == (kept_as, mime)
    assert opened(files.read(kept).getvalue()).get_format_mimetype() == mime


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("C:\\照片\\现场.jpg", "现场.jpg"),
        ("../../etc/现场.jpg", "现场.jpg"),
        ("现场\u202egpj.jpg", "现场gpj.jpg"),
        ("现\x00场\r\n.jpg ", "现场.jpg"),
        ("长" * 300 + ".jpg", "长" * 116 + ".jpg"),
        (".jpg", "file.jpg"),
    ],
)
def test_a_name_is_shortened_and_freed_of_folders_and_unseen_signs(keep, name, kept_as):
    kept = keep(name, picture())
    assert kept.name == kept_as
    assert kept.key.hex in kept.stored and "现场" not in kept.stored


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_a_text_is_kept_to_the_byte_in_whatever_usual_encoding(keep, encoding):
    content = "诉求记录\r\n路灯不亮\r\n".encode(encoding)
    kept = keep("记录.txt", content)
    assert (kept.mime, files.read(kept).getvalue()) == ("text/plain", content)


def test_a_page_that_calls_itself_a_picture_is_refused_and_leaves_nothing(keep, tmp_path):
    for name, content in (
        ("a.jpg", b"<html><script>alert(1)</script>"),
        ("a.png", picture("JPEG")),
        ("a.jpg", picture()[:200]),
        ("a.txt", "<script>alert(1)</script>\n".encode("utf-16-le")),
    ):
        with pytest.raises(Invalid):
            keep(name, content)
    assert not Attachment.objects.exists()
    assert not list(tmp_path.iterdir())


def test_more_than_is_allowed_is_refused(keep, settings):
    settings.ATTACHMENT_MAX_BYTES = 1024 * 1024
    with pytest.raises(TooLarge, match="1兆字节"):
        keep("a.txt", b"a" * (1024 * 1024 + 1))
    assert files.most_bytes() == 1024 * 1024


def test_a_file_is_seen_by_who_brought_it_until_it_belongs_to_a_case(keep, district):
    kept = keep("a.txt", b"text", Duty.OPERATOR)
    own, other = district.worker(Duty.OPERATOR), district.worker(Duty.HANDLER)
    assert files.opened(key=str(kept.key), worker=own)[1].read() == b"text"
    with pytest.raises(NotFound):
        files.opened(key=str(kept.key), worker=other)


def test_a_file_that_the_disk_has_lost_is_told_in_a_sentence(keep, tmp_path):
    kept = keep("a.txt", b"text")
    (tmp_path / kept.stored).unlink()
    with pytest.raises(NotFound, match="不在磁盘上"):
        files.read(kept)


def test_files_that_belong_to_no_act_are_dropped_after_a_day_and_others_stay(
    keep, district, tmp_path
):
    bound, forgotten, young = (keep(f"{name}.txt", "记录".encode()) for name in "abc")
    number = district.handled()
    Attachment.objects.filter(pk=bound.pk).update(case=Case.objects.get(number=number))
    left = tmp_path / "ab" / "abcd.file"
    left.parent.mkdir(exist_ok=True)
    left.write_bytes("取消的登记".encode())
    other = tmp_path / "ab" / "readme.txt"
    other.write_bytes(b"not ours")
    old = (timezone.now() - timedelta(days=2)).timestamp()
    for path in (tmp_path / bound.stored, tmp_path / forgotten.stored, left, other):
        os.utime(path, (old, old))
    Attachment.objects.filter(pk__in=[bound.pk, forgotten.pk]).update(
        uploaded_at=timezone.now() - timedelta(days=2)
    )
    assert files.drop_forgotten() == 2
    assert not left.exists() and not (tmp_path / forgotten.stored).exists()
    assert all(path.exists() for path in (tmp_path / bound.stored, tmp_path / young.stored, other))
    assert set(Attachment.objects.values_list("pk", flat=True)) == {bound.pk, young.pk}
