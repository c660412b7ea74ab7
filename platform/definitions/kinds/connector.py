"""Connectors: how one kind of system does what an interface asks."""

from __future__ import annotations

from dougong.platform.definitions.checks.exchange import check_connector
from dougong.platform.definitions.kinds.kind import (
    Kind,
    kind_schema,
    listed,
    parts,
    reference,
    values,
)

_OPERATION = {
    "id": {"type": "string", "maxLength": 80},
    "support": {"enum": ["native", "emulated", "unsupported"]},
    "gate": {"enum": ["prevent", "detect"]},
    "steps": parts("step"),
    "answer": values(),
}

CONNECTOR = Kind(
    "connector",
    {"zh": "连接器", "en": "Connector"},
    kind_schema(
        "connector",
        {
            "interface": reference("interface"),
            "transport": {"enum": ["records"]},
            "attributes": {"type": "object", "additionalProperties": {"type": "string"}},
            "operations": listed(_OPERATION, ("id", "support")),
        },
        ("interface", "transport", "operations"),
    ),
    check_connector,
)
