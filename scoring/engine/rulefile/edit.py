"""Set single values in a TOML text and leave all the rest as it is: comments, order, blank lines.

What a form changes is few and short; the text stays the one that people wrote.  After an edit the text is read again,
and it must say exactly what was meant.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from scoring.engine.errors import Refused
from scoring.engine.rulefile.lines import Path, lines_of
from scoring.engine.rulefile.toml import loads

Value = str | int | Decimal | bool | date | time | Sequence[Any] | Mapping[str, Any] | None
"""What a key may be set to; None takes the key away."""

_HEADER = re.compile(r"\s*\[")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
    r"|#[^\n]*|[\[\]{}]|\n|[^\"'#\[\]{}\n]+",
    re.DOTALL,
)
"""A text, a comment, a bracket, the end of a line, or anything between them."""


def set_values(text: str, values: Mapping[Path, Value]) -> str:
    """``text`` with each path of ``values`` set; paths as in ``lines_of``.

    A key that is missing comes at the end of its table, a table of the first level at the end of the text, one inside
    another is written behind its key; a table that is set to None goes with its header.  Repeated tables are set by
    their place: what the text has is changed, what is more comes behind the last, what is less goes from the end.
    Raises ``Refused("toml-by-hand")`` where a value is written in a way that this module does not edit.
    """
    for path, value in values.items():
        if _at(loads(text), path) != value:
            text = _set(text, path, value)
    return text


def _set(text: str, path: Path, value: Value) -> str:
    wanted = _put(loads(text), path, value)
    lines = lines_of(text)
    if value is None and _is_header(text, lines, path):
        edited = _cut(text, lines[path])
    elif path in lines:
        edited = _replace(text, lines[path], value)
    elif _is_header(text, lines, (*path, 1)):
        edited = _set_tables(text, path, value)
    elif around := next((path[:end] for end in range(len(path) - 1, 0, -1) if path[:end] in lines), ()):
        inline = not _is_header(text, lines, around)
        edited = _replace(text, lines[around], _at(wanted, around)) if inline else _insert(text, lines, path, value)
    else:
        edited = _insert(text, lines, path, value)
    try:
        same = loads(edited) == wanted
    except ValueError:
        same = False
    if not same:
        raise Refused("toml-by-hand", place=" › ".join(map(str, path)))
    return edited


def _is_header(text: str, lines: Mapping[Path, int], table: Path) -> bool:
    """Whether the table has a header of its own; else it is written after its key: ``due = { day = 2012-06-15 }``."""
    return table in lines and _HEADER.match(text.splitlines()[lines[table] - 1]) is not None


def _cut(text: str, header: int) -> str:
    """The text without the table whose header stands on this line, and without its keys."""
    start, end = _start_of(text, header), _end_of_table(text, header)
    return text[:start].rstrip("\n") + "\n" + text[end:]


def _set_tables(text: str, path: Path, value: Value) -> str:
    """The text with other tables under headers such as ``[[award.quota_of]]``."""
    rows, there = list(value) if isinstance(value, Sequence) else [], len(_at(loads(text), path))
    for no, row in enumerate(rows[:there], start=1):
        text = set_values(text, {(*path, no, key): row.get(key) for key in {**_at(loads(text), (*path, no)), **row}})
    for no in range(there, len(rows), -1):
        lines = lines_of(text)
        inside = [table for table in lines if table[: len(path) + 1] == (*path, no) and _is_header(text, lines, table)]
        for table in sorted(inside, key=lambda table: -lines[table]):
            text = _cut(text, lines[table])
    name = ".".join(_key(part) for part in path if isinstance(part, str))
    for no, row in enumerate(rows[there:], start=there):
        at = _end_of_table(text, lines_of(text)[*path, no])
        said = "".join(f"{_key(key)} = {toml_text(one)}\n" for key, one in row.items())
        text = f"{text[:at]}\n[[{name}]]\n{said}{text[at:]}"
    return text


def _replace(text: str, line: int, value: Value) -> str:
    """The text with another value of the key on ``line``, the comment behind it kept; without the line for None."""
    start = _start_of(text, line)
    first = text.index("=", start) + 1
    end = _end_of(text, first)
    if value is None:
        after = text.find("\n", end)
        return text[:start] + (text[after + 1 :] if after >= 0 else "")
    return f"{text[:first]} {toml_text(value)}{text[end:]}"


def _end_of(text: str, start: int) -> int:
    """Where the value that begins at ``start`` ends: before the blanks, the comment and the end of its last line."""
    depth, end = 0, start
    for token in _TOKEN.finditer(text, start):
        found = token[0]
        depth += (found in ("[", "{")) - (found in ("]", "}"))
        if depth == 0 and (found == "\n" or found.startswith("#")):
            break
        if found.strip():
            end = token.start() + len(found.rstrip())
    return end


def _insert(text: str, lines: Mapping[Path, int], path: Path, value: Value) -> str:
    table, key = path[:-1], str(path[-1])
    said = f"{_key(key)} = {toml_text(value)}\n"
    text = text if not text or text.endswith("\n") else f"{text}\n"
    if not table or table in lines:
        at = _end_of_table(text, lines.get(table, 0))
        return text[:at] + said + text[at:]
    if len(table) > 1:
        return _insert(text, lines, table, {key: value})
    return f"{text}\n[{table[0]}]\n{said}"


def _end_of_table(text: str, header: int) -> int:
    """Where a key may be added to the table whose header stands on this line (0: the keys before any header)."""
    found, written = lines_of(text), text.splitlines()
    table = next((path for path, line in found.items() if line == header), ())
    keys = [line for path, line in found.items() if line > header and path[:-1] == table]
    keys = [line for line in keys if not _HEADER.match(written[line - 1])]
    if not keys:
        return _start_of(text, header + 1)
    last = max(keys)
    end = text.find("\n", _end_of(text, text.index("=", _start_of(text, last)) + 1))
    return len(text) if end < 0 else end + 1


def _start_of(text: str, line: int) -> int:
    return sum(len(one) for one in text.splitlines(keepends=True)[: line - 1])


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def toml_text(value: Any) -> str:
    """A value as it stands behind a key, on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {toml_text(one)}" for key, one in value.items()) + " }"
    if isinstance(value, Sequence):
        return f"[{', '.join(map(toml_text, value))}]"
    return str(value)


def _at(data: Any, path: Path) -> Any:
    """The value at a path; None where there is none."""
    for part in path:
        if isinstance(part, int):
            data = data[part - 1] if isinstance(data, list) and part <= len(data) else None
        else:
            data = data.get(part) if isinstance(data, Mapping) else None
    return data


def _put(data: Any, path: Path, value: Value) -> dict[str, Any]:
    """``data`` with the value at the path."""
    place = data
    for part in path[:-1]:
        place = place[part - 1] if isinstance(part, int) else place.setdefault(part, {})
    if value is None:
        place.pop(path[-1], None)
    else:
        place[path[-1]] = list(value) if isinstance(value, tuple) else value
    found: dict[str, Any] = data
    return found
