"""How two records are compared: a linkage declares its comparisons and where candidates come from.

basis: Fellegi and Sunter 1969; computed by Splink 5.
"""

from dataclasses import dataclass

from yiwang.kernel.refusals import Invalid

MISSING, OTHERWISE = "缺少", "不同"


@dataclass(frozen=True, slots=True)
class Level:
    """A degree of likeness: `label` says it, `when` is its condition in DuckDB's SQL.

    A condition names columns with `_l` and `_r`. With `rare` an agreement counts the more, the
    rarer the value of that column is.
    """

    label: str
    when: str
    rare: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One respect in which records agree or not; missing where one of `columns` is."""

    key: str
    label: str
    columns: tuple[str, ...]
    levels: tuple[Level, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The words of each degree by its number: 0 is that nothing agrees."""
        return (OTHERWISE, *(level.label for level in reversed(self.levels)))


@dataclass(frozen=True, slots=True)
class Linkage:
    """Everything about one kind of record.

    `blocks` are the columns of which all must be equal before two records are compared at all.
    `sure` is a column whose values, where both have one, must be equal in one cluster.
    """

    key: str
    label: str
    comparisons: tuple[Comparison, ...]
    blocks: tuple[tuple[str, ...], ...]
    sure: str = ""

    def comparison(self, key: str) -> Comparison:
        """The comparison of this key. Raises `Invalid`."""
        found = next((one for one in self.comparisons if one.key == key), None)
        if found is None:
            raise Invalid("没有比对项“{key}”", key=key)
        return found


def exact(column: str, label: str = "相同", *, rare: bool = False) -> Level:
    """Equal values."""
    return Level(label, f"{column}_l = {column}_r", column if rare else "")


def near(column: str, label: str, signs: int) -> Level:
    """At most so many signs differ; for letters and digits, as DuckDB counts bytes."""
    return Level(label, f"levenshtein({column}_l, {column}_r) <= {signs}")


def one_sign(column: str, label: str, *, longest: int) -> Level:
    """Chinese texts of equal length, from three signs to `longest`, in which one sign differs."""
    equal = " + ".join(
        f"(case when substr({column}_l, {at}, 1) = substr({column}_r, {at}, 1) then 1 else 0 end)"
        for at in range(1, longest + 1)
    )
    length = f"length({column}_l)"
    shaped = f"{length} = length({column}_r) and {length} between 3 and {longest}"
    # Beyond their end both are empty, which counts as equal.
    return Level(label, f"{shaped} and {equal} = {longest - 1}")
