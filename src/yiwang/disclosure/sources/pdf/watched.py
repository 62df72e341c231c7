"""Pages that are given up when they draw too much or too long: drawing may call itself."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from pdfminer.layout import LTPage
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.pdf import PDF

from yiwang.disclosure.sources.limits import Watch
from yiwang.disclosure.sources.pdf.letters import turn

# Between two looks at the clock: about a tenth of a second of drawing.
_BETWEEN = 1_000


class _Device(PDFPageAggregatorWithMarkedContent):
    """Counts letters, strokes and nested drawings while a page is drawn."""

    def __init__(self, watch: Watch, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.watch = watch
        self.marks = 0

    def _mark(self) -> None:
        self.marks += 1
        if self.marks % _BETWEEN == 0:
            self.watch.look()
            self.watch.at_most("一页内的字符和线条数", self.marks, self.watch.limits.marks)

    def render_char(self, *given: Any, **named: Any) -> Any:
        self._mark()
        return super().render_char(*given, **named)

    def paint_path(self, *given: Any, **named: Any) -> Any:
        self._mark()
        return super().paint_path(*given, **named)

    def begin_figure(self, *given: Any, **named: Any) -> Any:
        self._mark()
        return super().begin_figure(*given, **named)


class WatchedPage(Page):
    """A page of pdfplumber whose drawing is counted."""

    watch: Watch

    @property
    def layout(self) -> LTPage:
        """What the page draws; drawn once."""
        if not hasattr(self, "_layout"):
            device = _Device(
                self.watch, self.pdf.rsrcmgr, pageno=self.page_number, laparams=self.pdf.laparams
            )
            PDFPageInterpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
            self._layout = device.get_result()
        return self._layout


def pages(pdf: PDF, watch: Watch) -> Iterator[WatchedPage]:
    """The pages one by one; raises `Beyond` when there are more than the limit."""
    found = list(islice(PDFPage.create_pages(pdf.doc), watch.limits.pages + 1))
    watch.at_most("页数", len(found), watch.limits.pages)
    for number, one in enumerate(found, 1):
        watch.look()
        page = _page(pdf, one, number, watch)
        yield page
        page.close()


def _page(pdf: PDF, one: PDFPage, number: int, watch: Watch) -> WatchedPage:
    """The page as it is read: a wide table printed sideways is turned."""
    page = WatchedPage(pdf, one, page_number=number)
    page.watch = watch
    needed = turn(page.chars)
    if needed == 0 or one.rotate not in (0, 90, 180, 270):
        return page
    one.rotate = one.attrs["Rotate"] = (one.rotate + needed) % 360
    page = WatchedPage(pdf, one, page_number=number)
    page.watch = watch
    return page
