"""The gate gives granted fields, granted rows, masked; notes before it gives; else it is shut."""

import pytest

from tests.hub.catalogue.ground import CARDS, STREETS, fill, rows, steward
from yiwang.engine.duties import CENTRE, Duty
from yiwang.hub import places
from yiwang.hub.catalogue import ending
from yiwang.hub.catalogue.asking import Approval
from yiwang.hub.catalogue.gate import files, log, questions, rights, sql
from yiwang.hub.catalogue.gate.leaving import Form
from yiwang.hub.catalogue.gate.paging import Wanted, page
from yiwang.hub.catalogue.gate.questions import Measure, Plan
from yiwang.hub.catalogue.models import Access, ChainEnd, Grant, Resource
from yiwang.kernel.refusals import Invalid, NotAllowed, NotFound, NotNow, TooOften
from yiwang.org.actors import CITIZEN

ONE_STREET = ({"field": "street", "test": "is", "value": STREETS[0]},)


def right(grant, hub):
    return rights.by_grant(grant.pk, hub.asker)


def every_row(grant, hub, **wanted) -> list[dict]:
    found, after = [], ""
    while True:
        one = page(right(grant, hub), hub.asker, Wanted(after=after, most=7, **wanted))
        found += one.rows.to_pylist()
        after = one.after
        if not after:
            return found


def test_only_granted_fields_and_rows_are_given_and_masked(filled):
    grant = filled.grant(fields=("id", "name", "street"), rows=ONE_STREET)
    found = every_row(grant, filled)
    assert {tuple(row) for row in found} == {("id", "name", "street")}
    assert [row["id"] for row in found] == list(range(0, 29, 3))
    assert not {row["name"] for row in found} & set(rows().column("name").to_pylist())


def test_plain_is_plain_where_it_was_granted_with_a_reason(filled):
    approval = Approval(plain=("card",), plain_reason="逐人核验")
    found = every_row(filled.grant(approval), filled)
    assert [row["card"] for row in found] == CARDS
    assert found[0]["name"] != rows().column("name")[0].as_py()


def test_two_grants_never_unmask_outside_the_rows_of_one(filled):
    """Union of policies (cube #10803): plain for one street, masked for all."""
    wide = filled.grant(fields=("id", "card"))
    plain = Approval(plain=("card",), plain_reason="核验")
    narrow = filled.grant(plain, purpose="另一用途", fields=("id", "card"), rows=ONE_STREET)
    assert not {row["card"] for row in every_row(wide, filled)} & set(CARDS)
    assert len(every_row(narrow, filled)) == 10
    names = {one.name for one in rights.every(filled.asker)}
    assert names == {f"aid_g{wide.pk}", f"aid_g{narrow.pk}"}
    with pytest.raises(Invalid):
        sql.query("select card from aid", rights.every(filled.asker), filled.asker)


def test_an_empty_list_of_fields_is_nothing(filled):
    """Empty include list (cube #11934)."""
    grant = filled.grant()
    Grant.objects.filter(pk=grant.pk).update(fields=[])
    with pytest.raises(NotNow):
        page(right(grant, filled), filled.asker, Wanted())
    Grant.objects.filter(pk=grant.pk).update(fields=["gone"])
    with pytest.raises(NotNow):
        page(right(grant, filled), filled.asker, Wanted())


def test_fields_that_are_not_granted_and_that_do_not_exist_are_told_alike(filled):
    opened = right(filled.grant(fields=("id",)), filled)
    told = []
    for name in ("secret", "absent"):
        for wanted in (
            Wanted(fields=(name,)),
            Wanted(where=({"field": name, "test": "is", "value": "机密1"},)),
            Wanted(where=({"field": name, "test": "empty"},)),
        ):
            with pytest.raises(Invalid) as refused:
                page(opened, filled.asker, wanted)
            told.append(str(refused.value).replace(name, "?"))
    assert len(set(told)) == 1


def test_conditions_see_masked_values_only(filled):
    opened = right(filled.grant(), filled)
    where = ({"field": "card", "test": "is", "value": CARDS[3]},)
    assert page(opened, filled.asker, Wanted(where=where)).rows.num_rows == 0
    where = ({"field": "card", "test": "begins", "value": CARDS[3][:17]},)
    assert page(opened, filled.asker, Wanted(where=where)).rows.num_rows == 0


def test_rows_are_in_no_order_of_a_key_that_was_not_granted(filled):
    table = rows().take(list(range(29, -1, -1)))
    fill("aid2", table)
    filled.resource = filled.publish(key="aid2", code="301001/00002", name="另一份")
    grant = filled.grant(fields=("amount",))
    amounts = [row["amount"] for row in every_row(grant, filled)]
    assert amounts == sorted(amounts) and len(amounts) == 30


def test_pages_stay_on_their_version_while_the_table_changes(filled):
    grant = filled.grant(fields=("id",))
    first = page(right(grant, filled), filled.asker, Wanted(most=20))
    places.store().replace("aid", rows(5).to_batches(), run="later", part=0)
    wanted = Wanted(most=20, after=first.after)
    assert page(right(grant, filled), filled.asker, wanted).rows.num_rows == 10


@pytest.mark.parametrize("after", ["x", "e30", "eyJ2ZXJzaW9uIjoiYSJ9", "A" * 3000])
def test_a_mark_that_was_made_up_is_refused(filled, after):
    with pytest.raises(Invalid):
        page(right(filled.grant(), filled), filled.asker, Wanted(after=after))


def test_each_reading_is_noted_before_it_leaves(filled):
    grant = filled.grant(fields=("id", "name"))
    one = page(right(grant, filled), filled.asker, Wanted(most=7, purpose="走访前核对"))
    noted = Access.objects.get(number=one.number)
    told = (noted.rows, noted.fields, noted.purpose, noted.grant_id, noted.version, noted.path)
    assert told == (7, ["id", "name"], "走访前核对", grant.pk, 0, "api")
    assert noted.person_id == filled.asker.person_id and noted.unit_name == "江滩街道办"


def _paths(opened, who):
    yield lambda: page(opened, who, Wanted())
    yield lambda: files.download(opened, who, Form.CSV)
    yield lambda: questions.ask(opened, who, Plan(measure=Measure.COUNT))
    yield lambda: sql.query("select count(*) from aid", [opened], who)


def test_where_the_log_cannot_be_written_nothing_leaves_by_any_path(filled, tmp_path):
    opened = right(filled.grant(), filled)
    ChainEnd.objects.all().delete()
    for read in _paths(opened, filled.asker):
        with pytest.raises(log.NotNoted):
            read()
    assert list((tmp_path / "leaving").glob("*")) == [] and not Access.objects.exists()


def test_a_grant_that_ends_in_between_shuts_every_path_and_the_refusal_is_noted(filled):
    grant = filled.grant()
    opened = right(grant, filled)
    ending.revoke(number=grant.pk, words="停", by=filled.owner)
    for read in _paths(opened, filled.asker):
        with pytest.raises(NotAllowed):
            read()
    assert set(Access.objects.values_list("refused", "rows")) == {("not_allowed", 0)}


def test_readings_and_rows_of_a_day_are_bounded_on_every_path(filled):
    grant = filled.grant(Approval(daily_readings=1))
    opened = right(grant, filled)
    page(opened, filled.asker, Wanted(most=3))
    for read in _paths(opened, filled.asker):
        with pytest.raises(TooOften):
            read()
    Grant.objects.filter(pk=grant.pk).update(daily_readings=100, daily_rows=10)
    page(opened, filled.asker, Wanted(most=7))
    with pytest.raises(TooOften):
        page(opened, filled.asker, Wanted(most=1))


def test_no_grant_of_another_unit_and_no_other_duty_opens_anything(filled):
    grant = filled.grant()
    others = [filled.owner, steward(filled.district, "community"), CITIZEN]
    others += [filled.district.worker(d) for d in CENTRE]
    others += [filled.district.worker(Duty.HANDLER, "street")]
    for who in others:
        with pytest.raises((NotFound, NotAllowed)):
            rights.by_grant(grant.pk, who)
        assert rights.every(who) == []


def test_what_is_no_longer_shared_opens_nothing(filled):
    opened = right(filled.grant(), filled)
    Resource.objects.filter(key="aid").update(sharing="none")
    for read in _paths(opened, filled.asker):
        with pytest.raises(NotAllowed):
            read()


def test_a_table_that_is_not_there_or_lacks_a_field_is_told_without_names(filled):
    grant = filled.grant()
    filled.resource = filled.publish(key="later", code="301001/00003", name="未入库")
    with pytest.raises(NotNow, match="还没有入库"):
        page(right(filled.grant(), filled), filled.asker, Wanted())
    assert grant.in_force()


def test_the_masked_copy_is_what_masked_grants_read(filled):
    copy = rows()
    hidden = copy.set_column(2, "card", [["副本"] * 30])
    fill("aid__masked", hidden.cast(copy.schema))
    masked = filled.grant(fields=("id", "card"))
    assert {row["card"] for row in every_row(masked, filled)} == {"副本"}
    # Where rows are chosen, the copy's values are not those by which they were granted.
    chosen = filled.grant(purpose="二", fields=("id", "card"), rows=ONE_STREET)
    assert "副本" not in {row["card"] for row in every_row(chosen, filled)}
