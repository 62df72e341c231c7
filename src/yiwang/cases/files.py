"""Takes in files: checked by content, stripped of metadata, kept outside the web root."""

import hashlib
import io
import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from yiwang.cases.models import Attachment, Case
from yiwang.cases.visibility import visible
from yiwang.kernel import uploads
from yiwang.kernel.photos import Photo, cleaned
from yiwang.kernel.refusals import NotFound, TooLarge
from yiwang.org.actors import Worker

MOST_OF_A_NAME = 120
# After so long without an act, whoever uploaded a file has gone away.
FORGOTTEN = timedelta(days=1)
MOST_AT_ONCE = 500
_IS_KEY = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True)
class Upload:
    """A file as it came in."""

    name: str
    content: bytes
    public: bool = False


def keep(*, upload: Upload, worker: Worker) -> Attachment:
    """Keep a file until it is handed in with an act.

    Raises `TooLarge`, or `Invalid` when the content is not what the name says.
    """
    if len(upload.content) > settings.ATTACHMENT_MAX_BYTES:
        most = settings.ATTACHMENT_MAX_BYTES // 1024 // 1024
        raise TooLarge("附件不能超过{most}兆字节", most=most)
    name = uploads.bare_name(upload.name)
    kind = uploads.sniff(name, upload.content)
    photo = cleaned(upload.content) if kind.mime.startswith("image/") else None
    kind = photo.kind if photo else kind
    content = photo.content if photo else upload.content
    key = uuid.uuid4()
    stored = _store(key, "file", content)
    thumbnail = _store(key, "thumbnail", photo.thumbnail) if photo else ""
    return Attachment.objects.create(
        key=key,
        name=_named(name, kind),
        mime=kind.mime,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        stored=stored,
        thumbnail=thumbnail,
        taken_at=_taken(photo),
        longitude=photo.longitude if photo else None,
        latitude=photo.latitude if photo else None,
        uploaded_by=worker.person_id,
        uploaded_at=timezone.now(),
        public=upload.public,
    )


def _named(name: str, kind: uploads.FileKind) -> str:
    """The name with the ending of what is kept: a webp that became a jpg is called one."""
    stem, _, ending = name.rpartition(".")
    right = ending if ending.lower() in kind.endings else kind.endings[0]
    return f"{stem[: MOST_OF_A_NAME - len(right) - 1] or 'file'}.{right}"


def _taken(photo: Photo | None) -> datetime | None:
    if photo is None or photo.taken_at is None:
        return None
    # Cameras write local time without a zone.
    return photo.taken_at.replace(tzinfo=timezone.get_current_timezone()).astimezone(UTC)


def _store(key: uuid.UUID, part: str, content: bytes) -> str:
    """Write under a name of ours, so that no name from outside reaches the disk."""
    relative = Path(key.hex[:2]) / f"{key.hex}.{part}"
    path = Path(settings.MEDIA_ROOT) / relative
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return str(relative)


def drop_forgotten() -> int:
    """Files that were handed in with no act, and what a broken-off act left on disk; how many.

    They may hold personal data, and nobody can reach them any more.
    """
    before = timezone.now() - FORGOTTEN
    Attachment.objects.filter(case=None, uploaded_at__lt=before).delete()
    old, dropped = _old_on_disk(before), 0
    while some := list(islice(old, MOST_AT_ONCE)):
        dropped += _drop_unknown(some)
    return dropped


def _old_on_disk(before: datetime) -> Iterator[Path]:
    """Files of ours; young ones are left out, since they may belong to an act in progress."""
    for path in Path(settings.MEDIA_ROOT).glob("??/*.*"):
        if path.suffix in (".file", ".thumbnail") and path.stat().st_mtime < before.timestamp():
            yield path


def _drop_unknown(paths: list[Path]) -> int:
    """Remove those that no row names; they are called by the keys of their rows."""
    keys = [path.stem for path in paths if _IS_KEY.fullmatch(path.stem)]
    rows = Attachment.objects.filter(key__in=keys).values_list("key", flat=True)
    known = {key.hex for key in rows}
    unknown = [path for path in paths if path.stem not in known]
    for path in unknown:
        path.unlink(missing_ok=True)
    return sum(path.suffix == ".file" for path in unknown)


def discard(numbers: Iterable[int]) -> None:
    """Forget files that were kept for an act and then not handed in; files of cases stay."""
    for unused in Attachment.objects.filter(pk__in=list(numbers), case=None):
        for relative in (unused.stored, unused.thumbnail):
            if relative:
                (Path(settings.MEDIA_ROOT) / relative).unlink(missing_ok=True)
        unused.delete()


def opened(*, key: str, worker: Worker, thumbnail: bool = False) -> tuple[Attachment, io.BytesIO]:
    """A file that this worker may see, with its content. Raises `NotFound`."""
    found = Attachment.objects.select_related("case").filter(key=key).first()
    if found is None or not _may_see(found, worker):
        raise NotFound("没有这个附件，或您无权查看")
    return found, read(found, thumbnail=thumbnail)


def read(attachment: Attachment, *, thumbnail: bool = False) -> io.BytesIO:
    """The content of a file. Raises `NotFound` when the disk has lost it."""
    relative = attachment.thumbnail if thumbnail and attachment.thumbnail else attachment.stored
    path = Path(settings.MEDIA_ROOT) / relative
    if not path.is_file():
        raise NotFound("附件文件不在磁盘上，请联系系统管理员")
    return io.BytesIO(path.read_bytes())


def _may_see(attachment: Attachment, worker: Worker) -> bool:
    if attachment.case_id is None:
        return attachment.uploaded_by == worker.person_id
    return bool(visible(worker).filter(pk=attachment.case_id).exists())


def of_case(case: Case) -> list[Attachment]:
    """The files of a case, oldest first."""
    return list(Attachment.objects.filter(case=case).order_by("id"))


def most_bytes() -> int:
    """How large a file may be."""
    return int(settings.ATTACHMENT_MAX_BYTES)
