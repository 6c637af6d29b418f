"""What a Word document says, for tests."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def body(data: bytes) -> Any:
    """The body of a document."""
    return docx.Document(io.BytesIO(data)).element.body


def lines(data: bytes) -> list[str]:
    """Its paragraphs with text, those of tables included, in order."""
    texts = ("".join(text(node)) for node in body(data).iter(f"{W}p"))
    return [one for one in texts if one]


def text(paragraph: Any) -> list[str]:
    """The texts of a paragraph; a break is an end of line."""
    return ["\n" if node.tag == f"{W}br" else node.text or "" for node in paragraph.iter(f"{W}t", f"{W}br")]


def part(data: bytes, name: str) -> Any:
    """A part of a document as a tree."""
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def attributes(node: Any) -> dict[str, str]:
    """The attributes of an element without their namespace."""
    return {name.rpartition("}")[2]: value for name, value in node.items()}
