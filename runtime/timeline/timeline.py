"""A record's events and the messages about it, in one order, each with its cause."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from dougong.connectors.journal import about_record
from dougong.platform.definitions import Form
from dougong.platform.storage import Transaction, events_of
from dougong.platform.storage.query import labels
from dougong.runtime.flows.approvals import VoteFact, vote_facts
from dougong.runtime.records import signatures_of, visible, vote_signatures_of

_SYSTEM = frozenset(
    ["id", "change_no", "form_revision", "created_at", "created_by", "changed_at", "changed_by",
     "owner", "site", "voided_at", "voided_by", "void_reason"]
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """A field (`state` and `number` too) with its value before and after, as JSON."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Happening:
    """`kind` is `event` (then `name` is the event's), `message` (then `name` is the operation) or
    `vote` (then `name` is what was voted, or `void`, and `vote` says on which task).

    `warnings` are what rules warned of: `field`, `rule`, `message` in every language; `proposed` by
    field the `value` somebody was advised and whether it was `followed`. `cause` is
    JSON: `kind` is person, rule, instance, import or message, `ref` names it, `within`
    is what led to it. `order` says what came later of one instant.
    """

    at: datetime
    kind: str
    name: str
    cause: Mapping[str, Any]
    actor: str | None = None
    actor_name: str | None = None
    changes: tuple[Change, ...] = ()
    reason: str | None = None
    warnings: Sequence[Mapping[str, Any]] = ()
    proposed: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    order: str = "~"
    message: Mapping[str, Any] = field(default_factory=dict)
    vote: Mapping[str, Any] = field(default_factory=dict)
    signature: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """As the API gives it."""
        found: dict[str, Any] = {
            "at": f"{self.at:%Y-%m-%dT%H:%M:%S.%fZ}",
            "kind": self.kind,
            "name": self.name,
            "cause": dict(self.cause),
            "actor": self.actor,
            "actor_name": self.actor_name,
            "changes": [one.__dict__ for one in self.changes],
            "reason": self.reason,
            "warnings": list(self.warnings),
            "proposed": dict(self.proposed),
        }
        more = {"message": dict(self.message), "vote": dict(self.vote)}
        more["signature"] = dict(self.signature)
        return {**found, **{key: value for key, value in more.items() if value}}


def timeline(tx: Transaction, form_id: str, id: str) -> list[Happening]:
    """Everything that happened to a record the actor may see, newest first.

    Hidden fields are left out. Raises NotFound.
    """
    visible(tx, form_id, id)
    form = tx.library.form(form_id)
    hidden = tx.actor.rights.of(form_id).hidden
    events = events_of(tx, id)
    votes = list(vote_facts(tx, id))
    names = labels(tx, "user", [*(row["actor"] for row in events), *(one.person for one in votes)])
    signed = signatures_of(tx, id)
    found = [_event(form, row, hidden, names) for row in events]
    found = [_signed(one, signed.get(one.order)) for one in found]
    under = vote_signatures_of(tx, id, {one.order for one in votes if one.void})
    found += [_signed(_vote(one, hidden, names), under.get(one.order)) for one in votes]
    found += [_message(row) for row in about_record(tx, id)]
    # Of one instant the later written comes first too.
    return sorted(reversed(found), key=lambda one: (one.at, one.order), reverse=True)


def _event(
    form: Form, row: Mapping[str, Any], hidden: Collection[str], names: Mapping[str, str]
) -> Happening:
    closed = {*hidden, *_SYSTEM}
    changes = tuple(
        Change(name, before, after)
        for name, (before, after) in row["changes"].items()
        if name not in closed and (name in form.fields or name in ("state", "number"))
    )
    return Happening(
        row["at"],
        "event",
        row["name"],
        row["cause"],
        row["actor"],
        names.get(row["actor"]),
        changes,
        _reason(row),
        tuple(one for one in row["warnings"] or () if one["field"] not in hidden),
        {id: one for id, one in (row["proposed"] or {}).items() if id not in closed},
        str(row["id"]),
    )


_SIGNED = ("person", "name", "login", "meaning", "transition", "change_no", "hash", "standing")


def _signed(one: Happening, row: Mapping[str, Any] | None) -> Happening:
    return replace(one, signature={key: row[key] for key in _SIGNED}) if row else one


def _reason(row: Mapping[str, Any]) -> str | None:
    """Why it was done: what was said when voiding, or with the vote that brought it about."""
    if row["name"] == "voided":
        found: str | None = row["image"].get("void_reason")
        return found
    return row["cause"].get("reason") or None


def _vote(one: VoteFact, hidden: Collection[str], names: Mapping[str, str]) -> Happening:
    told = {
        "task": one.task,
        "title": one.title,
        "fields": [name for name in one.fields if name not in hidden],
    }
    cause = {"kind": "person", "ref": one.person}
    cause |= {"on_behalf_of": one.behalf} if one.behalf else {}
    return Happening(one.at, "vote", one.name, cause, one.person, names.get(one.person or ""),
                     reason=one.comment, order=one.order, vote=told)  # fmt: skip


def _message(row: Mapping[str, Any]) -> Happening:
    told = {
        "id": row["id"],
        "interface": row["interface"],
        "state": row["state"],
        "answer": row["answer"],
        "error": row["error_text"],
        "planned_at": f"{row['created_at']:%Y-%m-%dT%H:%M:%S.%fZ}",
    }
    cause = {"kind": "message", "ref": row["id"], "within": row["cause"]}
    return Happening(row["settled_at"] or row["created_at"], "message", row["operation"], cause,
                     message=told)  # fmt: skip
