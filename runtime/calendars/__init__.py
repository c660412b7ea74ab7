"""Working time."""

from dougong.runtime.calendars.spans import span_after
from dougong.runtime.calendars.working_time import add_days, add_hours

__all__ = ["add_days", "add_hours", "span_after"]
