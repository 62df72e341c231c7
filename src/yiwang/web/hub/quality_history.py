"""How the score of a resource went: points of a line, drawn without any script."""

from dataclasses import dataclass

from yiwang.hub.quality.queries import QualityRun
from yiwang.lake.quality import Dimension

WIDTH, HEIGHT, EDGE = 600, 120, 10


@dataclass(frozen=True)
class Point:
    """One check in the picture."""

    run: QualityRun
    x: float
    y: float


@dataclass(frozen=True)
class History:
    """The picture of several checks; `line` joins their points."""

    points: tuple[Point, ...]

    width, height = WIDTH, HEIGHT

    @property
    def line(self) -> str:
        """As `points` of a polyline."""
        return " ".join(f"{point.x:.1f},{point.y:.1f}" for point in self.points)


def drawn(runs: list[QualityRun]) -> History | None:
    """Scores from 0 at the foot to 100 at the top; None with fewer than two."""
    held = [run for run in runs if run.total is not None]
    if len(held) < 2:
        return None
    step = (WIDTH - 2 * EDGE) / (len(held) - 1)
    return History(
        tuple(
            Point(
                run,
                EDGE + place * step,
                HEIGHT - EDGE - (run.total or 0) * (HEIGHT - 2 * EDGE) / 100,
            )
            for place, run in enumerate(held)
        )
    )


def scores(run: QualityRun | None) -> list[tuple[Dimension, float | None]]:
    """Each dimension with its score, None where nothing was evaluated."""
    return [(one, run.scores.get(one.value) if run else None) for one in Dimension]
