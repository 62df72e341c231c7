"""The command `receipt`: verifies receipts and makes keys, for everybody who holds such a file."""

import argparse
import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from yiwang.kernel.refusals import Invalid, Refusal
from yiwang.lake.receipts import keys, verifying
from yiwang.lake.receipts.checking import Keys
from yiwang.lake.receipts.receipt import (
    Receipt,
    claim,
    counted_in,
    countersign,
    differences,
    parsed,
    said_by,
)
from yiwang.lake.receipts.tallies import Tally
from yiwang.lake.receipts.verifying import Verdict, verify

HELD, FAULTS, UNREADABLE = 0, 1, 2
MOST_BYTES = 2 * 1024**3
_MOST_TOLD = 50
# Below this a second process takes longer to begin than it saves.
_SMALL = 2 * 1024**2


def main(arguments: Sequence[str]) -> int:
    """Run it; its exit code: 0 everything holds, 1 something is wrong, 2 unreadable."""
    asked = _parser().parse_args(arguments[1:])
    try:
        return int(asked.run(asked))
    except Refusal as refusal:
        sys.stderr.write(f"{refusal.message}\n")
    except OSError as error:
        sys.stderr.write(f"读不了文件：{error.strerror}\n")
    return UNREADABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="yiwang receipt", description="核验数据交换回执；退出码：0 相符，1 有误，2 读不出来。"
    )
    commands = parser.add_subparsers(required=True)
    check = commands.add_parser("verify", help="核验回执文件")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    check.add_argument("--keys", type=Path, help="自己信任的公钥文件；不给则用文件自带的公钥")
    check.add_argument("--table", type=Path, help="按某张回执重新清点这个 parquet 或 csv 文件")
    check.add_argument("--number", type=int, help="与 --table 同用：回执编号，默认最后一张")
    check.set_defaults(run=_verify)
    sign = commands.add_parser("sign", help="按收到的文件清点，回签一张回执")
    sign.add_argument("file", type=Path, metavar="FILE", help="回执文件")
    sign.add_argument("--key", type=Path, required=True, help="自己的私钥文件（PEM）")
    sign.add_argument("--keys", type=Path, help="自己信任的公钥文件；不给则用文件自带的公钥")
    sign.add_argument("--table", type=Path, required=True, help="收到的文件")
    sign.add_argument("--sender", action="store_true", help="以发送方身份，按自己的文件另开一张")
    sign.add_argument("--number", type=int, help="回执编号，默认最后一张")
    sign.set_defaults(run=_sign)
    make = commands.add_parser("keys", help="生成一对密钥")
    make.add_argument("file", type=Path, metavar="FILE", help="私钥文件（PEM，仅本人可读）")
    make.add_argument("--owner", required=True, help="密钥归谁：单位代码")
    make.set_defaults(run=_make)
    return parser


def _make(asked: argparse.Namespace) -> int:
    made = keys.made(asked.file, asked.owner)
    public = asked.file.with_name(f"{asked.file.name}.public.json")
    public.write_bytes(keys.written([made.public]))
    sys.stdout.write(f"私钥：{asked.file}（请勿外传）\n公钥：{public}\n编号：{made.public.id}\n")
    return HELD


def _verify(asked: argparse.Namespace) -> int:
    trusted = keys.read(asked.keys.read_bytes()) if asked.keys else None
    worst = HELD
    for path in asked.files:
        verdict = _verdict(path, trusted)
        sys.stdout.write(_told(path, verdict))
        worst = max(worst, FAULTS if verdict.faults else HELD)
        if asked.table:
            worst = max(worst, _compare(path, asked.table, asked.number))
    return worst


def _verdict(path: Path, trusted: Keys | None) -> Verdict:
    size = path.stat().st_size
    if not 0 < size <= MOST_BYTES:
        raise Invalid("文件“{path}”是空的，或大于 2 GB", path=str(path))
    processes = 1 if size < _SMALL else min(os.cpu_count() or 1, 8)
    return verify(_lines(path), trusted, processes=processes)


def _lines(path: Path) -> Iterator[bytes]:
    """Lines with their ends; one without end does not fill the memory."""
    with path.open("rb") as file:
        while line := file.readline(verifying.MOST_LINE + 1):
            yield line


def _told(path: Path, verdict: Verdict) -> str:
    lines = [
        f"{path}：回执 {verdict.receipts} 张，链 {verdict.chains} 条；双方相符 {verdict.agreed}，"
        f"接收方拒绝 {verdict.refused}，尚未回签 {verdict.unanswered}，代签 {verdict.delegated}"
    ]
    for fault in verdict.faults[:_MOST_TOLD]:
        where = "　".join(part for part in (fault.receipt, fault.field) if part)
        lines.append(f"  第 {fault.line} 行　{where}：{fault.says}")
    if len(verdict.faults) > _MOST_TOLD:
        lines.append(f"  …… 共 {len(verdict.faults)} 处")
    lines.append("有误" if verdict.faults else "全部相符")
    if not verdict.trusted:
        lines.append("注意：公钥来自文件本身，只能证明前后一致，不能证明是谁签的；请用 --keys")
    return "\n".join(lines) + "\n"


def _compare(path: Path, table: Path, number: int | None) -> int:
    """Hold a file against a receipt: byte by byte where it names the file, else counted again."""
    found = _chosen(path, number)
    if _same_bytes(found, table):
        sys.stdout.write(f"{table} 与第 {found.content['number']} 号回执所写的文件逐字节相同\n")
        return HELD
    wrong = differences(found.content, _counted(table, found).plain())
    said = "相符" if not wrong else "不符：" + "、".join(wrong)
    sys.stdout.write(f"{table} 与第 {found.content['number']} 号回执{said}\n")
    return FAULTS if wrong else HELD


def _sign(asked: argparse.Namespace) -> int:
    """Answer a receipt for what arrived; the answered one lies beside it, to be handed in."""
    trusted = keys.read(asked.keys.read_bytes()) if asked.keys else None
    verdict = _verdict(asked.file, trusted)
    if verdict.faults:
        sys.stdout.write(_told(asked.file, verdict))
        return FAULTS
    found = _chosen(asked.file, asked.number)
    signed, wrong = _claimed(asked, found) if asked.sender else _answered(asked, found)
    target = asked.file.with_name(f"{asked.file.stem}.signed.json")
    target.write_bytes(signed.line() + b"\n")
    said = "清点相符" if not wrong else "清点不符：" + "、".join(wrong)
    sys.stdout.write(f"{said}\n已签名：{target}，请交给对方\n")
    return FAULTS if wrong else HELD


def _answered(asked: argparse.Namespace, found: Receipt) -> tuple[Receipt, list[str]]:
    if found.taken:
        raise Invalid("第 {number} 号回执已经回签", number=found.content["number"])
    same = bool(found.sums) and _same_bytes(found, asked.table)
    counted = said_by(found) if same else _counted(asked.table, found)
    own = keys.loaded(asked.key, found.content["receiver"])
    at = datetime.now(UTC).isoformat(timespec="seconds")
    signed = countersign(found, counted, own, at)
    return signed, signed.taken["statement"]["differences"]


def _claimed(asked: argparse.Namespace, found: Receipt) -> tuple[Receipt, list[str]]:
    own = keys.loaded(asked.key, found.content["sender"])
    signed = claim(found, _counted(asked.table, found), own)
    return signed, differences(found.content, counted_in(signed.content))


def _chosen(path: Path, number: int | None) -> Receipt:
    found = None
    for line in list(_lines(path))[1:]:
        receipt = parsed(line)
        if number in (None, receipt.content["number"]):
            found = receipt
    if found is None:
        raise Invalid("文件中没有第 {number} 号回执", number=number)
    return found


def _same_bytes(receipt: Receipt, table: Path) -> bool:
    """Whether it is the very file that the receipt names: nothing need be counted then."""
    if not receipt.content["file"]:
        return False
    with table.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == str(receipt.content["file"])


def _counted(table: Path, receipt: Receipt) -> Tally:
    # Only this needs an engine, which takes longer to load than receipts to verify.
    retold: Callable[..., Tally] = import_module("yiwang.lake.receipts.retelling").retold
    return retold(table, receipt.content)
