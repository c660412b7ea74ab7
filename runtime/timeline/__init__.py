"""What happened to a record, and why."""

from dougong.runtime.timeline.joining import joined
from dougong.runtime.timeline.timeline import Change, Happening, timeline

__all__ = ["Change", "Happening", "joined", "timeline"]
