"""A rejected lot on its way: its report, what is proposed, who decides, where the goods lie."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from dougong.platform.problems import Forbidden
from dougong.platform.storage import Record
from dougong.platform.storage.query import row
from dougong.runtime.flows import approvals
from dougong.runtime.records import Saved
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.trade import arrival

Values = dict[str, Any]
ENGINEER, MANAGER, BUYER, PRODUCTION, DESIGN = (
    "chenzhiyuan",
    "linlan",
    "wujing",
    "zhaogang",
    "sunlei",
)
BUCKETS = (
    "waiting", "undecided", "accepted", "concession", "sorting", "reworking", "returned", "scrapped",
    "downgraded", "released", "recalling", "consumed",
)  # fmt: skip


def rejected(company: Desk, quantity: str = "1000", price: str = "1", **values: Any) -> Record:
    """A lot is rejected: its report, waiting for a proposal."""
    posted = arrival(company, "R-1", quantity=quantity, price=price)
    company.drain()
    lot = company.find("inspection", arrival_line=posted.values["lines"][0]["id"])
    assert lot is not None
    reject(company, lot, **values)
    return report(company, inspection=lot.id)


def reject(company: Desk, lot: Record, **values: Any) -> None:
    defects = values.pop("defects", [{"code": "sur_rust", "severity": "major", "pieces": 3}])
    who = values.pop("who", "zhoumin")
    body = {"sample_size": 5, "verdict": "rejected", "remark": "锈蚀", "defects": defects, **values}
    company.complete(who, task(company, lot.id), body)
    company.drain()


def report(company: Desk, **match: Any) -> Record:
    found = company.find("nonconformance", **match)
    assert found is not None
    return found


def task(company: Desk, record: str) -> str:
    return str(company.one("task", record=record, state="open")["id"])


def part(disposition: str, quantity: str, **more: Any) -> Values:
    return {"disposition": disposition, "quantity": quantity, **more}


def proposed(company: Desk, case: Record, *parts: Values, **more: Any) -> Saved | Record:
    """The quality engineer proposes what happens to the goods."""
    values = {"dispositions": list(parts), **more}
    done = company.complete(ENGINEER, task(company, case.id), values)
    company.drain()
    return done


def vote(company: Desk, case: Record, who: str, choice: str = approvals.AGREE, **more: Any) -> None:
    try:
        signer = company.signer(who)
    except Forbidden:
        signer = None  # made for the test, without a password
    with company.as_(who) as tx:
        approvals.vote(tx, task(company, case.id), choice, signer=signer, **more)
    company.drain()


def decided(company: Desk, case: Record, *parts: Values, **more: Any) -> Record:
    """Proposed and agreed to by the quality manager alone."""
    proposed(company, case, *parts, **more)
    vote(company, case, MANAGER)
    return company.record("nonconformance", case.id)


def line_of(company: Desk, case: Record) -> Values:
    """The arrival line the goods came on."""
    return line_of_lot(company, company.record("inspection", case.values["inspection"]))


def line_of_lot(company: Desk, lot: Record) -> Values:
    """The arrival line of an inspection."""
    with company.looking() as tx:
        found = row(tx, "arrival.lines", lot.values["arrival_line"])
    assert found is not None
    return found


def buckets(line: Values) -> dict[str, Decimal]:
    """What lies where, by the arrival line; nothing is left out that is not 0."""
    found = {name: line[name].value for name in BUCKETS if line[name] is not None}
    return {name: value for name, value in found.items() if value}


def stores(company: Desk, batch: str = "R-1") -> dict[str, Decimal]:
    """Stock of a batch by store."""
    found = {}
    for store in ("to_inspect", "pending", "good", "concession", "downgraded"):
        balance = company.find("stock_balance", batch=batch, store=store)
        if balance is not None and balance.values["quantity"].value:
            found[store] = balance.values["quantity"].value
    return found
