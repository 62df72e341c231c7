"""Which column of a bill means what, from a TOML file; whatever is not meant in it is refused."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from yiwang.kernel.refusals import Invalid

SHIPPED = Path(__file__).parent / "mappings"
NEEDED = ("number", "month")
AMOUNTS = ("sms", "minutes", "data", "calls", "connected", "cost")
# By what a value of the file is multiplied to become minutes, megabytes and yuan.
UNITS = {
    "minutes": {"minutes": Decimal(1), "seconds": Decimal(1) / 60},
    "data": {"mb": Decimal(1), "kb": Decimal(1) / 1024, "gb": Decimal(1024)},
    "cost": {"yuan": Decimal(1), "fen": Decimal("0.01")},
}
MOST_BYTES = 65_536


@dataclass(frozen=True)
class BillMapping:
    """The columns by what they mean, and what their values are multiplied by."""

    source: str
    columns: dict[str, str]
    factors: dict[str, Decimal]
    # As it was written, so that it can be kept and built again.
    units: dict[str, str]

    def plain(self) -> dict[str, object]:
        """The same for JSON; `build` makes it of that."""
        return {"source": self.source, "columns": self.columns, "units": self.units}


def read(path: Path) -> BillMapping:
    """The mapping in a file, or the shipped one of this name. Raises `Invalid`."""
    found = path if path.is_file() else SHIPPED / f"{path.name}.toml"
    if not found.is_file() or found.stat().st_size > MOST_BYTES:
        raise Invalid("没有这个对照文件：{name}", name=path.name)
    return read_text(found.read_bytes())


def shipped() -> list[str]:
    """The names of the mappings that come with the house."""
    return sorted(path.stem for path in SHIPPED.glob("*.toml"))


def read_text(content: bytes) -> BillMapping:
    """The mapping in a file that was handed in. Raises `Invalid`."""
    if len(content) > MOST_BYTES:
        raise Invalid("对照文件不是有效的TOML")
    try:
        return build(tomllib.loads(content.decode("utf-8-sig")))
    except (ValueError, RecursionError):
        raise Invalid("对照文件不是有效的TOML") from None


def build(content: dict[str, object]) -> BillMapping:
    """A mapping from its parsed TOML. Raises `Invalid`."""
    source, columns = content.get("source"), _texts(content.get("columns"), "columns")
    if not isinstance(source, str) or not 1 <= len(source) <= 40:
        raise Invalid("对照文件缺少“{at}”", at="source")
    for key in NEEDED:
        if key not in columns:
            raise Invalid("对照文件缺少“{at}”", at=f"columns.{key}")
    units = _texts(content.get("units", {}), "units")
    unknown = content.keys() - {"source", "columns", "units"}
    unknown |= columns.keys() - {*NEEDED, *AMOUNTS} | units.keys() - UNITS.keys()
    if unknown or not columns.keys() & set(AMOUNTS):
        raise Invalid("对照文件里有不认识的项，或没有一列用量：{at}", at="、".join(sorted(unknown)))
    return BillMapping(source, columns, {key: _factor(key, units) for key in UNITS}, units)


def _factor(key: str, units: dict[str, str]) -> Decimal:
    unit = units.get(key, next(iter(UNITS[key])))
    if unit not in UNITS[key]:
        raise Invalid("对照文件的“{at}”没有这个单位", at=f"units.{key}")
    return UNITS[key][unit]


def _texts(found: object, at: str) -> dict[str, str]:
    if not isinstance(found, dict) or not all(isinstance(v, str) and v for v in found.values()):
        raise Invalid("对照文件缺少“{at}”", at=at)
    return {str(key): value.strip() for key, value in found.items()}
