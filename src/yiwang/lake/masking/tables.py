"""A table as those see it who may not see persons."""

import ibis.expr.types as ir

from yiwang.lake.masking.recipe import Recipe
from yiwang.lake.operations import Secret
from yiwang.lake.schema import Field, Schema

SUFFIX = "__masked"


def masked(table: ir.Table, recipe: Recipe, secret: Secret) -> ir.Table:
    """The columns of the recipe's shape, each masked; others that the table has are left out.

    Nothing stays nothing: rows without a number share no pseudonym.
    """
    chains = {
        field.key: recipe.chain(field).under(secret).operations for field in recipe.schema.fields
    }
    table = table.select(*chains)
    # One step of all columns after another: each is reckoned once, however often the next names it.
    for turn in range(max(map(len, chains.values()))):
        steps = {key: chain[turn] for key, chain in chains.items() if turn < len(chain)}
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
