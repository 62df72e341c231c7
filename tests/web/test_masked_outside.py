"""Texts that leave the house name nobody; those who work on a case see whom to look for."""

from io import BytesIO

import openpyxl
import pytest
from django.test import Client

from tests.district import District
from tests.web.test_pages import signed_in
from yiwang.cases import public
from yiwang.cases.models import Case
from yiwang.engine.duties import Duty
from yiwang.org import actions as org
from yiwang.org.models import Post

NAME, PHONE = "张伟明", "13800000000"
SAID = f"业主{NAME}反映路灯不亮，电话{PHONE}，编号FZ19050312344"


@pytest.fixture
def number(district: District) -> str:
    return district.open(title=SAID, content=SAID, address="建设路3号").number


def outside(text: str) -> bool:
    """Whether number and name are hidden and what identifies nobody stands."""
    return NAME not in text and PHONE not in text and "张*明" in text and "FZ19050312344" in text


def test_a_program_reads_texts_without_numbers_and_names(district: District, number: str):
    post = Post.objects.get(person_id=district.worker(Duty.OPERATOR).person_id)
    token = org.issue_token(name="试", post=post, scopes=["cases:read"])[1]
    headers = {"Authorization": f"Bearer {token}"}
    told = Client().get(f"/api/v1/cases/{number}", headers=headers).json()
    assert outside(told["title"]) and outside(told["content"])
    (line,) = Client().get("/api/v1/cases", headers=headers).json()["items"]
    assert outside(line["title"])


def test_the_open_interface_shows_neither(number: str):
    told = Client().get(f"/open311/v2/requests/{number}.json").json()
    assert outside(told[0]["description"])


def test_an_exported_list_holds_neither(district: District, number: str):
    response = signed_in(district, Duty.SUPERVISOR).get("/desk/search/export/")
    book = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content)))
    cells = [str(cell) for row in book.active.iter_rows(values_only=True) for cell in row]
    assert outside("".join(cells)) and number in cells


def test_those_who_work_on_it_see_the_name_but_not_the_number(district: District, number: str):
    page = signed_in(district, Duty.SUPERVISOR).get(f"/cases/{number}/").content.decode()
    content = page[page.index("业主", page.index("</h1>")) :]
    assert NAME in content and PHONE not in content


def test_an_answer_to_somebody_else_names_nobody_and_ones_own_is_whole(district: District):
    answer = f"已联系业主{NAME}（{PHONE}），路灯已修好"
    main, repeat = district.handled(), district.handled()
    Case.objects.filter(number=main).update(state="closed", public_reply=answer)
    Case.objects.filter(number=repeat).update(state="merged", main_case=main)
    own, other = (public.shown(Case.objects.get(number=n)).reply for n in (main, repeat))
    assert own == answer
    assert NAME not in other and PHONE not in other and "路灯已修好" in other
