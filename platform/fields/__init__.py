"""Field types: how each kind of field is described, stored, read and shown."""

from dougong.platform.fields.characters import storable
from dougong.platform.fields.column_spec import ColumnSpec
from dougong.platform.fields.field_error import FieldError
from dougong.platform.fields.field_type import FieldType
from dougong.platform.fields.file import File
from dougong.platform.fields.line_grid import PARTS as GRID_PARTS
from dougong.platform.fields.media_type import MEDIA_TYPES, MediaType, media_types
from dougong.platform.fields.numbers import grouped, read_decimal, write_decimal
from dougong.platform.fields.patterns import pattern_problem
from dougong.platform.fields.reading_words import readings_in_words
from dougong.platform.fields.registry import field_type, field_types, register
from dougong.platform.fields.types.datetime import write_instant
from dougong.platform.fields.types.files import counted
from dougong.platform.fields.types.link import link_target
from dougong.platform.fields.types.readings import MAX_READINGS, write_readings

__all__ = [
    "GRID_PARTS",
    "MAX_READINGS",
    "MEDIA_TYPES",
    "ColumnSpec",
    "FieldError",
    "FieldType",
    "File",
    "MediaType",
    "counted",
    "field_type",
    "field_types",
    "grouped",
    "link_target",
    "media_types",
    "pattern_problem",
    "read_decimal",
    "readings_in_words",
    "register",
    "storable",
    "write_decimal",
    "write_instant",
    "write_readings",
]
