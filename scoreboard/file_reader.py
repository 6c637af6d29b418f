"""Reads one file that somebody has brought, in a process of its own: ``python -m scoreboard.file_reader questions``.

The readers parse what strangers' programs wrote, some of it in native code that ends its process over a few flipped
bytes, and ``re`` lets nobody else go on while it matches.  Here that costs the server nothing (``server.child`` starts
it and takes it down).  First the process gives itself its limits of time and memory.

Standard input is a line of JSON, the file's name, what its owner has said of it and the sizes of the files that belong
to it, then their bytes and its own.  Standard output is JSON, a line each: ``{"progress": [done, total]}`` … and at the
end ``{"read": …}``, ``{"unreadable": problem}``, ``{"refused": [code, fields]}`` or ``{"failed": reason}``.
"""

from __future__ import annotations

import base64
import gc
import json
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import fields
from importlib import import_module
from typing import Any, NamedTuple, cast

SECONDS = 60
"""Of the processor; a system without POSIX limits has the wall clock of ``server.child`` alone."""

MEMORY = 2 * 1024**3
"""Bytes of address space."""

Progress = Callable[[int, int], None]

Said = Mapping[str, str]
"""What its owner has said: of a table's columns what each means, by its key; of marks their rule; of a template what
is to be filled in; of pages which are to be drawn."""

BEHIND = 10
"""By how much the drawing of pages stands behind everything else that wants the processor."""


class Brought(NamedTuple):
    """A file, what its owner has said of it, and the files that belong to it, by name."""

    name: str
    data: bytes
    said: Said
    beside: Mapping[str, bytes]


def main(kind: str) -> None:
    """Read what standard input brings as a file of this kind."""
    limit_resources()
    name, said, sizes = json.loads(sys.stdin.buffer.readline())
    beside = {other: sys.stdin.buffer.read(size) for other, size in sizes.items()}
    brought = Brought(name, sys.stdin.buffer.read(), said, beside)
    from scoring.engine.codec import to_json
    from scoring.engine.errors import Invalid
    from scoring.tables.problems import Unreadable

    try:
        _say({"read": KINDS[kind](brought, lambda done, total: _say({"progress": [done, total]}))})
    except Unreadable as unreadable:
        _say({"unreadable": to_json(unreadable.problem)})
    except Invalid as refused:
        _say({"refused": [refused.code, refused.fields]})
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


def _questions(brought: Brought, progress: Progress) -> Any:
    from question_sets.importing import read_set
    from question_sets.sent import sent

    return sent(read_set(brought.name, brought.data, brought.beside, progress, brought.said))


def _roster(brought: Brought, _progress: Progress) -> Any:
    from scoring.engine.codec import to_json
    from scoring.usecases.quiz.roster_table import read_roster

    return to_json(read_roster(brought.name, brought.data, brought.said))


def _entries(brought: Brought, _progress: Progress) -> Any:
    from scoring.engine.codec import to_json
    from scoring.usecases.quiz.roster_table import read_entries

    return to_json(read_entries(brought.name, brought.data, brought.said))


def _judges(brought: Brought, _progress: Progress) -> Any:
    from scoring.engine.codec import to_json
    from scoring.usecases.quiz.judges_table import read_judges

    return to_json(read_judges(brought.name, brought.data, brought.said))


def _judge_lines(brought: Brought, _progress: Progress) -> Any:
    from scoring.engine.codec import to_json
    from scoring.usecases.quiz.judges_table import read_lines

    return to_json(read_lines(brought.data.decode(), brought.said))


def _marks(brought: Brought, _progress: Progress) -> Any:
    """By their rule, which names judges, criteria and stages."""
    gc.disable()  # all values stay to the end, and looking through them again and again takes a quarter of the time
    from scoreboard.exports.tally.marks_file import sent
    from scoreboard.exports.tally.table import read_table
    from scoring.engine.tally.panel_reader import read_panel_rule

    return sent(read_table(brought.data, read_panel_rule(brought.said["rule"])))


def _certificates(brought: Brought, progress: Progress) -> Any:
    from scoreboard.exports.papers.certificates import answer

    return answer(brought.data, brought.said, progress)


def _paper(brought: Brought, _progress: Progress) -> Any:
    from scoreboard.exports.papers.sent import answer

    _stand_behind()
    return answer(brought.data)


def _merged(brought: Brought, _progress: Progress) -> Any:
    """PDF files, in the order of their names."""
    from scoring.attachments.merging import merged

    _stand_behind()
    return base64.b64encode(merged([brought.beside[name] for name in sorted(brought.beside)])).decode("ascii")


def _organisations(brought: Brought, _progress: Progress) -> Any:
    from scoring.engine.codec import to_json
    from scoring.usecases.lists.organisations_table import read_organisations

    return to_json(read_organisations(brought.name, brought.data, brought.said))


def _roster_names(brought: Brought, _progress: Progress) -> Any:
    from scoring.engine.codec import to_json
    from scoring.usecases.lists.rosters_table import read_roster_names

    return to_json(read_roster_names(brought.name, brought.data, brought.said))


def _papers(brought: Brought, _progress: Progress) -> Any:
    from scoring.engine.codec import to_json
    from scoring.usecases.competition.marks_table import read_marks

    return to_json(read_marks(brought.name, brought.data, brought.said))


def _counts(brought: Brought, _progress: Progress) -> Any:
    from scoring.engine.codec import to_json
    from scoring.usecases.quiz.counts_table import read_counts

    return to_json(read_counts(brought.name, brought.data, brought.said))


def _schedule(brought: Brought, _progress: Progress) -> Any:
    from scoring.engine.codec import to_json
    from scoring.usecases.competition.schedule_table import read_schedule

    return to_json(read_schedule(brought.name, brought.data, brought.said))


def _event_book(brought: Brought, _progress: Progress) -> Any:
    from scoreboard.exports.event_book_report import answer

    _stand_behind()
    return answer(brought.data)


def _review_archive(brought: Brought, _progress: Progress) -> Any:
    from scoreboard.exports.review_archive_report import answer

    _stand_behind()
    return answer(brought.data)


def _days(brought: Brought, _progress: Progress) -> Any:
    from scoring.engine.codec import to_json
    from scoring.usecases.lists.official_days_import import read_days

    return to_json(read_days(brought.name, brought.data, brought.said))


def _attachment(brought: Brought, _progress: Progress) -> Any:
    from scoring.attachments.recognise import recognise
    from scoring.engine.codec import to_json

    _stand_behind()
    return to_json(recognise(brought.name, brought.data))


def _screen_picture(brought: Brought, _progress: Progress) -> Any:
    from scoring.attachments.screen_picture import Use
    from scoring.attachments.screen_pictures import screen_picture

    _stand_behind()
    made = screen_picture(brought.name, brought.data, cast(Use, brought.said["use"]))
    return {
        **{name: getattr(made, name) for name in ("mime", "bright", "dark")},
        "data": base64.b64encode(made.data).decode("ascii"),
    }


def _pages(brought: Brought, _progress: Progress) -> Any:
    from base64 import b64encode

    from scoring.attachments.drawing import draw
    from scoring.engine.review.form import FileKind

    _stand_behind()
    said = brought.said
    drawn = draw(brought.name, cast(FileKind, said["kind"]), brought.data, int(said["first"]), int(said["count"]))
    return [
        {
            **{field.name: getattr(page, field.name) for field in fields(page)},
            "data": b64encode(page.data).decode("ascii"),
        }
        for page in drawn
    ]


def _stand_behind() -> None:
    """Nobody waits at a desk for a page as somebody waits for a press."""
    if hasattr(os, "nice"):
        os.nice(BEHIND)


KINDS: Mapping[str, Callable[[Brought, Progress], Any]] = {
    "questions": _questions,
    "roster": _roster,
    "entries": _entries,
    "judges": _judges,
    "judge-lines": _judge_lines,
    "marks": _marks,
    "certificates": _certificates,
    "paper": _paper,
    "merged": _merged,
    "organisations": _organisations,
    "roster-names": _roster_names,
    "days": _days,
    "event-book": _event_book,
    "review-archive": _review_archive,
    "papers": _papers,
    "counts": _counts,
    "schedule": _schedule,
    "attachment": _attachment,
    "pages": _pages,
    "screen-picture": _screen_picture,
}


def _say(message: Mapping[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1])
