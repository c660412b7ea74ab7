"""The one query builder: nothing else reads or writes the records' tables."""

from dougong.platform.storage.query.conditions import may_know, may_know_all
from dougong.platform.storage.query.environment import Loader
from dougong.platform.storage.query.names import labels
from dougong.platform.storage.query.page import Page, Query, count, page
from dougong.platform.storage.query.reading import any_record, find, get, lock, row
from dougong.platform.storage.query.writing import insert, remove, update

__all__ = [
    "Loader",
    "Page",
    "Query",
    "any_record",
    "count",
    "find",
    "get",
    "insert",
    "labels",
    "lock",
    "may_know",
    "may_know_all",
    "page",
    "remove",
    "row",
    "update",
]
