"""Gapless number series."""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from dougong.platform.storage.platform_tables import NumberSeries, Site, table_of
from dougong.platform.storage.transaction import Transaction

_table = table_of(NumberSeries)
_sites = table_of(Site)
_PLACE = re.compile(r"\{(site|yyyy|yy|mm|dd|seq(?::(\d{1,2}))?)\}")


def next_number(tx: Transaction, series: str, pattern: str) -> str:
    """The next number of a series, e.g. `PO-{site}-{yyyy}{mm}-{seq:5}`.

    Taken last in a transaction: the counter's row stays locked until it commits, so a number is
    given once and none is left out. The series starts anew with each period its pattern names.
    """
    day = tx.evaluation.today
    site = _site_code(tx) if "{site}" in pattern else ""
    period = _period(pattern, day)
    sequence = _count_up(tx, series, site, period)

    def fill(match: re.Match[str]) -> str:
        if match[1].startswith("seq"):
            return str(sequence).zfill(int(match[2] or 1))
        dates = {"yyyy": f"{day:%Y}", "yy": f"{day:%y}", "mm": f"{day:%m}", "dd": f"{day:%d}"}
        return site if match[1] == "site" else dates[match[1]]

    return _PLACE.sub(fill, pattern)


def _site_code(tx: Transaction) -> str:
    if tx.actor.site is None:
        return "00"
    statement = select(_sites.c.code).where(_sites.c.id == tx.actor.site)
    return tx.connection.execute(statement).scalar() or "00"


def _period(pattern: str, day: date) -> str:
    parts = [
        form for name, form in (("yy", "%Y"), ("mm", "%m"), ("dd", "%d")) if "{" + name in pattern
    ]
    return day.strftime("".join(parts)) if parts else ""


def _count_up(tx: Transaction, series: str, site: str, period: str) -> int:
    # One statement, so that the first two of a period do not both begin the series.
    insert = sqlite.insert if tx.on_sqlite else postgresql.insert
    statement = insert(_table).values(series=series, site=site, period=period, last=1)
    raised = statement.on_conflict_do_update(
        index_elements=[_table.c.series, _table.c.site, _table.c.period],
        set_={"last": _table.c.last + 1},
    ).returning(_table.c.last)
    return int(tx.connection.execute(raised).scalar_one())
