"""Questions that give one another away never come into one match.

``conflicts_with`` of a question names groups; two questions with a group in common conflict.  A division that was made
without looking at groups is mended here: of each group the pool that is hardest to fill keeps its question, one of few
groups comes before one of many, and the others get another that fits.  Where there is none, questions change places
until the slot is filled or so many moves were tried in vain; so the order of the questions makes no difference in a
small set.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import Generic

from question_sets.needs import Need, Q

Wish = Callable[[Q, Need], object]
"""How well a question suits a need; the smaller, the better."""

_TRIES = 20_000
"""Questions that are looked at for all the open places of a division together."""


def settled(
    given: Sequence[Sequence[Q]],
    needs: Sequence[Need],
    free: Sequence[Q],
    wish: Wish[Q],
    matches: Sequence[Hashable] = (),
    held: Iterable[tuple[Hashable, Q]] = (),
) -> list[list[Q]]:
    """What each need has once no match has two questions of one group.

    ``given``: the questions of each need; ``free``: all that may be used, those given too; ``matches``: the match of
    each need, if there are several.  ``held``: what a match has already.
    """
    state = _Settling(needs, free, wish, matches or [""] * len(needs), held)
    waiting: list[int] = []
    for place in _hardest_first(needs, free):
        for question in sorted(given[place], key=lambda one: len(set(one.conflicts_with))):
            if state.blocking(place, question) == []:
                state.put(place, question)
            else:
                waiting.append(place)
    if waiting:
        state.keep(given)
        for place in waiting:
            state.fill(place)
        state.improve()
    return state.made


_MOST_IN_STEAD = 8
"""Other open places that are tried in the stead of one."""


class _Settling(Generic[Q]):
    """The division while conflicts are settled.  ``home``: the place of each question that is used; ``holder``: who has
    a group in a match."""

    def __init__(
        self,
        needs: Sequence[Need],
        free: Sequence[Q],
        wish: Wish[Q],
        matches: Sequence[Hashable],
        held: Iterable[tuple[Hashable, Q]],
    ) -> None:
        self.needs, self.free, self.wish, self.matches = needs, free, wish, matches
        self.made: list[list[Q]] = [[] for _ in needs]
        self.home: dict[str, int] = {}
        self.holder: dict[tuple[Hashable, str], Q | None] = {
            (match, group): None for match, question in held for group in question.conflicts_with
        }
        self.tries = _TRIES
        self.fitting: dict[Need, list[Q]] = {}

    def keep(self, given: Sequence[Sequence[Q]]) -> None:
        """Questions that were given first stay first in their pool, so that the order of a set is kept."""
        for place, questions in enumerate(given):
            order = {question.id: at for at, question in enumerate(questions)}
            self.made[place].sort(key=lambda one: order[one.id])

    def blocking(self, place: int, question: Q) -> list[Q] | None:
        """The questions of the match that must leave for this one; None if one of them cannot."""
        found: dict[str, Q] = {}
        for group in question.conflicts_with:
            key = self.matches[place], group
            if key in self.holder:
                holder = self.holder[key]
                if holder is None:
                    return None
                found[holder.id] = holder
        found.pop(question.id, None)
        return list(found.values())

    def put(self, place: int, question: Q) -> None:
        self.made[place].append(question)
        self.home[question.id] = place
        for group in question.conflicts_with:
            self.holder[self.matches[place], group] = question

    def take(self, question: Q) -> int:
        """Take a question out; its place is open then."""
        place = self.home.pop(question.id)
        self.made[place] = [one for one in self.made[place] if one.id != question.id]
        for group in question.conflicts_with:
            self.holder.pop((self.matches[place], group), None)
        return place

    def fill(self, place: int) -> bool:
        """Put the question that suits best into a place, if one is free that conflicts with none."""
        if len(self.made[place]) >= self.needs[place].count:
            return True
        need = self.needs[place]
        unused = (one for one in self._fitting(need) if one.id not in self.home and self.blocking(place, one) == [])
        found = min(unused, key=lambda one: self.wish(one, need), default=None)  # type: ignore[arg-type, return-value]
        if found is not None:
            self.put(place, found)
        return found is not None

    def improve(self) -> None:
        """Fill places that are still open by letting questions change places."""
        grown = True
        while grown and self.tries > 0:
            grown = any(self._exchanged([place], frozenset(), frozenset()) for place in self._open())

    def _open(self) -> list[int]:
        return [place for place, need in enumerate(self.needs) if len(self.made[place]) < need.count]

    def _exchanged(self, places: list[int], fixed: frozenset[str], passed: frozenset[int]) -> bool:
        """Fill all these places, or as many others in their stead, whatever has to move for it but what is ``fixed``;
        else leave everything as it was.  ``passed``: places that are left open for others."""
        if not places:
            return True
        if self.tries <= 0:
            return False
        place, *others = places
        if self._filled(place, others, fixed, passed):
            return True
        passed |= {place}
        stead = [other for other in self._open() if other not in passed and other not in others]
        return any(self._filled(other, others, fixed, passed) for other in stead[:_MOST_IN_STEAD])

    def _filled(self, place: int, others: list[int], fixed: frozenset[str], passed: frozenset[int]) -> bool:
        """Fill this place, and then the others."""
        for question in self._fitting(self.needs[place]):
            self.tries -= 1
            if self.tries <= 0:
                return False
            leaving = self.blocking(place, question)
            if question.id in fixed or leaving is None or self.home.get(question.id) == place:
                continue
            if question.id in self.home:
                leaving.append(question)
            if any(one.id in fixed for one in leaving):
                continue
            homes = [(one, self.take(one)) for one in leaving]
            self.put(place, question)
            if self._exchanged([home for _, home in homes] + others, fixed | {question.id}, passed):
                return True
            self.take(question)
            for one, home in homes:
                self.put(home, one)
        return False

    def _fitting(self, need: Need) -> list[Q]:
        if need not in self.fitting:
            found = [one for one in self.free if need.fits(one)]
            self.fitting[need] = sorted(found, key=lambda one: len(set(one.conflicts_with)))
        return self.fitting[need]


def _hardest_first(needs: Sequence[Need], free: Sequence[Q]) -> list[int]:
    """The needs in the order of how many questions they could do without; those that any question serves come last."""
    fitting: dict[Need, int] = {}
    spare = []
    for need in needs:
        alike = replace(need, count=0)
        if alike not in fitting:
            fitting[alike] = sum(need.fits(question) for question in free)
        spare.append(fitting[alike] - need.count)
    return sorted(range(len(needs)), key=lambda place: (needs[place].kind is None, spare[place], place))
