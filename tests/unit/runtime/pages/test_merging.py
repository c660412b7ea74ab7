"""Two people changed the same record: what each did is told so that one can choose."""

from __future__ import annotations

from dougong.runtime.pages.views.merging import merged
from tests.unit.runtime.desk import Desk


def test_rows_are_told_by_what_stands_in_them(desk: Desk) -> None:
    case = desk.create("bela", "case", {"title": "one", "lines": [{"label": "a", "size": 1}]})
    row = case.values["lines"][0]["id"]
    theirs = {"lines": [{"id": row, "label": "a", "size": 5}], "kind": "a"}
    desk.change("clara", "case", case.id, theirs)
    typed = {"lines": [{"id": row, "label": "a", "size": "3"}, {"label": "new", "size": "2"}]}
    with desk.looking("bela") as tx:
        kept, found = merged(tx, "case", case.id, case.system.change_no, typed)
    told = {one.field: one for one in found}
    assert told["lines"].clash
    assert told["lines"].before == "a · 1"
    assert told["lines"].theirs == "a · 5"
    assert told["lines"].mine == "a · 3\nnew · 2"
    assert (told["kind"].clash, told["kind"].theirs) == (False, "a")
    assert kept == typed
