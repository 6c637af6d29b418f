"""What a stage rests on and is no longer so: who goes on from the stage before it, once its groups were drawn.

Nobody is moved any more then.  What is already drawn or played on another base is named, and people decide.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from scoring.engine.competition.advance import Finish
from scoring.engine.competition.decide_stages import need_stage, proposal
from scoring.engine.competition.facts import GroupResult
from scoring.engine.competition.state import CompetitionState
from scoring.engine.errors import Invalid


@dataclass(frozen=True, slots=True)
class OtherBase:
    """How the results of a stage differ from those by which its teams went on, after the next stage was drawn, by the
    numbers of teams.

    ``into``: would go on now · ``out``: went on and would not now · ``carried``: would carry another score into the
    next stage · ``open``: a result is open again, or who goes on cannot be said by the results alone.
    """

    into: tuple[int, ...] = ()
    out: tuple[int, ...] = ()
    carried: tuple[int, ...] = ()
    open: bool = False


def other_base(state: CompetitionState, name: str, results: Sequence[GroupResult]) -> OtherBase | None:
    """None while the next stage is not drawn, where there is none, and where the results still say the same.

    A team that left after it went on keeps its place here: the place stays empty.
    """
    stage, rules = need_stage(state, name)
    found, later = state.advance_of(name), rules.after(stage)
    if later is None or found is None or state.draw_of(later.name) is None:
        return None
    if any(one.finishes is None for one in results):
        return OtherBase(open=True)
    went = {one.team: one for one in found.through}
    counted = {one.no for one in state.live} | set(went)
    held = [
        replace(one, finishes=tuple(each for each in one.finishes or () if int(each.team) in counted))
        for one in results
    ]
    settled = [one.team for one in found.through if one.settled]
    try:
        through, open_ = proposal(stage, held, settled)
    except Invalid:  # the lines on which people decided are others now
        through, open_ = proposal(stage, held)
    now = {one.team: one for one in through}
    level = {team for line in open_ for team in line.teams}
    made = OtherBase(
        into=tuple(team for team in now if team not in went),
        out=tuple(team for team in went if team not in now and team not in level),
        carried=tuple(
            team for team, one in now.items() if later.carry and team in went and one.score != went[team].score
        ),
        open=bool(open_),
    )
    return made if made != OtherBase() else None


def _of(teams: Container[int], result: GroupResult) -> tuple[Finish, ...]:
    return tuple(one for one in result.finishes or () if int(one.team) in teams)
