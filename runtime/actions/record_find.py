"""`record.find`: the newest record that matches, if there is one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.kinds.kind import reference
from dougong.platform.expressions import Type, fits, kind_name
from dougong.platform.storage.query import find
from dougong.platform.texts import N_
from dougong.runtime.actions.action import Action, Outputs
from dougong.runtime.actions.frame import Frame
from dougong.runtime.actions.values import RECORD_PLACES, SET, kept, record_output, worked_out


class RecordFind(Action):
    """`form` and `where` (fields that must equal values). Output: `record`, empty if none."""

    id = "record.find"
    title = {"zh": "查找记录", "en": "Find a record"}
    schema = {"form": reference("form"), "where": SET}
    required = ("form", "where")
    places = RECORD_PLACES

    def check(self, part: Mapping[str, Any], scope: CheckScope) -> None:
        form = scope.known_form(part.get("form"))
        where = part.get("where")
        if form is None or not isinstance(where, Mapping):
            return
        fields = scope.library.schema.fields(form)
        for key, source in where.items():
            here = scope.at("where", key)
            if key not in fields:
                here.report(
                    "unknown_field", N_("{form} has no field “{field}”"), form=form, field=key
                )
                continue
            found = here.expression(source)
            if found is not None and not fits(found, fields[key]):
                here.report(
                    "type", N_("This can never equal {expected}"), expected=kind_name(fields[key])
                )

    def outputs(self, part: Mapping[str, Any], scope: CheckScope) -> Type | None:
        form = scope.known_form(part.get("form"))
        return record_output(form, optional=True) if form else None

    def run(self, action: Mapping[str, Any], frame: Frame) -> Outputs | None:
        form = str(action["form"]).removeprefix("form:")
        found = find(frame.tx, form, worked_out(action["where"], frame))
        return kept(found.id if found else None)
