"""The keys of a table are told in words."""

import pytest
from django.utils.translation import override

from tests.district import District
from yiwang.analytics.names import names, period_name
from yiwang.measure.dimensions import Dimension
from yiwang.measure.period import parse


def test_every_dimension_has_words_for_its_keys(district: District):
    street = district.units["street"]
    worker = district.workers["centre", next(d for u, d in district.workers if u == "centre")]
    cases = {
        Dimension.UNIT: (str(street.pk), street.name),
        Dimension.PERSON: (str(worker.person_id), worker.person_name),
        Dimension.STREET: (street.area.code, street.area.name),
        Dimension.PROCEDURE: ("appeals", "群众诉求"),
        Dimension.MONTH: ("2026-06", "2026年6月"),
        Dimension.URGENCY: ("urgent", "紧急"),
    }
    for dimension, (key, name) in cases.items():
        assert names(dimension, [key]) == {key: name}, dimension


def test_nothing_and_what_is_gone_are_told_too(district: District):
    assert names(Dimension.UNIT, ["", "99999"]) == {"": "未填", "99999": "99999"}
    assert names(Dimension.CATEGORY, ["99"]) == {"99": "99"}


@pytest.mark.parametrize(
    ("key", "chinese", "english"),
    [
        ("2026-06", "2026年6月", "2026-06"),
        ("2026-Q2..2026-05-20", "2026年第二季度（截至5月20日）", "2026-Q2 (up to 2026-05-20)"),
        ("2026-05-01..2026-05-05", "2026年5月1日—5月5日", "2026-05-01 – 2026-05-05"),
    ],
)
def test_a_period_is_told_in_the_reader_s_language(key: str, chinese: str, english: str):
    with override("zh-hans"):
        assert period_name(parse(key)) == chinese
    with override("en"):
        assert period_name(parse(key)) == english
