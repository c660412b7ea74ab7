"""Installing packs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, update

from dougong.platform.audit import note
from dougong.platform.definitions import Definition, read
from dougong.platform.problems import Malformed, NotFound
from dougong.platform.publishing.drafts import save_draft
from dougong.platform.publishing.publish import publish_definitions
from dougong.platform.publishing.rows import LIVE, digest, live_row, stored
from dougong.platform.storage import Transaction
from dougong.platform.storage.platform_tables import DefinitionBase, PackInstall, table_of
from dougong.platform.texts import N_, Message

_bases = table_of(DefinitionBase)
_installs = table_of(PackInstall)
_after: list[Callable[[Transaction, Definition], None]] = []
MAX_FILES = 500


def bind_after_install(call: Callable[[Transaction, Definition], None]) -> None:
    """Say who binds the connections a pack asks for."""
    if call not in _after:
        _after.append(call)


@dataclass
class InstallReport:
    """Refs that were published, left as they are, or became drafts beside a local change."""

    pack: str
    version: str
    published: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    drafted: list[str] = field(default_factory=list)


def read_pack(path: Path) -> tuple[Definition, list[Definition]]:
    """The pack's manifest and every definition in its folder (demonstration data aside).

    Raises NotFound where there is no pack, Malformed for a file that cannot be read.
    """
    files = sorted(p for p in path.rglob("*.json") if "demo" not in p.relative_to(path).parts[:-1])
    if len(files) > MAX_FILES:
        raise Malformed(Message(N_("A pack has at most {limit} files"), {"limit": MAX_FILES}))
    definitions = [_read_file(p) for p in files]
    manifest = next((d for d in definitions if d.kind == "pack"), None)
    if manifest is None:
        raise NotFound(Message(N_("There is no pack in {path}"), {"path": str(path)}))
    return manifest, definitions


def _read_file(path: Path) -> Definition:
    """A definition whose id and kind are those of its file's name."""
    try:
        definition = read(path.read_text(encoding="utf-8"), str(path))
    except UnicodeDecodeError:
        raise Malformed(Message(N_("{path} is not UTF-8"), {"path": str(path)})) from None
    if path.name != f"{definition.id}.{definition.kind}.json":
        words = N_("{path} holds {ref}: a file bears the name of its definition")
        raise Malformed(Message(words, {"path": str(path), "ref": definition.ref}))
    return definition


def install(tx: Transaction, path: Path) -> InstallReport:
    """Install or renew a pack in one transaction; what was changed here stays live.

    Each definition keeps the base it was shipped as. Where the live revision differs from its base,
    the shipped one becomes a draft. Installing the same twice changes nothing. Raises Invalid.
    """
    manifest, definitions = read_pack(path)
    report = InstallReport(manifest.id, manifest.body["version"])
    fresh: list[Definition] = []
    for definition in definitions:
        _sort(tx, definition, report, fresh)
    if fresh:
        publish_definitions(tx, fresh, f"{manifest.id} {report.version}")
        report.published = [d.ref for d in fresh]
    for definition in definitions:
        _keep_base(tx, manifest, definition)
    if fresh or report.drafted:
        _note_install(tx, manifest, definitions)
    for call in _after:
        call(tx, manifest)
    return report


def _sort(
    tx: Transaction, definition: Definition, report: InstallReport, fresh: list[Definition]
) -> None:
    live = tx.library.find(definition.ref)
    row = live_row(tx, definition.ref)
    if row is None or (live is None and row["base_hash"] is None):
        fresh.append(definition)
    elif live is None:  # withdrawn here: it does not come back by itself
        _offer(tx, definition, row, report)
    elif digest(live) == digest(definition):
        report.unchanged.append(definition.ref)
    elif row["base_hash"] == digest(definition):
        report.unchanged.append(definition.ref)  # changed here, not in the pack: ours stays
    elif row["base_hash"] == digest(live):
        fresh.append(definition)
    else:
        save_draft(tx, definition)
        report.drafted.append(definition.ref)


def _offer(
    tx: Transaction, definition: Definition, row: Mapping[str, Any], report: InstallReport
) -> None:
    if row["base_hash"] == digest(definition):
        report.unchanged.append(definition.ref)
    else:
        save_draft(tx, definition)
        report.drafted.append(definition.ref)


def _keep_base(tx: Transaction, manifest: Definition, definition: Definition) -> None:
    key = (_bases.c.pack == manifest.id) & (_bases.c.ref == definition.ref)
    values: dict[str, Any] = {
        "version": manifest.body["version"],
        "hash": digest(definition),
        "body": stored(definition),
    }
    if tx.connection.execute(update(_bases).where(key).values(values)).rowcount == 0:
        tx.connection.execute(insert(_bases).values(pack=manifest.id, ref=definition.ref, **values))
    base = {"pack": manifest.id, "base_hash": values["hash"]}
    tx.connection.execute(update(LIVE).where(LIVE.c.ref == definition.ref).values(base))


def _note_install(tx: Transaction, manifest: Definition, definitions: list[Definition]) -> None:
    version = manifest.body["version"]
    known = (_installs.c.pack == manifest.id) & (_installs.c.version == version)
    if tx.connection.execute(select(_installs.c.pack).where(known)).first() is None:
        whole = digest(manifest)
        values = {
            "pack": manifest.id,
            "version": version,
            "hash": whole,
            "at": tx.now,
            "by": tx.actor.id,
        }
        tx.connection.execute(insert(_installs).values(values))
    note(
        tx,
        "pack",
        manifest.id,
        "install",
        None,
        {"version": version, "definitions": len(definitions)},
    )
