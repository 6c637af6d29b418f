"""The questions of a whole competition: sets for each stage, shared out to its matches, what matches may not have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from scoring.engine.actors import Actor
from scoring.engine.competition.commands_questions import AllotQuestions, Allotted, BindSets, SetRef
from scoring.engine.competition.schedule import group_count, groups_of
from scoring.engine.competition.state import CompetitionState
from scoring.engine.competition.tie_offs import matches_of, stage_of_match
from scoring.engine.errors import NotFound, Refused
from scoring.engine.quiz.rule_sheet import RuleSheet
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.stages import Stage
from scoring.usecases.competition.group_matches import sheet_id
from scoring.usecases.competition.job import COMPETITION, stream_of
from scoring.usecases.contents import question_ids
from scoring.usecases.context import Context
from scoring.usecases.guards import get_match, get_rule_sheet, require_organiser
from scoring.usecases.perform import Done, perform
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Match, Question, QuestionSet, RuleSheetText, Team

MATCH_HOME = "match of "
"""The home of a question that a stage's match has already is this, and the stage's name."""


@dataclass(frozen=True, slots=True)
class GroupNeed:
    """A group that needs questions: its match (None before it is made), its rule sheet, how many teams it has."""

    match: Match | None
    sheet: RuleSheet
    teams: int


@dataclass(frozen=True, slots=True)
class StageNeed:
    """A stage with its groups and the ids of its sets."""

    stage: str
    groups: tuple[GroupNeed, ...]
    sets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventNeeds:
    """What all stages need, and every question that may be used, with its home: the id of its set, or ``MATCH_HOME``
    and the stage whose match has it.  Withdrawn ones are not among them, nor those of matches outside the stages."""

    stages: tuple[StageNeed, ...]
    questions: tuple[tuple[Question, str], ...]


Share = Callable[[EventNeeds, StageNeed], Mapping[str, Mapping[str, Sequence[str]]]]
"""How a stage's matches share questions: question ids by match and pool, with those that each has already."""


def event_needs(ctx: Context, competition_id: str) -> EventNeeds:
    """The needs of all stages but the written ones; none before the stages are set."""
    with ctx.store.read() as uow:
        state = ctx.states.state(COMPETITION, uow.ledger, stream_of(competition_id))
        return needs_in(uow, state, competition_id)


def needs_in(uow: UnitOfWork, state: CompetitionState, competition_id: str) -> EventNeeds:
    """``event_needs`` in a transaction."""
    if state.stages is None:
        return EventNeeds((), ())
    held = uow.of(RuleSheetText).get(sheet_id(competition_id, state.stages.digest))
    if held is None:
        raise NotFound("sheet-unknown", sheet=state.stages.name)
    sheet = read_rule_sheet(held.text)
    stages = tuple(
        StageNeed(
            one.name,
            _groups(uow, state, one, sheet),
            tuple(each.id for each in state.questions.sets.get(one.name, ())),
        )
        for one in state.stages.stages
        if not one.written
    )
    return EventNeeds(stages, tuple(_questions(uow, state, competition_id, stages)))


def bind_sets(
    ctx: Context, *, actor: Actor, competition_id: str, stage: str, sets: Sequence[str], key: str, device: str = ""
) -> Done:
    """Give a stage its sets; raises ``NotFound("question-set-unknown")``."""
    require_organiser(actor)
    with ctx.store.read() as uow:
        found = [uow.of(QuestionSet).get(one) for one in sets]
    refs = tuple(SetRef(one, there.name if there else "") for one, there in zip(sets, found, strict=True))
    return _do(ctx, actor, competition_id, BindSets(stage, refs), key, device)


def allot_questions(
    ctx: Context, *, actor: Actor, competition_id: str, stage: str, share: Share, key: str, device: str = ""
) -> Done:
    """Fill the pools of a stage's matches that are not open yet, as ``share`` says."""
    require_organiser(actor)
    wanted = event_needs(ctx, competition_id)
    own = next((one for one in wanted.stages if one.stage == stage), None)
    if own is None:
        raise NotFound("stage-of-none", stage=stage)
    made = [one.match for one in own.groups if one.match is not None and not one.match.opened]
    if not made:
        raise Refused("event-no-match-to-fill")
    pools = share(wanted, own)
    matches = tuple(Allotted(one.id, tuple((pool, tuple(ids)) for pool, ids in pools[one.id].items())) for one in made)
    return _do(ctx, actor, competition_id, AllotQuestions(stage, matches), key, device)


def barred_in(ctx: Context) -> Callable[[UnitOfWork, Match], Mapping[str, str]]:
    """What a match may not take up: questions withdrawn from its competition, and, for a match of a stage, those that
    other matches have."""

    def barred(uow: UnitOfWork, match: Match) -> Mapping[str, str]:
        state = ctx.states.state(COMPETITION, uow.ledger, stream_of(match.competition))
        found = dict.fromkeys(state.questions.withdrawn, "question-withdrawn")
        if stage_of_match(state, match.id):
            found = dict.fromkeys(_picked_beside(uow, match), "question-of-another-match") | found
        return found

    return barred


def _groups(uow: UnitOfWork, state: CompetitionState, stage: Stage, sheet: RuleSheet) -> tuple[GroupNeed, ...]:
    """The matches of a stage with the teams that they have; before they are made its groups as they are drawn, else as
    many teams as will come into it."""
    if stage.name in state.played and (made := matches_of(state, stage.name)):
        found = [uow.of(Match).get(one.match) for one in made]
        return tuple(
            GroupNeed(one, read_rule_sheet(get_rule_sheet(uow, one.rule_sheet).text), uow.of(Team).count(match=one.id))
            for one in found
            if one is not None
        )
    drawn = groups_of(state, stage.name)
    if drawn is not None:
        return tuple(GroupNeed(None, sheet, len(group)) for group in drawn)
    teams, groups = expected_teams(state, stage), max(1, group_count(state, stage.name))
    return tuple(GroupNeed(None, sheet, teams // groups + (place < teams % groups)) for place in range(groups))


def expected_teams(state: CompetitionState, stage: Stage) -> int:
    """How many teams come into a stage: into the first one those that are approved, into a later one those that were
    let through, else as many as the rules let through."""
    assert state.stages is not None
    before = state.stages.before(stage)
    if before is None:
        return sum(one.status == "approved" for one in state.live)
    found = state.advance_of(before.name)
    if found is not None and found.confirmed:
        return len(found.through)
    return group_count(state, before.name) * before.advance + before.runners_up


def _questions(
    uow: UnitOfWork, state: CompetitionState, competition_id: str, stages: Sequence[StageNeed]
) -> list[tuple[Question, str]]:
    of_stage = {
        one.match.id: f"{MATCH_HOME}{need.stage}" for need in stages for one in need.groups if one.match is not None
    }
    held = sorted(uow.of(Match).all(competition=competition_id), key=lambda one: one.id in of_stage)
    homes = {  # a match of a stage last: a rehearsal with its questions takes none of them from it
        question: of_stage.get(one.id, "") for one in held for question in question_ids(one)
    }
    sets = dict.fromkeys(one for need in stages for one in need.sets)
    listed = {one.id: one for each in sets for one in uow.of(Question).all(question_set=each)}
    missing = [one for one in homes if one not in listed]
    listed |= {one.id: one for one in (uow.of(Question).all(id=frozenset(missing)) if missing else ())}
    return [
        (one, home)
        for one in sorted(listed.values(), key=lambda each: (each.question_set, each.no))
        if (home := homes.get(one.id, one.question_set)) and one.id not in state.questions.withdrawn
    ]


def _do(
    ctx: Context, actor: Actor, competition_id: str, command: BindSets | AllotQuestions, key: str, device: str
) -> Done:
    return perform(ctx, COMPETITION, stream_of(competition_id), command=command, key=key, actor=actor, device=device)


def elsewhere(ctx: Context, match_id: str) -> frozenset[str]:
    """Questions that a match leaves alone: what another match of its competition has picked, which the audience may
    know, and what was withdrawn from it.  Raises ``NotFound("match-unknown")``."""
    with ctx.store.read() as uow:
        match = get_match(uow, match_id)
        state = ctx.states.state(COMPETITION, uow.ledger, stream_of(match.competition))
        return _picked_beside(uow, match) | frozenset(state.questions.withdrawn)


def _picked_beside(uow: UnitOfWork, match: Match) -> frozenset[str]:
    """What other matches of its competition have picked; a match and its rehearsal take no question from each other."""
    own, found = frozenset(question_ids(match)), set[str]()
    for one in uow.of(Match).all(competition=match.competition):
        if one.id != match.id:
            picked = question_ids(one)
            found |= set(picked) - own if one.rehearsal or match.rehearsal else set(picked)
    return frozenset(found)
