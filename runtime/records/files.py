"""Files on their way into fields of records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from dougong.platform.definitions import Field
from dougong.platform.fields import FieldError, File
from dougong.platform.fields.types.files import MAX_MB
from dougong.platform.files import MOST_MB, Prepared, gone, named, own_files, prepare
from dougong.platform.problems import (
    FieldProblem,
    Invalid,
    NotFound,
    Problem,
    TooLarge,
    WrongMediaType,
)
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, Message
from dougong.runtime.records.rights import form_for


def files_field(tx: Transaction, form_id: str, path: str) -> Field:
    """The field of files at `path`: `photos`, `lines.photos` or `lines.3.photos`. Raises NotFound."""
    form = form_for(tx, form_id, "read")
    head, *rest = path.split(".")
    field = form.fields.get(head)
    if rest and head in form.lines and field is not None:
        field = form.lines[head].fields.get(rest[-1])
    hidden = head in tx.actor.rights.of(form_id).hidden
    if field is None or field.type != "files" or hidden:
        raise NotFound(Message(N_("There is no such field")))
    return field


def prepared(
    file: BinaryIO, name: str, media_type: str, field: Field | None, path: str
) -> Prepared:
    """A file looked at for a field (for any, without one). What is wrong is said of `path`: raises
    TooLarge, WrongMediaType, Invalid."""
    limit = field.body.get("max_mb", MAX_MB) if field else MOST_MB
    accept = field.body.get("accept", "any") if field else "any"
    try:
        return prepare(file, named(name, media_type), limit, accept)
    except (TooLarge, WrongMediaType, Invalid) as problem:
        raise about(problem, path) from problem


def about(problem: Problem, path: str) -> Problem:
    """The same problem, said of a field."""
    return type(problem)(problem.message, [FieldProblem(path, problem.code, problem.message)])


def looked_up(tx: Transaction, sent: Iterable[File], old: Iterable[File]) -> tuple[File, ...]:
    """The files a person names: those that stood in the field before, and those they have sent.

    Raises FieldError for any other.
    """
    known, wanted = {one.id: one for one in old}, list(sent)
    known |= own_files(tx, [one.id for one in wanted if one.id not in known])
    if any(one.id not in known for one in wanted):
        raise FieldError(gone(), "unknown_file")
    return tuple(known[one.id] for one in wanted)
