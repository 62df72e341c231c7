"""Which procedures run here; filled once at start-up."""

from yiwang.engine.checks import faults
from yiwang.engine.language import Procedure
from yiwang.kernel.refusals import NotFound

_PROCEDURES: dict[str, Procedure] = {}
_BY_PREFIX: dict[str, Procedure] = {}


class FaultyProcedure(Exception):
    """A declaration that must not run; the text lists its faults."""


def add(procedure: Procedure) -> None:
    """Take in a procedure. Raises `FaultyProcedure` when its declaration has faults."""
    found = faults(procedure)
    other = _BY_PREFIX.get(procedure.prefix, procedure)
    if other.key != procedure.key:
        found.append(f"prefix {procedure.prefix} is taken by {other.key}")
    if found:
        raise FaultyProcedure(f"{procedure.key}: " + "; ".join(found))
    _PROCEDURES[procedure.key] = _BY_PREFIX[procedure.prefix] = procedure


def procedure(key: str) -> Procedure:
    """The procedure of this key. Raises `NotFound`."""
    try:
        return _PROCEDURES[key]
    except KeyError:
        raise NotFound("没有“{key}”这个办理流程", key=key) from None


def procedure_of_prefix(prefix: str) -> Procedure:
    """The procedure whose case numbers begin with these letters. Raises `NotFound`."""
    try:
        return _BY_PREFIX[prefix]
    except KeyError:
        raise NotFound("没有这个案件，或您无权查看") from None


def procedures() -> tuple[Procedure, ...]:
    """All procedures, in the order in which they were added."""
    return tuple(_PROCEDURES.values())
