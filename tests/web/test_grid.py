"""The grid of a case on its page, in the search, in the workbook and for machines."""

import io
import json

import pytest
from openpyxl import load_workbook

from tests.district import District
from tests.fieldwork.conftest import Field, code
from tests.ground import HERE, NORTH, at, lay, opened, split_today
from tests.web.test_pages import signed_in
from yiwang.engine.duties import Duty
from yiwang.org import actions as org
from yiwang.org.models import Post


@pytest.fixture
def ground(district: District) -> Field:
    return lay(district)


def test_the_page_names_the_grid_of_the_day_of_opening_and_what_became_of_it(ground: Field):
    case = opened(ground, point=at(HERE))
    client = signed_in(ground.district, Duty.OPERATOR)
    before = client.get(f"/cases/{case.number}/").content.decode()
    assert "临江社区·第1网格" in before and f"?grid={code(1)}" in before
    assert "此后已调整" not in before
    split_today(ground)
    after = client.get(f"/cases/{case.number}/").content.decode()
    assert "临江社区·第1网格" in after and "此后已调整" in after
    assert code(5) in after and code(6) in after


def test_a_case_without_a_place_says_nothing_of_a_grid(ground: Field):
    case = opened(ground)
    page = signed_in(ground.district, Duty.OPERATOR).get(f"/cases/{case.number}/")
    assert "受理时所在网格" not in page.content.decode()


def test_the_search_and_the_workbook_are_narrowed_to_a_grid_and_name_it(ground: Field):
    case, other = opened(ground, point=at(HERE)), opened(ground, point=at(NORTH))
    client = signed_in(ground.district, Duty.SUPERVISOR)
    page = client.get("/desk/search/", {"grid": code(1)}).content.decode()
    assert case.number in page and other.number not in page
    assert f'name="grid" value="{code(1)}"' in page
    answer = client.get("/desk/search/export/", {"grid": code(1)})
    rows = list(load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active.values)
    assert rows[1][5] == "网格" and [row[5] for row in rows[2:]] == [code(1)]


def test_a_program_reads_the_grid_and_narrows_by_it(ground: Field, client):
    case = opened(ground, point=at(HERE))
    opened(ground)
    post = Post.objects.get(person_id=ground.district.worker(Duty.OPERATOR).person_id)
    token = org.issue_token(name="试", post=post, scopes=["cases:read"])[1]
    headers = {"Authorization": f"Bearer {token}"}
    answer = client.get("/api/v1/cases", {"grid": code(1)}, headers=headers)
    items = json.loads(answer.content)["items"]
    assert [(one["number"], one["grid"]) for one in items] == [(case.number, code(1))]
