"""Scenarios: played in a company of their own, told in sentences, measured by what they went through."""

from dougong.runtime.scenarios.coverage import Coverage, Place, coverage, summed
from dougong.runtime.scenarios.outcome import Failure, Outcome
from dougong.runtime.scenarios.playing import play
from dougong.runtime.scenarios.reports import Report, play_all, told, write_junit
from dougong.runtime.scenarios.stage import Stage

__all__ = [
    "Coverage",
    "Failure",
    "Outcome",
    "Place",
    "Report",
    "Stage",
    "coverage",
    "play",
    "summed",
    "play_all",
    "told",
    "write_junit",
]
