"""A change request several people vote on, in words a works would use: for tests over HTTP and in the
browser. It belongs to no pack."""

from __future__ import annotations

from typing import Any

from dougong.platform.definitions import Definition
from dougong.platform.identity import create_user
from dougong.platform.publishing import publish_definitions
from dougong.platform.storage import Actor, Cause, Storage

PASSWORD = "dougong-demo"
ROLES = {"board_quality": ("质量", "Quality"), "board_buyer": ("采购", "Buying"),
         "board_engineer": ("工程", "Engineering"), "board_planner": ("生产", "Production")}  # fmt: skip
# Login, name, roles: who asks for the change, four with a vote, one more buyer, one who may read.
PEOPLE = (
    ("b_suna", "苏娜", ("board_asker",)),
    ("b_lin", "林秋", ("board_quality",)),
    ("b_wu", "吴浩", ("board_buyer",)),
    ("b_xia", "吴霞", ("board_buyer",)),
    ("b_chen", "陈毅", ("board_engineer",)),
    ("b_zhou", "周刚", ("board_planner",)),
    ("b_sun", "孙琳", ("board_guest",)),
)
WHY = {"zh": "申请人须回避", "en": "whoever asks for it has no vote"}


def _text(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def _field(id: str, type_: str, zh: str, en: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "type": type_, "title": _text(zh, en), **more}


def _definition(kind: str, id: str, zh: str, en: str, **more: Any) -> Definition:
    return Definition.of({"kind": kind, "id": id, "title": _text(zh, en), "format": 1, **more})


REQUEST = _definition(
    "form", "board_request", "变更申请", "Change request",
    icon="clipboard-check", number="CR-{yy}{mm}-{seq:3}",
    fields=[
        _field("subject", "text", "变更内容", "Subject", required=True),
        _field("item", "text", "物料", "Item"),
        _field("batch", "text", "批次", "Batch"),
        _field("asker", "person", "申请人", "Asked for by", read_only=True),
        _field("engineer", "person", "负责工程师", "Engineer"),
        _field("scrap", "integer", "报废数量", "To be scrapped", default="0", min="0"),
        _field("keep", "integer", "保留数量", "To be kept", default="0", min="0"),
        _field("note", "text", "评审意见", "Verdict", multiline=True),
    ],
    states={
        "start": "draft",
        "list": [
            {"id": "draft", "title": _text("草稿", "Draft")},
            {"id": "voting", "title": _text("评审中", "In review"), "submitted": True,
             "tone": "purple"},
            {"id": "approved", "title": _text("已批准", "Approved"), "submitted": True,
             "tone": "green"},
            {"id": "refused", "title": _text("已否决", "Turned down"), "submitted": True,
             "tone": "red"},
        ],
        "transitions": [
            {"id": "submit", "event": "submitted", "title": _text("提交", "Submit"),
             "from": ["draft"], "to": "voting", "who": "role:board_asker"},
            {"id": "approve", "event": "approved", "title": _text("批准", "Approve"),
             "from": ["voting"], "to": "approved", "tone": "green"},
            {"id": "refuse", "event": "refused", "title": _text("否决", "Turn down"),
             "from": ["voting"], "to": "refused", "needs": ["note"]},
        ],
        "void": {"who": "role:board_asker"},
    },
    layout=[
        {"id": "head", "title": _text("申请", "Request"), "columns": 2,
         "fields": ["subject", "item", "batch", "asker", "engineer"]},
        {"id": "what", "title": _text("处理数量", "Quantities"), "columns": 2,
         "fields": ["scrap", "keep", "note"]},
    ],
)  # fmt: skip


def _role(id: str, zh: str, en: str, verbs: list[str]) -> Definition:
    rights = [{"form": "form:board_request", "verbs": verbs}]
    return _definition("role", id, zh, en, rights=rights, instances=["read"])


DEFINITIONS = (
    REQUEST,
    _role("board_asker", "申请人", "Asker", ["read", "create", "change", "void"]),
    _role("board_guest", "列席", "Guest", ["read"]),
    *(_role(id, zh, en, ["read"]) for id, (zh, en) in ROLES.items()),
    _definition(
        "rule", "board_asker_is_me", "申请人是本人", "Who asks",
        on={"form": "form:board_request", "save": "create"},
        then=[{"id": "me", "do": "set", "set": {"asker": "me"}}],
    ),
    _definition(
        "rule", "board_not_too_much", "报废不能超过 100", "No more than 100 are scrapped",
        on={"form": "form:board_request", "transition": "approve"}, **{"if": "scrap > 100"},
        then=[{"id": "no", "do": "refuse", "field": "scrap",
               "message": _text("一次报废不能超过 100 件", "no more than 100 at once")}],
    ),
)  # fmt: skip
NODE: dict[str, Any] = {
    "id": "board", "do": "task.approve", "title": _text("变更评审", "Change board"),
    "record": "record", "to": [f"role:{one}" for one in ROLES], "not": "asker", "because": WHY,
    "approved": "approve", "refused": "refuse", "comment": "note", "fields": ["scrap", "keep"],
    "due": {"hours": 4},
}  # fmt: skip


def install(url: str, **terms: Any) -> None:
    """The request, its people, and a flow that puts it to the vote under `terms`."""
    flow = _definition(
        "flow", "board_vote", "变更评审流程", "Change board",
        on={"form": "form:board_request", "event": "submitted"}, nodes=[{**NODE, **terms}],
    )  # fmt: skip
    storage = Storage(url)
    try:
        with storage.write(Actor.for_service("tests"), Cause("import", "tests")) as tx:
            publish_definitions(tx, [*DEFINITIONS, flow], "tests")
            for login, name, roles in PEOPLE:
                create_user(tx, login, name, PASSWORD, roles)
    finally:
        storage.close()
