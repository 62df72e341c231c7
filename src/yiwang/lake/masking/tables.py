"""A table as those see it who may not see persons."""

from collections.abc import Mapping

import ibis.expr.types as ir

from yiwang.lake.masking.recipe import Recipe
from yiwang.lake.operations import Chain, Secret
from yiwang.lake.schema import Field, Schema

SUFFIX = "__masked"


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
    for turn in range(max((len(one.operations) for one in chains.values()), default=0)):
        steps = {
            key: one.operations[turn] for key, one in chains.items() if turn < len(one.operations)
        }
        table = table.mutate(**{key: step.apply(table[key]) for key, step in steps.items()})
    return table


def masked_schema(recipe: Recipe) -> Schema:
    """The shape of the masked table: kinds as the masks give them, their meaning gone."""
    fields = tuple(_masked(field, recipe) for field in recipe.schema.fields)
    return Schema(fields, recipe.schema.keys)


def _masked(field: Field, recipe: Recipe) -> Field:
    chain = recipe.chain(field)
    if not chain.operations:
        return field
    return Field(field.key, field.label, chain.gives(field.kind))
