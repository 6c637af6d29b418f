"""Marks and mark sheets to ask about: far from the others, all the same, or the same under two names.

They are questions for the chief judge, not faults: nothing here changes a score.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.engine.panel.marks import Mark
from scoring.engine.panel.rule import Criterion
from scoring.engine.tally.mark_table import EntryMarks
from scoring.engine.tally.statistics import median

GivenMarks = Mapping[tuple[str, str], Decimal]
"""(entry, criterion) → mark of one judge."""
PanelTotals = Mapping[str, Mapping[str, Mark]]
"""Entry → judge → that judge's total as a mark, of one panel."""

LEAST_ENTRIES = 5
"""The least number of entries that two judges must share for a figure of agreement or a report of equal mark sheets."""
LEAST_NEAR = 30
"""The least number of common marks for two mark sheets to be called nearly the same."""
NEAR = Fraction(29, 30)
"""The least share of equal marks of two mark sheets that are nearly the same."""
LEAST_PANEL = 4
"""The least number of marks on one entry for one of them to be called far off."""
FAR = Fraction(4448, 1000)
"""Three times 1.4826.  For normally distributed marks, the median distance times this is three standard deviations."""
LEAST_FAR = Fraction(1, 10)
"""A mark is never far off by less than this share of the criterion's range."""


@dataclass(frozen=True, slots=True)
class FarMark:
    """A mark far from the median of its entry's marks on the same criterion."""

    entry: str
    judge: str
    criterion: str
    mark: Decimal
    median: Decimal
    distance: Decimal


@dataclass(frozen=True, slots=True)
class Flat:
    """A judge who gave all of ``entries`` the same: the same total, or the same mark on ``criterion``."""

    judge: str
    criterion: str
    mark: Decimal
    entries: int


@dataclass(frozen=True, slots=True)
class Same:
    """Judges whose mark sheets are the same, mark by mark, or nearly: ``equal`` of the ``marks`` that both gave."""

    judges: tuple[str, ...]
    entries: int
    marks: int
    equal: int


def total_of(given: Mapping[str, Mark], judge: str) -> Decimal | None:
    """A judge's total for one entry; None without one."""
    mark = given.get(judge)
    return None if mark is None else mark.value


def marks_given(judge: str, stage: str, entries: Sequence[EntryMarks]) -> GivenMarks:
    """(entry, criterion) → mark of one judge."""
    return {
        (entry.id, criterion): mark.value
        for entry in entries
        for criterion, given in entry.marks[stage].items()
        if (mark := given.get(judge)) is not None and mark.value is not None
    }


def far_marks(stage: str, criteria: Sequence[Criterion], entries: Sequence[EntryMarks]) -> tuple[FarMark, ...]:
    """Marks further from their entry's median than ``FAR`` median distances, and than ``LEAST_FAR`` of the range."""
    found = []
    for one in criteria:
        distances: list[FarMark] = []
        for entry in entries:
            given = entry.marks[stage].get(one.id, {})
            values = [mark.value for mark in given.values() if mark.value is not None]
            if len(values) < LEAST_PANEL:
                continue
            middle = median(values)
            distances += [
                FarMark(entry.id, judge, one.id, mark.value, middle, abs(mark.value - middle))
                for judge, mark in given.items()
                if mark.value is not None
            ]
        if distances:
            usual = median([mark.distance for mark in distances])
            limit = max(FAR * Fraction(usual), LEAST_FAR * Fraction(one.high - one.low))
            found += [(Fraction(m.distance) / Fraction(one.high - one.low), m) for m in distances if m.distance > limit]
    found.sort(key=lambda pair: (-pair[0], pair[1].entry, pair[1].judge, pair[1].criterion))
    return tuple(mark for _, mark in found)


def flat_sheets(
    judges: Sequence[str],
    criteria: Sequence[Criterion],
    totals: PanelTotals,
    sheets: Mapping[str, GivenMarks],
) -> tuple[Flat, ...]:
    """Judges who give all entries the same, although another judge does not."""
    found = []
    flat = without_difference(judges, totals)
    if len(flat) < sum(bool(sheets[judge]) for judge in judges):
        found += [Flat(judge, "", given[0], len(given)) for judge, given in flat.items()]
    if len(criteria) < 2:
        return tuple(found)
    for one in criteria:
        given = {j: [v for (_, criterion), v in sheets[j].items() if criterion == one.id] for j in judges}
        if any(len(set(values)) > 1 for values in given.values()):
            found += [
                Flat(judge, one.id, values[0], len(values))
                for judge, values in given.items()
                if judge not in flat and len(values) >= LEAST_ENTRIES and len(set(values)) == 1
            ]
    return tuple(found)


def without_difference(judges: Sequence[str], totals: PanelTotals) -> dict[str, list[Decimal]]:
    """Judges who gave at least ``LEAST_ENTRIES`` entries the same total, with these totals."""
    own = {judge: [v for one in totals.values() if (v := total_of(one, judge)) is not None] for judge in judges}
    return {judge: given for judge, given in own.items() if len(given) >= LEAST_ENTRIES and len(set(given)) == 1}


def same_sheets(sheets: Mapping[str, GivenMarks], flat: Container[str]) -> tuple[Same, ...]:
    """Mark sheets that are equal mark by mark, except those whose marks are all the same: their equality shows
    nothing."""
    groups: dict[frozenset[tuple[tuple[str, str], Decimal]], list[str]] = {}
    for judge, sheet in sheets.items():
        if judge not in flat and len({entry for entry, _ in sheet}) >= LEAST_ENTRIES:
            groups.setdefault(frozenset(sheet.items()), []).append(judge)
    return tuple(
        Same(tuple(judges), len({entry for (entry, _), _ in sheet}), len(sheet), len(sheet))
        for sheet, judges in groups.items()
        if len(judges) > 1
    )


def near_sheets(sheets: Mapping[str, GivenMarks]) -> tuple[Same, ...]:
    """Pairs of mark sheets that are not the same, but of whose common marks hardly any differ.

    A sheet with hardly any difference in itself is like any other of that kind, which shows nothing.
    """
    telling = {judge: sheet for judge, sheet in sheets.items() if len(sheet) >= LEAST_NEAR and not _monotonous(sheet)}
    found = []
    for one, other in itertools.combinations(telling, 2):
        first, second = telling[one], telling[other]
        common = first.keys() & second.keys()
        equal = len(first.items() & second.items())
        if first != second and len(common) >= LEAST_NEAR and equal >= NEAR * len(common):
            found.append(Same((one, other), len({entry for entry, _ in common}), len(common), equal))
    return tuple(found)


def _monotonous(sheet: GivenMarks) -> bool:
    return max(Counter(sheet.values()).values()) >= NEAR * len(sheet)
