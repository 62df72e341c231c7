"""Requests, decisions and grants: who may, how long, never more than was asked, each step kept."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.hub.catalogue.ground import steward
from yiwang.engine.duties import CENTRE, Duty
from yiwang.hub.catalogue import asking, ending, requests, terms
from yiwang.hub.catalogue.asking import Approval
from yiwang.hub.catalogue.models import Request, Step
from yiwang.hub.catalogue.words import Sharing
from yiwang.kernel.refusals import Conflict, Invalid, Missing, NotAllowed, NotFound, NotNow
from yiwang.org.actors import SYSTEM


def steps(request) -> list[str]:
    return [one.kind for one in request.steps.all()]


def late(request):
    Request.objects.filter(pk=request.pk).update(due_at=timezone.now() - timedelta(minutes=1))


def test_a_request_is_granted_by_the_owner_as_asked_and_masked(hub):
    request = hub.ask()
    grant = asking.approve(number=request.pk, approval=Approval(), by=hub.owner)
    assert grant.fields == request.fields and grant.masked == ("name", "card")
    assert steps(request) == ["asked", "granted"] and grant.in_force()
    assert requests.grants_of(hub.asker.unit_id) == [grant]


def test_working_days_count_and_may_be_extended_once_with_a_reason(hub):
    request = hub.ask()
    first = request.due_at
    assert first == terms.due(request.at, 10)
    with pytest.raises(Missing):
        asking.extend(number=request.pk, words=" ", by=hub.owner)
    assert asking.extend(number=request.pk, words="须会商", by=hub.owner).due_at > first
    with pytest.raises(NotNow):
        asking.extend(number=request.pk, words="再要", by=hub.owner)


def test_an_extension_comes_before_the_deadline(hub):
    request = hub.ask()
    late(request)
    with pytest.raises(NotNow):
        asking.extend(number=request.pk, words="须会商", by=hub.owner)


def test_what_is_not_shared_can_never_be_asked_for_nor_granted(hub):
    request = hub.ask()
    hub.resource = hub.publish(sharing=Sharing.NONE, basis="国家安全法")
    with pytest.raises(NotAllowed):
        hub.ask(purpose="另一用途")
    with pytest.raises(NotAllowed):
        asking.approve(number=request.pk, approval=Approval(), by=hub.owner)
    late(request)
    assert ending.follow() == 0


def test_unconditional_sharing_is_granted_when_its_day_passes_but_masked(hub):
    hub.resource = hub.publish(sharing=Sharing.UNCONDITIONAL, condition="")
    request = hub.ask()
    assert request.due_at == terms.due(request.at, 1) and ending.follow() == 0
    late(request)
    assert ending.follow() == 1
    request.refresh_from_db()
    assert request.grant.masked == ("name", "card") and request.steps.last().by_name == "系统"
    with pytest.raises(NotNow):
        asking.extend(number=hub.ask(purpose="别的").pk, words="忙", by=hub.owner)


def test_conditional_sharing_is_never_granted_by_the_clock(hub):
    late(hub.ask())
    assert ending.follow() == 0


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"purpose": " "}, Missing),
        ({"basis": ""}, Missing),
        ({"fields": ()}, Missing),
        ({"fields": ("nothing",)}, Invalid),
        ({"purpose": "长" * 201}, Invalid),
        ({"until": timezone.localdate() - timedelta(days=1)}, Invalid),
        ({"until": timezone.localdate() + timedelta(days=2000)}, Invalid),
        ({"rows": ({"field": "nothing", "test": "is", "value": "1"},)}, Invalid),
        ({"rows": ({"field": "id", "test": "like", "value": "1"},)}, Invalid),
        ({"rows": ({"field": "id", "test": "is", "value": "x"},)}, Invalid),
    ],
)
def test_a_request_that_says_too_little_or_too_much_is_refused(hub, change, fault):
    with pytest.raises(fault):
        hub.ask(**change)


def test_the_same_purpose_is_not_asked_twice_and_ones_own_needs_no_asking(hub):
    hub.ask()
    with pytest.raises(Conflict):
        hub.ask()
    with pytest.raises(Invalid):
        hub.ask(by=hub.owner)


def test_a_grant_never_exceeds_the_request(hub):
    request = hub.ask(fields=("id", "name"))
    beyond = request.until + timedelta(days=1)
    for approval, fault in (
        (Approval(fields=("id", "card")), Invalid),
        (Approval(fields=()), Missing),
        (Approval(until=beyond), Invalid),
        (Approval(plain=("name",)), Missing),
        (Approval(plain=("card",), plain_reason="核验"), Invalid),
        (Approval(plain=("id",), plain_reason="核验"), Invalid),
    ):
        with pytest.raises(fault):
            asking.approve(number=request.pk, approval=approval, by=hub.owner)
    approval = Approval(fields=("name",), plain=("name",), plain_reason="须当面核对")
    grant = asking.approve(number=request.pk, approval=approval, by=hub.owner)
    assert grant.fields == ["name"] and grant.masked == ()


def test_asked_conditions_stay_and_those_of_the_approval_come_to_them(hub):
    first = {"field": "street", "test": "is", "value": "江滩街道"}
    second = {"field": "secret", "test": "empty"}
    grant = hub.grant(Approval(rows=(second,)), rows=(first,))
    assert grant.rows == [first, second]


def test_a_refusal_needs_a_reason_of_the_list_and_words(hub):
    number = hub.ask().pk
    for reason, words in (("", "不行"), ("whatever", "不行"), ("purpose", " ")):
        with pytest.raises(Missing):
            asking.refuse(number=number, reason=reason, words=words, by=hub.owner)
    request = asking.refuse(number=number, reason="purpose", words="请写明事项", by=hub.owner)
    assert request.state == "refused"
    with pytest.raises(NotNow):
        asking.approve(number=number, approval=Approval(), by=hub.owner)


def test_only_the_owner_decides_and_the_officer_where_it_has_no_steward(hub):
    request = hub.ask()
    others = [hub.district.worker(duty) for duty in Duty if duty in CENTRE]
    others += [hub.asker, steward(hub.district, "community")]
    for by in others:
        with pytest.raises(NotAllowed):
            asking.approve(number=request.pk, approval=Approval(), by=by)
        with pytest.raises(NotAllowed):
            asking.refuse(number=request.pk, reason="purpose", words="不", by=by)
    hub.resource = hub.publish(
        key="flat", code="302001/00001", unit=hub.district.units["other"], name="住房"
    )
    request = hub.ask()
    assert requests.to_decide(hub.officer) == [request]
    assert asking.approve(number=request.pk, approval=Approval(), by=hub.officer).pk


def test_nobody_decides_what_they_asked_for_themselves(hub):
    hub.resource = hub.publish(
        key="flat", code="302001/00001", unit=hub.district.units["other"], name="住房"
    )
    request = hub.ask(by=hub.officer)
    assert requests.to_decide(hub.officer) == []
    with pytest.raises(NotAllowed):
        asking.approve(number=request.pk, approval=Approval(), by=hub.officer)


@pytest.mark.parametrize("duty", sorted(set(Duty) & CENTRE - {Duty.DATA_OFFICER}))
def test_other_duties_of_the_centre_ask_for_nothing(hub, duty):
    with pytest.raises(NotAllowed):
        hub.ask(by=hub.district.worker(duty))


def test_who_asked_takes_back_and_nobody_else(hub):
    request = hub.ask()
    with pytest.raises(NotAllowed):
        asking.withdraw(number=request.pk, by=hub.owner)
    assert asking.withdraw(number=request.pk, by=hub.asker).state == "withdrawn"
    with pytest.raises(NotNow):
        asking.withdraw(number=request.pk, by=hub.asker)


def test_a_grant_is_revoked_by_its_giver_with_a_reason(hub):
    grant = hub.grant()
    with pytest.raises(NotAllowed):
        ending.revoke(number=grant.pk, words="停", by=hub.asker)
    with pytest.raises(Missing):
        ending.revoke(number=grant.pk, words="", by=hub.owner)
    assert not ending.revoke(number=grant.pk, words="用途已结束", by=hub.owner).in_force()
    with pytest.raises(NotAllowed):
        requests.usable(grant.pk, hub.asker)


def test_a_grant_is_announced_before_its_end_once_and_then_ends(hub):
    grant = hub.grant(until=timezone.localdate() + timedelta(days=3))
    assert ending.follow() == 1 and ending.follow() == 0
    type(grant).objects.filter(pk=grant.pk).update(until=timezone.localdate() - timedelta(days=1))
    grant.refresh_from_db()
    assert not grant.in_force(), "before the clock comes"
    assert ending.follow() == 1
    assert steps(grant.request) == ["asked", "granted", "reminded", "ended"]


def test_steps_cannot_be_changed(hub):
    hub.ask()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Step.objects.update(words="别的")


def test_others_see_neither_request_nor_grant(hub):
    grant, other = hub.grant(), steward(hub.district, "community")
    for by in (hub.asker, hub.owner, hub.officer, hub.district.worker(Duty.LEADER)):
        assert requests.seen_by(grant.request_id, by) and requests.seen_grant(grant.pk, by)
    with pytest.raises(NotFound):
        requests.seen_by(grant.request_id, other)
    with pytest.raises(NotFound):
        requests.seen_grant(grant.pk, other)
    with pytest.raises(NotFound):
        requests.usable(grant.pk, hub.owner)
    with pytest.raises(NotFound):
        requests.usable(grant.pk, SYSTEM)


def test_terms_are_published_by_the_data_officer_within_their_ranges(hub):
    change = terms.Change({"conditional_days": 5}, "市里要求")
    with pytest.raises(NotAllowed):
        terms.publish(change=change, by=hub.owner)
    with pytest.raises(Invalid):
        terms.publish(change=terms.Change({"small_group": 1}, "不设"), by=hub.officer)
    terms.publish(change=change, by=hub.officer)
    request = hub.ask()
    assert request.due_at == terms.due(request.at, 5)
