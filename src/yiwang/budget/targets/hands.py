"""The hands after the one that wrote: reviewed by another duty, signed by a leader, sent back."""

from django.db import transaction
from django.utils import timezone

from yiwang.budget.targets import queries
from yiwang.budget.targets.models import Evaluation, Promise, State
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Missing, NotAllowed, NotNow
from yiwang.org.actors import Worker

REVIEWERS = (Duty.ASSESSOR, Duty.SUPERVISOR)
SIGNERS = (Duty.LEADER,)
# What a form is, in addresses.
KINDS = ("promise", "evaluation")
_LOCKED = {"promise": queries.locked_promise, "evaluation": queries.locked_evaluation}


@transaction.atomic
def review(*, kind: str, number: int, opinion: str, by: Worker) -> Promise | Evaluation:
    """Another duty finds it in order. Raises `NotAllowed`, `NotNow`, `Missing`."""
    found = _LOCKED[kind](number)
    if by.duty not in REVIEWERS or by.person_id == found.made_by:
        raise NotAllowed("审核由考核员或督办员办理，填报人不能审核自己的表")
    if found.state != State.SUBMITTED:
        raise NotNow("这张表不在待审核状态")
    if not opinion.strip():
        raise Missing("请填写审核意见")
    found.reviewed_at, found.reviewed_by = timezone.now(), by.person_id
    found.reviewed_name, found.opinion = by.person_name, opinion.strip()[:500]
    found.save(update_fields=["reviewed_at", "reviewed_by", "reviewed_name", "opinion"])
    return found


@transaction.atomic
def sign(*, kind: str, number: int, by: Worker) -> Promise | Evaluation:
    """A leader signs it; from then on it stands. Raises `NotAllowed`, `NotNow`."""
    found = _LOCKED[kind](number)
    if by.duty not in SIGNERS or by.person_id in (found.made_by, found.reviewed_by):
        raise NotAllowed("签字由领导办理，填报人和审核人不能签字")
    if found.state != State.REVIEWED:
        raise NotNow("这张表审核后才能签字")
    found.signed_at, found.signed_by = timezone.now(), by.person_id
    found.signed_name = by.person_name
    found.save(update_fields=["signed_at", "signed_by", "signed_name"])
    return found


@transaction.atomic
def send_back(*, kind: str, number: int, reason: str, by: Worker) -> Promise | Evaluation:
    """It must be written anew. Raises `NotAllowed`, `NotNow`, `Missing`."""
    found = _LOCKED[kind](number)
    if by.duty not in (*REVIEWERS, *SIGNERS):
        raise NotAllowed("退回由审核人或签字人办理")
    if found.state not in (State.SUBMITTED, State.REVIEWED):
        raise NotNow("这张表不在待审核或待签字状态")
    if not reason.strip():
        raise Missing("请填写退回理由")
    found.returned_at, found.returned_name = timezone.now(), by.person_name
    found.why_returned = reason.strip()[:500]
    found.save(update_fields=["returned_at", "returned_name", "why_returned"])
    return found
