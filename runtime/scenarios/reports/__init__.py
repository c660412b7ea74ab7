"""All scenarios of a pack, how they went, and what they went through."""

from dougong.runtime.scenarios.reports.junit import write_junit
from dougong.runtime.scenarios.reports.report import Report, play_all
from dougong.runtime.scenarios.reports.told import told

__all__ = ["Report", "play_all", "told", "write_junit"]
