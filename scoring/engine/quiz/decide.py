"""Is this allowed now, and what follows?  Every command's guard, and the facts that join its entry.

``decide`` answers with the payload of the one entry that the command becomes, or raises a named error.  Roles are
checked before; here only the state of the match speaks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from scoring.engine.codec import to_json
from scoring.engine.quiz import commands as c
from scoring.engine.quiz import decide_answers as answers
from scoring.engine.quiz import decide_manage as manage
from scoring.engine.quiz import decide_marks as marks
from scoring.engine.quiz import decide_play as play
from scoring.engine.quiz import decide_press as press
from scoring.engine.quiz import decide_tie_off as tie_off
from scoring.engine.quiz.facts import NO_FACTS, Facts
from scoring.engine.quiz.guards import Decider, Payload
from scoring.engine.quiz.state import MatchState

DECIDERS: Mapping[str, Decider] = {
    **play.DECIDERS,
    **answers.DECIDERS,
    **press.DECIDERS,
    **marks.DECIDERS,
    **tie_off.DECIDERS,
    **manage.DECIDERS,
}
"""The guard of each kind of command."""


def decide(state: MatchState, command: c.Command, *, at: int, facts: Facts = NO_FACTS) -> Payload:
    """The payload of the entry that ``command`` becomes at ``at`` (ms since the epoch).

    Raises ``WrongStage``, ``TooLate``, ``AlreadyDone``, ``Refused``, ``Invalid``, ``NotFound`` or ``Broken``.
    """
    fields = cast(Payload, to_json(command))
    kind = fields.pop("kind")
    return fields | DECIDERS[kind](state, command, at, facts)
