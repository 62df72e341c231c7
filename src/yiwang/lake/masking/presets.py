"""Chains with a name, as a person chooses them for a column; anything else is declared in full."""

from dataclasses import dataclass

from yiwang.lake.masking.recipe import PERSONS
from yiwang.lake.operations import Chain, Operation
from yiwang.lake.operations.days import DayTo
from yiwang.lake.operations.figures import Band, Round
from yiwang.lake.operations.hiding import (
    Constant,
    HideAddress,
    HideCard,
    HideName,
    HidePhone,
    KeepEnds,
    Nullify,
)
from yiwang.lake.operations.numbers import NormaliseCard, NormalisePhone
from yiwang.lake.operations.pseudonyms import KeepFormat, Pseudonym
from yiwang.lake.operations.text import HalfWidth, RemoveSpaces, Trim, Upper
from yiwang.lake.schema import Kind


@dataclass(frozen=True, slots=True)
class Preset:
    """A chain that can be chosen by its key."""

    key: str
    label: str
    chain: Chain


def _preset(key: str, label: str, *operations: Operation) -> Preset:
    return Preset(key, label, Chain(operations))


_CARD = (HalfWidth(), RemoveSpaces(), Upper(), NormaliseCard())
PRESETS = (
    _preset("as_it_is", "原样"),
    _preset("name", "姓名：张*三", HideName()),
    _preset("phone", "电话：138****1234", NormalisePhone(), HidePhone()),
    _preset("card_6_4", "身份证：前6后4", *_CARD, HideCard("6+4")),
    _preset("card_1_1", "身份证：前1后1", *_CARD, HideCard("1+1")),
    _preset("card_pseudonym", "身份证：假名（可关联）", *_CARD, Pseudonym(PERSONS)),
    _preset("card_same_form", "身份证：保留格式的假名", *_CARD, KeepFormat("identity_card")),
    _preset("phone_same_form", "电话：保留格式的假名", NormalisePhone(), KeepFormat("phone")),
    _preset("pseudonym_sm3", "假名（SM3）", HalfWidth(), Trim(), Pseudonym("text", 32, "sm3")),
    _preset("pseudonym", "假名", HalfWidth(), Trim(), Pseudonym("text")),
    _preset("street", "地址：到街道", HideAddress("street")),
    _preset("district", "地址：到区", HideAddress("district")),
    _preset("ends_2_1", "前2后1", KeepEnds(2, 1)),
    _preset("stars", "全部隐藏", Constant()),
    _preset("month", "日期：到月", DayTo("month")),
    _preset("year", "日期：到年", DayTo("year")),
    _preset("band_5", "数值：每5一段", Band(5)),
    _preset("band_10", "数值：每10一段", Band(10)),
    _preset("rounded", "数值：取整", Round(0)),
    _preset("nothing", "置空", Nullify()),
)
BY_KEY = {one.key: one for one in PRESETS}


def presets_for(kind: Kind) -> tuple[Preset, ...]:
    """Those that take values of this kind."""
    return tuple(
        one for one in PRESETS if all(kind in step.takes for step in one.chain.operations[:1])
    )


def preset_of(chain: Chain) -> Preset | None:
    """The preset that is this chain, if one is."""
    return next((one for one in PRESETS if one.chain == chain), None)
