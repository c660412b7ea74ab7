"""The one place that knows where shipped files lie."""

from __future__ import annotations

from pathlib import Path

# platform/resources/folders.py: two floors up stands the house, in a checkout and in a wheel alike.
# Not resolved: in an editable install the path runs through the links of .imports, where all six lie.
_HOUSE = Path(__file__).parents[2]


def templates_folder() -> Path:
    """Jinja templates, static files and locales."""
    return _HOUSE / "templates"


def static_folder() -> Path:
    """Style sheets, scripts and vendored browser files."""
    return templates_folder() / "static"


def packs_folder() -> Path:
    """The packs shipped with the product."""
    return _HOUSE / "packs"
