"""One thing that a phone hands in, of any kind, with the key made on the phone."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest

from yiwang.cases import files
from yiwang.kernel import uploads
from yiwang.kernel.refusals import Invalid, TooLarge
from yiwang.web.phone.bounds import MOST_OF_A_PHOTO, MOST_PHOTOS, large_photo

SHORTEST_KEY, LONGEST_KEY = 16, 64
# Fields beside the needs; what changes from one sending to the next is no content.
ITEM, SENT_AT, SECRET = "item", "sent_at", "csrfmiddlewaretoken"
_TEXTS = ("key", "kind", "procedure", "number", "action")
_NUMBERS = ("person", "post", "seen", "subject", "house")


@dataclass(frozen=True, kw_only=True)
class Item:
    """What is to be done. Without a `kind` it is about a case, and without a `number` opens one."""

    key: str
    kind: str
    procedure: str
    number: str
    action: str
    person: int
    post: int
    seen: int
    subject: int
    house: int
    done_at: datetime
    sent_at: datetime
    photos: tuple[tuple[str, files.Upload], ...]
    content: bytes


def read(request: HttpRequest) -> Item:
    """What the phone sent, in its types. Raises `TooLarge` or `Invalid`."""
    told = _told(request.POST.get(ITEM, ""))
    if not SHORTEST_KEY <= len(told["key"]) <= LONGEST_KEY:
        raise Invalid("这份内容没有有效的编号，请重新填写")
    photos = _photos(request)
    return Item(
        **{name: told[name] for name in (*_TEXTS, *_NUMBERS)},
        done_at=_moment(told.get("done_at")),
        sent_at=_moment(request.POST.get(SENT_AT)),
        photos=photos,
        content=_content(request, photos),
    )


def _told(text: str) -> dict[str, Any]:
    try:
        told = json.loads(text)
        texts = {name: told.get(name, "") for name in _TEXTS}
        numbers = {name: told.get(name, 0) for name in _NUMBERS}
    except (ValueError, AttributeError):
        raise _unreadable() from None
    whole = all(type(value) is int and 0 <= value < 2**53 for value in numbers.values())
    if not whole or not all(isinstance(value, str) for value in texts.values()):
        raise _unreadable()
    return told | texts | numbers


def _unreadable() -> Invalid:
    return Invalid("这份内容无法读取，请重新填写")


def _moment(text: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        raise _unreadable() from None
    if moment.tzinfo is None:
        raise _unreadable()
    return moment.astimezone(UTC)


def _photos(request: HttpRequest) -> tuple[tuple[str, files.Upload], ...]:
    given = [(need, upload) for need in request.FILES for upload in request.FILES.getlist(need)]
    if len(given) > MOST_PHOTOS:
        raise TooLarge("一次最多上传{most}张照片", most=MOST_PHOTOS)
    return tuple((need, _photo(upload)) for need, upload in given)


def _photo(upload: Any) -> files.Upload:
    if upload.size > MOST_OF_A_PHOTO:
        raise large_photo()
    photo = files.Upload(upload.name, upload.read())
    if not uploads.sniff(photo.name, photo.content).mime.startswith("image/"):
        raise Invalid("手机上只能上传照片")
    return photo


def _content(request: HttpRequest, photos: tuple[tuple[str, files.Upload], ...]) -> bytes:
    """The same bytes for the same content, however the browser divides its parts."""
    texts = {name: values for name, values in request.POST.lists() if name not in (SENT_AT, SECRET)}
    seen = [(need, hashlib.sha256(photo.content).hexdigest()) for need, photo in photos]
    return json.dumps([texts, seen], sort_keys=True, ensure_ascii=False).encode()
