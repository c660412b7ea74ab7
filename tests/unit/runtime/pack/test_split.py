"""How dispositions split what was rejected: told beside them, checked where the form is written."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from dougong.platform.definitions import Definition, check
from dougong.runtime.records import preview
from dougong.runtime.showing import form_view
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pack.rejections import ENGINEER, part, rejected


def split(company: Desk, *parts: dict[str, Any]) -> Any:
    case = rejected(company)
    with company.looking(ENGINEER) as tx:
        draft = preview(tx, "nonconformance", case.id, {"dispositions": list(parts)})
        return form_view(draft, ["dispositions"]).fields["dispositions"].share


@pytest.mark.parametrize(
    ("sizes", "state", "gap", "offers"),
    [
        (["300", "700"], "exact", "0", []),
        (["300", "510"], "less", "190", [("dispositions.0.quantity", "490"), ("dispositions.1.quantity", "700")]),
        (["300", "720"], "more", "20", []),
        ([], "less", "1,000", []),
    ],
)  # fmt: skip
def test_what_is_missing_is_told_and_offered(
    company: Desk, sizes: list[str], state: str, gap: str, offers: list[tuple[str, str]]
) -> None:
    found = split(
        company, *(part(way, size) for way, size in zip(("sort", "scrap"), sizes, strict=False))
    )
    assert (found.state, found.gap.text, found.whole.text) == (state, gap, "1,000")
    assert [(one.name, one.input) for one in found.offers] == offers
    widths = [float(one.width) for one in found.parts] + [float(found.width)]
    assert sum(widths) == pytest.approx(100, abs=0.05)


@pytest.mark.parametrize(
    ("share", "code"),
    [
        ({"of": "batch", "quantity": "quantity", "by": "disposition"}, "type"),
        ({"of": "quantity", "quantity": "pieces", "by": "disposition"}, "unknown_field"),
        ({"of": "quantity", "quantity": "quantity", "by": "until"}, "type"),
    ],
)
def test_what_no_split_may_name(company: Desk, share: dict[str, str], code: str) -> None:
    with company.looking() as tx:
        library = tx.library
        body = copy.deepcopy(dict(library.get("form:nonconformance").body))
        field = next(one for one in body["fields"] if one["id"] == "dispositions")
        field["share"] = share
        changed = library.with_([Definition("form", "nonconformance", body)])
        found = check(changed, ["form:nonconformance"])
    assert code in {one.code for one in found if "/share" in one.pointer}
