"""The pages of the catalogue: looked for, written, imported, asked for, decided, read, watched."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.hub.catalogue.ground import CARDS, OPEN, fill, rows
from yiwang.engine.duties import CENTRE, Duty
from yiwang.hub.catalogue import dcat, queries
from yiwang.hub.catalogue.models import Access, Grant, Request
from yiwang.hub.catalogue.terms import RANGES, terms
from yiwang.org import actions as org
from yiwang.org import queries as people
from yiwang.web.ui.ways import HUB, HUB_KEEPERS, HUB_WORK


def text(answer) -> str:
    return answer.content.decode()


READ = ("/hub/", "/hub/resources/aid/", "/hub/requests/", "/hub/uses/", "/hub/accesses/")
WORK = ("/hub/grants/", "/hub/sql/", "/hub/resources/new/", "/hub/resources/import/")
EACH = [*sorted(CENTRE), Duty.HANDLER, Duty.REVIEWER]


@pytest.mark.parametrize("duty", EACH)
def test_each_page_opens_for_its_duties_and_for_nobody_else(hub, enter, duty):
    unit = "" if duty in CENTRE else "street"
    client = enter(hub.district.worker(duty, unit))
    for paths, duties in ((READ, HUB), (WORK, HUB_WORK), (("/hub/terms/",), HUB_KEEPERS)):
        for path in paths:
            assert client.get(path).status_code == (200 if duty in duties else 403), path


def test_a_steward_opens_what_they_work_with(hub, enter):
    client = enter(hub.asker)
    assert {client.get(path).status_code for path in (*READ, *WORK)} == {200}
    assert client.get("/hub/terms/").status_code == 403
    assert client.get("/hub/resources/aid/edit/").status_code == 403
    assert client.post("/hub/resources/aid/retire/", {"reason": "x"}).status_code == 403


def test_the_list_is_searched_and_exported(hub, enter):
    client = enter(hub.officer)
    assert "困难群众补贴发放" in text(client.get("/hub/?text=身份证"))
    assert "没有找到资源" in text(client.get("/hub/?text=路灯"))
    assert "没有找到资源" in text(client.get("/hub/?sharing=none&unit=x"))
    lines = list(
        csv.reader(io.StringIO(client.get("/hub/export/csv/").content.decode("utf-8-sig")))
    )
    assert len(lines) == 8 and lines[1][15:17] == ["编号", "id"]
    assert client.get("/hub/export/xlsx/").status_code == 200
    assert client.get("/hub/export/pdf/").status_code == 404


def test_what_is_exported_can_be_imported_again(hub, enter):
    client = enter(hub.officer)
    content = client.get("/hub/export/csv/").content
    file = SimpleUploadedFile("目录.csv", content)
    answer = client.post("/hub/resources/import/", {"file": file}, follow=True)
    assert "读出1个资源，其中1个可以导入" in text(answer), text(answer)[-3000:]
    page = answer.redirect_chain[-1][0]
    before = queries.resource("aid")
    client.post(page)
    after = queries.resource("aid")
    assert after.edition == 2 and after.schema == before.schema
    assert client.post(page).status_code == 409


def test_an_import_with_faults_tells_them_and_takes_the_rest(hub, enter):
    head = "信息资源名称,提供方,共享类型,共享条件,更新周期,信息项名称,字段名,数据类型"
    good = "餐饮单位,城管局,无条件共享,,每月,名称,name,字符\n,,,,,开业日期,opened,日期"
    bad = "无主资源,火星局,随便,,偶尔,名称,name,字符"
    file = SimpleUploadedFile("表.csv", "\n".join((head, good, bad)).encode("gb18030"))
    client = enter(hub.owner)
    answer = client.post("/hub/resources/import/", {"file": file}, follow=True)
    assert "提供单位不在单位表中" in text(answer) and "更新周期不在清单中" in text(answer)
    client.post(answer.redirect_chain[-1][0])
    (row,) = [one for one in queries.resources() if one.name == "餐饮单位"]
    assert row.code == "301002/00001" and [f.kind for f in row.schema.fields] == ["text", "day"]
    file = SimpleUploadedFile("坏.xlsx", b"not a workbook")
    assert client.post("/hub/resources/import/", {"file": file}).status_code == 422


def test_a_resource_is_written_with_its_code_suggested_and_changed_with_a_reason(hub, enter):
    client = enter(hub.owner)
    given = {
        "name": "环卫车辆", "unit": hub.district.units["bureau"].pk, "group": "3", "form": "table",
        "sharing": "unconditional", "opening": "closed", "period": "daily", "grade": "general_1",
        "label.0": "车牌", "key.0": "plate", "kind.0": "text", "meaning.0": "plate",
        "is_key.0": "on", "grade.0": "general_3", "label.2": "吨位", "kind.2": "decimal",
    }  # fmt: skip
    answer = client.post("/hub/resources/new/", given, follow=True)
    row = queries.resource("r301002_00001")
    assert row.schema.names == ("plate", "field_3") and row.schema.keys == ("plate",)
    assert row.schema.personal == ("plate",) and "已发布第1版" in text(answer)
    edited = client.post(f"/hub/resources/{row.key}/edit/", given | {"code": row.code})
    assert edited.status_code == 422 and "请写明变更原因" in text(edited)
    assert "环卫车辆" in text(edited), "what was typed comes back"
    client.post(f"/hub/resources/{row.key}/edit/", given | {"code": row.code, "reason": "改"})
    assert queries.resource(row.key).edition == 2


def test_a_request_is_made_decided_and_used_on_pages(filled, enter):
    asker, owner = enter(filled.asker), enter(filled.owner)
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    wrong = asker.post("/hub/resources/aid/ask/", {"purpose": "核对", "until": until})
    assert wrong.status_code == 422 and "核对" in text(wrong)
    given = {"purpose": "核对", "basis": "办法", "until": until, "fields": ["id", "card", "street"]}
    given |= {"field.0": "street", "test.0": "is", "value.0": "江滩街道"}
    assert "申请已提交" in text(asker.post("/hub/resources/aid/ask/", given, follow=True))
    request = Request.objects.get()
    page = f"/hub/requests/{request.pk}/"
    assert "同意授权" not in text(asker.get(page)) and "同意授权" in text(owner.get(page))
    decided = {"act": "approve", "fields": ["id", "card", "street"], "until": until}
    owner.post(f"{page}decide/", decided)
    grant = Grant.objects.get()
    shown = text(asker.get(f"/hub/grants/{grant.pk}/?look=1"))
    assert "江滩街道" in shown and not any(card in shown for card in CARDS)
    assert "江滩街道办" in text(owner.get("/hub/accesses/?resource=aid"))
    assert "江滩街道办" in text(owner.get("/hub/resources/aid/"))
    file = b"".join(asker.get(f"/hub/grants/{grant.pk}/file/csv/").streaming_content).decode()
    assert "请勿转发" in file and len(file.splitlines()) == 12
    assert owner.get(f"/hub/grants/{grant.pk}/file/csv/").status_code == 404
    listed = asker.get(f"/hub/grants/{grant.pk}/").content.decode()
    assert "已下载的文件与回执" in listed and "/hub/receipts/" in listed
    asked = asker.post(f"/hub/grants/{grant.pk}/question/", {"measure": "count", "by": "street"})
    assert "江滩街道" in text(asked)
    found = asker.post("/hub/sql/", {"sql": "select count(*) as n from aid"})
    assert "<td>10</td>" in text(found)
    refused = asker.post("/hub/sql/", {"sql": "select secret from aid"})
    assert refused.status_code == 422 and "select secret" in text(refused)
    owner.post(f"/hub/grants/{grant.pk}/revoke/", {"words": "用完了"})
    assert asker.get(f"/hub/grants/{grant.pk}/file/csv/").status_code == 403
    assert "本单位还没有可用的共享数据" in text(asker.get("/hub/grants/"))


def test_refusing_extending_and_withdrawing_on_pages(hub, enter):
    request = hub.ask()
    owner, page = enter(hub.owner), f"/hub/requests/{request.pk}/decide/"
    assert owner.post(page, {"act": "refuse", "reason": "purpose"}).status_code == 422
    assert owner.post(page, {"act": "nothing"}).status_code == 422
    owner.post(page, {"act": "extend", "words": "须会商"})
    owner.post(page, {"act": "refuse", "reason": "purpose", "words": "请写明"})
    shown = text(enter(hub.asker).get(f"/hub/requests/{request.pk}/"))
    assert "用途不明确" in shown and "须会商" in shown
    other = hub.ask(purpose="再来")
    enter(hub.asker).post(f"/hub/requests/{other.pk}/decide/", {"act": "withdraw"})
    other.refresh_from_db()
    assert other.state == "withdrawn"


def test_lineage_is_told_and_drawn_on_the_page(hub, enter):
    hub.publish(key="person", code="101001/00001", name="人口底册", group="1")
    client = enter(hub.officer)
    given = {"source": "person|card", "target": "card", "means": "比对"}
    shown = text(client.post("/hub/resources/aid/flow/", given, follow=True))
    assert "hub-flow" in shown and "人口底册" in shown
    (flow,) = queries.flows(hub.resource)
    client.post("/hub/resources/aid/flow/", {"end": flow.pk})
    assert queries.flows(hub.resource) == []


def test_the_officer_checks_the_chain_and_sets_the_terms(filled, enter):
    client = enter(filled.officer)
    assert "没有改动" in text(client.post("/hub/accesses/", follow=True))
    values = {name: low for name, (low, _high) in RANGES.items()}
    assert client.post("/hub/terms/", values).status_code == 422
    client.post("/hub/terms/", values | {"reason": "从严"}, follow=True)
    assert terms().small_group == 2


def test_the_public_finds_open_data_and_takes_it_without_persons(filled, client):
    assert "还没有开放数据" in text(client.get("/public/data/"))
    assert client.get("/public/data/aid/").status_code == 404
    assert client.get("/public/data/aid/data.csv").status_code == 404
    filled.publish(**OPEN)
    assert "困难群众补贴发放" in text(client.get("/public/data/"))
    page = text(client.get("/public/data/aid/"))
    assert "身份证号" not in page and "注明来源" in page
    content = b"".join(client.get("/public/data/aid/data.csv").streaming_content).decode()
    assert not any(card in content for card in CARDS) and "江滩街道" in content
    assert Access.objects.get().person_name == "市民"


def test_the_catalogue_is_told_in_dcat_and_in_the_way_of_ckan(filled, client, enter):
    filled.publish(**OPEN)
    told = client.get("/public/data/catalog.jsonld").json()
    assert told["@type"] == "dcat:Catalog" and "@context" in told
    for name in ("dcterms:title", "dcterms:description", "dcterms:publisher", "dcat:dataset"):
        assert told[name], name
    languages = {one["@language"] for one in told["dcterms:title"]}
    assert languages == {"zh", "en"}
    (dataset,) = told["dcat:dataset"]
    for name in ("dcterms:title", "dcterms:description", "dcterms:identifier", "dcat:keyword"):
        assert dataset[name], name
    (distribution,) = dataset["dcat:distribution"]
    assert distribution["dcat:downloadURL"]["@id"].endswith("/public/data/aid/data.csv")
    assert distribution["dcterms:license"] and distribution["dcat:mediaType"]
    assert client.get("/public/data/api/3/action/package_list").json()["result"] == ["aid"]
    shown = client.get("/public/data/api/3/action/package_show?id=aid").json()["result"]
    assert shown["name"] == "aid" and shown["resources"][0]["format"] == "CSV"
    assert client.get("/public/data/api/3/action/package_show?id=x").status_code == 404
    assert client.get("/public/data/api/3/action/drop").status_code == 404
    inside = enter(filled.officer).get("/hub/export/jsonld/").json()
    assert inside["dcat:dataset"][0]["dcterms:accessRights"]["@id"].endswith("PUBLIC")
    assert dcat.TITLE


def test_programs_read_page_by_page_with_a_token_that_may(filled, client):
    grant = filled.grant(fields=("id", "card", "amount"))
    post = people.post(filled.asker.post_id)
    address = f"/api/v1/hub/grants/{grant.pk}"
    texts = {
        scope: org.issue_token(name="试", post=post, scopes=[scope])[1]
        for scope in ("hub:read", "cases:read")
    }
    heads = {scope: {"Authorization": f"Bearer {text}"} for scope, text in texts.items()}
    assert client.get(f"{address}/rows").status_code == 401
    assert client.get(f"{address}/rows", headers=heads["cases:read"]).status_code == 403
    head = heads["hub:read"]
    first = client.get(f"{address}/rows?most=20", headers=head).json()
    after = client.get(f"{address}/rows", {"after": first["after"]}, headers=head).json()
    assert len(first["rows"]) == 20 and len(after["rows"]) == 10 and after["after"] == ""
    assert first["rows"][0]["card"] not in CARDS
    where = '[{"field":"secret","test":"filled"}]'
    for wrong in ({"fields": "secret"}, {"where": where}, {"where": "{"}, {"after": "x"}):
        answer = client.get(f"{address}/rows", wrong, headers=head)
        assert answer.status_code == 422 and "机密" not in text(answer)
    asked = {"plan": {"measure": "sum", "field": "amount"}}
    answer = client.post(f"{address}/question", asked, "application/json", headers=head).json()
    assert answer["lines"][0]["rows"] == 30
    query = {"sql": "select max(id) as last from aid", "purpose": "核对"}
    answer = client.post("/api/v1/hub/sql", query, "application/json", headers=head).json()
    assert answer["rows"] == [{"last": 29}] and not answer["more"]
    assert client.get("/api/v1/hub/grants", headers=head).json()[0]["masked"] == ["card"]
    assert client.get("/api/v1/hub/grants/99/rows", headers=head).status_code == 404


def test_nothing_in_the_lake_is_told_as_such(hub, enter):
    grant = hub.grant()
    shown = text(enter(hub.asker).get(f"/hub/grants/{grant.pk}/?look=1"))
    assert "还没有入库的数据" in shown
    fill("aid", rows(6))
    assert "古树街道" in text(enter(hub.asker).get(f"/hub/grants/{grant.pk}/?look=1"))
