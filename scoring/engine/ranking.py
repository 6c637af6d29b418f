"""Ranks by an ordered chain of comparisons, shared 1-2-2-4, with the reason for every neighbouring pair.

Every view, export and check uses this function.  A comparison splits a group of equals into smaller groups, best first;
a group that no comparison splits shares its rank.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple


class Reason(NamedTuple):
    """Why one is ranked above the next: the comparison and both values; the web layer has the words for ``code``."""

    code: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``split(group)`` gives the group's parts, best first; ``explain(above, below)`` the fields of the reason."""

    code: str
    split: Callable[[Sequence[str]], Sequence[Sequence[str]]]
    explain: Callable[[str, str], Mapping[str, str]]


class Placing(NamedTuple):
    """One place: ``rank`` from 1, ``tied`` if it is shared, ``above``: why it is ranked above the next one, if it is.

    In a shared rank ``above`` is None for all but the last.
    """

    id: str
    rank: int
    tied: bool
    above: Reason | None


def by_value(code: str, values: Mapping[str, Decimal], *, high_first: bool = True) -> Comparison:
    """A comparison of exact numbers."""

    def split(group: Sequence[str]) -> Sequence[Sequence[str]]:
        levels = sorted({values[i] for i in group}, reverse=high_first)
        return [[i for i in group if values[i] == level] for level in levels]

    def explain(above: str, below: str) -> Mapping[str, str]:
        return {"above": format(values[above].normalize(), "f"), "below": format(values[below].normalize(), "f")}

    return Comparison(code, split, explain)


def rank(ids: Sequence[str], chain: Sequence[Comparison]) -> tuple[Placing, ...]:
    """Places of ``ids``, best first; equal ones keep the order of ``ids``."""
    groups, breaks = _refine(list(ids), chain)
    places: list[Placing] = []
    taken = 0
    for number, group in enumerate(groups):
        for position, identity in enumerate(group):
            last = position == len(group) - 1
            reason = None
            if last and number < len(groups) - 1:
                below = groups[number + 1][0]
                reason = Reason(breaks[number].code, breaks[number].explain(identity, below))
            places.append(Placing(identity, taken + 1, len(group) > 1, reason))
        taken += len(group)
    return tuple(places)


def _refine(group: list[str], chain: Sequence[Comparison]) -> tuple[list[list[str]], list[Comparison]]:
    """The group split by the whole chain, and for each border the comparison that made it."""
    if len(group) < 2 or not chain:
        return ([group] if group else []), []
    head, rest = chain[0], chain[1:]
    groups: list[list[str]] = []
    breaks: list[Comparison] = []
    for part in head.split(group):
        inner, inner_breaks = _refine(list(part), rest)
        if groups:
            breaks.append(head)
        groups += inner
        breaks += inner_breaks
    return groups, breaks
