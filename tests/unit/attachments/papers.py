"""Papers made for tests: sound ones of every kind, and ones with a fault each."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping
from random import Random

import pypdfium2
from PIL import Image


def pdf(pages: int = 1, width: float = 595, height: float = 842) -> bytes:
    """Empty pages of A4, in points."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(width, height).close()
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def many_pages(pages: int) -> bytes:
    """A PDF whose tree names one page many times: small, and quickly made."""
    kids = b"3 0 R " * pages
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    ]
    return written(objects)


def encrypted_pdf() -> bytes:
    """A PDF that opens with a password only: its key matches none that is guessed."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (b"41" * 32, b"42" * 32),
    ]
    return written(objects, b" /Encrypt 4 0 R /ID [<00> <00>]")


def written(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def picture(kind: str = "JPEG", size: tuple[int, int] = (300, 200), *, turned: bool = False) -> bytes:
    """A picture that is red on its left and blue on its right; ``turned``: its EXIF data say that it lies on its side,
    and where it was taken."""
    made = Image.new("RGB", size, "red")
    made.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    noise = Random(1).randbytes(64 * 64 * 3)
    made.paste(Image.frombytes("RGB", (64, 64), noise), (0, 0))
    out = io.BytesIO()
    exif = Image.Exif()
    if turned:
        exif[0x0112] = 6
        exif[0x010E] = "taken at home"
    made.save(out, kind, **({"exif": exif} if turned else {}))
    return out.getvalue()


def package(parts: Mapping[str, bytes]) -> bytes:
    """A ZIP of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def docx(**more: bytes) -> bytes:
    """The parts by which Word knows its own; further ones by name, ``__`` for ``/``."""
    parts = {"[Content_Types].xml": TYPES, "word/document.xml": b"<w/>"}
    return package({**parts, **{name.replace("__", "/"): content for name, content in more.items()}})


def xlsx() -> bytes:
    """The same of Excel."""
    return package({"[Content_Types].xml": TYPES, "xl/workbook.xml": b"<w/>"})


def mp3(frames: int = 5) -> bytes:
    """Silent frames of 128 kbit/s at 44.1 kHz, after a tag."""
    return b"ID3\x04\x00\x00\x00\x00\x00\x05\x00\x00\x00\x00\x00" + (b"\xff\xfb\x90\x00" + b"\0" * 413) * frames


def box(name: bytes, content: bytes) -> bytes:
    """A box of an ISO file."""
    return struct.pack(">I", len(content) + 8) + name + content


def mp4(brand: bytes = b"isom") -> bytes:
    """A film of one track without a picture."""
    handler = box(b"hdlr", b"\0" * 8 + b"vide" + b"\0" * 12)
    movie = box(b"moov", box(b"trak", box(b"mdia", handler)))
    return box(b"ftyp", brand + b"\0\0\2\0") + movie + box(b"mdat", b"x" * 4000)


SOUND: Mapping[str, bytes] = {
    "pdf": pdf(3),
    "docx": docx(),
    "xlsx": xlsx(),
    "jpg": picture("JPEG"),
    "png": picture("PNG"),
    "mp3": mp3(),
    "mp4": mp4(),
}
"""A good file of each kind."""
