"""What a phone sends is bounded before it is read and while it arrives."""

import io
import json

import pytest
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, FakePayload, encode_multipart
from django.utils import timezone

from tests.district import District
from tests.web.test_pages import signed_in
from tests.web.test_phone_sending import REPORT, item, jpeg, send
from yiwang.cases.models import Attachment, Case, OnceKey
from yiwang.engine.duties import Duty
from yiwang.web.phone import bounds

PATH = "/phone/send/"


@pytest.fixture
def phone(district: District) -> Client:
    return signed_in(district, Duty.COLLECTOR)


class Watched(FakePayload):
    """A body that remembers how much of it was read."""

    taken = 0

    def read(self, size: int = -1) -> bytes:
        found = super().read(size)
        self.taken += len(found)
        return found


def form(district: District, **photos: bytes) -> bytes:
    """A whole item with these files, as a browser puts it on the line."""
    files = []
    for name, content in photos.items():
        files.append(io.BytesIO(content))
        files[-1].name = f"{name}.jpg"
    told = {"item": json.dumps(item(district)), "sent_at": timezone.now().isoformat()}
    return encode_multipart(BOUNDARY, REPORT | told | {"files": files})


def hand_in(client: Client, content: bytes, *, length: int | None = None):
    """Post it; `length` is what the phone says of itself. The answer and how much was read."""
    payload = Watched(content)
    told = {"CONTENT_TYPE": MULTIPART_CONTENT, "wsgi.input": payload}
    said = str(len(content)) if length is None else str(length or "")
    return client.generic("POST", PATH, **told, CONTENT_LENGTH=said), payload.taken


def test_an_item_that_says_it_is_too_large_is_refused_before_any_of_it_is_read(district, phone):
    content = form(district)
    answer, read = hand_in(phone, content, length=bounds.MOST_BYTES + 1)
    assert answer.status_code == 413 and "10兆字节" in answer.json()["sentence"]
    assert read == 0
    answer, _read = hand_in(phone, content)
    assert answer.status_code == 201


def test_of_somebody_signed_out_nothing_is_read(district):
    answer, read = hand_in(Client(), form(district))
    assert (answer.status_code, answer.json()["code"], read) == (401, "signed_out", 0)


def test_a_photo_that_is_too_large_stops_the_reading(district, phone):
    content = form(district, one=b"\xff\xd8\xff" + b"\0" * (8 * 1024 * 1024))
    answer, read = hand_in(phone, content)
    assert answer.status_code == 413 and "1024KB" in answer.json()["sentence"]
    assert read < 2 * bounds.MOST_OF_A_PHOTO < len(content)
    assert not Case.objects.exists() and not OnceKey.objects.exists()


def test_without_a_length_nothing_is_read_and_nothing_done(district, phone):
    answer, read = hand_in(phone, form(district), length=0)
    assert answer.status_code == 422 and "无法读取" in answer.json()["sentence"]
    assert read == 0 and not Case.objects.exists()


def test_more_photos_than_an_item_holds_are_not_taken(district, phone):
    content = form(district, **{f"n{number}": b"\xff\xd8\xff" for number in range(12)})
    assert hand_in(phone, content)[0].status_code == 400
    assert not Attachment.objects.exists() and not OnceKey.objects.exists()


def test_nine_photos_of_the_phone_pass(district, phone):
    assert send(phone, item(district), None, *[jpeg() for _ in range(9)]).status_code == 201
    assert Attachment.objects.count() == 9
