"""The checker: everything that can be known to be wrong before anything runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dougong.platform.definitions.catalogue import Catalogue, catalogue
from dougong.platform.definitions.check_scope import CheckScope
from dougong.platform.definitions.cycles import check_cycles
from dougong.platform.definitions.definition import Definition
from dougong.platform.definitions.finding import Finding
from dougong.platform.definitions.library import Library
from dougong.platform.definitions.positions import positions
from dougong.platform.definitions.references import references, referrers, resolves
from dougong.platform.definitions.validation import schema_errors
from dougong.platform.definitions.walking import walk
from dougong.platform.definitions.writing import write
from dougong.platform.texts import N_, Message

# Kinds whose definitions read the fields of forms.
_READERS = ("form", "rule", "flow", "list", "role", "connector", "notification", "scenario")


def check(
    library: Library, changed: Iterable[str] | None = None, also: Iterable[Definition] = ()
) -> list[Finding]:
    """Findings about the definitions `changed` (refs; all if None) and those that refer to them.

    `also`: older flow revisions that live instances still run on; they must go on being right.
    """
    known = catalogue()
    wanted = _affected(library, changed)
    looked_at = [*(d for d in library if d.ref in wanted), *also]
    findings = [one for d in looked_at for one in at_places(_shape(d, library, known), d)]
    if findings:  # meaning is looked at only where the shape holds
        return findings
    for definition in looked_at:
        findings += at_places(_meaning(definition, library, known), definition)
    for cycle in check_cycles(library, known, wanted):
        findings += at_places([cycle], library.get(cycle.ref))
    return findings


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Those that forbid publishing."""
    return [finding for finding in findings if finding.severity == "error"]


def _affected(library: Library, changed: Iterable[str] | None) -> set[str]:
    if changed is None:
        return {definition.ref for definition in library}
    found = set(changed)
    for ref in list(found):
        # A form is read through links from anywhere, so one step of references is not enough.
        found |= {reference.source for reference in referrers(library, ref)}
        if ref.startswith(("form:", "codes:")):
            found |= {d.ref for d in library if d.kind in _READERS}
    return found


def _shape(definition: Definition, library: Library, known: Catalogue) -> list[Finding]:
    """What the schemas say, and references that lead nowhere."""
    kind = known.kinds.get(definition.kind)
    if kind is None:
        return [
            _finding(
                definition,
                "/kind",
                "unknown_kind",
                Message(N_("There is no kind “{kind}”"), {"kind": definition.kind}),
            )
        ]
    findings = [
        _finding(definition, p, c, m) for p, c, m in schema_errors(kind.schema, definition.body)
    ]
    for pointer, schema, value in walk(kind.schema, definition.body, known.part_schema):
        if "x-part" in schema:
            findings += _part(definition, pointer, schema["x-part"], value, known)
        if "x-text" in schema and isinstance(value, Mapping):
            findings += _languages(definition, pointer, value)
    for reference in references(definition, known):
        if not resolves(library, reference.target):
            words = Message(N_("There is no “{target}”"), {"target": reference.target})
            findings.append(_finding(definition, reference.pointer, "unknown_reference", words))
    return [finding for finding in findings if finding.severity == "error"]


def _part(
    definition: Definition, pointer: str, place: str, value: object, known: Catalogue
) -> list[Finding]:
    schema = known.part_schema(place, value)
    if schema is None and place == "scenario":
        words = Message(
            N_("A step does exactly one of: {words}"), {"words": ", ".join(known.steps)}
        )
        return [_finding(definition, pointer, "unknown_part", words)]
    if schema is None:
        do = value.get("do") if isinstance(value, Mapping) else value
        words = Message(N_("There is no action “{name}”"), {"name": str(do)})
        return [_finding(definition, f"{pointer}/do", "unknown_part", words)]
    return [_finding(definition, pointer + p, c, m) for p, c, m in schema_errors(schema, value)]


def _languages(definition: Definition, pointer: str, text: Mapping[str, str]) -> list[Finding]:
    missing = [language for language in ("zh", "en") if language not in text]
    if not missing:
        return []
    words = Message(N_("The text is missing in {language}"), {"language": ", ".join(missing)})
    return [_finding(definition, pointer, "missing_language", words, "warning")]


def _meaning(definition: Definition, library: Library, known: Catalogue) -> list[Finding]:
    scope = CheckScope(library, known, definition)
    known.kinds[definition.kind].check(definition, scope)
    kind = known.kinds[definition.kind]
    for pointer, schema, value in walk(kind.schema, definition.body, known.part_schema):
        if "x-text" in schema and isinstance(value, Mapping):
            scope.findings.extend(_languages(definition, pointer, value))
    return scope.findings


def _finding(
    definition: Definition, pointer: str, code: str, message: Message, severity: str = "error"
) -> Finding:
    return Finding(definition.ref, pointer, code, message, severity, where=definition.where)


def at_places(findings: list[Finding], definition: Definition) -> list[Finding]:
    """Findings about a definition, each once, with line and column in its canonical text."""
    if not findings:
        return []
    places = positions(write(definition))
    once = {(one.pointer, one.code, str(one.message)): one for one in findings}
    found = []
    for one in once.values():
        line, column = _nearest(places, one.pointer)
        found.append(replace(one, line=line, column=column))
    return found


def _nearest(places: Mapping[str, tuple[int, int]], pointer: str) -> tuple[int, int]:
    while pointer not in places:
        pointer = pointer.rpartition("/")[0]
    return places[pointer]
