"""Working time."""

from dougong.runtime.calendars.spans import hours_before, span_after
from dougong.runtime.calendars.working_time import add_days, add_hours, subtract_hours

__all__ = ["add_days", "add_hours", "hours_before", "span_after", "subtract_hours"]
