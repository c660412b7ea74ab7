"""`copy`: a record is put before people who should know of it; they need not do anything."""

from __future__ import annotations

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.kinds.kind import TEXT, expression
from dougong.platform.storage.query import labels
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.actions.targets import target, target_form
from dougong.runtime.flows.assignees import TO, Work, check_entries, found_by, people_of, sees
from dougong.runtime.flows.interpreter import DONE, Step
from dougong.runtime.flows.node_type import Node, NodeType, Visit
from dougong.runtime.notifications import COPY, About, tell


class CopyTo(NodeType):
    """`record` to the people `to`, with a `note`. Who may not see the record does not get it."""

    id = "copy"
    title = {"zh": "抄送", "en": "Copy to"}
    schema = {"record": expression("record"), "to": TO, "note": TEXT}
    required = ("record", "to")
    places = frozenset({"flow"})

    def check(self, part: Node, scope: CheckScope) -> None:
        form = target_form(part, scope)
        if form is not None:
            check_entries(part.get("to"), form, None, scope.at("to"), "warning")

    def start(self, node: Node, visit: Visit) -> Step:
        form, record = target(node, visit.frame)
        tx, work = visit.tx, Work(form, record)
        people = people_of(tx, found_by(node["to"], visit.frame, work))
        name = labels(tx, form, [record]).get(record, "")
        flow = tx.library.find(f"flow:{visit.instance['flow']}")
        title = flow.body["title"] if flow else {"en": str(visit.instance["flow"])}
        plain = N_("“{flow}” lets you know of it.")

        def words(language: str) -> tuple[str, str]:
            said = pick(node.get("note"), language)
            return name, said or translate(plain, language, flow=pick(title, language))

        seeing = [one for one in people if sees(tx, one, work)]
        tell(tx, seeing, COPY, About(form, record), words)
        return Step(DONE)
