"""Expressions as SQL, and the column types and functions that makes the same on both databases."""

from dougong.platform.expressions.sql.build import to_sql
from dougong.platform.expressions.sql.constants import bound, sql_type
from dougong.platform.expressions.sql.decimal_type import DecimalType
from dougong.platform.expressions.sql.dialects import text_order
from dougong.platform.expressions.sql.postgresql_functions import postgresql_functions
from dougong.platform.expressions.sql.records import MoneyPair, Pair, SqlRecord, SqlRows, SqlValue
from dougong.platform.expressions.sql.sqlite_functions import register_sqlite_functions
from dougong.platform.expressions.sql.unusable import unusable
from dougong.platform.expressions.sql.utc_datetime import UtcDateTime

__all__ = [
    "DecimalType",
    "MoneyPair",
    "Pair",
    "SqlRecord",
    "SqlRows",
    "SqlValue",
    "UtcDateTime",
    "bound",
    "postgresql_functions",
    "register_sqlite_functions",
    "sql_type",
    "text_order",
    "to_sql",
    "unusable",
]
