"""What people who listen to pages would stumble over, by axe-core."""

from __future__ import annotations

from pathlib import Path

from tests.browser.desk import Desk

_AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


def nothing_in_the_way(desk: Desk) -> None:
    """The page as it stands has no fault axe-core knows."""
    desk.page.evaluate(_AXE.read_text(encoding="utf-8"))
    found = desk.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    wrong = [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
    assert not wrong, "\n".join(wrong)
