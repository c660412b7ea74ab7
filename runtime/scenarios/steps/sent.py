"""`sent`: what another system was asked to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from dougong.connectors.journal import MessageState
from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.checks.exchange import field_types_of
from dougong.platform.definitions.kinds.kind import expression, reference
from dougong.platform.expressions import holds
from dougong.platform.storage import Transaction
from dougong.platform.storage.platform_tables import MessageRow, table_of
from dougong.platform.texts import N_, Message
from dougong.runtime.actions.operations import OperationRunner, input_types
from dougong.runtime.scenarios.failed import Condition, Failed
from dougong.runtime.scenarios.step_type import Step, StepType
from dougong.runtime.scenarios.steps.offered import TIMES
from dougong.runtime.scenarios.world import World

_messages = table_of(MessageRow)
_STATES = [str(one) for one in MessageState]


class Sent(StepType):
    """`sent` (an operation): a message stands in this `state` (confirmed if unsaid), `where` a
    condition on its inputs holds; `times`: so many of them (0: none)."""

    id = "sent"
    title = {"zh": "已发报文", "en": "A message was sent"}
    schema = {
        "sent": reference("interface"),
        "where": expression("boolean"),
        "state": {"enum": _STATES},
        "times": TIMES,
    }

    def check(self, part: Step, scope: CheckScope) -> None:
        if "." not in part["sent"]:
            scope.at("sent").report("no_operation", N_("Name an operation of the interface"))
        elif "where" in part:
            operation = scope.library.operation(part["sent"])
            inputs = field_types_of(operation.input, scope)
            scope.at("where").with_names(inputs).condition(part["where"])

    def play(self, step: Step, world: World) -> None:
        state = step.get("state", str(MessageState.CONFIRMED))
        with world.looking() as tx:
            found = [one for one in messages_of(tx, step["sent"]) if _fits(tx, one, step, world)]
        fit = [one for one in found if one["state"] == state]
        wanted = step.get("times")
        if (wanted is None and fit) or wanted == len(fit):
            return
        words = N_("{wanted} in the state “{state}” expected, there are {found}; states: {states}")
        states = ", ".join(one["state"] for one in found) or "-"
        told = {"wanted": wanted or 1, "state": state, "found": len(fit), "states": states}
        condition = Condition(step["where"]) if "where" in step and not found else None
        raise Failed(Message(words, told), condition=condition)


def messages_of(tx: Transaction, operation: str) -> list[Mapping[str, Any]]:
    """Messages that ask for an operation, the oldest first."""
    interface, _, name = operation.removeprefix("interface:").partition(".")
    mine = (_messages.c.interface == interface) & (_messages.c.operation == name)
    statement = select(*_messages.c).where(mine).order_by(_messages.c.id)
    return [dict(row) for row in tx.connection.execute(statement).mappings()]


def _fits(tx: Transaction, message: Mapping[str, Any], step: Step, world: World) -> bool:
    if "where" not in step:
        return True
    operation = tx.library.operation(step["sent"])
    values = OperationRunner().read_inputs(tx, operation, message["inputs"])
    frame = world.frame(tx)
    for name, type_ in input_types(tx, operation).items():
        frame = frame.with_(name, type_, values.get(name))
    return holds(frame.evaluate(step["where"]))
