"""Certificates belong to whom their number names, and say whether they still hold."""

from datetime import date

import pytest

from tests.hub.bases.registers import LIN, TWIN
from tests.hub.bases.test_households import opened
from yiwang.hub.bases.certificates import validity
from yiwang.hub.bases.words import Base

TODAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("until", "state", "told"),
    [
        ("2026-07-31", "有效", "valid"),
        ("2026-07-30", "有效", "soon"),
        ("2026-06-30", "有效", "soon"),
        ("2026-06-29", "有效", "expired"),
        ("长期", "", "valid"),
        ("长期", "已吊销", "ended"),
        ("2030-01-01", "注销", "ended"),
        ("", "有效", "unknown"),
        ("2026-13-01", "有效", "unknown"),
    ],
)
def test_a_certificate_holds_to_the_end_of_its_last_day_unless_it_was_ended(until, state, told):
    assert validity(until, state, TODAY) == told


def test_certificates_are_shown_with_who_holds_exactly_that_number(built):
    held = opened(built.leader, Base.PERSON, LIN).certificates
    assert {(one.plain["title"], one.validity) for one in held} == {
        ("驾驶证", "expired"),
        ("残疾人证", "ended"),
    }
    # The twin shares name, door and birth day, and holds nothing.
    assert opened(built.leader, Base.PERSON, TWIN).certificates == ()
    (licence,) = opened(built.leader, Base.ENTERPRISE, "望湖科技有限公司").certificates
    assert licence.validity == "valid"


def test_a_certificate_has_a_portrait_that_leads_to_its_holder(built):
    shown = opened(built.leader, Base.CERTIFICATE, "XK2")
    assert [(one.why, one.base, one.name) for one in shown.relations] == [
        ("holder", "person", "林** 1990")
    ]
    texts = {one.field.key: one.text for one in shown.values}
    assert texts["holder"] != LIN and texts["issuer"] == "公安分局"


def test_a_steward_of_another_unit_sees_no_certificate(built):
    assert opened(built.steward, Base.PERSON, LIN).certificates == ()
