"""Running the rules of the live definitions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dougong.platform.definitions import Definition
from dougong.platform.expressions import Type, holds
from dougong.platform.problems import FieldProblem, Refused
from dougong.platform.storage import Cause, EventFact, Transaction
from dougong.platform.texts import Message
from dougong.runtime.actions import Frame, run_sequence
from dougong.runtime.records import Draft, set_values
from dougong.runtime.rules.watching import told


class RuleRunner:
    """Implements `records.Rules`."""

    def before(self, draft: Draft, transition: str | None) -> None:
        """Rules before saving, then those of the transition; all refusals are told at once."""
        refused: list[FieldProblem] = []
        if not draft.system.voided_at:
            moment = "create" if draft.before is None else "change"
            found = draft.tx.library.rules(draft.form.id, "save", moment)
            if transition is not None:
                found = [*found, *draft.tx.library.rules(draft.form.id, "transition", transition)]
            for rule in found:
                if _concerned(rule, draft.changed()):
                    _decide(rule, draft, refused)
        if refused:
            raise Refused(refused[0].message, refused)

    def after(self, tx: Transaction, fact: EventFact) -> None:
        """Rules on the event, in their stated order, in the same transaction."""
        form = fact.record.form
        for rule in tx.library.rules(form, "event", fact.name):
            before = fact.before.values if fact.before else {}
            changed = {k for k, v in fact.record.values.items() if before.get(k) != v}
            if _concerned(rule, changed):
                _follow(rule, tx, fact)


def _concerned(rule: Definition, changed: set[str]) -> bool:
    """A rule that names fields runs only when one of them changed."""
    wanted = rule.body["on"].get("fields")
    return not wanted or bool(changed.intersection(wanted))


def _name(rule: Definition, tx: Transaction) -> str:
    return f"{rule.id}@{tx.library.revision(rule.ref)}"


def _decide(rule: Definition, draft: Draft, refused: list[FieldProblem]) -> None:
    value = draft.evaluate(rule.body["if"]) if "if" in rule.body else True
    if value is None:
        # What cannot be known may not be allowed; where nothing is refused it counts as false.
        refusals = [one for one in rule.body["then"] if one["do"] == "refuse"]
        fires = bool(refusals)
        actions = refusals or rule.body.get("otherwise", [])
    else:
        fires = holds(value)
        actions = rule.body["then"] if fires else rule.body.get("otherwise", [])
    told(draft.tx, rule, fires)
    for action in actions:
        if _applies(action, draft) and _act(action, rule, draft, refused):
            return


def _applies(action: Mapping[str, Any], draft: Draft) -> bool:
    if "if" not in action:
        return True
    value = draft.evaluate(action["if"])
    return holds(value) or (value is None and action["do"] == "refuse")


def _act(
    action: Mapping[str, Any], rule: Definition, draft: Draft, refused: list[FieldProblem]
) -> bool:
    """Do one action of a rule before saving; True when it refused."""
    if action["do"] == "set":
        set_values(draft, {key: draft.evaluate(source) for key, source in action["set"].items()})
        return False
    message = Message.of(action["message"])
    name = _name(rule, draft.tx)
    problem = FieldProblem(action.get("field", ""), action["do"], message, name)
    (refused if action["do"] == "refuse" else draft.warnings).append(problem)
    return bool(action["do"] == "refuse")


def _follow(rule: Definition, tx: Transaction, fact: EventFact) -> None:
    name = _name(rule, tx)
    inner = tx.deeper().as_(Cause("rule", name, within=tx.cause))
    form = fact.record.form
    old = fact.before.all() if fact.before else None
    frame = Frame(inner, form, fact.record.all(), {"old": Type("link", form)}, {"old": old})
    try:
        value = frame.evaluate(rule.body["if"]) if "if" in rule.body else True
        told(tx, rule, holds(value))
        actions = rule.body["then"] if holds(value) else rule.body.get("otherwise", [])
        run_sequence(actions, frame)
    except Refused as refused:
        fields = [replace(one, rule=one.rule or name) for one in refused.fields]
        raise Refused(refused.message, fields) from None
