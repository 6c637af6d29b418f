"""Reads a file that somebody has brought in a process of its own (``scoreboard.file_reader``): started here, followed,
and taken down at its end, when it takes too long, or when nobody wants the file any more.  The server and the command
line both read so."""

from __future__ import annotations

import atexit
import json
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from types import MappingProxyType
from typing import IO, Any, TypeVar

from scoreboard.server import runtime
from scoring.engine.codec import from_json
from scoring.engine.errors import Invalid
from scoring.tables.problems import Problem, Unreadable

T = TypeVar("T")

SECONDS = 90.0
"""By the wall clock, for a child that waits instead of working; its own limit of the processor ends it before."""

COMMAND = (sys.executable, "-P", "-m", "scoreboard.file_reader")
"""``-P``: nothing is imported from the folder in which the server was started."""

BUFFER = 64 * 1024
"""Bytes read from a child at a time: the green pipes have no buffer by themselves, and read a line byte by byte."""

AT_A_TIME = 2
"""Children that read at once; further files wait."""

SHORT = 100
"""Bytes of a line that may tell a step."""

TOO_LONG = frozenset(-getattr(signal, name) for name in ("SIGXCPU", "SIGKILL") if hasattr(signal, name))
"""How a process ends that the system has ended for taking too much."""

Progress = Callable[[int, int], None]

_places = threading.Semaphore(AT_A_TIME)
_running: set[Any] = set()


@atexit.register
def _end_all() -> None:
    """The threads that follow the children end with the process, and would leave them behind."""
    for process in list(_running):
        process.kill()


def read(
    kind: str,
    name: str,
    data: bytes | Iterable[bytes],
    decode: Callable[[Any], T],
    progress: Progress = lambda done, total: None,
    said: Mapping[str, str] = MappingProxyType({}),
    beside: Mapping[str, bytes] = MappingProxyType({}),
) -> T:
    """What the file reader makes of a file of this ``kind``, through ``decode``; an error that ``progress`` raises
    gives the file up.  ``data``: the file, as a whole or in pieces.  ``said``: what its owner says of it
    (``file_reader.Said``); ``beside``: files that belong to it, by name.

    Raises ``Unreadable`` or ``Invalid`` where the reader says why, ``Invalid("file-broken")`` where it ended over the
    file, and ``Invalid("file-slow")`` where it took too long.
    """
    waited = not _places.acquire(blocking=False)
    if waited:
        _places.acquire()
    try:
        if waited:
            progress(0, 0)  # it may have been given up since
        sizes = {other: len(content) for other, content in beside.items()}
        head = json.dumps([name, dict(said), sizes]).encode() + b"\n"
        pieces = [data] if isinstance(data, bytes) else data
        answer, status, late = run([*COMMAND, kind], chain([head], beside.values(), pieces), progress, SECONDS)
    finally:
        _places.release()
    if answer is None and (late or status in TOO_LONG):
        raise Invalid("file-slow", file=name)
    answered = runtime.offload(_said, answer) if answer is not None else {}
    if "unreadable" in answered:
        raise Unreadable(from_json(Problem, answered["unreadable"]))
    if "refused" in answered:
        code, fields = answered["refused"]
        raise Invalid(code, **fields)
    if "read" not in answered:
        _log(kind, answered.get("failed", f"status {status}"))
        raise Invalid("file-broken", file=name)
    return runtime.offload(decode, answered["read"])


def _log(kind: str, problem: str) -> None:
    """A line in the log of a server; a command has none, and says itself what is wrong."""
    structlog: Any = sys.modules.get("structlog")
    if structlog is not None and structlog.is_configured():
        structlog.get_logger().warning("file-broken", kind=kind, problem=problem)


def run(
    command: Sequence[str], brought: Iterable[bytes], progress: Progress, seconds: float
) -> tuple[bytes | None, int, bool]:
    """A command in a process of its own, which is taken down after so many ``seconds``, or at the server's end: its
    last line, None where it gave no whole one; the status with which it ended; whether it was late."""
    processes = runtime.processes()
    process = processes.Popen(
        list(command), bufsize=BUFFER, stdin=processes.PIPE, stdout=processes.PIPE, stderr=processes.DEVNULL
    )
    late = threading.Event()

    def expire() -> None:
        late.set()
        process.kill()

    clock = threading.Timer(seconds, expire)
    clock.daemon = True  # the end of the server does not wait for it
    clock.start()
    _running.add(process)
    try:
        for piece in brought:
            try:
                process.stdin.write(piece)
            except OSError:  # it has ended already; its status tells why
                break
        with suppress(OSError):
            process.stdin.close()
        answer = _follow(process.stdout, progress)
        # After its answer it ends by itself; without one it has ended, and is only to be waited for.
        return answer, process.wait(), late.is_set()
    finally:
        clock.cancel()
        process.kill()
        process.wait()
        _running.discard(process)
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                pipe.close()


def _follow(stdout: IO[bytes], progress: Progress) -> bytes | None:
    """The line after the last step of the progress.  The system may have ended the child in the middle of it."""
    while (line := stdout.readline()).endswith(b"\n"):
        match _said(line) if len(line) < SHORT else None:
            case {"progress": [int(done), int(total)]}:
                progress(done, total)
            case _:
                return line
    return None


def _said(line: bytes) -> dict[str, Any]:
    """What a line says; nothing where something else in the child has written it."""
    try:
        said = json.loads(line)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
