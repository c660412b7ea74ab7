"""Spans of time as definitions say them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from dougong.platform.problems import Refused
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, Message
from dougong.runtime.calendars.working_time import add_days, add_hours


def span_after(tx: Transaction, span: Mapping[str, Any]) -> datetime:
    """The instant at which `hours` or `days` from now are over: working time where a `calendar` is
    named, else by the clock. Raises Refused when the calendar holds too little working time."""
    if "calendar" not in span:
        return tx.now + timedelta(hours=span.get("hours", 0), days=span.get("days", 0))
    calendar = tx.library.get(str(span["calendar"])).body
    try:
        if "days" in span:
            return add_days(calendar, tx.now, span["days"])
        return add_hours(calendar, tx.now, span["hours"])
    except ValueError:
        words = N_("The calendar “{calendar}” holds too little working time")
        raise Refused(Message(words, {"calendar": str(span["calendar"])})) from None
