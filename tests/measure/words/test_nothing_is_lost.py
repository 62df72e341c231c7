"""Whatever is said: nothing that was said is missing in the plan, and nothing breaks."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.measure.words.vocabulary import TODAY, vocabulary
from yiwang.measure.plan import read
from yiwang.measure.words.asking import understand
from yiwang.measure.words.dates import Dates
from yiwang.measure.words.lexicon import words
from yiwang.measure.words.outcome import Ambiguous, NotUnderstood, Role, Understood
from yiwang.measure.words.segment import normal, tokens
from yiwang.measure.words.senses import Figure, Limit, Only, Top
from yiwang.measure.words.spans import Seen

KNOWN = words(vocabulary())
WORDS = """
上个月 今年 近30天 6月1日到10日 去年国庆 截至昨天 目前 江滩街道 江滩 湖畔 临江社区 水务局 12345
投诉 噪声扰民 占道经营 各街道 按月 哪个单位 街道 受理量 按时办结率 满意率 在办 超期 平均办结时间
排名 前十 最低的三个 倒数三名 低于90% 超过100件 占比 趋势 同比 环比 比上月 增加 多少 的 和 、 ，
请问 一共 三个 除了 不 为什么 按 比
"""
SAID = st.sampled_from(WORDS.split())
QUESTIONS = st.lists(SAID, min_size=1, max_size=9).map("".join)
STRANGE = "璧瓮龘煜甯"


@settings(deadline=None)
@given(QUESTIONS)
def test_everything_that_was_said_is_in_the_plan(text: str):
    outcome = understand(text, vocabulary(), TODAY)
    if not isinstance(outcome, Understood):
        return
    plan = outcome.plan
    assert read(plan.written()) == plan
    assert "".join(piece.text for piece in outcome.pieces) == normal(text)
    named = {key for one in plan.where for key in one.keys}
    for token in tokens(normal(text), KNOWN, Dates(Seen(TODAY, vocabulary().holidays))):
        for sense in token.senses if len(token.senses) == 1 else ():
            match sense:
                case Figure():
                    assert sense.indicator in plan.indicators
                case Only():
                    inner = any(one.startswith(sense.keys[0]) for one in named)
                    assert set(sense.keys) <= named or inner or plan.share
                case Limit():
                    assert {(b.sign, b.value) for b in plan.having} >= set(sense.bounds)
                case Top():
                    assert plan.top == sense.number


@settings(deadline=None)
@given(QUESTIONS, st.sampled_from(STRANGE), st.integers(0, 40))
def test_a_question_with_an_unknown_word_is_never_answered(text: str, strange: str, at: int):
    place = min(at, len(text))
    outcome = understand(text[:place] + strange + text[place:], vocabulary(), TODAY)
    match outcome:
        case Understood():
            raise AssertionError(outcome)
        case Ambiguous():
            assert any(strange in doubt.word for doubt in outcome.doubts)
        case NotUnderstood():
            words_named = [one.word for one in (*outcome.unknown, *outcome.meant)]
            assert any(strange in word for word in words_named)


@settings(deadline=None)
@example("诉求")
@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str):
    outcome = understand(text, vocabulary(), TODAY)
    if isinstance(outcome, Understood):
        assert any(piece.role is not Role.NOTHING for piece in outcome.pieces)


@settings(deadline=None)
@given(QUESTIONS)
def test_asked_again_it_answers_the_same(text: str):
    assert understand(text, vocabulary(), TODAY) == understand(text, vocabulary(), TODAY)
