"""Tie-offs (加赛) beside a stage: matches in which teams that are level on a line of the stage play for its places.

A tie-off moves nobody out of his rank of the stage: it orders the teams of one line, and the line is closed where it
parts them.  Whom it leaves level stays on the line, for another tie-off or for people to decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from scoring.engine.competition.advance import RUNNERS_UP, Advancement, Finish, OpenLine
from scoring.engine.competition.commands_stages import GroupMatch
from scoring.engine.competition.facts import GroupResult
from scoring.engine.competition.stages_state import TieOff
from scoring.engine.competition.state import CompetitionState
from scoring.engine.errors import Refused

BEYOND_GROUPS = 1000
"""The tie-offs of a stage are numbered on from here, where its groups never reach: 1001 is the first."""


def tie_offs_of(state: CompetitionState, stage: str) -> tuple[TieOff, ...]:
    """The tie-offs of a stage in the order in which they were ordered."""
    return tuple(one for one in state.tie_offs if one.stage == stage)


def tie_off_at(state: CompetitionState, stage: str, group: int) -> TieOff | None:
    """The tie-off with this number; None for the number of a group."""
    return next((one for one in tie_offs_of(state, stage) if one.match.group == group), None)


def matches_of(state: CompetitionState, stage: str) -> tuple[GroupMatch, ...]:
    """The matches of a stage: of its groups, then its tie-offs."""
    return (*state.played.get(stage, ()), *(one.match for one in tie_offs_of(state, stage)))


def all_matches(state: CompetitionState) -> Iterator[tuple[str, GroupMatch]]:
    """Every match of every stage with the stage's name."""
    for stage in dict.fromkeys((*state.played, *(one.stage for one in state.tie_offs))):
        yield from ((stage, one) for one in matches_of(state, stage))


def stage_of_match(state: CompetitionState, match: str) -> str:
    """The stage that a match is of; "" for one beside the stages."""
    return next((stage for stage, one in all_matches(state) if one.match == match), "")


def need_undecided(state: CompetitionState, match: str) -> None:
    """Raises ``Refused("tie-off-late")`` where a match is a tie-off of a stage whose newest list is confirmed: nothing
    rests on it any more, and an open result would call that list in question."""
    own = next((one for one in state.tie_offs if one.match.match == match), None)
    found = state.advance_of(own.stage) if own is not None else None
    if found is not None and found.confirmed:
        raise Refused("tie-off-late", stage=found.stage)


def group_lines(found: Advancement) -> tuple[OpenLine, ...]:
    """The lines of groups, which come first: who is the best of the next follows from them."""
    return tuple(one for one in found.open if one.where != RUNNERS_UP)


def parted_group(group: Sequence[Finish], line: OpenLine, tie_off: GroupResult) -> Sequence[Finish]:
    """The group with the teams of the line as the tie-off ordered them; the same where it was not about all of them."""
    ranks = _ranks(tie_off)
    if not set(line.teams) <= set(ranks):
        return group
    ahead = {team: sum(ranks[other] < ranks[team] for other in line.teams) for team in line.teams}
    return tuple(replace(one, rank=one.rank + ahead.get(one.team, 0)) for one in group)


def parted_line(line: OpenLine, tie_off: GroupResult) -> tuple[tuple[str, ...], OpenLine | None]:
    """Who of a line has a place by the tie-off, best first, and what of the line is still open."""
    ranks = _ranks(tie_off)
    if not set(line.teams) <= set(ranks):
        return (), line
    inside: list[str] = []
    for rank in sorted({ranks[team] for team in line.teams}):
        level = [team for team in line.teams if ranks[team] == rank]
        if len(inside) + len(level) > line.places:
            left = line.places - len(inside)
            return tuple(inside), OpenLine(line.where, left, tuple(level)) if left else None
        inside += level
    return tuple(inside), None


def _ranks(tie_off: GroupResult) -> Mapping[str, int]:
    return {one.team: one.rank for one in tie_off.finishes or ()}
