"""Spans of time as definitions say them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from dougong.platform.problems import Refused
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, Message
from dougong.runtime.calendars.working_time import add_days, add_hours, subtract_hours


def span_after(tx: Transaction, span: Mapping[str, Any], start: datetime | None = None) -> datetime:
    """The instant at which `hours` or `days` from `start` (now, if unsaid) are over: working time
    where a `calendar` is named, else by the clock.

    Raises Refused when the calendar holds too little working time.
    """
    begin = tx.now if start is None else start
    if "calendar" not in span:
        return begin + timedelta(hours=span.get("hours", 0), days=span.get("days", 0))
    with _enough(span):
        if "days" in span:
            return add_days(_calendar(tx, span), begin, span["days"])
        return add_hours(_calendar(tx, span), begin, span["hours"])


def hours_before(tx: Transaction, span: Mapping[str, Any], end: datetime) -> datetime:
    """The instant from which the `hours` of a span pass until `end`: working time where a `calendar`
    is named, else by the clock. Raises Refused as `span_after` does."""
    if "calendar" not in span:
        return end - timedelta(hours=span["hours"])
    with _enough(span):
        return subtract_hours(_calendar(tx, span), end, span["hours"])


def _calendar(tx: Transaction, span: Mapping[str, Any]) -> Mapping[str, Any]:
    return tx.library.get(str(span["calendar"])).body


@contextmanager
def _enough(span: Mapping[str, Any]) -> Iterator[None]:
    try:
        yield
    except ValueError:
        words = N_("The calendar “{calendar}” holds too little working time")
        raise Refused(Message(words, {"calendar": str(span["calendar"])})) from None
