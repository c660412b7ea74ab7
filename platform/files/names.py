"""Names of files as people gave them, made harmless."""

from __future__ import annotations

import re
import unicodedata

MOST = 120
# What one system or another takes for something else in a name.
_SPECIAL = re.compile(r'[<>:"|?*]')


def clean_name(name: str) -> str:
    """The last part of a path without characters that are invisible, turn the direction of writing or
    mean something to a file system; shortened, its extension kept. Letters of every language stay."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(one for one in last if one.isspace() or unicodedata.category(one)[0] != "C")
    plain = _SPECIAL.sub("_", " ".join(seen.split())).strip(". ")
    stem, dot, extension = plain.rpartition(".")
    if not dot:
        return plain[:MOST] or "file"
    return f"{stem.strip('. ')[: MOST - len(extension) - 1] or 'file'}.{extension[:20]}"


def extension_of(name: str) -> str:
    """What stands behind the last dot, small; "" when there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""
