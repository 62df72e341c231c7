"""A report ready for paper: its blocks, and the words that templates may name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from yiwang.analytics.reports import changes, layout
from yiwang.analytics.reports.bulletins import Bulletin, Section
from yiwang.analytics.reports.contents import Contents, Table
from yiwang.analytics.reports.layout import THEN
from yiwang.analytics.reports.models import Report
from yiwang.measure import register

NOBODY = "—"
TEXT, TABLE, PICTURE = "文字", "表", "图"
_OWN = (
    "标题",
    "期间",
    "上期",
    "上年同期",
    "数据截至",
    "生成时间",
    "审核人",
    "签发人",
    "签发时间",
    "校验值",
)


@dataclass(frozen=True)
class Paper:
    """What every file of a report is made from."""

    bulletin: Bulletin
    contents: Contents
    blocks: tuple[layout.Block, ...]
    words: dict[str, str]

    @property
    def title(self) -> str:
        """What stands above it."""
        return self.words["标题"]

    def block(self, label: str) -> layout.Block | None:
        """The block of a section by its label."""
        return next((one for one in self.blocks if one.label == label), None)


def paper_of(one: Report, bulletin: Bulletin) -> Paper:
    """A report in Chinese, whoever reads it."""
    contents = one.kept
    blocks = tuple(layout.blocks(contents, bulletin))
    words = dict(_words(one, contents, bulletin))
    for block in blocks:
        words[f"{block.label}.{TEXT}"] = "".join(block.sentences)
    return Paper(bulletin, contents, blocks, words)


def _words(one: Report, contents: Contents, bulletin: Bulletin) -> Iterator[tuple[str, str]]:
    title = f"{contents.period.label} {bulletin.label}"
    yield "标题", title if one.state is Report.State.RELEASED else f"{title}（{one.state.label}）"
    yield "期间", contents.period.label
    for compare, name in THEN.items():
        yield name, compare.of(contents.period).label
    yield "数据截至", _moment(contents.as_of)
    yield "生成时间", _moment(one.made_at)
    yield "审核人", one.reviewed_name or NOBODY
    yield "签发人", one.released_name or NOBODY
    yield "签发时间", _moment(one.released_at)
    yield "校验值", one.digest
    for table in contents.tables:
        if not table.plan.by:
            yield from _figures(contents, table)


def _moment(moment: datetime | None) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else NOBODY


def _figures(contents: Contents, table: Table) -> Iterator[tuple[str, str]]:
    total = table.total
    for column in table.columns:
        now = total.now[column.key]
        yield column.label, now.text
        if column.is_share:
            yield f"{column.label}.分子", f"{now.part or 0:,}"
            yield f"{column.label}.分母", f"{now.whole or 0:,}"
        for compare, found in total.then.items():
            then, reach = found[column.key], contents.reach[compare]
            known = reach is reach.WHOLE
            yield f"{column.label}.{THEN[compare]}", then.text if known else NOBODY
            moved = changes.told(now, then, compare, reach)
            yield f"{column.label}.{compare.label}", moved


def inline(bulletin: Bulletin) -> set[str]:
    """Every placeholder that may stand within a sentence."""
    found = {*_OWN, *(f"{section.label}.{TEXT}" for section in bulletin.sections)}
    for section in bulletin.sections:
        if not section.by:
            found |= set(_named(section))
    return found


def _named(section: Section) -> Iterator[str]:
    for key in section.indicators:
        one = register.indicator(key)
        yield one.label
        if len(one.sides()) > 1:
            yield from (f"{one.label}.分子", f"{one.label}.分母")
        for compare in section.compare:
            yield from (f"{one.label}.{THEN[compare]}", f"{one.label}.{compare.label}")


def standing(bulletin: Bulletin) -> set[str]:
    """Every placeholder that stands alone in a paragraph: tables and pictures."""
    tables = {f"{section.label}.{TABLE}" for section in bulletin.sections}
    drawn = {f"{section.label}.{PICTURE}" for section in bulletin.sections if section.drawn}
    return tables | drawn
