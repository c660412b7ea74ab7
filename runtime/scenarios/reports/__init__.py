"""All scenarios of a pack, how they went, and what they went through."""

from dougong.runtime.scenarios.reports.junit import write_junit
from dougong.runtime.scenarios.reports.report import Report, test
from dougong.runtime.scenarios.reports.told import told

__all__ = ["Report", "test", "told", "write_junit"]
