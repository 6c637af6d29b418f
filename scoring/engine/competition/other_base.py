"""What a stage rests on and is no longer so: who goes on from the stage before it.

Once its groups were drawn nobody is moved any more.  What is already drawn or played on another base is named, and
people decide.  What a correction would change of it is said by the same arithmetic, before it is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.engine.competition.decide_stages import counted_results, need_stage, only, outdated, proposal
from scoring.engine.competition.facts import GroupResult, with_gone
from scoring.engine.competition.stages_state import Advance
from scoring.engine.competition.state import CompetitionState
from scoring.engine.errors import Invalid
from scoring.engine.stages import Stage


@dataclass(frozen=True, slots=True)
class OtherBase:
    """How the results of a stage differ from those by which its teams went on, by the numbers of teams.

    ``into``: would go on now · ``out``: went on and would not now · ``carried``: would carry another score into the
    next stage · ``open``: a result is open again, or who goes on cannot be said by the results alone.
    """

    into: tuple[int, ...] = ()
    out: tuple[int, ...] = ()
    carried: tuple[int, ...] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class Further:
    """What results of a stage change further on, beside the list of who went on from it.

    ``later``: the next stage, "" for none · ``drawn``: it is drawn, so that nobody is moved · ``listed``: there is a
    list of who goes on, ``confirmed``: by a second person · ``base``: how the list differs from these results ·
    ``again``: the list has to be made again · ``signed``: the results that two people have signed on this ground, with
    their versions; "" is the whole competition's.
    """

    stage: str
    later: str
    drawn: bool
    listed: bool
    confirmed: bool
    base: OtherBase
    again: bool
    signed: tuple[tuple[str, int], ...]


def further(state: CompetitionState, name: str, results: Sequence[GroupResult]) -> Further | None:
    """What these results of a stage, which need not be in force, would change; None where nothing rests on it yet."""
    stage, rules = need_stage(state, name)
    found, later = state.advance_of(name), rules.after(stage)
    signed = tuple((scope, one.version) for scope in (name, "") if (one := state.commend.signed(scope)) is not None)
    if found is None and not signed:
        return None
    drawn = later is not None and state.draw_of(later.name) is not None
    base = other_base(state, name, results) if drawn else _against_list(state, name, results)
    again = found is not None and not drawn and outdated(state, found, results)
    return Further(
        name,
        later.name if later is not None else "",
        drawn,
        found is not None,
        found is not None and bool(found.confirmed),
        base or OtherBase(),
        again,
        signed,
    )


def other_base(state: CompetitionState, name: str, results: Sequence[GroupResult]) -> OtherBase | None:
    """None while the next stage is not drawn, where there is none, and where the results still say the same.

    A team that left after it went on keeps its place here: the place stays empty.
    """
    stage, rules = need_stage(state, name)
    found, later = state.advance_of(name), rules.after(stage)
    if later is None or found is None or state.draw_of(later.name) is None:
        return None
    counted = {one.no for one in state.live} | {one.team for one in found.through}
    made = _differs(stage, found, only(counted, with_gone(results)), carry=later.carry)
    return made if made != OtherBase() else None


def _against_list(state: CompetitionState, name: str, results: Sequence[GroupResult]) -> OtherBase | None:
    """The same while the next stage is not drawn: a team that has left takes no place, unless it stays empty."""
    stage, rules = need_stage(state, name)
    found, later = state.advance_of(name), rules.after(stage)
    if found is None or later is None:
        return None
    return _differs(stage, found, counted_results(state, stage, results), carry=later.carry)


def _differs(stage: Stage, found: Advance, results: Sequence[GroupResult], *, carry: bool) -> OtherBase:
    """How a list differs from what these results say."""
    if any(one.finishes is None for one in results):
        return OtherBase(open=True)
    went = {one.team: one for one in found.through}
    settled = [one.team for one in found.through if one.settled]
    try:
        through, open_ = proposal(stage, results, settled)
    except Invalid:  # the lines on which people decided are others now
        through, open_ = proposal(stage, results)
    now = {one.team: one for one in through}
    level = {team for line in open_ for team in line.teams}
    return OtherBase(
        into=tuple(team for team in now if team not in went),
        out=tuple(team for team in went if team not in now and team not in level),
        carried=tuple(team for team, one in now.items() if carry and team in went and one.score != went[team].score),
        open=bool(open_),
    )
