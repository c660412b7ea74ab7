"""A run of a flow as a picture of the way taken; in Chinese."""

from __future__ import annotations

import re
from base64 import b64encode

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.desk import Desk, Sit
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

# Columns of the picture without a line between the first and the last branch, above and below them.
GAPS = """async (fork, picture) => {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d", { willReadFrequently: true });
  canvas.drawImage(image, 0, 0);
  const probe = fork.appendChild(document.createElement("i"));
  const ink = ["--line", "--green-dot"].map((name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color.match(/\\d+/g).join();
  });
  probe.remove();
  const seen = (x, y) => ink.includes(canvas.getImageData(x, y, 1, 1).data.slice(0, 3).join());
  const left = fork.getBoundingClientRect().left;
  const [from, to] = [fork.firstElementChild, fork.lastElementChild].map((one) => {
    const box = one.getBoundingClientRect();
    return Math.round(box.left + box.width / 2 - left);
  });
  const whole = (x) => [[0, 1, 2], [1, 2, 3].map((y) => image.height - y)].every(
    (rows) => rows.some((y) => seen(x, y)));
  return Array.from({ length: to - from - 4 }, (_, i) => from + 2 + i).filter((x) => !whole(x));
}"""


def run_of(desk: Desk, inspection: str) -> Locator:
    """The forks of the run about an inspection."""
    desk.open(f"/records/inspection/{inspection}?tab=flows")
    desk.page.locator(".dg-side-line", has_text="来料检验").click()
    desk.page.wait_for_url("**/instances/*")
    desk.page.wait_for_load_state("networkidle")
    return desk.page.locator(".dg-flow-branches.is-one")


def test_the_way_taken_leaves_the_middle_of_its_fork(sit: Sit, company: Company) -> None:
    task = arrived(company, "FLOW-WAY")
    assert company.judge(task, "rejected").status_code == 200
    desk = sit(INSPECTOR)
    fork = run_of(desk, task["record"]).last
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


@pytest.mark.parametrize("verdict", ["accepted", "rejected"])
def test_the_ways_not_taken_hang_on_the_same_line(sit: Sit, company: Company, verdict: str) -> None:
    task = arrived(company, f"FLOW-{verdict}")
    assert company.judge(task, verdict).status_code == 200
    desk = sit(INSPECTOR)
    forks = run_of(desk, task["record"])
    for fork in forks.all()[1:]:  # the first is the loop over the lines, with one column
        assert fork.evaluate(GAPS, b64encode(fork.screenshot()).decode()) == []
