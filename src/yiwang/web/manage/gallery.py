"""The gallery: every component once, alive, with a word on when it is used."""

from datetime import timedelta
from types import SimpleNamespace as Made
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from yiwang.engine import register
from yiwang.engine.duties import Duty
from yiwang.engine.language import Choice, Need, NeedKind
from yiwang.web.access import for_duties
from yiwang.web.cases.given import Field
from yiwang.web.ui.picture import picture
from yiwang.web.ui.tiles import Tile

COLOURS = (
    "ground", "paper", "sunk", "line", "line-strong", "ink", "ink-soft", "brand", "brand-strong",
    "brand-wash", "green", "green-wash", "amber", "amber-wash", "red", "red-wash", "focus",
    "series-2", "series-3", "series-4", "series-5", "series-6",
)  # fmt: skip


@for_duties(Duty.ADMINISTRATOR)
def gallery(request: HttpRequest) -> HttpResponse:
    """Shows the components with made-up content; nothing on the page changes anything."""
    now = timezone.now()
    procedure = register.procedures()[0]
    shown = {
        "colours": COLOURS,
        "fields": _fields(),
        "tiles": _tiles(),
        "timeline": _timeline(now),
        "stages": procedure.stages,
        "stage": procedure.stages[3],
        "page": Made(rows=_rows(procedure.key, now)),
        "late": now - timedelta(hours=30),
        "soon": now + timedelta(hours=3),
        "fine": now + timedelta(days=5),
        "procedure": procedure,
        "place": picture(_areas()),
        "found": [
            ("1", "演示甲", "区大数据中心 · 受理员"),
            ("2", "演示乙", "区大数据中心 · 派遣员"),
        ],
    }
    return render(request, "manage/gallery.html", shown)


def _fields() -> list[Field]:
    choices = (("a", "路灯不亮"), ("b", "井盖缺失"))
    kinds: list[tuple[NeedKind, str, Any]] = [
        (NeedKind.TEXT, "详细地址", "12号门前"),
        (NeedKind.LONG_TEXT, "处理经过", ""),
        (NeedKind.CHOICE, "诉求分类", "b"),
        (NeedKind.UNITS, "协办单位", ["a"]),
        (NeedKind.MOMENT, "市级截止时间", ""),
        (NeedKind.WHOLE_NUMBER, "涉及人数", 3),
        (NeedKind.FILES, "附件", ""),
        (NeedKind.YES_NO, "保密件", True),
    ]
    made = [
        Field(
            Need(
                key=f"gallery-{kind}",
                label=label,
                kind=kind,
                required=False,
                choices=tuple(Choice(key, text) for key, text in choices),
            ),
            choices,
            value,
        )
        for kind, label, value in kinds
    ]
    wrong = Need(key="gallery-wrong", label="电话", kind=NeedKind.TEXT, help="手机或固定电话")
    return [*made, Field(wrong, (), "12", fault="“12”不是有效的电话号码")]


def _areas() -> list[Made]:
    street = [[114.2, 30.5], [114.4, 30.5], [114.4, 30.6], [114.2, 30.6]]
    left = [[114.2, 30.5], [114.3, 30.5], [114.3, 30.6], [114.2, 30.6]]
    return [
        Made(code="1", level="street", name="江滩街道", path="/1/", outline=street),
        Made(code="11", level="community", name="临江社区", path="/1/11/", outline=left),
        Made(code="111", level="grid", name="第1网格", path="/1/11/111/", outline=left),
    ]


def _tiles() -> list[Tile]:
    return [
        Tile("已超时", 3, "#tiles", alarm=True),
        Tile("待签收", 12, "#tiles"),
        Tile("待派遣", 0, "#tiles"),
        Tile("办理中", 58, "#tiles"),
    ]


def _timeline(now: Any) -> list[Made]:
    need = Made(label="理由")
    common = {"unit": "区大数据中心", "deputises": ""}
    return [
        Made(
            label="申请延期", moved=False, target="", at=now, duty="经办人", person="演示丙",
            given=[Made(need=need, text="需更换的灯具本周到货")], **common,
        ),
        Made(
            label="派遣", moved=True, target="办理中", at=now - timedelta(hours=5),
            duty="派遣员", person="演示乙", given=[], **common,
        ),
    ]  # fmt: skip


def _rows(procedure: str, now: Any) -> list[dict[str, Any]]:
    row = {
        "procedure": procedure, "channel": "phone", "category": "030401", "area": "",
        "address": "12号门前", "urgency": "normal", "confidential": False, "people": 1,
        "outer_due_at": None, "closed_at": None, "opened_at": now - timedelta(days=2),
        "lead_unit_name": "区城市管理局",
    }  # fmt: skip
    return [
        row | {"number": "SQ20260101000001", "title": "小区门口路灯三天不亮", "state": "handling",
               "due_at": now - timedelta(hours=30), "urgency": "urgent"},
        row | {"number": "SQ20260101000002", "title": "井盖破损有响声", "state": "suspended",
               "due_at": now + timedelta(days=5), "outer_due_at": now + timedelta(days=6)},
        row | {"number": "SQ20260101000003", "title": "咨询居住证怎么办理", "state": "closed",
               "due_at": now, "closed_at": now, "people": 12},
    ]  # fmt: skip
