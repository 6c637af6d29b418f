"""How much the result depends on one judge: the ranks without each judge, and how sure the cut line is.  It never
changes a result."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.engine.errors import Invalid
from scoring.engine.tally.mark_table import MarkTable
from scoring.engine.tally.ranked import Ranked, Ranking, Totals
from scoring.engine.tally.scores import KnownTotals
from scoring.engine.tally.tally import SHARED, Tally, tally

Ranks = Mapping[str, int | None]
"""Entry → rank, None for no rank."""


@dataclass(frozen=True, slots=True)
class Move:
    """An entry whose rank would change; None for no rank."""

    entry: str
    rank: int | None
    without: int | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The result of one group without one judge: which entries change rank, which would come inside the places, and
    which would fall out."""

    judge: str
    group: str
    moves: tuple[Move, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    ranks: dict[str, int | None]

    @property
    def countable(self) -> bool:
        """Whether there would be a ranking at all; if not, too few judges are left for the rule."""
        return any(rank is not None for rank in self.ranks.values())


@dataclass(frozen=True, slots=True)
class Votes:
    """In one stage: how many judges gave the last entry inside more than the first outside, the same, and less."""

    stage: str
    more: int
    same: int
    less: int


@dataclass(frozen=True, slots=True)
class Cut:
    """The line below the last place of a group.

    ``shared``: the rank at the line is shared, so more than ``places`` entries are inside, or a lot is needed.
    ``without``: each judge with the two entries' ranks without that judge.
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


def leave_one_out(
    table: MarkTable, result: Tally, places: int = 0, judges: Collection[str] | None = None
) -> tuple[LeftOut, ...]:
    """Every judge, or each of ``judges``, left out in turn of every group that the judge marks; the whole rule is
    applied again.  The totals of the others are what they were, and are made once."""
    found = []
    known: KnownTotals = {}
    for group in table.groups():
        own = dict.fromkeys(j for (_, name), panel in table.panels.items() if name == group for j in panel)
        part = _only(table, group)
        before = {one.entry: one.rank for one in result.results if one.group == group}
        for judge in own if judges is None else (one for one in own if one in judges):
            try:
                other = tally(result.rule, part.without(judge), known)
            except Invalid:  # places are compared, and a mark is lacking for them
                other = Tally(result.rule, ())
            found.append(left_out(judge, group, before, other.ranks(), places))
    return tuple(found)


def left_out(judge: str, group: str, before: Ranks, after: Ranks, places: int) -> LeftOut:
    """A judge left out: ``before`` and ``after`` are the ranks of the group with and without the judge."""
    moves = tuple(Move(entry, rank, after.get(entry)) for entry, rank in before.items() if rank != after.get(entry))
    inside, now = _within(before, places), _within(after, places)
    return LeftOut(judge, group, moves, tuple(sorted(now - inside)), tuple(sorted(inside - now)), dict(after))


def cut_lines(ranking: Ranking, without: Sequence[LeftOut], places: int) -> tuple[Cut, ...]:
    """How sure the line after ``places`` is, for each group that has more ranked entries than ``places``."""
    found = []
    for group in ranking.groups():
        ranked = ranking.ranked(group)
        if 0 < places < len(ranked):
            here = [one for one in without if one.group == group]
            found.append(_cut(ranking, places, ranked[places - 1], ranked[places], here))
    return tuple(found)


def _cut(ranking: Ranking, places: int, inside: Ranked, outside: Ranked, without: Sequence[LeftOut]) -> Cut:
    gap = None
    if inside.points is not None and outside.points is not None:
        gap = Fraction(inside.points) - Fraction(outside.points)
    return Cut(
        inside.group,
        places,
        inside.entry,
        outside.entry,
        gap,
        SHARED if inside.rank == outside.rank or inside.ahead is None else inside.ahead.code,
        inside.rank == outside.rank,
        tuple(_votes(stage, totals, inside.entry, outside.entry) for stage, totals in ranking.totals.items()),
        tuple((one.judge, one.ranks.get(inside.entry), one.ranks.get(outside.entry)) for one in without),
        sum(bool(one.gained or one.lost) for one in without if one.countable),
    )


def _votes(stage: str, totals: Totals, inside: str, outside: str) -> Votes:
    pairs = [(given[inside], given[outside]) for given in totals.values() if inside in given and outside in given]
    more, less = sum(a > b for a, b in pairs), sum(a < b for a, b in pairs)
    return Votes(stage, more, len(pairs) - more - less, less)


def _within(ranks: Ranks, places: int) -> set[str]:
    """Entries with a rank up to ``places``: more than ``places`` entries if a rank is shared."""
    return {entry for entry, rank in ranks.items() if rank is not None and rank <= places}


def _only(table: MarkTable, group: str) -> MarkTable:
    entries = {name: one for name, one in table.entries.items() if one.group == group}
    return MarkTable(entries, {key: panel for key, panel in table.panels.items() if key[1] == group})
