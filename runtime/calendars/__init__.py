"""Working time."""

from dougong.runtime.calendars.working_time import add_hours

__all__ = ["add_hours"]
