"""Views of the registers, whose rows belong to no case: shifts, patrols, deliveries, checks."""

from yiwang.measure.columns import Kind, View, columns

# A person and a day on which they had published shifts (`patrols.rates`).
DUTIES = View(
    "duties",
    "值班人天",
    "人天",
    (
        *columns(Kind.NUMBER, person="值班人", unit="单位"),
        *columns(Kind.TEXT, area="所属区域"),
        *columns(Kind.DAY, day="日期"),
        *columns(Kind.YES_NO, logged_in="已签到", excused="全天请假"),
    ),
    of_case=False,
)
# A grid and a week from Monday to Sunday (`patrols.covering`).
PATROLS = View(
    "patrols",
    "网格巡查周",
    "网格周",
    (
        *columns(Kind.TEXT, grid="网格", area="所属区域"),
        *columns(Kind.NUMBER, unit="管理单位"),
        *columns(
            Kind.NUMBER,
            cells="方格数",
            touched="走到的方格数",
            points="计划点数",
            reached="走到的计划点数",
            rounds_due="计划次数",
            rounds="完成次数",
        ),
        *columns(Kind.DAY, sunday="周日"),
    ),
    of_case=False,
)
# A feed and a period of which one delivery was owed (`hub.reminders`).
DELIVERIES = View(
    "deliveries",
    "数据报送",
    "期",
    (
        *columns(
            Kind.TEXT, resource="数据资源", feed="接入任务", period="报送期", state="报送状态"
        ),
        *columns(
            Kind.NUMBER,
            id="报送编号",
            unit="提供单位",
            extensions="同意延期次数",
            delay_seconds="逾期时长",
        ),
        *columns(Kind.MOMENT, due_at="应报时间", limit_at="最迟报送时间", delivered_at="报送时间"),
        *columns(Kind.YES_NO, on_time="按期", severe="严重逾期", excused="免报"),
    ),
    of_case=False,
    names=("feed", "period"),
)
# A check of one version of a resource by its rules (`hub.quality`).
CHECKS = View(
    "data_checks",
    "数据质量检查",
    "次检查",
    (
        *columns(Kind.TEXT, resource="数据资源"),
        *columns(
            Kind.NUMBER,
            id="检查编号",
            unit="提供单位",
            version="数据版本",
            checked_rows="数据行数",
            evaluated="检查的值",
            passed="符合规则的值",
            bad_rows="问题行数",
        ),
        *columns(Kind.MOMENT, checked_at="检查时间"),
        *columns(Kind.YES_NO, replaced="已重新检查"),
    ),
    of_case=False,
    names=("resource", "version"),
)
