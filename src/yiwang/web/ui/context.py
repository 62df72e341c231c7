"""What every page shows around its content: the way round the house and who is at work."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from yiwang.web.ui.place import here
from yiwang.web.ui.ways import Way, ways_for


def layout(request: HttpRequest) -> dict[str, Any]:
    """The worker of this request, their other posts, where they are and where they may go."""
    ways = SimpleLazyObject(lambda: _ways(request))
    return {
        "worker": getattr(request, "worker", None),
        "ways": ways,
        "here": SimpleLazyObject(lambda: here(request, ways)),
        "demo": settings.DEMO,
        "theme": request.COOKIES.get("theme", ""),
        "keys_on": request.COOKIES.get("keys") != "off",
    }


def _ways(request: HttpRequest) -> list[Way]:
    worker = getattr(request, "worker", None)
    return ways_for(worker.duty) if worker else []
