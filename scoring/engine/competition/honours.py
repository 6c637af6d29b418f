"""The result of a competition as it stands: its ranking, its awards, and what keeps it from being signed off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scoring.engine.competition.advance import Finish, OpenLine, give_awards
from scoring.engine.competition.commend_state import Holder, Honour, Protest, SignOff
from scoring.engine.competition.decide_stages import live_results, outdated
from scoring.engine.competition.facts import AwardRules, Facts, GroupResult
from scoring.engine.competition.ranks import Ranked, final_ranking, named, stage_ranking
from scoring.engine.competition.state import CompetitionState


@dataclass(frozen=True, slots=True)
class Block:
    """Why a result cannot be signed off: ``what`` names the words; the rest says where, "" and 0 where it does not
    matter.  ``teams``: those that are level."""

    what: str
    stage: str = ""
    match: str = ""
    award: str = ""
    no: int = 0
    teams: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """A result as it would be signed now: ``open``: the lines of awards on which teams are level."""

    ranking: tuple[Ranked, ...]
    honours: tuple[Honour, ...] = ()
    open: tuple[OpenLine, ...] = ()
    blocks: tuple[Block, ...] = ()
    seqs: tuple[tuple[str, int], ...] = ()
    stages: tuple[tuple[str, int], ...] = ()


def result_of(state: CompetitionState, stage: str, facts: Facts) -> Result:
    """The result of a stage, or of the whole competition ("")."""
    return _of_stage(state, stage, facts) if stage else _of_event(state, facts)


def _of_stage(state: CompetitionState, stage: str, facts: Facts) -> Result:
    held = next((results for name, results in facts.ends if name == stage), ())
    return Result(
        named(stage_ranking(stage, live_results(state, held)), _names(state)),
        blocks=tuple(_stage_blocks(state, stage, held)),
        seqs=tuple((one.match, one.seq) for one in held if one.match),
    )


def _of_event(state: CompetitionState, facts: Facts) -> Result:
    ends = [(name, live_results(state, results)) for name, results in facts.ends]
    ranking = named(final_ranking(ends, state.commend.orders), _names(state))
    honours, open_ = honours_of(state, facts.awards, ranking)
    signed = [(name, found.no) for name, _ in facts.ends if (found := state.commend.signed(name)) is not None]
    return Result(
        ranking,
        honours,
        open_,
        tuple(_event_blocks(state, facts, honours, open_)),
        tuple((one.match, one.seq) for _, results in facts.ends for one in results if one.match),
        tuple(signed),
    )


def honours_of(
    state: CompetitionState, rules: AwardRules, ranking: Sequence[Ranked]
) -> tuple[tuple[Honour, ...], tuple[OpenLine, ...]]:
    """Every award with its holders, in the order of the rule sheet, and the lines on which teams are level."""
    finishes = [Finish(str(one.team), one.rank, one.score) for one in ranking]
    found = give_awards(rules.awards, finishes, rules.ties)
    given = {one.award: one.teams for one in found.given}
    by_team = {one.team: one for one in ranking}
    made = []
    for award in rules.awards:
        if award.by_rank:
            holders = tuple(_holder(state, by_team[int(team)]) for team in given.get(award.name, ()))
            count = award.ranks[1] - award.ranks[0] + 1 if award.ranks else award.count
            made.append(Honour(award.name, by_rank=True, count=count, holders=holders))
            continue
        naming = state.commend.named.get(award.name)
        named_ = tuple(Holder(one.name, one.unit, one.team) for one in naming.holders) if naming else ()
        ground = naming.reason if naming else ""
        made.append(Honour(award.name, by_rank=False, count=award.count, holders=named_, ground=ground))
    return tuple(made), found.open


def stale(state: CompetitionState, found: SignOff, facts: Facts) -> bool:
    """Whether the result is another one now than what was signed."""
    now = result_of(state, found.stage, facts)
    open_ = any(one.finishes is None for name, results in facts.ends if found.stage in ("", name) for one in results)
    return open_ or (now.ranking, now.honours) != (found.ranking, found.honours)


def changed(found: SignOff, now: Result) -> bool:
    """Whether a proposal is no longer the result as it is ``now``."""
    return (now.ranking, now.honours, now.stages) != (found.ranking, found.honours, found.stages)


def correction_waits(state: CompetitionState, facts: Facts) -> bool:
    """Whether what was signed may soon be another result: it has changed since, a new version waits for its second
    person or rests on a stage that was signed anew, or a protest has no answer.  Signed versions stay as they are, so
    nothing is refused; whoever goes on says why."""
    signed = state.commend.signed()
    if signed is None:
        return False
    now = result_of(state, "", facts)
    proposed = any(state.commend.proposed(scope) for scope in ("", *(name for name, _ in facts.ends)))
    return proposed or bool(now.blocks) or now.stages != signed.stages or stale(state, signed, facts)


def _holder(state: CompetitionState, one: Ranked) -> Holder:
    form = state.registrations[one.team].form
    members = tuple(each.name for each in form.members if not each.substitute)
    return Holder(one.name, one.unit, one.team, one.rank, members)


def _names(state: CompetitionState) -> dict[int, tuple[str, str]]:
    return {no: (one.form.team, one.form.unit) for no, one in state.registrations.items()}


def _stage_blocks(state: CompetitionState, stage: str, results: Sequence[GroupResult]) -> Iterator[Block]:
    if not results:
        yield Block("not-played", stage)
    rests = [one.results for one in state.advances] + [one.results for one in state.commend.signoffs]
    rested = {match for seqs in rests for match, _ in seqs}
    for one in results:
        if one.finishes is None and not one.match:
            yield Block("marks-open", stage)
        elif one.finishes is None:
            yield Block("correction" if one.match in rested else "match-open", stage, one.match)
    yield from (Block("protest", stage, one.match, no=one.no) for one in _protests(state, stage))
    assert state.stages is not None
    if stage != state.stages.stages[-1].name and results:
        found = state.advance_of(stage)
        if found is None or not found.confirmed:
            yield Block("advance", stage)
        elif outdated(state, found, results):
            yield Block("advance-changed", stage)


def _event_blocks(
    state: CompetitionState, facts: Facts, honours: Sequence[Honour], open_: Sequence[OpenLine]
) -> Iterator[Block]:
    for name, _ in facts.ends:
        found = state.commend.signed(name)
        if found is None:
            yield Block("stage-unsigned", name)
        elif stale(state, found, facts):
            yield Block("stage-changed", name)
    yield from (Block("protest", one.stage, one.match, no=one.no) for one in _protests(state, ""))
    for line in open_:
        yield Block("tie", award=line.where, no=line.places, teams=tuple(map(int, line.teams)))
    for one in honours:
        if not one.by_rank and one.award not in state.commend.named:
            yield Block("unnamed", award=one.award)


def _protests(state: CompetitionState, stage: str) -> Iterator[Protest]:
    return (one for one in state.commend.protests if not one.answer and stage in ("", one.stage))
