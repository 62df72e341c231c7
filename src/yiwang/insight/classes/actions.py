"""Puts a learned model into use, takes the one before back, or switches suggestions off."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from yiwang.engine.duties import Duty
from yiwang.insight.classes import kept, queries
from yiwang.insight.classes.kinds import Kind
from yiwang.insight.classes.learned import Learned
from yiwang.insight.classes.models import Use, Version
from yiwang.kernel.refusals import Invalid, NotAllowed
from yiwang.org.actors import Worker

KEEPERS = (Duty.ADMINISTRATOR, Duty.SUPERVISOR)


@transaction.atomic
def keep(*, kind: Kind, procedure: str, model: Learned, scores: dict[str, Any], by: str) -> Version:
    """Keep a model as the next version; nothing uses it yet.

    `scores` hold `score`, `learned_from`, `judged_by` and whatever else was measured.
    """
    digest, size = kept.keep(model)
    before = Version.objects.filter(kind=kind, procedure=procedure).first()
    return Version.objects.create(
        kind=kind,
        procedure=procedure,
        number=before.number + 1 if before else 1,
        made_at=timezone.now(),
        made_by=by[:40],
        digest=digest,
        learned_from=scores["learned_from"],
        judged_by=scores["judged_by"],
        score=scores["score"],
        scores=scores | {"model_bytes": size},
    )


@transaction.atomic
def use(*, version: Version, by: str, reason: str) -> Use:
    """From now on this version answers. Raises `NotFound` where its file is gone or altered."""
    kept.read.cache_clear()
    kept.read(version.digest)
    return _append(version.kind, version.procedure, version, by, reason)


@transaction.atomic
def back(*, kind: Kind, procedure: str, by: str, reason: str) -> Use:
    """The version that was in use before the present one answers again."""
    present = queries.in_use(kind, procedure)
    earlier = Use.objects.filter(kind=kind, procedure=procedure, version__isnull=False)
    if present is not None:
        earlier = earlier.filter(version__number__lt=present.number)
    found = earlier.order_by("-version__number", "-id").select_related("version").first()
    if found is None or found.version is None:
        raise Invalid("没有更早启用过的版本可以退回")
    return use(version=found.version, by=by, reason=reason)


@transaction.atomic
def off(*, kind: Kind, procedure: str, by: str, reason: str) -> Use:
    """Nothing is suggested any more until a version is put into use again."""
    if queries.in_use(kind, procedure) is None:
        raise Invalid("现在没有启用的模型")
    return _append(kind, procedure, None, by, reason)


def choose(*, number: int, worker: Worker, reason: str) -> Use:
    """A supervisor or administrator puts one version into use, also an older one."""
    _may(worker)
    version = Version.objects.filter(pk=number).first()
    if version is None:
        raise Invalid("没有这个版本")
    return use(version=version, by=worker.person_name, reason=_stated(reason))


def switch_off(*, kind: str, procedure: str, worker: Worker, reason: str) -> Use:
    """A supervisor or administrator stops the suggestions."""
    _may(worker)
    if kind not in Kind.values:
        raise Invalid("没有这种模型")
    return off(kind=Kind(kind), procedure=procedure, by=worker.person_name, reason=_stated(reason))


def _may(worker: Worker) -> None:
    if worker.duty not in KEEPERS:
        raise NotAllowed("只有督办员和系统管理员可以启用或停用模型")


def _stated(reason: str) -> str:
    if not reason.strip():
        raise Invalid("请写明原因", fields={"reason": "请写明原因"})
    return reason.strip()[:200]


def _append(kind: str, procedure: str, version: Version | None, by: str, reason: str) -> Use:
    return Use.objects.create(
        kind=kind,
        procedure=procedure,
        version=version,
        at=timezone.now(),
        by=by[:40],
        reason=reason[:200],
    )
