"""What the shared verbs ask of a job: of a match, and of whatever else is led by commands and kept in a ledger.

The verbs (``usecases.perform``) know streams, keys, time and transactions.  What a command means, who may give it and
what follows from it they ask the job.  A job is a value without state of its own, and no job knows another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from scoring.engine.actors import Actor
from scoring.usecases.context import Context
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.states import Fold, Folded


class Kinded(Protocol):
    """A command: a frozen value whose ``kind`` becomes the kind of its entry."""

    @property
    def kind(self) -> str: ...


C = TypeVar("C", bound=Kinded)
C_co = TypeVar("C_co", bound=Kinded, covariant=True)
R = TypeVar("R")
S = TypeVar("S", bound=Folded)


class Due(Protocol[C_co]):
    """What the system itself must do at ``at`` (ms since the epoch); ``key`` makes it happen once."""

    @property
    def at(self) -> int: ...
    @property
    def command(self) -> C_co: ...
    @property
    def key(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Asked(Generic[S, C, R]):
    """A command of ``actor`` that is to be decided, under the write lock, with all that the decision may look at.

    ``record`` is the ordinary record of what the stream belongs to.  ``at`` is the time of the entry, ``came`` when the
    command came in, before it waited for its turn to be written; both in ms since the epoch.
    """

    ctx: Context
    uow: UnitOfWork
    record: R
    state: S
    command: C
    actor: Actor
    at: int
    came: int


class Job(Fold[S], Protocol[S, C, R]):
    """One kind of thing that is led.  Its streams are called ``prefix`` and the id of the record."""

    @property
    def prefix(self) -> str:
        """What the names of its streams begin with, such as ``match:``."""

    def record(self, uow: UnitOfWork, stream: str) -> R:
        """The record that ``stream`` belongs to; raises ``NotFound`` where there is none."""

    def running(self, uow: UnitOfWork) -> Sequence[str]:
        """The streams in which something may fall due."""

    def may(self, actor: Actor, command: C) -> None:
        """Raises ``Forbidden`` where ``actor`` must not give ``command``, whatever the state."""

    def needs_reason(self, actor: Actor, command: C) -> bool:
        """Whether ``actor`` must say why."""

    def decide(self, asked: Asked[S, C, R]) -> Mapping[str, Any]:
        """The payload of the one entry that the command becomes: its fields, and the facts decided now.

        Raises a named error where it is not allowed.
        """

    def written(self, uow: UnitOfWork, record: R) -> None:
        """An entry was appended to the stream of ``record``: put into its tables what they say of it."""

    def due(self, state: S) -> Due[C] | None:
        """What the system has to do next; None where only people can go on."""

    def limits(self, state: S) -> Sequence[int]:
        """Moments (ms since the epoch) at which what may be done changes although nothing is written."""
