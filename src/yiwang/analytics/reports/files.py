"""The files of a report: how each kind is made, and what it is called."""

from collections.abc import Callable
from dataclasses import dataclass

from yiwang.analytics.reports.document import filled
from yiwang.analytics.reports.paper import Paper
from yiwang.analytics.reports.pdf import pdf
from yiwang.analytics.reports.workbook import workbook
from yiwang.kernel import uploads
from yiwang.kernel.typesetting import family


@dataclass(frozen=True)
class Format:
    """A kind of file; `make` is given the paper and the template."""

    key: str
    mime: str
    make: Callable[[Paper, bytes], bytes]
    # Whether this machine can make it at all.
    can: Callable[[], bool] = lambda: True


FORMATS = (
    Format("docx", uploads.DOCX.mime, lambda paper, template: filled(template, paper)),
    Format("pdf", uploads.PDF.mime, lambda paper, template: pdf(paper), lambda: bool(family())),
    Format("xlsx", uploads.XLSX.mime, lambda paper, template: workbook(paper)),
)
