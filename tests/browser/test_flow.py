"""A run of a flow as a picture of the way taken; in Chinese."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Sit
from tests.browser.work import arrived
from tests.e2e.company import INSPECTOR, Company

pytestmark = pytest.mark.browser

# How far the bar of the branch taken is from the middle of the fork, at its nearer end.
BAR = """fork => {
  const taken = fork.querySelector(":scope > .is-done"), box = taken.getBoundingClientRect();
  const bar = getComputedStyle(taken, "::before"), around = fork.getBoundingClientRect();
  const ends = [box.left + parseFloat(bar.left), box.right - parseFloat(bar.right)];
  return Math.min(...ends.map((x) => Math.abs(x - around.left - around.width / 2)));
}"""


def test_the_way_taken_leaves_the_middle_of_its_fork(sit: Sit, company: Company) -> None:
    task = arrived(company, "FLOW-WAY")
    assert company.judge(task, "rejected").status_code == 200
    desk = sit(INSPECTOR)
    desk.open(f"/records/inspection/{task['record']}?tab=flows")
    desk.page.locator(".dg-side-line", has_text="来料检验").click()
    desk.page.wait_for_url("**/instances/*")
    desk.page.wait_for_load_state("networkidle")
    fork = desk.page.locator(".dg-flow-branches.is-one").last
    expect(fork).to_be_visible()
    assert fork.evaluate(BAR) <= 1.5
    desk.shot("flow")
    node = desk.page.locator(".dg-flow-node", has_text="条件分支").first
    expect(node.get_by_text("条件分支")).to_have_count(1)
    expect(desk.page.locator(".dg-top")).to_contain_text(
        re.compile("[用时已]+ [1-9][0-9]* (秒|分钟)")
    )
    legend, pane = desk.page.locator(".dg-legend"), desk.page.locator(".dg-flow")
    under, above = legend.bounding_box(), pane.bounding_box()
    assert under is not None and above is not None
    assert above["y"] + above["height"] <= under["y"], "the legend covers no node"
