"""Files are looked at before they are kept: kind by content, size, harmless names."""

from __future__ import annotations

import io

import pytest

from dougong.platform.files import Prepared, clean_name, named, prepare
from dougong.platform.problems import Invalid, Problem, TooLarge, WrongMediaType
from tests.services.pictures import PDF, long_office, office, older_office, picture

GOOD = {
    "a.jpg": picture(), "a.JPEG": picture(), "a.png": picture("PNG"), "a.webp": picture("WEBP"),
    "a.gif": picture("GIF"), "检验报告.pdf": PDF, "a.docx": office("word"), "a.xlsx": office("xl"),
    "a.pptx": office("ppt"), "a.doc": older_office("WordDocument"), "a.xls": older_office("Workbook"),
    "a.ppt": older_office("PowerPoint Document"), "a.txt": "装箱单\r\n第 2 页".encode(),
    "b.txt": "国标编码的文本".encode("gb18030"), "a.csv": b"a,b\n1,2\n", "a.dwg": b"AC1027" + b"\0" * 90,
    "a.dxf": b"  0\r\nSECTION\r\n  2\r\nHEADER\r\n", "a.step": b"ISO-10303-21;\nHEADER;\n",
    "a.mp4": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
}  # fmt: skip
NOT_TAKEN = {
    "a.exe": b"MZ\x90\0" + b"\0" * 99, "a.html": b"<html>", "a.svg": b"<svg/>", "a.js": b"alert(1)",
    "a.docm": office("word"), "a.zip": office("word"), "a.sh": b"#!/bin/sh", "noname": b"text",
    "a.heic": b"\0\0\0\x18ftypheic", "a.jpg.exe": b"MZ", ".htaccess": b"x",
}  # fmt: skip
NOT_WHAT_THEY_SAY = {
    "a.jpg": b"MZ\x90\0" + b"\0" * 99, "b.png": picture("JPEG"), "c.jpg": picture("PNG"),
    "a.pdf": b"<html><script>alert(1)</script>", "b.pdf": b"\x7fELF\x02\x01\x01" + b"\0" * 64,
    "a.docx": office("xl"), "b.docx": PDF, "c.docx": office("word", "word/vbaProject.bin"),
    "e.docx": long_office(), "d.docx": b"PK\x03\x04broken", "a.doc": older_office("Workbook"),
    "a.xls": older_office("Workbook", "_VBA_PROJECT"), "a.txt": b"MZ\x90\0\x03\0\0",
    "b.txt": b"<svg onload=alert(1)>", "c.txt": b"  <!DOCTYPE html>", "a.csv": picture(),
    "d.txt": b"\xff\xfe\xff\xff", "a.step": b"\x00\x01", "a.png": b"<svg xmlns='x'><script/></svg>",
}  # fmt: skip


def looked_at(content: bytes, name: str, limit_mb: int = 100, accept: str = "any") -> Prepared:
    return prepare(io.BytesIO(content), name, limit_mb, accept)


@pytest.mark.parametrize("name", GOOD)
def test_what_people_work_with_is_taken(name: str) -> None:
    found = looked_at(GOOD[name], name)
    assert found.name == name
    assert found.size == len(GOOD[name]) and len(found.hash) == 64


@pytest.mark.parametrize("name", NOT_TAKEN)
def test_programs_and_pages_are_not(name: str) -> None:
    with pytest.raises(WrongMediaType) as refused:
        looked_at(NOT_TAKEN[name], name)
    assert "不收" in refused.value.message.render("zh")


@pytest.mark.parametrize("name", NOT_WHAT_THEY_SAY)
def test_the_content_must_be_what_the_name_says(name: str) -> None:
    with pytest.raises(Invalid):
        looked_at(NOT_WHAT_THEY_SAY[name], name)


def test_limits_of_a_field() -> None:
    with pytest.raises(TooLarge) as large:
        looked_at(b"a" * 1_000_001, "a.txt", limit_mb=1)
    assert large.value.message.render("zh") == "“a.txt”超过 1 MB"
    looked_at(b"a" * 1_000_000, "a.txt", limit_mb=1)
    for accept, name in (("images", "a.txt"), ("documents", "a.jpg")):
        with pytest.raises(WrongMediaType):
            looked_at(GOOD[name], name, accept=accept)
    with pytest.raises(Problem):
        looked_at(b"", "empty.txt")


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("箱唛 照片(1).JPG", "箱唛 照片(1).JPG"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\王\\图.png", "图.png"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("a\x00b\r\nc.txt", "ab c.txt"),
        ('a<b>"c|d?.txt', "a_b__c_d_.txt"),
        (". .txt", "txt"),
        ("a. .txt", "a.txt"),
        ("", "file"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
    ],
)
def test_names_are_made_harmless(given: str, clean: str) -> None:
    assert clean_name(given) == clean


def test_a_picture_without_a_name_is_given_one() -> None:
    assert named("", "image/jpeg") == "photo.jpg"
    assert named("截图", "image/png") == "截图.png"
    assert named("a.png", "image/jpeg") == "a.png"
    assert named("", "application/pdf") == ""
