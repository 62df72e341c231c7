"""What each feed owes is shown to the hub's duties and published by the data officer."""

from tests.hub.reminders.conftest import Owing, hub, owing
from tests.web.test_pages import signed_in
from yiwang.engine.duties import Duty
from yiwang.hub.reminders.models import Pause, Rule

__all__ = ["hub", "owing"]
RULE = {
    "feed": "shops",
    "span": "month",
    "at": "17:30",
    "counted": "workday",
    "day": "3",
    "grace": "0",
    "soon": "1440",
    "least_rows": "10",
    "reason": "数据共享协议",
}
PAUSE = {"feed": "shops", "first": "2026-12-01", "last": "2026-12-03", "reason": "系统升级"}


def test_a_rule_is_published_and_shown(owing: Owing):
    client = signed_in(owing.hub.district, Duty.DATA_OFFICER)
    page = client.post("/hub/late/rules/publish/", RULE, follow=True).content.decode()
    assert "每月" in page and "17:30" in page
    found = Rule.objects.first()
    assert (found.span, found.day, found.least_rows) == ("month", 3, 10)


def test_what_was_refused_comes_back_as_it_was_typed(owing: Owing):
    client = signed_in(owing.hub.district, Duty.DATA_OFFICER)
    before = Rule.objects.count()
    for wrong in (
        {"span": "never"},
        {"at": "晚上"},
        {"day": "40"},
        {"grace": "多"},
        {"reason": ""},
    ):
        answer = client.post("/hub/late/rules/publish/", RULE | wrong)
        assert answer.status_code == 422, wrong
    assert "17:30" in answer.content.decode()
    assert Rule.objects.count() == before


def test_days_are_excused_with_a_reason(owing: Owing):
    client = signed_in(owing.hub.district, Duty.DATA_OFFICER)
    assert client.post("/hub/late/rules/pause/", PAUSE | {"last": "2026-11-01"}).status_code == 422
    assert client.post("/hub/late/rules/pause/", PAUSE | {"first": ""}).status_code == 422
    page = client.post("/hub/late/rules/pause/", PAUSE, follow=True).content.decode()
    assert "系统升级" in page
    assert Pause.objects.count() == 1


def test_others_read_and_do_not_publish(owing: Owing):
    client = signed_in(owing.hub.district, Duty.SUPERVISOR)
    assert "公布报送要求" not in client.get("/hub/late/rules/").content.decode()
    assert client.post("/hub/late/rules/publish/", RULE).status_code == 403
    assert client.post("/hub/late/rules/pause/", PAUSE).status_code == 403
