"""The figures of real files by month and unit, against pandas reading the same files directly.

Nothing of ours is used on that side: days off come from the published notices
(`chinese_calendar`), a limit of five workdays ends at 18:00 of the fifth after the day of receipt.
"""

import warnings
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import numpy as np
import pandas as pd
import pytest

from tests.conftest import SHARED
from tests.district import District
from yiwang.analytics import actions, queries
from yiwang.engine.duties import Duty
from yiwang.history.actions import BULK, Import, import_file
from yiwang.history.mapping import SHIPPED
from yiwang.measure.dimensions import Dimension
from yiwang.measure.period import parse
from yiwang.measure.plan import Plan
from yiwang.measure.reading import Reading
from yiwang.org import queries as org
from yiwang.org.actors import Worker
from yiwang.worktime import actions as worktime

pytestmark = [pytest.mark.shared, pytest.mark.longer]
APPEALS = SHARED / "data" / "appeals"
KEYS = ("received", "closed", "should_close", "on_time_rate", "closing_rate", "outer_on_time_rate")
# (unit, month) → number
Cells = dict[tuple[str, str], int]


@dataclass(frozen=True)
class File:
    """A real file: its mapping, and its rows as pandas reads them.

    Columns: `unit`, `opened`, `closed` (empty while open), and `outer`, the limit in the file.
    """

    mapping: str
    path: Path
    rows: pd.DataFrame
    period: str


def of_district() -> File:
    path = APPEALS / "district_appeals_2018.csv"
    raw = pd.read_csv(path, dtype=str)
    opened = pd.to_datetime(raw["CREATE_TIME"])
    # The file has no time of closing: the nearest known one is that of opening.
    closed = opened.where(raw["INTIME_ARCHIVE_NUM"].isin(["1", "0"]))
    unit = raw["DISPOSE_UNIT_NAME"].str.strip()
    return File("district_appeals_2018", path, _rows(unit, opened, closed), "2018")


def of_city() -> File:
    path = APPEALS / "city_12345_appeals.csv"
    raw = pd.read_csv(path, dtype=str)
    # One row has a reply and no date of it; it is refused.
    raw = raw[raw["reply_date"].notna() | raw["reply"].isna()]
    unit = raw["district"] + "（原文件未载承办单位）"
    opened, closed = pd.to_datetime(raw["created"]), pd.to_datetime(raw["reply_date"])
    return File("city_12345_appeals", path, _rows(unit, opened, closed), "2016-01-01..2021-06-30")


def of_workbook() -> File:
    path = APPEALS / "messy_workbook.xlsx"
    names = ["鼓楼区", "仓山区", "台江区", "晋安区", "马尾区"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sheets = pd.read_excel(path, sheet_name=names, engine="openpyxl")
    raw = pd.concat([sheet.assign(sheet=name) for name, sheet in sheets.items()])
    raw = raw[raw["时间"].notna()]
    days = pd.to_numeric(raw["最终回复-投诉事件"])
    kept = days.notna() | raw["回复1"].isna()
    opened = pd.to_datetime(raw["时间"])
    closed = opened + pd.to_timedelta(days, unit="D")
    unit = raw["sheet"] + "（原文件未载承办单位）"
    rows = _rows(unit[kept], opened[kept], closed[kept])
    return File("messy_workbook", path, rows, "2016-01-01..2021-06-30")


def of_boston() -> File:
    path = SHARED / "data" / "requests311" / "boston_2011.csv.gz"
    raw = pd.read_csv(path, dtype=str)
    unit = (raw["subject"].str.strip() + " " + raw["department"].str.strip()).str.strip()
    opened, closed, outer = (
        _of_boston(raw[name]) for name in ("open_dt", "closed_dt", "target_dt")
    )
    closed = closed.where(raw["case_status"] == "Closed")
    return File("boston_2011", path, _rows(unit, opened, closed, outer), "2011-01-01..2026-12-31")


def _of_boston(texts: pd.Series) -> pd.Series:
    """Local times of Boston as the clock in Shanghai shows them."""
    local = pd.to_datetime(texts).dt.tz_localize("America/New_York", ambiguous=True)
    return local.dt.tz_convert("Asia/Shanghai").dt.tz_localize(None)


def _rows(
    unit: pd.Series, opened: pd.Series, closed: pd.Series, outer: pd.Series | None = None
) -> pd.DataFrame:
    nothing = pd.Series(pd.NaT, index=opened.index)
    found = pd.DataFrame({"unit": unit, "opened": opened, "closed": closed})
    return found.assign(outer=nothing if outer is None else outer)


def workdays(years: range) -> np.ndarray:
    """The days on which people work, make-up days included, holidays not."""
    day, found = date(years[0], 1, 1), []
    while day.year < years[-1] + 1:
        if chinese_calendar.is_workday(day):
            found.append(np.datetime64(day))
        day += timedelta(days=1)
    return np.array(found)


def due(opened: pd.Series) -> pd.Series:
    """18:00 of the fifth workday after the day of receipt."""
    years = range(int(opened.dt.year.min()), int(opened.dt.year.max()) + 2)
    days = workdays(years)
    received = opened.dt.normalize().to_numpy().astype("datetime64[D]")
    fifth = days[np.searchsorted(days, received, side="right") + 4]
    return pd.Series(pd.to_datetime(fifth), index=opened.index) + pd.Timedelta(hours=18)


def expected(file: File) -> dict[str, Cells]:
    """Each number by unit and month, from the rows alone."""
    rows = file.rows.assign(due=due(file.rows["opened"]))
    # Eighteen targets of Boston lie in 2060: before its day a deadline counts for nobody.
    rows["outer"] = rows["outer"].where(rows["outer"] < pd.Timestamp.now())
    in_time = rows["closed"].notna() & (rows["closed"] <= rows["due"])
    return {
        "received": cells(rows, "opened"),
        "closed": cells(rows, "closed"),
        "should_close": cells(rows, "due"),
        "closed of due": cells(rows[rows["closed"].notna()], "due"),
        "in time": cells(rows[in_time], "due"),
        "outer due": cells(rows, "outer"),
        "outer in time": cells(rows[rows["closed"] <= rows["outer"]], "outer"),
    }


def cells(rows: pd.DataFrame, moment: str) -> Cells:
    known = rows[rows[moment].notna()]
    months = known[moment].dt.strftime("%Y-%m")
    counted = known.groupby([known["unit"], months]).size()
    return {(str(unit), str(month)): int(many) for (unit, month), many in counted.items()}


def found(file: File, leader: Worker) -> dict[str, Cells]:
    """The same from a table of figures."""
    plan = Plan(KEYS, parse(file.period), by=(Dimension.UNIT, Dimension.MONTH))
    rows = queries.table(plan, leader).rows
    names = org.unit_names({int(row.keys[0]) for row in rows})
    numbers: dict[str, Cells] = {}
    for row in rows:
        place = (names[int(row.keys[0])], row.keys[1])
        for key, many in numbers_of(row.readings).items():
            numbers.setdefault(key, {}).update({place: many} if many else {})
    return numbers


def numbers_of(readings: dict[str, Reading]) -> dict[str, int | None]:
    return {
        "received": readings["received"].whole,
        "closed": readings["closed"].whole,
        "should_close": readings["should_close"].whole,
        "closed of due": readings["closing_rate"].part,
        "in time": readings["on_time_rate"].part,
        "outer due": readings["outer_on_time_rate"].whole,
        "outer in time": readings["outer_on_time_rate"].part,
    }


READ = {"district": of_district, "city": of_city, "workbook": of_workbook, "boston": of_boston}


@pytest.mark.parametrize("name", READ)
def test_every_number_by_unit_and_month_is_what_pandas_counts(
    name: str, district: District, settings, tmp_path: Path
):
    if not APPEALS.exists():
        pytest.skip("the real data is not beside the checkout")
    settings.FACTS_ROOT = tmp_path / "facts"
    worktime.seed(years=range(2011, 2022), published_by="测试")
    file = READ[name]()
    order = Import(file=file.path, mapping=SHIPPED / f"{file.mapping}.toml", door=BULK)
    assert import_file(order).cases_created == len(file.rows)
    actions.refresh()
    ours, theirs = found(file, district.worker(Duty.LEADER)), expected(file)
    assert sum(theirs["received"].values()) == len(file.rows)
    for key, counted in theirs.items():
        assert ours[key] == counted, key
