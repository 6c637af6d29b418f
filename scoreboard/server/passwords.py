"""Password hashes: argon2, one after the other, with a bounded queue."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

import argon2

from scoreboard.server import runtime
from scoring.engine.errors import Refused

T = TypeVar("T")

MOST_WAITING = 8
"""Passwords under way at a time.  Each takes 64 MiB and all cores for a tenth of a second, on purpose; anybody may
send one, and a single device must not be able to ask for a hundred of them at once."""

_hasher = argon2.PasswordHasher()


class Passwords:
    """Makes and checks hashes for one server.  Both raise ``Refused("sign-in-busy")`` where too many wait."""

    def __init__(self) -> None:
        self._queue = threading.BoundedSemaphore(MOST_WAITING)
        self._turn = runtime.lock()

    def hash(self, text: str) -> str:
        """The hash to keep."""
        return self._alone(_hasher.hash, text)

    def check(self, stored: str, text: str) -> bool:
        """Whether ``text`` is the password that ``stored`` is the hash of."""
        return self._alone(_verified, stored, text)

    def _alone(self, function: Callable[..., T], *args: str) -> T:
        if not self._queue.acquire(blocking=False):
            raise Refused("sign-in-busy")
        try:
            with self._turn:
                return runtime.offload(function, *args)
        finally:
            self._queue.release()


def _verified(stored: str, text: str) -> bool:
    try:
        return _hasher.verify(stored, text)
    except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
        return False
