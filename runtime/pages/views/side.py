"""What stands beside a record: what happened, flows, messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from dougong.connectors.journal import about_record
from dougong.platform.definitions import title
from dougong.platform.jobs import due
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.flows.instances import about as instances_about
from dougong.runtime.flows.instances import incidents_of, may_see, read
from dougong.runtime.pages.views.happenings import Day, days
from dougong.runtime.pages.views.message_words import message_state, operation_title
from dougong.runtime.pages.views.votes import Panel, panels_about
from dougong.runtime.records import stored
from dougong.runtime.showing import moment
from dougong.runtime.timeline import Happening, joined, timeline

TABS = ("timeline", "flows", "messages")
_FRESH = timedelta(minutes=1)
_UNSETTLED = ("planned", "sent")
INSTANCE_STATES: Mapping[str, tuple[str, str]] = {
    "running": (N_("Running"), "blue"),
    "incident": (N_("Incident"), "red"),
    "done": (N_("Ended"), "green"),
    "interrupted": (N_("Broken off"), "grey"),
}


@dataclass(frozen=True)
class Line:
    """An instance or a message: its name, words about it, a pill (word, tone, uncertain); `stopped`
    says why it stands still."""

    title: str
    note: str
    href: str
    icon: str
    state: tuple[str, str, bool]
    at: str
    stopped: str = ""


@dataclass(frozen=True)
class Side:
    """What stands beside the record. `pending`: something about it is under way, look again soon;
    `outdated`: it has changed since the page was made; `votes` about it, the newest first."""

    tabs: list[dict[str, Any]]
    tab: str
    days: list[Day]
    lines: list[Line]
    pending: bool
    outdated: bool
    again: str
    page: str
    votes: list[Panel]


def side_view(tx: Transaction, form_id: str, id: str, parameters: Mapping[str, str]) -> Side:
    """What happened, the flows and the messages about the record. Raises NotFound."""
    draft = stored(tx, form_id, id)
    found = joined(draft.form, timeline(tx, form_id, id))
    instances = _instances(tx, id, found)
    rights = tx.actor.rights
    may_messages = rights.everything or bool(rights.messages)
    messages = about_record(tx, id)
    wanted = parameters.get("tab", "")
    tab = wanted if wanted in TABS and (wanted != "messages" or may_messages) else TABS[0]
    at = f"/records/{form_id}/{id}"
    counts = {"timeline": len(found), "flows": len(instances), "messages": len(messages)}
    words = {
        "timeline": N_("Timeline"), "flows": N_("Flows"), "messages": N_("Messages"),
    }  # fmt: skip
    tabs = [
        {
            "title": translate(words[one], tx.actor.language),
            "href": f"{at}?tab={one}",
            "active": one == tab,
            "count": counts[one],
            "hx": "side",
        }
        for one in TABS
        if one != "messages" or may_messages
    ]
    assert draft.before is not None
    change_no = draft.before.system.change_no
    seen = parameters.get("seen", "")
    return Side(
        tabs=tabs,
        tab=tab,
        days=days(tx, draft.form, found) if tab == "timeline" else [],
        lines=_lines(tx, tab, instances, messages),
        pending=_pending(tx, found, messages),
        outdated=seen.isdigit() and int(seen) != change_no,
        again=f"{at}?tab={tab}&seen={seen if seen.isdigit() else change_no}",
        page=at,
        votes=panels_about(tx, id) if tab == "timeline" else [],
    )


def _lines(
    tx: Transaction, tab: str, instances: list[dict[str, Any]], messages: list[dict[str, Any]]
) -> list[Line]:
    if tab == "flows":
        return [_instance(tx, one) for one in instances]
    return [_message(tx, one) for one in reversed(messages)] if tab == "messages" else []


def _pending(tx: Transaction, found: list[Happening], messages: list[dict[str, Any]]) -> bool:
    """A message waits for its answer, or background work may still follow what just happened."""
    if any(one["state"] in _UNSETTLED for one in messages):
        return True
    return bool(found) and tx.now - found[0].at < _FRESH and due(tx)


def _instances(tx: Transaction, id: str, found: list[Happening]) -> list[dict[str, Any]]:
    """Instances about the record and those that changed it, newest first."""
    rows = {row["id"]: row for row in instances_about(tx, id)}
    for cause in (one.cause for one in found):
        inner: Mapping[str, Any] | None = cause
        while inner:
            ref = inner.get("ref") if inner.get("kind") == "instance" else None
            if ref and ref not in rows:
                row = read(tx, str(ref))
                rows.update({row["id"]: row} if row else {})
            inner = inner.get("within")
    return sorted(
        (row for row in rows.values() if may_see(tx, row)), key=lambda r: r["id"], reverse=True
    )


def _instance(tx: Transaction, row: Mapping[str, Any]) -> Line:
    flow = tx.library.find(f"flow:{row['flow']}")
    words, tone = INSTANCE_STATES.get(row["state"], (row["state"], "grey"))
    state = (translate(words, tx.actor.language), tone, False)
    name = title(flow, tx.actor.language) if flow else row["flow"]
    note = f"v{row['revision']}"
    at = moment(tx, row["started_at"])
    open_ = [one for one in incidents_of(tx, row["id"]) if one["state"] == "open"]
    why = pick(open_[-1]["what"]["error"], tx.actor.language) if open_ else ""
    return Line(name, note, f"/instances/{row['id']}", "git-branch", state, at, why)


def _message(tx: Transaction, row: Mapping[str, Any]) -> Line:
    number = str((row["answer"] or {}).get("number") or "")
    at = moment(tx, row["settled_at"] or row["created_at"])
    icon = "database-export" if row["direction"] == "out" else "database-import"
    state = message_state(tx, str(row["state"]))
    name = operation_title(tx, row["interface"], row["operation"])
    return Line(name, number, f"/messages/{row['id']}", icon, state, at)
