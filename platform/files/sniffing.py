"""What a file is, by its content: its name is only believed where the content agrees."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from typing import BinaryIO

import puremagic

from dougong.platform.fields import MEDIA_TYPES, MediaType
from dougong.platform.files.names import extension_of
from dougong.platform.problems import Invalid, WrongMediaType
from dougong.platform.texts import N_, Message

_HEAD = 64 * 1024
_TEXTS = ("text/plain", "text/csv", "image/vnd.dxf", "model/step")
_OFFICE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
# Names of streams inside the older office files, as they are written there.
_OLDER = {"doc": "WordDocument", "xls": "Workbook", "ppt": "PowerPoint Document"}
_MACROS = ("vbaproject.bin", "_VBA_PROJECT")
_MARKUP = re.compile(
    rb"<\s*(?:!doctype|html|head|body|script|svg|iframe|\?xml|\?php)", re.IGNORECASE
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ENTRIES, _LISTING, _TAIL = 10_000, 4_000_000, 66_000


def sniff(file: BinaryIO, name: str) -> MediaType:
    """The kind of a file. Raises WrongMediaType for a kind that is not taken, Invalid when the
    content is another than the name says."""
    extension = extension_of(name)
    kind = next((one for one in MEDIA_TYPES if extension in one.extensions), None)
    if kind is None:
        words = N_("Files of the kind “{kind}” are not taken")
        raise WrongMediaType(Message(words, {"kind": f".{extension}" if extension else name}))
    file.seek(0)
    head = file.read(_HEAD)
    agrees = _is_text(file, head) if kind.id in _TEXTS else _agrees(file, head, kind, extension)
    if not agrees:
        raise Invalid(Message(N_("“{name}” is not what its name says"), {"name": name}))
    return kind


def _agrees(file: BinaryIO, head: bytes, kind: MediaType, extension: str) -> bool:
    try:
        found = {match.extension.lstrip(".").lower() for match in puremagic.magic_string(head)}
    except (puremagic.PureError, ValueError):
        return False
    if extension in _OFFICE:
        return bool(found & set(_OFFICE)) and _is_office(file, _OFFICE[extension])
    if extension in _OLDER:
        return bool(found & set(_OLDER)) and _is_older_office(file, _OLDER[extension])
    return bool(found & set(kind.extensions))


def _is_office(file: BinaryIO, folder: str) -> bool:
    """A document of this application, without programs inside."""
    if not _listing_is_small(file):
        return False
    try:
        with zipfile.ZipFile(file) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False
    inside = any(one.startswith(folder) for one in names) and "[Content_Types].xml" in names
    return inside and len(names) <= _ENTRIES and not any(_MACROS[0] in n.lower() for n in names)


def _listing_is_small(file: BinaryIO) -> bool:
    """Whether the list of what is packed, which is read at once, is no longer than documents have."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _TAIL))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if (
        at < 0 or len(tail) < at + 22 or b"PK\x06\x07" in tail
    ):  # the latter: more than 4 GB may be listed
        return False
    return int.from_bytes(tail[at + 12 : at + 16], "little") <= _LISTING


def _is_older_office(file: BinaryIO, stream: str) -> bool:
    file.seek(0)
    wanted, macros, before, found = (
        stream.encode("utf-16-le"),
        _MACROS[1].encode("utf-16-le"),
        b"",
        False,
    )
    while chunk := file.read(1 << 20):
        seen = before + chunk
        if macros in seen:
            return False
        found, before = found or wanted in seen, seen[-64:]
    return found


def _is_text(file: BinaryIO, head: bytes) -> bool:
    """Text in one of the two encodings that are met, that no browser would take for a page."""
    if _MARKUP.search(head):
        return False
    return any(_decodes(file, encoding) for encoding in ("utf-8", "gb18030"))


def _decodes(file: BinaryIO, encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(1 << 20):
            if _CONTROLS.search(decoder.decode(chunk)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
