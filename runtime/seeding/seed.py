"""Loading the demonstration company of a pack, once."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from dougong.platform.expressions import Evaluation, compile_expression
from dougong.platform.files import prepare, receive
from dougong.platform.identity import (
    actor_for,
    create_department,
    create_site,
    create_user,
    set_head,
    user_by_login,
)
from dougong.platform.storage import Actor, Cause, Record, Storage, Transaction, wire
from dougong.platform.storage.platform_tables import AppUser, table_of
from dougong.platform.storage.query import find
from dougong.runtime.records import act, create

PASSWORD = "dougong-demo"
_users = table_of(AppUser)
_SYSTEM = Actor.for_service("demonstration")


@dataclass
class Seeded:
    """Logins that exist now (`login`, `name`, `roles`), all with one `password`; and whether
    anything was loaded."""

    logins: list[Mapping[str, Any]] = field(default_factory=list)
    loaded: bool = False
    password: str = PASSWORD


def seed(storage: Storage, pack: Path, drain: Callable[[], object]) -> Seeded:
    """Load a pack's demonstration data unless it was loaded before.

    `drain` runs all background work: each step stands on what the ones before have set going.
    """
    manifest = json.loads(next(pack.glob("*.pack.json")).read_text(encoding="utf-8"))
    files = [
        json.loads((pack / name).read_text(encoding="utf-8")) for name in manifest.get("data", ())
    ]
    logins = [user for file in files for user in file.get("users", ())]
    with storage.read(_SYSTEM) as tx:
        if tx.connection.execute(select(_users.c.id).limit(1)).first() is not None:
            return Seeded(logins)
    keys: dict[str, Record] = {}
    for file in files:
        with storage.write(_SYSTEM, Cause("import", manifest["id"])) as tx:
            _company(tx, file)
        for step in file.get("steps", ()):
            _step(storage, step, keys, pack)
            drain()
    return Seeded(logins, loaded=True)


def _id_of(pack: Path) -> str:
    return next(pack.glob("*.pack.json")).name.removesuffix(".pack.json")


def _company(tx: Transaction, file: Mapping[str, Any]) -> None:
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


def _step(storage: Storage, step: Mapping[str, Any], keys: dict[str, Record], pack: Path) -> None:
    with storage.read(_SYSTEM) as tx:
        user = user_by_login(tx, step["by"])
        actor = actor_for(tx, user["id"]) if user else None
    assert actor is not None, f"no user {step['by']}"
    with storage.write(actor, Cause("import", _id_of(pack))) as tx:
        values = _values(tx, step.get("values", {}), keys, pack)
        if "create" in step:
            record = create(tx, step["create"], values).record
            for transition in step.get("then", ()):
                record = act(tx, step["create"], record.id, transition).record
            keys[step["key"]] = record
        else:
            match = {k: _values(tx, v, keys, pack) for k, v in step["find"].items()}
            found = find(tx, step["act"], match)
            assert found is not None, f"nothing found for {step['find']}"
            act(tx, step["act"], found.id, step["transition"], _by_row(values, found))


def _by_row(values: Mapping[str, Any], found: Record) -> dict[str, Any]:
    """Line items a step names by one of their fields (`{"by": field, "rows": {value: {…}}}`), as
    rows with their ids."""
    made = dict(values)
    for name, value in values.items():
        if isinstance(value, Mapping) and set(value) == {"by", "rows"}:
            ids = {str(row[value["by"]]): row["id"] for row in found.values[name]}
            made[name] = [{"id": ids[key], **row} for key, row in value["rows"].items()]
    return made


def _values(tx: Transaction, value: Any, keys: Mapping[str, Record], pack: Path) -> Any:
    """Values of a step: formulas worked out, `@key` replaced by the record it names,
    a file of the pack by what sending it answers."""
    if isinstance(value, Mapping):
        if set(value) == {"="}:
            return wire(_worked_out(value["="], tx.evaluation, tx))
        if set(value) == {"file"} and str(value["file"]).startswith("demo/"):
            return _sent(tx, pack, value["file"])
        return {key: _values(tx, one, keys, pack) for key, one in value.items()}
    if isinstance(value, list):
        return [_values(tx, one, keys, pack) for one in value]
    return _named(value, keys) if isinstance(value, str) and value.startswith("@") else value


def _sent(tx: Transaction, pack: Path, name: str) -> dict[str, Any]:
    path = (pack / name).resolve()
    assert path.is_relative_to(pack.resolve() / "demo"), f"{name} is outside the demonstration"
    with path.open("rb") as file:
        return receive(tx, prepare(file, path.name)).to_json()


def _worked_out(source: str, evaluation: Evaluation, tx: Transaction) -> Any:
    return compile_expression(source, tx.library.scope(None))({}, evaluation)


def _named(text: str, keys: Mapping[str, Record]) -> str:
    key, _, rest = text[1:].partition(".")
    if not rest:
        return keys[key].id
    field_id, position = rest.split(".")
    row: Mapping[str, Any] = keys[key].values[field_id][int(position)]
    return str(row["id"])
