"""The page of questions: one line, the figures, how it was read, and what stands in the way."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.district import District
from tests.web.test_pages import signed_in
from yiwang.analytics.asking.models import AgreedWord, Question
from yiwang.engine.duties import CENTRE, Duty
from yiwang.measure.plan import read
from yiwang.web.figures import ask as asking
from yiwang.web.ui.ways import FIGURES

ASK = "/figures/ask/"
UNITS = {Duty.GRID_WORKER: "community"}
OPTION = re.compile(r'<a class="button" href="([^"]+)"')


def page(client: Client, text: str = "", **more) -> str:
    response = client.get(ASK, {"q": text, **more})
    assert response.status_code == 200
    return unescape(response.content.decode())


@pytest.fixture
def leader(district: District) -> Client:
    return signed_in(district, Duty.LEADER)


def test_questions_are_for_whoever_may_see_figures(district: District):
    for duty in (*sorted(CENTRE), Duty.HANDLER, Duty.REVIEWER, Duty.GRID_WORKER):
        client = signed_in(district, duty, UNITS.get(duty, ""))
        for path in (ASK, "/figures/ask/words/"):
            assert client.get(path).status_code == (200 if duty in FIGURES else 403), (duty, path)
    assert Client().get(ASK).url.startswith("/login/")


def test_an_answer_says_how_it_was_read_and_leads_to_the_same_plan(leader: Client):
    told = page(leader, "今年各单位承办任务数排名")
    assert "理解为：" in told and "按单位划分，承办任务数，以承办任务数从高到低排" in told
    assert "江滩街道办</th>" in told and "城管局</th>" in told
    (address,) = re.findall(r'<a class="button small-button" href="(/figures/\?[^"]+)"', told)
    plan = read(parse_qs(urlsplit(address).query))
    assert (plan.indicators, plan.order) == (("shares_sent",), "-shares_sent")
    assert leader.get(address).status_code == 200


def test_each_part_of_the_plan_can_be_taken_away(leader: Client):
    told = page(leader, "今年各单位承办任务数前一")
    addresses = re.findall(r'<a href="([^"]+)" aria-label="去掉：', told)
    assert len(addresses) == 3
    for address in addresses:
        assert leader.get(address).status_code == 200


def test_a_figure_of_all_stands_alone_and_large(leader: Client):
    told = page(leader, "今年受理多少件")
    assert "figures-tiles" in told and "<table" not in told


def test_an_unknown_word_is_named_and_no_figure_is_shown(leader: Client):
    told = page(leader, "水利局今年受理量")
    assert "<mark>水利局</mark>" in told and "没有给数字" in told
    assert 'class="value' not in told and "理解为" not in told


def test_what_is_asked_back_is_answered_by_a_link_and_may_then_be_remembered(leader: Client):
    told = page(leader, "今年噪音多少件")
    assert "指的是哪一个？" in told and "理解为" not in told
    first = OPTION.findall(told)[0]
    chosen = unescape(leader.get(first).content.decode())
    assert "理解为" in chosen and "记住这个说法" in chosen
    asked = parse_qs(urlsplit(first).query)
    word, _, sense = asked["as"][0].partition("|")
    given = {"q": asked["q"][0], "word": word, "sense": sense, "as": asked["as"]}
    response = leader.post("/figures/ask/agree/", given)
    assert response.status_code == 302
    assert "理解为" in page(leader, "今年噪音多少件")
    words = unescape(leader.get("/figures/ask/words/").content.decode())
    assert word in words and "领导" in words
    leader.post("/figures/ask/words/", {"withdraw": word})
    assert "指的是哪一个？" in page(leader, "今年噪音多少件")


def test_a_handler_is_not_offered_to_remember_and_is_refused(district: District):
    client = signed_in(district, Duty.HANDLER)
    first = OPTION.findall(page(client, "今年噪音多少件"))[0]
    assert "记住这个说法" not in client.get(first).content.decode()
    word, _, sense = parse_qs(urlsplit(first).query)["as"][0].partition("|")
    given = {"q": "今年噪音多少件", "word": word, "sense": sense}
    assert client.post("/figures/ask/agree/", given).status_code == 403
    assert client.post("/figures/ask/words/", {"withdraw": word}).status_code == 403
    assert not AgreedWord.objects.exists()


def test_an_unknown_word_can_be_taught(leader: Client):
    given = {"q": "创城办今年承办任务数", "word": "创城办", "meant": "城管局"}
    assert leader.post("/figures/ask/agree/", given).status_code == 302
    assert "只看单位：城管局" in page(leader, "创城办今年承办任务数")


def test_what_is_handed_in_is_in_one_s_own_history_alone(district: District, leader: Client):
    response = leader.post(ASK, {"q": " 今年受理多少件 "})
    assert response.url == asking.address("今年受理多少件")
    assert "我问过的" in page(leader) and "今年受理多少件</a>" in page(leader)
    assert "我问过的" not in page(signed_in(district, Duty.SUPERVISOR))
    leader.post(ASK, {"forget": "1"})
    assert not Question.objects.exists()


def test_looking_at_an_address_leaves_no_trace(leader: Client):
    page(leader, "今年受理多少件")
    assert not Question.objects.exists()


def test_a_unit_is_told_that_its_figures_are_its_own(district: District, leader: Client):
    client = signed_in(district, Duty.HANDLER, "bureau")
    assert "只统计城管局及其下属单位承办的。" in page(client, "今年各单位承办任务数")
    assert "只统计" not in page(leader, "今年各单位承办任务数")


def test_every_example_is_answered(leader: Client):
    examples = re.findall(r'<li><a href="(/figures/ask/\?q=[^"]+)"', page(leader))
    assert len(examples) >= 6
    for address in examples:
        assert "理解为" in leader.get(address).content.decode(), address


def test_whatever_is_written_is_answered_or_refused_in_words(leader: Client):
    for text in ("<script>alert(1)</script>", "' OR 1=1 --", "？？？", "上" * 500, "\x00\u202e"):
        told = leader.get(ASK, {"q": text, "as": ["|", "x|unit:1", "上|when:99999"]})
        assert told.status_code == 200
        assert b"<script>alert" not in told.content and "理解为" not in told.content.decode()


def test_an_answer_takes_at_most_twelve_queries(leader: Client, django_assert_max_num_queries):
    page(leader, "今年各单位承办任务数排名")
    with django_assert_max_num_queries(12):
        page(leader, "今年各单位承办任务数排名")


def test_the_line_stands_on_the_figures_and_in_the_cockpit(leader: Client):
    for path in ("/figures/", "/cockpit/"):
        assert f'action="{ASK}"' in leader.get(path).content.decode(), path


def test_before_the_first_refresh_the_page_says_why_there_is_no_figure(empty: District):
    told = page(signed_in(empty, Duty.LEADER), "今年受理多少件")
    assert "理解为" in told and "统计数据" in told and 'class="value' not in told


def test_in_english_only_names_and_the_question_stay_chinese(leader: Client):
    leader.post("/language/", {"language": "en", "next": ASK})
    told = page(leader, "今年各单位承办任务数排名")
    (read_as,) = re.findall(r'<p class="ask-read">(.*?)</p>', told)
    assert "Understood as" in read_as and not re.search("[\u4e00-\u9fff]", read_as)
