"""Questions that give one another away never come into one match.

``conflicts_with`` of a question names groups; two questions with a group in common conflict.  A division that was made
without looking at groups is mended here: of each group the pool that is hardest to fill keeps its question, and the
others get another that fits, if there is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from question_sets.needs import Need, Q, Usable

Wish = Callable[[Q, Need], object]
"""How well a question suits a need; the smaller, the better."""


def conflicting(question: Usable, groups: Iterable[str]) -> bool:
    """True if a question belongs to one of these groups."""
    return not set(question.conflicts_with).isdisjoint(groups)


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
    matches = matches or [""] * len(needs)
    groups: defaultdict[Hashable, set[str]] = defaultdict(set)
    for match, question in held:
        groups[match].update(question.conflicts_with)
    used = {question.id for questions in given for question in questions}
    made: list[list[Q]] = [[] for _ in needs]
    waiting: list[int] = []
    for place in _hardest_first(needs, free):
        of_match = groups[matches[place]]
        for question in given[place]:
            if conflicting(question, of_match):
                waiting.append(place)
                used.discard(question.id)
            else:
                of_match.update(question.conflicts_with)
                made[place].append(question)
    for place in waiting:
        need = needs[place]
        of_match = groups[matches[place]]
        fitting = (q for q in free if q.id not in used and need.fits(q) and not conflicting(q, of_match))
        if (found := min(fitting, key=lambda q: wish(q, need), default=None)) is not None:  # type: ignore[arg-type, return-value]
            of_match.update(found.conflicts_with)
            used.add(found.id)
            made[place].append(found)
    return made


def _hardest_first(needs: Sequence[Need], free: Sequence[Q]) -> list[int]:
    """The needs in the order of how many questions they could do without; those that any question serves come last."""
    spare = [sum(need.fits(question) for question in free) - need.count for need in needs]
    return sorted(range(len(needs)), key=lambda place: (needs[place].kind is None, spare[place], place))
