"""What is said of definitions before they go live; the same for a draft and at publishing."""

from __future__ import annotations

from collections.abc import Callable

from dougong.platform.definitions import Definition, Finding, check
from dougong.platform.publishing.shape import shape_problems
from dougong.platform.storage import Transaction

Live = Callable[[Transaction], list[Definition]]
# A definition of which this is said cannot be looked at as a form.
_BROKEN = frozenset(["missing", "wrong_type", "wrong_value", "schema", "unknown_kind"])
_live_flows: list[Live] = []


def bind_live_flows(live: Live) -> None:
    """Say who knows the flow revisions that instances still run on."""
    _live_flows[:] = [live]


def live_flows(tx: Transaction) -> list[Definition]:
    """Flow revisions that instances still run on."""
    return _live_flows[0](tx) if _live_flows else []


def judge(tx: Transaction, definitions: list[Definition]) -> list[Finding]:
    """Every finding about the library with these definitions in it, about flow revisions that
    instances still run on, and about changes the records would not survive."""
    older = live_flows(tx)
    after = tx.library.with_(definitions)
    findings = check(after, [d.ref for d in definitions], also=older)
    broken = {one.ref for one in findings if one.code in _BROKEN}
    whole = [definition for definition in definitions if definition.ref not in broken]
    return [*findings, *shape_problems(tx.library, whole)]
