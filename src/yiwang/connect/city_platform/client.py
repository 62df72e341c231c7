"""Gives answers back to the city's platform."""

import json
from typing import Any

import httpx
from django.conf import settings

from yiwang.cases import city
from yiwang.kernel.signing import HEADER, sign

DESTINATION = "city_platform"
TIMEOUT = httpx.Timeout(15.0, connect=3.0)


def destinations(payload: dict[str, Any]) -> list[str]:
    """The city's platform, when it forwarded the case and the case has just ended."""
    if not settings.CITY_PLATFORM_URL:
        return []
    return [DESTINATION] if city.answer(payload["number"], payload["seq"]) else []


def deliver(payload: dict[str, Any]) -> str:
    """Send the answer; an empty text when the city has it, otherwise what went wrong."""
    told = city.answer(payload["number"], payload["seq"])
    if told is None:
        return ""
    body = json.dumps(told, ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        HEADER: sign(settings.CITY_PLATFORM_SECRET, body),
        "Idempotency-Key": f"{payload['number']}:{payload['seq']}",
    }
    url = f"{settings.CITY_PLATFORM_URL.rstrip('/')}/answers"
    try:
        answer = httpx.post(url, content=body, headers=headers, timeout=TIMEOUT)
    except httpx.HTTPError as fault:
        return f"{type(fault).__name__}: {fault}"
    return "" if answer.is_success else f"HTTP {answer.status_code}"
