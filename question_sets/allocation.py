"""Divides questions into the pools of a match; no question is used twice.

No two questions of a conflict come into one match (``conflicts``). Questions that are alike for this purpose (type,
stake, clues, media, tags that matter) form a class. A small maximum flow from classes to needs finds the division
with the fewest missing questions; the rounds share what is missing. Lots decide only which questions of a class go
where, so the same lots give the same pools; without lots the order of the set decides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from question_sets.conflicts import settled
from question_sets.needs import JUDGED, RAPID, Need, Q, Usable, needs_of
from scoring.engine.quiz.needs import SPARES
from scoring.engine.quiz.rule_sheet import QuestionType, RuleSheet

Lots = Callable[[int], int]
"""A fair whole number in [0, n)."""


class _Class(NamedTuple):
    """The values by which questions are alike.  Without lots each question is a class of its own, by its ``place``."""

    type: QuestionType
    stake: Decimal | None
    clues: int
    media: bool
    tags: frozenset[str]
    place: int = 0
    home: str = ""


def allocate(
    questions: Sequence[Q], sheet: RuleSheet, teams: int, lots: Lots | None, taken: Collection[str] = ()
) -> dict[str, tuple[str, ...]]:
    """Question ids by pool: a round's id, "" for the spares, "tie_off".  Ids in ``taken`` are left alone.

    Where the questions are too few, every round gets the same part of what it needs; see ``coverage``.  With ``lots``
    pools are filled and mixed by lot; with None they keep the order of ``questions``.
    """
    free = [question for question in questions if question.id not in set(taken)]
    needs = needs_of(sheet, teams, free)
    classes = classes_of(free, needs, by_place=lots is None)
    flow = divide({kind: len(members) for kind, members in classes.items()}, needs, classes)
    mixed = {kind: shuffled(members, lots) if lots else list(members) for kind, members in classes.items()}
    given = settled(
        shared_out(mixed, flow, len(needs)), needs, [one for members in mixed.values() for one in members], unsuited
    )
    pools: dict[str, list[str]] = {need.pool: [] for need in needs}
    for need, questions_of_need in zip(needs, given, strict=True):
        pools[need.pool] += [question.id for question in questions_of_need]
    order = {question.id: place for place, question in enumerate(free)}
    return {
        pool: tuple(shuffled(ids, lots) if lots else sorted(ids, key=order.__getitem__)) for pool, ids in pools.items()
    }


def divided(questions: Sequence[Usable], needs: Sequence[Need]) -> list[int]:
    """How many questions each need can get when nothing is used twice."""
    classes = classes_of(questions, needs)
    flow = divide({kind: len(members) for kind, members in classes.items()}, needs, classes)
    given = settled(shared_out(classes, flow, len(needs)), needs, questions, unsuited)
    return [len(one) for one in given]


def shared_out(
    classes: Mapping[_Class, Sequence[Q]], flow: Mapping[tuple[_Class, int], int], needs: int
) -> list[list[Q]]:
    """The questions of each need: of every class the first ones, as many as ``flow`` says."""
    given: list[list[Q]] = [[] for _ in range(needs)]
    for kind, members in classes.items():
        waiting = list(members)
        for place in range(needs):
            take = flow.get((kind, place), 0)
            given[place] += waiting[:take]
            del waiting[:take]
    return given


def classes_of(
    questions: Sequence[Q],
    needs: Sequence[Need],
    by_place: bool = False,
    home: Callable[[Q], str] = lambda question: "",
) -> dict[_Class, list[Q]]:
    """The questions that are alike, class by class; those of another ``home`` are not."""
    names = {name for need in needs for name in need.names} | RAPID | JUDGED
    classes: defaultdict[_Class, list[Q]] = defaultdict(list)
    for place, question in enumerate(questions):
        tags = frozenset(names.intersection(question.tags))
        of_its_own = place if by_place else 0
        clues, media = len(question.clues), bool(question.media)
        kind = _Class(question.type, question.stake, clues, media, tags, of_its_own, home(question))
        classes[kind].append(question)
    return dict(sorted(classes.items(), key=lambda item: repr(item[0])))


def divide(
    supply: dict[_Class, int], needs: Sequence[Need], classes: dict[_Class, list[Q]]
) -> dict[tuple[_Class, int], int]:
    """A maximum flow from classes to needs: the scarcest need first, its best-suited classes first, then augmenting.

    It goes question by question, so that a pool that takes several types gets them in turn.  Where the questions are
    too few, every round gets the same part of what it asks; the choice of stakes, the tie-off and the spares get what
    is left, in this order.
    """
    every = [need.count for need in needs]
    filling = _Filling(supply, needs, classes)
    for place in filling.order:
        filling.fill([place], every)
    if filling.given != every:
        filling = _Filling(supply, needs, classes)
        parts = Counter(need.pool for need in needs)
        rounds = [place for place in filling.order if needs[place].kind is not None]
        filling.fill(rounds, [-(-need.count // parts[need.pool]) for need in needs])
        filling.fill(rounds, every)
        for place in filling.order:
            filling.fill([place], every)
    return {key: amount for key, amount in filling.flow.items() if amount}


class _Filling:
    """The flow while it grows; ``given`` is how many questions each need has, ``order`` the scarcest need first."""

    def __init__(self, supply: dict[_Class, int], needs: Sequence[Need], classes: dict[_Class, list[Q]]) -> None:
        self.needs = needs
        self.fitting = [[kind for kind in classes if need.fits(classes[kind][0])] for need in needs]
        self.left = dict(supply)
        self.flow: defaultdict[tuple[_Class, int], int] = defaultdict(int)
        self.given = [0] * len(needs)
        slack = [sum(supply[kind] for kind in self.fitting[p]) - need.count for p, need in enumerate(needs)]
        self.order = sorted(range(len(needs)), key=lambda p: (needs[p].pool == SPARES, slack[p], p))

    def fill(self, places: Sequence[int], most: Sequence[int]) -> None:
        """Give these needs what they can get up to ``most``, always the one that has the smallest part the next."""
        waiting = [place for place in places if most[place]]
        while waiting:
            place = min(waiting, key=lambda p: Fraction(self.given[p], most[p]))
            if self.given[place] < most[place] and self._free_up(place, set()):
                self.given[place] += 1
            else:
                waiting.remove(place)

    def _free_up(self, place: int, seen: set[int]) -> bool:
        """Gives ``place`` one more question; moves questions of other needs to other classes if that helps."""
        seen.add(place)
        held = Counter[str]()
        for kind in self.fitting[place]:
            held[kind.type] += self.flow[kind, place]
        order = sorted(self.fitting[place], key=lambda kind: _unsuited(kind, self.needs[place], held[kind.type]))
        for kind in order:
            if self.left[kind]:
                self.left[kind] -= 1
                self.flow[kind, place] += 1
                return True
        for kind in order:
            for other in range(len(self.needs)):
                if other not in seen and self.flow[kind, other] and self._free_up(other, seen):
                    self.flow[kind, other] -= 1
                    self.flow[kind, place] += 1
                    return True
        return False


def unsuited(question: Usable, need: Need) -> tuple[bool, bool, bool, bool]:
    """A sort key, smaller is better, for one question that takes the place of another."""
    return _unfit(frozenset(question.tags), question, need)


def _unfit(tags: frozenset[str], kind: _Class | Usable, need: Need) -> tuple[bool, bool, bool, bool]:
    tagged, judged = bool(tags & need.names), need.kind == "judged"
    awkward = kind.type != "short" and not kind.media if judged else kind.type == "short"
    return not tagged, bool(tags) and not tagged, kind.stake != need.stake, awkward


def _unsuited(kind: _Class, need: Need, held: int) -> tuple[bool, bool, bool, bool, int, int, bool, str]:
    """A sort key, smaller is better: tagged for this round; of exactly this stake; for a judged round, with a short
    answer or media, for other rounds with a key that a machine can compare; earlier in the set; of a type of which the
    pool has fewer (``held``); with media for a judged round, else without."""
    judged = need.kind == "judged"
    return *_unfit(kind.tags, kind, need), kind.place, held, kind.media != judged, repr(kind)


def shuffled(items: Sequence[object], lots: Lots) -> list:  # type: ignore[type-arg]
    """Fisher-Yates by lots."""
    mixed = list(items)
    for last in range(len(mixed) - 1, 0, -1):
        other = lots(last + 1)
        mixed[last], mixed[other] = mixed[other], mixed[last]
    return mixed
