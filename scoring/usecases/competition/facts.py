"""Gather the data that a decision about a competition needs from the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from scoring.engine.competition.advance import Finish
from scoring.engine.competition.commands import EnterTeams, Submit
from scoring.engine.competition.commands_commend import (
    BeginCeremony,
    ConfirmSignOff,
    NameHolders,
    NumberCertificates,
    OrderTied,
    ProposeSignOff,
)
from scoring.engine.competition.commands_stages import CommitDraw, ConfirmAdvance, GroupMatch, MakeDraw, ProposeAdvance
from scoring.engine.competition.facts import AwardRules, Facts, GroupResult
from scoring.engine.competition.stages_state import TieOff
from scoring.engine.competition.state import CompetitionState
from scoring.engine.competition.tie_offs import tie_offs_of
from scoring.engine.competition.written import written_results
from scoring.engine.errors import NotFound
from scoring.engine.names import same_form
from scoring.engine.quiz.freeze import is_frozen
from scoring.engine.quiz.rule_sheet import RuleSheet
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.quiz.score import gains, scored_items, totals
from scoring.engine.quiz.standings import left_where, standings
from scoring.engine.quiz.state import MatchState
from scoring.engine.stages import Award
from scoring.usecases.competition.forms import draft_of, entered_draft, register_of
from scoring.usecases.competition.group_matches import sheet_id
from scoring.usecases.competition.question_pools import question_facts
from scoring.usecases.competition.records import CertificateCode, RegistrationLink, RegistrationText
from scoring.usecases.context import Context
from scoring.usecases.jobs import Asked
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.quiz.job import MATCH
from scoring.usecases.quiz.job import stream_of as match_stream
from scoring.usecases.records import Competition, DrawSecret, RuleSheetText
from scoring.usecases.tickets import CODE_LENGTH, random_signs

CompetitionAsked: TypeAlias = Asked[CompetitionState, Competition]
"""A command of a competition that is to be decided."""


RESTS_ON_RESULTS = (ProposeSignOff, ConfirmSignOff, OrderTied, NameHolders, BeginCeremony, NumberCertificates)
"""Commands that are decided by the results of all stages and the awards of the rule sheet."""


def gather(asked: CompetitionAsked) -> Facts:
    """The facts for a command: only those that it can need."""
    command, who = asked.command, Facts(actor=asked.actor.id, device=asked.device)
    if asked.actor.role == "registrant":
        return _of_link(asked)
    if isinstance(command, EnterTeams):
        register = register_of(asked.uow)
        return Facts(drafts=tuple(entered_draft(register, _text(asked, one)) for one in command.texts))
    if isinstance(command, CommitDraw):
        return Facts(secret=_new_secret(asked))
    if isinstance(command, MakeDraw):
        held = asked.uow.of(DrawSecret).get(secret_id(asked.record.id, command.draw))
        return Facts(secret=held.secret if held else "")
    if isinstance(command, ProposeAdvance):
        return Facts(results=results_of(asked.ctx, asked.uow, asked.state, command.stage))
    if isinstance(command, ConfirmAdvance):
        stage = next((one.stage for one in asked.state.advances if one.no == command.proposal), "")
        results = results_of(asked.ctx, asked.uow, asked.state, stage)
        return Facts(actor=who.actor, device=who.device, results=results)
    if isinstance(command, RESTS_ON_RESULTS):
        ends, rules = ends_of(asked.ctx, asked.uow, asked.state), award_rules(asked.uow, asked.state, asked.record.id)
        newest = asked.state.commend.signed() if isinstance(command, NumberCertificates) else None
        holders = sum(len(one.holders) for one in newest.honours) if newest else 0
        return replace(who, ends=ends, awards=rules, codes=certificate_codes(asked.ctx, asked.uow, holders))
    if (found := question_facts(asked.uow, asked.record, command)) is not None:
        return replace(who, questions=found)
    return who


def ends_of(ctx: Context, uow: UnitOfWork, state: CompetitionState) -> tuple[tuple[str, tuple[GroupResult, ...]], ...]:
    """The results of every stage, in the order of the stages."""
    stages = state.stages.stages if state.stages else ()
    return tuple((one.name, results_of(ctx, uow, state, one.name)) for one in stages)


def award_rules(uow: UnitOfWork, state: CompetitionState, competition_id: str) -> AwardRules:
    """The awards of the rule sheet that the stages come from; none before stages are set."""
    sheet = sheet_of_stages(uow, state, competition_id)
    return awards_in(sheet) if sheet is not None else AwardRules()


def sheet_of_stages(uow: UnitOfWork, state: CompetitionState, competition_id: str) -> RuleSheet | None:
    """The rule sheet that the stages come from; None before stages are set."""
    if state.stages is None:
        return None
    held = uow.of(RuleSheetText).get(sheet_id(competition_id, state.stages.digest))
    return read_rule_sheet(held.text, archived=True) if held is not None else None


def awards_in(sheet: RuleSheet) -> AwardRules:
    """The awards of a rule sheet, with its best player (最佳选手) as one by name."""
    best = sheet.best_player
    prize = (Award(best.name, best.count, by_rank=False, players=True),) if best is not None else ()
    awards = (*sheet.awards, *prize)
    return AwardRules(awards, sheet.award_ties, frozenset(award.name for award in awards if award.players))


def certificate_codes(ctx: Context, uow: UnitOfWork, count: int) -> tuple[str, ...]:
    """Codes that no certificate of any competition has, 45 random bits each."""
    found: dict[str, None] = {}
    while len(found) < count:
        code = random_signs(ctx, CODE_LENGTH)
        if uow.of(CertificateCode).get(code) is None:
            found[code] = None
    return tuple(found)


def secret_id(competition_id: str, draw: int) -> str:
    """The id under which the secret of a draw is kept."""
    return f"{competition_id}-{draw}"


def results_of(ctx: Context, uow: UnitOfWork, state: CompetitionState, stage: str) -> tuple[GroupResult, ...]:
    """The result of each group of a stage, as the ledgers of its matches have it; of a written stage by its marks."""
    return group_results(state, stage, lambda match: ctx.states.state(MATCH, uow.ledger, match_stream(match)))


def group_results(state: CompetitionState, stage: str, match: Callable[[str], MatchState]) -> tuple[GroupResult, ...]:
    """The result of each group of a stage, from the states of its matches by their ids; of a written stage by its
    marks.  Its tie-offs that were begun follow."""
    found = state.stages.find(stage) if state.stages else None
    names, off = approved_names(state), tie_offs_of(state, stage)
    own = (_tie_off(match(one.match.match), one, names) for one in off)
    tie_offs = tuple(one for one in own if one is not None)
    if found is not None and found.written:
        return (*written_results(state, found), *tie_offs)
    return (*(_result(match(one.match), one, names) for one in state.played.get(stage, ())), *tie_offs)


def approved_names(state: CompetitionState) -> dict[str, int]:
    """The number of each approved team by how its name looks."""
    return {same_form(one.form.team): one.no for one in state.live if one.status == "approved"}


def _result(match: MatchState, one: GroupMatch, names: Mapping[str, int]) -> GroupResult:
    counts = match.phase == "locked" and match.setup is not None and not match.setup.rehearsal
    finishes = finishes_of(match, numbers_of(match, one.teams, names)) if counts else None
    return GroupResult(one.match, match.seq, finishes, frozen=finishes is not None and is_frozen(match))


def _tie_off(match: MatchState, one: TieOff, names: Mapping[str, int]) -> GroupResult | None:
    """The order of a tie-off's teams, those who left it behind all others; None while it was not begun: until then
    people may decide the line in another way."""
    if match.phase == "setup":
        return None
    found = _result(match, one.match, names)
    if found.finishes is None:
        return replace(found, tie_off=one.where)
    there = {each.team for each in found.finishes}
    gone = (str(no) for _, no in one.match.teams if str(no) not in there)
    behind = tuple(Finish(team, len(there) + 1, Decimal(0)) for team in gone)
    return replace(found, finishes=(*found.finishes, *behind), tie_off=one.where)


def numbers_of(match: MatchState, teams: Sequence[tuple[str, int]], names: Mapping[str, int]) -> dict[str, int]:
    """The number in the competition of each team of a match, by its id there.  A team that was put into the match later
    is known by its name; one that is not registered has none."""
    own = dict(teams)
    said = {one.id: own.get(one.id) or names.get(same_form(one.name)) for one in match.teams}
    return {team: no for team, no in said.items() if no is not None}


def finishes_of(match: MatchState, numbers: Mapping[str, int]) -> tuple[Finish, ...]:
    """The teams of a match in its order, by their number in the competition; who left the match goes no further, and
    one without a number takes no place."""
    scores, gained, items = totals(match), gains(match), scored_items(match)
    return tuple(
        Finish(str(numbers[one.id]), one.rank, scores[one.id], gained[one.id], items[one.id])
        for one in standings(match)
        if one.id in numbers and left_where(match, one.id) is None
    )


def _of_link(asked: CompetitionAsked) -> Facts:
    link = asked.uow.of(RegistrationLink).get(asked.actor.id.removeprefix("registration:"))
    if link is None or link.competition != asked.record.id:
        raise NotFound("registration-unknown", no=0)
    if not isinstance(asked.command, Submit):
        return Facts(own=link.no)
    text = _text(asked, asked.command.text)
    if text.link != link.id:
        raise NotFound("draft-unknown", draft=text.id)
    return Facts(draft=draft_of(register_of(asked.uow), text, link.no, asked.state), own=link.no)


def _text(asked: CompetitionAsked, text_id: str) -> RegistrationText:
    text = asked.uow.of(RegistrationText).get(text_id)
    if text is None or text.competition != asked.record.id or text.submitted:
        raise NotFound("draft-unknown", draft=text_id)
    return text


def _new_secret(asked: CompetitionAsked) -> str:
    """Kept in the transaction of its entry: neither is there without the other."""
    secret = "".join(asked.ctx.ids.new() for _ in range(4))
    draw = len(asked.state.draws) + 1
    asked.uow.of(DrawSecret).put(DrawSecret(secret_id(asked.record.id, draw), asked.record.id, secret))
    return secret
