"""The frame of the pages: the way out, fragments that stay fragments, colours one can read."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

from tests.district import District
from tests.web.test_pages import PAGES, signed_in
from yiwang.engine.duties import CENTRE, Duty
from yiwang.org.models import Person
from yiwang.web.ui.tags import icon

CSS = Path(__file__).parents[3] / "src/yiwang/web/static/css"
HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/desk/new/"}


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _schemes() -> dict[str, dict[str, str]]:
    text = (CSS / "tokens.css").read_text(encoding="utf-8")
    found = [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", b)) for b in text.split("color-scheme: ")
    ]
    found = [colours for colours in found if colours]
    assert len(found) == 3
    return {"day": found[0], "night by the system": found[1], "night by choice": found[2]}


TEXT = [
    ("ink", "paper"), ("ink-soft", "paper"), ("ink-soft", "ground"), ("ink-soft", "sunk"),
    ("brand", "paper"), ("brand-strong", "brand-wash"), ("green", "green-wash"),
    ("amber", "amber-wash"), ("red", "red-wash"), ("on-brand", "brand"), ("on-brand", "red"),
]  # fmt: skip


@pytest.mark.parametrize("scheme", list(_schemes()))
def test_text_and_edges_stand_out_in_every_scheme(scheme: str):
    colours = _schemes()[scheme]
    for front, back in TEXT:
        assert _contrast(colours[front], colours[back]) >= 4.5, (front, back)
    for back in ("paper", "ground"):
        assert _contrast(colours["line-strong"], colours[back]) >= 3, back


def test_a_button_that_cannot_be_undone_is_readable():
    text = (CSS / "parts.css").read_text(encoding="utf-8")
    rule = re.search(r"\.main\.grave\s*{([^}]*)}", text)
    assert rule and "var(--on-brand)" in rule[1] and "background: var(--red)" in rule[1]


def test_somebody_without_a_post_can_still_sign_out(db):
    client = Client()
    client.force_login(
        Person.objects.create(login="alone", name="演示某"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    page = client.get("/", follow=True)
    assert page.status_code == 403 and "/logout/" in page.content.decode()


def test_a_fragment_asked_for_after_the_session_ended_sends_the_whole_page_to_sign_in(db):
    response = Client().get("/desk/new/hints/", headers=HTMX)
    assert response.headers.get("HX-Redirect", "").startswith("/login/?next=/desk/new/")


def test_a_fragment_that_does_not_exist_is_told_in_the_message_area(district: District):
    response = signed_in(district, Duty.OPERATOR).get("/desk/nothing/", headers=HTMX)
    assert response.status_code == 404
    assert response.headers.get("HX-Retarget") == "#messages"
    assert "<html" not in response.content.decode()


def test_a_fragment_posted_without_the_secret_is_told_in_the_message_area(district: District):
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        Person.objects.get(pk=district.worker(Duty.OPERATOR).person_id),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    response = client.post("/desk/new/", {}, headers=HTMX)
    assert response.status_code == 403
    assert response.headers.get("HX-Retarget") == "#messages"
    assert "<html" not in response.content.decode()


def test_whoever_guesses_passwords_is_told_how_long_to_wait_and_whom_to_ask(district, settings):
    settings.AXES_ENABLED = True
    guess = {"username": "somebody", "password": "wrong"}
    answers = [Client().post("/login/", guess) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    page = answers[-1].content.decode()
    assert "密码连续输错5次" in page and "请等15分钟再试" in page and "请联系系统管理员" in page
    assert 'class="bar"' in page and answers[-1].headers["Retry-After"] == "900"


def test_the_watermark_names_who_looks_and_is_kept_by_nobody(district: District):
    worker = district.worker(Duty.HANDLER)
    response = signed_in(district, Duty.HANDLER).get("/watermark.svg")
    assert response.headers["Cache-Control"] == "no-store, private"
    assert worker.person_name in response.content.decode()


def test_every_page_for_people_at_work_carries_the_watermark(district: District):
    number = district.handled()
    for duty in (*CENTRE, Duty.HANDLER, Duty.REVIEWER):
        client = signed_in(district, duty)
        for page in (*(p for p, duties in PAGES.items() if duty in duties), f"/cases/{number}/"):
            shown = client.get(page).content.decode()
            assert 'class="stamp"' in shown or "<html" not in shown, (duty, page)
    assert 'class="stamp"' not in Client().get("/login/").content.decode()


def test_icons_come_from_wherever_static_files_are_served(monkeypatch):
    monkeypatch.setattr(staticfiles_storage, "base_url", "https://static.example/v7/")
    assert 'href="https://static.example/v7/img/icons.svg#clock"' in icon("clock")
