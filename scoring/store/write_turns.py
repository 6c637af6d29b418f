"""Whose turn it is to write: one at a time, whoever is in a hurry before all others, each in the order of asking."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable


class WriteTurns:
    """The turns of one process.  In a runtime with green threads its waiting is green, as that of every lock there.

    ``give_way`` lets the others run for a moment.  Who is in no hurry does so with the turn in hand: of messages that
    came at once, a press that is read last is written first.
    """

    def __init__(self, give_way: Callable[[], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._give_way = give_way
        self._clock = clock
        self._lock = threading.Lock()  # never held while somebody waits
        self._taken = False
        self._hurried: deque[threading.Event] = deque()
        self._others: deque[threading.Event] = deque()

    def acquire(self, patience: float, *, first: bool = False) -> bool:
        """Take the turn; False where it did not come within ``patience`` seconds.  ``first``: before everybody who is
        in no hurry and has not begun."""
        until = self._clock() + patience
        line = self._hurried if first else self._others
        if not self._take(line, until, back=True):
            return False
        if first:
            return True
        try:
            self._give_way()
        except BaseException:
            self.release()
            raise
        while self._hurried:
            self.release()
            if not self._take(line, until, back=False):
                return False
        return True

    def hurried(self) -> bool:
        """Let the others run for a moment: whether somebody in a hurry waits then."""
        self._give_way()
        return bool(self._hurried)

    def release(self) -> None:
        """Give the turn to whoever is next."""
        with self._lock:
            line = self._hurried or self._others
            if line:
                line.popleft().set()  # the turn stays taken: it is theirs
            else:
                self._taken = False

    def _take(self, line: deque[threading.Event], until: float, *, back: bool) -> bool:
        """Wait at the back of a line, or in front of it."""
        with self._lock:
            if not self._taken:
                self._taken = True
                return True
            mine = threading.Event()
            (line.append if back else line.appendleft)(mine)
        try:
            if mine.wait(max(0.0, until - self._clock())):
                return True
        except BaseException:  # the thread is ended
            if not self._leave(line, mine):
                self.release()
            raise
        return not self._leave(line, mine)

    def _leave(self, line: deque[threading.Event], mine: threading.Event) -> bool:
        """Wait no longer; False where the turn was given in the last moment."""
        with self._lock:
            if mine.is_set():
                return False
            line.remove(mine)
            return True
