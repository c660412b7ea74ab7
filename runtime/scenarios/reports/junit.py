"""Results as JUnit XML, which every build server reads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement

from dougong.platform.definitions import title
from dougong.runtime.scenarios.outcome import Outcome
from dougong.runtime.scenarios.reports.report import Report


def write_junit(reports: Iterable[Report], file: Path) -> None:
    """Write one test suite for each pack, one test case for each scenario."""
    root = Element("testsuites")
    for report in reports:
        counts = {"tests": str(len(report.outcomes)), "failures": str(len(report.failed))}
        suite = SubElement(root, "testsuite", {"name": report.name, **counts})
        for outcome in report.outcomes:
            _case(suite, report, outcome)
    ElementTree(root).write(file, encoding="utf-8", xml_declaration=True)


def _case(suite: Element, report: Report, outcome: Outcome) -> None:
    called = title(outcome.scenario, report.language)
    case = SubElement(
        suite, "testcase", classname=f"{report.name}.{outcome.scenario.id}", name=called,
        time=f"{outcome.seconds:.3f}",
    )  # fmt: skip
    if outcome.failure is not None:
        said = outcome.failure.said
        failure = SubElement(case, "failure", message=f"{outcome.failure.step}: {said[0]}")
        failure.text = "\n".join([*said, *outcome.failure.trail])
