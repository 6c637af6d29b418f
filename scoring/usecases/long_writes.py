"""A transaction of thousands of records that holds up nobody who is in a hurry: it is given up and begun again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TypeVar

from scoring.engine.errors import Refused
from scoring.usecases.context import Context
from scoring.usecases.ports import GaveWay, UnitOfWork

T = TypeVar("T")

PIECE = 250
"""Records between two looks whether somebody is in a hurry."""

TRIES = 20
"""How often it is begun: teams press for some seconds and not without end."""


def write_long(ctx: Context, work: Callable[[UnitOfWork], T]) -> T:
    """What ``work`` gives, which commits and calls ``uow.give_way`` between its pieces.

    Raises ``Refused("store-busy")`` where it had to give way each time; nothing is written then.
    """
    for _ in range(TRIES):
        with suppress(GaveWay), ctx.store.write() as uow:
            return work(uow)
    raise Refused("store-busy")


def pieces(uow: UnitOfWork, records: Sequence[T]) -> Iterator[Sequence[T]]:
    """The records by pieces, before each of which whoever is in a hurry has the turn."""
    for start in range(0, len(records), PIECE):
        uow.give_way()
        yield records[start : start + PIECE]
