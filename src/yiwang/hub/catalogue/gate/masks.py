"""How what a grant masks is masked: from the masked copy where it serves, or as it is read."""

import hashlib
from dataclasses import replace

import ibis.expr.types as ir
from django.conf import settings

from yiwang.hub.catalogue.gate.rights import Right
from yiwang.lake.masking.recipe import default_chain
from yiwang.lake.masking.tables import stepwise
from yiwang.lake.operations import Secret
from yiwang.lake.schema import Kind, Meaning, Schema
from yiwang.lake.tables.store import TableStore


def copy_of(right: Right, store: TableStore) -> str:
    """The name of the masked copy where all of this right can be read from it, else empty.

    Not where a personal field is granted plain, nor where rows are chosen: in the copy a field
    may have other values than those by which the rows were granted.
    """
    if not right.masked or right.grant is None or right.grant.plain or right.conditions:
        return ""
    name = f"{right.resource.key}__masked"
    if not store.exists(name) or not set(right.fields) <= set(store.schema(name).names):
        return ""
    return name


def masked(table: ir.Table, right: Right) -> ir.Table:
    """The masked fields by the default of their meaning; the others as they are.

    Pseudonyms differ from unit to unit, so that two units cannot join what each was given.
    """
    schema = right.resource.schema
    unit = right.grant.unit_id if right.grant else 0
    secret = _secret().of(f"unit {unit}")
    chains = {name: default_chain(schema.field(name)).under(secret) for name in right.masked}
    return stepwise(table, chains)


def _secret() -> Secret:
    """The installation's own, for the gate alone: of no other use is the key of sessions."""
    return Secret(hashlib.sha256(b"gate " + settings.SECRET_KEY.encode()).digest())


def shape(right: Right, table: ir.Table) -> Schema:
    """The fields of a right as they are seen: a mask may have made text of a day or a number."""
    return Schema(
        tuple(
            replace(one, kind=Kind.TEXT, meaning=Meaning.PLAIN, required=False)
            if one.key in right.masked and table[one.key].type().is_string()
            else one
            for one in right.schema.fields
        ),
        right.schema.keys,
    )
