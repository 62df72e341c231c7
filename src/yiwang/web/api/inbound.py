"""Where the city's platform hands in its messages, signed."""

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from yiwang.connect.city_platform import inbound
from yiwang.kernel import signing
from yiwang.kernel.refusals import Refusal
from yiwang.web.refusals import sentence


@csrf_exempt
@require_POST
def city(request: HttpRequest) -> JsonResponse:
    """One message; 202 when it is new, 200 when we had it, a problem when it is refused."""
    try:
        signing.check(
            settings.CITY_PLATFORM_SECRET, request.body, request.headers.get(signing.HEADER, "")
        )
        answer, new = inbound.receive(request.body)
    except Refusal as refusal:
        told = {"type": "about:blank", "title": sentence(refusal), "code": refusal.code}
        return JsonResponse(
            told | {"status": refusal.status},
            status=refusal.status,
            content_type="application/problem+json",
        )
    return JsonResponse(answer, status=202 if new else 200)
