"""Discovery, the list of services and what each of them asks for."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from yiwang.dials import queries as dials
from yiwang.engine import register
from yiwang.engine.language import NeedKind
from yiwang.kernel.refusals import NotAllowed, NotFound, Refusal
from yiwang.web.open311 import rendering
from yiwang.web.refusals import sentence

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
CHANGESET = "2026-11-21T00:00:00+08:00"
PROCEDURE = "appeals"
ASKED = ("nature", "urgency", "people")
_TYPES = {NeedKind.CHOICE: "singlevaluelist", NeedKind.WHOLE_NUMBER: "number"}


def georeport(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refusals become error lists with the statuses that GeoReport knows: 400, 403, 404."""

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, form: str, **kwargs: Any) -> HttpResponse:
        if form not in rendering.FORMATS:
            return rendering.errors(form, 404, _("没有这种格式，请用xml或json"))
        try:
            return view(request, form, **kwargs)
        except NotFound as refusal:
            return rendering.errors(form, 404, sentence(refusal))
        except NotAllowed as refusal:
            return rendering.errors(form, 403, sentence(refusal))
        except Refusal as refusal:
            return rendering.errors(form, 400, sentence(refusal))

    return answered


@georeport
def discovery(request: HttpRequest, form: str) -> HttpResponse:
    """Where the service is and in which forms it answers."""
    base = request.build_absolute_uri(reverse("open311:services", args=["xml"]))
    row = {
        "changeset": CHANGESET,
        "contact": _("区大数据中心，请致电12345"),
        "key_service": _("向区大数据中心申请接口令牌"),
        "endpoints": [
            {
                "specification": SPECIFICATION,
                "url": base.rsplit("/", 1)[0],
                "changeset": CHANGESET,
                "type": "production",
                "formats": ["text/xml", "application/json"],
            }
        ],
    }
    return rendering.single(form, "discovery", row)


@georeport
def services(request: HttpRequest, form: str) -> HttpResponse:
    """Every class of appeals that may be reported."""
    jurisdiction(request.GET.get("jurisdiction_id", ""))
    names = {category.code: category for category in dials.categories()}
    rows = [
        {
            "service_code": code,
            "service_name": category.name,
            "description": f"{names[code[:2]].name}·{names[code[:4]].name}·{category.name}",
            "metadata": True,
            "type": "realtime",
            "keywords": ",".join(category.keywords.split()),
            "group": names[code[:2]].name,
        }
        for code, category in names.items()
        if category.level == 3
    ]
    return rendering.listing(form, "services", "service", rows)


@georeport
def definition(request: HttpRequest, form: str, code: str) -> HttpResponse:
    """What is asked beside place and description, from the declared needs."""
    jurisdiction(request.GET.get("jurisdiction_id", ""))
    service(code)
    needs = register.procedure(PROCEDURE).opening.need_by_key
    attributes = [
        {
            "variable": True,
            "code": key,
            "datatype": _TYPES[needs[key].kind],
            "required": needs[key].required,
            "datatype_description": needs[key].help,
            "order": order,
            "description": _(needs[key].label),
            "values": [{"key": c.key, "name": _(c.label)} for c in needs[key].choices],
        }
        for order, key in enumerate(ASKED, 1)
    ]
    row = {"service_code": code, "attributes": attributes}
    return rendering.single(form, "service_definition", row)


def service(code: str) -> Any:
    """The category of a service code. Raises `NotFound`."""
    category = dials.category(code)
    if category is None or not category.active or category.level != 3:
        raise NotFound("没有“{code}”这个服务代码", code=code[:40])
    return category


def jurisdiction(wanted: str) -> None:
    """We serve one district; another one's name is not found."""
    if wanted and wanted != "yiwang":
        raise NotFound("没有“{wanted}”这个辖区", wanted=wanted[:80])


@csrf_exempt
def unknown(request: HttpRequest) -> HttpResponse:
    """Any other address, in the form of an error list."""
    return rendering.errors(request.path.rpartition(".")[2], 404, _("没有这个地址"))
