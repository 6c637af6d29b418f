"""Rank-based methods: every judge's marks become places first, so a severe and a mild judge have the same weight.

A judge who is recused from an entry has no mark of it.  The judge's places are then counted over the entries marked and
stretched to all of them, so that a first place is first and a last place last; and an entry is placed by the judges who
marked it.  A judge who marked one entry of several compares nothing and gives no place.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from scoring.engine.errors import Invalid
from scoring.engine.ranking import Comparison, by_value
from scoring.engine.ranking import rank as rank_by
from scoring.engine.rounding import exact_text

Place = int | Fraction
"""A place from 1; a fraction if it is stretched."""

T = TypeVar("T", Place, tuple[Place, Place])

Marks = Mapping[str, Mapping[str, Decimal]]
"""Judge → entry → mark; without the entries that a judge is recused from."""


def places_of(marks: Mapping[str, Decimal]) -> dict[str, int]:
    """One judge's places, best mark first, shared 1-2-2-4."""
    return {place.id: place.rank for place in rank_by(sorted(marks), [by_value("mark", marks)])}


def borda(marks: Marks) -> dict[str, Fraction]:
    """Borda points: each judge gives one for every entry below and a half for every entry level.  The most points are
    best.  For a judge who did not mark an entry the mean of those who did is added.

    Raises ``Invalid("marks-incomplete", judge=…, entries=…)`` if an entry has no place from any judge.
    """
    entries, compared = _compared(marks)
    points: dict[str, Fraction] = dict.fromkeys(entries, Fraction(0))
    for given in compared.values():
        ordered, stretch = sorted(given.values()), _stretch(len(given), len(entries))
        for entry, mark in given.items():
            below = bisect_left(ordered, mark)
            level = bisect_right(ordered, mark) - below - 1
            points[entry] += (below + Fraction(level, 2)) * stretch
    judges = _judges_of(compared)
    return {entry: found * Fraction(len(compared), judges[entry]) for entry, found in points.items()}


def majority(marks: Marks) -> Comparison:
    """The majority of places: an entry is placed by the best place that more than half of its judges give it or better.

    Between equals: the larger majority, then the smaller sum of the places in it, then the same at the next place, and
    so on (rules 5 to 8 of the skating system of the World DanceSport Federation).  Where not all entries have equally
    many judges, a majority and a sum are compared as shares of the entry's judges.

    Raises ``Invalid("marks-incomplete", judge=…, entries=…)`` if an entry has no place from any judge.
    """
    entries, compared = _compared(marks)
    by_judge = [_stretched(places_of(given), len(entries)) for given in compared.values()]
    judges = _judges_of(compared)
    places = {entry: sorted(given[entry] for given in by_judge if entry in given) for entry in entries}
    whole = math.lcm(*judges.values())
    weight = {entry: whole // count for entry, count in judges.items()}
    # The place in the middle is the first that more than half of the judges give or better.
    first = {entry: given[len(given) // 2] for entry, given in places.items()}

    def split(group: Sequence[str]) -> Sequence[Sequence[str]]:
        found: list[list[str]] = []
        for place, equal in _levels(group, lambda entry: first[entry]):
            found += _by_majorities(equal, places, weight, place)
        return found

    def explain(above: str, below: str) -> Mapping[str, str]:
        sizes = {entry: bisect_right(places[entry], first[entry]) for entry in (above, below)}
        return {
            side: f"{sizes[entry]} × ≤{exact_text(Fraction(first[entry]))}"
            for side, entry in (("above", above), ("below", below))
        }

    return Comparison("majority", split, explain)


def _by_majorities(
    group: list[str], places: Mapping[str, list[Place]], weight: Mapping[str, int], column: Place
) -> list[list[str]]:
    """A group split by the size and then the sum of its majorities at ``column``, and at every later place; ``weight``
    makes them comparable between entries with different numbers of judges."""
    if len(group) < 2:
        return [group]

    def majority_at(entry: str) -> tuple[Place, Place]:
        size = bisect_right(places[entry], column)
        return -size * weight[entry], sum(places[entry][:size]) * weight[entry]

    later = min((place for entry in group for place in places[entry] if place > column), default=None)
    parts = [part for _, part in _levels(group, majority_at)]
    if later is None:
        return parts
    return [finer for part in parts for finer in _by_majorities(part, places, weight, later)]


def _levels(group: Sequence[str], key: Callable[[str], T]) -> list[tuple[T, list[str]]]:
    """The group split by key, least key first; equals keep their order."""
    levels: dict[T, list[str]] = {}
    for entry in group:
        levels.setdefault(key(entry), []).append(entry)
    return [(level, levels[level]) for level in sorted(levels)]


def _compared(marks: Marks) -> tuple[list[str], Marks]:
    """All entries, and the marks of the judges who compared some of them; each entry has a judge among those."""
    entries = sorted({entry for given in marks.values() for entry in given})
    compared = {judge: given for judge, given in marks.items() if len(given) > 1 or len(given) == len(entries)}
    placed = {entry for given in compared.values() for entry in given}
    for judge, given in marks.items():
        if not placed.issuperset(given):
            raise Invalid("marks-incomplete", judge=judge, entries=[one for one in entries if one not in given])
    return entries, compared


def _judges_of(compared: Marks) -> Counter[str]:
    """How many judges gave each entry a place."""
    return Counter(entry for given in compared.values() for entry in given)


def _stretch(marked: int, entries: int) -> Fraction:
    """By how much the distance of two places grows if the places of ``marked`` entries are those of all."""
    return Fraction(1) if marked == entries else Fraction(entries - 1, marked - 1)


def _stretched(places: Mapping[str, int], entries: int) -> Mapping[str, Place]:
    """A judge's places as places among all entries; places of all entries stay as they are."""
    if len(places) == entries:
        return places
    return {entry: 1 + (place - 1) * _stretch(len(places), entries) for entry, place in places.items()}
