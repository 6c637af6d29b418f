"""From one stage of a competition to the next: who advances, which score is carried, who gets an award.

This module breaks no tie.  If equal teams lie across a line, they are reported as an ``OpenLine`` and count neither as
inside nor as outside until people have ranked them (加赛, or a decision).  No team is excluded without a report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.engine.stages import Award, AwardTies, Stage

ZERO = Decimal(0)

RUNNERS_UP = "runners_up"
"""Where the line is on which the best of the next are level."""


@dataclass(frozen=True, slots=True)
class Finish:
    """One team's end of a stage: its rank from 1 (shared 1-2-2-4) within its group, and its score.

    ``gained``: what of the score comes from this stage's items, without base and what was carried · ``items``: how many
    items it was scored for.
    """

    team: str
    rank: int
    score: Decimal
    gained: Decimal = ZERO
    items: int = 0


@dataclass(frozen=True, slots=True)
class OpenLine:
    """Equal teams across a line: ``places`` of the ``teams`` are inside it, and it is not decided which.

    ``where``: the group's number as text, ``runners_up``, or the award's name.
    """

    where: str
    places: int
    teams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Through:
    """A team that advances: from which group (from 1), at which rank, directly or as a best runner-up; ``by``: what a
    runner-up was compared by, None for its score."""

    team: str
    group: int
    rank: int
    score: Decimal
    runner_up: bool = False
    by: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Advancement:
    """Who advances, group after group, and what is still open; ``complete`` if nothing is open."""

    through: tuple[Through, ...]
    open: tuple[OpenLine, ...] = ()

    @property
    def complete(self) -> bool:
        """True if every place of the stage is decided."""
        return not self.open


@dataclass(frozen=True, slots=True)
class Given:
    """An award and the teams that have it, best first."""

    award: str
    teams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Honours:
    """The awards by rank, in the order of the rule sheet, and the lines across which equal teams still lie."""

    given: tuple[Given, ...]
    open: tuple[OpenLine, ...] = ()


def advance(stage: Stage, groups: Sequence[Sequence[Finish]]) -> Advancement:
    """Who advances from the ranked ``groups`` of ``stage``: the first ``advance`` of each, then the best runners-up.

    Runners-up are the next teams in their groups, compared as the stage says.  They are decided after the line of every
    group, because an open line leaves open which team is next.
    """
    through: list[Through] = []
    open_lines: list[OpenLine] = []
    next_up: list[tuple[int, Finish]] = []
    for no, group in enumerate(groups, start=1):
        inside, cut = _cut([[s.team for s in level] for level in _levels(group)], stage.advance)
        through += [Through(s.team, no, s.rank, s.score) for s in group if s.team in inside]
        if cut:
            open_lines.append(OpenLine(str(no), stage.advance - len(inside), cut))
        rest = [level for level in _levels(group) if level[0].team not in inside]
        next_up += [(no, standing) for standing in (rest[0] if rest else ())]
    if not stage.runners_up:
        return Advancement(tuple(through), tuple(open_lines))
    if open_lines:
        waiting = tuple(s.team for _, s in next_up)
        return Advancement(tuple(through), (*open_lines, OpenLine(RUNNERS_UP, stage.runners_up, waiting)))
    best, open_line = _best(stage, next_up, values_of(stage, groups))
    return Advancement((*through, *best), open_line)


def values_of(stage: Stage, groups: Sequence[Sequence[Finish]]) -> Mapping[str, Fraction] | None:
    """What runners-up of a stage are compared by, for every team of its ``groups``, exactly.

    ``mean``: what a team gained for each item that it was scored for, 0 without items.  ``second_mean`` (二次平均): its
    score times the mean of the groups' means, over the mean of its own group; None where the mean of a group is not
    above 0, for then nobody can be compared so.
    """
    finishes = [one for group in groups for one in group]
    if stage.runners_up_by == "score":
        return {one.team: Fraction(one.score) for one in finishes}
    if stage.runners_up_by == "mean":
        return {one.team: Fraction(one.gained) / one.items if one.items else Fraction(0) for one in finishes}
    held = [group for group in groups if group]
    means = [Fraction(sum((one.score for one in group), ZERO)) / len(group) for group in held]
    if any(mean <= 0 for mean in means):
        return None
    over_all = sum(means, Fraction(0)) / max(1, len(means))
    return {
        one.team: Fraction(one.score) * over_all / mean
        for group, mean in zip(held, means, strict=True)
        for one in group
    }


def carried(stage: Stage, score: Decimal, base: Decimal) -> Decimal:
    """The score that a team carries into ``stage`` on top of its base: its earlier score without ``base``, or 0.

    A team that ended on 150 with a base of 100 begins the next stage on 150 again, not on 250.
    """
    return score - base if stage.carry else ZERO


def give_awards(awards: Sequence[Award], standings: Sequence[Finish], ties: AwardTies = "order") -> Honours:
    """The awards that follow from a ranking; people decide the awards that are given by name.

    By ranks: a team on one of these ranks gets the award, also if the rank is shared.  By counts: this number of teams
    from the top; count 0 means all the rest.  Equal teams across a line are reported and get neither award,
    or all of them or none of them get it, as ``ties`` says.
    """
    given: list[Given] = []
    open_lines: list[OpenLine] = []
    levels = [[s.team for s in level] for level in _levels(standings)]
    owed = 0  # places of the next awards that an open line before them already uses
    for award in (a for a in awards if a.by_rank):
        if award.ranks is not None:
            first, last = award.ranks
            given.append(Given(award.name, tuple(s.team for s in standings if first <= s.rank <= last)))
            continue
        count = award.count - owed if award.count else sum(map(len, levels))
        if count < 0:  # the equal teams before it cover this award too
            owed = -count
            if open_lines:
                before = open_lines[-1]
                open_lines.append(OpenLine(award.name, before.places + award.count, before.teams))
            given.append(Given(award.name, ()))
            continue
        inside, cut = _cut(levels, count)
        if ties == "all":
            inside += cut
        given.append(Given(award.name, inside))
        owed = max(0, len(inside) - count)
        if cut and ties == "order":
            places = count - len(inside)
            open_lines.append(OpenLine(award.name, places, cut))
            owed = len(cut) - places
        decided = {*inside, *(cut if ties == "order" else ())}
        levels = [level for level in levels if level[0] not in decided]
    return Honours(tuple(given), tuple(open_lines))


def _levels(standings: Sequence[Finish]) -> list[list[Finish]]:
    """Standings by rank, equal teams together, best first."""
    ranks = sorted({standing.rank for standing in standings})
    return [[s for s in standings if s.rank == level] for level in ranks]


def _cut(levels: Sequence[Sequence[str]], places: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The teams that are certainly inside the first ``places``, and the equal teams across the line (or none)."""
    inside: list[str] = []
    for level in levels:
        if len(inside) + len(level) > places:
            return tuple(inside), (tuple(level) if len(inside) < places else ())
        inside += level
    return tuple(inside), ()


def _best(
    stage: Stage, next_up: Sequence[tuple[int, Finish]], values: Mapping[str, Fraction] | None
) -> tuple[list[Through], tuple[OpenLine, ...]]:
    group_of = {standing.team: no for no, standing in next_up}
    standing_of = {standing.team: standing for _, standing in next_up}
    level_of = values if values is not None else dict.fromkeys(standing_of, Fraction(0))
    steps = sorted({level_of[team] for team in standing_of}, reverse=True)
    inside, cut = _cut([[team for team in standing_of if level_of[team] == step] for step in steps], stage.runners_up)
    told = values if values is not None and stage.runners_up_by != "score" else {}
    best = [
        Through(t, group_of[t], standing_of[t].rank, standing_of[t].score, runner_up=True, by=told.get(t))
        for t in inside
    ]
    return best, ((OpenLine(RUNNERS_UP, stage.runners_up - len(inside), cut),) if cut else ())
