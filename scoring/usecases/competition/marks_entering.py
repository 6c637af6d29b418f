"""A list of thousands of marks, decided and spelled before its turn to be written."""

from __future__ import annotations

from scoring.engine.competition import event
from scoring.engine.competition.commands_written import EnterMarks, PaperMark
from scoring.engine.competition.state import CompetitionState
from scoring.engine.competition.written_state import Replaced
from scoring.usecases.beforehand import Beforehand, beforehand


def marks_beforehand(state: CompetitionState, command: EnterMarks) -> Beforehand:
    """What a list of marks becomes in this state, read as the fold will read it.  Pure: a server does it beside its
    other work; the decision rests on the state and the command alone."""
    made = beforehand(state.seq, command, lambda: event.decide(state, command, at=state.at))
    if made.payload is not None:
        made.payload.part("marks", tuple[PaperMark, ...])
        made.payload.part("replaced", tuple[Replaced, ...])
    return made
