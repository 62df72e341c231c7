"""What makes an app of the pages: the manifest, the worker and the page without network."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

_STATIC = Path(__file__).resolve().parent.parent / "static"
_WORKER = _STATIC / "js" / "phone-worker.js"
_STYLES = ("css/tokens.css", "css/parts.css", "css/place.css", "css/phone.css")
_SHELL = (*_STYLES, "img/icons.svg", "img/mark.svg")
_ICONS = (("phone-192", "192x192", "any"), ("phone-512", "512x512", "any"))
_MASKABLE = ("phone-maskable", "512x512", "maskable")


@lru_cache(maxsize=1)
def shell() -> tuple[list[str], str]:
    """The files without which no page of the phone stands, and a mark of what is in them."""
    scripts = sorted(f"js/phone/{path.name}" for path in (_STATIC / "js" / "phone").glob("*.js"))
    names = [*_SHELL, "js/theme.js", *scripts]
    content = b"".join((_STATIC / name).read_bytes() for name in names) + _WORKER.read_bytes()
    return [static(name) for name in names], hashlib.sha256(content).hexdigest()[:12]


@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, in the folder that it answers for; it changes with what it keeps."""
    files, version = shell()
    told = {"files": files, "version": version, "offline": reverse("phone:offline")}
    head = f"const SHELL = {json.dumps(told)};\n"
    return HttpResponse(head + _WORKER.read_text(), content_type="text/javascript; charset=utf-8")


def manifest(request: HttpRequest) -> JsonResponse:
    """How the app is called and looks on the home screen."""
    icons = [
        {"src": static(f"img/{name}.png"), "sizes": size, "type": "image/png", "purpose": purpose}
        for name, size, purpose in (*_ICONS, _MASKABLE)
    ]
    told = {
        "id": reverse("phone:tasks"),
        "name": _("一网·外勤"),
        "short_name": _("一网外勤"),
        "start_url": reverse("phone:tasks"),
        "scope": reverse("phone:tasks"),
        "display": "standalone",
        "lang": settings.LANGUAGE_CODE,
        "background_color": "#f4f6f9",
        "theme_color": "#14539a",
        "icons": icons,
    }
    return JsonResponse(told, content_type="application/manifest+json")


def offline(request: HttpRequest) -> HttpResponse:
    """Shown without network where nothing was kept; about nobody, so anybody's phone keeps it."""
    return render(request, "phone/offline.html")
