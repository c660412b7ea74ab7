"""A formula in people's words: fields by their titles, signs as on paper."""

from dougong.platform.expressions.checked import Checked
from dougong.platform.expressions.wording.naming import Naming
from dougong.platform.expressions.wording.teller import Teller
from dougong.platform.expressions.wording.worded import Path, Worded

__all__ = ["Naming", "Path", "Worded", "wording"]


def wording(checked: Checked, naming: Naming, language: str) -> Worded:
    """The formula and every part of it in words."""
    teller = Teller(checked, naming, language)
    teller.tell(checked.parsed.tree, checked.scope.record)
    return teller.worded
