"""Functions on dates and times."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import func

from dougong.platform.expressions.decimals import over
from dougong.platform.expressions.evaluation import Evaluation
from dougong.platform.expressions.functions.function import Function
from dougong.platform.expressions.value_type import DATE, DATETIME, DECIMAL, INTEGER, Type


def _date(_: Sequence[Type]) -> Type:
    return DATE


def _integer(_: Sequence[Type]) -> Type:
    return INTEGER


def add_days(start: date, days: Decimal) -> date | None:
    """`start` plus whole `days` (a fraction is cut off); empty outside the years 1 to 9999."""
    try:
        return start + timedelta(days=int(days))
    except OverflowError:
        return None


def parse_date(text: str) -> date | None:
    """The date written `2026-11-23`; empty if it is none."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def date_of(at: Evaluation, instant: datetime) -> date:
    """The site's date at `instant`."""
    return instant.astimezone(ZoneInfo(at.timezone)).date()


_MICROSECOND = timedelta(microseconds=1)
_HOUR = Decimal(3_600_000_000)


def hours_between(start: datetime, end: datetime) -> Decimal | None:
    """Hours from `start` to `end`, to six places."""
    return over(Decimal((end - start) // _MICROSECOND), _HOUR)


FUNCTIONS = (
    Function("today", (), lambda _: DATE.sure(), lambda at: at.today, None,
             {"zh": "工厂所在地的今天", "en": "Today at the site"}, context=True),
    Function("now", (), lambda _: DATETIME.sure(), lambda at: at.now, None,
             {"zh": "此刻", "en": "This instant"}, context=True),
    Function("date", ("text",), _date, parse_date, None,
             {"zh": "文本写成的日期", "en": "The date a text writes"},
             (("date('2026-11-23')", date(2026, 11, 23)),)),
    Function("add_days", ("date", "number"), _date, add_days, func.dg_add_days,
             {"zh": "加若干天", "en": "So many days later"},
             (("add_days(date('2026-11-23'), 8)", date(2026, 12, 1)),)),
    Function("days_between", ("date", "date"), _integer, lambda a, b: Decimal((b - a).days),
             func.dg_days_between, {"zh": "从前一日期到后一日期的天数", "en": "Days from the first to the second"},
             (("days_between(date('2026-11-23'), date('2026-11-25'))", 2),)),
    Function("year", ("date",), _integer, lambda a: Decimal(a.year), func.dg_year,
             {"zh": "年份", "en": "The year"}, (("year(date('2026-11-23'))", 2026),)),
    Function("month", ("date",), _integer, lambda a: Decimal(a.month), func.dg_month,
             {"zh": "月份", "en": "The month, 1 to 12"}, (("month(date('2026-11-23'))", 11),)),
    Function("day", ("date",), _integer, lambda a: Decimal(a.day), func.dg_day,
             {"zh": "日", "en": "The day of the month"}, (("day(date('2026-11-23'))", 23),)),
    Function("date_of", ("datetime",), _date, date_of,
             lambda at, a: func.dg_date_of(a, at.timezone),
             {"zh": "某时刻在工厂所在地的日期", "en": "The site's date at an instant"}, context=True),
    Function("hours_between", ("datetime", "datetime"), lambda _: DECIMAL, hours_between,
             func.dg_hours_between,
             {"zh": "从前一时刻到后一时刻的小时数", "en": "Hours from the first instant to the second"},
             (("hours_between(now(), now())", 0),)),
)  # fmt: skip
