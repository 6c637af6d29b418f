"""A table of marks by a panel rule: scores, ranks in each group, and the link that decided each rank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from scoring.engine.ranking import Comparison, Placing, Reason, rank
from scoring.engine.rounding import Number
from scoring.engine.tally.mark_table import MarkTable
from scoring.engine.tally.placings import borda
from scoring.engine.tally.ranked import Ranked, Ranking
from scoring.engine.tally.rule import TallyRule
from scoring.engine.tally.scores import EntryScore, KnownTotals, Scorer
from scoring.engine.tally.ties import chain, judge_totals, place_marks

SHARED = "shared"
"""``decided_by`` of a rank that no link could split."""


class Result(NamedTuple):
    """One entry's line of the result.  Without a score (``score.status`` says why) there is no rank.

    ``decided_by``: the last link of the chain that was needed to separate it from a neighbour, ``shared`` if no link
    could; ``reason``: that link with both values, None for a shared rank or a lone entry.  ``ahead``: why the last of
    its rank is ranked above the next rank.  ``points``: the value that the ranking compares first: the score, or Borda
    points; None by majority.
    """

    entry: str
    group: str
    score: EntryScore
    points: Number | None
    rank: int | None
    tied: bool
    decided_by: str
    reason: Reason | None
    ahead: Reason | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """The results, group after group, best first; entries without a rank at the end of their group."""

    rule: TallyRule
    results: tuple[Result, ...]

    def of(self, entry: str) -> Result | None:
        """One entry's line; None if there is no such entry."""
        return next((one for one in self.results if one.entry == entry), None)

    def ranks(self) -> dict[str, int | None]:
        """Entry → rank."""
        return {one.entry: one.rank for one in self.results}


def tally(rule: TallyRule, table: MarkTable, known: KnownTotals | None = None) -> Tally:
    """Score every entry and rank each group.  ``known``: totals that were made of the same marks before.

    Raises ``Invalid("marks-incomplete", judge=…, entries=…)`` if places are compared and a judge has not marked an
    entry, without being recused from it.
    """
    scorer = Scorer(rule, known=known)
    scores = {entry.id: scorer.entry(entry, table.panels) for entry in table.entries.values()}
    results: list[Result] = []
    for group in table.groups():
        results += _group(rule, table, [one for one in scores.values() if one.group == group])
    return Tally(rule, tuple(results))


def explain(rule: TallyRule, table: MarkTable, entry: str) -> EntryScore:
    """One entry's score with every step of its arithmetic.  Raises KeyError if there is no such entry."""
    return Scorer(rule, explain=True).entry(table.entries[entry], table.panels)


def _group(rule: TallyRule, table: MarkTable, scores: Sequence[EntryScore]) -> list[Result]:
    scored = [one for one in scores if one.status == "scored"]
    links = chain(rule, scored, table.entries) if scored else []
    points = _points(rule, scored)
    by_id = {one.id: one for one in scored}
    found = [
        Result(one.id, by_id[one.id].group, by_id[one.id], points.get(one.id), one.rank, one.tied, *decided)
        for one, decided in _decided(rank([one.id for one in scored], links), links)
    ]
    rest = [Result(one.id, one.group, one, None, None, False, one.status, None) for one in scores if one.score is None]
    return found + rest


def _points(rule: TallyRule, scored: Sequence[EntryScore]) -> Mapping[str, Number | None]:
    if rule.rank.by == "borda":
        points: dict[str, Fraction] = borda(place_marks(scored, rule.steps()[0].id))
        return points
    if rule.rank.by == "majority":
        return {}
    return {one.id: one.exact if rule.rank.before_rounding else one.score for one in scored}


def _decided(
    places: Sequence[Placing], links: Sequence[Comparison]
) -> Iterator[tuple[Placing, tuple[str, Reason | None, Reason | None]]]:
    """For each place the link that decided it, with the reason, and the border below it.  A rank has two borders; the
    one that the later link of the chain drew decides."""
    depth = {link.code: number for number, link in enumerate(links)}
    before: Reason | None = None
    for _, sharing in groupby(places, key=lambda place: place.rank):
        equal = list(sharing)
        after = equal[-1].above
        borders = [reason for reason in (after, before) if reason is not None]
        reason = max(borders, key=lambda one: depth[one.code], default=None)
        for place in equal:
            if place.tied:
                yield place, (SHARED, None, after)
            else:
                yield place, (reason.code if reason else links[0].code, reason, after)
        before = after


def ranking_of(result: Tally) -> Ranking:
    """The ranking of a tally, with what each judge gave in each stage."""
    entries = tuple(Ranked(one.entry, one.group, one.rank, one.points, one.ahead) for one in result.results)
    scores = [one.score for one in result.results]
    totals = {stage.id: judge_totals(scores, stage.id) for stage in result.rule.steps()}
    return Ranking(entries, totals, result.rule.panel.rounding.final.digits)


def score_text(result: Result) -> str:
    """The score as it is published: with its digits, ``89.60``; empty if there is none."""
    score: Decimal | None = result.score.score
    return "" if score is None else format(score, "f")
