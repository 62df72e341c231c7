"""One page of HTML with the document beside its findings; without script, readable in print."""

from collections.abc import Iterator, Sequence
from html import escape
from importlib import resources

from yiwang.disclosure.auditing.finding import Finding
from yiwang.disclosure.document import Document
from yiwang.disclosure.telling.beside import Shown, Told, rows, shown, told
from yiwang.disclosure.telling.text import counted


def page(document: Document, found: Sequence[Finding]) -> str:
    """The whole page of one file."""
    style = resources.files("yiwang.disclosure.telling").joinpath("page.css").read_text("utf-8")
    title = escape(f"审核结果：{document.title or document.name}")
    listed = "\n".join(_finding(one) for one in told(document, found))
    lines = "\n".join(_lines(shown(document, found)))
    warnings = "".join(f"<p class=warning>{escape(one)}</p>" for one in document.warnings)
    nothing = "" if found else "<p>没有发现问题。</p>"
    return f"""<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>
{style}</style></head><body>
<header><h1>{title}</h1>
<p>{escape(document.name)}　读出表格{len(document.tables)}张；{counted(found)}</p>
{warnings}</header>
<main><section aria-label="问题" class=findings>{nothing}<ol>
{listed}
</ol></section>
<section aria-label="文件原文" class=document tabindex=0><ol class=lines>
{lines}
</ol></section></main></body></html>
"""


def _finding(one: Told) -> str:
    finding = one.finding
    figures = (
        f"<p>印为 <b>{escape(finding.printed or '（空）')}</b>，"
        f"应为 <b>{escape(finding.expected or '—')}</b></p>"
        if finding.printed or finding.expected
        else ""
    )
    where = f"<p class=where>{escape(finding.where)}</p>" if finding.where else ""
    return (
        f'<li id="f{one.number}" class="{one.severity}"><p><span class=kind>{one.name}</span> '
        f'<a href="#{one.anchor}">{escape(one.spot)}</a></p>{where}'
        f"<p>{escape(finding.message)}</p>{figures}<p class=rule>{escape(finding.rule)}</p></li>"
    )


def _lines(lines: Sequence[Shown]) -> Iterator[str]:
    last = None
    for row in rows(lines):
        if row[0].page != last and row[0].page is not None:
            yield f"<li class=page>第{row[0].page}页</li>"
            last = row[0].page
        cells = "".join(_cell(one, alone=len(row) == 1) for one in row)
        yield f'<li value="{row[0].line}">{cells}</li>'


def _cell(line: Shown, alone: bool) -> str:
    text = "".join(
        f'<mark class="{one.mark}">{escape(one.text)}</mark>' if one.mark else escape(one.text)
        for one in line.pieces
    )
    links = "".join(f' <a class=to href="#f{one}">{one}</a>' for one in line.found)
    kind = "" if alone else " class=cell"
    return f'<span id="{line.number}"{kind}>{text}{links}</span>'
