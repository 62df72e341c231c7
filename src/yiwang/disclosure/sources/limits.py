"""How large a file may be and how long reading it may take."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from yiwang.disclosure.sources.refused import Beyond

MEGABYTE = 1024 * 1024
Clock = Callable[[], float]


@dataclass(frozen=True)
class Limits:
    """Bounds of one file. The longest disclosure we know has 60 pages and 3 MB.

    `unpacked` bounds the readable parts of docx and xlsx and the streams of a pdf in bytes,
    `markup` the bytes of one part that is parsed as a whole (html, the body of a docx).
    `marks` bounds the letters and strokes of one page of a pdf, `objects` what it is made of.
    """

    size: int = 50 * MEGABYTE
    unpacked: int = 100 * MEGABYTE
    markup: int = 20 * MEGABYTE
    entries: int = 5_000
    pages: int = 300
    lines: int = 200_000
    line_length: int = 100_000
    cells: int = 300_000
    marks: int = 60_000
    objects: int = 100_000
    seconds: float = 20.0


USUAL = Limits()


@dataclass
class Watch:
    """One reading under way: it knows the limits and looks at the clock when asked.

    `clock` tells seconds; tests hand in one that needs no waiting.
    """

    name: str
    limits: Limits = USUAL
    clock: Clock = time.monotonic
    started: float = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.clock()

    def look(self) -> None:
        """Raises `Beyond` when the time is over."""
        if self.clock() - self.started > self.limits.seconds:
            raise Beyond(
                "读取“{name}”已超过{seconds}秒，请拆分文件或另存为较简单的格式后再试",
                name=self.name,
                seconds=f"{self.limits.seconds:g}",
            )

    def at_most(self, what: str, number: int, most: int) -> None:
        """Raises `Beyond` when there are more than `most` of `what` (a word for people)."""
        if number > most:
            raise Beyond(
                "“{name}”的{what}超过上限{most}，请拆分文件或去掉无关内容后再试",
                name=self.name,
                what=what,
                most=most,
            )
