"""The layers of the map page; a new one is an entry here and a module in `static/js/map/layers`.

docs/map.md says what such a module holds.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from yiwang.engine.duties import Duty
from yiwang.web.field.looking import EVERYBODY
from yiwang.web.map.workers import WATCHING
from yiwang.web.ui.ways import BASES


@dataclass(frozen=True)
class Layer:
    """One switch of the map: its words, its script, where its data come from, who may see it."""

    key: str
    label: str
    # The name of the address that answers with GeoJSON.
    data: str
    on: bool = False
    duties: tuple[Duty, ...] = ()
    # A template with what is chosen beside the switch.
    more: str = ""
    # Whether something is chosen in it.
    chosen: bool = False
    # The name of the address of the table that says the same, and what stands above it.
    table: str = ""
    heading: str = ""


LAYERS = (
    Layer("areas", gettext_noop("区划边界"), "map:areas", on=True),
    Layer(
        "heat_areas",
        gettext_noop("热力（按区域）"),
        "map:heat_areas",
        more="map/heat_areas_more.html",
        chosen=True,
        table="map:heat_areas_table",
        heading=gettext_noop("各区域案件数（热力）"),
    ),
    Layer(
        "grids",
        gettext_noop("网格"),
        "map:grids",
        more="map/grids_more.html",
        chosen=True,
        table="map:grids_table",
        heading=gettext_noop("各社区网格"),
    ),
    Layer(
        "bases",
        gettext_noop("人口与企业"),
        "map:bases",
        duties=BASES,
        more="map/bases_more.html",
        chosen=True,
        table="map:bases_table",
        heading=gettext_noop("各社区人口与企业"),
    ),
    Layer("heat", gettext_noop("热力（六边形）"), "map:heat"),
    Layer(
        "parts",
        gettext_noop("部件"),
        "map:parts",
        more="map/parts_more.html",
        chosen=True,
        table="map:parts_table",
        heading=gettext_noop("各区域部件数"),
    ),
    Layer(
        "patrols",
        gettext_noop("巡查路线"),
        "map:patrols",
        duties=EVERYBODY,
        more="map/patrols_more.html",
        chosen=True,
        table="map:patrols_table",
        heading=gettext_noop("当日巡查路线"),
    ),
    Layer(
        "workers",
        gettext_noop("在岗人员"),
        "map:workers",
        duties=WATCHING,
        more="map/workers_more.html",
        table="map:workers_table",
        heading=gettext_noop("在岗人员最近位置"),
    ),
    Layer("cases", gettext_noop("案件"), "map:cases", on=True),
)
"""In the order in which they are drawn: the last lies on top."""


def layers_for(duty: Duty) -> list[Layer]:
    """The layers that this duty may switch on."""
    return [layer for layer in LAYERS if not layer.duties or duty in layer.duties]
