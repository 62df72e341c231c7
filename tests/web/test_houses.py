"""The pages of people and housing: who opens which, what is masked, how many queries they take."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.fieldwork.conftest import code, days, field  # noqa: F401 - fixtures
from tests.fieldwork.people.conftest import Homes, card, homes  # noqa: F401 - fixtures
from yiwang.engine.duties import CENTRE, Duty
from yiwang.fieldwork.people import actions, queries, sight, spot_checks
from yiwang.fieldwork.people.models import House, Look, Residence, Resident, Visit
from yiwang.org.actors import Worker
from yiwang.org.models import Person

KEEPERS = {Duty.ADMINISTRATOR, Duty.SUPERVISOR}
CHECKS = KEEPERS | {Duty.ASSESSOR, Duty.LEADER, Duty.COLLECTOR}
UNIT = {Duty.HANDLER, Duty.REVIEWER}
PAGES = {
    "/registers/houses/": CHECKS | UNIT,
    "/registers/doubles/": UNIT,
    "/registers/people/import/": KEEPERS,
    "/registers/checks/": CHECKS,
}


def signed_in(worker: Worker) -> Client:
    client = Client()
    client.force_login(
        Person.objects.get(pk=worker.person_id),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


@pytest.fixture
def home(homes: Homes) -> House:  # noqa: F811 - the fixture
    """A house of grid 1 with one resident."""
    house = homes.house(1, "测试路12号3栋501室")
    homes.lives(house, "甲测试", id_number=card(1), phone="13900001234")
    return house


@pytest.mark.parametrize("duty", [*sorted(CENTRE), *sorted(UNIT)])
def test_each_page_opens_for_its_duties_and_for_nobody_else(homes: Homes, home, duty):  # noqa: F811
    client = signed_in(homes.worker(duty))
    house_pages = {
        f"/registers/houses/{home.pk}/": CHECKS | UNIT,
        f"/registers/houses/grids/{home.grid}/": CHECKS | UNIT,
    }
    for page, duties in (PAGES | house_pages).items():
        assert client.get(page).status_code == (200 if duty in duties else 403), page


def test_a_grid_worker_opens_their_own_houses_and_no_others(homes: Homes, home):  # noqa: F811
    other = homes.house(2)
    client = signed_in(homes.workers["grid1"])
    assert client.get(f"/registers/houses/{home.pk}/").status_code == 200
    for page in (f"/registers/houses/{other.pk}/", f"/registers/houses/grids/{code(2)}/"):
        assert client.get(page).status_code == 404
    for act in ("visit", "reveal", "sensitive", "note"):
        form = {"on": "2026-01-01", "purpose": "走访核对", "resident": "1"}
        assert client.post(f"/registers/houses/{other.pk}/{act}/", form).status_code == 404, act
    assert not Look.objects.exists() and not Visit.objects.exists()


def test_names_are_masked_until_a_purpose_is_written_and_then_once(homes: Homes, home):  # noqa: F811
    client, page = signed_in(homes.workers["grid1"]), f"/registers/houses/{home.pk}/"
    shown = client.get(page).content.decode()
    assert "甲**" in shown and "甲测试" not in shown and card(1) not in shown
    assert "13900001234" not in shown
    assert client.post(f"{page}reveal/", {"purpose": ""}).status_code == 422
    told = client.post(f"{page}reveal/", {"purpose": "走访核对"})
    assert "甲测试" in told.content.decode() and card(1) in told.content.decode()
    assert told["Cache-Control"] == "no-store, private"
    again = client.get(page).content.decode()
    assert "甲测试" not in again and "走访核对" in again


def test_the_centre_sees_how_many_and_names_only_with_a_purpose(homes: Homes, home):  # noqa: F811
    client, page = signed_in(homes.worker(Duty.SUPERVISOR)), f"/registers/houses/{home.pk}/"
    shown = client.get(page).content.decode()
    assert "甲" not in shown.replace("甲乙", "") and "501" not in shown.split("</h1>")[0]
    assert "501" not in client.get(f"/registers/houses/grids/{home.grid}/").content.decode()
    assert "甲测试" in client.post(f"{page}reveal/", {"purpose": "群众来电"}).content.decode()
    assert Look.objects.get().person == homes.worker(Duty.SUPERVISOR).person_id


def test_sensitive_facts_are_shown_once_to_who_needs_them(homes: Homes, home):  # noqa: F811
    worker, resident = homes.workers["grid1"], Resident.objects.get()
    client, page = signed_in(worker), f"/registers/houses/{home.pk}/"
    note = {"resident": resident.pk, "kind": "health", "content": "须每日探视"}
    client.post(f"{page}note/", note)
    assert "须每日探视" not in client.get(page).content.decode()
    asked = {"resident": resident.pk, "purpose": "防汛转移"}
    assert "须每日探视" in client.post(f"{page}sensitive/", asked).content.decode()
    for other in (homes.worker(Duty.HANDLER, "community"), homes.worker(Duty.ASSESSOR)):
        assert signed_in(other).post(f"{page}sensitive/", asked).status_code == 403
    assert Look.objects.filter(what="sensitive").count() == 1


def test_a_visit_is_recorded_with_its_form(homes: Homes, home):  # noqa: F811
    client = signed_in(homes.worker(Duty.HANDLER, "community"))
    living = Residence.objects.get()
    form = {"on": days(0).isoformat(), "use": "mixed", "rented": "on", "hazards": "堆物",
            "gone": [living.pk], "name": "乙测试", "id_number": card(2),
            "relation": "租客"}  # fmt: skip
    assert client.post(f"/registers/houses/{home.pk}/visit/", form).status_code == 302
    home.refresh_from_db()
    assert (home.use, home.rented, home.hazards, home.visited_on) == (
        "mixed", True, "堆物", days(0),
    )  # fmt: skip
    names = {r.resident.name for r in queries.residences(home) if r.until is None}
    assert names == {"乙测试"}
    page = client.get(f"/registers/houses/{home.pk}/").content.decode()
    assert "人员迁出 1" in page and "新增居住人员 1" in page
    refused = client.post(f"/registers/houses/{home.pk}/visit/", form | {"on": ""})
    assert refused.status_code == 422


@pytest.mark.parametrize("who", ["community", "supervisor"])
def test_lists_take_at_most_eight_queries(
    homes: Homes,  # noqa: F811
    home,
    who,
    django_assert_max_num_queries,
):
    for number in range(30):
        homes.lives(homes.house(1 + number % 3, f"测试路{number}号"), f"乙{number}")
    worker = homes.worker(Duty.SUPERVISOR)
    client = signed_in(homes.worker(Duty.HANDLER, "community") if who == "community" else worker)
    drawn = spot_checks.draw(name="抽检", per_grid=5, worker=worker)
    pages = ["/registers/houses/", f"/registers/houses/grids/{code(1)}/"]
    if who == "supervisor":
        pages += ["/registers/checks/", f"/registers/checks/{drawn.pk}/"]
    else:
        homes.house(2, "测试路一号")
        pages += ["/registers/doubles/"]
    for page in pages:
        client.get(page)
        with django_assert_max_num_queries(8):
            assert client.get(page).status_code == 200, page


def test_houses_are_narrowed_by_freshness_and_follow_each_other(homes: Homes):  # noqa: F811
    for number in range(60):
        homes.house(1, f"测试路{number + 1}号")
    House.objects.filter(number__endswith="1").update(visited_on=days(0))
    client = signed_in(homes.worker(Duty.HANDLER, "community"))
    base, seen = f"/registers/houses/grids/{code(1)}/", []
    address = f"{base}?state=never"
    while address:
        context = client.get(address).context
        seen += [line.house.number for line in context["lines"]]
        address = f"{base}{context['next']}" if context["next"] else ""
    assert len(seen) == len(set(seen)) == 54
    assert len(client.get(f"{base}?state=fresh").context["lines"]) == 6


def test_doubles_are_merged_on_their_page(homes: Homes, home):  # noqa: F811
    again = homes.house(1, "测试路十二号3-501")
    client = signed_in(homes.worker(Duty.HANDLER, "community"))
    assert "地址相同" in client.get("/registers/doubles/").content.decode()
    form = {"kind": "house", "kept": home.pk, "gone": again.pk, "reason": "门牌同一"}
    assert client.post("/registers/doubles/merge/", form).status_code == 302
    assert "没有疑似重复" in client.get("/registers/doubles/").content.decode()
    assert client.get(f"/registers/houses/{again.pk}/").context["house"] == home


def test_a_file_is_imported_on_the_page_and_its_report_names_nobody(homes: Homes):  # noqa: F811
    lines = [f"测试路1号,{code(1)},甲测试,{card(1)}", f"测试路2号,{code(1)},乙测试,123"]
    text = "\n".join(["地址,网格编码,姓名,公民身份号码", *lines])
    client = signed_in(homes.worker(Duty.ADMINISTRATOR))
    form = {"file": SimpleUploadedFile("p.csv", text.encode()), "system": ""}
    response = client.post("/registers/people/import/", form)
    page = client.get(response.url).content.decode()
    assert "身份证号码应为18位" in page and "测试" not in page.split("<main")[1]
    assert Resident.objects.count() == 1


def test_a_sample_is_drawn_published_and_recorded_on_its_pages(homes: Homes, home):  # noqa: F811
    client = signed_in(homes.worker(Duty.ASSESSOR))
    form = {"name": "月度", "per_grid": "2", "seed": "2026-11", "area": ""}
    page = client.post("/registers/checks/", form).url
    shown = client.get(page).content.decode()
    assert "2026-11" in shown and "重放一致" in shown and "甲" not in shown
    frame = client.get(f"{page}frame/").content.decode()
    assert frame == f"{home.grid},{home.number}\n"
    client.post(f"{page}record/", {"number": home.number, "correct": "no", "found": "少一人"})
    assert "0.0%" in client.get(page).content.decode()
    reader = signed_in(homes.worker(Duty.LEADER))
    assert reader.get(page).status_code == 200
    record = {"number": home.number, "correct": "yes"}
    assert reader.post(f"{page}record/", record).status_code == 403


def test_cycles_are_published_by_those_who_keep_the_dials(homes: Homes, home):  # noqa: F811
    form = {"kind": "every", "days": "45", "basis": "区走访办法"}
    keeper = signed_in(homes.worker(Duty.ADMINISTRATOR))
    assert keeper.post("/registers/houses/cycles/", form).status_code == 302
    assert "45天" in keeper.get("/registers/houses/").content.decode()
    worker = signed_in(homes.workers["grid1"])
    assert worker.post("/registers/houses/cycles/", form).status_code == 403
    assert actions.VisitRule.objects.count() == 1 and sight.SEES >= UNIT


def test_a_new_house_is_registered_in_ones_own_grid_only(homes: Homes):  # noqa: F811
    client = signed_in(homes.workers["grid1"])
    form = {"address": "测试路8号", "use": "living"}
    assert client.post(f"/registers/houses/grids/{code(1)}/new/", form).status_code == 302
    assert client.post(f"/registers/houses/grids/{code(2)}/new/", form).status_code == 404
    assert House.objects.get().grid == code(1)
