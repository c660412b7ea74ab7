"""What has happened so far: records in the order of events, then where each flow stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from dougong.platform.definitions import title
from dougong.platform.storage import Transaction
from dougong.platform.storage.platform_tables import Event, Instance, table_of
from dougong.platform.storage.query import labels
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.flows import instances
from dougong.runtime.pages.views.flow_words import FlowWords
from dougong.runtime.scenarios.steps.recorded import nodes_of
from dougong.runtime.showing import Names

_events = table_of(Event)
_instances = table_of(Instance)
_OWN = {"created": N_("created"), "voided": N_("voided")}
_STATES = {
    "done": N_("done"), "open": N_("under way"), "waiting": N_("waiting"),
    "skipped": N_("skipped"), "cancelled": N_("withdrawn"), "failed": N_("failed"),
}  # fmt: skip


def trail(tx: Transaction) -> Iterator[str]:
    """Lines, in the language of the actor."""
    names = Names(tx)
    statement = select(*_events.c).order_by(_events.c.at, _events.c.id)
    for row in map(dict, tx.connection.execute(statement).mappings()):
        what = _what(tx, row)
        if what:
            at = row["at"].astimezone(ZoneInfo(tx.actor.timezone))
            called = pick(tx.library.form(row["form"]).title, tx.actor.language)
            name = names.of(row["form"], row["record"])
            yield f"{at:%m-%d %H:%M}  {called} {name} · {what} ({_who(tx, row)})"
    flows = select(*_instances.c).order_by(_instances.c.id)
    for row in map(dict, tx.connection.execute(flows).mappings()):
        yield _way(tx, row)


def _what(tx: Transaction, row: Mapping[str, Any]) -> str:
    """The deed; "" for what says little: drafts, and changes that follow from something else."""
    form = tx.library.form(row["form"])
    for step in form.transitions.values():
        if step.event == row["name"]:
            return pick(step.title, tx.actor.language)
    if row["name"] == "voided" or (row["name"] == "created" and not form.transitions):
        return translate(_OWN[row["name"]], tx.actor.language)
    return ""


def _who(tx: Transaction, row: Mapping[str, Any]) -> str:
    """The person, rule or flow that did it."""
    cause, language = row["cause"], tx.actor.language
    kind, ref = cause.get("kind"), str(cause.get("ref") or "").split("@")[0]
    known = {"rule": f"rule:{ref}", "instance": f"flow:{cause.get('flow')}"}
    found = tx.library.find(known.get(str(kind), ""))
    if found is not None:
        return title(found, language)
    name = labels(tx, "user", [row["actor"]]).get(str(row["actor"]), "")
    return name or translate(N_("system"), language)


def _way(tx: Transaction, row: Mapping[str, Any]) -> str:
    """A flow with the steps it has taken."""
    flow = instances.flow_revision(tx, row["flow"], row["revision"])
    words, nodes = FlowWords(tx, flow, row["revision"]), {n["id"]: n for n in nodes_of(flow)}
    steps = []
    for key, step in row["data"]["steps"].items():
        node = nodes.get(key.rpartition("/")[2])
        called = words.title(node) if node else key
        state = translate(_STATES.get(step["state"], step["state"]), tx.actor.language)
        steps.append(called if step["state"] == "done" else f"{called} ({state})")
    told = {"flow": title(flow, tx.actor.language), "steps": " → ".join(steps)}
    return translate(N_("Flow “{flow}”: {steps}"), tx.actor.language, **told)
