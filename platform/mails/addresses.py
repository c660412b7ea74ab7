"""Addresses of people."""

from __future__ import annotations

import re

LONGEST = 254
_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


def well_formed(text: str) -> bool:
    """Whether it looks like the address of one mailbox: whether there is one, only a mail tells."""
    return len(text) <= LONGEST and _ADDRESS.fullmatch(text) is not None and ".." not in text
