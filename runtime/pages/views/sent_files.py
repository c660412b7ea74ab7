"""Files that came with a page's form: kept, and named in the field they were put into."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dougong.platform.files import Prepared, receive
from dougong.platform.problems import FieldProblem, Invalid, Problem
from dougong.platform.web import Asked, Upload
from dougong.runtime.records import files_field, prepared

# Names of the controls: of the page itself, not of the record.
PREFIX, TAKEN_OUT = "_file.", "_out."


@dataclass(frozen=True)
class SentFiles:
    """`fields` of the form as if the files had been sent before; `problems` of those not taken."""

    fields: Mapping[str, str]
    problems: Sequence[FieldProblem]

    def check(self) -> None:
        """Raises Invalid where a file was not taken: nothing is saved without it."""
        if self.problems:
            raise Invalid.of(self.problems)


def with_sent_files(asked: Asked, form_id: str, sent: Mapping[str, str]) -> SentFiles:
    """The fields of a page's form with the files that came along in them, without those that were to be
    taken out: what a browser sends by itself, where no script does it before."""
    fields = _without_taken_out(sent)
    problems: list[FieldProblem] = []
    for upload in asked.uploads:
        path = upload.field.removeprefix(PREFIX)
        try:
            found = _prepared(asked, form_id, path, upload)
        except Problem as problem:
            problems += problem.fields or [FieldProblem(path, problem.code, problem.message)]
            continue
        with asked.writing() as tx:
            file = receive(tx, found)
        listed = [*_listed(fields, path), file.to_json()]
        fields[path] = json.dumps(listed, ensure_ascii=False)
    return SentFiles(fields, tuple(problems))


def _without_taken_out(sent: Mapping[str, str]) -> dict[str, str]:
    fields = dict(sent)
    for name in sent:
        if name.startswith(TAKEN_OUT):
            path, _, id = name.removeprefix(TAKEN_OUT).rpartition(".")
            left = [one for one in _listed(fields, path) if _id(one) != id]
            fields[path] = json.dumps(left, ensure_ascii=False)
    return fields


def _prepared(asked: Asked, form_id: str, path: str, upload: Upload) -> Prepared:
    with asked.reading() as tx:
        field = files_field(tx, form_id, path)
    return prepared(upload.file, upload.name, upload.media_type, field, path)


def _listed(fields: Mapping[str, str], path: str) -> list[object]:
    """What the page has listed in the field; what cannot be read is said by the field."""
    try:
        found = json.loads(fields.get(path) or "[]")
    except ValueError:
        return []
    return found if isinstance(found, list) else []


def _id(one: object) -> object:
    return one.get("id") if isinstance(one, Mapping) else one
