"""Photos: upright, without the place where they were taken, small ones for lists, no bombs."""

from __future__ import annotations

import io
from resource import RUSAGE_SELF, getrusage

import pytest
from PIL import Image

from dougong.platform.files import Prepared, prepare
from dougong.platform.problems import Invalid
from tests.services.pictures import phone_photo, picture, png_bomb, webp_bomb


def looked_at(content: bytes, name: str) -> Prepared:
    return prepare(io.BytesIO(content), name)


def kept(found: Prepared, size: str = "") -> bytes:
    file = found.contents[found.hash + (f".{size}" if size else "")]
    file.seek(0)
    return file.read()


def test_a_phones_photo_stands_upright_and_tells_no_place() -> None:
    content = phone_photo((640, 480))
    assert b"PhoneMaker" in content and b"31.2167" in content
    cleaned = kept(looked_at(content, "a.jpg"))
    assert b"PhoneMaker" not in cleaned and b"31.2167" not in cleaned
    with Image.open(io.BytesIO(cleaned)) as image:
        assert image.size == (480, 640) and not image.getexif()
        red, green, _ = image.convert("RGB").getpixel((240, 60))  # type: ignore[misc]
        assert red > 200 and green < 60, "what was at the left is at the top"


def test_a_photo_that_tells_nothing_is_kept_as_it_is() -> None:
    for kind, name in (("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp"), ("GIF", "a.gif")):
        content = picture(kind)
        assert kept(looked_at(content, name)) == content


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("WEBP", "a.webp"), ("MPO", "a.jpg")])
def test_other_kinds_tell_no_place_either(kind: str, name: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "PhoneMaker"
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(out, kind, exif=exif)
    assert b"PhoneMaker" in out.getvalue()
    cleaned = kept(looked_at(out.getvalue(), name))
    assert b"PhoneMaker" not in cleaned
    with Image.open(io.BytesIO(cleaned)) as image:
        assert image.size == (64, 48)


def test_two_small_ones_are_made() -> None:
    found = looked_at(picture(size=(3000, 1500)), "a.jpg")
    for size, most in (("small", 240), ("large", 1600)):
        with Image.open(io.BytesIO(kept(found, size))) as image:
            assert image.format == "WEBP" and image.size == (most, most // 2)
    assert len(looked_at(b"text", "a.txt").contents) == 1


def test_what_is_transparent_stays_so() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(kept(looked_at(out.getvalue(), "a.png"), "small"))) as image:
        assert image.mode == "RGBA"


@pytest.mark.parametrize(("bomb", "name"), [(png_bomb(), "a.png"), (webp_bomb(), "a.webp")])
def test_bombs_are_refused_before_they_unpack(bomb: bytes, name: str) -> None:
    before = getrusage(RUSAGE_SELF).ru_maxrss
    with pytest.raises(Invalid, match="million pixels") as refused:
        looked_at(bomb, name)
    assert getrusage(RUSAGE_SELF).ru_maxrss - before < 100_000, "in KB; unpacked it takes a million"
    assert "万像素" in refused.value.message.render("zh")


def test_a_damaged_picture_is_refused() -> None:
    content = picture(size=(800, 600), colour="red")
    with pytest.raises(Invalid, match="damaged"):
        looked_at(content[: len(content) // 2], "a.jpg")


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "L"),
        ("JPEG", "CMYK"),
        ("PNG", "1"),
        ("PNG", "P"),
        ("PNG", "I;16"),
        ("WEBP", "RGBA"),
    ],
)
def test_pictures_of_every_mode_are_turned(kind: str, mode: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    Image.new(mode, (40, 30)).save(out, kind, exif=exif)
    found = looked_at(out.getvalue(), f"a.{kind.lower()}")
    with Image.open(io.BytesIO(kept(found))) as image:
        assert image.size == (30, 40) and image.mode == mode
    with Image.open(io.BytesIO(kept(found, "small"))) as image:
        assert image.size == (30, 40)


def test_turning_does_not_make_a_photo_larger_than_its_field_takes() -> None:
    """It keeps the compression it had."""
    noise = Image.effect_noise((1200, 900), 60).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 8
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=70, exif=exif)
    found = looked_at(out.getvalue(), "a.jpg")
    assert found.size < len(out.getvalue()) * 1.02
