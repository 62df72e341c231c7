"""Who may use the phone: signed in through its own door, under a duty of the street."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie

from yiwang.engine.duties import FIELD, Duty
from yiwang.org.actors import Worker
from yiwang.web.access import View, for_duties

# Names whose pages these are: the phone keeps them for this owner only.
OWNER = "X-Phone-Owner"
# Until when: a page that names people is kept no longer than it is needed.
UNTIL = "X-Phone-Until"
LONGEST = timedelta(hours=12)


def on_the_street(view: View) -> View:
    """Only for duties of the street; whoever is signed out stays within the app."""
    return _for(FIELD, view)


def on_rounds(view: View) -> View:
    """Only for grid workers, who go from door to door."""
    return _for({Duty.GRID_WORKER}, view)


def _for(duties: Iterable[Duty], view: View) -> View:
    allowed = for_duties(*sorted(duties))(view)

    @wraps(view)
    @ensure_csrf_cookie
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), login_url=reverse("phone:login"))
        response = allowed(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response

    return guarded


def owner(worker: Worker) -> str:
    """One person at one post; another post has other tasks."""
    return f"{worker.person_id}-{worker.post_id}"


def kept(response: HttpResponse, worker: Worker, until: datetime | None = None) -> HttpResponse:
    """A page that the phone may keep to show it without network, perhaps only until then."""
    response[OWNER] = owner(worker)
    if until is not None:
        response[UNTIL] = min(until, timezone.now() + LONGEST).isoformat()
    return response
