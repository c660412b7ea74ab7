"""Operations of the built-in system: implements the connectors' `Records` port."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import Field, Operation
from dougong.platform.definitions.checks.exchange import field_types_of
from dougong.platform.expressions import Type
from dougong.platform.fields import FieldError
from dougong.platform.problems import FieldProblem, Invalid
from dougong.platform.storage import Transaction, wire
from dougong.platform.texts import N_, Message
from dougong.runtime.actions.frame import Frame
from dougong.runtime.actions.sequence import output_scope, run_sequence


class OperationRunner:
    """Runs the steps of an operation with its inputs as names."""

    def run_operation(
        self,
        tx: Transaction,
        operation: Operation,
        body: Mapping[str, Any],
        inputs: Mapping[str, Any],
    ) -> dict[str, Any]:
        """The answer as JSON; raises Refused and the Problems of records."""
        frame = Frame(tx, types=input_types(tx, operation), values=dict(inputs))
        done = run_sequence(body.get("steps", []), frame)
        answer: Mapping[str, str] = body.get("answer", {})
        return {key: wire(done.evaluate(source)) for key, source in answer.items()}

    def read_inputs(
        self, tx: Transaction, operation: Operation, raw: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Input values of JSON; raises Invalid naming each input that does not fit."""
        found: dict[str, Any] = {}
        problems: list[FieldProblem] = []
        for field in operation.input:
            try:
                found[field.id] = _read(field, raw.get(field.id))
            except FieldError as error:
                problems.append(FieldProblem(field.id, error.code, error.message))
        if problems:
            raise Invalid(Message(N_("Some inputs of the operation do not fit")), problems)
        return found


def _read(field: Field, raw: Any) -> Any:
    parsed = None if raw is None else field.kind.parse(field.body, raw)
    if field.required and (parsed is None or parsed == []):
        raise FieldError(Message(N_("This is needed")), "required")
    if field.type == "lines":
        return parsed or []
    return {"id": parsed} if field.type == "link" and parsed is not None else parsed


def input_types(tx: Transaction, operation: Operation) -> dict[str, Type]:
    """Types of an operation's inputs."""
    return field_types_of(operation.input, output_scope(Frame(tx)))


def answer_types(tx: Transaction, operation: Operation) -> dict[str, Type]:
    """Types of what an operation answers."""
    return field_types_of(operation.answer, output_scope(Frame(tx)))
