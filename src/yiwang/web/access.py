"""Who may open a page: signed in, and under one of the named duties."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django_htmx.http import HttpResponseClientRedirect

from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import NotAllowed

View = Callable[..., HttpResponse]


def for_duties(*duties: Duty) -> Callable[[View], View]:
    """Only for people at work under these duties; without any named, under every duty."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_login(request)
            if not request.worker:
                raise NotAllowed("您还没有岗位，请联系系统管理员")
            if duties and request.worker.duty not in duties:
                allowed = "、".join(duty.label for duty in duties)
                raise NotAllowed("此页供{allowed}使用，请切换岗位", allowed=allowed)
            return view(request, *args, **kwargs)

        guarded.duties = duties  # type: ignore[attr-defined]
        return guarded

    return wrap


def _to_login(request: HttpRequest) -> HttpResponse:
    """A fragment must not become the sign-in form: the whole page goes there and comes back."""
    if not getattr(request, "htmx", False):
        return redirect_to_login(request.get_full_path())
    page = urlsplit(request.htmx.current_url_abs_path or "/").path
    return HttpResponseClientRedirect(redirect_to_login(page).url)


signed_in = for_duties()
