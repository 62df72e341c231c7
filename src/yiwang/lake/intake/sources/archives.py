"""ZIP archives: their members one after another; whatever is no honest archive is refused."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from yiwang.kernel.refusals import Invalid, TooLarge
from yiwang.lake.intake.sources.limits import MEGA, USUAL, Limits

NESTED = (".zip", ".gz", ".7z", ".rar", ".tar", ".bz2", ".xz")
_STEP = 1024 * 1024
# Set for a member that needs a password.
_ENCRYPTED = 0x1


def members(path: Path, pattern: str = "*", limits: Limits = USUAL) -> list[zipfile.ZipInfo]:
    """The files inside that match, by name. Raises `Invalid`, `TooLarge`."""
    try:
        with zipfile.ZipFile(path) as packed:
            inside = [one for one in packed.infolist() if not one.is_dir()]
    except (zipfile.BadZipFile, OSError) as fault:
        raise Invalid("压缩包读不出来：{why}", why=str(fault)[:200]) from None
    if len(inside) > limits.members:
        raise TooLarge("压缩包里的文件超过{most}个", most=limits.members)
    for one in inside:
        _check(one, limits)
    if sum(one.file_size for one in inside) > limits.unpacked:
        raise TooLarge("压缩包解开后超过{most}MB", most=limits.unpacked // MEGA)
    found = [one for one in inside if PurePosixPath(one.filename).match(pattern)]
    if not found:
        raise Invalid("压缩包里没有匹配“{pattern}”的文件", pattern=pattern)
    return sorted(found, key=lambda one: one.filename)


@contextmanager
def unpacked(path: Path, member: zipfile.ZipInfo, limits: Limits = USUAL) -> Iterator[Path]:
    """One member as a file that is gone afterwards; never more than it said it would be."""
    with TemporaryDirectory(prefix="yiwang-") as folder:
        target = Path(folder) / ("member" + PurePosixPath(member.filename).suffix.lower())
        try:
            _unpack(path, member, target, min(member.file_size, limits.unpacked))
        except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError) as fault:
            raise Invalid("压缩包读不出来：{why}", why=str(fault)[:200]) from None
        yield target


def _unpack(path: Path, member: zipfile.ZipInfo, target: Path, most: int) -> None:
    with (
        zipfile.ZipFile(path) as packed,
        packed.open(member) as source,
        target.open("wb") as file,
    ):
        while block := source.read(_STEP):
            most -= len(block)
            if most < 0:
                raise TooLarge("压缩包里的“{name}”比它声明的大", name=member.filename)
            file.write(block)


def _check(one: zipfile.ZipInfo, limits: Limits) -> None:
    name = one.filename
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise Invalid("压缩包里有越出目录的文件“{name}”", name=name)
    if one.flag_bits & _ENCRYPTED:
        raise Invalid("压缩包里的“{name}”加了密码，请去掉密码后再交", name=name)
    if path.suffix.lower() in NESTED:
        raise Invalid("压缩包里又有压缩包“{name}”，请直接放数据文件", name=name)
    if one.file_size > max(MEGA, one.compress_size * limits.ratio):
        raise Invalid("压缩包里的“{name}”压缩比异常，不予解开", name=name)
