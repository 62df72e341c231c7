"""Tables point only down the house, and the migrations are those of the models."""

import pytest
from django.apps import apps
from django.core.management import call_command
from tests.house.source import floors


def room_of(model: type) -> str | None:
    """The room of one of our models; None for a table of Django or of a library."""
    module = model.__module__.split(".")
    return module[1] if module[0] == "yiwang" else None


def test_every_foreign_key_points_to_the_same_room_or_further_down():
    height = floors()
    upward = []
    for model in apps.get_models(include_auto_created=True):
        own = room_of(model)
        for field in model._meta.get_fields():
            target = room_of(field.related_model) if _points(field) else None
            if own and target and own != target and height[target][0] >= height[own][0]:
                upward.append(f"{own}.{model.__name__}.{field.name} → {target}")
    assert not upward


def _points(field: object) -> bool:
    """Whether the row itself holds the key; the way back is Django's doing, not ours."""
    return field.is_relation and field.concrete and field.related_model is not None


def test_every_room_with_tables_has_a_floor():
    rooms = {room_of(model) for model in apps.get_models()} - {None}
    assert rooms, "no table was found at all"
    assert rooms <= set(floors())


@pytest.mark.django_db
def test_the_migrations_are_those_of_the_models():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db
def test_djangos_own_checks_find_nothing():
    call_command("check", fail_level="WARNING")
