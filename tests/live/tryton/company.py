"""The company every live test starts from: made once, kept, and copied."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

from tests.live.tryton.calls import Calls
from tests.live.tryton.environment import KEPT, REQUIREMENTS, alone, fingerprint, install
from tests.live.tryton.server import PASSWORD, USER, Server, make_database, settle


def company() -> Path:
    """The folder of a database with the company in it, and `company.json` that names its ids."""
    here = Path(__file__)
    sources = (REQUIREMENTS, here, here.with_name("server.py"))
    folder = KEPT / f"company-{fingerprint(*sources)}"
    with alone():
        install()
        if not (folder / "company.json").exists():
            for old in KEPT.glob("company-*"):
                shutil.rmtree(old)
            folder.mkdir()
            make_database(folder)
            server = Server(folder)
            try:
                made = _fill(Calls(server.url, USER, PASSWORD))
            finally:
                server.stop()
            settle(folder)
            (folder / "company.json").write_text(json.dumps(made))
    return folder


def date(day: dt.date) -> dict[str, Any]:
    """A day as Tryton writes it."""
    return {"__class__": "date", "year": day.year, "month": day.month, "day": day.day}


def number(text: str) -> dict[str, str]:
    """An exact number as Tryton writes it: prices have one, quantities are floats."""
    return {"__class__": "Decimal", "decimal": text}


def _fill(call: Calls) -> dict[str, Any]:
    context: dict[str, Any] = {"language": "en"}

    def create(model: str, **values: Any) -> int:
        return int(call(f"model.{model}.create", [values], context)[0])

    rate = {"date": date(dt.date(2020, 1, 1)), "rate": number("1")}
    currency = create("currency.currency", name="CNY", code="CNY", symbol="¥", digits=2,
                      rounding=number("0.01"), rates=[["create", [rate]]])  # fmt: skip
    own = create("company.company", party=create("party.party", name="本厂"), currency=currency)
    call("model.res.user.write", [call.user], {"companies": [["add", [own]]], "company": own},
         context)  # fmt: skip
    context["company"] = own
    address = ["create", [{"street": "深圳"}]]
    supplier = create("party.party", name="华南五金", addresses=[address])
    stores = _stores(call, create, context)
    units = _units(call, context)
    goods = {
        "F-141": _goods(create, "六角螺栓", "F-141", units["pcs"]),
        "C-010": _goods(create, "铜粉", "C-010", units["kg"]),
    }
    return {
        "company": own, "currency": currency, "supplier": supplier, "stores": stores,
        "units": units, "goods": {code: _product(call, context, id) for code, id in goods.items()},
        "control": _control(create, own),
    }  # fmt: skip


def _stores(call: Calls, create: Any, context: dict[str, Any]) -> dict[str, int]:
    """Goods to inspect lie in the input zone; Tryton's has no pending store, so it gets one."""
    found = call("model.stock.location.search_read", [["code", "!=", None]], 0, None, None,
                 ["code"], context)  # fmt: skip
    by_code = {one["code"]: one["id"] for one in found}
    pending = create("stock.location", name="待处理仓", code="HOLD", type="storage",
                     parent=by_code["WH"])  # fmt: skip
    return {"to_inspect": by_code["IN"], "good": by_code["STO"], "pending": pending,
            "warehouse": by_code["WH"], "supplier": by_code["SUP"]}  # fmt: skip


def _units(call: Calls, context: dict[str, Any]) -> dict[str, int]:
    def unit(name: str) -> int:
        return int(call("model.product.uom.search", [["name", "=", name]], 0, 1, None, context)[0])

    return {"pcs": unit("Unit"), "kg": unit("Kilogram")}


def _goods(create: Any, name: str, code: str, unit: int) -> int:
    return int(
        create("product.template", name=name, code=code, type="goods", default_uom=unit,
               purchasable=True, purchase_uom=unit, list_price=number("2"),
               lot_required=["supplier", "storage"], products=[["create", [{}]]])
    )  # fmt: skip


def _product(call: Calls, context: dict[str, Any], template: int) -> int:
    found = call("model.product.product.search", [["template", "=", template]], 0, 1, None, context)
    return int(found[0])


def _control(create: Any, own: int) -> int:
    """What an inspection of ours looks like there: points hold numbers and yes or no, never text."""
    points = [
        {"name": "verdict", "string": "Accepted?", "type_": "boolean"},
        {"name": "accepted", "string": "Quantity accepted", "type_": "float"},
        {"name": "rejected", "string": "Quantity rejected", "type_": "float"},
        {"name": "line", "string": "Move of the arrival", "type_": "integer"},
    ]
    return int(
        create("quality.control", name="来料检验结果", company=own, frequency=0.0, operations=[],
               points=[["create", points]])
    )  # fmt: skip
