"""Pages of receipts and pushes: in words, verified at once, handed out, narrowed to one's own."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.hub.receipts.conftest import Hub
from yiwang.engine.duties import Duty
from yiwang.hub.exchange import following
from yiwang.hub.pushes import actions as pushing
from yiwang.hub.pushes.models import Push, State
from yiwang.hub.receipts import actions, own_keys
from yiwang.hub.receipts.models import Key, Receipt
from yiwang.lake.receipts import keys
from yiwang.lake.receipts.receipt import parsed
from yiwang.lake.receipts.verifying import verify
from yiwang.org import actions as org

pytestmark = pytest.mark.django_db


def _signed_in(receipts_hub: Hub, duty: Duty, unit: str = "centre") -> Client:
    person = org.add_person(login=f"{duty}_{unit}", name="甲", password="a-long-word-9")
    org.give_post(person=person, unit=receipts_hub.district.units[unit], duty=duty)
    client = Client()
    client.force_login(person)
    return client


def _receipted(receipts_hub: Hub, times: int = 1) -> Receipt:
    for count in range(times):
        receipts_hub.run(receipts_hub.write(3 + count))
    following.follow()
    return Receipt.objects.latest("pk")


def test_the_list_tells_both_sides_and_the_last_verification(receipts_hub: Hub) -> None:
    _receipted(receipts_hub)
    actions.verified()
    text = _signed_in(receipts_hub, Duty.DATA_OFFICER).get("/hub/receipts/").content.decode()
    assert (
        "双方相符" in text and "上次核验全部相符" in text and f"{receipts_hub.unit} → hub" in text
    )


def test_an_empty_list_says_the_next_step(receipts_hub: Hub) -> None:
    client = _signed_in(receipts_hub, Duty.DATA_OFFICER)
    assert "每次接入和上报完成后" in client.get("/hub/receipts/").content.decode()
    assert "YIWANG_CITY_DATA_URL" in client.get("/hub/pushes/").content.decode()


def test_a_list_is_narrowed_and_paged_by_key(receipts_hub: Hub) -> None:
    last = _receipted(receipts_hub, 3)
    client = _signed_in(receipts_hub, Duty.LEADER)
    assert "没有这样的回执" in client.get("/hub/receipts/?state=refused").content.decode()
    older = client.get(f"/hub/receipts/?before={last.pk}").content.decode()
    assert f'href="/hub/receipts/{last.pk}/"' not in older
    assert f'href="/hub/receipts/{last.pk - 1}/"' in older
    assert client.get("/hub/receipts/?before=x&state=y").status_code == 200


def test_one_receipt_is_told_in_words_and_verified_now(receipts_hub: Hub) -> None:
    receipt = _receipted(receipts_hub, 2)
    client = _signed_in(receipts_hub, Duty.SUPERVISOR)
    text = client.get(f"/hub/receipts/{receipt.pk}/").content.decode()
    assert "内容、摘要和签名全部相符" in text
    assert "由hub代签" in text and receipt.content["previous"][:12] in text
    Key.objects.all().delete()
    text = client.get(f"/hub/receipts/{receipt.pk}/").content.decode()
    assert "现在核验：有误" in text and "没有公钥" in text


def test_the_file_and_the_keys_verify_elsewhere(receipts_hub: Hub) -> None:
    receipt = _receipted(receipts_hub, 2)
    client = _signed_in(receipts_hub, Duty.ASSESSOR)
    trusted = keys.read(client.get("/hub/receipts/keys/").content)
    answer = client.get("/hub/receipts/export/?since=2020-01-01&until=nonsense")
    lines = b"".join(answer.streaming_content).splitlines(keepends=True)
    verdict = verify(lines, trusted)
    assert (verdict.receipts, verdict.faults) == (2, ())
    one = client.get(f"/hub/receipts/{receipt.pk}/file/").content
    assert verify(one.splitlines(keepends=True), trusted).faults == ()
    assert parsed(one.splitlines()[1]).hash == receipt.hash == parsed(lines[-1]).hash


def test_a_steward_sees_receipts_of_their_own_unit_alone(receipts_hub: Hub) -> None:
    receipt = _receipted(receipts_hub)
    own = _signed_in(receipts_hub, Duty.DATA_STEWARD, "bureau")
    other = _signed_in(receipts_hub, Duty.DATA_STEWARD, "street")
    assert own.get(f"/hub/receipts/{receipt.pk}/").status_code == 200
    assert other.get(f"/hub/receipts/{receipt.pk}/").status_code == 404
    assert "没有这样的回执" in other.get("/hub/receipts/").content.decode()
    assert own.get("/hub/receipts/export/").status_code == 403


def test_others_see_nothing_of_it(receipts_hub: Hub) -> None:
    client = _signed_in(receipts_hub, Duty.OPERATOR)
    for path in ("", "keys/", "export/", "1/"):
        assert client.get(f"/hub/receipts/{path}").status_code == 403


def test_a_push_that_failed_is_told_and_sent_again_by_the_officer_alone(receipts_hub: Hub) -> None:
    own_keys.own()
    push = pushing.enqueue("shops", "city", 1)
    told = {"code": "later", "reason": "连不上对方：ConnectError"}
    Push.objects.filter(pk=push.pk).update(state=State.DEAD, told=told, ended_at=timezone.now())
    leader, officer = (_signed_in(receipts_hub, duty) for duty in (Duty.LEADER, Duty.DATA_OFFICER))
    assert "重新发送" not in leader.get("/hub/pushes/").content.decode()
    text = officer.get("/hub/pushes/?state=dead").content.decode()
    assert "连不上对方" in text and "重新发送" in text
    assert leader.post(f"/hub/pushes/{push.pk}/again/").status_code == 403
    assert officer.post(f"/hub/pushes/{push.pk}/again/").status_code == 302
    push.refresh_from_db()
    assert push.state == State.WAITING


def test_a_push_leads_to_its_receipt_only_for_who_may_open_it(receipts_hub: Hub) -> None:
    receipt = _receipted(receipts_hub)
    push = pushing.enqueue("shops", "city", 1)
    Push.objects.filter(pk=push.pk).update(state=State.DONE, receipt=receipt)
    link = f'href="/hub/receipts/{receipt.pk}/"'
    own = _signed_in(receipts_hub, Duty.DATA_STEWARD, "bureau")
    other = _signed_in(receipts_hub, Duty.DATA_STEWARD, "street")
    assert link in own.get("/hub/pushes/").content.decode()
    assert link not in other.get("/hub/pushes/").content.decode()
