"""Every word the program says must have its Chinese: `python scripts/texts.py` (1 when one is missing).

Msgids stand in Python as `N_("…")`, in templates as `t("…")`. Words nobody says any more are named
too: they are to be removed from the catalogue.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

ROOT = Path(__file__).parents[1]
FLOORS = ("platform", "connectors", "runtime", "designer")
CATALOGUE = ROOT / "templates" / "locales" / "zh.po"
_PLACE = re.compile(r"\{\w+\}")


def main() -> int:
    """Print every msgid that has no Chinese, or whose Chinese has other places to fill in."""
    said = {text: where for where, text in [*in_python(), *in_templates()]}
    with CATALOGUE.open("rb") as file:
        known = {str(m.id): str(m.string) for m in read_po(file) if m.id}
    faults = [
        f"{where}: no Chinese for “{text}”" for text, where in said.items() if not known.get(text)
    ]
    faults += [f"{CATALOGUE.name}: nobody says “{text}”" for text in known if text not in said]
    faults += [
        f"{CATALOGUE.name}: other places in “{text}”"
        for text, chinese in known.items()
        if chinese and set(_PLACE.findall(text)) != set(_PLACE.findall(chinese))
    ]
    print("\n".join(sorted(faults)) or f"{len(said)} messages, all in Chinese")
    return 1 if faults else 0


def in_python() -> Iterator[tuple[str, str]]:
    """Place and text of each `N_("…")`."""
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "N_":
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", ast.literal_eval(node.args[0])


def in_templates() -> Iterator[tuple[str, str]]:
    """Place and text of each `t("…")`."""
    environment = Environment()
    for path in sorted((ROOT / "templates").rglob("*.html")):
        tree = environment.parse(path.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            named = isinstance(call.node, nodes.Name) and call.node.name == "t"
            if named and call.args and isinstance(call.args[0], nodes.Const):
                yield f"{path.relative_to(ROOT)}:{call.lineno}", str(call.args[0].value)


if __name__ == "__main__":
    sys.exit(main())
