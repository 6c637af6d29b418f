"""Whether a command about stages is allowed, and what its entry holds."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from scoring.engine.codec import to_json
from scoring.engine.competition.advance import RUNNERS_UP, Finish, OpenLine, advance
from scoring.engine.competition.commands_stages import (
    CommitDraw,
    ConfirmAdvance,
    DrawByHand,
    MakeDraw,
    PlayGroups,
    ProposeAdvance,
    SetStages,
)
from scoring.engine.competition.draw import deal
from scoring.engine.competition.facts import Facts, GroupResult, need_revealed, of_groups, played_off, with_gone
from scoring.engine.competition.stages_state import Advance, Draw, Level, Passed, StageRules
from scoring.engine.competition.state import CompetitionState
from scoring.engine.competition.tie_offs import group_lines, parted_group, parted_line
from scoring.engine.draw import commitment, order_of
from scoring.engine.errors import Broken, Conflict, Invalid, NotFound, Refused
from scoring.engine.kinds import Payload
from scoring.engine.names import same_form
from scoring.engine.second_person import own_part
from scoring.engine.stages import Stage

LONGEST_NUMBER = 40
"""Most signs of the number that the hall names."""


def set_stages(state: CompetitionState, command: SetStages, at: int, facts: Facts) -> Payload:
    """Until the first draw or the first marks: from then on they are frozen.  A written stage has no groups."""
    names = [one.name for one in command.stages]
    if not names or len(set(names)) < len(names):
        raise Invalid("stages-needed")
    if any(one.written and one.groups > 1 for one in command.stages):
        raise Invalid("written-groups")
    if state.draws or state.written:
        raise Refused("stages-frozen")
    return {}


def commit(state: CompetitionState, command: CommitDraw, at: int, facts: Facts) -> Payload:
    """Every team of the stage once, and groups for all of them."""
    _check_drawn(state, command.stage, [no for pot in command.pots for no in pot], again=command.again)
    deal(command.pots, command.groups, units_of(state), apart=False)
    return {"draw": len(state.draws) + 1, "digest": commitment(facts.secret), "rule": facts.draw_rule}


def make(state: CompetitionState, command: MakeDraw, at: int, facts: Facts) -> Payload:
    """Once, by the secret that was fixed."""
    found = next((one for one in state.draws if one.no == command.draw), None)
    if found is None:
        raise NotFound("draw-unknown", draw=command.draw)
    if found.groups is not None or found != state.draw_of(found.stage):
        raise Refused("draw-made")
    number = command.number.strip()
    if not number or len(number) > LONGEST_NUMBER:
        raise Invalid("draw-number", most=LONGEST_NUMBER)
    if commitment(facts.secret) != found.digest:
        raise Broken("draw-secret")
    _check_teams(state, found.stage, [no for pot in found.pots for no in pot])
    return {"number": number, "secret": facts.secret, **drawn(state, found, facts.secret, number)}


def drawn(state: CompetitionState, draw: Draw, secret: str, number: str) -> Payload:
    """What a draw gives by its secret and its number: the groups, and who could not be kept apart."""
    ordered = [order_of(secret, number, pot) for pot in draw.pots]
    dealt = deal(ordered, draw.count, units_of(state), apart=draw.apart, rule=draw.rule)
    return {"groups": to_json(dealt.groups), "together": list(dealt.together)}


def by_hand(state: CompetitionState, command: DrawByHand, at: int, facts: Facts) -> Payload:
    """Every team of the stage in one group."""
    _check_drawn(state, command.stage, [no for group in command.groups for no in group], again=command.again)
    if (gap := next((no for no, group in enumerate(command.groups, 1) if not group), 0)) and any(command.groups[gap:]):
        raise Invalid("group-empty", group=gap)
    if not all(command.groups):
        raise Invalid("groups-too-many", groups=len(command.groups), teams=sum(map(len, command.groups)))
    return {"draw": len(state.draws) + 1}


def play(state: CompetitionState, command: PlayGroups, at: int, facts: Facts) -> Payload:
    """A match for each group of the last draw, with its teams but for those that have left."""
    if command.stage in state.played:
        raise Refused("stage-has-matches")
    groups = groups_to_play(state, command.stage)
    teams = {one.group: {no for _, no in one.teams} for one in command.matches}
    if teams != {place: set(group) for place, group in enumerate(groups, start=1)}:
        raise Conflict("draw-changed")
    return {}


def propose(state: CompetitionState, command: ProposeAdvance, at: int, facts: Facts) -> Payload:
    """From the locked results of all groups; a team that has left takes no place, unless that stays empty."""
    stage, _ = need_stage(state, command.stage)
    groups = of_groups(facts.results)
    if stage.written and any(one.finishes is None for one in groups):
        raise Refused("marks-unchecked")
    if not stage.written and stage.name not in state.played:
        raise Refused("stage-without-matches")
    if any(one.finishes is None for one in groups):
        raise Refused("results-open", count=sum(one.finishes is None for one in groups))
    if any(one.finishes is None for one in facts.results):
        raise Refused("tie-off-open")
    need_revealed(facts.results)
    check_next_undrawn(state, stage)
    through, open_ = proposal(stage, counted_results(state, stage, facts.results), command.settled)
    return {
        "no": len(state.advances) + 1,
        "through": to_json(through),
        "open": to_json(open_),
        "results": [[one.match, one.seq] for one in facts.results],
    }


def confirm(state: CompetitionState, command: ConfirmAdvance, at: int, facts: Facts) -> Payload:
    """By another person on another device, of the newest proposal, while the results are still the same."""
    found = next((one for one in state.advances if one.no == command.proposal), None)
    if found is None or found != state.advance_of(found.stage):
        raise Conflict("advance-changed")
    if found.confirmed:
        raise Refused("advance-confirmed")
    if found.open:
        raise Refused("advance-open", count=len(found.open))
    if own_part([(found.by, found.device)], facts.actor, facts.device):
        raise Refused("advance-second-person")
    stage, _ = need_stage(state, found.stage)
    if outdated(state, found, facts.results):
        raise Conflict("advance-changed")
    need_revealed(facts.results)
    check_next_undrawn(state, stage)
    return {}


def proposal(
    stage: Stage, results: Sequence[GroupResult], settled: Sequence[int] = ()
) -> tuple[tuple[Passed, ...], tuple[Level, ...]]:
    """Who goes on from a stage, and the lines on which teams are still level.

    ``settled``: whom people let through, those of groups' lines first; the best of the next follow from these.  Raises
    ``Invalid("settled-wrong")`` where they are others than such a line has, or more or fewer than it has places for.
    """
    finishes: list[Sequence[Finish]] = [one.finishes or () for one in of_groups(results)]
    ranks = {int(one.team): one.rank for group in finishes for one in group}
    left, inside, parted = list(settled), set[int](), set[int]()
    for tie_off in played_off(results):
        for line in group_lines(advance(stage, finishes)):
            if line.where == tie_off.tie_off:
                place = int(line.where) - 1
                finishes[place] = parted_group(finishes[place], line, tie_off)
                parted.update(map(int, line.teams))
    for line in group_lines(advance(stage, finishes)):
        chosen = [no for no in left if str(no) in line.teams][: line.places]
        if not chosen:
            continue
        if len(chosen) < line.places:
            raise Invalid("settled-wrong", places=line.places)
        place = int(line.where) - 1
        finishes[place] = _parted(finishes[place], line, chosen)
        inside.update(chosen)
        left = [no for no in left if no not in chosen]
    found = advance(stage, finishes)
    open_: Sequence[OpenLine] = group_lines(found) or found.open
    through = [
        Passed(
            no,
            one.group,
            ranks[no],
            one.score,
            one.runner_up,
            settled=no in inside,
            by=one.by,
            tie_off=no in parted and no not in inside and not one.runner_up,
        )
        for one in found.through
        for no in (int(one.team),)
    ]
    for tie_off in played_off(results):
        if open_ and open_[0].where == tie_off.tie_off == RUNNERS_UP:
            winners, rest = parted_line(open_[0], tie_off)
            through += _runners_up(map(int, winners), finishes, ranks, tie_off=True)
            open_ = (rest,) if rest is not None else ()
    if open_ and left and open_[0].where == RUNNERS_UP:
        if len(left) != open_[0].places or not set(map(str, left)) <= set(open_[0].teams):
            raise Invalid("settled-wrong", places=open_[0].places)
        through += _runners_up(left, finishes, ranks)
        open_, left = (), []
    if left:
        raise Invalid("settled-wrong", places=0)
    return tuple(through), tuple(Level(one.where, one.places, tuple(map(int, one.teams))) for one in open_)


def outdated(state: CompetitionState, found: Advance, results: Sequence[GroupResult]) -> bool:
    """Whether another list would come of the results now: one is open again or has changed, or a team has left.  Never
    once the next stage was drawn."""
    stage, rules = need_stage(state, found.stage)
    later = rules.after(stage)
    if later is not None and state.draw_of(later.name) is not None:
        return False
    if any(one.finishes is None for one in results):
        return True
    settled = [one.team for one in found.through if one.settled]
    try:
        return proposal(stage, counted_results(state, stage, results), settled)[0] != found.through
    except Invalid:
        return True


def _parted(group: Sequence[Finish], line: OpenLine, chosen: Sequence[int]) -> Sequence[Finish]:
    """The group with those whom people chose before the others of the line."""
    behind = set(line.teams) - set(map(str, chosen))
    return tuple(replace(one, rank=one.rank + len(chosen)) if one.team in behind else one for one in group)


def _runners_up(
    chosen: Iterable[int], finishes: Sequence[Sequence[Finish]], ranks: Mapping[int, int], *, tie_off: bool = False
) -> list[Passed]:
    """Those whom people or a tie-off let through among the best of the next."""
    own = {int(one.team): (place, one.score) for place, group in enumerate(finishes, start=1) for one in group}
    return [
        Passed(no, own[no][0], ranks[no], own[no][1], runner_up=True, settled=not tie_off, tie_off=tie_off)
        for no in chosen
    ]


def need_stage(state: CompetitionState, name: str) -> tuple[Stage, StageRules]:
    """The stage of this name, with all of them; raises ``Refused("stages-not-set")``, ``NotFound("stage-of-none")``."""
    if state.stages is None:
        raise Refused("stages-not-set")
    found = state.stages.find(name)
    if found is None:
        raise NotFound("stage-of-none", stage=name)
    return found, state.stages


def teams_of(state: CompetitionState, name: str) -> tuple[int, ...]:
    """The teams of a stage, by number: of the first those that were approved, of a later one those that were let
    through, without those that have withdrawn.

    Raises ``Refused("stage-before-undecided")`` where it is not decided yet who comes into it.
    """
    stage, rules = need_stage(state, name)
    before = rules.before(stage)
    if before is None:
        return tuple(one.no for one in state.live if one.status == "approved")
    found = state.advance_of(before.name)
    if found is None or not found.confirmed:
        raise Refused("stage-before-undecided", stage=before.name)
    return tuple(one.team for one in found.through if state.registrations[one.team].live)


def units_of(state: CompetitionState) -> dict[int, str]:
    """The organisation of each team, by how its name looks: an organisation may be in no register."""
    return {no: same_form(one.form.unit) for no, one in state.registrations.items()}


def _check_played(state: CompetitionState, name: str) -> None:
    """A written stage has neither draw nor matches."""
    stage, _ = need_stage(state, name)
    if stage.written:
        raise Refused("stage-written", stage=name)


def _check_drawn(state: CompetitionState, stage: str, teams: Sequence[int], *, again: bool) -> None:
    _check_played(state, stage)
    _check_teams(state, stage, teams)
    if stage in state.played:
        raise Refused("stage-has-matches")
    if state.draw_of(stage) is not None and not again:
        raise Refused("draw-there")


def _check_teams(state: CompetitionState, stage: str, teams: Sequence[int]) -> None:
    if not teams or sorted(teams) != sorted(teams_of(state, stage)):
        raise Conflict("draw-teams")


def check_next_undrawn(state: CompetitionState, stage: Stage) -> None:
    """Who goes on is not changed once they were drawn into the next stage."""
    assert state.stages is not None
    later = state.stages.after(stage)
    if later is not None and state.draw_of(later.name) is not None:
        raise Refused("next-stage-drawn", stage=later.name)


def live_results(state: CompetitionState, results: Sequence[GroupResult]) -> tuple[GroupResult, ...]:
    """Results without the teams that have left the competition."""
    return only({one.no for one in state.live}, results)


def counted_results(state: CompetitionState, stage: Stage, results: Sequence[GroupResult]) -> tuple[GroupResult, ...]:
    """The same as they say who goes on from ``stage``: where a place that falls free stays empty, a team that left once
    it was confirmed to go on keeps its own."""
    found = state.advance_confirmed(stage.name) if stage.vacancy == "empty" else None
    kept = {one.team for one in found.through} if found is not None else set[int]()
    return only({one.no for one in state.live} | kept, with_gone(results) if kept else results)


def only(teams: Container[int], results: Iterable[GroupResult]) -> tuple[GroupResult, ...]:
    """Results with these teams alone."""
    return tuple(
        replace(one, finishes=tuple(each for each in one.finishes if int(each.team) in teams))
        if one.finishes is not None
        else one
        for one in results
    )


def groups_to_play(state: CompetitionState, stage: str) -> tuple[tuple[int, ...], ...]:
    """The groups of a stage's last draw without the teams that have left since.

    Raises ``Refused("stage-not-drawn")``, and ``Conflict("draw-teams")`` where all teams of a group have left.
    """
    _check_played(state, stage)
    found = state.draw_of(stage)
    if found is None or found.groups is None:
        raise Refused("stage-not-drawn")
    groups = tuple(tuple(no for no in group if state.registrations[no].live) for group in found.groups)
    if not all(groups):
        raise Conflict("draw-teams")
    return groups
