"""Templates hold neither script nor style nor handlers, and every sentence can be translated."""

import re

import pytest
from tests.house.source import named, templates, with_suffix

CHINESE = re.compile(r"[\u4e00-\u9fff]")
FORBIDDEN = {
    "a script in the page": re.compile(r"<script(?![^>]*\ssrc=)", re.I),
    "a style in the page": re.compile(r"<style\b", re.I),
    "a style attribute": re.compile(r"""\sstyle\s*=\s*["']""", re.I),
    "a handler attribute": re.compile(r"""\son[a-z]+\s*=\s*["']""", re.I),
    "htmx's own script attribute": re.compile(r"\shx-on[:\w-]*\s*=", re.I),
    "a script address": re.compile(r"javascript:", re.I),
    "something loaded from elsewhere": re.compile(
        r"""<(?:script|img|link|iframe|source)\b[^>]*\s(?:src|href)\s*=\s*["'](?:https?:)?//""",
        re.I,
    ),
}
TRANSLATED = re.compile(
    r"{%\s*comment.*?{%\s*endcomment\s*%}|{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}"
    r"|{#.*?#}|{%.*?%}|{{.*?}}|<!--.*?-->",
    re.S,
)


def faults(page: str) -> list[str]:
    """What a page must not hold, in words."""
    return [what for what, pattern in FORBIDDEN.items() if pattern.search(page)]


def untranslated(page: str) -> list[str]:
    """The lines with Chinese that stands outside every translate tag."""
    return [line.strip() for line in TRANSLATED.sub("", page).splitlines() if CHINESE.search(line)]


def test_no_template_holds_script_or_style_or_handlers():
    found = {named(path): faults(path.read_text()) for path in templates()}
    assert not {name: what for name, what in found.items() if what}


def test_every_chinese_sentence_in_a_template_is_marked_for_translation():
    found = {named(path): untranslated(path.read_text()) for path in templates()}
    assert not {name: lines for name, lines in found.items() if lines}


@pytest.mark.parametrize(
    "page",
    [
        "<script>alert(1)</script>",
        '<script type="module">x</script>',
        '<p style="color:red">',
        "<STYLE>",
        '<button onclick="x()">',
        '<a href="javascript:x">',
        '<div hx-on:click="x()">',
        '<script src="//elsewhere.example/x.js">',
    ],
)
def test_the_rule_finds_each_kind_of_fault(page):
    assert faults(page)


@pytest.mark.parametrize(
    "page",
    [
        '<script type="module" src="/static/js/desk.js"></script>',
        '<button hx-post="/x" class="stylish" data-onward="1">',
        '<a href="https://standard.example/">',
    ],
)
def test_the_rule_lets_good_pages_pass(page):
    assert not faults(page)


def test_marked_and_unmarked_sentences_are_told_apart():
    assert not untranslated(
        '{% translate "待签收" %}{# 说明 #}{% blocktranslate %}共 1 件{% endblocktranslate %}'
    )
    assert untranslated("<p>待签收</p>") == ["<p>待签收</p>"]


def test_scripts_of_our_own_write_no_html_from_strings():
    """A string set as HTML is where a citizen's words become somebody's script."""
    dangerous = re.compile(
        r"\.(?:innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write|\beval\("
    )
    ours = [p for p in with_suffix(".js", ".mjs") if "vendor" not in p.parts]
    assert not [named(p) for p in ours if dangerous.search(p.read_text())]
