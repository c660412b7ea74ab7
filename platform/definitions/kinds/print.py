"""Prints: labels of records, or of each of their rows."""

from __future__ import annotations

from dougong.platform.definitions.checks.prints import check_print
from dougong.platform.definitions.kinds.kind import (
    ID,
    TEXT,
    Kind,
    expression,
    kind_schema,
    object_of,
    reference,
)

_MM = {"type": "integer", "minimum": 10, "maximum": 300}

PRINT = Kind(
    "print",
    {"zh": "打印", "en": "Print"},
    kind_schema(
        "print",
        {
            "form": reference("form"),
            "of": ID,
            "size": object_of({"width": _MM, "height": _MM}, ("width", "height")),
            "if": expression("boolean"),
            "colour": expression("text"),
            "head": TEXT,
            "lines": {"type": "array", "maxItems": 12, "items": TEXT},
            "qr": expression("text"),
        },
        ("form", "size", "head"),
    ),
    check_print,
)
