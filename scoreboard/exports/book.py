"""The match book as a file: the same bytes from every desk and from the command line."""

from __future__ import annotations

import json
from collections.abc import Mapping


def book_bytes(book: Mapping[str, object]) -> bytes:
    """UTF-8, indented so that people can read it, ended by a newline."""
    return (json.dumps(book, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
