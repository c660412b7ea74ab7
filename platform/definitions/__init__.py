"""Definitions: reading, writing, checking, comparing. Pure: no database, no network."""

from dougong.platform.definitions.catalogue import Catalogue, catalogue
from dougong.platform.definitions.check_scope import CheckScope
from dougong.platform.definitions.checker import at_places, check, errors
from dougong.platform.definitions.definition import Definition
from dougong.platform.definitions.diff import diff, title
from dougong.platform.definitions.finding import Finding
from dougong.platform.definitions.library import Library
from dougong.platform.definitions.part_type import PartType
from dougong.platform.definitions.reading import from_body, read
from dougong.platform.definitions.references import Reference, references, referrers
from dougong.platform.definitions.scenario_chain import chain, flows_of, people_of, steps_of
from dougong.platform.definitions.views import Field, Form, Operation, State, Transition, names
from dougong.platform.definitions.writing import write

__all__ = [
    "Catalogue",
    "CheckScope",
    "Definition",
    "Field",
    "Finding",
    "Form",
    "Library",
    "Operation",
    "PartType",
    "Reference",
    "State",
    "Transition",
    "at_places",
    "catalogue",
    "chain",
    "check",
    "diff",
    "errors",
    "flows_of",
    "from_body",
    "names",
    "people_of",
    "read",
    "references",
    "referrers",
    "steps_of",
    "title",
    "write",
]
