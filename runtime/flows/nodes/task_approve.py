"""`task.approve`: several people vote on a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.kinds.kind import (
    BOOLEAN,
    ID,
    TEXT,
    expression,
    object_of,
    strings,
)
from dougong.platform.expressions import Type
from dougong.platform.texts import LANGUAGES, N_, Message, Text, pick, translate
from dougong.runtime.actions import Frame
from dougong.runtime.actions.targets import target, target_form
from dougong.runtime.actions.values import id_of
from dougong.runtime.flows.approvals import (
    APPROVED,
    MODES,
    REFUSED,
    NewSeat,
    NewVote,
    begin,
    first_vote,
)
from dougong.runtime.flows.approvals.checking import check_vote
from dougong.runtime.flows.assignees import (
    ASSIGNEES,
    TO,
    Assigned,
    Work,
    check_assignees,
    entries,
    found_by,
    people_of,
)
from dougong.runtime.flows.going_back import GOING_BACK, check_going_back
from dougong.runtime.flows.interpreter import SKIPPED, WAITING, Step
from dougong.runtime.flows.node_type import Node, NodeType, Visit
from dougong.runtime.flows.tasks import NewTask, cancel_task
from dougong.runtime.flows.urging import DUE, check_due, due_at

# A decimal or a fraction: "0.75", "2/3".
_SHARE = {"type": "string", "pattern": r"^(0?\.[0-9]{1,6}|1|[1-9][0-9]?/[1-9][0-9]?)$"}
_TERMS = ("mode", "share", "quorum", "abstain")


class TaskApprove(NodeType):
    """Each entry of `to` is a seat with one vote, for whoever of it comes first.

    `mode`: any, all, in_order, share (with `share`, `quorum`, `veto`); `approved` and `refused` are
    transitions the deciding vote does; voters may change `fields`, `ask` must hold something to
    agree; a change of `counts` (else of `fields`) voids the votes cast before it; `comment` is the
    field that takes the deciding comment; with `sign` every vote is signed; `send_back` says
    where to, instead of voting.
    Outputs: `outcome`, `by`, `at`, `agreed`, `refused_count`, `comment`.
    """

    id = "task.approve"
    title = {"zh": "审批", "en": "Vote"}
    schema = {
        "record": expression("record"),
        **ASSIGNEES,
        "mode": {"enum": list(MODES)},
        "share": _SHARE,
        "quorum": {"type": "integer", "minimum": 1, "maximum": 100},
        "veto": TO,
        "abstain": BOOLEAN,
        "approved": ID,
        "refused": ID,
        "comment": ID,
        "fields": strings(),
        "ask": strings(),
        "counts": strings(),
        "due": DUE,
        "sign": object_of({"meaning": TEXT}, ("meaning",)),
        "send_back": GOING_BACK["send_back"],
    }
    required = ("record", "to", "mode")
    places = frozenset({"flow"})
    waits = True

    def check(self, part: Node, scope: CheckScope) -> None:
        form = target_form(part, scope)
        if form is not None:
            check_assignees(part, form, None, scope)
            check_due(part, form, None, scope)
            check_going_back(part, form, scope)
            check_vote(part, form, scope)

    def outputs(self, part: Node, scope: CheckScope) -> Type | None:
        members = {
            "outcome": Type("choice", options=frozenset({APPROVED, REFUSED})),
            "by": Type("link", "user"),
            "at": Type("datetime"),
            "agreed": Type("integer"),
            "refused_count": Type("integer"),
            "comment": Type("text"),
        }
        return Type("struct", members=members, optional=False)

    def start(self, node: Node, visit: Visit) -> Step:
        form, record = target(node, visit.frame)
        seats = list(_seats(node, visit.frame, Work(form, record)))
        if not seats:
            return Step(SKIPPED)
        kept_out = _kept_out(node, visit.frame)
        fields = tuple(node.get("fields", ()))
        task = NewTask(
            instance=str(visit.instance["id"]),
            step=visit.key,
            node=str(node["id"]),
            kind="approve",
            title=node.get("title") or _title(visit.tx.library.form(form).title),
            form=form,
            record=record,
            transition=None,
            fields=fields,
            who=Assigned(excluded=kept_out, because=node.get("because")),
            due_at=due_at(node, visit.frame),
            due=node.get("due"),
        )
        vote = NewVote(
            terms={key: node[key] for key in _TERMS if key in node},
            seats=seats,
            flow=str(visit.instance["flow"]),
            counts=tuple(node.get("counts", fields)),
            ask=tuple(node.get("ask", ())),
            transitions={key: node.get(key) for key in (APPROVED, REFUSED)},
            comment=node.get("comment"),
            sign=node.get("sign", {}).get("meaning"),
        )
        begin(visit.tx, task, vote)
        return Step(WAITING)

    def acted_on(self, node: Node, visit: Visit, step: Step) -> Message | None:
        return first_vote(visit.tx, str(visit.instance["id"]), visit.key)

    def cancel(self, node: Node, visit: Visit, reason: str) -> None:
        cancel_task(visit.tx, str(visit.instance["id"]), visit.key, reason)


def _seats(node: Node, frame: Frame, work: Work) -> Iterator[NewSeat]:
    """A seat for each entry of `to`; where nobody can take it, for who `nobody` names instead."""
    kept_out, vetoes = _kept_out(node, frame), entries(node.get("veto"))
    otherwise = node.get("nobody", "incident")
    for entry in entries(node["to"]):
        instead = entries(otherwise["to"]) if isinstance(otherwise, Mapping) else ()
        found = [_seat(one, frame, work, kept_out) for one in (entry, *instead)]
        taken = next((one for one in found if one.people), None)
        if taken is not None or otherwise != "skip":
            seat = taken or found[0]
            yield NewSeat(seat.words, seat.role, seat.person, entry in vetoes, seat.people)


def _seat(entry: Any, frame: Frame, work: Work, kept_out: tuple[str, ...]) -> NewSeat:
    found = found_by([entry], frame, work, kept_out)
    words = _words(entry, frame)
    role, person = next(iter(found.roles), None), next(iter(found.persons), None)
    return NewSeat(words, role, person, people=people_of(frame.tx, found))


def _kept_out(node: Node, frame: Frame) -> tuple[str, ...]:
    found = (id_of(frame.evaluate(str(one))) for one in entries(node.get("not")))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _words(entry: Any, frame: Frame) -> Text:
    """What a seat is called where nobody can take it."""
    if isinstance(entry, str):
        role = frame.tx.library.find(entry)
        words: Text = role.body["title"] if role else {"en": entry}
        return words
    return {"en": str(next(iter(entry.values())))}


def _title(form: Text) -> Text:
    return {one: f"{pick(form, one)} · {translate(N_('Vote'), one)}" for one in LANGUAGES}
