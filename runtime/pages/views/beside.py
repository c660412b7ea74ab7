"""What is renewed on a record's page while something about it is under way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dougong.platform.storage import Transaction
from dougong.runtime.pages.views.related import Related, related
from dougong.runtime.pages.views.side import Side, side_view
from dougong.runtime.records import stored


@dataclass(frozen=True)
class Beside:
    """`related` is None on pages that show no records which belong to this one."""

    side: Side
    related: list[Related] | None


def beside_view(
    tx: Transaction, form: str, id: str, parameters: Mapping[str, str], whole: bool
) -> Beside:
    """What happened to the record, and with `whole` what belongs to it by now. Raises NotFound."""
    record = stored(tx, form, id).before
    found = related(tx, record) if whole and record is not None else None
    return Beside(side_view(tx, form, id, parameters), found)
