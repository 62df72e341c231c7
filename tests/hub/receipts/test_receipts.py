"""Receipts in the hub: one for every good run, both sides, chained, never changed, verified."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tests.hub.receipts.conftest import Hub
from yiwang.hub.exchange import following
from yiwang.hub.feeds.words import RunState
from yiwang.hub.receipts import actions, own_keys, queries
from yiwang.hub.receipts.actions import Handed
from yiwang.hub.receipts.models import Answer, Check, Following, Key, Receipt
from yiwang.kernel.refusals import Conflict, Invalid, NotNow
from yiwang.lake.receipts import keys
from yiwang.lake.receipts.receipt import Delivery, Link, issue
from yiwang.lake.receipts.verifying import verify

pytestmark = pytest.mark.django_db


def _handed(hub: Hub, number: int = 1) -> Handed:
    return Handed(run=f"r{number}", resource="shops", sender=hub.unit, receiver="hub")


def test_every_good_run_gets_a_receipt_of_both_sides(hub: Hub) -> None:
    version = hub.write(30)
    run = hub.run(version)
    hub.run(None, RunState.FAILED)
    assert following.follow() == 1
    receipt = Receipt.objects.get()
    assert (receipt.sender, receipt.receiver, receipt.number) == (hub.unit, "hub", 1)
    assert (receipt.rows, receipt.version, receipt.run) == (30, version, f"shops:{run.pk}")
    assert receipt.content["columns"]["seats"]["sum"] == str(sum(range(30)))
    assert receipt.answer.agreed
    assert following.follow() == 0


def test_receipts_of_a_unit_are_a_chain(hub: Hub) -> None:
    for count in (3, 4, 5):
        hub.run(hub.write(count))
    assert following.follow() == 3
    first, second, third = Receipt.objects.order_by("number")
    assert first.content["previous"] == ""
    assert (second.content["previous"], third.content["previous"]) == (first.hash, second.hash)
    check, verdict = actions.verified()
    assert (check.receipts, check.chains, check.faults) == (3, 1, [])
    assert verdict.delegated == 3


def test_the_same_run_twice_is_one_receipt(hub: Hub) -> None:
    counted = following.counted_at("shops", hub.write(3), hub.resource.schema)
    one = actions.issued(_handed(hub), counted)
    assert actions.issued(_handed(hub), counted) == one


def test_a_run_whose_version_is_gone_is_passed_over(hub: Hub) -> None:
    hub.run(99)
    hub.run(hub.write(3))
    assert following.follow() == 1


@pytest.mark.parametrize("model", [Receipt, Answer, Check])
def test_nothing_of_it_can_be_changed_or_deleted(model, hub: Hub) -> None:
    hub.run(hub.write(3))
    following.follow()
    actions.verified()
    table = model._meta.db_table
    for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_what_is_altered_below_the_database_is_found(hub: Hub) -> None:
    hub.run(hub.write(3))
    following.follow()
    lines = list(queries.exported())
    altered = [lines[0], lines[1].replace(b'"rows":3', b'"rows":9', 1)]
    assert "rows" in [one.field for one in verify(altered, own_keys.known()).faults]


def test_a_third_party_verifies_the_file_with_public_keys_alone(hub: Hub) -> None:
    hub.run(hub.write(3))
    following.follow()
    trusted = keys.read(keys.written(own_keys.known().values()))
    verdict = verify(queries.exported(), trusted)
    assert (verdict.receipts, verdict.agreed, verdict.faults) == (1, 1, ())


def test_a_file_of_a_later_time_holds_by_itself(hub: Hub) -> None:
    for count in (3, 4):
        hub.run(hub.write(count))
    following.follow()
    later = Receipt.objects.first().at
    verdict = verify(queries.exported(since=later), own_keys.known())
    assert (verdict.receipts, verdict.faults) == (1, ())
    nothing = verify(queries.exported(since=timezone.now()), own_keys.known())
    assert (nothing.receipts, nothing.faults) == (0, ())


def test_a_unit_with_a_key_signs_for_itself(hub: Hub, tmp_path: Path) -> None:
    key = keys.made(tmp_path / "unit.pem", hub.unit)
    own_keys.register(key.public)
    counted = following.counted_at("shops", hub.write(3), hub.resource.schema)
    said = Delivery(
        run="u1", resource="shops", sender=hub.unit, receiver="hub", at="2026-03-01T00:00:00+00:00"
    )
    line = issue(said, counted, Link(), key).line()
    receipt = actions.taken_in(line, counted)
    assert receipt.answer.agreed
    assert actions.verified()[1].delegated == 0
    with pytest.raises(Conflict):
        actions.taken_in(line, counted)


def test_a_unit_that_counted_otherwise_gets_a_refusal_with_the_difference(
    hub: Hub, tmp_path: Path
) -> None:
    key = keys.made(tmp_path / "unit.pem", hub.unit)
    own_keys.register(key.public)
    said = Delivery(
        run="u1", resource="shops", sender=hub.unit, receiver="hub", at="2026-03-01T00:00:00+00:00"
    )
    theirs = following.counted_at("shops", hub.write(4), hub.resource.schema)
    ours = following.counted_at("shops", hub.write(3), hub.resource.schema)
    receipt = actions.taken_in(issue(said, theirs, Link(), key).line(), ours)
    assert not receipt.answer.agreed
    assert "rows" in receipt.answer.taken["statement"]["differences"]
    assert not actions.verified()[0].faults


def test_a_receipt_of_an_unknown_key_is_refused(hub: Hub, tmp_path: Path) -> None:
    key = keys.made(tmp_path / "unit.pem", hub.unit)
    counted = following.counted_at("shops", hub.write(3), hub.resource.schema)
    said = Delivery(
        run="u1", resource="shops", sender=hub.unit, receiver="hub", at="2026-03-01T00:00:00+00:00"
    )
    with pytest.raises(Invalid, match="没有公钥"):
        actions.taken_in(issue(said, counted, Link(), key).line(), counted)
    assert not Receipt.objects.exists()


def test_the_hubs_key_is_made_once_and_is_its_owners_alone(hub: Hub, settings) -> None:
    assert own_keys.own().public.id == own_keys.own().public.id
    assert (settings.KEYS_ROOT / "hub.pem").stat().st_mode & 0o777 == 0o600
    assert Key.objects.filter(owner="hub", agent=True).count() == 1


def test_transfers_stop_when_evidence_fails_for_too_long(hub: Hub, settings) -> None:
    own_keys.own()
    (settings.KEYS_ROOT / "hub.pem").chmod(0o644)
    hub.run(hub.write(3))
    own_keys._loaded.cache_clear()
    assert following.follow() == 0
    row = Following.objects.get()
    assert "chmod 600" in row.told["reason"]
    queries.check_evidence()
    with pytest.raises(NotNow, match="chmod 600"):
        queries.check_evidence(timezone.now() + timedelta(seconds=14_500))
    (settings.KEYS_ROOT / "hub.pem").chmod(0o600)
    assert following.follow() == 1
    queries.check_evidence(timezone.now() + timedelta(seconds=14_500))
