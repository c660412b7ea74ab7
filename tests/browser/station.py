"""The weather station, served: a pack of another trade, whose rounds are filled in by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx

from dougong.platform import publishing
from dougong.platform.identity import create_user
from dougong.platform.storage import Actor, Cause, Storage
from tests.e2e.company import eventually
from tests.services.served import Served

PACK = Path(__file__).parents[1] / "packs" / "weather"
PASSWORD = "dougong-demo"
OBSERVERS = ("olga", "oskar")
JSON = dict[str, Any]


def measured(mark: str, name: str, n: int, places: int, *limits: str | None, unit: str) -> JSON:
    lower, upper = limits
    return {
        "mark": mark, "name": name, "sort": "measured", "n": n, "places": places,
        "lower": lower, "upper": upper, "unit": unit,
    }  # fmt: skip


AIR = measured("4", "气温", 20, 3, "3.838", "3.978", unit="mm")
DUST = measured("6", "积尘厚度", 8, 1, "8", "15", unit="µm")
HARD = {**measured("7", "冰粒硬度", 8, 0, "250", "320", unit="HV"), "weight": "key"}
PULL = measured("8", "风力拉力", 8, 2, "2.9", None, unit="N·m")
LAMP = {"mark": "9", "name": "信号灯", "sort": "marked", "n": 5}
LOOK = {"mark": "1", "name": "外观", "sort": "counted", "how": "锈蚀 裂纹 · 目视", "ac": 3}
DOOR = {"mark": "2", "name": "百叶箱门", "sort": "counted", "ac": 3}


class Station:
    """Its server and its people."""

    def __init__(self, home: Path) -> None:
        storage = Storage(f"sqlite:///{home / 'dougong.sqlite'}")
        storage.migrate()
        with storage.write(Actor.for_service("tests"), Cause("import", "tests")) as tx:
            publishing.install(tx, PACK)
            for login in OBSERVERS:
                create_user(tx, login, login.title(), PASSWORD, ["observer"])
        storage.close()
        self.served = Served(home, demo=False)
        headers = {
            "Authorization": f"Bearer {self.served.token(OBSERVERS[0])}",
            "Accept-Language": "zh",
        }
        self.client = httpx.Client(base_url=self.served.url, headers=headers, timeout=20)

    def stop(self) -> None:
        self.client.close()
        self.served.stop()

    def instrument(self, code: str, usable: bool, note: str = "") -> None:
        self._sent(
            "/api/records/instrument", {"code": code, "usable": usable, "note": note or None}
        )

    def round(self, *items: JSON) -> JSON:
        """A round that has begun, with the task of filling it in as `task`."""
        made = self._sent("/api/records/round", {"station": "A 站", "items": list(items)})
        begun = self._sent(f"/api/records/round/{made['id']}/actions/begin", {})

        def look() -> JSON | None:
            tasks = self.client.get("/api/tasks").json()["items"]
            return next((one for one in tasks if one["record"] == made["id"]), None)

        return {**begun, "task": eventually(look, "the task of the round")["id"]}

    def read(self, one: JSON) -> JSON:
        answer: JSON = self.client.get(f"/api/records/round/{one['id']}").json()
        return answer

    def values(self, one: JSON, row: int = 0) -> list[str | None]:
        """What the server holds."""
        found: list[str | None] = self.read(one)["items"][row]["values"] or []
        return found

    def change(self, one: JSON, values: JSON) -> None:
        """Somebody else changes the round meanwhile."""
        answer = self.client.patch(f"/api/records/round/{one['id']}", json=values)
        assert answer.status_code == 200, answer.text

    def _sent(self, path: str, values: JSON) -> JSON:
        answer = self.client.post(path, json=values)
        assert answer.status_code in (200, 201), answer.text
        body: JSON = answer.json()
        return body
