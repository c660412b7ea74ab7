"""Steps a person takes: they go through, or are refused as the scenario says."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.kinds.kind import ID, object_of, one_or_many, reference
from dougong.platform.problems import FieldProblem, Problem
from dougong.platform.texts import N_, Message
from dougong.runtime.records import Saved
from dougong.runtime.scenarios.failed import Failed
from dougong.runtime.scenarios.step_type import Step, StepType
from dougong.runtime.scenarios.world import World

# A role (somebody who has it) or one of the scenario's people; nobody: the system itself.
BY: Mapping[str, Any] = {
    "type": "string",
    "pattern": "^(role:)?[a-z][a-z0-9_]{0,39}$",
    "x-ref": "role",
}
REFUSED = object_of(
    {"rule": reference("rule"), "field": {"type": "string", "maxLength": 100}, "because": ID}
)
# What each of these steps may say besides what it does.
OUTCOME: Mapping[str, Any] = {"refused": REFUSED, "warned": one_or_many(reference("rule"))}


class PersonStep(StepType):
    """`refused` says that the step must not go through: by which `rule`, beside which `field`, or
    `because` of what (the problem's code, such as `required`); `warned` which rules must warn."""

    @abstractmethod
    def act(self, step: Step, world: World) -> Saved | None:
        """Do it. Raises Problems."""

    def check(self, part: Step, scope: CheckScope) -> None:
        if "refused" in part and not part["refused"]:
            words = N_("Say by which rule, beside which field, or because of what")
            scope.at("refused").report("refused", words)
        if "refused" in part and "as" in part:
            words = N_("Where a step is refused there is nothing to name")
            scope.at("as").report("refused_name", words)

    def play(self, step: Step, world: World) -> None:
        try:
            saved = self.act(step, world)
        except Problem as problem:
            _refused(step, problem)
            return
        if "refused" in step:
            raise Failed(Message(N_("This was to be refused, but it went through")))
        _warned(step, saved)
        world.settle()


def _refused(step: Step, problem: Problem) -> None:
    told = tuple(_told(problem))
    wanted = step.get("refused")
    if wanted is None:
        raise Failed(Message(N_("This was refused")), told)
    if not any(_meant(wanted, one, problem) for one in (*problem.fields, None)):
        raise Failed(Message(N_("This was refused, but not as expected")), told)


def _meant(wanted: Mapping[str, Any], one: FieldProblem | None, problem: Problem) -> bool:
    """Whether a field of the problem (None: the problem itself) is what was wanted."""
    rule = str(one.rule).split("@")[0] if one else ""
    return all(
        (
            wanted.get("rule") in (None, f"rule:{rule}"),
            wanted.get("field") in (None, one.path if one else ""),
            wanted.get("because") in (None, one.code if one else problem.code),
        )
    )


def _told(problem: Problem) -> Iterable[Message]:
    if not problem.fields:
        yield problem.message
    for one in problem.fields:
        where = {"field": one.path, "what": one.message, "rule": str(one.rule).split("@")[0]}
        if one.rule:
            yield Message(N_("{field}: {what} (rule {rule})"), where)
        else:
            yield Message(N_("{field}: {what}") if one.path else N_("{what}"), where)


def _warned(step: Step, saved: Saved | None) -> None:
    wanted = step.get("warned", ())
    heard = {f"rule:{str(one.rule).split('@')[0]}" for one in saved.warnings} if saved else set()
    for rule in [wanted] if isinstance(wanted, str) else wanted:
        if rule not in heard:
            raise Failed(Message(N_("“{rule}” was to warn, but did not"), {"rule": rule}))
