"""A file is audited in a process of its own, kept for its unit, and cleared after its days."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.disclosure.test_commands import WRONG
from tests.district import District, build
from yiwang.budget.audits import actions, queries, running
from yiwang.budget.audits.models import Audit
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Invalid, Missing, NotFound, NotNow, TooLarge

FILE = ("决算.txt", WRONG.encode())


@pytest.fixture
def district(db, settings, tmp_path) -> District:
    settings.AUDITED_ROOT = tmp_path
    return build()


def files(root) -> list:
    return [path for path in root.glob("**/*") if path.is_file()]


def test_a_file_is_audited_and_its_findings_are_kept(district, tmp_path):
    row = actions.audit(upload=FILE, by=district.worker(Duty.LEADER))
    assert (row.name, row.tables, row.title) == ("决算.txt", 1, "青川区大数据中心2025年度部门决算")
    assert row.errors >= 1
    assert len(row.told["lines"]) == len(WRONG.splitlines())
    marked = [piece for line in row.told["lines"] for piece in line["pieces"] if piece[1]]
    assert ["1,300.00", "error"] in marked
    assert [path.read_bytes() for path in files(tmp_path)] == [WRONG.encode()]


@pytest.mark.parametrize(
    ("upload", "refusal"),
    [
        (("空.txt", b""), Missing),
        (("坏.pdf", b"\x00\x01\x02" * 50), Invalid),
        (("大.txt", b"a" * (actions.MOST_BYTES + 1)), TooLarge),
    ],
)
def test_what_cannot_be_audited_is_refused_and_leaves_nothing(district, tmp_path, upload, refusal):
    with pytest.raises(refusal):
        actions.audit(upload=upload, by=district.worker(Duty.LEADER))
    assert not Audit.objects.exists()
    assert not files(tmp_path)


def test_a_bomb_is_refused_in_words_and_the_server_lives(district, tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * 300_000_000)
    with pytest.raises(Invalid):
        actions.audit(upload=("炸弹.docx", packed.getvalue()), by=district.worker(Duty.LEADER))
    assert not files(tmp_path)


def test_what_takes_too_long_is_stopped(district, tmp_path, monkeypatch):
    monkeypatch.setattr(running, "LONGEST", 0.01)
    with pytest.raises(NotNow, match="已停止"):
        actions.audit(upload=FILE, by=district.worker(Duty.LEADER))
    assert not files(tmp_path)


def test_another_unit_sees_none_of_it(district):
    row = actions.audit(upload=FILE, by=district.worker(Duty.LEADER))
    stranger = district.worker(Duty.HANDLER, "street")
    assert queries.latest(stranger) == []
    with pytest.raises(NotFound):
        queries.one(row.key, stranger)
    with pytest.raises(NotFound):
        actions.remove(key=row.key, by=stranger)


def test_a_name_from_outside_reaches_no_other_folder(district, tmp_path):
    row = actions.audit(upload=("../../../决算.txt", FILE[1]), by=district.worker(Duty.LEADER))
    assert row.name == "决算.txt"
    assert all(path.is_relative_to(actions.folder(row.key)) for path in files(tmp_path))


def test_a_cleared_file_leaves_the_record_only(district, tmp_path):
    leader = district.worker(Duty.LEADER)
    row = actions.audit(upload=FILE, by=leader)
    actions.remove(key=row.key, by=leader)
    row.refresh_from_db()
    assert row.told is None and row.errors >= 1
    assert not files(tmp_path)
    with pytest.raises(NotFound):
        queries.written(row, "xlsx")


def test_the_clock_clears_what_is_past_its_days_and_nothing_younger(district, tmp_path):
    leader = district.worker(Duty.LEADER)
    old, young = (actions.audit(upload=FILE, by=leader) for _ in range(2))
    Audit.objects.filter(pk=old.pk).update(at=timezone.now() - actions.KEPT - timedelta(minutes=1))
    assert actions.forget_old() == 1
    assert [path.parent.parent for path in files(tmp_path)] == [actions.folder(young.key)]


def test_a_switched_off_rule_is_kept_with_its_reason(district):
    leader = district.worker(Duty.LEADER)
    rules = {one["rule"] for one in actions.audit(upload=FILE, by=leader).told["findings"]}
    row = actions.audit(upload=FILE, off=dict.fromkeys(rules, "财政已说明"), by=leader)
    assert row.told["findings"] == []
    assert row.off == dict.fromkeys(rules, "财政已说明")


@pytest.mark.parametrize("form", sorted(running.FORMATS))
def test_the_findings_are_written_as_every_kind_of_file(district, form):
    row = actions.audit(upload=FILE, by=district.worker(Duty.LEADER))
    assert len(queries.written(row, form)) > 100
