"""Units ask for each other's data: granted and used, waiting, refused; what is made from what."""

from datetime import timedelta

from django.utils import timezone

from yiwang.hub.catalogue import actions, asking
from yiwang.hub.catalogue.gate import paging, questions, rights
from yiwang.hub.catalogue.models import Access, Grant, Request, Resource
from yiwang.org.actors import Worker

People = dict[str, Worker]
# What of which resource is made of what of which other.
FLOWS = (
    ("population", "identity_card", "social_assistance", "identity_card", "按公民身份号码核对"),
    ("population", "name", "medical_insurance", "name", "每月比对更正"),
    ("legal_persons", "code", "licences", "credit_code", "受理时调取"),
    ("licences", "holder", "shop_signs", "shop", "按许可名称登记"),
)


def fill(known: dict[str, Resource], people: People) -> int:
    """Requests in every state and a grant that was used; how many readings the log holds."""
    grant = _granted(known["legal_persons"], people)
    _used(grant, people["data_steward"])
    _ask(known["medical_insurance"], people["data_civil"], ("identity_card", "kind", "until"))
    _ask(known["housing"], people["data_civil"], ("address", "kind", "let"))
    _ask(known["shop_signs"], people["data_permits"], ("number", "shop", "kind", "checked"))
    _refused(known["population"], people)
    for told in FLOWS:
        actions.add_flow(told=actions.Told(*told), by=people["data_officer"])
    return Access.objects.count()


def _ask(resource: Resource, by: Worker, fields: tuple[str, ...], purpose: str = "") -> Request:
    asked = asking.Asked(
        resource=resource,
        purpose=purpose or f"{by.unit_name}审核时核对{resource.name}",
        basis="本单位职能配置规定（虚构）",
        fields=fields,
        until=timezone.localdate() + timedelta(days=180),
    )
    return asking.ask(asked=asked, by=by)


def _granted(resource: Resource, people: People) -> Grant:
    """Decided by the data officer, since this unit has no steward of its own."""
    fields = ("code", "name", "legal", "phone", "trade", "status")
    asked = _ask(resource, people["data_steward"], fields, "门前三包责任单位核对")
    only = ({"field": "status", "test": "is", "value": "在业"},)
    approval = asking.Approval(rows=only, daily_rows=20_000, words="限在业单位，脱敏提供")
    return asking.approve(number=asked.pk, approval=approval, by=people["data_officer"])


def _used(grant: Grant, by: Worker) -> None:
    """Two pages of rows and a question, as the steward's pages ask them."""
    right = rights.by_grant(grant.pk, by)
    page = paging.page(right, by, paging.Wanted(most=50), Access.Path.PAGE)
    paging.page(right, by, paging.Wanted(most=50, after=page.after), Access.Path.PAGE)
    by_trade = questions.Plan(measure=questions.Measure.COUNT, by=("trade",))
    questions.ask(right, by, by_trade)


def _refused(resource: Resource, people: People) -> None:
    asked = _ask(resource, people["data_permits"], resource.schema.names, "办件时预填信息")
    asking.refuse(
        number=asked.pk,
        reason="minimal",
        words="预填只需姓名和公民身份号码，请按最小范围重新申请",
        by=people["data_police"],
    )
