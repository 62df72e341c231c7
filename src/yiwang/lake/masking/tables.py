"""A table as those see it who may not see persons."""

from collections.abc import Mapping
from itertools import takewhile

import ibis
import ibis.expr.types as ir

from yiwang.lake.masking.recipe import Recipe
from yiwang.lake.operations import Chain, Operation, Secret
from yiwang.lake.operations.operation import UNPLAIN
from yiwang.lake.schema import Field, Schema

SUFFIX = "__masked"
_PLAIN = "__plain_"


def masked(table: ir.Table, recipe: Recipe, secret: Secret) -> ir.Table:
    """The columns of the recipe's shape, each masked; others that the table has are left out.

    Nothing stays nothing: rows without a number share no pseudonym.
    """
    chains = {field.key: recipe.chain(field).under(secret) for field in recipe.schema.fields}
    return stepwise(table.select(*chains), chains)


def stepwise(table: ir.Table, chains: Mapping[str, Chain]) -> ir.Table:
    """The columns that are named, each changed by its chain; the others as they are.

    One step of all columns after another: each is reckoned once, however often the next names it.
    In one expression a step that names its column three times would be reckoned three times, and
    the steps before it nine times.
    """
    given = table.columns
    cleaned = {key: count for key, chain in chains.items() if (count := _cleaning(chain)) > 1}
    table = table.mutate(**{_PLAIN + key: ~table[key].re_search(UNPLAIN) for key in cleaned})
    for turn in range(max((len(one.operations) for one in chains.values()), default=0)):
        steps = {
            key: one.operations[turn] for key, one in chains.items() if turn < len(one.operations)
        }
        table = table.mutate(
            **{
                key: _stepped(table, key, step, plain=turn < cleaned.get(key, 0))
                for key, step in steps.items()
            }
        )
    return table.select(*given)


def _cleaning(chain: Chain) -> int:
    """How many steps at the beginning leave a plain text as it is."""
    return sum(1 for _one in takewhile(lambda one: one.leaves_plain, chain.operations))


def _stepped(table: ir.Table, key: str, step: Operation, *, plain: bool) -> ir.Value:
    """A column after a step; a text that was found plain beforehand is not looked at again."""
    column = table[key]
    return (
        ibis.ifelse(table[_PLAIN + key], column, step.apply(column))
        if plain
        else step.apply(column)
    )


def masked_schema(recipe: Recipe) -> Schema:
    """The shape of the masked table: kinds as the masks give them, their meaning gone."""
    fields = tuple(_masked(field, recipe) for field in recipe.schema.fields)
    return Schema(fields, recipe.schema.keys)


def _masked(field: Field, recipe: Recipe) -> Field:
    chain = recipe.chain(field)
    if not chain.operations:
        return field
    return Field(field.key, field.label, chain.gives(field.kind))
