"""A report or an act on a case, handed in by a phone."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from yiwang.cases import actions, files, queries
from yiwang.cases.projection import moment
from yiwang.engine import register
from yiwang.engine.language import Action, NeedKind
from yiwang.kernel.refusals import Missing, NotFound
from yiwang.org.actors import Worker
from yiwang.web.cases.given import texts
from yiwang.web.phone import answers
from yiwang.web.phone.answers import Answer, Taken
from yiwang.web.phone.item import Item

VIA = "phone"


def take(item: Item, worker: Worker, request: HttpRequest) -> tuple[Answer, bool]:
    """The answer, and whether it was done now; refused, nothing of it is kept, no photo either."""
    action = _action(item)
    given = texts(action, request.POST)
    _check_place(item, action, given)
    photos: dict[str, list[int]] = {}
    new = False
    try:
        for need, photo in item.photos:
            photos.setdefault(need, []).append(files.keep(upload=photo, worker=worker).pk)
        answer, new = answers.done(item, lambda: _taken(item, action, worker, given | photos))
    finally:
        if not new:
            files.discard([number for kept in photos.values() for number in kept])
    return answer, new


def _action(item: Item) -> Action:
    """What the item asks to be done."""
    if not item.number:
        return register.procedure(item.procedure).opening
    action = queries.procedure_by_number(item.number).action_by_key.get(item.action)
    if action is None:
        raise NotFound("没有“{action}”这个办理动作", action=item.action)
    return action


def _check_place(item: Item, action: Action, given: dict[str, Any]) -> None:
    """Whoever reports says where: by position or by area."""
    kinds = {need.kind: need.key for need in action.needs}
    asked = (kinds.get(NeedKind.POINT), kinds.get(NeedKind.AREA))
    if not item.number and all(asked) and not any(given.get(str(key)) for key in asked):
        told = {str(asked[1]): "没有定位时请选择所属区域"}
        raise Missing("没有定位时请选择所属区域", fields=told)


def _taken(item: Item, action: Action, worker: Worker, given: dict[str, Any]) -> Taken:
    at, by_phone = answers.moment_of(item, last=_last(item, worker))
    done = _done(item, worker, given, at if by_phone else None)
    return Taken(
        label=action.label,
        at=at.isoformat(),
        by_phone=by_phone,
        number=done.number,
        page=reverse("phone:task", args=[done.number]),
        more={"seq": done.seq, "state": done.state},
    )


def _last(item: Item, worker: Worker) -> Any:
    """When something last happened to the case, as far as the person may know."""
    if not item.number:
        return None
    standing = queries.standing_of(queries.case(worker, item.number))
    return moment(standing.last[3]) if standing.last else None


def _done(item: Item, worker: Worker, given: dict[str, Any], at: Any) -> actions.Done:
    if not item.number:
        opening = actions.Opening(
            procedure=item.procedure, worker=worker, given=given, via=VIA, at=at
        )
        return actions.open_case(opening)
    act = actions.Act(
        number=item.number,
        action=item.action,
        worker=worker,
        given=given,
        subject=item.subject,
        seen=item.seen,
        via=VIA,
        at=at,
    )
    return actions.perform(act)
