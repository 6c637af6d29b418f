"""Whether a command is allowed now, and which facts join its entry.

``decide`` returns the payload of the one entry that the command becomes, or raises a named error.  Roles are checked
before; the guards here look only at the state of the match.
"""

from __future__ import annotations

from typing import cast

from scoring.engine.codec import to_json
from scoring.engine.errors import TooLate
from scoring.engine.kinds import Command, Payload
from scoring.engine.quiz.facts import NO_FACTS, Facts
from scoring.engine.quiz.kinds import KINDS
from scoring.engine.quiz.state import MatchState


def need_seen(state: MatchState, command: Command, seen: int | None) -> None:
    """A command that goes on from the last step was given by somebody who saw that step; ``seen``: the ``last_step`` of
    the view that was acted on (None: not said).

    Raises ``TooLate("desk-moved-on")``: another desk has gone on in the meantime, and what was meant is past.
    """
    goes_on = KINDS[command.kind].undo in ("step", "within")
    if goes_on and seen is not None and seen != state.last_step:
        raise TooLate("desk-moved-on", seen=seen)


def decide(state: MatchState, command: Command, *, at: int, facts: Facts = NO_FACTS) -> Payload:
    """The payload of the entry that ``command`` becomes at ``at`` (ms since the epoch).

    Raises ``WrongStage``, ``TooLate``, ``AlreadyDone``, ``Refused``, ``Invalid``, ``NotFound`` or ``Broken``.
    """
    fields = cast(Payload, to_json(command))
    kind = fields.pop("kind")
    return fields | KINDS[kind].decide(state, command, at, facts)
