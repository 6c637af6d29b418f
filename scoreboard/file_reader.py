"""Reads one file that somebody has brought, in a process of its own: ``python -m scoreboard.file_reader questions``.

The readers parse what strangers' programs wrote, some of it in native code that ends its process over a few flipped
bytes, and ``re`` lets nobody else go on while it matches.  Here that costs the server nothing (``server.child`` starts
it and takes it down).  First the process gives itself its limits of time and memory.

Standard input is a line of JSON, the file's name and what its owner has said of it, then its bytes.  Standard output
is JSON, a line each: ``{"progress": [done, total]}`` … and at the end ``{"read": …}``, ``{"unreadable": problem}`` or
``{"failed": reason}``.
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import fields, replace
from importlib import import_module
from typing import Any

SECONDS = 60
"""Of the processor; a system without POSIX limits has the wall clock of ``server.child`` alone."""

MEMORY = 2 * 1024**3
"""Bytes of address space."""

Progress = Callable[[int, int], None]

Said = Mapping[str, str]
"""Of a table's columns: what each means, by its key."""


def main(kind: str) -> None:
    """Read what standard input brings as a file of this kind."""
    limit_resources()
    name, said = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    from scoring.engine.codec import to_json
    from scoring.tables.problems import Unreadable

    try:
        _say({"read": KINDS[kind](name, data, said, lambda done, total: _say({"progress": [done, total]}))})
    except Unreadable as unreadable:
        _say({"unreadable": to_json(unreadable.problem)})
    except BaseException as error:  # a panic of native code is no Exception
        _say({"failed": f"{type(error).__name__}: {error}"[:500]})


def limit_resources() -> None:
    """No more than this process is worth; nothing where the system has no such limits, or refuses one: macOS lets no
    process have less address space than it holds already."""
    try:
        resource: Any = import_module("resource")
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(what)
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _questions(name: str, data: bytes, meanings: Said, progress: Progress) -> Any:
    from question_sets.importing import read_set
    from scoring.engine.codec import to_json

    report = read_set(name, data, None, progress, meanings)
    media = {
        key: {**{field.name: getattr(item, field.name) for field in fields(item)}, "data": _text(item.data)}
        for key, item in report.media.items()
    }
    return {**to_json(replace(report, media={})), "media": media}


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _roster(name: str, data: bytes, _said: Said, _progress: Progress) -> Any:
    from scoring.engine.codec import to_json
    from scoring.usecases.quiz.roster_table import read_roster

    return to_json(read_roster(name, data))


def _judges(name: str, data: bytes, _said: Said, _progress: Progress) -> Any:
    from scoring.engine.codec import to_json
    from scoring.usecases.quiz.judges_table import read_judges

    return to_json(read_judges(name, data))


KINDS: Mapping[str, Callable[[str, bytes, Said, Progress], Any]] = {
    "questions": _questions,
    "roster": _roster,
    "judges": _judges,
}


def _say(message: Mapping[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1])
