"""What an effect comes to, in a sentence that says what can and what cannot be concluded."""

from django.utils.translation import gettext as _

from yiwang.insight.topics.effect import LEAST_BEFORE, LEAST_DAYS, Effect, Verdict


def said_effect(found: Effect) -> dict[str, object]:
    """Before and after beside everything else, and the conclusion."""
    return {"effect": found, "verdict": found.verdict.value, "sentence": _sentence(found)}


def _sentence(found: Effect) -> str:
    match found.verdict:
        case Verdict.TOO_FEW:
            text = _("人数太少，不下结论：治理前{before}人，少于{least}人，或全区同期案件太少。")
            return text.format(before=found.before.topic, least=LEAST_BEFORE)
        case Verdict.TOO_EARLY:
            text = _(
                "时间还短，不下结论：治理前有{before}天、治理后有{after}天，各满{least}天后再看。"
            )
            return text.format(before=found.before.days, after=found.after.days, least=LEAST_DAYS)
        case Verdict.LESS:
            text = _(
                "扣除全区同期变化后，减少约{percent}%（95%区间：减少{low}%至{high}%），超出偶然波动。"
            )
        case Verdict.MORE:
            text = _(
                "扣除全区同期变化后，增加约{percent}%（95%区间：增加{low}%至{high}%），治理没有见效。"
            )
        case Verdict.OPEN:
            return _(
                "扣除全区同期变化后，约为原来的{ratio}%（95%区间：{low}%至{high}%），"
                "区间包含100%，不能断定有变化。"
            ).format(
                ratio=_percent(found.ratio), low=_percent(found.low), high=_percent(found.high)
            )
    ends = sorted(abs(_percent(end) - 100) for end in (found.low, found.high))
    return text.format(percent=abs(_percent(found.ratio) - 100), low=ends[0], high=ends[1])


def _percent(ratio: float | None) -> int:
    return round(100 * (ratio or 0))
