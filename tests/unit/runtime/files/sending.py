"""People who send files, and look at them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from dougong.platform.files import content, file_for, prepare, receive
from dougong.platform.problems import NotFound
from tests.services.pictures import PDF, picture
from tests.unit.runtime.desk import Desk


def send(desk: Desk, who: str, name: str = "车.jpg", body: bytes | None = None) -> dict[str, Any]:
    """Send a file; the answer is an item for a field."""
    found = prepare(io.BytesIO(body or (PDF if name.endswith("pdf") else picture())), name)
    with desk.as_(who) as tx:
        return receive(tx, found).to_json()


def sees(desk: Desk, who: str, id: str) -> bytes | None:
    """The content as somebody gets it; None where there is nothing for them."""
    with desk.looking(who) as tx:
        try:
            with content(tx, file_for(tx, id)) as file:
                return file.read()
        except NotFound:
            return None


def kept(folder: Path) -> list[str]:
    """Names of what lies in the folder."""
    return sorted(one.name for one in folder.rglob("*") if one.is_file())
