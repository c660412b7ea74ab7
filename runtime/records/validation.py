"""Whether a record may be written as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import Field, Form
from dougong.platform.expressions import Quantity, holds
from dougong.platform.fields import FieldError
from dougong.platform.storage.query import row as read_row
from dougong.platform.texts import N_, Message
from dougong.runtime.records.draft import Draft
from dougong.runtime.records.linking import check_link
from dougong.runtime.records.measuring import check_measure
from dougong.runtime.records.reading_terms import check_readings, terms_of


def validate(draft: Draft, needs: tuple[str, ...] = ()) -> None:
    """Note every fault: what is missing, out of bounds, refers to nothing, or fails a check."""
    for field in draft.form.fields.values():
        _field(draft, field, draft.form, draft.values, "", field.id in needs)
    for line, rows, position, row in draft.each_row():
        for field in rows.fields.values():
            _field(draft, field, rows, row, f"{line.id}.{position}.", False)


def _field(
    draft: Draft, field: Field, form: Form, values: Mapping[str, Any], prefix: str, needed: bool
) -> None:
    path, value = prefix + field.id, values.get(field.id)
    row, rows = (values, form) if form.holder else (None, None)
    part = f"{path}." if field.type == "readings" else path
    if any(one.path == path or one.path.startswith(part) for one in draft.problems):
        return
    if value is None or value == []:
        if needed or _required(draft, field, row, rows):
            draft.problem(path, "required", Message(N_("This is needed")))
        return
    try:
        _bounds(draft, field, value, row, rows)
        _target(draft, field, value, row, rows)
    except FieldError as error:
        draft.problem(path + error.part, error.code, error.message)
        return
    for one in field.body.get("check", []):
        if not holds(draft.evaluate(one["if"], row, rows)):
            draft.problem(path, "check", Message.of(one["message"]))


def _required(draft: Draft, field: Field, row: Mapping[str, Any] | None, rows: Form | None) -> bool:
    """Required, unless it is not even shown."""
    condition = field.body.get("required_if")
    wanted = field.required or (condition and holds(draft.evaluate(condition, row, rows)))
    if not wanted:
        return False
    shown = field.body.get("visible_if")
    return shown is None or holds(draft.evaluate(shown, row, rows))


def _bounds(
    draft: Draft, field: Field, value: Any, row: Mapping[str, Any] | None, rows: Form | None
) -> None:
    if field.type == "lines":
        least = field.body.get("min_rows", 0)
        if len(value) < least:
            raise FieldError(Message(N_("At least {limit} rows"), {"limit": least}), "required")
        return
    # Parsed again so that values made by rules and formulas keep the same limits as typed ones.
    field.kind.parse(field.body, field.kind.to_json(field.body, value))
    if isinstance(value, Quantity):
        check_measure(draft, field, value, draft.evaluate(field.body["unit"], row, rows))
    if field.type == "readings":
        check_readings(draft, field, value, terms_of(draft, field, row, rows))


def _target(
    draft: Draft, field: Field, value: Any, row: Mapping[str, Any] | None, rows: Form | None
) -> None:
    """Options and links lead somewhere."""
    if field.type == "choice":
        options = draft.tx.library.codes(field.body["options"])
        if value not in options or (options[value].get("retired") and not draft.kept(field, value)):
            raise FieldError(
                Message(N_("“{value}” is not one of the options"), {"value": value}), "option"
            )
    elif field.type == "person":
        if read_row(draft.tx, "user", value) is None:
            raise FieldError(Message(N_("There is no such person")), "unknown_record")
    elif field.type == "link" and not draft.kept(field, value):
        check_link(draft, field, value, row, rows)
