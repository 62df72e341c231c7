"""Why a word of a question cannot be answered to."""

from enum import StrEnum


class Why(StrEnum):
    """Why a word cannot be answered to; the label is told behind the word."""

    UNKNOWN = "unknown"
    UNPLACED = "unplaced"
    NEGATED = "negated"
    FUTURE = "future"
    NO_HOLIDAY = "no_holiday"
    REASONS = "reasons"
    FORECAST = "forecast"
    AVERAGE = "average"
    HOURS_OF_DAY = "hours_of_day"
    SINGLE_CASES = "single_cases"
    STATES = "states"
    PEOPLE = "people"
    HALF_A_NAME = "half_a_name"
    HOW_MANY_ROWS = "how_many_rows"
    RELATIVE_CHANGE = "relative_change"
    OTHER_PERIOD = "other_period"
    ONE_PERIOD = "one_period"
    ELSEWHERE = "elsewhere"
    OWN = "own"
    CLAUSE = "clause"
    BOUND_OF_CHANGE = "bound_of_change"
    NO_SHARE = "no_share"
    NO_ROWS = "no_rows"

    @property
    def label(self) -> str:
        """The sentence, in Chinese."""
        return _WHY[self]


_WHY = {
    Why.UNKNOWN: "不认识这个词",
    Why.UNPLACED: "不知道它在这里指什么",
    Why.NEGATED: "不能按“不是什么”统计：请直接说要哪些",
    Why.FUTURE: "还没有到，没有数据",
    Why.NO_HOLIDAY: "已公布的工作日历里没有这个假期",
    Why.REASONS: "这里只答“多少”，不答“为什么”",
    Why.FORECAST: "这里只统计已经发生的，不作预测",
    Why.AVERAGE: "没有这样的平均数：可以看总数，或平均办结用时等指标",
    Why.HOURS_OF_DAY: "不能按一天里的时段、工作日或休息日统计",
    Why.SINGLE_CASES: "这里只答数字：具体案件请到“案件查询”",
    Why.STATES: "不能按环节统计：请到“案件查询”按环节筛选",
    Why.PEOPLE: "这个指标不能按这类人员统计",
    Why.HALF_A_NAME: "还差半个名称：请说全，如“按期结案率”",
    Why.HOW_MANY_ROWS: "不数有几行：可以列出来看",
    Why.RELATIVE_CHANGE: "只能按增减的数量排，不能按快慢、幅度排",
    Why.OTHER_PERIOD: "只能与上一期或去年同期比",
    Why.ONE_PERIOD: "一次只能问一个期间",
    Why.ELSEWHERE: "不在前面所说的区域里",
    Why.OWN: "不知道您说的是哪一个：请说出名称",
    Why.CLAUSE: "不能只在这一部分案件里再统计别的指标：请分开问",
    Why.BOUND_OF_CHANGE: "不能给增减设门槛：可以按增减排序",
    Why.NO_SHARE: "只有件数才有占比",
    Why.NO_ROWS: "要先说按什么划分，如“各街道”",
}
