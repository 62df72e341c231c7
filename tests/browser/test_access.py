"""Every page without violations of WCAG 2.2 AA, by day and by night, on tablets and on phones."""

import pytest
from django.urls import URLPattern, get_resolver

PAGES = {
    "operator": ("/desk/", "/desk/new/", "/knowledge/", "/knowledge/1/", "CASE"),
    "dispatcher": (
        "/insight/alike/",
        "/boards/dispatch/",
        "/registers/parts/",
        "/registers/parts/4201990137000001/",
    ),
    "shift_leader": (
        "/field/shifts/",
        "/field/shifts/plan/",
        "/field/routes/",
        "/field/routes/1/",
        "/field/routes/1/change/",
        "/field/routes/new/",
        "/field/duty/",
        "/field/log-ins/",
        "/field/coverage/",
        "/field/training/",
        "/field/terminals/",
        "/field/terminals/quotas/",
        "/field/terminals/bills/",
        "/field/terminals/bills/1/",
    ),
    "collector": (
        "/desk/",
        "/desk/report/urban_management/",
        "/phone/",
        "/phone/patrol/",
        "/phone/report/",
        "/phone/queue/",
        "/field/shifts/",
        "/field/routes/",
        "/field/duty/",
        "/field/coverage/",
    ),
    "community": ("/desk/", "/desk/notices/", "/registers/doubles/"),
    "supervisor": (
        "/boards/supervision/",
        "/alerts/",
        "/insight/topics/",
        "/insight/topics/1/",
        "/insight/topics/1/cases/",
        "/frozen/",
        "/scores/",
        "/alerts/rules/",
        "/alerts/rules/new/",
        "/desk/search/",
        "/map/",
        "/manage/outbox/",
        "/manage/procedures/",
        "/insight/replies/rules/",
        "/insight/learned/",
        "/insight/callers/",
        "CASE",
        "PRINT",
    ),
    "administrator": (
        "/manage/limits/",
        "/manage/calendar/",
        "/manage/routing/",
        "/manage/templates/",
        "/knowledge/new/",
        "/manage/people/",
        "/manage/city/",
        "/manage/tokens/",
        "/manage/webhooks/",
        "/manage/units/",
        "/manage/units/1/",
        "/manage/grids/",
        "/manage/grids/draw/",
        "/manage/grids/draw/?change=split",
        "/manage/grids/draw/?change=merge",
        "/manage/grids/draw/?change=add",
        "/manage/categories/",
        "/manage/categories/0304/",
        "/manage/gallery/",
        "/registers/parts/import/",
        "/registers/houses/",
        "/registers/people/import/",
        "/registers/people/intakes/1/",
        "/registers/checks/",
        "/registers/parts/surveys/2/",
        "/knowledge/1/edit/",
    ),
    "grid_worker": (
        "/registers/houses/grids/420199001001002/",
        "/registers/houses/1/",
        "/phone/houses/",
        "/phone/houses/1/",
        "/phone/patrol/",
    ),
    "assessor": (
        "/registers/checks/",
        "/registers/checks/1/",
        "/scores/streets/",
        "/reports/",
        "/reports/1/",
        "/reports/timing/weekly/",
        "/reports/templates/weekly/",
        "/insight/replies/",
        "/insight/replies/?grade=poor",
        "/insight/replies/?month=2020-01",
        "/scores/streets/card/",
        "/scores/streets/fairness/",
    ),
    "finance": (
        "/budget/",
        "/budget/projects/",
        "/budget/ledger/",
        "/budget/import/",
        "/budget/targets/",
        "/budget/targets/1/",
        "/budget/targets/edit/?year=2026&unit=1",
        "/budget/evaluations/",
        "/budget/evaluations/1/",
        "/budget/monitoring/",
        "/budget/disclosures/",
        "/budget/disclosures/1/",
    ),
    "data_officer": (
        "/hub/",
        "/hub/quality/",
        "/hub/quality/of/water_use/profile/",
        "/hub/desk/",
        "/hub/desk/held/",
        "/hub/flows/",
        "/hub/receipts/",
        "/hub/exchange/",
        "/hub/pushes/",
        "/hub/masking/",
        "/hub/feeds/",
        "/hub/feeds/new/",
        "/hub/late/",
        "/hub/late/rules/",
        "/hub/bases/",
        "/hub/bases/person/authority/",
        "/hub/bases/person/doubts/",
        "/hub/bases/person/conflicts/",
        "/hub/themes/",
        "/hub/themes/?theme=economy",
        "/hub/portrait/",
        "/hub/looks/",
        "/hub/resources/new/",
        "/hub/resources/import/",
        "/hub/requests/",
        "/hub/uses/",
        "/hub/accesses/",
        "/hub/terms/",
    ),
    "data_steward": (
        "/hub/",
        "/hub/late/",
        "/hub/requests/",
        "/hub/grants/",
        "/hub/sql/",
        "/hub/exchange/",
    ),
    "leader": (
        "/figures/",
        "/figures/ask/",
        "/figures/ask/?q=上个月各街道按时办结率排名",
        "/figures/ask/?q=创城办今年噪音多少件",
        "/figures/ask/words/",
        "/figures/rows/",
        "/figures/sheets/",
        "/figures/sheets/on_time_rate/",
        "/cockpit/",
    ),
    "": (
        "/login/",
        "/public/",
        "/public/follow/",
        "/public/data/",
        "/nothing/",
        "/phone/login/",
        "/phone/offline/",
    ),
}
NO_PAGES = {
    "/hub/exchange/keys/": "only posted to", "/hub/exchange/receipts/": "only posted to",
    "/hub/late/rules/publish/": "only posted to", "/hub/late/rules/pause/": "only posted to",
    "/public/data/catalog.jsonld": "for machines",
    "/budget/targets/edit/": "needs a subject", "/budget/monitoring/deviation/": "only posted to",
    "/figures/ask/agree/": "only posted to", "/figures/ask/propose/": "only posted to",
    "/figures/keep/": "only posted to", "/figures/export/": "a file",
    "/cockpit/board/": "a fragment", "/cockpit/now/": "a fragment",
    "/insight/topics/dial/": "only posted to",
    "/insight/proposed/": "only posted to",
    "/alerts/rules/preview/": "a fragment", "/reports/make/": "only posted to",
    "/": "leads to another page", "/desk/report/": "leads to another page",
    "/logout/": "only posted to", "/language/": "only posted to", "/post/": "only posted to",
    "/desk/search/keep/": "only posted to", "/public/rate/": "only posted to",
    "/desk/new/hints/": "a fragment", "/desk/where/": "a fragment",
    "/desk/notices/bell/": "a fragment",
    "/field/shifts/change/": "only posted to", "/field/duty/here/": "only posted to",
    "/registers/houses/cycles/": "only posted to", "/registers/doubles/merge/": "only posted to",
    "/map/table/": "a fragment", "/map/found/": "a fragment", "/map/cases.json": "for the map",
    "/map/heat.json": "for the map", "/map/areas.json": "for the map",
    "/map/grids.json": "for the map", "/map/grids/": "a fragment", "/map/grid/": "a fragment",
    "/map/parts.json": "for the map", "/map/parts/": "a fragment",
    "/map/parts/found/": "a fragment",
    "/map/heat-areas.json": "for the map", "/map/heat-areas/": "a fragment",
    "/map/bases.json": "for the map", "/map/bases/": "a fragment",
    "/map/patrols.json": "for the map", "/map/patrols/": "a fragment",
    "/map/workers.json": "for the map", "/map/workers/": "a fragment",
    "/map/worker/": "a fragment", "/manage/people/found/": "a fragment",
    "/manage/grids/change/": "only posted to", "/manage/grids/draw/look/": "only posted to",
    "/manage/grids/draw/outlines.json": "for the map",
    "/manage/categories/change/": "only posted to", "/manage/tokens/posts/": "a fragment",
    "/phone/send/": "only posted to", "/phone/worker.js": "for the browser",
    "/phone/manifest.webmanifest": "for the browser",
    "/insight/": "leads to another page",
    "/hub/receipts/export/": "a file", "/hub/receipts/keys/": "a file",
    "/audits/": "test_audits.py", "/audits/rules/": "test_audits.py",
    "/insight/replies/export/": "a file", "/insight/replies/check/": "only posted to",
    "/desk/search/export/": "a file", "/watermark.svg": "a picture", "/healthz": "for machines",
}  # fmt: skip
LOOKS = {
    "day": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"},
    "night": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    "tablet": {"viewport": {"width": 768, "height": 1024}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}, "color_scheme": "light"},
}


@pytest.mark.parametrize("look", list(LOOKS))
@pytest.mark.parametrize("login", list(PAGES))
def test_every_page_is_accessible_and_fits(desk, login: str, look: str):
    person = desk(login, **LOOKS[look])
    found = {}
    for path in PAGES[login]:
        page = person.go(_case(person, path) if path in ("CASE", "PRINT") else path)
        faults = person.faults()
        wide, fits = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        if wide > fits:
            faults.append(f"{wide} pixels wide on {fits}")
        if faults:
            found[path] = faults
    assert found == {}


def _case(person, what: str) -> str:
    link = person.go("/desk/search/").locator("tbody .title").first.get_attribute("href")
    return link + ("print/" if what == "PRINT" else "")


def patterns(found, before: str = "/") -> list[str]:
    """Every address below a resolver, as it is declared."""
    addresses = []
    for pattern in found.url_patterns:
        address = before + str(pattern.pattern)
        addresses += [address] if isinstance(pattern, URLPattern) else patterns(pattern, address)
    return addresses


def test_every_page_that_needs_no_number_is_looked_at():
    looked_at = {path for paths in PAGES.values() for path in paths} | set(NO_PAGES)
    whole = [address for address in patterns(get_resolver()) if "<" not in address]
    machines = ("/api/", "/open311/")
    assert [a for a in whole if a not in looked_at and not a.startswith(machines)] == []
