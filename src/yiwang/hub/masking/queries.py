"""Every read of recipes and masked copies."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yiwang.hub import places
from yiwang.hub.catalogue import queries as catalogue
from yiwang.hub.catalogue.models import Resource
from yiwang.hub.masking import keys
from yiwang.hub.masking.models import MaskedCopy, RecipeEdition
from yiwang.lake import masking
from yiwang.lake.schema import Schema


def masked_name(key: str) -> str:
    """The name of the masked copy in the lake: what analysts read."""
    return f"{key}{masking.tables.SUFFIX}"


def editions(resource: Resource) -> list[RecipeEdition]:
    """Every edition of a resource's recipe, the newest first."""
    return list(RecipeEdition.objects.filter(resource=resource).order_by("-number"))


def recipe(resource: Resource) -> "tuple[masking.Recipe, int]":
    """The recipe in force and its number; 0 and the default where none was published."""
    found = RecipeEdition.objects.filter(resource=resource).order_by("-number").first()
    if found is None:
        return masking.default_recipe(resource.schema), 0
    return fitting(resource.schema, found.chains), found.number


def fitting(schema: Schema, chains: Mapping[str, Any]) -> "masking.Recipe":
    """The recipe without columns that the resource no longer has. Raises `Invalid`."""
    kept = {key: chain for key, chain in chains.items() if key in schema.names}
    return masking.Recipe.from_plain(schema, kept)


def copies(resource: Resource, most: int = 10) -> list[MaskedCopy]:
    """The last makings of the masked copy, the newest first."""
    return list(MaskedCopy.objects.filter(resource=resource).order_by("-id")[:most])


def is_fresh(resource: Resource, version: int) -> bool:
    """Whether the masked copy is of this version, by the recipe and the key in force."""
    last = MaskedCopy.objects.filter(resource=resource).order_by("-id").first()
    if last is None:
        return False
    newest = RecipeEdition.objects.filter(resource=resource).order_by("-number").first()
    now = (version, newest.number if newest else 0, keys.name_of(keys.secret()))
    return (last.of_version, last.recipe, last.key_name) == now


@dataclass(frozen=True)
class Standing:
    """The last making of a masked copy, and whether table, recipe or key became newer since."""

    copy: MaskedCopy
    fresh: bool


def standing(resource: Resource) -> Standing | None:
    """How the masked copy of a resource stands; None before the first."""
    made = copies(resource, 1)
    if not made:
        return None
    tables = places.versions()
    held = tables.exists(resource.key)
    return Standing(made[0], held and is_fresh(resource, tables.version(resource.key)))


def due() -> list[str]:
    """The resources whose table, recipe or key is newer than their masked copy.

    Those without a copy or with the oldest come first: what takes long keeps nobody waiting twice.
    """
    tables = places.versions()
    held = [one for one in catalogue.resources() if tables.exists(one.key)]
    made = dict(MaskedCopy.objects.order_by("id").values_list("resource", "id"))
    held.sort(key=lambda one: made.get(one.pk, 0))
    return [one.key for one in held if not is_fresh(one, tables.version(one.key))]
