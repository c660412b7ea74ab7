"""`vote`: somebody votes on a record."""

from __future__ import annotations

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.kinds.kind import ID, expression
from dougong.platform.texts import N_
from dougong.runtime.flows.approvals import ABSTAIN, AGREE, REFUSE, vote
from dougong.runtime.records import Saved
from dougong.runtime.scenarios.step_type import Step
from dougong.runtime.scenarios.steps.open_tasks import open_tasks, task_form
from dougong.runtime.scenarios.steps.person_step import BY, OUTCOME, PersonStep
from dougong.runtime.scenarios.steps.recorded import VALUES, check_raw, node_named
from dougong.runtime.scenarios.steps.task import the_task
from dougong.runtime.scenarios.world import World


class Vote(PersonStep):
    """`vote` (a node people vote at), who votes (`by`) and what they `say`, with a `comment`;
    `values` change the record with it, `where` says which one when several are open."""

    id = "vote"
    title = {"zh": "表决", "en": "Vote"}
    schema = {
        "vote": ID,
        "by": BY,
        "say": {"enum": [AGREE, REFUSE, ABSTAIN]},
        "comment": {"type": "string", "maxLength": 2000},
        "where": expression("boolean"),
        "values": VALUES,
        "refused": OUTCOME["refused"],
    }
    required = ("by", "say")

    def check(self, part: Step, scope: CheckScope) -> None:
        super().check(part, scope)
        form = task_form(part, "vote", scope)
        if form is None:
            return
        found = node_named(part["vote"], scope.at("vote"))
        if found is not None and found[1]["do"] != "task.approve":
            words = N_("Nobody votes at the node “{name}”")
            scope.at("vote").report("no_vote", words, name=str(part["vote"]))
        view = scope.library.form(form)
        check_raw(part.get("values"), view, scope.at("values"), "refused" not in part)

    def act(self, step: Step, world: World) -> Saved | None:
        with world.looking() as tx:
            task = the_task(open_tasks(tx, step["vote"], step.get("where"), world), step["vote"])
        with world.acting(step["by"]) as tx:
            values = world.values(tx, step.get("values", {})) or None
            said = (step["say"], step.get("comment", ""))
            vote(tx, task["id"], *said, values, signer=world.signer(tx))
        return None
