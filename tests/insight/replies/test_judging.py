"""Each dimension on texts made up for it: what counts, and what must not."""

from datetime import UTC, datetime
from time import perf_counter

import pytest

from yiwang.insight.replies import form, phrases
from yiwang.insight.replies.demands import demands, taken_up
from yiwang.insight.replies.judging import Known, judge
from yiwang.insight.replies.rarity import FLAT, counted, features, likeness
from yiwang.insight.replies.rules import DEFAULT, Rules
from yiwang.insight.replies.timing import Timing

APPEAL = (
    "临江路停水两天没人管。临江路88号江景小区从周一起停水，老人打水很不方便。"
    "请问何时恢复供水？停水期间能否安排送水车？"
)
GOOD = (
    "您好！您反映的“临江路停水”已收悉，现答复如下：经区水务局工作人员11月3日到现场核实，江景小区停水是"
    "临江路主管道破裂造成的，情况属实。已更换破损管道12米，预计11月5日18时恢复供水；停水期间每天8时、"
    "17时安排送水车到小区门口。如有疑问，请拨打供水热线12345。感谢您的监督与支持！"
)
EMPTY = (
    "您好！您反映的问题已收悉，我们高度重视，已转相关部门处理，今后将进一步加强管理，"
    "不断提升服务水平。感谢您对我们工作的关心与支持！"
)
OTHER = (
    "您好！您反映的“烧烤店油烟扰民”已收悉，现答复如下：经执法中队11月3日到现场核实，该店油烟净化设备"
    "没有运行，情况属实。已责令加装净化设备并停业整改，店主签订承诺书，周边餐饮店一并排查，11月20日前复查。感谢您的监督与支持！"
)


def test_a_reply_that_answers_is_good_and_without_fault():
    found = judge(APPEAL, GOOD)
    assert (found.grade, found.faultless) == ("good", True)
    assert [one.answered for one in found.demands] == [True, True]


def test_courtesy_and_promises_say_nothing_and_what_is_missing_stands_beside_them():
    found = judge(APPEAL, EMPTY)
    assert found.grade == "poor" and "empty" in found.faults
    missing = {one.about: one.missing for one in found.findings if one.fault.key == "phrases"}
    assert missing["只说已转办"] == "转给谁、何时办、何时再答复"
    assert "只说加强" in missing


def test_thanks_alone_are_no_empty_phrase():
    assert "phrases" not in judge(APPEAL, GOOD).faults
    assert [one.kind.key for one in phrases.found("感谢您对我们工作的关心与支持")] == ["courtesy"]


@pytest.mark.parametrize(
    "sentence, telling",
    [
        ("下一步我局将进一步加强巡查管理。", True),
        ("下一步我局将进一步加强巡查，每周2次，11月底前完成整改。", False),
        ("我办会认真研究您的建议。", True),
        ("我办会认真研究您的建议，12月10日前公布结果。", False),
    ],
)
def test_a_promise_with_a_day_or_a_rhythm_says_something(sentence: str, telling: bool):
    assert any(one.kind.missing for one in phrases.found(sentence)) is telling


def test_a_terse_reply_that_tells_what_was_done_is_not_empty():
    found = judge("路灯坏了三天没人修", "路灯电缆已修复，现已恢复照明。")
    assert "empty" not in found.faults and "short" in found.faults


def test_the_reply_to_another_appeal_answers_something_else():
    found = judge(APPEAL, OTHER)
    assert found.dimensions["relevance"] == 0 and "off" in found.faults
    assert found.grade == "fair" and not found.faultless


def test_the_words_of_its_class_alone_do_not_make_a_reply_one_to_this_appeal():
    other = "路灯不亮，小区门口三天没有照明，电缆已修复，照明已恢复正常"
    found = judge("楼道堆满杂物没人清理", other, Known(vocabulary="路灯不亮 路灯 照明"))
    assert found.dimensions["relevance"] is None


def test_of_a_short_reply_it_is_not_claimed_that_it_answers_something_else():
    found = judge(APPEAL, "您好，油烟净化设备已责令加装，停业整改中，请您放心。")
    assert "off" not in found.faults and found.dimensions["relevance"] is None
    assert found.grade in ("unknown", "fair")


def test_a_question_of_time_without_a_time_in_the_reply_is_not_answered():
    reply = (
        GOOD.replace("预计11月5日18时恢复供水", "施工中").replace("11月3日", "").replace("12米", "")
    )
    reply = reply.replace("每天8时、17时", "").replace("已更换", "更换")
    found = judge(APPEAL, reply)
    told = [one.about for one in found.findings if one.fault.key == "unanswered"]
    assert told == ["请问何时恢复供水"]


def test_of_a_reply_that_says_nothing_every_demand_is_left_open():
    assert [one.answered for one in judge(APPEAL, EMPTY).demands] == [False, False]


def test_a_single_question_that_is_met_in_other_words_is_not_called_unanswered():
    reply = "您好，集体土地上建房可先向国土所提交审批资料，审查通过后由街道联合审批会会审。"
    found = judge("请问原有宅基地上翻新老房需要办理哪些手续？", reply)
    assert "unanswered" not in found.faults


def test_complaints_in_the_form_of_questions_ask_for_nothing():
    assert demands("难道就没有人管了吗？天理何在？谁来管管？") == ()


def test_numbered_points_and_requests_are_demands_in_their_order():
    found = demands("1、请问加装电梯需要哪些材料？2、补贴标准是多少？希望尽快修好单元门禁。")
    assert [one.kind for one in found] == ["question", "many", "request"]


def test_a_wish_that_comes_back_in_other_words_is_not_called_unanswered():
    found = demands("希望还我们一个安静舒适的生活环境")
    taken = taken_up(found, "经查该店音响超标，已责令整改。", FLAT)
    assert [one.answered for one in taken] == [None]


def test_a_reply_without_rule_check_measure_or_day_has_no_grounds():
    assert (
        "groundless"
        in judge(
            "请尽快修好单元门禁", "您好，单元门禁属于业主共有部分，由全体业主共同承担。"
        ).faults
    )


def test_a_plain_question_needs_no_check_on_site():
    reply = "您好，由本单元业主依法表决同意后向街道提交申请，街道组织踏勘和公示。"
    assert "groundless" not in judge("咨询加装电梯流程", reply).faults


@pytest.mark.parametrize(
    "reply, found",
    [
        ("已联系张先生（13900000000）核实。", 1),
        ("诉求人电话13900000000，已告知处理结果。", 1),
        ("身份证号420106199001011234的当事人已到场。", 1),
        ("如有疑问，请拨打联系电话13900000000。", 0),
        ("咨询电话027-85550000、027-85550001。", 0),
        ("相关事宜可联系现场负责人（李工：13900000000）。", 0),
        ("欢迎来电咨询：027-85550000。", 0),
        ("业主家中电话027-85550000无人接听。", 1),
        ("根据〔2024〕12号文件，工单2024110300012已办结。", 0),
    ],
)
def test_numbers_of_persons_must_go_and_numbers_to_call_may_stay(reply: str, found: int):
    assert len(form.personal_data(reply)) == found


def test_the_name_of_a_person_is_pointed_out_and_a_surname_is_not():
    assert "names" in judge(APPEAL, GOOD.replace("工作人员", "工作人员会同住户张小明")).faults
    assert "names" not in judge(APPEAL, GOOD.replace("工作人员", "工作人员会同李女士")).faults


def test_personal_data_makes_the_best_reply_a_poor_one():
    found = judge(APPEAL, GOOD.replace("工作人员", "工作人员会同住户李女士（13900000000）"))
    assert found.grade == "poor" and found.faults[0] == "personal"


def test_replies_that_differ_in_greeting_numbers_and_days_only_are_the_same():
    other = (
        GOOD.replace("11月3日", "10月9日").replace("12米", "7米").replace("您好！", "王先生您好：")
    )
    assert form.digest(other) == form.digest(GOOD) != form.digest(OTHER)


def test_a_copied_reply_is_told_and_is_not_good():
    found = judge(APPEAL, GOOD, Known(copies=3))
    assert found.grade == "fair" and "copied" in found.faults


def test_a_reply_about_this_very_matter_is_no_copy_because_another_was_given_it_wrongly():
    assert "copied" not in judge(APPEAL, GOOD, Known(copies=1)).faults
    assert "copied" in judge("楼道里堆满杂物没人清理，请尽快处理", GOOD, Known(copies=1)).faults


def test_the_appeal_said_back_is_told():
    found = judge(APPEAL, f"您好，您说{APPEAL}我们知道了。")
    assert "parroted" in found.faults


def test_a_draft_with_blanks_is_poor_until_they_are_filled():
    found = judge(APPEAL, GOOD.replace("11月5日18时", "【办理时间】"))
    assert (found.grade, found.faults) == ("poor", ("blanks",))
    assert form.blanks("【温馨提示】请保管好证件。") == ()


def _on(day: int) -> datetime:
    return datetime(2026, 11, day, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "timing, score",
    [
        (Timing(_on(1), _on(9)), 100),
        (Timing(_on(1), _on(28)), 73),
        (Timing(_on(1), _on(3), due_at=_on(2)), 0),
        (Timing(_on(1), _on(28), late=False), 100),
        # Wrong way round, or one of them unknown: nothing is said.
        (Timing(_on(9), _on(1)), None),
        (Timing(None, _on(9)), None),
    ],
)
def test_the_clock_decides_and_else_the_days(timing: Timing, score: int | None):
    assert judge(APPEAL, GOOD, Known(timing=timing)).dimensions["timing"] == score


def test_rare_words_tell_more_than_frequent_ones():
    texts = [f"您好您反映的问题已收悉{name}" for name in "甲乙丙丁戊己庚辛"] * 5
    rarity = counted(texts)
    one, other = features("您好临江路江景小区停水"), features("江景小区停水已恢复")
    common = features("您好您反映的问题已收悉")
    assert likeness(one, other, rarity) > likeness(one, common, rarity)


def test_the_rules_of_a_district_change_grade_and_version():
    strict = Rules(good_from=100)
    plain = GOOD.removeprefix("您好！")
    assert judge(APPEAL, plain).grade == "good"
    assert judge(APPEAL, plain, Known(rules=strict)).grade == "fair"
    assert strict.version != DEFAULT.version == Rules().version


def test_a_phrase_that_the_district_named_counts_as_empty():
    rules = Rules(phrases=("我们一直在路上，请您放心",))
    found = judge(APPEAL, "您好，我们一直在路上，请您放心！", Known(rules=rules))
    assert "empty" in found.faults
    assert "本区认定的套话" in {one.about for one in found.findings}


@pytest.mark.parametrize(
    "words", ["1", "感谢", "已转", "已将", "关于您", "因未提供", "是否", "将2026年"]
)
def test_no_text_that_somebody_sends_keeps_the_server_busy(words: str):
    text = (words * 4000)[:4000]
    started = perf_counter()
    judge(text, text)
    # Searching that grows with the square of the length would take many seconds.
    assert perf_counter() - started < 3
