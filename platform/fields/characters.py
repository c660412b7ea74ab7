"""Characters that no database keeps."""

from __future__ import annotations

import re

# C0 and C1 controls but tab and line feed; lone surrogates cannot be stored.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def storable(text: str) -> bool:
    """Whether both databases keep the text as it is."""
    return _FORBIDDEN.search(text) is None
