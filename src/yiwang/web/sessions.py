"""Who is at work in this session: one person, one post at a time."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from yiwang.org import queries as org
from yiwang.org.actors import Worker

POST = "post_id"


class WorkerMiddleware:
    """Gives every request its `worker`; None for somebody who is not signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.workers = SimpleLazyObject(lambda: _workers(request))
        request.worker = SimpleLazyObject(lambda: _chosen(request))
        return self.get_response(request)


def _workers(request: HttpRequest) -> list[Worker]:
    if not request.user.is_authenticated:
        return []
    return org.workers_of(request.user.pk)


def _chosen(request: HttpRequest) -> Worker | None:
    if not request.user.is_authenticated:
        return None
    wanted = request.session.get(POST)
    own = org.own_worker(wanted, request.user.pk) if wanted else None
    if own is not None:
        return own
    workers: list[Worker] = list(request.workers)
    chosen = next((worker for worker in workers if worker.post_id == wanted), None)
    if chosen is None and workers:
        chosen = workers[0]
        request.session[POST] = chosen.post_id
    return chosen


def choose(request: HttpRequest, post_id: int) -> None:
    """Work under another of one's own posts from now on."""
    if any(worker.post_id == post_id for worker in request.workers):
        request.session[POST] = post_id
