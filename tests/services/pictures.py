"""Files as people have them: photos, documents, and what somebody would like to pass off as such."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

from PIL import Image

SHANGHAI = {1: "N", 2: (31.0, 13.0, 0.0), 3: "E", 4: (121.0, 28.0, 0.0)}
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48), colour: Any = "teal") -> bytes:
    """A plain picture."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def phone_photo(size: tuple[int, int] = (640, 480)) -> bytes:
    """A photo as a phone makes it, lying on its side: red on the left as stored, turned by 90° to be
    looked at, with the place where it was taken."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x0112] = 6  # the top is at the right
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(0x8825).update(SHANGHAI)
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"31.2167N 121.4667E", quality=95)
    return out.getvalue()


def png_bomb(side: int = 20_000) -> bytes:
    """A small PNG that says it is enormous."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def webp_bomb() -> bytes:
    """A WebP whose head asks for 16383 × 16383 pixels."""
    image = picture("WEBP")
    side = struct.pack("<HH", 16383, 16383)
    return image[:26] + side + image[30:]


def office(folder: str, *more: str) -> bytes:
    """An office document of the application whose parts lie in `folder`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in ("[Content_Types].xml", f"{folder}/main.xml", *more):
            packed.writestr(name, "<x/>")
    return out.getvalue()


def long_office() -> bytes:
    """One whose list of parts is far longer than any document's."""
    return office("word", *(f"word/{n}{'x' * 200}" for n in range(20_000)))


def older_office(stream: str, *more: str) -> bytes:
    """The same as it was before 2007."""
    names = "".join(one.ljust(32, "\0") for one in (stream, *more)).encode("utf-16-le")
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504 + names + b"\0" * 512
