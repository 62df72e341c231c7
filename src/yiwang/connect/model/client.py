"""One question to an endpoint that speaks the chat protocol of OpenAI; bounded in every way.

The address comes from the setting alone, nothing that anybody types; no redirect is followed and
no proxy of the environment is used. Time is bounded as a whole, however slowly bytes drip in.
"""

import asyncio
import ipaddress
import json
import socket
import threading
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx
from django.conf import settings
from pydantic import BaseModel, ValidationError

from yiwang.kernel.refusals import Invalid, NotNow

MOST_BYTES = 64 * 1024
MOST_AT_ONCE = 2
MOST_TOKENS = 600
Form = TypeVar("Form", bound=BaseModel)
_doors = threading.BoundedSemaphore(MOST_AT_ONCE)


def is_set() -> bool:
    """Whether a model is configured at all; by birth there is none."""
    return bool(settings.MODEL_URL)


def complete(messages: list[dict[str, str]]) -> str:
    """What the model writes. Raises `NotNow` whatever goes wrong with it."""
    if not is_set():
        raise NotNow("没有配置模型")
    _check_address(settings.MODEL_URL)
    if not _doors.acquire(blocking=False):
        raise NotNow("模型正在答别的问题，请稍候再试")
    try:
        return _content(asyncio.run(_bounded(messages)))
    except (httpx.HTTPError, TimeoutError, OSError):
        raise NotNow("模型没有按时答复") from None
    finally:
        _doors.release()


def read(written: str, form: type[Form], refusal: Invalid) -> Form:
    """The one object in what was written, with or without a fence around it.

    Raises `refusal` for whatever does not fit the form.
    """
    begin, end = written.find("{"), written.rfind("}")
    try:
        return form.model_validate_json(written[begin : end + 1])
    except (ValidationError, ValueError, RecursionError):
        raise refusal from None


def _check_address(url: str) -> None:
    """A model may stand on a private network, but never where machines keep their own secrets."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise NotNow("模型地址应为http或https，且不含账号")
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    except OSError:
        raise NotNow("模型没有按时答复") from None
    for entry in found:
        address = ipaddress.ip_address(entry[4][0])
        if address.is_link_local or address.is_multicast or address.is_unspecified:
            raise NotNow("模型地址不能指向这类网络")


async def _bounded(messages: list[dict[str, str]]) -> bytes:
    return await asyncio.wait_for(_ask(messages), settings.MODEL_SECONDS)


async def _ask(messages: list[dict[str, str]]) -> bytes:
    body = {
        "model": settings.MODEL_NAME,
        "messages": messages,
        "temperature": 0,
        "max_tokens": MOST_TOKENS,
    }
    headers = {"Authorization": f"Bearer {settings.MODEL_KEY}"} if settings.MODEL_KEY else {}
    url = f"{settings.MODEL_URL.rstrip('/')}/chat/completions"
    async with (
        httpx.AsyncClient(trust_env=False, timeout=settings.MODEL_SECONDS) as client,
        client.stream("POST", url, json=body, headers=headers) as answer,
    ):
        if answer.status_code != 200:
            raise NotNow("模型答复出错（{status}）", status=answer.status_code)
        found = b""
        async for some in answer.aiter_bytes():
            found += some
            if len(found) > MOST_BYTES:
                raise NotNow("模型的答复过长")
        return found


def _content(answer: bytes) -> str:
    try:
        told: Any = json.loads(answer)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise NotNow("看不懂模型的答复") from None
    if not isinstance(told, str):
        raise NotNow("看不懂模型的答复")
    return told
