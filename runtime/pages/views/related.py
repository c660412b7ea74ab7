"""Records that point at a record, and those one could make for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dougong.platform.definitions import Form
from dougong.platform.expressions import holds
from dougong.platform.problems import Invalid
from dougong.platform.storage import Record, Transaction
from dougong.platform.storage.query import Query, labels, page
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.pages.views.criteria import PREFIX, visible_fields
from dougong.runtime.pages.views.crumbs import nameless
from dougong.runtime.pages.views.visible_lists import lists_of
from dougong.runtime.records import stored
from dougong.runtime.showing import Shower, ShownValue, moment, state_of

SHOWN = 5


@dataclass(frozen=True)
class RelatedRecord:
    """One of them; `state` is a pill."""

    name: str
    href: str
    about: str
    state: ShownValue
    at: str


@dataclass(frozen=True)
class Related:
    """The newest records of one form; `all` leads to a list of every one ("" when these are all)."""

    title: str
    icon: str
    records: list[RelatedRecord]
    all: str


def related(tx: Transaction, record: Record) -> list[Related]:
    """Forms the person may read whose records link here, directly, by rows or to rows."""
    found = []
    for definition in tx.library.all("form"):
        form = tx.library.form(definition.id)
        if tx.actor.rights.may("read", form.id):
            paths = list(_paths(tx, form, record.form))
            if paths:
                group = _group(tx, form, paths, record)
                found += [group] if group else []
    return found


def makeable(tx: Transaction, record: Record) -> list[tuple[str, str]]:
    """(words, address) of new records that need a link here, which is filled in then."""
    if record.voided:
        return []
    found = []
    for definition in tx.library.all("form"):
        form = tx.library.form(definition.id)
        if not tx.actor.rights.may("create", form.id):
            continue
        for field in visible_fields(tx, form):
            here = field.body.get("to") == f"form:{record.form}" and field.required
            if here and not field.read_only and _fits(tx, field.body.get("filter"), record):
                words = translate(N_("New {form}"), tx.actor.language)
                words = words.format(form=pick(form.title, tx.actor.language))
                found.append((words, f"/records/{form.id}/new?fill.{field.id}={record.id}"))
                break
    return found


def _fits(tx: Transaction, source: str | None, record: Record) -> bool:
    """Whether the record may be chosen; a filter that asks about the new record cannot say yet."""
    if source is None or any(name in source for name in ("holder.", "row.")):
        return True
    return holds(stored(tx, record.form, record.id).evaluate(source))


def _paths(tx: Transaction, form: Form, target: str) -> Iterator[tuple[str, str]]:
    """Parameters of a list and the conditions they stand for, `{id}` left open."""
    for field in visible_fields(tx, form):
        if field.type == "lines":
            for inner in form.lines[field.id].fields.values():
                for path, source in _path(inner.id, str(inner.body.get("to", "")), target):
                    yield f"{field.id}.{path}", f"any({field.id}, {source})"
        else:
            yield from _path(field.id, str(field.body.get("to", "")), target)


def _path(id: str, to: str, target: str) -> Iterator[tuple[str, str]]:
    if to == f"form:{target}":
        yield id, f"{id} == '{{id}}'"
    elif to.startswith(f"form:{target}."):
        yield f"{id}.parent", f"{id}.parent == '{{id}}'"


def _group(
    tx: Transaction, form: Form, paths: list[tuple[str, str]], record: Record
) -> Related | None:
    source = " or ".join(f"({one})" for _, one in paths).replace("{id}", record.id)
    try:
        found = page(tx, Query(form.id, source, limit=SHOWN + 1)).records
    except Invalid:
        return None  # the link leads through what the person may not see
    shown = [one for one in found if one.id != record.id][:SHOWN]
    if not shown:
        return None
    return Related(
        pick(form.title, tx.actor.language),
        str(form.body.get("icon", "file-text")),
        records_shown(tx, form, shown),
        _all(tx, form, paths[0][0], record) if len(found) > SHOWN else "",
    )


def _all(tx: Transaction, form: Form, path: str, record: Record) -> str:
    lists = lists_of(tx, form.id)
    return f"/lists/{lists[0].id}?{PREFIX}{path}={record.id}" if lists else ""


def records_shown(tx: Transaction, form: Form, records: list[Record]) -> list[RelatedRecord]:
    """Records of one form as lines: name, a few words, state, when."""
    names = labels(tx, form.id, [one.id for one in records])
    shower = Shower(tx)
    for one in records:
        shower.names.note_record(one)
    return [_shown(tx, form, one, names.get(one.id, ""), shower) for one in records]


def _shown(tx: Transaction, form: Form, one: Record, name: str, shower: Shower) -> RelatedRecord:
    """A draft has no number yet: what it is about names it."""
    words = about(tx, form, one, shower)
    return RelatedRecord(
        name or words or nameless(tx, form.id),
        f"/records/{form.id}/{one.id}",
        words if name else "",
        state_of(tx, one) if len(form.states) > 1 or one.voided else ShownValue("state"),
        moment(tx, one.system.created_at),
    )


def about(tx: Transaction, form: Form, record: Record, shower: Shower, most: int = 3) -> str:
    """A few words on a record: the first links, quantities, amounts and choices of its layout."""
    words: list[str] = []
    order = [id for section in form.layout for id in section["fields"]]
    fields = sorted(
        visible_fields(tx, form),
        key=lambda one: order.index(one.id) if one.id in order else len(order),
    )
    for field in fields:
        told = field.type in ("link", "quantity", "money", "choice")
        if told and record.values.get(field.id) is not None and len(words) < most:
            shown = shower.field(form, field, record.values[field.id])
            words.append(f"{shown.text} {shown.unit}".strip())
    return " · ".join(words)
