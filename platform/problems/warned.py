"""Something may be done, but should be looked at first."""

from __future__ import annotations

from typing import ClassVar

from dougong.platform.problems.conflict import Conflict


class Warned(Conflict):
    """Rules warn of what a person is about to do (`fields` names them); asked again, it is done."""

    code: ClassVar[str] = "warned"
