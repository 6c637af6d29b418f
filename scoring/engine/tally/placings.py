"""Rank-based methods: every judge's marks become places first, so a severe and a mild judge have the same weight."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from scoring.engine.errors import Invalid
from scoring.engine.ranking import Comparison, by_value
from scoring.engine.ranking import rank as rank_by

T = TypeVar("T", int, tuple[int, int])

Marks = Mapping[str, Mapping[str, Decimal]]
"""Judge → entry → mark; every judge marks the same entries."""


def places_of(marks: Mapping[str, Decimal]) -> dict[str, int]:
    """One judge's places, best mark first, shared 1-2-2-4."""
    return {place.id: place.rank for place in rank_by(sorted(marks), [by_value("mark", marks)])}


def borda(marks: Marks) -> dict[str, Fraction]:
    """Borda points: each judge gives one for every entry below and a half for every entry level.  The most points are
    best."""
    _same_entries(marks)
    points: dict[str, Fraction] = {}
    for given in marks.values():
        ordered = sorted(given.values())
        for entry, mark in given.items():
            below = bisect_left(ordered, mark)
            level = bisect_right(ordered, mark) - below - 1
            points[entry] = points.get(entry, Fraction(0)) + below + Fraction(level, 2)
    return points


def majority(marks: Marks) -> Comparison:
    """The majority of places: an entry is placed by the best place that more than half of the judges give it or better.

    Between equals: the larger majority, then the smaller sum of the places in it, then the same at the next place, and
    so on (rules 5 to 8 of the skating system of the World DanceSport Federation).
    """
    entries = _same_entries(marks)
    by_judge = [places_of(given) for given in marks.values()]
    places = {entry: sorted(given[entry] for given in by_judge) for entry in entries}
    # The place in the middle is the first that more than half of the judges give or better.
    first = {entry: given[len(given) // 2] for entry, given in places.items()}

    def split(group: Sequence[str]) -> Sequence[Sequence[str]]:
        found: list[list[str]] = []
        for place, equal in _levels(group, lambda entry: first[entry]):
            found += _by_majorities(equal, places, place)
        return found

    def explain(above: str, below: str) -> Mapping[str, str]:
        sizes = {entry: bisect_right(places[entry], first[entry]) for entry in (above, below)}
        return {side: f"{sizes[entry]} × ≤{first[entry]}" for side, entry in (("above", above), ("below", below))}

    return Comparison("majority", split, explain)


def _by_majorities(group: list[str], places: Mapping[str, list[int]], column: int) -> list[list[str]]:
    """A group split by the size and then the sum of its majorities at ``column``, and at every later place."""
    if len(group) < 2:
        return [group]

    def majority_at(entry: str) -> tuple[int, int]:
        size = bisect_right(places[entry], column)
        return -size, sum(places[entry][:size])

    later = min((place for entry in group for place in places[entry] if place > column), default=None)
    parts = [part for _, part in _levels(group, majority_at)]
    if later is None:
        return parts
    return [finer for part in parts for finer in _by_majorities(part, places, later)]


def _levels(group: Sequence[str], key: Callable[[str], T]) -> list[tuple[T, list[str]]]:
    """The group split by key, least key first; equals keep their order."""
    levels: dict[T, list[str]] = {}
    for entry in group:
        levels.setdefault(key(entry), []).append(entry)
    return [(level, levels[level]) for level in sorted(levels)]


def _same_entries(marks: Marks) -> set[str]:
    """The entries; raises ``Invalid("marks-incomplete", judge=…)`` if a judge marks other entries than the first
    judge."""
    entries: set[str] | None = None
    for judge, given in marks.items():
        if entries is not None and set(given) != entries:
            raise Invalid("marks-incomplete", judge=judge)
        entries = set(given)
    return entries or set()
