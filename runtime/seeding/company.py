"""The sites, departments and people of a demonstration company."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.identity import create_department, create_site, create_user, set_head
from dougong.platform.storage import Transaction

PASSWORD = "dougong-demo"


def make_company(tx: Transaction, file: Mapping[str, Any]) -> None:
    """Make what `sites`, `departments` and `users` of a file say."""
    sites = {
        s["code"]: create_site(tx, s["code"], s["title"], s["timezone"])
        for s in file.get("sites", ())
    }
    departments: dict[str, str] = {}
    for d in file.get("departments", ()):  # those above come first
        site, parent = sites.get(d.get("site")), departments.get(d.get("parent"))
        departments[d["code"]] = create_department(tx, d["code"], d["title"], site, parent)
    users: dict[str, str] = {}
    for user in file.get("users", ()):
        site, department = sites.get(user.get("site")), departments.get(user.get("department"))
        users[user["login"]] = create_user(
            tx, user["login"], user["name"], PASSWORD, user["roles"], site, department
        )
    for d in file.get("departments", ()):
        if "head" in d:
            set_head(tx, departments[d["code"]], users[d["head"]])
