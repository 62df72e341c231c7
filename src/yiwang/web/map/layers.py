"""The layers of the map page; a new one is an entry here and a module in `static/js/map/layers`.

docs/map.md says what such a module holds.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from yiwang.engine.duties import Duty


@dataclass(frozen=True)
class Layer:
    """One switch of the map: its words, its script, where its data come from, who may see it."""

    key: str
    label: str
    # The name of the address that answers with GeoJSON.
    data: str
    on: bool = False
    duties: tuple[Duty, ...] = ()


LAYERS = (
    Layer("areas", gettext_noop("区划边界"), "map:areas", on=True),
    Layer("grids", gettext_noop("网格"), "map:grids"),
    Layer("heat", gettext_noop("热力（六边形）"), "map:heat"),
    Layer("cases", gettext_noop("案件"), "map:cases", on=True),
)
"""In the order in which they are drawn: the last lies on top."""


def layers_for(duty: Duty) -> list[Layer]:
    """The layers that this duty may switch on."""
    return [layer for layer in LAYERS if not layer.duties or duty in layer.duties]
