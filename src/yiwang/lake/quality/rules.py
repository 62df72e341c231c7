"""A rule of quality as a declaration: checked when made, kept as plain data."""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from yiwang.kernel.refusals import Invalid
from yiwang.lake.quality.kinds import NEEDS
from yiwang.lake.quality.words import Dimension, RuleKind, Severity
from yiwang.lake.schema import Kind, Schema

HEAVIEST = 100.0
# A bound that moves with the day of the check.
TODAY = "today"
_TEXT_ONLY = {RuleKind.LENGTH, RuleKind.PATTERN, RuleKind.IDENTIFIER}
_MOMENTS = {Kind.DAY, Kind.MOMENT}
_NUMBERS = {Kind.WHOLE, Kind.NUMBER, Kind.DECIMAL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What must hold of a table or of each of its rows.

    `key` names it among the rules of its table; `basis` says where it is demanded; `weight`
    counts in the score. Raises `Invalid` with what to put right.
    """

    key: str
    kind: RuleKind
    fields: tuple[str, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    label: str = ""
    dimension: Dimension = None  # type: ignore[assignment]
    severity: Severity = Severity.ERROR
    basis: str = ""
    weight: float = 1.0

    def __post_init__(self) -> None:
        needs = NEEDS[self.kind]
        if self.dimension is None:
            object.__setattr__(self, "dimension", needs.dimension)
        if not self.key or len(self.key) > 100:
            raise Invalid("规则须有标识，且不超过100字")
        if not (math.isfinite(self.weight) and 0 < self.weight <= HEAVIEST):
            raise Invalid("规则“{rule}”的权重应大于0且不超过100", rule=self.told)
        least, most = needs.fields
        if not least <= len(self.fields) <= most:
            raise Invalid(
                "规则“{rule}”应选{least}至{most}个字段，现为{count}个",
                rule=self.told, least=least, most=most, count=len(self.fields),
            )  # fmt: skip
        self._check_parameters()

    @property
    def told(self) -> str:
        """Its label, or its kind and fields where it has none."""
        return self.label or f"{'、'.join(self.fields)}{self.kind.label}"

    def _check_parameters(self) -> None:
        needs = NEEDS[self.kind]
        known = {**needs.needed, **needs.may}
        strange = sorted(set(self.parameters) - set(known))
        if strange:
            raise Invalid(
                "规则“{rule}”不认识参数：{names}；可用：{known}",
                rule=self.told, names="、".join(strange), known="、".join(known) or "无",
            )  # fmt: skip
        lacking = sorted(set(needs.needed) - set(self.parameters))
        if lacking or (needs.one and not self.parameters):
            raise Invalid(
                "规则“{rule}”须填写参数：{names}", rule=self.told, names="、".join(lacking or known)
            )
        if self.kind is RuleKind.REFERENCE and len(self.parameters["to"]) != len(self.fields):
            raise Invalid("规则“{rule}”两边的字段数不同", rule=self.told)
        for name, value in self.parameters.items():
            if not known[name](value):
                raise Invalid(
                    "规则“{rule}”的参数“{name}”不可用：{value}",
                    rule=self.told, name=name, value=str(value)[:100],
                )  # fmt: skip

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return asdict(self) | {"fields": list(self.fields), "parameters": dict(self.parameters)}


def rule(plain: Mapping[str, Any]) -> Rule:
    """The rule that was kept as plain data. Raises `Invalid`."""
    known = set(Rule.__dataclass_fields__)
    strange = sorted(set(plain) - known)
    if strange:
        raise Invalid("规则中有不认识的项：{names}", names="、".join(strange))
    try:
        told = {
            **plain,
            "kind": RuleKind(plain.get("kind", "")),
            "fields": tuple(plain.get("fields", ())),
            "severity": Severity(plain.get("severity", Severity.ERROR)),
        }
        if plain.get("dimension"):
            told["dimension"] = Dimension(plain["dimension"])
        return Rule(**told)
    except (ValueError, TypeError, AttributeError) as error:
        raise Invalid("规则写法有误：{reason}", reason=str(error)[:200]) from error


def fit(rules: tuple[Rule, ...], schema: Schema) -> None:
    """That rules speak of this table. Raises `Invalid` naming the rule and the field."""
    keys = [one.key for one in rules]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise Invalid("规则标识重复：{keys}", keys="、".join(twice))
    for one in rules:
        for key in one.fields:
            _fit_kind(one, schema.field(key).kind)


def _fit_kind(one: Rule, kind: Kind) -> None:
    if one.kind in _TEXT_ONLY and kind is not Kind.TEXT:
        raise Invalid("规则“{rule}”只用于文本字段", rule=one.told)
    if one.kind is RuleKind.FRESHNESS and kind not in _MOMENTS:
        raise Invalid("规则“{rule}”只用于日期或时间字段", rule=one.told)
    if one.kind is RuleKind.RANGE:
        _fit_bounds(one, kind)


def _fit_bounds(one: Rule, kind: Kind) -> None:
    for bound in one.parameters.values():
        if kind in _NUMBERS and isinstance(bound, str):
            raise Invalid("规则“{rule}”的上下限应为数字，不加引号", rule=one.told)
        if kind in _MOMENTS and not _is_moment(bound):
            raise Invalid(
                "规则“{rule}”的上下限应为日期，如2026-01-31，或写today表示检查当日", rule=one.told
            )
        if kind is Kind.TEXT and not isinstance(bound, str):
            raise Invalid("规则“{rule}”的上下限应为文本，须加引号", rule=one.told)


def _is_moment(bound: object) -> bool:
    if bound == TODAY:
        return True
    try:
        return datetime.fromisoformat(str(bound)).tzinfo is None
    except ValueError:
        return False
