"""The model may say which class: one of those named to it, of a text in which nobody is found."""

import csv
import json

import pytest
from django.core.management import CommandError, call_command

from tests.connect.model_stand_in import Model, standing_in
from tests.web.test_pages import signed_in
from yiwang.connect.model import classifying
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Invalid, NotNow

CLASSES = {"030401": "路灯故障", "040101": "施工噪声"}
TEXT = "我叫张小明，电话13800000000，小区路灯三天不亮"
HINTS = "/desk/new/hints/"
PROPOSED = "/insight/proposed/"


@pytest.fixture
def model(settings):
    with standing_in() as found:
        settings.MODEL_URL, settings.MODEL_SECONDS = found.url, 2.0
        say(found, ("030401", 80), ("040101", 10))
        yield found


def say(model: Model, *lines: tuple[str, object]) -> None:
    classes = [{"key": key, "percent": percent} for key, percent in lines]
    model.says = json.dumps({"classes": classes})


def sent(model: Model) -> str:
    return json.dumps(model.got, ensure_ascii=False)


def test_it_proposes_named_classes_and_sees_no_number_and_no_name(model):
    say(model, ("040101", 10), ("030401", 80))
    found = classifying.classify(TEXT, CLASSES)
    assert [(one.key, one.percent) for one in found] == [("030401", 80), ("040101", 10)]
    assert "路灯三天不亮" in sent(model)
    assert "13800000000" not in sent(model)
    assert "张小明" not in sent(model)


def test_it_sees_the_text_as_it_is_only_where_the_setting_allows(model, settings):
    settings.MODEL_SEES_UNMASKED = True
    classifying.classify(TEXT, CLASSES)
    assert "13800000000" in sent(model)


@pytest.mark.parametrize(
    "says",
    [
        "",
        "路灯故障",
        '{"classes": [{"key": "999999", "percent": 90}]}',
        '{"classes": [{"key": "030401", "percent": 900}]}',
        '{"classes": [{"key": "030401", "percent": "90"}]}',
        '{"classes": [{"key": "030401", "percent": 90}], "act": "close"}',
        "[" * 20000,
    ],
)
def test_whatever_else_it_writes_is_refused(model, says):
    model.says = says
    with pytest.raises(Invalid):
        classifying.classify(TEXT, CLASSES)


def test_no_opinion_is_none(model):
    say(model)
    assert classifying.classify(TEXT, CLASSES) == []


def test_by_birth_nothing_is_offered_and_nothing_is_sent(district):
    client = signed_in(district, Duty.OPERATOR)
    assert "请模型建议分类" not in client.post(HINTS, {"content": TEXT}).content.decode()
    assert "没有配置模型" in client.post(PROPOSED, {"content": TEXT}).content.decode()


def test_the_desk_offers_it_and_a_person_chooses(district, model):
    client = signed_in(district, Duty.OPERATOR)
    assert "请模型建议分类" in client.post(HINTS, {"content": TEXT}).content.decode()
    assert not model.got
    given = {"content": TEXT, "category": "030401"}
    assert "请模型建议分类" not in client.post(HINTS, given).content.decode()
    page = client.post(PROPOSED, {"content": TEXT}).content.decode()
    assert '{"category": "030401"}' in page
    assert "80%" in page


@pytest.mark.parametrize("duty", [Duty.DISPATCHER, Duty.HANDLER, Duty.LEADER])
def test_nobody_else_sends_texts_to_it(district, model, duty):
    assert signed_in(district, duty).post(PROPOSED, {"content": TEXT}).status_code == 403
    assert not model.got


def test_a_model_that_fails_leaves_the_desk_a_sentence(district, model):
    model.status = 500
    page = signed_in(district, Duty.OPERATOR).post(PROPOSED, {"content": TEXT})
    assert page.status_code == 200
    assert "模型答复出错" in page.content.decode()


def test_it_is_measured_with_the_same_figures(tmp_path, model, capsys):
    path = tmp_path / "texts.csv"
    with path.open("w", newline="") as file:
        rows = [("路灯不亮", "a"), ("路灯又不亮", "a"), ("施工吵", "b"), ("夜里施工", "b")]
        csv.writer(file).writerows([("text", "label"), *rows])
    say(model, ("a", 90))
    arguments = ("--test", str(path), "--text", "text", "--label", "label")
    call_command("model", "evaluate", *arguments)
    found = json.loads(capsys.readouterr().out)
    assert (found["tested"], found["accuracy"], found["refused"]) == (4, 0.5, 0)
    assert found["unmasked"] is False
    say(model)
    call_command("model", "evaluate", *arguments, "--most", "2")
    found = json.loads(capsys.readouterr().out)
    assert (found["tested"], found["accuracy"]) == (2, 0)


def test_without_a_model_measuring_says_so(tmp_path):
    path = tmp_path / "texts.csv"
    path.write_text("text,label\n路灯不亮,a\n施工吵,b\n")
    arguments = ("--test", str(path), "--text", "text", "--label", "label")
    with pytest.raises(CommandError, match="没有配置模型"):
        call_command("model", "evaluate", *arguments)


def test_a_model_that_does_not_answer_in_time_is_not_waited_for(model, settings):
    settings.MODEL_SECONDS, model.drips = 0.3, True
    with pytest.raises(NotNow):
        classifying.classify(TEXT, CLASSES)
