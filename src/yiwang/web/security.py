"""Headers that keep foreign scripts, frames and lookers-on out."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'self'; img-src 'self' blob:; object-src 'none'; base-uri 'none';"
    " form-action 'self'; frame-ancestors 'none'"
)


def policy_with_tiles(tiles: str) -> str:
    """The policy of a page with a map: pictures from one more host, and only pictures.

    The map fetches a tile and then draws it, so the host stands under `connect-src` as well.
    """
    parts = urlsplit(tiles)
    if not parts.netloc:
        return POLICY
    host = f"{parts.scheme}://{parts.netloc}"
    with_host = POLICY.replace("img-src 'self' blob:", f"img-src 'self' blob: {host}")
    return f"{with_host}; connect-src 'self' {host}"


class ContentSecurityMiddleware:
    """Allows scripts, styles and pictures of our own only, nothing inline."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(self)")
        return response
