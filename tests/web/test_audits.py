"""The pages of audits: a file is dropped, its findings stand beside it."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.disclosure.test_commands import WRONG
from tests.district import District, build
from tests.web.test_pages import signed_in
from yiwang.engine.duties import Duty


@pytest.fixture
def district(db, settings, tmp_path) -> District:
    settings.AUDITED_ROOT = tmp_path
    return build()


@pytest.fixture
def leader(district):
    return signed_in(district, Duty.LEADER)


def dropped(client, **more):
    given = {"file": SimpleUploadedFile("决算.txt", WRONG.encode())} | more
    return client.post("/audits/", given, follow=True)


def text(answer) -> str:
    return answer.content.decode()


def test_without_audits_the_page_says_what_to_do(leader):
    assert "还没有审核过文件" in text(leader.get("/audits/"))


def test_a_dropped_file_shows_findings_that_lead_to_their_lines(leader):
    shown = text(dropped(leader))
    assert "合计" in shown and "1,300.00" in shown
    anchors = set(re.findall(r'href="#(l0-[0-9]+)"', shown))
    assert anchors and all(f'id="{one}"' in shown for one in anchors)
    back = set(re.findall(r'href="#(f[0-9]+)"', shown))
    assert back and all(f'id="{one}"' in shown for one in back)
    assert "上年文件" not in shown
    assert "决算.txt" in text(leader.get("/audits/"))


def test_the_list_is_narrowed_by_severity_and_keeps_its_numbers(leader):
    page = dropped(leader).redirect_chain[-1][0]
    assert "没有这一级别的问题" in text(leader.get(f"{page}?severity=rounding"))
    assert 'id="f1"' in text(leader.get(f"{page}?severity=error"))


def test_without_a_file_and_without_a_reason_it_is_refused(leader):
    assert leader.post("/audits/", {}).status_code == 422
    assert "须写明理由" in text(dropped(leader, off=["table-rows"], reason=" "))


def test_findings_are_downloaded_and_the_file_is_cleared(leader):
    page = dropped(leader).redirect_chain[-1][0]
    assert leader.get(f"{page}file/xlsx/").content[:2] == b"PK"
    assert leader.get(f"{page}file/exe/").status_code == 404
    assert "文件和原文已清除" in text(leader.post(f"{page}remove/", follow=True))
    assert leader.get(f"{page}file/xlsx/").status_code == 404
    assert "只保留了审核记录" in text(leader.get(page))


def test_markup_in_a_file_stays_text(leader):
    evil = SimpleUploadedFile("决算.txt", (WRONG + "\n<script>alert(1)</script>").encode())
    assert "<script>alert" not in text(dropped(leader, file=evil))


def test_another_unit_does_not_find_it(leader, district):
    page = dropped(leader).redirect_chain[-1][0]
    assert signed_in(district, Duty.HANDLER).get(page).status_code == 404


def test_those_on_the_street_have_no_such_page(district):
    assert signed_in(district, Duty.COLLECTOR).get("/audits/").status_code == 403


def test_all_rules_are_told_with_examples(leader):
    shown = text(leader.get("/audits/rules/"))
    assert shown.count("<tr id=") >= 15
