"""Every write of disclosures: begun, reasons given, audited, excused, published, withdrawn."""

import hashlib
from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from yiwang.budget.disclosures import files, queries
from yiwang.budget.disclosures.models import Disclosure, Excuse, PublishedFile
from yiwang.budget.register.models import BudgetUnit
from yiwang.budget.register.rights import checked_year, may_keep
from yiwang.disclosure.schemes.scoring import says_nothing
from yiwang.disclosure.writing.reasons import reasons_asked, unanswered
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Conflict, Invalid, Missing, NotAllowed, NotFound, NotNow
from yiwang.org.actors import Worker

SIGNERS = (Duty.LEADER,)


def begin(*, unit: BudgetUnit, kind: str, year: int, day: date, by: Worker) -> Disclosure:
    """Begin an edition, with the answers of the one before. Raises `Conflict`, `Missing`."""
    may_keep(by)
    if kind not in Disclosure.Kind.values:
        raise Invalid("请选择预算或决算")
    last = Disclosure.objects.filter(unit=unit, kind=kind, year=checked_year(year)).first()
    made = Disclosure(
        unit=unit,
        kind=kind,
        year=year,
        day=day,
        edition=last.edition + 1 if last else 1,
        reasons=last.reasons if last else {},
    )
    _audited(made, by)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        raise Conflict("这一年的公开文件正在编制或已经公开，撤回后才能重新编制") from None
    return made


def _audited(one: Disclosure, by: Worker) -> None:
    book = queries.book(one)
    if not book.spending:
        raise Missing("台账里没有这个单位这一年的支出，先导入或登记")
    one.findings = files.found(book)
    one.made_at, one.made_by, one.made_name = timezone.now(), by.person_id, by.person_name


@transaction.atomic
def answer(*, number: int, reasons: Mapping[str, str], by: Worker) -> Disclosure:
    """Keep the reasons and audit the document as it is now. Raises `NotNow`, `Invalid`."""
    may_keep(by)
    found = _draft(number)
    asked = {one.key for one in reasons_asked(queries.book(found))}
    given = {key: text.strip() for key, text in reasons.items() if key in asked and text.strip()}
    empty = [key for key, text in given.items() if says_nothing(text)]
    if empty:
        raise Invalid("原因不能填“无”，请写明为什么", fields=dict.fromkeys(empty, "不能填“无”"))
    found.reasons = found.reasons | given
    _audited(found, by)
    found.save()
    return found


def _draft(number: int) -> Disclosure:
    found = Disclosure.objects.select_for_update().filter(pk=number).first()
    found = found or queries.disclosure(number)
    if found.state != Disclosure.State.DRAFT:
        raise NotNow("这份文件已公开或已撤回，不能再修改")
    return found


@transaction.atomic
def excuse(*, number: int, finding: str, reason: str, by: Worker) -> Excuse:
    """Sign why an error that the audit found does not stop the publication."""
    if by.duty not in SIGNERS:
        raise NotAllowed("审核发现的错误由领导签字说明")
    found = _draft(number)
    told = next((one for one in found.findings if one["key"] == finding), None)
    if told is None:
        raise NotFound("没有这条审核发现，文件可能已重新审核")
    if says_nothing(reason):
        raise Missing("请写明理由，不能填“无”")
    return Excuse.objects.create(
        disclosure=found,
        finding=finding,
        rule=told["rule"][:60],
        reason=reason.strip()[:500],
        signed_at=timezone.now(),
        signed_by=by.person_id,
        signed_name=by.person_name,
    )


@transaction.atomic
def publish(*, number: int, by: Worker) -> Disclosure:
    """Sign and publish, with every file kept. Raises `NotNow` while something stands against it.

    The document is composed and audited once more: the register may have moved meanwhile.
    """
    if by.duty not in SIGNERS:
        raise NotAllowed("公开文件由领导签发")
    found = _draft(number)
    if by.person_id == found.made_by:
        raise NotAllowed("编制人不能签发自己的文件")
    book = queries.book(found)
    found.findings = files.found(book)
    lacking = unanswered(book)
    if lacking:
        raise NotNow("还有{many}处变动没有说明原因", many=len(lacking))
    errors = queries.standing_errors(found)
    if errors:
        raise NotNow("审核还有{many}处错误，改正或签字说明后才能公开", many=len(errors))
    found.published_at, found.published_name = timezone.now(), by.person_name
    found.save()
    PublishedFile.objects.bulk_create(
        PublishedFile(
            disclosure=found,
            format=form,
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
        )
        for form, content in files.made(book).items()
    )
    return found


@transaction.atomic
def withdraw(*, number: int, reason: str, by: Worker) -> Disclosure:
    """Take an edition back; its files stay to be seen. Raises `NotNow`, `Missing`."""
    if by.duty not in SIGNERS:
        may_keep(by)
    found = Disclosure.objects.select_for_update().filter(pk=number).first()
    found = found or queries.disclosure(number)
    if found.state == Disclosure.State.WITHDRAWN:
        raise NotNow("这份文件已经撤回")
    if found.published_at and by.duty not in SIGNERS:
        raise NotAllowed("已公开的文件由领导撤回")
    if says_nothing(reason):
        raise Missing("请写明撤回的理由")
    found.withdrawn_at, found.withdrawn_name = timezone.now(), by.person_name
    found.why_withdrawn = reason.strip()[:500]
    found.save(update_fields=["withdrawn_at", "withdrawn_name", "why_withdrawn"])
    return found
