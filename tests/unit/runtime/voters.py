"""A plan people vote on, and the people."""

from __future__ import annotations

from typing import Any

from dougong.platform.definitions import Definition
from dougong.platform.identity import create_user
from dougong.platform.storage import Record
from dougong.runtime.flows import approvals, tasks
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk

_ROLES = ("quality", "buyer", "planner", "engineer")
PEOPLE = (
    ("qing", "青", ("quality",), "zh"),
    ("quan", "泉", ("quality",), "zh"),
    ("bo", "波", ("buyer",), "zh"),
    ("bing", "冰", ("buyer",), "zh"),
    ("pan", "潘", ("planner",), "zh"),
    ("eve", "Eve", ("engineer",), "en"),
    ("both", "双", ("buyer", "planner"), "zh"),
    ("xia", "夏", ("maker",), "zh"),
    ("wai", "外", ("outsider",), "zh"),
)

PLAN = small.definition(
    "form", "plan", name="title",
    fields=[
        small.field("title", "text", required=True),
        small.field("parts", "integer", default="1"),
        small.field("note", "text"),
        small.field("hint", "text"),
        small.field("engineer", "person"),
        small.field("maker", "person"),
        small.field("shares", "lines", fields=[
            small.field("way", "text", required=True),
            small.field("amount", "quantity", unit="'pcs'"),
        ]),
    ],
    states=small.states(
        "draft",
        [small.state("draft"), small.state("voting", submitted=True),
         small.state("approved", submitted=True), small.state("refused", submitted=True)],
        small.step("submit", "submitted", "draft", "voting", who="role:maker"),
        small.step("reopen", "reopened", "voting", "draft"),
        small.step("approve", "approved", "voting", "approved"),
        small.step("refuse", "refused", "voting", "refused", needs=["note"]),
        void={"who": "role:maker"},
    ),
)  # fmt: skip


def _role(id: str, **more: Any) -> Definition:
    verbs = ["read", "create", "change", "void"] if id == "maker" else ["read"]
    return small.definition("role", id, rights=[{"form": "form:plan", "verbs": verbs, **more}])


DEFINITIONS = (
    PLAN,
    *(_role(one) for one in _ROLES),
    _role("maker"),
    _role("outsider", **{"if": "parts > 100"}),
    small.rule(
        "not_too_many", {"form": "form:plan", "transition": "approve"},
        small.refuse("no", "parts"), **{"if": "parts > 9"},
    ),
)  # fmt: skip
SEATS = [f"role:{one}" for one in _ROLES]


def put_to_vote(desk: Desk, mode: str, to: list[Any] | None = None, **more: Any) -> Record:
    """Publish a flow that votes, and submit a plan made by xia."""
    node = {"id": "board", "do": "task.approve", "record": "record", "to": to or SEATS,
            "mode": mode, "approved": "approve", "refused": "refuse", "comment": "note",
            "fields": ["parts"], **more}  # fmt: skip
    after = {"id": "told", "do": "record.create", "form": "form:log",
             "set": {"label": "board.outcome + ' ' + board.by.name"}}  # fmt: skip
    on = {"form": "form:plan", "event": "submitted"}
    people(desk)
    desk.publish(*DEFINITIONS, small.flow("main", [node, after], on=on))
    eve, xia = desk.actor("eve").id, desk.actor("xia").id
    plan = desk.create("xia", "plan", {"title": "P", "engineer": eve, "maker": xia}, "submit")
    desk.drain()
    return plan


def people(desk: Desk) -> None:
    """The voters, and who asks them."""
    with desk.service() as tx:
        for login, name, roles, language in PEOPLE:
            create_user(tx, login, name, None, roles, language=language)


def the_task(desk: Desk) -> dict[str, Any]:
    return desk.one("task")


def cast(desk: Desk, who: str, answer: str = "agree", comment: str = "", **fields: Any) -> Any:
    """A vote; a refusal says why."""
    words = comment or ("because" if answer == "refuse" else "")
    with desk.as_(who) as tx:
        found = approvals.vote(tx, the_task(desk)["id"], answer, words, fields or None)
    desk.drain()
    return found.outcome


def waits_for(desk: Desk) -> set[str]:
    """Logins of those in whose inbox the vote stands."""
    found = set()
    for login, *_ in PEOPLE:
        with desk.looking(login) as tx:
            if tasks.tasks_of(tx):
                assert tasks.open_count(tx) == 1
                found.add(login)
    return found


def add(desk: Desk, who: str, person: str, place: str) -> None:
    id = desk.actor(person).id
    assert id is not None
    with desk.as_(who) as tx:
        approvals.add_signer(tx, the_task(desk)["id"], id, place, "please")
