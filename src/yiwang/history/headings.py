"""What a heading must hold: every column that the mapping names, once."""

from collections.abc import Iterable

from yiwang.history.faults import FileFault


def need_all(wanted: frozenset[str], found: Iterable[str]) -> None:
    """Raises `FileFault` naming the columns that are not there."""
    missing = sorted(wanted - set(found))
    if missing:
        names = "、".join(missing)
        raise FileFault(
            "文件缺少这些列：{names}；请对照表头改文件，或改对照文件里的列名",
            names=names,
            kind="missing_column",
        )


def need_once(names: list[str], only: frozenset[str] | None = None) -> None:
    """Raises `FileFault` for a column that is there twice."""
    for name in names:
        if name and names.count(name) > 1 and (only is None or name in only):
            raise FileFault(
                "表头里“{name}”出现了两次，请给其中一列改名", name=name, kind="duplicate_column"
            )
