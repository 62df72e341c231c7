"""Masked copies follow the table, the recipe and the key, and never show what was forgotten."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from tests.hub.masking.conftest import FIELDS, card
from yiwang.engine.duties import Duty
from yiwang.hub.catalogue import queries as catalogue
from yiwang.hub.masking import actions, keys, queries
from yiwang.hub.masking.models import MaskedCopy
from yiwang.hub.places import store
from yiwang.jobs import masks as job
from yiwang.kernel.refusals import Invalid, Missing, NotAllowed, NotFound
from yiwang.lake.masking.presets import BY_KEY
from yiwang.lake.operations import Secret
from yiwang.lake.schema import Field, Meaning

GIVEN = {"key": "helped", "basis": "个人信息保护法", "reason": "按级别"}


def rows() -> list[dict]:
    """The rows of the masked copy."""
    return pq.read_table(list(store().files("helped__masked"))).to_pylist()


def test_a_copy_is_made_after_each_version_and_not_twice_of_one(masks):
    assert queries.due() == []
    masks.load("one")
    assert queries.due() == ["helped"]
    call_command("mask", "--due")
    assert queries.due() == []
    before = store().version("helped__masked")
    actions.make("helped")
    assert store().version("helped__masked") == before
    masks.load("two", many=5)
    assert queries.due() == ["helped"]
    assert actions.make("helped").rows == 5 == len(rows())


def test_what_a_row_says_of_a_person_is_not_in_the_files_of_the_copy(masks):
    masks.load("one")
    actions.make("helped")
    found = rows()
    assert (
        found[0]["name"] == "张*三" and found[0]["street"] == "甲街道" and found[0]["phone"] is None
    )
    assert len({row["card"] for row in found}) == 3
    held = b"".join(Path(file).read_bytes() for file in store().files("helped__masked"))
    assert card(0).encode() not in held and "张小三".encode() not in held


def test_a_new_recipe_or_key_makes_the_copy_anew(masks, settings):
    masks.load("one")
    actions.make("helped")
    before = [row["card"] for row in rows()]
    actions.publish(chains={"amount": BY_KEY["band_10"].chain}, by=masks.officer, **GIVEN)
    assert queries.due() == ["helped"]
    actions.make("helped")
    assert {row["amount"] for row in rows()} == {"0-9"}
    assert [row["card"] for row in rows()] == before
    settings.MASKING_KEY = "another key of the tests alone"
    assert queries.due() == ["helped"]
    actions.make("helped")
    # What a new key breaks: nothing can be joined with copies of before.
    assert not {row["card"] for row in rows()} & set(before)


def test_a_field_that_came_after_the_recipe_is_masked_by_its_meaning(masks):
    actions.publish(chains={"name": BY_KEY["stars"].chain}, by=masks.officer, **GIVEN)
    masks.describe((*FIELDS[:2], Field("home", "住址", meaning=Meaning.ADDRESS), FIELDS[4]))
    recipe, number = queries.recipe(catalogue.resource("helped"))
    assert number == 1
    assert recipe.chain(recipe.schema.field("home")).on("某区某街道1号") == "某区某街道****"
    # The table has not the new field yet, and has one that is no longer told of.
    masks.load("one")
    actions.make("helped")
    assert set(rows()[0]) == {"card", "name", "amount"}


def test_only_the_officer_publishes_with_basis_and_reason(masks):
    steward = replace(masks.officer, duty=Duty.DATA_STEWARD)
    with pytest.raises(NotAllowed):
        actions.publish(chains={}, by=steward, **GIVEN)
    with pytest.raises(Missing):
        actions.publish(chains={}, by=masks.officer, **GIVEN | {"basis": " "})
    with pytest.raises(Invalid):
        actions.publish(chains={"name": BY_KEY["as_it_is"].chain}, by=masks.officer, **GIVEN)


def test_what_was_published_and_made_is_never_changed(masks):
    masks.load("one")
    actions.make("helped")
    edition = actions.publish(chains={}, by=masks.officer, **GIVEN)
    for row in (edition, MaskedCopy.objects.get()):
        with pytest.raises(DatabaseError), transaction.atomic():
            row.delete()


def test_one_that_fails_does_not_keep_others_from_being_made(masks):
    masks.load("one")
    with pytest.raises(CommandError, match="nothing"):
        call_command("mask", "nothing", "helped")
    assert MaskedCopy.objects.count() == 1
    with pytest.raises(NotFound):
        actions.make("nothing")


def test_the_key_is_made_once_for_its_owner_alone_and_kept(settings, tmp_path):
    settings.MASKING_KEY, settings.DATA_DIR = "", tmp_path
    first = keys.secret()
    assert keys.secret() == first and len(first.key) >= 32
    assert (tmp_path / "masking_key").stat().st_mode & 0o077 == 0
    assert keys.name_of(first) != keys.name_of(Secret(b"another key of sixteen"))


def test_a_copy_that_fails_in_the_engine_keeps_no_other_from_being_made(masks, monkeypatch):
    masks.load("one")
    make = actions.make

    def full(key: str) -> MaskedCopy:
        if key == "full":
            raise OSError("no space left")
        return make(key)

    monkeypatch.setattr(actions, "make", full)
    with pytest.raises(CommandError, match="full: OSError: no space left"):
        call_command("mask", "full", "helped")
    assert queries.due() == []


def test_it_is_told_of_which_version_a_copy_is_and_when_it_is_out_of_date(masks):
    resource = catalogue.resource("helped")
    assert queries.standing(resource) is None
    masks.load("one")
    actions.make("helped")
    held = queries.standing(resource)
    assert (held.fresh, held.copy.of_version) == (True, store().version("helped"))
    masks.load("two", many=5)
    assert not queries.standing(resource).fresh


def test_the_clock_makes_copies_in_a_process_of_its_own_and_goes_on_after_a_failure(
    masks, monkeypatch
):
    masks.load("one")
    ran = []

    def run(command, **given):
        ran.append(command)
        assert given["timeout"] > 0
        raise subprocess.CalledProcessError(1, command, stderr="失败".encode())

    monkeypatch.setattr(job.subprocess, "run", run)
    assert job.make_due() == 1
    assert ran == [[sys.executable, "-m", "yiwang.startup.command", "mask", "--due"]]
