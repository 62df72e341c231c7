"""Wholes are the sum of their parts, one thing has one figure; what may differ is left alone."""

from tests.disclosure.narrative.test_arithmetic import errors, findings
from yiwang.disclosure.auditing.finding import Severity
from yiwang.disclosure.document import Kind

THREE = (
    "2031年“三公”经费预算数为10.81万元。其中：",
    "（一）因公出国（境）费0万元。",
    "（二）公务用车购置及运行费9.98万元。其中：公务用车购置费{}万元，公务用车运行费9.98万元。",
    "（三）公务接待费{}万元。",
)


def three(bought: str, received: str) -> set[str]:
    text = [one.format(*_filled(one, bought, received)) for one in THREE]
    return errors(*text, kind=Kind.BUDGET)


def _filled(text: str, bought: str, received: str) -> tuple[str, ...]:
    return (bought,) if "购置费{}" in text else (received,)


def test_the_three_publics_and_the_two_of_cars_add_up() -> None:
    assert not three("0", "0.83")
    assert three("0", "0.38") == {"narrative-sum"}
    assert three("1", "0.83") == {"narrative-sum"}


def test_procurement_is_goods_works_and_services_but_not_what_small_firms_got() -> None:
    text = (
        "2031年政府采购支出总额{}万元，其中：政府采购货物支出630.46万元、政府采购工程支出0.00万元、"
        "政府采购服务支出245.75万元。授予中小企业合同金额762.16万元。"
    )
    assert not findings(text.format("876.21"))
    assert errors(text.format("867.21")) == {"narrative-sum"}
    (rounding,) = findings(text.format("876.20"))
    assert rounding.severity is Severity.ROUNDING


def test_income_is_the_sum_of_its_kinds() -> None:
    text = "本年收入合计{}万元，其中：财政拨款收入2940.05万元；其他收入6.2万元。"
    assert not findings(text.format("2946.25"))
    assert errors(text.format("2964.25")) == {"narrative-sum"}


def test_parts_of_another_measure_or_year_are_not_added() -> None:
    assert not errors(
        "支出合计 100 万元。2030 年基本支出 30 万元，2030 年项目支出 40 万元。",
        "基本支出年初预算 20 万元，项目支出年初预算 50 万元。",
    )


def test_vehicles_are_the_sum_of_their_kinds_each_time_they_are_told() -> None:
    text = (
        "截至2031年12月31日，共有车辆3辆，其中：执法执勤用车{}辆、其他用车0辆；"
        "安排购置车辆0辆，其中：执法执勤用车0辆、其他用车0辆。"
    )
    assert not errors(text.format(3))
    assert errors(text.format(2)) == {"narrative-sum"}


def test_projects_listed_are_no_more_than_the_whole() -> None:
    text = (
        "项目支出 100.00 万元，主要用于机房租赁（尾款）项目 {} 万元，主要成效是稳定；"
        "热线经费 40.00 万元。"
    )
    assert not findings(text.format("60.00"))
    assert errors(text.format("70.00")) == {"narrative-listed"}
    (less,) = findings(text.format("50.00"))
    assert less.severity is Severity.WARNING


def test_one_subject_has_one_figure_in_its_paragraph_and_another_year_is_another_thing() -> None:
    text = (
        "12、住房保障支出（221类）住房公积金（01项）208.8万元。"
        "2030年预算执行数为198.34万元，2031年预算安排{}万元。"
    )
    assert not errors(text.format("208.80"), kind=Kind.BUDGET)
    assert errors(text.format("201.50"), kind=Kind.BUDGET) == {"narrative-twice"}


def test_half_a_year_and_a_whole_year_are_counted_apart() -> None:
    assert not findings("上半年受理热线近4.4万件。", "全年受理43994件，满意率95.06%。")


def test_parts_under_names_that_are_not_known_count_where_they_fill_the_gap() -> None:
    assert not errors(
        "政府采购预算100万元，其中：集中采购货物类20万元，服务类40万元；分散采购40万元。",
        kind=Kind.BUDGET,
    )
    assert not errors(
        "收入预算 1000 万元，其中：财政拨款收入 800 万元，事业收入 150 万元，上年结转 50 万元。",
        kind=Kind.BUDGET,
    )
    assert not errors("共有车辆5辆，其中：机要通信用车3辆、其他车辆2辆。")
