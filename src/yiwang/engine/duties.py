"""What a person may do in a unit: the closed list of duties."""

from enum import StrEnum


class Duty(StrEnum):
    """A person may hold several duties and works in one at a time."""

    OPERATOR = "operator"
    SHIFT_LEADER = "shift_leader"
    DISPATCHER = "dispatcher"
    HANDLER = "handler"
    REVIEWER = "reviewer"
    VERIFIER = "verifier"
    COLLECTOR = "collector"
    GRID_WORKER = "grid_worker"
    CALLER = "caller"
    SUPERVISOR = "supervisor"
    LEADER = "leader"
    ASSESSOR = "assessor"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"
    FINANCE = "finance"
    DATA_OFFICER = "data_officer"
    DATA_STEWARD = "data_steward"
    CITIZEN = "citizen"
    PLATFORM = "platform"
    SYSTEM = "system"

    @property
    def label(self) -> str:
        """The Chinese word on screen."""
        return LABELS[self]


LABELS: dict[Duty, str] = {
    Duty.OPERATOR: "受理员",
    Duty.SHIFT_LEADER: "值班长",
    Duty.DISPATCHER: "派遣员",
    Duty.HANDLER: "经办人",
    Duty.REVIEWER: "审核人",
    Duty.VERIFIER: "核查员",
    Duty.COLLECTOR: "监督员",
    Duty.GRID_WORKER: "网格员",
    Duty.CALLER: "回访员",
    Duty.SUPERVISOR: "督办员",
    Duty.LEADER: "领导",
    Duty.ASSESSOR: "考核员",
    Duty.EDITOR: "知识管理员",
    Duty.ADMINISTRATOR: "系统管理员",
    Duty.FINANCE: "财务员",
    Duty.DATA_OFFICER: "数据管理员",
    Duty.DATA_STEWARD: "数据专员",
    Duty.CITIZEN: "市民",
    Duty.PLATFORM: "上级平台",
    Duty.SYSTEM: "系统",
}

# Held by no person: the citizen's page, the city's platform and the clock speak for themselves.
OUTSIDE = frozenset({Duty.CITIZEN, Duty.PLATFORM, Duty.SYSTEM})
# People of the centre see the whole district; people of a unit see their own subtree.
CENTRE = frozenset(
    {
        Duty.OPERATOR,
        Duty.SHIFT_LEADER,
        Duty.DISPATCHER,
        Duty.VERIFIER,
        Duty.COLLECTOR,
        Duty.CALLER,
        Duty.SUPERVISOR,
        Duty.LEADER,
        Duty.ASSESSOR,
        Duty.EDITOR,
        Duty.ADMINISTRATOR,
        Duty.FINANCE,
        Duty.DATA_OFFICER,
    }
)
# A data steward keeps the data of their own unit; the data officer of the centre keeps the hub.
UNIT = frozenset({Duty.HANDLER, Duty.REVIEWER, Duty.GRID_WORKER, Duty.DATA_STEWARD})
# On the street, with a phone.
FIELD = frozenset({Duty.COLLECTOR, Duty.GRID_WORKER})
