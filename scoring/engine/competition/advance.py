"""From one stage of a competition to the next: groups by draw, who advances, which score is carried, who gets an award.

This module breaks no tie.  If equal teams lie across a line, they are reported as an ``OpenLine`` and count neither as
inside nor as outside until people have ranked them (加赛, or a decision).  No team is excluded without a report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.engine.errors import Invalid
from scoring.engine.ranking import by_value, rank
from scoring.engine.stages import Award, Stage

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Finish:
    """One team's end of a stage: its rank from 1 (shared 1-2-2-4) within its group, and its score."""

    team: str
    rank: int
    score: Decimal


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
    """A team that advances: from which group (from 1), at which rank, directly or as a best runner-up."""

    team: str
    group: int
    rank: int
    score: Decimal
    runner_up: bool = False


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
class Papers:
    """A team's papers of a written stage (笔试); None: that member was absent and adds nothing."""

    team: str
    marks: tuple[Decimal | None, ...]


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


def draw_groups(lots: Mapping[str, int], groups: int) -> tuple[tuple[str, ...], ...]:
    """Teams divided into ``groups`` by the lots they drew: the lowest lot goes to group 1, the next to group 2, and so
    on; after the last group it starts again with group 1.

    Sizes differ by at most one.  Raises ``Invalid``: ``groups-too-many`` if a group would be empty, ``lots-equal`` if
    two teams have the same lot.
    """
    if not 1 <= groups <= len(lots):
        raise Invalid("groups-too-many", groups=groups, teams=len(lots))
    if len(set(lots.values())) < len(lots):
        raise Invalid("lots-equal")
    order = sorted(lots, key=lots.__getitem__)
    return tuple(tuple(order[first::groups]) for first in range(groups))


def written_standings(papers: Sequence[Papers]) -> tuple[Finish, ...]:
    """The ranking of a written stage: a team's score is the sum of its papers; equals share their rank."""
    totals = {p.team: sum((mark for mark in p.marks if mark is not None), ZERO) for p in papers}
    if len(totals) < len(papers):
        raise Invalid("team-twice")
    places = rank([p.team for p in papers], [by_value("score", totals)])
    return tuple(Finish(place.id, place.rank, totals[place.id]) for place in places)


def advance(stage: Stage, groups: Sequence[Sequence[Finish]]) -> Advancement:
    """Who advances from the ranked ``groups`` of ``stage``: the first ``advance`` of each, then the best runners-up.

    Runners-up are the next teams in their groups, compared by score.  They are decided after the line of every group,
    because an open line leaves open which team is next.
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
        return Advancement(tuple(through), (*open_lines, OpenLine("runners_up", stage.runners_up, waiting)))
    best, open_line = _best(next_up, stage.runners_up)
    return Advancement((*through, *best), open_line)


def carried(stage: Stage, score: Decimal, base: Decimal) -> Decimal:
    """The score that a team carries into ``stage`` on top of its base: its earlier score without ``base``, or 0.

    A team that ended on 150 with a base of 100 begins the next stage on 150 again, not on 250.
    """
    return score - base if stage.carry else ZERO


def give_awards(awards: Sequence[Award], standings: Sequence[Finish]) -> Honours:
    """The awards that follow from a ranking; people decide the awards that are given by name.

    By ranks: a team on one of these ranks gets the award, also if the rank is shared.  By counts: this number of teams
    from the top; count 0 means all the rest.  Equal teams across a line are reported and get neither award.
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
            before = open_lines[-1]
            open_lines.append(OpenLine(award.name, before.places + award.count, before.teams))
            given.append(Given(award.name, ()))
            continue
        inside, cut = _cut(levels, count)
        given.append(Given(award.name, inside))
        owed = 0
        if cut:
            places = count - len(inside)
            open_lines.append(OpenLine(award.name, places, cut))
            owed = len(cut) - places
        levels = [level for level in levels if level[0] not in inside and level[0] not in cut]
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


def _best(next_up: Sequence[tuple[int, Finish]], places: int) -> tuple[list[Through], tuple[OpenLine, ...]]:
    group_of = {standing.team: no for no, standing in next_up}
    standing_of = {standing.team: standing for _, standing in next_up}
    scores = sorted({standing.score for standing in standing_of.values()}, reverse=True)
    levels = [[team for team, s in standing_of.items() if s.score == score] for score in scores]
    inside, cut = _cut(levels, places)
    best = [Through(t, group_of[t], standing_of[t].rank, standing_of[t].score, runner_up=True) for t in inside]
    return best, ((OpenLine("runners_up", places - len(inside), cut),) if cut else ())
