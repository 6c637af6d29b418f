"""A long command decided before its turn to be written, beside the server's other work.

Under the write lock it is only looked whether the stream is still where it was then; where it is not, the command is
decided anew, as every other one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scoring.engine.codec import Spelled, digest
from scoring.engine.errors import LeitaiError
from scoring.engine.kinds import Command, Payload

COMMAND = "command"
"""The payload's field with the digest of the command as it was given: it tells a repeat from another command."""


@dataclass(frozen=True, slots=True)
class Beforehand:
    """``seq``: of the state in which it was decided · ``said``: the digest of the command · ``payload``: of its entry;
    None where it was refused, ``refusal`` says why."""

    seq: int
    said: str
    payload: Spelled | None = None
    refusal: LeitaiError | None = None


def beforehand(seq: int, command: Command, decide: Callable[[], Payload]) -> Beforehand:
    """What a command becomes in the state after entry ``seq``.  Pure, as ``decide`` must be."""
    said = digest(command)
    try:
        return Beforehand(seq, said, Spelled({**decide(), COMMAND: said}))
    except LeitaiError as refusal:
        return Beforehand(seq, said, refusal=refusal)
