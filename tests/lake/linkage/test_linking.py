"""Records of two registers brought together: right, obeying people, told in words."""

import pyarrow as pa
import pytest

from yiwang.kernel.identifiers import check_sign, identity_card
from yiwang.kernel.refusals import Invalid
from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.linkage import made
from yiwang.lake.linkage.decisions import Decision
from yiwang.lake.linkage.explaining import grounds, sentence
from yiwang.lake.linkage.kinds import ENTERPRISE, LINKAGES, PERSON, PLACE
from yiwang.lake.linkage.linking import Plan, link
from yiwang.lake.linkage.weights import from_plain, shipped


@pytest.fixture(scope="module")
def engine():
    engine = DuckEngine(memory="1GB")
    yield engine
    engine.close()


def table(engine, rows, name):
    engine.backend.con.register(name, pa.Table.from_pylist(rows))
    return engine.backend.table(name)


def test_the_made_up_cards_are_valid_and_nobody_has_anothers():
    cards = made.persons(300, 100, 50).first["identity_card"].to_pylist()
    assert len(set(cards)) == 300
    assert all(identity_card(card).division == "420199" for card in cards)


def test_two_registers_are_linked_rightly(engine):
    registers = made.persons(1200, 800, 600)
    tables = []
    for name, rows in (("people_a", registers.first), ("people_b", registers.second)):
        engine.backend.con.register(name, rows)
        tables.append(engine.backend.table(name))
    linked = link(engine, tables, PERSON, Plan(within=False, single=True))
    right = sum(len({name[2:] for name in group}) == 1 for group in linked.groups)
    assert right / len(linked.groups) >= 0.998
    assert right / registers.shared >= 0.98


ONE = {
    "name": "林晓云",
    "identity_card": "420199199001010020",
    "born": "1990-01-01",
    "sex": "女",
    "phone": "13900000001",
    "address": "云溪街道柳园路18号3栋501室",
}


def _card(first):
    return first + check_sign(first)


def test_twins_stay_two_though_all_but_name_and_number_agree(engine):
    one = ONE | {"record": "a:1", "identity_card": _card("42019920100101002")}
    twin = ONE | {"record": "b:1", "name": "林晓雨", "identity_card": _card("42019920100101004")}
    linked = link(engine, [table(engine, [one, twin], "twins")], PERSON, Plan())
    assert linked.groups == ()


def test_people_decide_and_every_later_run_obeys(engine):
    one = ONE | {"record": "a:1", "identity_card": None, "phone": None}
    other = ONE | {"record": "b:1", "identity_card": None, "address": None}
    both = [table(engine, [one, other], "decided")]
    assert link(engine, both, PERSON, Plan(high=0.5)).groups == (("a:1", "b:1"),)
    no = Decision("b:1", "a:1", same=False)
    apart = link(engine, both, PERSON, Plan(high=0.5, decisions=(no,)))
    assert (apart.groups, apart.doubtful) == ((), ())
    # A later word takes the earlier one back; it needs no likeness at all.
    yes = Decision("a:1", "b:1", same=True)
    assert link(engine, both, PERSON, Plan(high=1.1, decisions=(no, yes))).groups == (
        ("a:1", "b:1"),
    )


def test_what_is_doubtful_is_told_with_its_grounds(engine):
    one = ONE | {"record": "a:1", "identity_card": None}
    other = ONE | {"record": "b:1", "identity_card": None, "name": "林晓雨", "phone": "13900000009"}
    linked = link(engine, [table(engine, [one, other], "doubt")], PERSON, Plan(low=0.01, high=1.1))
    (row,) = linked.doubtful
    told = sentence(grounds(row, PERSON, linked.weights, prior=linked.prior))
    assert "姓名相差一字" in told and "住址相同" in told and "身份证号码" not in told
    assert row["why"] == ""


def test_enterprises_by_code_with_a_slip_and_by_the_core_of_their_name(engine):
    rows = [
        {
            "record": "a:1",
            "name": "云溪市望湖科技有限公司",
            "credit_code": "91420199MA4K000X0A",
            "legal": "林晓云",
            "phone": "02780000001",
            "address": "云溪街道柳园路18号",
        },
        {
            "record": "b:1",
            "name": "望湖科技有限责任公司",
            "credit_code": "91420199MA4K000X0B",
            "legal": "林晓云",
            "phone": "02780000001",
            "address": None,
        },
        {
            "record": "b:2",
            "name": "临江餐饮店",
            "credit_code": None,
            "legal": "周强",
            "phone": None,
            "address": "云溪街道柳园路18号",
        },
    ]
    assert link(engine, [table(engine, rows, "firms")], ENTERPRISE, Plan()).groups == (
        ("a:1", "b:1"),
    )


def test_places_by_their_address_however_it_is_spaced(engine):
    rows = [
        {"record": "a:1", "address": "临江街道柳园路18号3栋501室", "community": "临江社区"},
        {"record": "b:1", "address": "临江街道 柳园路18号 3栋501室", "community": None},
        {"record": "b:2", "address": "临江街道柳园路18号3栋502室", "community": "临江社区"},
    ]
    assert link(engine, [table(engine, rows, "doors")], PLACE, Plan()).groups == (("a:1", "b:1"),)


@pytest.mark.parametrize("linkage", LINKAGES.values(), ids=lambda one: one.key)
def test_the_shipped_weights_fit_and_agreement_speaks_for_the_same(linkage):
    weights = shipped(linkage)
    for comparison in linkage.comparisons:
        assert (
            weights.of(comparison.key, len(comparison.levels)) > 0 > weights.of(comparison.key, 0)
        )
    plain = weights.plain()
    assert from_plain(plain, linkage).plain() == plain
    plain["shares"][linkage.comparisons[0].key] = [[0.5, 0.5]]
    with pytest.raises(Invalid, match="重新训练"):
        from_plain(plain, linkage)
