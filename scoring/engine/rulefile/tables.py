"""Repeated tables of a TOML text as blocks: one is taken out, moved or added, and all the rest stays as it is written.

A block begins with the comments above its header and holds the tables inside it; a comment that stands alone between
its end and a table of another name is the heading of that one.  After an edit the text is read again,
and it must say exactly what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from scoring.engine.errors import NotFound, Refused
from scoring.engine.rulefile.lines import lines_of
from scoring.engine.rulefile.toml import loads

_HEADER = re.compile(r"\s*\[")

Block = tuple[int, int]
"""From the first line of a block, counted from 0, to the one after its last."""


def table_text(text: str, name: str, no: int) -> str:
    """The ``no``-th table of ``[[name]]``, counted from 1, with all inside it; raises ``NotFound("table-unknown")``."""
    first, end = _block(text, name, no)
    return "".join(_lines(text)[first:end]).strip("\n") + "\n"


def without_table(text: str, name: str, no: int) -> str:
    """The text without it; raises as ``table_text``, and ``Refused("toml-by-hand")``."""
    first, end = _block(text, name, no)
    lines = _lines(text)
    return _checked(text, "".join(lines[:first] + lines[end:]), name, lambda tables: tables.pop(no - 1))


def with_table_later(text: str, name: str, no: int) -> str:
    """The text with this table and the next one in each other's place; raises as ``without_table``."""
    first, middle = _block(text, name, no)
    start, end = _block(text, name, no + 1)
    lines = _lines(text)
    if not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    edited = lines[:first] + lines[start:end] + lines[middle:start] + lines[first:middle] + lines[end:]
    return _checked(text, "".join(edited), name, lambda tables: tables.insert(no, tables.pop(no - 1)))


def with_table(text: str, name: str, table: str) -> str:
    """The text with one more table of ``[[name]]``, written as ``table``, after the last one there is; raises
    ``Refused("toml-by-hand")``."""
    lines, blocks = _lines(text), _blocks(text, name)
    at = blocks[-1][1] if blocks else len(lines)
    before, after = "".join(lines[:at]).rstrip("\n"), "".join(lines[at:]).lstrip("\n")
    edited = "\n\n".join(part for part in (before, table.strip("\n"), after) if part)
    (added,) = loads(table)[name]
    return _checked(text, edited if after else edited + "\n", name, lambda tables: tables.append(added))


def _block(text: str, name: str, no: int) -> Block:
    blocks = _blocks(text, name)
    if not 1 <= no <= len(blocks):
        raise NotFound("table-unknown", table=name, number=no)
    return blocks[no - 1]


def _blocks(text: str, name: str) -> list[Block]:
    lines = _lines(text)
    headers = [(line - 1, path) for path, line in lines_of(text).items() if _HEADER.match(lines[line - 1])]
    starts = [(_with_comments(lines, line), path) for line, path in sorted(headers)]
    found: dict[int, Block] = {}
    for (start, path), (end, _) in pairwise([*starts, (len(lines), ())]):
        if len(path) > 1 and path[0] == name and isinstance(path[1], int):
            first, last = found.get(path[1], (start, start))
            if last != start:
                raise Refused("toml-by-hand", place=name)
            found[path[1]] = (first, end)
    followed = {start for start, path in starts if path[0] == name}
    return [(first, end if end in followed else _own_end(lines, end)) for _, (first, end) in sorted(found.items())]


def _with_comments(lines: list[str], header: int) -> int:
    """The first of the comment lines right above a header."""
    while header and lines[header - 1].lstrip().startswith("#"):
        header -= 1
    return header


def _own_end(lines: list[str], end: int) -> int:
    """The end of a block, and of the blank lines after it, before comments that stand alone."""
    own = end
    while not (line := lines[own - 1].strip()) or line.startswith("#"):
        own -= 1
    while own < end and lines[own].strip():
        own += 1
    while own < end and not lines[own].strip():
        own += 1
    return own


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _checked(text: str, edited: str, name: str, change: Callable[[list[Any]], object]) -> str:
    wanted = loads(text)
    tables = wanted.setdefault(name, [])
    change(tables)
    if not tables:
        del wanted[name]
    try:
        same = loads(edited) == wanted
    except ValueError:
        same = False
    if not same:
        raise Refused("toml-by-hand", place=name)
    return edited
