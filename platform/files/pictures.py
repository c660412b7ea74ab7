"""Pictures: checked by decoding them, cleaned of where they were taken, made small for lists."""

from __future__ import annotations

import io
import struct
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

from PIL import Image, ImageOps
from PIL.JpegImagePlugin import get_sampling

from dougong.platform.problems import Invalid
from dougong.platform.texts import N_, Message

MOST_PIXELS = 50_000_000
SIZES: Mapping[str, int] = {"small": 240, "large": 1600}
SMALL_TYPE = "image/webp"
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")  # JPEG finds out itself when it is an MPO
# What says where, when and with what a picture was taken; colours and transparency stay.
_KEPT = ("icc_profile", "transparency", "gamma", "dpi")
_TELLING = ("exif", "xmp", "comment", "photoshop", "parsed_exif")
# Pictures unpack to a hundred times their size: two at a time bound the memory.
_turns = threading.BoundedSemaphore(2)
Image.MAX_IMAGE_PIXELS = None  # asked here, before anything is unpacked


@dataclass(frozen=True)
class Picture:
    """`file` is what is kept; `small` what is shown in its place, by the name of its size."""

    file: BinaryIO
    small: Mapping[str, bytes]


def picture(file: BinaryIO, name: str) -> Picture:
    """The picture upright and without what tells where it was taken. Raises Invalid for what is no
    picture, and for one that would unpack to more than 50 million pixels."""
    with _turns, _readable(name):
        file.seek(0)
        _check_pixels(_webp_size(file.read(30)), name)
        file.seek(0)
        with Image.open(file, formats=_FORMATS) as image:
            _check_pixels(image.size, name)
            image.load()
            upright: Image.Image = ImageOps.exif_transpose(image)
            kept = _cleaned(image, upright) if _tells(image) else file
            return Picture(kept, {size: _small(upright, most) for size, most in SIZES.items()})


def smaller(file: BinaryIO, size: str) -> bytes:
    """A kept picture made small once more, where what was made of it is gone."""
    with _turns, Image.open(file, formats=_FORMATS) as image:
        image.load()
        return _small(image, SIZES[size])


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, OverflowError) as error:
        words = N_("“{name}” cannot be read as a picture: it is damaged")
        raise Invalid(Message(words, {"name": name})) from error


def _check_pixels(size: tuple[int, int], name: str) -> None:
    if size[0] * size[1] > MOST_PIXELS:
        words = N_("“{name}” has more than {limit} million pixels")
        raise Invalid(Message(words, {"name": name, "limit": MOST_PIXELS // 1_000_000}))


def _webp_size(head: bytes) -> tuple[int, int]:
    """Width and height of a WebP: its reader makes room for them before they can be asked; (0, 0) for
    other kinds."""
    if head[:4] != b"RIFF" or head[8:12] != b"WEBP" or len(head) < 30:
        return 0, 0
    if head[12:16] == b"VP8X":
        return (
            int.from_bytes(head[24:27], "little") + 1,
            int.from_bytes(head[27:30], "little") + 1,
        )
    if head[12:16] == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", head[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _tells(image: Image.Image) -> bool:
    if image.format == "GIF":
        return False  # it has no place for where it was taken, and it may move
    texts: Mapping[str, Any] = getattr(image, "text", {})
    told = any(key in image.info for key in _TELLING) or bool(image.getexif()) or bool(texts)
    return told or image.format == "MPO"


def _cleaned(image: Image.Image, upright: Image.Image) -> BinaryIO:
    """The same picture, a photo as compressed as it was."""
    out = io.BytesIO()
    format = "JPEG" if image.format == "MPO" else str(image.format)
    upright.info = {key: value for key, value in image.info.items() if key in _KEPT}
    more: dict[str, Any] = {"icc_profile": upright.info.get("icc_profile")}
    if format == "JPEG":
        more |= {
            "qtables": getattr(image, "quantization", None),
            "subsampling": get_sampling(image),
        }
    elif format == "WEBP":
        more["quality"] = 90
    upright.save(out, format, **more)
    return out


def _small(image: Image.Image, most: int) -> bytes:
    alpha = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    small = image.convert("RGBA" if alpha else "RGB")
    small.thumbnail((most, most))
    small.info = {}
    out = io.BytesIO()
    small.save(out, "WEBP", quality=80)
    return out.getvalue()
