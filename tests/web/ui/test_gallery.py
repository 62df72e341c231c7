"""The gallery shows every component, so that none is built twice and none goes unseen."""

import re
from pathlib import Path

import pytest

from tests.district import District
from tests.web.test_pages import signed_in
from yiwang.engine.duties import Duty
from yiwang.web.manage.gallery import COLOURS

WEB = Path(__file__).parents[3] / "src/yiwang/web"
FRAMES = {"ui/public_shell.html"}
"""The frame of public pages is no component: it holds a page."""


@pytest.fixture
def shown(district: District):
    return signed_in(district, Duty.ADMINISTRATOR).get("/manage/gallery/")


def test_every_component_is_in_the_gallery(shown):
    components = {f"ui/{path.name}" for path in (WEB / "templates/ui").glob("*.html")}
    assert components - FRAMES - {template.name for template in shown.templates} == set()


def test_every_kind_of_button_badge_and_lamp_is_in_the_gallery(shown):
    page = shown.content.decode()
    for name in ("main", "quiet", "small-button", "grave", "main grave", "message", "hint"):
        assert f'class="{name}"' in page, name
    badges = ("badge-open", "badge-paused", "badge-done", "chip-hot", "message refused", "empty")
    lamps = ("lamp-fine", "lamp-soon", "lamp-late", "tile alarm", "timeline", "steps")
    for name in (*badges, *lamps):
        assert name in page, name


def test_every_colour_is_in_the_gallery(shown):
    tokens = (WEB / "static/css/tokens.css").read_text(encoding="utf-8")
    css = (WEB / "static/css/gallery.css").read_text(encoding="utf-8")
    assert set(COLOURS) | {"on-brand"} == set(re.findall(r"--([\w-]+): #", tokens))
    for colour in COLOURS:
        assert f".swatch-{colour} {{" in css
        assert f"swatch-{colour}" in shown.content.decode()


def test_a_wrong_field_is_tied_to_its_sentence(shown):
    page = shown.content.decode()
    assert 'aria-describedby="g-need-gallery-wrong-help g-need-gallery-wrong-fault"' in page
    assert 'aria-invalid="true"' in page and 'id="g-need-gallery-wrong-fault"' in page
