"""A unit hands in its keys and its own receipts: both sides beside each other, rows named."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.db import DatabaseError, transaction

from tests.hub.catalogue.ground import steward
from tests.hub.receipts.conftest import SHOPS, Hub, hub
from yiwang.engine.duties import Duty
from yiwang.hub.exchange import beside, following
from yiwang.hub.receipts import actions, handing_in, own_keys, queries
from yiwang.hub.receipts.models import HandedIn, Key, Receipt
from yiwang.kernel.refusals import Conflict, Invalid, Missing, NotAllowed, NotFound, TooLarge
from yiwang.lake.commands.receipt import main
from yiwang.lake.receipts import keys
from yiwang.lake.receipts.receipt import Delivery, Link, issue
from yiwang.org.actors import Worker

__all__ = ["hub"]


@pytest.fixture
def owner(hub: Hub) -> Worker:
    return steward(hub.district, "bureau")


def _public(hub: Hub, folder: Path, owner: str = "", *, agent: bool = False) -> bytes:
    return keys.written([keys.made(folder / "unit.pem", owner or hub.unit, agent=agent).public])


def _receipt(hub: Hub, count: int = 20) -> Receipt:
    hub.run(hub.write(count))
    following.follow()
    return Receipt.objects.latest("pk")


def _own(receipt: Receipt, rows: pa.Table, folder: Path) -> bytes:
    """The unit's own receipt of what it says it sent, made by the command."""
    (folder / "one.jsonl").write_bytes(queries.alone(receipt))
    pq.write_table(rows, folder / "sent.parquet")
    asked = ["--key", str(folder / "unit.pem"), "--table", str(folder / "sent.parquet")]
    main(["receipt", "sign", str(folder / "one.jsonl"), "--sender", *asked])
    return (folder / "one.signed.json").read_bytes()


def test_a_unit_hands_in_its_key_once_and_stops_it(hub, owner, tmp_path):
    content = _public(hub, tmp_path)
    (key,) = handing_in.hand_in_keys(content, owner)
    assert handing_in.hand_in_keys(content, owner) == [key]
    assert (key.owner, key.agent, key.until) == (hub.unit, False, None)
    assert handing_in.end_key(key.key, owner).until is not None
    with pytest.raises(NotFound):
        handing_in.end_key(own_keys.own().public.id, owner)


def test_keys_of_others_of_agents_and_of_the_hub_are_refused(hub, owner, tmp_path):
    with pytest.raises(NotAllowed, match="只能交来本单位"):
        handing_in.hand_in_keys(_public(hub, tmp_path, "another"), owner)
    (tmp_path / "unit.pem").unlink()
    with pytest.raises(NotAllowed, match="可代签"):
        handing_in.hand_in_keys(_public(hub, tmp_path, agent=True), owner)
    (tmp_path / "unit.pem").unlink()
    with pytest.raises(NotAllowed):
        handing_in.hand_in_keys(_public(hub, tmp_path, "hub"), hub.officer)
    assert not Key.objects.exclude(agent=True).exists()


def test_a_key_that_is_anothers_already_is_refused(hub, owner, tmp_path):
    content = _public(hub, tmp_path)
    own_keys.register(keys.PublicKey("another", next(iter(keys.read(content).values())).raw))
    with pytest.raises(Conflict):
        handing_in.hand_in_keys(content, owner)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [(b"", Missing), (b" \n", Missing), (b"x" * (1024**2 + 1), TooLarge), (b"{}", Invalid)],
)
def test_what_is_no_receipt_is_refused(hub, owner, content, refusal):
    with pytest.raises(refusal):
        handing_in.hand_in(content, owner)


def test_both_sides_agree_on_the_same_rows(hub, owner, tmp_path):
    handing_in.hand_in_keys(_public(hub, tmp_path), owner)
    receipt = _receipt(hub)
    row = handing_in.hand_in(_own(receipt, hub.rows(20), tmp_path), owner)
    assert (row.receipt, row.party, row.agreed, row.differences) == (receipt, hub.unit, True, [])
    assert all(one.same for one in beside.fields(row)) and beside.buckets(row) == []


def test_what_differs_is_told_field_by_field_then_by_buckets(hub, owner, tmp_path):
    handing_in.hand_in_keys(_public(hub, tmp_path), owner)
    receipt = _receipt(hub)
    seats = [500 if number == 3 else number for number in range(20)]
    theirs = hub.rows(20).set_column(1, SHOPS.arrow().field(1), pa.array(seats, pa.int64()))
    row = handing_in.hand_in(_own(receipt, theirs, tmp_path), owner)
    assert not row.agreed
    assert row.differences == ["buckets", "columns.seats.most", "columns.seats.sum"]
    told = {one.field: (one.ours, one.theirs) for one in beside.fields(row) if not one.same}
    assert told["columns.seats.sum"] == ("190", "687") and "rows" not in told
    assert len(beside.buckets(row)) == 1


def test_without_its_key_or_with_another_ones_a_receipt_is_refused(hub, owner, tmp_path):
    _public(hub, tmp_path)
    receipt = _receipt(hub)
    content = _own(receipt, hub.rows(20), tmp_path)
    with pytest.raises(Invalid, match="没有公钥"):
        handing_in.hand_in(content, owner)
    assert not HandedIn.objects.exists()


def test_ours_unsigned_and_one_of_no_transfer_are_told(hub, owner, tmp_path):
    handing_in.hand_in_keys(_public(hub, tmp_path), owner)
    receipt = _receipt(hub)
    with pytest.raises(NotAllowed, match="只能交来本单位"):
        handing_in.hand_in(queries.alone(receipt), owner)
    altered = _own(receipt, hub.rows(20), tmp_path).replace(b'"run":"shops', b'"run":"other')
    with pytest.raises(Invalid, match="核验不通过"):
        handing_in.hand_in(altered, owner)
    counted = following.counted_at("shops", None, SHOPS)
    said = Delivery(run="ours", resource="shops", sender=hub.unit, receiver="hub", at="2026-01-01")
    strange = issue(said, counted, Link(), keys.loaded(tmp_path / "unit.pem", hub.unit)).line()
    with pytest.raises(NotFound, match="没有与这张回执对应的传输"):
        handing_in.hand_in(strange, owner)
    assert handing_in.hand_in(strange, owner, about=receipt.pk).agreed
    waiting = actions.issued(
        actions.Handed(run="r", resource="shops", sender="hub", receiver=hub.unit),
        counted,
    )
    with pytest.raises(Invalid, match="还没有贵单位的签名"):
        handing_in.hand_in(queries.alone(waiting), owner)


def test_another_units_steward_neither_sees_nor_hands_in(hub, owner, tmp_path):
    handing_in.hand_in_keys(_public(hub, tmp_path), owner)
    receipt = _receipt(hub)
    content = _own(receipt, hub.rows(20), tmp_path)
    stranger = steward(hub.district, "street")
    with pytest.raises(NotFound):
        handing_in.hand_in(content, stranger)
    row = handing_in.hand_in(content, owner)
    assert queries.handed_in(owner) == [row] and queries.handed_in(stranger) == []
    with pytest.raises(NotFound):
        queries.one_handed_in(row.pk, stranger)
    with pytest.raises(NotAllowed):
        handing_in.hand_in(content, hub.district.worker(Duty.LEADER))


def test_what_was_handed_in_is_never_changed(hub, owner, tmp_path):
    handing_in.hand_in_keys(_public(hub, tmp_path), owner)
    row = handing_in.hand_in(_own(_receipt(hub), hub.rows(20), tmp_path), owner)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        HandedIn.objects.filter(pk=row.pk).update(agreed=False)
