"""Files and photos: taken in, claimed by records, shown to those who may see them, swept away."""

from dougong.platform.files.claims import claim, gone, own_files, release
from dougong.platform.files.contents import Contents, contents_of, keep_in
from dougong.platform.files.folder import FolderContents
from dougong.platform.files.names import clean_name
from dougong.platform.files.reading import Found, content, file_for
from dougong.platform.files.receiving import (
    MOST_MB,
    SWEEP,
    Prepared,
    named,
    prepare,
    receive,
)
from dougong.platform.files.sweeping import sweep

__all__ = [
    "MOST_MB",
    "SWEEP",
    "Contents",
    "FolderContents",
    "Found",
    "Prepared",
    "claim",
    "clean_name",
    "content",
    "contents_of",
    "file_for",
    "gone",
    "keep_in",
    "named",
    "own_files",
    "prepare",
    "receive",
    "release",
    "sweep",
]
