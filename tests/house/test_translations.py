"""The tool that collects the sentences of the screens finds all kinds of them."""

import pytest
from tests.house.scripts import script

PYTHON = """
_("签收")
gettext_lazy("立案")
ngettext("%(n)s 件", "%(n)s 件诉求", n)
pgettext("办理", "退回")
_(variable)
class NotYours(Refusal):
    ...
raise NotYours("这不是{unit}的任务", unit=unit)
"""
TEMPLATE = """<!doctype html>
{% load i18n %}
  <h1 title="{% translate "待签收" %}">{% translate '案件' as heading %}</h1>
      {% blocktranslate count n=total %}{{ n }} 件{% plural %}{{ n }} 件诉求{% endblocktranslate %}
  {# 说明 #}
"""


@pytest.fixture
def tool(tmp_path):
    module = script("translations")
    module.ROOT = module.PACKAGE = tmp_path
    module.LOCALE = tmp_path / "locale"
    module.PROCEDURES = tmp_path / "procedures"
    module.labels.of_the_pure_floors = lambda: ["挂账"]
    module.labels.of_procedures = lambda: {"appeals": ["群众诉求", "签收"]}
    (tmp_path / "web" / "templates").mkdir(parents=True)
    (tmp_path / "web" / "views.py").write_text(PYTHON)
    (tmp_path / "web" / "templates" / "page.html").write_text(TEMPLATE)
    return module


def test_sentences_of_python_templates_and_declarations_are_collected(tool):
    found = {m.id if isinstance(m.id, str) else m.id[0] for m in tool.collect() if m.id}
    assert found == {
        *("签收", "立案", "%(n)s 件", "退回", "待签收", "案件", "%(n)s 件", "挂账"),
        "这不是{unit}的任务",
    }


def test_a_sentence_without_english_fails_the_check_until_it_has_some(tool, capsys):
    assert tool.update() == 0
    assert tool.check() == 1
    assert "no translation of '签收'" in capsys.readouterr().out
    catalogue = tool.LOCALE / "en" / "LC_MESSAGES" / "django.po"
    lines = catalogue.read_text().replace('msgstr[0] ""', 'msgstr[0] "%(n)s case"')
    lines = lines.replace('msgstr[1] ""', 'msgstr[1] "%(n)s cases"')
    head, _, rest = lines.partition("\n\n")
    rest = rest.replace(
        'msgid "这不是{unit}的任务"\nmsgstr ""', 'msgid "这不是{unit}的任务"\nmsgstr "Not {unit}"'
    )
    catalogue.write_text(head + "\n\n" + rest.replace('msgstr ""', 'msgstr "Something"'))
    assert tool.check() == 1
    own = tool.PROCEDURES / "appeals" / "locale" / "en" / "LC_MESSAGES" / "django.po"
    head, _, rest = own.read_text().partition("\n\n")
    own.write_text(head + "\n\n" + rest.replace('msgstr ""', 'msgstr "Appeals"'))
    assert tool.check() == 0


def test_what_only_a_procedure_says_stands_in_its_own_folder_and_moves_with_its_english(tool):
    tool.update()
    own = tool.PROCEDURES / "appeals" / "locale" / "en" / "LC_MESSAGES" / "django.po"
    assert "群众诉求" in own.read_text() and "签收" not in own.read_text()
    ours = tool.LOCALE / "en" / "LC_MESSAGES" / "django.po"
    text = ours.read_text()
    ours.write_text(text.replace('msgid "挂账"\nmsgstr ""', 'msgid "挂账"\nmsgstr "Suspend"'))
    tool.labels.of_the_pure_floors = list
    tool.labels.of_procedures = lambda: {"appeals": ["挂账"]}
    tool.update()
    assert 'msgid "挂账"\nmsgstr "Suspend"' in own.read_text() and "挂账" not in ours.read_text()


def test_a_translation_is_kept_when_sentences_are_collected_again(tool):
    tool.update()
    catalogue = tool.LOCALE / "en" / "LC_MESSAGES" / "django.po"
    written = catalogue.read_text().replace(
        'msgid "签收"\nmsgstr ""', 'msgid "签收"\nmsgstr "Sign"'
    )
    catalogue.write_text(written)
    tool.update()
    assert 'msgid "签收"\nmsgstr "Sign"' in catalogue.read_text()
    assert catalogue.with_suffix(".mo").exists()


def test_a_translation_that_lost_a_placeholder_fails_the_check(tool):
    assert tool._same_places("共 %(n)s 件", "%(n)s cases")
    assert not tool._same_places("共 %(n)s 件", "cases")
    assert not tool._same_places("{unit}", "{units}")
    assert tool._same_places(("%(n)s 件", "%(n)s 件"), ("One case", "%(n)s cases"))
