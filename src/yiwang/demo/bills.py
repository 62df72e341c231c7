"""Made-up phones with three months' bills: some over their quota, one idle, one on no record."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from yiwang.fieldwork.terminals import actions, importing, mapping, quotas
from yiwang.fieldwork.terminals.figures import Quota
from yiwang.org.actors import Worker

HEAD = "号码,账期,短信条数,通话时长,流量,呼叫次数,接通次数,费用"
QUOTA = Quota(30, 500, 10_240, Decimal(95))
MONTHS = 3


def fill(workers: list[Worker], today: date) -> None:
    """A phone for each person, what is paid for, and the bills of the months before."""
    first = today
    for _month in range(MONTHS):
        first = (first.replace(day=1) - timedelta(days=1)).replace(day=1)
    new = quotas.NewQuota(quota=QUOTA, month=first)
    quotas.publish(new=new, name="演示", basis="演示资费合同（虚构）")
    for place, worker in enumerate(workers):
        _phone(place, worker, first)
    found = mapping.read(Path("monthly_bill"))
    for back in range(MONTHS):
        month = (first + timedelta(days=32 * back)).strftime("%Y-%m")
        content = "\n".join([HEAD, *_rows(len(workers), month, back)]).encode()
        importing.import_bill(name=f"演示账单{month}.csv", content=content, mapping=found)


def _phone(place: int, worker: Worker, since: date) -> None:
    new = actions.NewTerminal(
        device="城管通手机（演示）", number=_number(place), since=since - timedelta(days=300)
    )
    terminal = actions.register(new=new)
    actions.give(terminal_id=terminal.pk, person_id=worker.person_id, by=worker, since=since)


def _number(place: int) -> str:
    # Numbers of this kind are given to nobody.
    return f"1000000{place + 1:04d}"


def _rows(count: int, month: str, back: int) -> list[str]:
    rows = []
    for place in range(count):
        used = (20 + place, 300 + 60 * place - 20 * back, 4096, 60, 56 + (place + back) % 5)
        if place == 3:
            used = (0, 0, 0, 0, 0)
        rows.append(",".join(map(str, (_number(place), month, *used, "39.00"))))
    return [*rows, f"10000000099,{month},3,12,80,5,4,19.00"]
