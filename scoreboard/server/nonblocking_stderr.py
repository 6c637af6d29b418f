"""Standard error that never blocks the server.

A terminal that was stopped with Ctrl+S, or a pipe that nobody reads, takes nothing more after a few kilobytes; a thread
that writes to it then waits, and with eventlet every other thread waits too.  So what is written goes into a bounded
queue, and a thread of the operating system writes it from there.  Where the queue is full, new lines are dropped and
counted.
"""

from __future__ import annotations

import atexit
import io
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from scoreboard.server import runtime

MOST_WAITING = 10_000
"""Pieces that may wait: the log of some busy minutes, a few megabytes."""

LAST_WAIT = 5.0
"""Seconds for which ``close`` waits until what was written is out."""

WRITE_AGAIN = 0.05
"""Seconds until the next attempt where the other end is full and does not block."""


class NonBlockingStream(io.TextIOBase):
    """A text stream into the file descriptor ``fd`` that never waits.  ``lost(n)`` gives the line that says so where
    ``n`` lines were dropped.  Its thread begins with it; ``close`` ends it."""

    def __init__(self, fd: int, lost: Callable[[int], str], most: int = MOST_WAITING) -> None:
        self._fd = fd
        self._say_lost = lost
        self._most = most
        self._lost = 0
        self._sleep = runtime.real("time").sleep
        # Not by os.write: a console of Windows takes UTF-8 from this stream only.
        self._raw: Any = open(fd, "wb", buffering=0, closefd=False)  # noqa: SIM115  a descriptor
        threading = runtime.real("threading")
        # Re-entrant: a warning from a destructor may be written while a line is.
        self._turn = threading.RLock()
        self._waiting = runtime.real("queue").SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="log", daemon=True)
        self._thread.start()

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """UTF-8; what cannot be written in it is escaped."""
        return "utf-8"

    def write(self, text: str) -> int:
        """Take ``text`` to be written; drop it where too much waits already.

        Raises TypeError for anything but text: by that click distinguishes a text stream from one for bytes.
        """
        if not isinstance(text, str):
            raise TypeError(f"text is written here, not {type(text).__name__}")
        with self._turn:
            if self._waiting.qsize() >= self._most:
                self._lost += text.count("\n")
            else:
                self._tell_lost()
                self._waiting.put(text)
        return len(text)

    def writable(self) -> bool:
        """True: the stream can be written to."""
        return True

    def isatty(self) -> bool:
        """Whether the descriptor is a terminal."""
        with suppress(OSError):
            return bool(runtime.real("os").isatty(self._fd))
        return False

    def fileno(self) -> int:
        """The descriptor behind it."""
        return self._fd

    def close(self) -> None:
        """Write what waits, as far as the other end takes it in time, and end."""
        if self.closed:
            return
        with self._turn:
            self._tell_lost()
            self._waiting.put(None)
        super().close()
        self._thread.join(LAST_WAIT)

    def _tell_lost(self) -> None:
        lost, self._lost = self._lost, 0
        if lost:
            self._waiting.put(self._say_lost(lost))

    def _run(self) -> None:
        while (text := self._waiting.get()) is not None:
            left = text.encode("utf-8", "backslashreplace")
            while left:
                try:
                    sent = self._raw.write(left)
                except OSError:
                    break  # the other end is closed
                if sent is None:
                    self._sleep(WRITE_AGAIN)
                else:
                    left = left[sent:]


def install(lost: Callable[[int], str]) -> None:
    """Put a ``NonBlockingStream`` in the place of standard error until the process ends."""
    before = sys.stderr
    stream = NonBlockingStream(before.fileno(), lost)

    def end() -> None:
        sys.stderr = before
        stream.close()

    before.flush()
    sys.stderr = stream
    atexit.register(end)
