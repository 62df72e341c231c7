"""Requests: file one, list them, read one, trade a token for a number."""

import re
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.utils.dateparse import parse_datetime

from yiwang.cases import open_requests
from yiwang.cases.actions import Opening, open_case
from yiwang.cases.belonging import ReporterFacts
from yiwang.dials import queries as dials
from yiwang.engine import register
from yiwang.engine.language import NeedKind
from yiwang.kernel import masking
from yiwang.kernel.refusals import Invalid, NotAllowed, NotFound
from yiwang.org import queries as org
from yiwang.org.actors import CITIZEN
from yiwang.web.api.tokens import opened_by
from yiwang.web.open311 import rendering
from yiwang.web.open311.discovery import ASKED, PROCEDURE, georeport, jurisdiction, service

LONGEST = 4000
_ATTRIBUTE = re.compile(r"attribute\[(\w+)\](\[\])?$")


@georeport
def collection(request: HttpRequest, form: str) -> HttpResponse:
    """POST files a request, GET lists them."""
    if request.method == "POST":
        number = _filed(request.POST)
        row = {"service_request_id": number, "service_notice": "", "account_id": ""}
        return rendering.listing(form, "service_requests", "request", [row], 201)
    if request.method != "GET":
        raise Invalid("只接受GET和POST")
    jurisdiction(request.GET.get("jurisdiction_id", ""))
    rows = [shown(case) for case in open_requests.listed(_wanted(request.GET))]
    return rendering.listing(form, "service_requests", "request", rows)


@georeport
def single(request: HttpRequest, form: str, number: str) -> HttpResponse:
    """One request; still a list."""
    jurisdiction(request.GET.get("jurisdiction_id", ""))
    return rendering.listing(form, "service_requests", "request", [shown(_case(number))])


@georeport
def token(request: HttpRequest, form: str, token: str) -> HttpResponse:
    """Numbers are given at once, so that a token is the number itself."""
    jurisdiction(request.GET.get("jurisdiction_id", ""))
    row = {"service_request_id": _case(token).number, "token": token}
    return rendering.listing(form, "service_requests", "request", [row])


def _case(number: str) -> Any:
    case = open_requests.one(number)
    if case is None:
        raise NotFound("没有编号“{number}”的诉求", number=number[:40])
    return case


def shown(case: Any) -> dict[str, Any]:
    """A case as the public may read it."""
    state = register.procedure(case.procedure).state_by_key[case.state]
    return {
        "service_request_id": case.number,
        "status": "closed" if state.final else "open",
        "status_notes": masking.free_text(case.public_reply)[0] if state.final else "",
        "service_name": dials.category_label(case.category),
        "service_code": case.category,
        "description": masking.free_text(case.title)[0],
        "agency_responsible": case.lead_unit.name if case.lead_unit else "",
        "service_notice": "",
        "requested_datetime": rendering.when(case.opened_at),
        "updated_datetime": rendering.when(case.closed_at if state.final else case.entered_at),
        "expected_datetime": rendering.when(case.due_at),
        "address": org.area_label(case.area) if case.area else "",
        "address_id": case.area,
        "zipcode": "",
        "lat": case.latitude,
        "long": case.longitude,
        "media_url": "",
    }


def _filed(form: QueryDict) -> str:
    """The number of a new case. Raises what GeoReport answers with 400, 403 or 404."""
    jurisdiction(form.get("jurisdiction_id", ""))
    found = opened_by(form.get("api_key", ""))
    if found is None or "open311:write" not in found[1]:
        raise NotAllowed("api_key缺失或无效")
    code = form.get("service_code", "")
    if not code:
        raise Invalid("缺少service_code")
    category = service(code)
    description = form.get("description", "").strip()
    if len(description) > LONGEST:
        raise Invalid("description不能超过{most}字", most=LONGEST)
    given = {
        "title": (description or category.name)[:40],
        "content": description or category.name,
        "channel": "open311",
        "category": code,
    }
    given |= _place(form) | _attributes(form)
    name = f"{form.get('last_name', '')}{form.get('first_name', '')}".strip()
    reporter = ReporterFacts(name=name[:40], phone=form.get("phone", ""))
    opening = Opening(
        procedure=PROCEDURE, worker=CITIZEN, given=given, reporter=reporter, via="open311"
    )
    return open_case(opening).number


def _place(form: QueryDict) -> dict[str, Any]:
    latitude, longitude = form.get("lat", ""), form.get("long", "")
    address, area = form.get("address_string", "").strip(), form.get("address_id", "").strip()
    if bool(latitude) != bool(longitude):
        raise Invalid("lat和long须同时给出")
    if not (latitude or address or area):
        raise Invalid("缺少位置：lat和long，或address_string，或address_id")
    place: dict[str, Any] = {}
    if latitude:
        try:
            place["point"] = [float(longitude), float(latitude)]
        except ValueError:
            raise Invalid("lat和long应为数字") from None
    if address:
        place["address"] = address[:200]
    if area:
        place["area"] = area
    return place


def _attributes(form: QueryDict) -> dict[str, Any]:
    needs = register.procedure(PROCEDURE).opening.need_by_key
    given: dict[str, Any] = {}
    for key in form:
        matched = _ATTRIBUTE.match(key)
        if matched is None or not form[key].strip():
            continue
        code, value = matched[1], form[key].strip()
        if code not in ASKED:
            raise Invalid("没有“{code}”这个属性", code=code)
        whole = needs[code].kind is NeedKind.WHOLE_NUMBER
        given[code] = int(value) if whole and value.isdigit() else value
    return given


def _wanted(given: QueryDict) -> open_requests.Wanted:
    return open_requests.Wanted(
        numbers=_parts(given.get("service_request_id", "")),
        categories=_parts(given.get("service_code", "")),
        statuses=tuple(sorted(set(_parts(given.get("status", ""))))),
        start=_moment(given.get("start_date", "")),
        end=_moment(given.get("end_date", "")),
        page=_number(given.get("page", ""), 1),
        page_size=_number(given.get("page_size", ""), open_requests.MOST),
    )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())[: open_requests.MOST]


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdigit() and 0 < len(text) < 7 else otherwise


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        # A plus sign that was not escaped arrives as a blank.
        moment = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise Invalid("“{text}”不是带时区的时间", text=text[:40])
    return moment
