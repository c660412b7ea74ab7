"""`task.fill`: a person fills in a record and does its transition."""

from __future__ import annotations

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.kinds.kind import (
    ID,
    expression,
    strings,
)
from dougong.platform.expressions import Type
from dougong.platform.texts import N_, Message, Text
from dougong.runtime.actions.targets import target, target_form
from dougong.runtime.actions.transitions import check_transition_of
from dougong.runtime.flows.assignees import ASSIGNEES, Work, assigned, check_assignees
from dougong.runtime.flows.going_back import GOING_BACK, check_going_back
from dougong.runtime.flows.interpreter import SKIPPED, WAITING, Step
from dougong.runtime.flows.node_type import Node, NodeType, Visit
from dougong.runtime.flows.tasks.again import keep_for_earlier
from dougong.runtime.flows.tasks.history import task_acted_on
from dougong.runtime.flows.tasks.store import NewTask, cancel_task, create_task
from dougong.runtime.flows.urging import DUE, check_due, due_at


class TaskFill(NodeType):
    """`record`, `transition`, `to` with `not` and `nobody` (assignees), `due` with
    reminders and escalation, `fields` shown first, `send_back` and `withdraw` (going back).
    Outputs: `by`, `at`, `on_behalf_of` (whom `by` stood in for)."""

    id = "task.fill"
    title = {"zh": "填写", "en": "Fill in"}
    schema = {
        "record": expression("record"),
        "transition": ID,
        **ASSIGNEES,
        "due": DUE,
        "fields": strings(),
        **GOING_BACK,
    }
    required = ("record", "transition", "to")
    places = frozenset({"flow"})
    waits = True

    def check(self, part: Node, scope: CheckScope) -> None:
        form = target_form(part, scope)
        if form is None:
            return
        check_transition_of(part, form, scope)
        view = scope.library.form(form)
        for index, name in enumerate(part.get("fields", [])):
            if name not in view.fields:
                words = N_("There is no field “{field}” here")
                scope.at("fields", index).report("unknown_field", words, field=str(name))
        check_assignees(part, form, part.get("transition"), scope)
        check_due(part, form, part.get("transition"), scope)
        check_going_back(part, form, scope)

    def outputs(self, part: Node, scope: CheckScope) -> Type | None:
        person = Type("link", "user")
        members = {"by": person, "at": Type("datetime"), "on_behalf_of": person}
        return Type("struct", members=members, optional=False)

    def start(self, node: Node, visit: Visit) -> Step:
        form, record = target(node, visit.frame)
        work = Work(form, record, str(node["transition"]))
        who = assigned(node, visit.frame, work)
        if who is None:
            return Step(SKIPPED)
        create_task(
            visit.tx,
            NewTask(
                instance=str(visit.instance["id"]),
                step=visit.key,
                node=str(node["id"]),
                kind="fill",
                title=node.get("title") or _title(visit, work),
                form=form,
                record=record,
                transition=work.transition,
                fields=tuple(node.get("fields", ())),
                who=who,
                due_at=due_at(node, visit.frame),
                due=node.get("due"),
            ),
        )
        keep_for_earlier(visit.tx, str(visit.instance["id"]), visit.key, who)
        return Step(WAITING)

    def acted_on(self, node: Node, visit: Visit, step: Step) -> Message | None:
        return task_acted_on(visit.tx, str(visit.instance["id"]), visit.key)

    def cancel(self, node: Node, visit: Visit, reason: str) -> None:
        cancel_task(visit.tx, str(visit.instance["id"]), visit.key, reason)


def _title(visit: Visit, work: Work) -> Text:
    """What is done to what."""
    form = visit.tx.library.form(work.form)
    step = form.transitions[str(work.transition)]
    return {k: f"{words} · {step.title.get(k, '')}" for k, words in form.title.items()}
