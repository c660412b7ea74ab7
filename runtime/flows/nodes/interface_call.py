"""`interface.call`: ask another system to do something, through the journal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import update

from dougong.connectors.engine import WITHDRAWN, connection_for, queue
from dougong.connectors.journal import MessageState, Plan, messages, plan, set_state, waiting_behind
from dougong.connectors.journal import message as read_message
from dougong.platform.definitions import CheckScope, Operation
from dougong.platform.definitions.checks.exchange import field_types_of
from dougong.platform.definitions.kinds.kind import reference
from dougong.platform.expressions import Type
from dougong.platform.fields import link_target
from dougong.platform.storage import wire
from dougong.platform.storage.platform_tables import MessageRow, table_of
from dougong.platform.texts import N_, Message
from dougong.runtime.actions.called import check_with
from dougong.runtime.actions.operations import OperationRunner
from dougong.runtime.actions.values import SET, id_of, worked_out
from dougong.runtime.flows.interpreter import DONE, WAITING, Step
from dougong.runtime.flows.node_type import Node, NodeType, Visit

_rows = table_of(MessageRow)


class InterfaceCall(NodeType):
    """`operation` (`interface:erp.stock.accept`) and `with`; outputs: the answer's fields."""

    id = "interface.call"
    title = {"zh": "调用接口", "en": "Call an interface"}
    schema = {"operation": reference("interface"), "with": SET}
    required = ("operation",)
    places = frozenset({"flow"})

    def check(self, part: Node, scope: CheckScope) -> None:
        operation = _operation(part, scope)
        if operation is not None:
            check_with(part.get("with", {}), operation.input, scope.at("with"))

    def outputs(self, part: Node, scope: CheckScope) -> Type | None:
        operation = _operation(part, scope)
        members = field_types_of(operation.answer, scope) if operation else {}
        return Type("struct", members=members, optional=False)

    def start(self, node: Node, visit: Visit) -> Step:
        ref = str(node["operation"])
        operation = visit.tx.library.operation(ref)
        interface = ref.partition(".")[0]
        inputs = wire(_as_ids(worked_out(node.get("with", {}), visit.frame), operation))
        OperationRunner().read_inputs(
            visit.tx, operation, inputs
        )  # refused here, before it is planned
        about = list(_about(visit, operation, inputs))
        message = plan(
            visit.tx,
            Plan(
                connection=connection_for(visit.tx, interface).id,
                interface=interface.removeprefix("interface:"),
                operation=operation.id,
                entity=operation.entity,
                order_key=about[0][1] if about else str(visit.instance["id"]),
                effect_key=visit.effect_key,
                inputs=inputs,
                instance=str(visit.instance["id"]),
                step=visit.key,
                about=tuple(about),
            ),
        )
        done = read_message(visit.tx, message)
        if done is not None and done["state"] == MessageState.CONFIRMED:
            return Step(DONE, done["answer"] or {})  # planned by an earlier try, and sent since
        queue(visit.tx, message)
        return Step(WAITING)

    def acted_on(self, node: Node, visit: Visit, step: Step) -> Message | None:
        found = messages(visit.tx, [("effect_key", visit.effect_key)])
        if all(one["state"] == MessageState.PLANNED for one in found):
            return None
        words = N_("A message was sent: “{node}”")
        return Message(words, {"node": node.get("title") or self.title})

    def cancel(self, node: Node, visit: Visit, reason: str) -> None:
        """A message not sent yet is withdrawn; one that was sent keeps its effect."""
        for found in messages(
            visit.tx, [("effect_key", visit.effect_key), ("state", MessageState.PLANNED)]
        ):
            visit.tx.connection.execute(
                update(_rows).where(_rows.c.id == found["id"]).values(reason=WITHDRAWN)
            )
            set_state(
                visit.tx,
                found["id"],
                MessageState.REFUSED,
                error_text={"zh": reason, "en": reason},
                settled_at=visit.tx.now,
            )
            for behind in waiting_behind(visit.tx, found):
                queue(visit.tx, behind)


def _operation(part: Node, scope: CheckScope) -> Operation | None:
    try:
        return scope.library.operation(str(part.get("operation")))
    except KeyError:
        return None


def _as_ids(values: dict[str, Any], operation: Operation) -> dict[str, Any]:
    links = {field.id for field in operation.input if field.type == "link"}
    return {key: id_of(value) if key in links else _bare(value) for key, value in values.items()}


def _bare(value: Any) -> Any:
    """Line items go over with their own fields only."""
    if isinstance(value, list):
        return [{k: v for k, v in row.items() if k != "parent"} for row in value]
    return value


def _about(visit: Visit, operation: Operation, inputs: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Records the message concerns: those its inputs name, and the one the flow is about."""
    for field in operation.input:
        if field.type == "link" and inputs.get(field.id):
            yield link_target(field.body), inputs[field.id]
    if visit.instance["record"]:
        yield visit.instance["form"], visit.instance["record"]
