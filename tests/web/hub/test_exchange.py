"""The page on which a unit hands in keys and receipts, and finds the rows that differ."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.hub.catalogue.ground import steward
from tests.hub.exchange.test_handing_in import _own, _public, _receipt
from tests.hub.receipts.conftest import SHOPS
from yiwang.engine.duties import Duty
from yiwang.hub.catalogue.gate import files, rights
from yiwang.hub.catalogue.gate.files import Form
from yiwang.hub.receipts import queries
from yiwang.hub.receipts.models import HandedIn
from yiwang.lake.commands.receipt import main
from yiwang.lake.receipts import keys

pytestmark = pytest.mark.django_db


def _text(answer) -> str:
    return answer.content.decode()


def test_keys_and_a_receipt_are_pasted_and_the_row_that_differs_is_named(
    receipts_hub, enter, tmp_path
):
    owner = enter(steward(receipts_hub.district, "bureau"))
    assert "yiwang receipt keys" in _text(owner.get("/hub/exchange/"))
    public = _public(receipts_hub, tmp_path)
    assert "已登记1个公钥" in _text(
        owner.post("/hub/exchange/keys/", {"text": public.decode()}, follow=True)
    )
    receipt = _receipt(receipts_hub)
    assert "交来我方回执" in _text(owner.get(f"/hub/receipts/{receipt.pk}/"))
    assert receipt.resource in _text(owner.get(f"/hub/exchange/?about={receipt.pk}"))
    seats = [500 if number == 3 else number for number in range(20)]
    field = SHOPS.arrow().field(1)
    theirs = receipts_hub.rows(20).set_column(1, field, pa.array(seats, pa.int64()))
    content = _own(receipt, theirs, tmp_path)
    given = {"file": SimpleUploadedFile("one.json", content)}
    page = owner.post("/hub/exchange/receipts/", given, follow=True)
    assert "双方不符：3处不同" in _text(page) and "687" in _text(page)
    row = HandedIn.objects.get()
    sent = SimpleUploadedFile("sent.parquet", (tmp_path / "sent.parquet").read_bytes())
    named = _text(owner.post(f"/hub/exchange/{row.pk}/", {"file": sent}))
    assert "S000003" in named and "500 → 3" in named and "S000004" not in named
    wrong = owner.post(
        f"/hub/exchange/{row.pk}/", {"file": SimpleUploadedFile("a.parquet", b"PAR1")}
    )
    assert wrong.status_code == 422 and "读不出" in _text(wrong)


def test_a_file_of_a_grant_is_signed_and_compared_with_what_the_gate_gives(filled, enter, tmp_path):
    unit = filled.district.units["street"]
    grant = filled.grant(fields=("id", "name", "amount"))
    download = files.download(rights.by_grant(grant.pk, filled.asker), filled.asker, Form.PARQUET)
    (tmp_path / "got.parquet").write_bytes(b"".join(download.parts))
    changed = pq.read_table(tmp_path / "got.parquet").slice(0, 29)
    pq.write_table(changed, tmp_path / "got.parquet")
    public = keys.made(tmp_path / "street.pem", unit.code).public
    asker = enter(filled.asker)
    asker.post("/hub/exchange/keys/", {"text": keys.written([public]).decode()})
    (tmp_path / "r.jsonl").write_bytes(queries.alone(queries.receipt(download.receipt)))
    asked = ["--key", str(tmp_path / "street.pem"), "--table", str(tmp_path / "got.parquet")]
    assert main(["receipt", "sign", str(tmp_path / "r.jsonl"), *asked]) == 1
    signed = (tmp_path / "r.signed.json").read_text()
    asker.post("/hub/exchange/receipts/", {"text": signed})
    row = HandedIn.objects.get()
    assert not row.agreed and "rows" in row.differences and not row.receipt.answer.agreed
    sent = SimpleUploadedFile("got.parquet", (tmp_path / "got.parquet").read_bytes())
    named = _text(asker.post(f"/hub/exchange/{row.pk}/", {"file": sent}))
    assert "仅本平台有" in named and "仅对方有0行，仅本平台有1行，内容不同0行" in named


def test_others_hand_nothing_in(receipts_hub, enter):
    leader = enter(receipts_hub.district.worker(Duty.LEADER))
    assert leader.get("/hub/exchange/").status_code == 403
    assert leader.post("/hub/exchange/keys/", {"text": "x"}).status_code == 403
