"""How much hangs on one judge: the ranks without each of them, and how sure the cut line is.  Never alters a result."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from scoring.engine.errors import Invalid
from scoring.engine.tally.mark_table import MarkTable
from scoring.engine.tally.tally import SHARED, Result, Tally, places_within, tally
from scoring.engine.tally.ties import judge_totals


@dataclass(frozen=True, slots=True)
class Move:
    """An entry whose rank would be another one; None for no rank."""

    entry: str
    rank: int | None
    without: int | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The result of one group without one judge: who moves; who would come within the places, and who would not."""

    judge: str
    group: str
    moves: tuple[Move, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    ranks: dict[str, int | None]

    @property
    def countable(self) -> bool:
        """Whether there would be a ranking at all; without it the rule's least panel is not reached."""
        return any(rank is not None for rank in self.ranks.values())


@dataclass(frozen=True, slots=True)
class Votes:
    """In one stage: how many judges gave the last inside more than the first outside, the same, and less."""

    stage: str
    more: int
    same: int
    less: int


@dataclass(frozen=True, slots=True)
class Cut:
    """The line below the last place of a group.

    ``shared``: the rank of the line is shared, so that more than ``places`` are inside, or a lot is needed.
    ``without``: each judge with the two ranks, were that judge not there.
    """

    group: str
    places: int
    inside: str
    outside: str
    gap: Fraction | None
    decided_by: str
    shared: bool
    votes: tuple[Votes, ...]
    without: tuple[tuple[str, int | None, int | None], ...]
    changes: int


def leave_one_out(table: MarkTable, result: Tally, places: int = 0) -> tuple[LeftOut, ...]:
    """Every judge in turn left out of every group in which they sit, the whole rule applied anew."""
    found = []
    for group in table.groups():
        judges = dict.fromkeys(j for (_, name), panel in table.panels.items() if name == group for j in panel)
        part = _only(table, group)
        before = {one.entry: one.rank for one in result.results if one.group == group}
        inside = places_within(result, group, places)
        for judge in judges:
            try:
                other = tally(result.rule, part.without(judge))
            except Invalid:  # places compared, and nobody is left to compare them
                other = Tally(result.rule, ())
            after = other.ranks()
            moves = tuple(Move(e, rank, after.get(e)) for e, rank in before.items() if rank != after.get(e))
            now = places_within(other, group, places)
            gained, lost = tuple(sorted(now - inside)), tuple(sorted(inside - now))
            found.append(LeftOut(judge, group, moves, gained, lost, after))
    return tuple(found)


def cut_lines(table: MarkTable, result: Tally, left_out: tuple[LeftOut, ...], places: int) -> tuple[Cut, ...]:
    """How sure the line after ``places`` is, for each group that has more ranked entries than that."""
    found = []
    for group in table.groups():
        ranked = [one for one in result.results if one.group == group and one.rank is not None]
        if 0 < places < len(ranked):
            inside, outside = ranked[places - 1], ranked[places]
            found.append(_cut(result, group, places, inside, outside, left_out))
    return tuple(found)


def _cut(result: Tally, group: str, places: int, inside: Result, outside: Result, left_out: tuple[LeftOut, ...]) -> Cut:
    both = [inside.score, outside.score]
    votes = []
    for stage in result.rule.steps():
        pairs = [
            (given[inside.entry], given[outside.entry])
            for given in judge_totals(both, stage.id).values()
            if inside.entry in given and outside.entry in given
        ]
        more, less = sum(a > b for a, b in pairs), sum(a < b for a, b in pairs)
        votes.append(Votes(stage.id, more, len(pairs) - more - less, less))
    here = [one for one in left_out if one.group == group]
    gap = None
    if inside.points is not None and outside.points is not None:
        gap = Fraction(inside.points) - Fraction(outside.points)
    return Cut(
        group,
        places,
        inside.entry,
        outside.entry,
        gap,
        SHARED if inside.rank == outside.rank or inside.ahead is None else inside.ahead.code,
        inside.rank == outside.rank,
        tuple(votes),
        tuple((one.judge, one.ranks.get(inside.entry), one.ranks.get(outside.entry)) for one in here),
        sum(bool(one.gained or one.lost) for one in here if one.countable),
    )


def _only(table: MarkTable, group: str) -> MarkTable:
    entries = {name: one for name, one in table.entries.items() if one.group == group}
    return MarkTable(entries, {key: panel for key, panel in table.panels.items() if key[1] == group})
