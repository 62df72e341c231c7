"""The JSON API: its operations, its tokens and its errors in one description."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from yiwang.kernel.refusals import Refusal
from yiwang.web.api.cases import router as cases
from yiwang.web.api.field import router as field
from yiwang.web.api.figures import router as figures
from yiwang.web.api.hub import router as hub
from yiwang.web.api.tokens import TokenAuth
from yiwang.web.refusals import sentence

PROBLEM = "application/problem+json"


class DescribedAPI(NinjaAPI):
    """Describes refusals under the media type in which they are really answered."""

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> Any:
        """The description, OpenAPI 3.1."""
        schema = super().get_openapi_schema(*args, **kwargs)
        for path in schema["paths"].values():
            for operation in path.values():
                for status, answer in operation.get("responses", {}).items():
                    content = answer.get("content", {})
                    if int(status) >= 400 and "application/json" in content:
                        answer["content"] = {PROBLEM: content["application/json"]}
        return schema


api = DescribedAPI(
    title="Yiwang",
    version="1.0.0",
    description="案件的登记、查询与办理。每个写操作须带 Idempotency-Key。",
    auth=TokenAuth(),
    urls_namespace="api",
    docs_url=None,
)
api.add_router("/cases", cases)
api.add_router("/field", field)
api.add_router("/figures", figures)
api.add_router("/hub", hub)


def problem(request: HttpRequest, status: int, told: dict[str, Any]) -> HttpResponse:
    """An error as RFC 9457 asks for it."""
    body = {"type": "about:blank", "status": status} | told
    response = api.create_response(request, body, status=status)
    response["Content-Type"] = PROBLEM
    return response


@api.exception_handler(Refusal)
def on_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A refusal of ours: its sentence and its code."""
    told = {"title": sentence(refusal), "code": refusal.code}
    return problem(request, refusal.status, told | {"fields": refusal.details.get("fields", {})})


@api.exception_handler(ValidationError)
def on_invalid(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """A request that does not fit the description."""
    fields = {".".join(str(p) for p in e["loc"]): e["msg"] for e in fault.errors}
    return problem(
        request, 422, {"title": "请求内容不符合接口说明", "code": "invalid", "fields": fields}
    )


@api.exception_handler(HttpError)
def on_http(request: HttpRequest, fault: HttpError) -> HttpResponse:
    """Whatever the framework refuses."""
    return problem(request, fault.status_code, {"title": str(fault), "code": "http", "fields": {}})
