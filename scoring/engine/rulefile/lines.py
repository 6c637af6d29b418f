"""The line of every value in a TOML file: a path of keys gives the line, so that people can find a fault.

``tomllib`` gives values without lines.  This module reads headers and keys only; a path that it does not know (a value
inside an inline table) has the line of the nearest table or key around it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

Path = tuple[str | int, ...]
"""Keys and, for a repeated table, its number from 1: ``("round", 3, "press", "window_ms")``."""

_NAME = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_NAMES = rf"({_NAME}(?:\s*\.\s*{_NAME})*)"
_HEADER = re.compile(rf"\s*(\[\[?)\s*{_NAMES}\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(rf"\s*{_NAMES}\s*=")
_PART = re.compile(_NAME)


def lines_of(text: str) -> dict[Path, int]:
    """The line (from 1) of every table and key of ``text`` that is on a line of its own."""
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    inside = ""  # the delimiter of the multi-line string around this line
    for number, line in enumerate(text.splitlines(), start=1):
        if not inside:
            if header := _HEADER.match(line):
                table = _header_path(header[1], _parts(header[2]), counts)
                found.setdefault(table, number)
            elif key := _KEY.match(line):
                found.setdefault(table + tuple(_parts(key[1])), number)
        for delimiter in ('"""', "'''"):
            if line.count(delimiter) % 2 and inside in ("", delimiter):
                inside = "" if inside else delimiter
    return found


def line_of(path: Path, lines: Mapping[Path, int]) -> int | None:
    """The line of ``path``, or of the nearest key or table around it, where tables of one name are meant that of the
    first; None for the whole file."""
    while path:
        for place in (path, (*path, 1)):
            if place in lines:
                return lines[place]
        path = path[:-1]
    return None


def _parts(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(dotted)]


def _header_path(bracket: str, parts: list[str], counts: dict[Path, int]) -> Path:
    path: Path = ()
    for i, part in enumerate(parts):
        path += (part,)
        if bracket == "[[" and i == len(parts) - 1:
            counts[path] = counts.get(path, 0) + 1
        if path in counts:
            path += (counts[path],)
    return path
