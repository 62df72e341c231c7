"""Photos of visits: without metadata, outside the web root, for those who see the house's names."""

import hashlib
import io
import re
import uuid
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from yiwang.fieldwork.people import sight
from yiwang.fieldwork.people.models import Visit, VisitPhoto
from yiwang.kernel.photos import cleaned
from yiwang.kernel.refusals import NotFound, TooLarge
from yiwang.org.actors import Worker

MOST = 9
FOLDER = "visits"
# After so long what no visit names was left by one that was broken off.
LEFT = timedelta(days=1)
_WHOLE, _SMALL = "photo", "thumbnail"
_IS_KEY = re.compile("[0-9a-f]{32}")


def keep(visit: Visit, photos: Sequence[bytes]) -> list[VisitPhoto]:
    """Keep the photos of a visit. Raises `TooLarge`, or `Invalid` for what is no picture.

    Called within the transaction of the visit: when that is taken back, `drop_left` finds what
    lies on disk.
    """
    if len(photos) > MOST:
        raise TooLarge("一次走访最多{most}张照片", most=MOST)
    return [_keep(visit, content) for content in photos]


def _keep(visit: Visit, content: bytes) -> VisitPhoto:
    photo = cleaned(content)
    key = uuid.uuid4()
    for part, written in ((_WHOLE, photo.content), (_SMALL, photo.thumbnail)):
        path = _path(key, part)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written)
    return VisitPhoto.objects.create(
        visit=visit,
        key=key,
        mime=photo.kind.mime,
        sha256=hashlib.sha256(photo.content).hexdigest(),
    )


def _path(key: uuid.UUID, part: str) -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER / key.hex[:2] / f"{key.hex}.{part}"


def opened(
    *, house_id: int, key: uuid.UUID, worker: Worker, small: bool = False
) -> tuple[VisitPhoto, io.BytesIO]:
    """A photo of a house in sight, with its content. Raises `NotFound`; the centre sees none."""
    house, seeing = sight.house(worker, house_id)
    found = VisitPhoto.objects.filter(key=key).select_related("visit__house").first()
    path = _path(key, _SMALL if small else _WHOLE)
    if found is None or not seeing.whole or not path.is_file():
        raise NotFound("没有这张照片，或您无权查看")
    if house.pk not in (found.visit.house_id, found.visit.house.merged_into_id):
        raise NotFound("没有这张照片，或您无权查看")
    return found, io.BytesIO(path.read_bytes())


def drop_left() -> int:
    """Delete what a broken-off visit left on disk; how many photos that were."""
    before = (timezone.now() - LEFT).timestamp()
    old = [
        path
        for path in (Path(settings.MEDIA_ROOT) / FOLDER).glob("??/*.*")
        if _IS_KEY.fullmatch(path.stem) and path.stat().st_mtime < before
    ]
    keys = VisitPhoto.objects.filter(key__in={path.stem for path in old})
    known = {key.hex for key in keys.values_list("key", flat=True)}
    unknown = [path for path in old if path.stem not in known]
    for path in unknown:
        path.unlink(missing_ok=True)
    return sum(path.suffix == f".{_WHOLE}" for path in unknown)
