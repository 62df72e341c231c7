"""One paragraph after the other: each figure with what it is about and what it belongs to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from yiwang.disclosure.document import Paragraph, Section
from yiwang.disclosure.figures import figure
from yiwang.disclosure.reading.statements import words
from yiwang.disclosure.reading.statements.clauses import Clause, clause, cleaned
from yiwang.disclosure.reading.statements.squeezed import Squeezed, squeezed
from yiwang.disclosure.statement import Measure, Says, Statement

_ABOUT_AMOUNT = (Says.SHARE, Says.COMPLETION, Says.AMOUNT)
_SENTENCE = re.compile(r"[。；;]")


@dataclass
class _Story:
    """What was told so far in one section."""

    section: Section
    path: str
    topic: str = ""
    number: int = 0
    done: list[Statement] = field(default_factory=list)

    def last(self, *kinds: Says) -> Statement | None:
        """The last statement of these kinds in the paragraph at hand."""
        return next(
            (
                one
                for one in reversed(self.done)
                if one.kind in kinds and one.paragraph == self.number
            ),
            None,
        )


def told(sections: tuple[Section, ...]) -> Iterator[Statement]:
    """All statements of all sections, in their order."""
    number = 0
    above: list[Section] = []
    for section in sections:
        above = [one for one in above if one.level < section.level]
        story = _Story(section, "/".join(one.title for one in above))
        above.append(section)
        story.topic = cleaned(section.title) if words.TOPIC.search(_half(section.title)) else ""
        for paragraph in (Paragraph(section.title, section.place), *section.paragraphs):
            number += 1
            story.number = number
            _paragraph(story, squeezed(paragraph))
        yield from story.done


def _half(text: str) -> str:
    return text.replace("（", "(").replace("）", ")")


def _paragraph(story: _Story, text: Squeezed) -> None:
    found: list[re.Match[str]] = [
        one for one in words.FIGURE.finditer(text.text) if not _numbering(text.text, one)
    ]
    reasons = list(words.REASON.finditer(text.text))
    found += reasons
    found += [
        one for one in words.SAME.finditer(text.text) if not _explains(text.text, reasons, one)
    ]
    behind = 0
    for one in sorted(found, key=lambda match: match.start()):
        lead = text.text[behind : one.start()]
        _topic(story, lead, at_start=behind == 0)
        if one.re is words.FIGURE:
            behind = _figure(story, text, one, behind)
        elif one.re is words.SAME:
            behind = _same(story, text, one, behind)
        else:
            _reason(story, text, one)


def _numbering(text: str, found: re.Match[str]) -> bool:
    """Whether it is the number of a class in brackets, (01项), or points of a heading, (20分)."""
    inside = text[: found.start()].endswith("(") and text[found.end() :].startswith(")")
    return inside and found["unit"] not in words.MONEY_UNITS


def _explains(text: str, reasons: list[re.Match[str]], found: re.Match[str]) -> bool:
    """Whether it stands in the sentence of a reason: 主要原因是接待无变化."""
    sentence = max(text.rfind(stop, 0, found.start()) for stop in "。；;")
    return any(sentence < one.start() < found.start() for one in reasons)


def _topic(story: _Story, lead: str, *, at_start: bool) -> None:
    """Take over what the paragraph is going to speak of, where a sentence only names it."""
    for sentence in _SENTENCE.split(lead)[:-1]:
        if words.TOPIC.search(sentence) and not words.REASON.search(sentence):
            story.topic = cleaned(sentence)
            return
    head, colon, rest = lead.partition("：")
    if at_start and colon and "。" not in head and words.SUMMARY_TAIL.search(head):
        story.topic = cleaned(head)


def _figure(story: _Story, text: Squeezed, found: re.Match[str], behind: int) -> int:
    lead = text.text[behind : found.start()]
    said = clause(lead, found["unit"])
    start = behind + said.start
    statement = _statement(story, text, start, found.end())
    base, base_year = _base(text.text, behind, found.start(), said)
    statement = replace(
        statement,
        kind=said.kind,
        figure=figure(found["number"].replace("，", ",")),
        unit=found["unit"],
        year=said.year,
        measure=said.measure,
        way=said.way,
        base=base,
        base_year=base_year,
    )
    story.done.append(_placed(story, statement, said))
    if said.kind is Says.AMOUNT and _names_topic(said):
        story.topic = said.thing
    return found.end()


def _names_topic(said: Clause) -> bool:
    """Whether what follows without a name of its own still speaks of this thing."""
    named = said.measure is not None or words.TOPIC.search(said.thing) is not None
    return named and said.thing not in words.POINTERS


def _statement(story: _Story, text: Squeezed, start: int, end: int) -> Statement:
    return Statement(
        kind=Says.AMOUNT,
        subject="",
        figure=None,
        unit="",
        place=text.place(start, end),
        quote=text.quote(start, end),
        section=story.section.title,
        path=story.path,
        paragraph=story.number,
        start=start,
        end=end,
    )


def _placed(story: _Story, statement: Statement, said: Clause) -> Statement:
    """The statement with its subject and what it belongs to."""
    if statement.kind in (Says.AMOUNT, Says.COUNT):
        return replace(statement, subject=_subject(story, said))
    about = _about(story, statement, said)
    subject = said.thing if said.thing not in words.POINTERS else ""
    return replace(statement, about=about, subject=subject or (about.subject if about else ""))


def _subject(story: _Story, said: Clause) -> str:
    if said.thing not in words.POINTERS:
        return said.thing
    if said.measure is None and not said.whole:
        return said.thing
    before = story.last(Says.AMOUNT)
    if before is None or (said.measure is Measure.BUDGET and story.topic and not said.whole):
        return story.topic or said.thing
    return before.subject


def _about(story: _Story, statement: Statement, said: Clause) -> Statement | None:
    """The amount: that of the same name, that of the change just told, or the one just before."""
    amounts = [one for one in story.done if one.kind is Says.AMOUNT and not one.base]
    if said.thing not in words.POINTERS:
        named = [one for one in amounts if one.subject.endswith(said.thing)]
        return named[-1] if named else None
    amounts = [one for one in amounts if one.paragraph == story.number]
    if statement.kind is Says.RATE and not statement.base:
        change = story.last(Says.CHANGE, Says.AMOUNT)
        if change is not None and change.kind is Says.CHANGE:
            return change.about
    return amounts[-1] if amounts else None


def _base(text: str, behind: int, end: int, said: Clause) -> tuple[str, int | None]:
    """What it is measured against: named by the share itself, or by 与…相比 in this sentence."""
    if said.kind in _ABOUT_AMOUNT:
        return said.whole, None
    if said.kind not in (Says.CHANGE, Says.RATE, Says.SAME):
        return "", None
    sentence = max(text.rfind(stop, 0, end) for stop in "。；;") + 1
    found = list(words.BASE.finditer(text, max(sentence, behind), end))
    if not found:
        return "", None
    base = found[-1]["base"]
    year = words.YEAR.search(base)
    return base, int(year[1]) if year else None


def _same(story: _Story, text: Squeezed, found: re.Match[str], behind: int) -> int:
    said = Clause(0, "", None, Says.SAME)
    base, base_year = _base(text.text, behind, found.end(), said)
    statement = replace(
        _statement(story, text, found.start() - _length(text.text, found.start()), found.end()),
        kind=Says.SAME,
        base=base,
        base_year=base_year,
    )
    story.done.append(_placed(story, statement, said))
    return found.end()


def _length(text: str, end: int) -> int:
    """How long the clause before `end` is."""
    return end - 1 - max(text.rfind(stop, 0, end) for stop in "。；;，,：:")


def _reason(story: _Story, text: Squeezed, found: re.Match[str]) -> None:
    stop = re.compile(r"[。；;]|$").search(text.text, found.end())
    end = stop.start() if stop else len(text.text)
    statement = replace(
        _statement(story, text, found.start(), end),
        kind=Says.REASON,
        way=words.way_of(found["claim"], found["other"]) if found["claim"] else None,
        base=found["base"] or "",
        reason=text.quote(found.end(), end).strip(),
    )
    about = story.last(Says.CHANGE, Says.RATE, Says.AMOUNT, Says.SAME)
    amount = about if about is None or about.kind is Says.AMOUNT else about.about
    story.done.append(replace(statement, about=amount, subject=amount.subject if amount else ""))
