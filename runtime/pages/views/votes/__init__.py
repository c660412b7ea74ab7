"""Votes on a task as people see them."""

from dougong.runtime.pages.views.votes.panel import Panel, panel, panels_about
from dougong.runtime.pages.views.votes.seats import SeatView, VoidView
from dougong.runtime.pages.views.votes.words import mode_words, tally

__all__ = ["Panel", "SeatView", "VoidView", "mode_words", "panel", "panels_about", "tally"]
