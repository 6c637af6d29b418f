"""What an attached file is by its content, whatever its name says."""

from __future__ import annotations

import zlib
from contextlib import suppress
from random import Random

import pytest

from scoring.attachments.kinds import KINDS, MIME, Recognised, kept_name
from scoring.attachments.recognise import recognise
from scoring.engine.errors import Invalid
from tests.unit.attachments import papers
from tests.unit.files.damage import damaged


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_file_is_known_by_its_content_under_any_name(kind: str) -> None:
    pages = {"pdf": 3, "jpg": 1, "png": 1}.get(kind, 0)
    for name in (f"材料.{kind}", "setup.exe", ""):
        assert recognise(name, papers.SOUND[kind]) == Recognised(kind, pages)  # type: ignore[arg-type]
    assert set(MIME) == set(KINDS) == set(papers.SOUND)


def lying_zip() -> bytes:
    """A part that says it is smaller than it is."""
    data = bytearray(papers.docx(word__large=b"\0" * 500_000))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/large"))
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(data)


def with_password() -> bytes:
    """A package whose parts are encrypted."""
    data = bytearray(papers.docx())
    for sign, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(sign)
        data[at + place] |= 1
    return bytes(data)


FAULTS = [
    ("attachment-empty", b""),
    ("attachment-content", b"MZ\x90\x00" + b"\0" * 500),
    ("attachment-content", b"\x7fELF" + b"\0" * 500),
    ("attachment-content", b"<!DOCTYPE html><script>alert(1)</script>%PDF-1.4"),
    ("attachment-content", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"),
    ("attachment-content", b"#!/bin/sh\nrm -rf /\n"),
    ("attachment-content", b"GIF89a" + b"\0" * 100),
    ("attachment-content", papers.box(b"ftyp", b"heic\0\0\0\0") + b"x" * 100),
    ("attachment-content", papers.mp4(b"qt  ")),
    ("attachment-content", b"\xff\xfb\x90\x00" + b"no second frame" * 100),
    ("attachment-content", papers.package({"a.txt": b"x"})),
    ("attachment-content", papers.package({"word/document.xml": b"<w/>"})),
    ("attachment-old-office", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500),
    ("attachment-encrypted", papers.encrypted_pdf()),
    ("attachment-encrypted", with_password()),
    ("attachment-broken", b"%PDF-1.7\n" + b"x" * 500),
    ("attachment-broken", papers.picture("JPEG", (900, 700))[:-3000]),
    ("attachment-broken", papers.picture("PNG")[:-500]),
    ("attachment-broken", papers.mp4()[:-100]),
    ("attachment-broken", papers.box(b"ftyp", b"isom\0\0\2\0") + papers.box(b"mdat", b"x" * 100)),
    ("attachment-broken", papers.docx(word__large=b"a" * 90_000)[:-200]),
    ("attachment-broken", lying_zip()),
    ("attachment-pages", papers.many_pages(5000)),
    ("attachment-unpacked", papers.docx(word__bomb=b"\0" * 60_000_000)),
    ("attachment-unpacked", papers.package({"word/document.xml": b"", **{str(n): b"" for n in range(5001)}})),
    ("attachment-macros", papers.docx(**{"word__vbaProject.bin": b"x"})),
    (
        "attachment-macros",
        papers.package(
            {"word/document.xml": b"<w/>", "[Content_Types].xml": papers.TYPES + b"<x t='macroEnabled.12'>"}
        ),
    ),
]


@pytest.mark.parametrize(("code", "data"), FAULTS, ids=[f"{no}-{code}" for no, (code, _) in enumerate(FAULTS)])
def test_a_bad_file_is_refused_by_name(code: str, data: bytes) -> None:
    with pytest.raises(Invalid) as caught:
        recognise("推荐表.pdf", data)
    assert (caught.value.code, caught.value.fields["name"]) == (code, "推荐表.pdf")


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    data = bytearray(papers.picture("PNG"))
    data[16:24] = (40_000).to_bytes(4) + (40_000).to_bytes(4)
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4)
    with pytest.raises(Invalid) as caught:
        recognise("照片.png", bytes(data))
    assert caught.value.code == "attachment-pixels"
    assert caught.value.fields == {"name": "照片.png", "width": 40_000, "height": 40_000, "limit": 120}


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_damaged_by_chance_is_known_or_refused_and_nothing_else(kind: str) -> None:
    for number in range(40):
        data = damaged(Random(f"{kind}{number}"), papers.SOUND[kind])
        with suppress(Invalid):
            assert recognise("x", data).kind in KINDS


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("推荐表.pdf", "pdf", "推荐表.pdf"),
        ("照片.JPEG", "jpg", "照片.JPEG"),
        ("照片.jpg", "png", "照片.png"),
        ("C:\\表\\推荐表.docx", "docx", "推荐表.docx"),
        ("../../etc/passwd", "pdf", "passwd.pdf"),
        ("发票.pdf.exe", "pdf", "发票.pdf.exe.pdf"),
        ("a\u202egpj.exe", "jpg", "agpj.exe.jpg"),
        ("", "mp3", "mp3.mp3"),
        ("字" * 300 + ".pdf", "pdf", "字" * 116 + ".pdf"),
    ],
)
def test_a_name_is_kept_without_its_folders_and_with_the_ending_of_its_kind(name: str, kind: str, kept: str) -> None:
    assert kept_name(name, kind) == kept  # type: ignore[arg-type]
