"""The demo's two years of money go through the same doors, and its forms are handed in."""

import pytest
from django.utils import timezone

from yiwang.analytics import actions as facts
from yiwang.budget.disclosures import queries as disclosures
from yiwang.budget.register import queries
from yiwang.budget.register.queries import Wanted
from yiwang.budget.targets import queries as forms
from yiwang.budget.targets.models import State
from yiwang.demo import appeals, budget, district


@pytest.fixture
def made(db, settings, tmp_path):
    settings.FACTS_ROOT = tmp_path
    return district.build()


def test_the_demo_has_two_years_and_forms_whose_missed_target_is_explained(made):
    for _done in zip(appeals.replay(made), range(12), strict=False):
        pass
    facts.refresh()
    assert budget.fill(made) > 100
    year = timezone.localdate().year
    before = queries.whole(Wanted(year=year - 1))
    assert before.budget > 0 and before.adjustment < 0 and before.account <= before.adjusted
    assert {one.state for one in forms.promises(year)} == {State.SIGNED}
    (evaluation,) = forms.evaluations(year)
    assert evaluation.state == State.SUBMITTED
    late = [one for one in evaluation.outcomes if one["met"] is False]
    assert all(len(one["reason"]) > 8 for one in late)
    # Nothing is dated in the future.
    now = Wanted(year=year)
    assert queries.whole(now) == queries.whole(Wanted(year=year, until=timezone.localdate()))
    (account,) = disclosures.disclosures()
    assert (account.year, account.state) == (year - 1, "published")
    assert [one["message"] for one in account.findings if one["severity"] == "error"] == []
