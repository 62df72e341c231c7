"""Questions over the API go through the same gate as those on the page."""

import pytest

from tests.district import District
from yiwang.engine.duties import Duty
from yiwang.org import actions as org
from yiwang.org.models import Post

ASK = "/api/v1/figures/ask"


@pytest.fixture
def ask(client, district: District):
    def ask(q: str, *chosen: str, duty=Duty.LEADER, unit="", scope="figures:read"):
        post = Post.objects.get(person_id=district.worker(duty, unit).person_id)
        _, text = org.issue_token(name="试", post=post, scopes=[scope])
        given = {"q": q, "as": chosen}
        return client.get(ASK, given, headers={"Authorization": f"Bearer {text}"})

    return ask


def test_figures_come_with_how_the_question_was_read(ask):
    told = ask("今年各单位承办任务数排名").json()
    assert told["outcome"] == "answered" and not told["refusal"]
    assert "按单位划分，承办任务数" in told["understood"]
    assert [(row["names"], row["figures"][0]["value"]) for row in told["rows"]] == [
        (["江滩街道办"], 2.0),
        (["城管局"], 1.0),
    ]
    assert told["total"]["figures"][0]["value"] == 3.0


def test_a_unit_s_token_is_told_only_of_its_own(ask):
    told = ask("今年各单位承办任务数", duty=Duty.HANDLER, unit="bureau").json()
    assert [row["names"] for row in told["rows"]] == [["城管局"]]


def test_what_is_asked_back_is_chosen_with_the_next_call(ask):
    told = ask("今年噪音多少件").json()
    assert (told["outcome"], told["rows"], told["total"]) == ("asked_back", [], None)
    chosen = told["doubts"][0]["options"][0]["choose"]
    assert ask("今年噪音多少件", chosen).json()["outcome"] == "answered"


def test_an_unknown_word_is_named(ask):
    told = ask("水利局今年受理量").json()
    assert (told["outcome"], told["total"]) == ("not_understood", None)
    assert told["unknown"][0]["word"] == "水利局"


def test_another_scope_and_another_duty_are_refused(ask):
    assert ask("今年受理量", scope="cases:read").status_code == 403
    assert ask("今年受理量", duty=Duty.GRID_WORKER, unit="community").status_code == 403
    assert ask("").status_code == 422
