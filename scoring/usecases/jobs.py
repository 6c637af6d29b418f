"""What the shared verbs need from a job: a match, or anything else that is led by commands and kept in a ledger.

The verbs (``usecases.perform``) handle streams, keys, time and transactions.  The job and its table of kinds say what a
command means, who may give it and what follows from it.  A job is a value without state of its own, and no job imports
another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from scoring.engine.actors import Actor
from scoring.engine.kinds import Command, Due, Kinds, Payload
from scoring.engine.ledger import Entry
from scoring.usecases.context import Context
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.states import Fold, Folded

R = TypeVar("R")
S = TypeVar("S", bound=Folded)


@dataclass(frozen=True, slots=True)
class Asked(Generic[S, R]):
    """A command of ``actor`` that is to be decided, under the write lock, with all data for the decision.

    ``record`` is the ordinary record of what the stream belongs to.  ``at`` is the time of the entry, ``came`` when the
    command came in, before it waited for its turn to be written; both in ms since the epoch.  ``device``: the browser
    that gave it, "" if none is known.  ``seen`` is the last step that the giver's page showed (None: not said).
    """

    ctx: Context
    uow: UnitOfWork
    record: R
    state: S
    command: Command
    actor: Actor
    at: int
    came: int
    device: str = ""
    seen: int | None = None


class Job(Fold[S], Protocol[S, R]):
    """One kind of thing that is led, such as a match.  Its streams are called ``prefix`` and the id of the record."""

    @property
    def prefix(self) -> str:
        """The beginning of the names of its streams, such as ``match:``."""

    @property
    def kinds(self) -> Kinds[S]:
        """Its commands: who may give them, who must give a reason."""

    def record(self, uow: UnitOfWork, stream: str) -> R:
        """The record that ``stream`` belongs to; raises ``NotFound`` if there is none."""

    def running(self, uow: UnitOfWork) -> Sequence[str]:
        """The streams in which something may fall due."""

    def check_own(self, actor: Actor, command: Command) -> None:
        """Raises ``Forbidden`` if ``actor``, whose role may give the command, gives it for another person or team."""

    def decide(self, asked: Asked[S, R]) -> Payload:
        """The payload of the one entry that the command becomes: its fields, and the facts decided now.

        Raises a named error if it is not allowed.
        """

    def written(self, uow: UnitOfWork, record: R, entry: Entry, before: S, after: S) -> None:
        """Called after ``entry`` was appended to the stream of ``record``: writes into the tables what follows from
        it.  ``before``, ``after``: the states without it and with it."""

    def due(self, state: S) -> Due | None:
        """What the system must do next; None if only people can continue."""

    def limits(self, state: S) -> Sequence[int]:
        """Moments (ms since the epoch) at which the allowed commands change without a new entry."""
