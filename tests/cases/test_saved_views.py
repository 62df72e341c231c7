"""What a person keeps of a page under a name."""

import pytest

from tests.district import District
from yiwang.cases import belonging, lists
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Invalid


def test_a_name_is_of_one_page_and_one_person_and_is_replaced(district: District):
    mine, other = district.worker(Duty.LEADER), district.worker(Duty.SUPERVISOR)
    belonging.keep_view(worker=mine, name="本月", query="late=1")
    belonging.keep_view(worker=mine, name="本月", query="indicator=received", page="figures")
    belonging.keep_view(worker=mine, name="本月", query="late=1&unit=2")
    assert [view.query for view in lists.saved_views(mine)] == ["late=1&unit=2"]
    assert [view.query for view in lists.saved_views(mine, "figures")] == ["indicator=received"]
    assert lists.saved_views(other) == lists.saved_views(other, "figures") == []


def test_what_is_too_long_to_keep_is_refused_and_never_cut_off(district: District):
    with pytest.raises(Invalid, match="条件太多"):
        belonging.keep_view(worker=district.worker(Duty.LEADER), name="长", query="a" * 2001)
    assert lists.saved_views(district.worker(Duty.LEADER)) == []
