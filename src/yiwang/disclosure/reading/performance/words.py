"""The printed words of performance forms, as declared lists; all without spaces."""

from yiwang.disclosure.performance import Operator

COLUMNS: tuple[tuple[str, str], ...] = (
    # (pattern of a heading, role); the first that matches counts.
    (r"一级指标", "level_one"),
    (r"二级指标", "level_two"),
    (r"三级指标|指标名称|指标内容", "name"),
    (r"指标分类|指标类型|指标性质", "kind"),
    (r"(?:19|20)[0-9]{2}年?度?$|近[两二三]年", "former"),
    (r"预期当年实现值|年初目标值|年度指标值|年度目标值|预期指标值|指标值|目标值", "target"),
    (r"实际完成|全年实际值|完成值|实现值", "actual"),
    (r"绩效标准|评价标准|评分标准|计分标准", "standard"),
    (r"分值|权重|满分", "weight"),
    (r"得分|评分", "score"),
    (r"偏差|原因|改进措施", "reason"),
)
"""Headings of the rows of indicators; 财预〔2020〕10号 and the forms of provinces and cities."""

MONEY_COLUMNS: tuple[tuple[str, str], ...] = (
    (r"年初预算数?", "initial"),
    (r"全年预算数?|调整后?预算数?|预算数|预算资金|预算金额", "budget"),
    (r"执行数|支出数|实际支出|执行金额", "spent"),
    (r"得分", "score"),  # before the rate: 得分（20分*执行率）
    (r"执行率|完成率", "rate"),
    (r"分值|权重", "weight"),
)
"""Headings of the row of execution; a heading may carry its weight: 得分（20分*执行率）."""

GROUPS_ONE = (
    "产出指标",
    "效益指标",
    "满意度指标",
    "成本指标",
    "产出",
    "效益",
    "满意度",
    "运行成本",
    "管理效率",
    "履职效能",
    "社会效应",
    "可持续发展能力",
)
GROUPS_TWO = (
    "数量指标",
    "质量指标",
    "时效指标",
    "成本指标",
    "经济成本指标",
    "社会成本指标",
    "生态环境成本指标",
    "经济效益指标",
    "社会效益指标",
    "生态效益指标",
    "环境效益指标",
    "环境影响指标",
    "可持续影响指标",
    "可持续发展影响指标",
    "服务对象满意度指标",
    "服务对象满意度",
    "社会公众满意度指标",
    "联系部门满意度",
    "数量",
    "质量",
    "时效",
    "社会效益",
    "经济效益",
)
"""Groups as the common framework of indicators names them (财预〔2013〕53号 and later forms)."""

KINDS = ("绩效基本型", "绩效创新型", "绩效挑战型", "定量", "定性", "正向", "反向")
NAMES = ("年度绩效指标", "年度绩效目标", "绩效指标", "长期绩效指标")
"""The upright cell beside all rows of indicators; it says nothing about a row."""

REASON = "偏差大或目标未完成原因分析"
MEASURES = "改进措施及结果应用方案"
FILLED = "填报日期"
PROJECT = "项目名称"
UNIT = "单位名称"

LABELS: tuple[tuple[str, str], ...] = (
    # (pattern of a whole label, what it is called in `fields`).
    (r"偏差大?(?:或|及).*原因.*|未完成原因.*|偏差原因.*|.*原因分析.*", REASON),
    (r"改进措施.*|下一步改进.*", MEASURES),
    (r"填报日期|填表日期|填报时间", FILLED),
    (r"项目名称", PROJECT),
    (r"部门名称|单位名称|预算单位|部门（单位）名称|预算部门名称|部门\(单位\)名称", UNIT),
    (r"主管部门(?:及代码)?", "主管部门"),
    (r"项目实施单位|实施单位|项目单位", "项目实施单位"),
    (r"项目类别", "项目类别"),
    (r"项目属性", "项目属性"),
    (r"项目类型", "项目类型"),
    (r"项目负责人", "项目负责人"),
    (r"填报人", "填报人"),
    (r"联系人", "联系人"),
    (r"联系电话|电话", "联系电话"),
    (r"项目起止(?:日期|时间)", "项目起止日期"),
    (r"项目概况", "项目概况"),
    (r"立项情况.*", "立项情况"),
    (r"项目总目标", "项目总目标"),
    (r"年(?:度|底)绩效目标|年度总体目标|预期目标", "年度绩效目标"),
    (r"基本支出总额", "基本支出总额"),
    (r"项目支出总额", "项目支出总额"),
    (r"项目总投入|项目总投资|资金总额", "项目总投入"),
    (r"中央财政(?:资金)?", "中央财政"),
    (r"省级财政(?:资金)?", "省级财政"),
    (r"市级财政(?:资金)?", "市级财政"),
    (r"[区县]级财政(?:资金)?", "区级财政"),
    (r"自筹(?:（其他）|\(其他\))?(?:资金)?", "自筹"),
    (r"自评(?:等级|结论|结果)|评价等级|等级", "等级"),
)
"""The labelled cells of a sheet beside its indicators."""

GOAL = r"(?:年度|长期)?(?:绩效)?目标[0-9一二三四五六七八九十]+[:：]?"
"""The heading above the indicators of one goal: 年度目标 1, 长期目标 2：…"""

TOTAL = r"总分|总得分|自评总分|合计得分|总计|合计"

STANDARDS = (
    "设计方案",
    "工作要求",
    "工作计划",
    "经验标准",
    "行业标准",
    "国家标准",
    "地方标准",
    "历史标准",
    "计划标准",
    "历史数据",
    "合同约定",
    "合同要求",
    "预算标准",
    "考核要求",
)
"""Where a target value comes from (绩效标准); they say nothing of what was reached."""

UPWARD = frozenset({Operator.AT_LEAST, Operator.MORE})
