"""What leaves by a grant is proved: a file by a receipt of both sides, rows by their digest."""

import hashlib
import json
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.utils import timezone

from tests.hub.catalogue.ground import OPEN
from yiwang.hub.catalogue.gate import evidence, files, questions, rights, sql
from yiwang.hub.catalogue.gate.files import Form
from yiwang.hub.catalogue.gate.paging import Wanted, page
from yiwang.hub.catalogue.gate.questions import Measure, Plan
from yiwang.hub.catalogue.models import Access
from yiwang.hub.receipts import actions, own_keys, queries
from yiwang.hub.receipts.models import Following, Receipt
from yiwang.kernel.refusals import NotNow
from yiwang.lake.commands.receipt import main
from yiwang.lake.receipts import keys
from yiwang.lake.receipts.receipt import parsed
from yiwang.org.actors import CITIZEN


@pytest.fixture
def opened(filled):
    """A right of the street, with the hub that it is in."""
    grant = filled.grant(fields=("id", "name", "amount"))
    return filled, rights.by_grant(grant.pk, filled.asker)


def _taken(hub, right, form: Form, folder: Path) -> tuple[Receipt, Path, Path]:
    """A file, its receipt and the public keys as the street holds them."""
    download = files.download(right, hub.asker, form)
    file, beside = folder / f"got.{form}", folder / "receipt.jsonl"
    file.write_bytes(b"".join(download.parts))
    receipt = queries.receipt(download.receipt)
    beside.write_bytes(queries.alone(receipt))
    (folder / "keys.json").write_bytes(keys.written(own_keys.known().values()))
    return receipt, file, beside


def _verify(folder: Path, file: Path) -> int:
    receipt, trusted = str(folder / "receipt.jsonl"), str(folder / "keys.json")
    return main(["receipt", "verify", receipt, "--keys", trusted, "--table", str(file)])


def test_a_file_leaves_with_a_receipt_that_names_it_and_verifies_without_the_hub(
    opened, tmp_path, capsys
):
    hub, right = opened
    receipt, file, _beside = _taken(hub, right, Form.CSV, tmp_path)
    said = receipt.content
    assert (said["sender"], said["receiver"]) == ("hub", hub.district.units["street"].code)
    assert (said["rows"], said["grant"], said["purpose"]) == (
        30,
        str(right.grant.pk),
        "核对困难家庭",
    )
    assert said["columns"]["amount"]["sum"] == f"{sum(100 + n for n in range(30))}.0000"
    assert said["file"] == hashlib.sha256(file.read_bytes()).hexdigest()
    noted = Access.objects.get()
    assert said["run"] == evidence.run_of(noted.number)
    assert noted.given_digest == said["buckets"]
    assert _verify(tmp_path, file) == 0 and "逐字节相同" in capsys.readouterr().out


def test_one_changed_value_of_a_file_is_found_and_its_column_named(opened, tmp_path, capsys):
    hub, right = opened
    _receipt, file, _beside = _taken(hub, right, Form.PARQUET, tmp_path)
    assert _verify(tmp_path, file) == 0
    table = pq.read_table(file)
    amounts = table["amount"].to_pylist()
    changed = pa.array([amounts[0] + 1, *amounts[1:]], table["amount"].type)
    pq.write_table(table.set_column(2, "amount", changed), file)
    assert _verify(tmp_path, file) == 1
    assert "columns.amount.sum" in capsys.readouterr().out


def test_the_receiver_signs_what_arrived_and_the_hub_keeps_it(opened, tmp_path):
    hub, right = opened
    own = keys.made(tmp_path / "street.pem", hub.district.units["street"].code)
    own_keys.register(own.public)
    receipt, file, beside = _taken(hub, right, Form.PARQUET, tmp_path)
    sign = ["receipt", "sign", str(beside), "--key", str(tmp_path / "street.pem")]
    assert main([*sign, "--table", str(file)]) == 0
    answer = parsed((tmp_path / "receipt.signed.json").read_bytes().strip())
    assert actions.answered(receipt, answer.taken).agreed
    assert actions.verified()[1].faults == ()


def test_receipts_of_a_grant_are_a_chain(opened):
    hub, right = opened
    for form in (Form.CSV, Form.PARQUET):
        b"".join(files.download(right, hub.asker, form).parts)
    first, second = Receipt.objects.order_by("number")
    assert second.content["previous"] == first.hash
    assert [one.pk for one in queries.of_grant(right.grant.pk, first.receiver)] == [
        second.pk,
        first.pk,
    ]
    assert queries.of_grant(right.grant.pk + 1, first.receiver) == []


def test_no_file_leaves_where_its_receipt_cannot_be_signed(opened, tmp_path):
    hub, right = opened
    own_keys.own()
    (tmp_path / "keys" / "hub.pem").write_text("broken")
    with pytest.raises(NotNow, match="回执开不出来"):
        files.download(right, hub.asker, Form.CSV)
    assert list((tmp_path / "leaving").glob("*")) == [] and not Receipt.objects.exists()
    assert Access.objects.order_by("-number").first().refused == "not_now"


def test_nothing_leaves_by_any_path_while_evidence_fails(opened):
    hub, right = opened
    since = timezone.now() - timedelta(days=1)
    Following.objects.create(pk=1, failing_since=since, told={"reason": "密钥读不出来"})
    for read in (
        lambda: page(right, hub.asker, Wanted()),
        lambda: files.download(right, hub.asker, Form.CSV),
        lambda: questions.ask(right, hub.asker, Plan(measure=Measure.COUNT)),
        lambda: sql.query("select count(*) from aid", [right], hub.asker),
    ):
        with pytest.raises(NotNow, match="数据传输已暂停"):
            read()
    Following.objects.update(failing_since=timezone.now())
    assert page(right, hub.asker, Wanted()).rows.num_rows == 30


def test_the_log_holds_the_digest_of_the_very_rows_that_were_given(opened):
    hub, right = opened
    given = page(right, hub.asker, Wanted(most=2, fields=("amount", "name")))
    rows = [[str(one["amount"]), one["name"]] for one in given.rows.to_pylist()]
    plain = json.dumps([["amount", "name"], *rows], ensure_ascii=False, separators=(",", ":"))
    assert given.digest == hashlib.sha256(plain.encode()).hexdigest()
    counted = questions.ask(right, hub.asker, Plan(measure=Measure.COUNT))
    selected = sql.query("select id from aid order by id", [right], hub.asker)
    kept = list(Access.objects.order_by("number").values_list("given_digest", flat=True))
    assert kept == [given.digest, counted.digest, selected.digest] and len(set(kept)) == 3


def test_open_data_goes_to_no_unit_and_has_no_receipt(filled):
    filled.publish(**OPEN)
    download = files.download(rights.open_data("aid"), CITIZEN, Form.CSV)
    assert b"".join(download.parts) and download.receipt is None
    assert not Receipt.objects.exists() and Access.objects.get().given_digest
