"""A report as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import east_asian_width

from dougong.platform.definitions import title
from dougong.platform.texts import N_, translate
from dougong.runtime.scenarios.coverage import Place
from dougong.runtime.scenarios.outcome import Outcome
from dougong.runtime.scenarios.reports.report import Report

_HEADS = (N_("Nodes"), N_("Branches"), N_("Handlers"))
_KINDS = ("node", "branch", "handler")
_MISSED = {
    "node": N_("node"), "branch": N_("branch"), "handler": N_("handler"),
    "transition": N_("transition"), "rule": N_("rule"),
}  # fmt: skip


def told(report: Report) -> Iterator[str]:
    """How each scenario went, a table of what they went through, and what nobody came to."""
    for outcome in report.outcomes:
        yield from _outcome(outcome, report.language)
    yield from _table(report)
    missed = report.coverage.missed
    if missed:
        yield translate(N_("Nobody came to:"), report.language)
        yield from (_missed(one, report.language) for one in missed)
    words = N_("{name}: {passed} passed, {failed} failed, {percent} % of the flows")
    bad, whole = len(report.failed), len(report.outcomes)
    percent = f"{report.coverage.percent:.0f}"
    yield translate(words, report.language, name=report.name, passed=whole - bad, failed=bad,
                    percent=percent)  # fmt: skip


def _outcome(outcome: Outcome, language: str) -> Iterator[str]:
    failure = outcome.failure
    called = f"{title(outcome.scenario, language)} [{outcome.scenario.id}]"
    yield f"{'✓' if failure is None else '✗'} {called} {outcome.seconds:.2f} s"
    if failure is None:
        return
    yield f"    {failure.step}"
    yield from (f"      {one}" for one in failure.said)
    yield f"    {translate(N_('What happened until then:'), language)}"
    yield from (f"      {one}" for one in failure.trail)


def _table(report: Report) -> Iterator[str]:
    places = report.coverage.places
    flows = list(dict.fromkeys((one.ref, one.holder) for one in places if one.kind in _KINDS))
    rows = [["", *(translate(head, report.language) for head in _HEADS)]]
    for ref, holder in flows:
        counted = (report.coverage.of(kind, ref=ref) for kind in _KINDS)
        rows.append([holder, *(_share(one) for one in counted)])
    widths = [max(_width(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows if flows else ():
        yield "  ".join(_padded(word, width) for word, width in zip(row, widths, strict=True))
    words = N_("Rules {rules} · transitions {transitions}")
    rules, steps = report.coverage.of("rule"), report.coverage.of("transition")
    yield translate(words, report.language, rules=_share(rules), transitions=_share(steps))


def _share(places: list[Place]) -> str:
    return f"{sum(one.reached for one in places)}/{len(places)}" if places else "-"


def _missed(place: Place, language: str) -> str:
    kind = translate(_MISSED[place.kind], language)
    return f"  {kind}: {place.holder}{' · ' if place.words else ''}{place.words}"


def _width(words: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in words)


def _padded(words: str, width: int) -> str:
    return words + " " * (width - _width(words))
