"""Tables of forms; only `storage.query` and `storage.ddl` may import this room."""

from dougong.platform.storage.tables.form_tables import (
    USERS,
    FormTables,
    index_name,
    table_name,
    tables_of,
)

__all__ = ["USERS", "FormTables", "index_name", "table_name", "tables_of"]
