"""How people say an indicator besides its label and synonyms: verbs, mostly."""

# The nature of an appeal that many say of any appeal.
COMPLAINT = "投诉"

WAYS: dict[str, tuple[str, ...]] = {
    "received": (
        "受理",
        "收到",
        "接到",
        "接收",
        "接件",
        "登记",
        "新增",
        "来了",
        "收了",
        "接了",
        "反映",
        "发生",
        "受理件",
        "接报",
        "新收",
        "来件",
        "来件量",
    ),
    "closed": ("办结", "结案", "办完", "办结件", "结案件"),
    "established": ("立案",),
    "shares_sent": ("承办", "任务", "任务数", "任务量"),
    "coverage_rate": ("网格巡查覆盖率",),
    "late": ("超期", "逾期", "超时", "超期办结"),
    "overdue_backlog": (
        "超期",
        "逾期",
        "超时",
        "超期未结",
        "逾期未结",
        "超期在办",
        "超期未办结",
        "逾期未办结",
        "超期没办结",
        "超期还没办结",
    ),
    "backlog": (
        "在办",
        "在办的",
        "正在办",
        "正在办理",
        "在办理",
        "积压",
        "积压件",
        "未结",
        "未办结数",
        "未结案数",
        "在手",
    ),
    "soon_late": ("即将超期", "快到期", "快超期", "临期", "即将到期", "快要到期", "快要超期"),
    "paused_backlog": ("挂账", "缓办"),
    "long_backlog": ("长期未结", "久办未结"),
    "patrol_found": ("巡查上报", "巡查发现", "主动发现"),
}
# Asked for by how quick it was, without a word for what.
QUICKNESS = ("close_mean", "handle_mean", "response_mean", "sign_mean")
# Offered where a question names no figure at all.
USUAL = ("received", "closed", "on_time_rate", "closing_rate", "backlog", "late")
