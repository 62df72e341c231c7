"""Bad rows go back to their unit as a case, which its answer and a later run close together."""

import pytest

from tests.hub.quality.conftest import shop
from yiwang.cases import queries as cases
from yiwang.cases.actions import Act, perform
from yiwang.hub.quality import following, queries, returning
from yiwang.kernel.refusals import Missing, NotAllowed, NotNow

PHONE = ["identifier.phone"]


@pytest.fixture
def sent(quality):
    run = following.check(quality.resource)
    return returning.send(run=run, chosen=PHONE, by=quality.officer)


def answer(quality, number: str) -> None:
    for action, given in (
        ("sign", {}),
        ("rectify", {"outcome": "corrected", "handling_record": "已更正"}),
    ):
        perform(Act(number=number, action=action, worker=quality.steward, given=given))


def state(quality, number: str) -> str:
    return cases.case(quality.steward, number).state


def test_the_case_says_how_many_rows_and_no_value_of_any(quality, sent):
    case = cases.case(quality.steward, sent.case_number)
    told = str(case.standing["facts"])
    assert "问题2行" in told
    assert "abc" not in told
    assert "S2" not in told
    assert (case.state, sent.rows, sent.rules) == ("handling", 2, PHONE)
    assert [a["unit"] for a in case.standing["assignments"]] == [quality.resource.unit_id]


def test_what_is_on_its_way_is_not_sent_twice(quality, sent):
    run = queries.last_run(quality.resource)
    assert [one.rule.key for one in queries.to_send(run)] == ["not_null.name"]
    with pytest.raises(Missing):
        returning.send(run=run, chosen=PHONE, by=quality.officer)


def test_corrected_and_answered_it_is_closed_by_the_next_run(quality, sent):
    answer(quality, sent.case_number)
    quality.put(shop(1), shop(2), shop(3), shop(4))
    following.check(quality.resource)
    assert state(quality, sent.case_number) == "closed"
    assert queries.open_matters() == []


def test_answered_but_not_corrected_it_goes_back_with_what_is_left(quality, sent):
    answer(quality, sent.case_number)
    quality.put(shop(1), shop(2), shop(3), shop(4, phone="abc"))
    following.check(quality.resource)
    assert state(quality, sent.case_number) == "handling"
    assert [one.still_bad for one in sent.rechecks.all()] == [1]


def test_corrected_but_not_answered_it_waits_for_the_unit_s_answer(quality, sent):
    quality.put(shop(1), shop(2), shop(3), shop(4))
    following.check(quality.resource)
    assert state(quality, sent.case_number) == "handling"
    answer(quality, sent.case_number)
    following.check(quality.resource)
    assert state(quality, sent.case_number) == "closed"


def test_other_rows_that_came_bad_since_do_not_keep_it_open(quality, sent):
    answer(quality, sent.case_number)
    quality.put(shop(1), shop(2), shop(3), shop(4), shop(5, phone="new"))
    following.check(quality.resource)
    assert state(quality, sent.case_number) == "closed"


def test_only_the_newest_run_is_sent_and_only_by_the_centre(quality):
    old = following.check(quality.resource)
    with pytest.raises(NotAllowed):
        returning.send(run=old, chosen=PHONE, by=quality.steward)
    with pytest.raises(Missing):
        returning.preview(old, ["unique.keys"])
    following.check(quality.resource)
    with pytest.raises(NotNow):
        returning.send(run=old, chosen=PHONE, by=quality.officer)


def test_what_people_ended_otherwise_may_be_sent_again(quality, sent):
    answer(quality, sent.case_number)
    perform(Act(number=sent.case_number, action="verify_pass", worker=quality.officer, given={}))
    run = following.check(quality.resource)
    assert returning.send(run=run, chosen=PHONE, by=quality.officer).case_number != sent.case_number
