"""What the operator's desk is told of the text that is being typed."""

import pytest

from tests.district import District
from tests.web.test_pages import signed_in
from yiwang.engine.duties import Duty
from yiwang.org.models import Area

EMPTY = {
    "urgency": "normal",
    "area": "",
    "address": "",
    "reporter_phone": "",
    "people": "",
    "point": "",
}


def hints(district: District, content: str, **given: str) -> str:
    answer = signed_in(district, Duty.OPERATOR).post(
        "/desk/new/hints/", {"content": content} | EMPTY | given
    )
    assert answer.status_code == 200
    return answer.content.decode()


def test_danger_to_life_offers_the_highest_urgency(district: District):
    page = hints(district, "三栋楼道燃气泄漏")
    assert "涉及生命安全" in page and "燃气泄漏" in page
    assert "{&quot;urgency&quot;: &quot;emergency&quot;}" in page and "特急" in page


@pytest.mark.parametrize("urgency", ["emergency"])
def test_what_is_chosen_already_is_not_offered_again(district: District, urgency: str):
    page = hints(district, "三栋楼道燃气泄漏", urgency=urgency)
    assert "涉及生命安全" in page and "&quot;urgency&quot;" not in page


def test_an_exercise_is_no_danger(district: District):
    assert "涉及生命安全" not in hints(district, "社区举行消防演练，没有起火")


def test_place_address_phone_and_people_fill_what_is_empty(district: District):
    area = Area.objects.filter(level="community").order_by("code")[0]
    text = f"{area.name}建设路118号3栋停水，我们30多户，电话138 0000 0000"
    page = hints(district, text)
    for key, value in (
        ("area", area.code), ("address", "建设路118号3栋"),
        ("reporter_phone", "13800000000"), ("people", "30"),
    ):  # fmt: skip
        assert f"{{&quot;{key}&quot;: &quot;" in page and value in page
    full = {"area": area.code, "address": "别处", "reporter_phone": "13900000000", "people": "2"}
    page = hints(district, text, **full)
    assert "从内容中读出" not in page


def test_quotes_in_a_text_do_not_break_out_of_the_button(district: District):
    page = hints(district, '建设路118号"><script>alert(1)</script>')
    assert "<script>alert" not in page


def test_nothing_is_said_of_an_empty_text(district: District):
    assert "从内容中读出" not in hints(district, "")
