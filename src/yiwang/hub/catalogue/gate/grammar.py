"""Which SQL may run: a closed list of clauses and functions. What is not on it is refused.

basis: none of a database's own names (files, settings, catalogues) is on the list, so a new one
in a later version is refused as well.
"""

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from yiwang.kernel.refusals import Invalid, TooLarge

LONGEST = 10_000
MOST_NODES = 2_000

_SHAPE = (
    exp.Select, exp.Union, exp.Intersect, exp.Except, exp.Subquery, exp.With, exp.CTE,
    exp.From, exp.Join, exp.Where, exp.Group, exp.Having, exp.Order, exp.Ordered, exp.Limit,
    exp.Offset, exp.Distinct, exp.Table, exp.TableAlias, exp.Alias, exp.Column, exp.Identifier,
    exp.Star, exp.Literal, exp.Null, exp.Boolean, exp.Paren, exp.Tuple, exp.Interval, exp.Var,
    exp.DataType, exp.DataTypeParam, exp.Qualify, exp.Rollup, exp.Cube, exp.GroupingSets,
)  # fmt: skip
_TESTS = (
    exp.And, exp.Or, exp.Not, exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Is, exp.In,
    exp.Between, exp.Like, exp.ILike, exp.Escape, exp.Exists, exp.Case, exp.If, exp.Coalesce,
    exp.Nullif,
)  # fmt: skip
_ARITHMETIC = (
    exp.Add, exp.Sub, exp.Mul, exp.Div, exp.IntDiv, exp.Mod, exp.Neg, exp.Abs, exp.Round,
    exp.Floor, exp.Ceil, exp.Greatest, exp.Least, exp.Cast, exp.TryCast, exp.DPipe, exp.Concat,
)  # fmt: skip
_TEXT = (
    exp.Lower, exp.Upper, exp.Substring, exp.Length, exp.Trim, exp.Replace, exp.Left, exp.Right,
    exp.StartsWith, exp.StrPosition,
)  # fmt: skip
_DAYS = (
    exp.Extract, exp.Year, exp.Quarter, exp.Month, exp.Week, exp.Day, exp.DayOfWeek,
    exp.DateTrunc, exp.TimestampTrunc, exp.DateDiff, exp.CurrentDate,
)  # fmt: skip
_SUMS = (
    exp.Count, exp.Sum, exp.Avg, exp.Min, exp.Max, exp.Median, exp.StddevSamp, exp.Stddev,
    exp.CountIf, exp.Filter, exp.Window, exp.WindowSpec, exp.RowNumber, exp.Rank, exp.DenseRank,
    exp.Lag, exp.Lead, exp.FirstValue, exp.LastValue,
)  # fmt: skip
ALLOWED = frozenset((*_SHAPE, *_TESTS, *_ARITHMETIC, *_TEXT, *_DAYS, *_SUMS))
FUNCTIONS = sorted(
    one.sql_name() for one in ALLOWED if issubclass(one, exp.Func) and one is not exp.Case
)


def checked(text: str, names: frozenset[str]) -> exp.Expression:
    """The tree of one SELECT over these names, which are in lower case.

    Raises `Invalid` for anything else and `TooLarge` for what nobody writes by hand.
    """
    if len(text) > LONGEST:
        raise TooLarge("查询超过{most}字", most=LONGEST)
    try:
        trees = sqlglot.parse(text, read="duckdb")
    except (SqlglotError, RecursionError, ValueError):
        raise Invalid("查询读不懂，请检查写法") from None
    if len(trees) != 1 or not isinstance(trees[0], exp.Select | exp.SetOperation):
        raise Invalid("只能执行一条SELECT查询")
    tree = trees[0]
    for count, node in enumerate(tree.walk(), start=1):
        if count > MOST_NODES:
            raise TooLarge("查询过于复杂")
        if type(node) not in ALLOWED:
            raise Invalid("查询中不能使用“{part}”", part=_word(node))
    _check_tables(tree, names)
    return tree


def _check_tables(tree: exp.Expression, names: frozenset[str]) -> None:
    for clause in tree.find_all(exp.With):
        if clause.args.get("recursive"):
            raise Invalid("查询中不能使用“{part}”", part="RECURSIVE")
    inner = {one.alias.lower() for one in tree.find_all(exp.CTE)}
    if inner & names:
        raise Invalid("WITH中的名称不能与资源同名")
    for table in tree.find_all(exp.Table):
        _check_table(table, names | inner)


def _check_table(table: exp.Table, names: frozenset[str]) -> None:
    """A bare name: no database, no schema, no function, no file, no sample, no version."""
    plain = isinstance(table.this, exp.Identifier)
    others = {key for key, value in table.args.items() if value} - {"this", "alias", "joins"}
    if not plain or others or table.name.lower() not in names:
        raise Invalid("没有资源“{name}”，或没有授权", name=table.name[:60] or table.key.upper())


def _word(node: exp.Expression) -> str:
    if isinstance(node, exp.Anonymous):
        return str(node.name)[:40].upper()
    return node.sql_name() if isinstance(node, exp.Func) else node.key.upper()
