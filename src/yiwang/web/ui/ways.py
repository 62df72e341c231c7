"""The ways round the house: the navigation, the pages beside each other, who may go where."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext_noop

from yiwang.engine.duties import FIELD, OUTSIDE, UNIT, Duty

_D = Duty
KEEPERS = (_D.ADMINISTRATOR, _D.SUPERVISOR)
PARTS_FOR = (*KEEPERS, _D.DISPATCHER, _D.SHIFT_LEADER, _D.COLLECTOR, _D.GRID_WORKER)
STREET = (_D.SHIFT_LEADER, _D.SUPERVISOR, _D.ADMINISTRATOR, _D.ASSESSOR, *sorted(FIELD))
REGISTRY = (*KEEPERS, _D.LEADER, _D.ASSESSOR, _D.COLLECTOR, *sorted(UNIT))
CHECKS = (*KEEPERS, _D.LEADER, _D.ASSESSOR, _D.COLLECTOR)
SCORED = (_D.ASSESSOR, _D.SUPERVISOR, _D.LEADER, *sorted(UNIT))
# Everybody but those on the street.
FIGURES = tuple(duty for duty in Duty if duty not in FIELD | OUTSIDE)
COCKPIT = (_D.LEADER, _D.SUPERVISOR, _D.ASSESSOR, _D.SHIFT_LEADER, _D.DISPATCHER)
# Units and shift leaders read what was released.
REPORTS = (
    _D.ASSESSOR,
    _D.SUPERVISOR,
    _D.LEADER,
    _D.ADMINISTRATOR,
    _D.DISPATCHER,
    _D.SHIFT_LEADER,
    *sorted(UNIT),
)
LOOKING = (_D.DISPATCHER, _D.SUPERVISOR, _D.LEADER, _D.ASSESSOR)
# Units see their own replies only; administrators keep the rules.
REPLY_QUALITY = (
    _D.SUPERVISOR,
    _D.ASSESSOR,
    _D.LEADER,
    _D.VERIFIER,
    _D.ADMINISTRATOR,
    _D.HANDLER,
    _D.REVIEWER,
)
TOPICS = (*LOOKING, _D.SHIFT_LEADER)
# Who sees what looks like one matter; merging is for whom the procedure lets.
ALIKE = (*LOOKING, _D.OPERATOR, _D.SHIFT_LEADER)
CALLERS = (_D.SUPERVISOR, _D.SHIFT_LEADER, _D.LEADER)
# Who sees how good the suggestions are; keepers put a version into use.
LEARNED = (*KEEPERS, _D.DISPATCHER, _D.SHIFT_LEADER, _D.LEADER, _D.ASSESSOR)
# Whoever may read figures may have a published document audited.
AUDITS = FIGURES
BUDGET = (_D.FINANCE, _D.LEADER, _D.SUPERVISOR, _D.ASSESSOR)
MONEY = (_D.FINANCE,)
# Who keeps the hub, who provides and asks for data, who watches.
HUB = (_D.DATA_OFFICER, _D.DATA_STEWARD, _D.LEADER, _D.SUPERVISOR, _D.ASSESSOR)
# Base databases and portraits; stewards see their own unit's part.
BASES = (_D.DATA_OFFICER, _D.DATA_STEWARD, _D.LEADER, _D.SUPERVISOR)
HUB_KEEPERS = (_D.DATA_OFFICER,)
HUB_WORK = (_D.DATA_OFFICER, _D.DATA_STEWARD)
# Whoever may be told of late data; reviewers those of their own unit.
LATE = (*HUB, _D.REVIEWER)
INSIGHT = tuple(dict.fromkeys((*TOPICS, *ALIKE, *REPLY_QUALITY, *LEARNED)))


@dataclass(frozen=True)
class Way:
    """One entry of the navigation; without duties it is for everybody."""

    label: str
    name: str
    icon: str
    duties: tuple[Duty, ...] = ()
    # The heading under which it stands; the daily work comes first and needs none.
    group: str = ""


def _under(group: str, *ways: Way) -> tuple[Way, ...]:
    return tuple(replace(way, group=group) for way in ways)


WAYS = (
    Way(gettext_noop("我的待办"), "desk:mine", "inbox"),
    Way(gettext_noop("登记诉求"), "desk:intake", "plus", (_D.OPERATOR,)),
    Way(gettext_noop("上报"), "desk:reporting", "plus", (_D.SHIFT_LEADER, *sorted(FIELD))),
    Way(gettext_noop("手机版"), "phone:tasks", "phone", tuple(sorted(FIELD))),
    Way(gettext_noop("派遣台"), "boards:dispatch", "branch", (_D.DISPATCHER,)),
    Way(gettext_noop("督办台"), "boards:supervision", "clock", LOOKING),
    Way(gettext_noop("案件查询"), "desk:search", "search"),
    Way(gettext_noop("地图"), "map:page", "pin"),
    Way(gettext_noop("知识库"), "knowledge:index", "book"),
    *_under(
        gettext_noop("统计与考核"),
        Way(gettext_noop("领导驾驶舱"), "cockpit:page", "gauge", COCKPIT),
        Way(gettext_noop("统计数据"), "figures:explorer", "chart", FIGURES),
        Way(gettext_noop("指标预警"), "alerts:raised", "bell", LOOKING),
        Way(gettext_noop("已公布数据"), "frozen:freezes", "lock", (*LOOKING, *sorted(UNIT))),
        Way(gettext_noop("简报"), "reports:reports", "file", REPORTS),
        Way(gettext_noop("考核"), "scores:shapes", "check", SCORED),
        Way(gettext_noop("智能研判"), "insight:index", "star", INSIGHT),
    ),
    *_under(
        gettext_noop("数据资源"),
        Way(gettext_noop("数据中枢"), "hub:desk", "branch", HUB),
        Way(gettext_noop("资源与共享"), "hub:catalogue", "book", HUB),
        Way(gettext_noop("基础库与画像"), "hub:bases", "people", BASES),
    ),
    *_under(
        gettext_noop("预算与绩效"),
        Way(gettext_noop("预算绩效"), "budget:overview", "part", BUDGET),
        Way(gettext_noop("公开文件审核"), "audits:audits", "check", AUDITS),
    ),
    *_under(
        gettext_noop("城区与外勤"),
        Way(gettext_noop("部件"), "registers:parts", "part", PARTS_FOR),
        Way(gettext_noop("外勤"), "field:shifts", "people", STREET),
        Way(gettext_noop("人房信息"), "registers:houses", "home", REGISTRY),
    ),
    *_under(
        gettext_noop("规则与设置"),
        Way(gettext_noop("流程"), "manage:procedures", "map"),
        Way(gettext_noop("答复模板"), "manage:templates", "file", (_D.EDITOR,)),
        Way(gettext_noop("参数"), "manage:limits", "sliders", KEEPERS),
        Way(gettext_noop("推送与接口"), "manage:outbox", "send", KEEPERS),
        Way(gettext_noop("市级消息"), "manage:city", "lock", (*KEEPERS, _D.DISPATCHER)),
        Way(gettext_noop("人员与单位"), "manage:people", "people", (_D.ADMINISTRATOR,)),
    ),
)

TABS = {
    "insight": (
        Way(gettext_noop("专题"), "insight:topics", "", TOPICS),
        Way(gettext_noop("答复质量"), "insight:replies", "", REPLY_QUALITY),
        Way(gettext_noop("疑似同件"), "insight:alike", "", ALIKE),
        Way(gettext_noop("重复来电"), "insight:callers", "", CALLERS),
        Way(gettext_noop("学习模型"), "insight:learned", "", LEARNED),
    ),
    "hub": (
        Way(gettext_noop("数据工作台"), "hub:desk", "", HUB),
        Way(gettext_noop("数据接入"), "hub:feeds", "", HUB),
        Way(gettext_noop("催报"), "hub:late", "", LATE),
        Way(gettext_noop("数据质量"), "hub:quality", "", HUB),
        Way(gettext_noop("数据脱敏"), "hub:masking", "", HUB),
        Way(gettext_noop("交换回执"), "hub:receipts", "", HUB),
        Way(gettext_noop("交换核对"), "hub:exchange", "", HUB_WORK),
        Way(gettext_noop("数据上报"), "hub:pushes", "", HUB),
        Way(gettext_noop("数据流向"), "hub:flows", "", HUB),
    ),
    "sharing": (
        Way(gettext_noop("资源目录"), "hub:catalogue", "", HUB),
        Way(gettext_noop("共享申请"), "hub:requests", "", HUB),
        Way(gettext_noop("可用数据"), "hub:grants", "", HUB_WORK),
        Way(gettext_noop("数据使用"), "hub:uses", "", HUB),
        Way(gettext_noop("访问日志"), "hub:accesses", "", HUB),
        Way(gettext_noop("共享时限和用量"), "hub:terms", "", HUB_KEEPERS),
    ),
    "bases": (
        Way(gettext_noop("基础库"), "hub:bases", "", BASES),
        Way(gettext_noop("专题"), "hub:themes", "", BASES),
        Way(gettext_noop("全息画像"), "hub:portrait", "", BASES),
        Way(gettext_noop("查看记录"), "hub:looks", "", BASES),
    ),
    "budget": (
        Way(gettext_noop("总览"), "budget:overview", "", BUDGET),
        Way(gettext_noop("项目"), "budget:projects", "", BUDGET),
        Way(gettext_noop("台账"), "budget:ledger", "", BUDGET),
        Way(gettext_noop("导入"), "budget:import", "", MONEY),
        Way(gettext_noop("绩效目标"), "budget:targets", "", BUDGET),
        Way(gettext_noop("绩效自评"), "budget:evaluations", "", BUDGET),
        Way(gettext_noop("中期监控"), "budget:monitoring", "", BUDGET),
        Way(gettext_noop("公开文件"), "budget:disclosures", "", BUDGET),
        Way(gettext_noop("公开文件审核"), "audits:audits", "", AUDITS),
    ),
    "figures": (
        Way(gettext_noop("数据查询"), "figures:explorer", "", FIGURES),
        Way(gettext_noop("用话查数"), "figures:ask", "", FIGURES),
        Way(gettext_noop("指标口径"), "figures:sheets", "", FIGURES),
    ),
    "dials": (
        Way(gettext_noop("时限"), "manage:limits", "", KEEPERS),
        Way(gettext_noop("工作日历"), "manage:calendar", "", KEEPERS),
        Way(gettext_noop("派单规则"), "manage:routing", "", KEEPERS),
        Way(gettext_noop("诉求分类"), "manage:categories", "", KEEPERS),
        Way(gettext_noop("答复模板"), "manage:templates", "", (*KEEPERS, _D.EDITOR)),
    ),
    "people": (
        Way(gettext_noop("人员"), "manage:people", "", (_D.ADMINISTRATOR,)),
        Way(gettext_noop("单位"), "manage:units", "", (_D.ADMINISTRATOR,)),
        Way(gettext_noop("网格"), "manage:grids", "", (_D.ADMINISTRATOR,)),
    ),
    "registers": (
        Way(gettext_noop("部件"), "registers:parts", "", PARTS_FOR),
        Way(gettext_noop("人房信息"), "registers:houses", "", REGISTRY),
        Way(gettext_noop("疑似重复"), "registers:doubles", "", tuple(sorted(UNIT))),
        Way(gettext_noop("抽检"), "registers:checks", "", CHECKS),
        Way(gettext_noop("导入人房文件"), "registers:people_import", "", KEEPERS),
    ),
    "field": (
        Way(gettext_noop("排班"), "field:shifts", "", STREET),
        Way(gettext_noop("巡查路线"), "field:routes", "", STREET),
        Way(gettext_noop("在岗"), "field:duty", "", STREET),
        Way(gettext_noop("签到率"), "field:log_ins", "", STREET),
        Way(gettext_noop("覆盖率"), "field:coverage", "", STREET),
        Way(gettext_noop("培训"), "field:training", "", STREET),
        Way(gettext_noop("终端"), "field:terminals", "", STREET),
    ),
    "outside": (
        Way(gettext_noop("推送记录"), "manage:outbox", "", KEEPERS),
        Way(gettext_noop("推送订阅"), "manage:webhooks", "", (_D.ADMINISTRATOR,)),
        Way(gettext_noop("接口令牌"), "manage:tokens", "", (_D.ADMINISTRATOR,)),
    ),
}


def tabs_for(duty: Duty, group: str) -> list[Way]:
    """The pages beside each other in one part of the house that this duty may open."""
    return [way for way in TABS[group] if duty in way.duties]


def ways_for(duty: Duty) -> list[Way]:
    """The entries of the navigation for this duty."""
    return [way for way in WAYS if not way.duties or duty in way.duties]
