"""A file of receipts: what holds, and that no byte of it can be altered unseen."""

from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from tests.lake.receipts.issued import AT, COUNTED, chain, delivery, key, lines
from yiwang.kernel.refusals import Invalid
from yiwang.lake.receipts import keys
from yiwang.lake.receipts.canonical import canonical, digest, marks
from yiwang.lake.receipts.keys import PublicKey, SigningKey
from yiwang.lake.receipts.receipt import Delivery, Link, Receipt, countersign, issue, signature
from yiwang.lake.receipts.verifying import Verdict, verify

Parties = tuple[SigningKey, SigningKey]


@pytest.fixture(scope="module")
def parties(tmp_path_factory: pytest.TempPathFactory) -> Parties:
    folder = tmp_path_factory.mktemp("keys")
    return key(folder, "U01"), key(folder, "HUB")


@pytest.fixture(scope="module")
def trusted(parties: Parties) -> dict[str, PublicKey]:
    return {one.public.id: one.public for one in parties}


def _file(receipts: list[Receipt], parties: Parties) -> list[bytes]:
    return lines(receipts, parties[1], [one.public for one in parties])


def _split(content: bytes) -> list[bytes]:
    return content.splitlines(keepends=True)


def test_a_whole_file_holds(parties: Parties, trusted: dict[str, PublicKey]) -> None:
    verdict = verify(_file(chain(5, *parties, sums=True), parties), trusted)
    assert verdict == Verdict(5, 1, 5, 0, 0, 0, True, ())


def test_keys_of_the_file_itself_show_that_it_agrees_but_not_who_signed(parties: Parties) -> None:
    verdict = verify(_file(chain(2, *parties), parties))
    assert not verdict.faults and not verdict.trusted


def test_two_processes_find_what_one_finds(parties: Parties, trusted: dict) -> None:
    made = _file(chain(3, *parties), parties)
    del made[2]
    assert verify(made, trusted, processes=2) == verify(made, trusted)


def test_every_single_byte_counts(parties: Parties, trusted: dict) -> None:
    """Each byte of a small file in turn: its lowest bit, its case or its highest bit altered."""
    whole = b"".join(_file(chain(1, *parties), parties))
    missed = []
    for place in range(len(whole)):
        flip = (0x01, 0x20, 0x80)[place % 3]
        altered = whole[:place] + bytes([whole[place] ^ flip]) + whole[place + 1 :]
        if not verify(_split(altered), trusted).faults:
            missed.append((place, whole[max(0, place - 20) : place + 1]))
    assert not missed


def test_no_byte_may_be_left_out_added_or_said_twice(parties: Parties, trusted: dict) -> None:
    whole = b"".join(_file(chain(1, *parties), parties))
    missed = []
    for place in range(0, len(whole), 7):
        rest = whole[place:]
        for altered in (whole[:place] + rest[1:], whole[:place] + b" " + rest, whole[:place]):
            if not verify(_split(altered), trusted).faults:
                missed.append(place)
    assert not missed


@pytest.mark.parametrize("field", sorted(Delivery.__dataclass_fields__))
def test_the_altered_field_is_named(field: str, parties: Parties, trusted: dict) -> None:
    made = _file(chain(3, *parties), parties)
    told = orjson.loads(made[2])
    told["content"][field] = 99 if field == "version" else "另一个"
    made[2] = canonical(told) + b"\n"
    faults = verify(made, trusted).faults
    assert (3, field) in {(fault.line, fault.field) for fault in faults}
    assert {fault.line for fault in faults} <= {1, 3, 4}


def test_what_the_receiver_counted_is_named_too(parties: Parties, trusted: dict) -> None:
    made = _file(chain(1, *parties), parties)
    told = orjson.loads(made[1])
    told["taken"]["statement"]["at"] = "2027-01-01T00:00:00+08:00"
    made[1] = canonical(told) + b"\n"
    assert [fault.field for fault in verify(made, trusted).faults] == ["taken.at"]


def test_a_forger_without_the_key_is_found(parties: Parties, trusted: dict, tmp_path: Path) -> None:
    """Content, marks and hash fit together again; only the signature cannot be made."""
    made = _file(chain(1, *parties), parties)
    told = orjson.loads(made[1])
    told["content"]["rows"] = 4
    told["marks"] = marks(told["content"])
    told["hash"] = digest("sha256", canonical([told["content"], told["marks"]]))
    told["sent"] = signature(key(tmp_path, "U01"), told["hash"])
    made[1] = canonical(told) + b"\n"
    assert "sent" in {fault.field for fault in verify(made, trusted).faults}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda made: [*made[:2], *made[3:]], id="one left out"),
        pytest.param(lambda made: [made[0], made[2], made[1], *made[3:]], id="two changed places"),
        pytest.param(lambda made: [*made[:2], *made[1:]], id="one twice"),
        pytest.param(lambda made: made[:-1], id="the last left out"),
        pytest.param(lambda made: [made[0], *made[2:]], id="the first left out"),
        pytest.param(lambda made: made[1:], id="no cover"),
        pytest.param(lambda made: made[:1], id="nothing but a cover"),
        pytest.param(lambda made: [*made, made[0]], id="a second cover"),
        pytest.param(lambda made: [], id="nothing at all"),
    ],
)
def test_lines_stay_where_they_are(change, parties: Parties, trusted: dict) -> None:
    assert verify(change(_file(chain(4, *parties), parties)), trusted).faults


def test_chains_stay_in_the_order_of_the_cover(parties: Parties, trusted: dict) -> None:
    there, back = chain(1, *parties), chain(1, *reversed(parties))
    made = _file([*there, *back], parties)
    assert not verify(made, trusted).faults
    assert verify([made[0], made[2], made[1]], trusted).faults


def test_a_countersignature_may_not_be_taken_away(parties: Parties, trusted: dict) -> None:
    made = _file(chain(2, *parties), parties)
    told = orjson.loads(made[2]) | {"taken": {}}
    made[2] = canonical(told) + b"\n"
    assert [fault.field for fault in verify(made, trusted).faults] == ["taken"]


def test_what_waits_for_its_answer_is_counted_not_blamed(parties: Parties, trusted: dict) -> None:
    receipt = issue(delivery(1), COUNTED, Link(), parties[0])
    verdict = verify(_file([receipt], parties), trusted)
    assert (verdict.unanswered, verdict.faults) == (1, ())


def test_a_receiver_who_counted_otherwise_signs_that(parties: Parties, trusted: dict) -> None:
    columns = COUNTED.columns | {"amount": COUNTED.columns["amount"] | {"sum": "12.4000"}}
    counted = replace(COUNTED, rows=2, columns=columns)
    receipt = countersign(issue(delivery(1), COUNTED, Link(), parties[0]), counted, parties[1], AT)
    assert receipt.agreed is False
    assert receipt.taken["statement"]["differences"] == ["columns.amount.sum", "rows"]
    verdict = verify(_file([receipt], parties), trusted)
    assert (verdict.refused, verdict.agreed, verdict.faults) == (1, 0, ())


def test_a_signature_of_somebody_else_does_not_count(tmp_path: Path, parties: Parties) -> None:
    stranger = key(tmp_path, "U02")
    receipt = issue(delivery(1), COUNTED, Link(), stranger)
    known = {one.public.id: one.public for one in (*parties, stranger)}
    assert [fault.field for fault in verify(_file([receipt], parties), known).faults] == ["sent"]


def test_an_agent_may_sign_for_others_and_is_counted(tmp_path: Path, parties: Parties) -> None:
    agent = key(tmp_path, "CENTRE", agent=True)
    receipt = issue(delivery(1), COUNTED, Link(), agent)
    known = {one.public.id: one.public for one in (*parties, agent)}
    verdict = verify(_file([receipt], parties), known)
    assert (verdict.delegated, verdict.faults) == (1, ())


def test_a_key_counts_while_it_is_in_force(parties: Parties, trusted: dict) -> None:
    sender = parties[0].public
    over = trusted | {sender.id: replace(sender, until="2026-01-01T00:00:00+08:00")}
    early = trusted | {sender.id: replace(sender, since="2026-12-01T00:00:00+08:00")}
    made = _file(chain(1, *parties), parties)
    assert verify(made, over).faults and verify(made, early).faults


def test_another_digest_may_be_configured(parties: Parties, trusted: dict) -> None:
    receipt = issue(delivery(1), COUNTED, Link(), parties[0], algorithm="sm3")
    receipt = countersign(receipt, COUNTED, parties[1], AT)
    assert receipt.hash == digest("sm3", canonical([receipt.content, receipt.marks]))
    assert not verify(_file([receipt], parties), trusted).faults


def test_sm2_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="SM2"):
        keys.made(tmp_path / "key.pem", "U01", algorithm="sm2")


def test_a_key_file_is_its_owners_alone(tmp_path: Path) -> None:
    key(tmp_path, "U01")
    file = tmp_path / "U01.pem"
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(Invalid, match="已存在"):
        keys.made(file, "U01")
    file.chmod(0o640)
    with pytest.raises(Invalid, match="chmod 600"):
        keys.loaded(file, "U01")


def test_public_keys_are_read_as_they_were_written(parties: Parties, trusted: dict) -> None:
    assert keys.read(keys.written(trusted.values())) == trusted
    with pytest.raises(Invalid):
        keys.read(b"{}")
