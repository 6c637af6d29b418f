"""The processes of one server: who they are, what they say to each other, which of them leads a stream.

What is said here may be lost (Redis was away): it moves devices and shows what is not kept.  Commits are told by the
database itself.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import Any, Protocol

Said = Mapping[str, Any]
"""Plain JSON data."""


class Processes(Protocol):
    """All processes of this server, seen from one of them."""

    @property
    def id(self) -> str:
        """The name of this process: another one after each start."""

    @property
    def several(self) -> bool:
        """Whether there may be others."""

    def alive(self) -> frozenset[str]:
        """The names of those that run now, this one among them."""

    def leads(self, stream: str) -> bool:
        """Whether this process does what is due in the stream; it begins to where no other does."""

    def say(self, what: str, said: Said) -> None:
        """Tell the others.  Never waits for them, and never fails."""

    def listen(self, what: str, heard: Callable[[Said], None]) -> None:
        """Call ``heard`` with what another process says of this; it must not wait."""

    def start(self) -> None:
        """Begin to listen.  Once, when the server starts."""


class Alone:
    """The only process of its server."""

    several = False

    def __init__(self) -> None:
        self.id = secrets.token_hex(6)

    def alive(self) -> frozenset[str]:
        """This one."""
        return frozenset({self.id})

    def leads(self, stream: str) -> bool:  # noqa: ARG002  the protocol's argument
        """Always."""
        return True

    def say(self, what: str, said: Said) -> None:
        """Nobody hears."""

    def listen(self, what: str, heard: Callable[[Said], None]) -> None:
        """Nobody speaks."""

    def start(self) -> None:
        """Nothing to begin."""
