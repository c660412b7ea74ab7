"""`answer`: how the other system answers."""

from __future__ import annotations

from dougong.connectors.engine import queue
from dougong.connectors.journal import MessageState, set_state
from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.kinds.kind import object_of, reference
from dougong.platform.texts import N_
from dougong.runtime.scenarios.script import CONFIRMED, UNKNOWN
from dougong.runtime.scenarios.step_type import Step, StepType
from dougong.runtime.scenarios.steps.sent import messages_of
from dougong.runtime.scenarios.world import World

_REFUSED = object_of({"refused": {"type": "string", "maxLength": 60}}, ("refused",))
_CONFIRMED = object_of({"confirmed": {"type": "object", "maxProperties": 200}}, ("confirmed",))


class Answer(StepType):
    """`answer` (an operation) `with` `confirmed` (as the connected system does), `{"confirmed":
    {fields of the answer}}`, `{"refused": reason}` or `unknown` (the answer is lost).

    It holds for the next such message, or for one whose outcome is unknown: it is now found out.
    """

    id = "answer"
    title = {"zh": "对方系统回应", "en": "The other system answers"}
    schema = {
        "answer": reference("interface"),
        "with": {"anyOf": [{"enum": [CONFIRMED, UNKNOWN]}, _REFUSED, _CONFIRMED]},
    }
    required = ("with",)

    def check(self, part: Step, scope: CheckScope) -> None:
        if "." not in part["answer"]:
            scope.at("answer").report("no_operation", N_("Name an operation of the interface"))
            return
        operation, answer = scope.library.operation(part["answer"]), part["with"]
        if not isinstance(answer, dict):
            return
        reasons = operation.body.get("reasons", ())
        if "refused" in answer and answer["refused"] not in reasons:
            allowed = ", ".join(reasons)
            words = N_("One of these is needed: {allowed}")
            scope.at("with", "refused").report("unknown_option", words, allowed=allowed)
        known = {field.id for field in operation.answer}
        for key in sorted(set(answer.get("confirmed", ())) - known):
            words = N_("There is no field “{field}” here")
            scope.at("with", "confirmed", key).report("unknown_field", words, field=key)

    def play(self, step: Step, world: World) -> None:
        operation = str(step["answer"])
        world.script.add(operation.removeprefix("interface:"), step["with"])
        with world.acting(None) as tx:
            for message in messages_of(tx, operation):
                if message["state"] == MessageState.UNKNOWN:
                    told = {"error_class": None, "error_text": None}
                    set_state(tx, message["id"], MessageState.PLANNED, **told)
                    queue(tx, message["id"])
                    break
        world.settle()
