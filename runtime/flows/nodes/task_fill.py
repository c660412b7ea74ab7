"""`task.fill`: a person fills in a record and does its transition."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from dougong.platform.definitions import CheckScope, names
from dougong.platform.definitions.kinds.kind import (
    ID,
    expression,
    object_of,
    one_or_many,
    reference,
    strings,
)
from dougong.platform.expressions import Type
from dougong.platform.texts import N_
from dougong.runtime.actions.targets import target, target_form
from dougong.runtime.actions.transitions import check_transition_of
from dougong.runtime.calendars import add_hours
from dougong.runtime.flows.interpreter import WAITING, Step
from dougong.runtime.flows.node_type import Node, NodeType, Visit
from dougong.runtime.flows.task_rights import check_rights_on
from dougong.runtime.flows.tasks.store import NewTask, cancel_task, create_task

_HOURS = {"type": "number", "exclusiveMinimum": 0, "maximum": 10000}


class TaskFill(NodeType):
    """`record`, `transition`, `to` (roles), `due` (hours, by a calendar: working hours), `fields`
    shown first. Outputs: `by`, `at`."""

    id = "task.fill"
    title = {"zh": "填写", "en": "Fill in"}
    schema = {
        "record": expression("record"),
        "transition": ID,
        "to": one_or_many(reference("role")),
        "due": object_of({"hours": _HOURS, "calendar": reference("calendar")}, ("hours",)),
        "fields": strings(),
    }
    required = ("record", "transition", "to")
    places = frozenset({"flow"})

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
        for role in names(part.get("to")):
            self._able(role, form, part, scope)

    @staticmethod
    def _able(role: str, form: str, part: Node, scope: CheckScope) -> None:
        """Somebody with the role must be able to see the record and do the transition."""
        definition = scope.library.find(f"role:{role}")
        if definition is None:
            return
        here = scope.at("to")
        rights = [one for one in definition.body["rights"] if one["form"] == f"form:{form}"]
        if not any("read" in one["verbs"] for one in rights):
            here.report(
                "nobody_able", N_("The role “{role}” may not see {form}"), role=role, form=form
            )
        transition = scope.library.form(form).transitions.get(str(part.get("transition")))
        if transition is not None and role not in transition.who:
            words = N_("The role “{role}” may not do “{transition}”")
            here.report("nobody_able", words, role=role, transition=transition.id)
        check_rights_on(role, part, rights, transition, scope)

    def outputs(self, part: Node, scope: CheckScope) -> Type | None:
        members = {"by": Type("link", "user"), "at": Type("datetime")}
        return Type("struct", members=members, optional=False)

    def start(self, node: Node, visit: Visit) -> Step:
        form, record = target(node, visit.frame)
        form_title = visit.tx.library.form(form).title
        step = visit.tx.library.form(form).transitions[node["transition"]]
        title = node.get("title") or {
            k: f"{form_title.get(k, '')} · {step.title.get(k, '')}" for k in form_title
        }
        create_task(
            visit.tx,
            NewTask(
                instance=str(visit.instance["id"]),
                step=visit.key,
                node=str(node["id"]),
                kind="fill",
                title=title,
                form=form,
                record=record,
                transition=str(node["transition"]),
                fields=tuple(node.get("fields", ())),
                roles=names(node["to"]),
                due_at=self._due(node.get("due"), visit),
            ),
        )
        return Step(WAITING)

    @staticmethod
    def _due(due: Mapping[str, Any] | None, visit: Visit) -> Any:
        if due is None:
            return None
        if "calendar" in due:
            calendar = visit.tx.library.get(str(due["calendar"])).body
            return add_hours(calendar, visit.tx.now, due["hours"])
        return visit.tx.now + timedelta(hours=due["hours"])

    def cancel(self, node: Node, visit: Visit, reason: str) -> None:
        cancel_task(visit.tx, str(visit.instance["id"]), visit.key, reason)
