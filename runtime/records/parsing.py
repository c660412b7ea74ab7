"""What people send, turned into record values: strict, every fault named with its field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from dougong.platform.definitions import Field, Form
from dougong.platform.fields import FieldError, link_target
from dougong.platform.problems import FieldProblem
from dougong.platform.storage import FormRights, Transaction, new_id
from dougong.platform.storage.query import find
from dougong.platform.texts import N_, Message
from dougong.runtime.records.files import looked_up


class Parser:
    """Parses the fields of one record; faults are collected in `problems`."""

    def __init__(self, tx: Transaction, rights: FormRights, lenient: bool = False) -> None:
        self.tx, self.rights, self.lenient = tx, rights, lenient
        self.problems: list[FieldProblem] = []

    def parse(
        self, form: Form, raw: Mapping[str, Any], old: Mapping[str, Any], prefix: str = ""
    ) -> dict[str, Any]:
        """Values of the fields that were sent; fields that were not sent are left out."""
        found: dict[str, Any] = {}
        for key, value in raw.items():
            field = form.fields.get(key)
            if field is None or (not prefix and key in self.rights.hidden):
                if not (prefix and key == "id"):
                    self._wrong(
                        prefix + str(key)[:60], "unknown_field", N_("There is no such field")
                    )
            elif self._writable(form, field, value, old, prefix):
                self._take(form, field, value, old, prefix, found)
        return found

    def _writable(
        self, form: Form, field: Field, value: Any, old: Mapping[str, Any], prefix: str
    ) -> bool:
        closed = field.read_only or (not prefix and field.id in self.rights.read_only)
        if not closed:
            return True
        present = field.kind.to_json(field.body, old.get(field.id))
        if value != present and value is not None:
            self._wrong(prefix + field.id, "read_only", N_("This field cannot be changed"))
        return False

    def _take(
        self,
        form: Form,
        field: Field,
        value: Any,
        old: Mapping[str, Any],
        prefix: str,
        found: dict[str, Any],
    ) -> None:
        try:
            found[field.id] = self._value(form, field, value, old, prefix)
        except FieldError as error:
            self.problems.append(
                FieldProblem(prefix + field.id + error.part, error.code, error.message)
            )

    def _value(
        self, form: Form, field: Field, value: Any, old: Mapping[str, Any], prefix: str
    ) -> Any:
        empty = value is None or (self.lenient and value == "")  # a page's line items without rows
        if field.type == "lines":
            rows: Any = [] if empty else field.kind.parse(field.body, value)
            present = old.get(field.id) or []
            made = self._rows(form.lines[field.id], rows, present, field.id)
            return self._kept_rows(field.id, made, present) if field.body.get("fixed") else made
        if empty:
            return None
        if field.type == "files":
            sent: Any = field.kind.parse(field.body, value, self.lenient)
            return looked_up(self.tx, sent or (), old.get(field.id) or ()) or None
        if self.lenient and field.type == "datetime":
            value = _zoned(value, self.tx.actor.timezone)
        parsed = field.kind.parse(field.body, value, self.lenient)
        return self._looked_up(field, parsed) if isinstance(parsed, Mapping) else parsed

    def _rows(
        self, form: Form, raw: list[Any], old: list[Mapping[str, Any]], name: str
    ) -> list[dict[str, Any]]:
        """Rows keep their id; one that is sent without starts a new row."""
        present = {row["id"]: row for row in old}
        made: list[dict[str, Any]] = []
        for position, row in enumerate(raw):
            prefix = f"{name}.{position}."
            id = row.get("id")
            before = present.pop(id, None) if isinstance(id, str) else None
            if id and before is None:
                self._wrong(f"{prefix}id", "unknown_row", N_("This row is not part of the record"))
            blank = {field.id: None for field in form.fields.values()}
            values = self.parse(form, row, before or {}, prefix)
            made.append({**blank, **(before or {}), **values, "id": id if before else new_id()})
        return made

    def _kept_rows(
        self, name: str, made: list[dict[str, Any]], old: list[Mapping[str, Any]]
    ) -> list[dict[str, Any]]:
        """Rows that are given: none is added, one that was not sent stays."""
        sent = {row["id"]: row for row in made}
        if set(sent) - {row["id"] for row in old}:
            self._wrong(name, "fixed_rows", N_("Rows cannot be added here"))
        return [sent.get(row["id"], dict(row)) for row in old]

    def _looked_up(self, field: Field, named: Mapping[str, str]) -> str:
        """The id of the record named by a unique field."""
        ((key, value),) = named.items()
        target = link_target(field.body)
        unknown = FieldError(Message(N_("There is no such record")), "unknown_record")
        if "." in target or (key != "number" and (key,) not in self.tx.library.form(target).unique):
            raise unknown
        record = find(self.tx, target, {key: value})
        if record is None:
            raise unknown
        return record.id

    def _wrong(self, path: str, code: str, msgid: str) -> None:
        self.problems.append(FieldProblem(path, code, Message(msgid)))


def _zoned(typed: Any, zone: str) -> Any:
    """A time as a page's control gives it, `2026-11-24T08:00`, with the zone of who typed it."""
    try:
        found = datetime.fromisoformat(typed)
    except (TypeError, ValueError):
        return typed  # the field says what is wrong with it
    return typed if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone)).isoformat()
