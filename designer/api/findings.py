"""Findings of the checker as JSON."""

from __future__ import annotations

from typing import Any

from dougong.platform.definitions import Finding


def told(finding: Finding, language: str) -> dict[str, Any]:
    """A finding as JSON."""
    return {
        "ref": finding.ref,
        "pointer": finding.pointer,
        "line": finding.line,
        "column": finding.column,
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message.render(language),
    }
