"""Reads files that wait and how far they are, without their content."""

from django.db.models import QuerySet

from yiwang.fieldwork.uploads.models import Upload
from yiwang.kernel.refusals import NotFound
from yiwang.org.actors import Worker


def _light() -> QuerySet[Upload]:
    return Upload.objects.defer("content")


def upload(upload_id: int, kind: str, by: Worker) -> Upload:
    """A file of one's own. Raises `NotFound`."""
    found = _light().filter(pk=upload_id, kind=kind, person=by.person_id).first()
    if found is None:
        raise NotFound("没有这个上传的文件")
    return found


def listed(kind: str, by: Worker, *, limit: int = 10) -> list[Upload]:
    """The last files of one's own, the newest first."""
    return list(_light().filter(kind=kind, person=by.person_id).order_by("-id")[:limit])
