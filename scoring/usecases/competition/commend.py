"""The results of a competition: how they stand, who was best, which certificate a code is of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from scoring.engine.competition.best_players import EventPlayer, MatchAnswers, best_players
from scoring.engine.competition.commend_state import SignOff
from scoring.engine.competition.decide_ceremony import standing
from scoring.engine.competition.facts import AwardRules, Facts, of_scope
from scoring.engine.competition.honours import Result, changed, correction_waits, result_of, stale
from scoring.engine.competition.other_base import OtherBase, other_base
from scoring.engine.competition.state import CompetitionState
from scoring.engine.errors import Forbidden
from scoring.engine.quiz.best_player import own_answers
from scoring.engine.quiz.rule_sheet import RuleSheet
from scoring.usecases.competition.facts import approved_names, award_rules, ends_of, numbers_of, sheet_of_stages
from scoring.usecases.competition.job import COMPETITION, stream_of
from scoring.usecases.competition.records import CertificateCode
from scoring.usecases.context import Context
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.quiz.job import MATCH
from scoring.usecases.quiz.job import stream_of as match_stream
from scoring.usecases.tickets import typed_code


@dataclass(frozen=True, slots=True)
class Standing:
    """A competition's results as they are now, by the results of its matches."""

    state: CompetitionState
    facts: Facts

    @property
    def awards(self) -> AwardRules:
        """The awards of the rule sheet."""
        return self.facts.awards

    def result(self, stage: str = "") -> Result:
        """The result of a stage, or of the whole competition (""), as it would be signed."""
        return result_of(self.state, stage, self.facts)

    def waits(self) -> bool:
        """Whether a correction of what was signed waits."""
        return correction_waits(self.state, self.facts)

    def stale(self, signed: SignOff) -> bool:
        """Whether the result is another one now than what was signed."""
        return stale(self.state, signed, self.facts)

    def changed(self, proposed: SignOff) -> bool:
        """Whether what was proposed is no longer the result."""
        return changed(proposed, self.result(proposed.stage))

    def other_bases(self) -> tuple[tuple[str, str, OtherBase], ...]:
        """Each stage whose result in force says that others belong into the next one than those who were drawn into it:
        its name, the next one's, and how they differ.  What has changed since the signature is not signed yet."""
        state, ends = self.state, dict(self.facts.ends)
        found = []
        for one, later in pairwise(state.stages.stages if state.stages else ()):
            signed = state.commend.signed(one.name)
            base = other_base(state, one.name, ends[one.name])
            if base is not None and signed is not None and not self.stale(signed):
                found.append((one.name, later.name, base))
        return tuple(found)

    def frozen(self, stage: str) -> int:
        """The matches of a stage, or of all (""), whose table is frozen: nothing is signed before it is shown."""
        return sum(one.frozen for one in of_scope(self.facts.ends, stage))


def standing_of(ctx: Context, competition_id: str) -> Standing:
    """How the results stand; raises ``NotFound("competition-unknown")``."""
    with ctx.store.read() as uow:
        state = ctx.states.state(COMPETITION, uow.ledger, stream_of(competition_id))
        return Standing(state, Facts(ends=ends_of(ctx, uow, state), awards=award_rules(uow, state, competition_id)))


def event_sheet(ctx: Context, competition_id: str) -> RuleSheet | None:
    """The rule sheet of the stages; None before they are set."""
    with ctx.store.read() as uow:
        state = ctx.states.state(COMPETITION, uow.ledger, stream_of(competition_id))
        return sheet_of_stages(uow, state, competition_id)


def event_players(ctx: Context, competition_id: str) -> tuple[EventPlayer, ...]:
    """The contestants by their own answers in all locked matches, best first."""
    with ctx.store.read() as uow:
        state = ctx.states.state(COMPETITION, uow.ledger, stream_of(competition_id))
        return best_players(_answers(ctx, uow, state))


def _answers(ctx: Context, uow: UnitOfWork, state: CompetitionState) -> Iterator[MatchAnswers]:
    registered = approved_names(state)
    for matches in state.played.values():
        for one in matches:
            match = ctx.states.state(MATCH, uow.ledger, match_stream(one.match))
            if match.phase != "locked":
                continue
            numbers = numbers_of(match, one.teams, registered)
            names = {each.id: each.name for team in match.teams for each in team.contestants}
            for player, own in own_answers(match).items():
                if own.team in numbers and state.registrations[numbers[own.team]].live:
                    yield MatchAnswers(names[player], numbers[own.team], own.points, own.rights, own.wrongs)


def certificate_standing(ctx: Context, code: str) -> str:
    """``valid``, ``corrected`` or ``revoked``: of the certificate with this code, as people type it.

    Raises ``Forbidden("certificate-of-none")`` for every other text.
    """
    wanted = typed_code(code)
    with ctx.store.read() as uow:
        known = uow.of(CertificateCode).get(wanted)
        if known is None:
            raise Forbidden("certificate-of-none")
        commend = ctx.states.state(COMPETITION, uow.ledger, stream_of(known.competition)).commend
    return standing(commend, next(one for one in commend.certificates if one.code == known.id))
