"""What a match's result changes further on in its competition: who goes on, and what was drawn and signed by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from scoring.engine.competition.other_base import Further, further
from scoring.engine.competition.state import CompetitionState
from scoring.engine.competition.tie_offs import matches_of, stage_of_match
from scoring.engine.quiz.state import MatchState
from scoring.usecases.competition.facts import group_results
from scoring.usecases.competition.job import COMPETITION, stream_of
from scoring.usecases.context import Context
from scoring.usecases.guards import get_match
from scoring.usecases.quiz.job import MATCH
from scoring.usecases.quiz.job import stream_of as match_stream


@dataclass(frozen=True, slots=True)
class Around:
    """A match of a stage with the matches of the other groups and its tie-offs, and their competition as it stands."""

    match: str
    stage: str
    competition: CompetitionState
    matches: Mapping[str, MatchState]

    @property
    def own(self) -> MatchState:
        """The match as it stands."""
        return self.matches[self.match]

    def further(self, supposed: MatchState | None = None) -> Further | None:
        """What would change if the match were locked as it stands, or as it is ``supposed``; None for one that was not
        opened, which has no result.  Pure: a server does it beside its other work."""
        match = supposed or self.own
        if match.rule_sheet is None:
            return None
        states = {**self.matches, self.match: replace(match, phase="locked")}
        return further(self.competition, self.stage, group_results(self.competition, self.stage, states.__getitem__))


def around(ctx: Context, match_id: str) -> Around | None:
    """A match in its stage; None for one that is beside the stages."""
    with ctx.store.read() as uow:
        match = get_match(uow, match_id)
        state = ctx.states.state(COMPETITION, uow.ledger, stream_of(match.competition))
        stage = stage_of_match(state, match_id)
        if not stage:
            return None
        own = matches_of(state, stage)
        matches = {one.match: ctx.states.state(MATCH, uow.ledger, match_stream(one.match)) for one in own}
    return Around(match_id, stage, state, matches)
