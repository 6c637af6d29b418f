"""The questions of a whole competition: what all its stages need together, and how its matches share them.

Every question has a *home*: its set, or the stage whose match has it already.  A stage takes from its own homes only,
and no question serves two needs, in whatever stage or match they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from question_sets.allocation import Lots, classes_of, divide, shared_out, shuffled, unsuited
from question_sets.conflicts import settled
from question_sets.needs import Need, Usable, needs_of
from scoring.engine.quiz.needs import SPARES
from scoring.engine.quiz.rule_sheet import TIE_OFF, QuestionType, RuleSheet


@dataclass(frozen=True, slots=True)
class Homed:
    """A question with its home; the other fields as in ``needs.Usable``."""

    id: str
    type: QuestionType
    stake: Decimal | None
    clues: Sequence[str]
    media: str
    tags: Sequence[str]
    home: str
    conflicts_with: Sequence[str] = ()


def homed(question: Usable, home: str) -> Homed:
    """A question at home there."""
    return Homed(
        id=question.id,
        type=question.type,
        stake=question.stake,
        clues=question.clues,
        media=question.media,
        tags=question.tags,
        conflicts_with=question.conflicts_with,
        home=home,
    )


@dataclass(frozen=True, slots=True)
class Part(Need):
    """A need of a stage or a match, ``where``, that takes from ``homes`` only."""

    where: str = ""
    homes: frozenset[str] = frozenset()

    def fits(self, question: Usable) -> bool:
        """True if the question is of one of the homes and may be put into the pool."""
        return getattr(question, "home", "") in self.homes and Need.fits(self, question)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a stage or a match, ``where``, takes questions for: a rule sheet with as many teams for each of its groups.

    ``pools``: the questions that it has already, by pool.
    """

    where: str
    groups: tuple[tuple[RuleSheet, int], ...]
    homes: frozenset[str]
    pools: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class EventLine:
    """A need of a stage compared with all that its homes have.  ``available``: all questions that fit, also those that
    another need wants; ``given``: what it gets when no question is used twice in the whole competition."""

    need: Part
    available: int
    given: int

    @property
    def missing(self) -> int:
        """How many are lacking in the best division."""
        return self.need.count - self.given

    @property
    def code(self) -> str:
        """Which sentence says it: ``enough``, ``shared`` with other needs, or ``short``."""
        if not self.missing:
            return "enough"
        return "shared" if self.available >= self.need.count else "short"


def event_coverage(wanted: Iterable[Wanted], questions: Sequence[Homed]) -> tuple[EventLine, ...]:
    """What every stage needs for all its groups, and what it gets: no match two questions of one conflict."""
    stages = list(wanted)
    needs = [part for one in stages for part in _parts(one, questions)]
    classes = classes_of(questions, needs, home=lambda question: question.home)
    flow = divide({kind: len(members) for kind, members in classes.items()}, needs, classes)
    given = shared_out(classes, flow, len(needs))
    if any(question.conflicts_with for question in questions):
        given = _settled_by_match(stages, needs, given, questions)
    sizes = [(members[0], len(members)) for members in classes.values()]
    return tuple(
        EventLine(need, sum(size for one, size in sizes if need.fits(one)), len(of_need))
        for need, of_need in zip(needs, given, strict=True)
    )


def _settled_by_match(
    stages: Sequence[Wanted], needs: Sequence[Part], given: Sequence[Sequence[Homed]], questions: Sequence[Homed]
) -> list[list[Homed]]:
    """What each need of a stage has once its questions are dealt to the groups and conflicts are settled in each."""
    places = {_uncounted(need): place for place, need in enumerate(needs)}
    waiting = [list(one) for one in given]
    of_match: list[tuple[int, Part, Hashable, list[Homed]]] = []
    for stage in stages:
        for group, one in enumerate(stage.groups):
            for part in _parts(replace(stage, groups=(one,)), questions):
                place = places[_uncounted(part)]
                of_match.append((place, part, (stage.where, group), waiting[place][: part.count]))
                del waiting[place][: part.count]
    made = settled(
        [dealt for _, _, _, dealt in of_match],
        [part for _, part, _, _ in of_match],
        questions,
        unsuited,
        [match for _, _, match, _ in of_match],
    )
    found: list[list[Homed]] = [[] for _ in needs]
    for (place, _, _, _), of_part in zip(of_match, made, strict=True):
        found[place] += of_part
    return found


def _uncounted(part: Part) -> Part:
    return replace(part, count=0)


def allot(
    wanted: Sequence[Wanted], questions: Sequence[Homed], lots: Lots | None, taken: Collection[str] = ()
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Question ids by match and pool: what a match has stays first, and what it lacks is filled up, by lot or (``lots``
    None) in the order of ``questions``.  Ids in ``taken`` are left alone."""
    held = {one for match in wanted for _, pool in match.pools for one in pool}
    by_id = {one.id: one for one in questions}
    free = [one for one in questions if one.id not in held and one.id not in set(taken)]
    needs = [part for one in wanted for part in _lacking(one, _parts(one, questions), by_id)]
    classes = classes_of(free, needs, by_place=lots is None, home=lambda question: question.home)
    flow = divide({kind: len(members) for kind, members in classes.items()}, needs, classes)
    added: dict[tuple[str, str], list[str]] = defaultdict(list)
    mixed = {kind: shuffled(members, lots) if lots else list(members) for kind, members in classes.items()}
    given = settled(
        shared_out(mixed, flow, len(needs)),
        needs,
        [one for members in mixed.values() for one in members],
        unsuited,
        [need.where for need in needs],
        [(match.where, by_id[one]) for match in wanted for _, pool in match.pools for one in pool if one in by_id],
    )
    for need, questions_of_need in zip(needs, given, strict=True):
        added[need.where, need.pool] += [question.id for question in questions_of_need]
    order = {question.id: place for place, question in enumerate(free)}
    made: dict[str, dict[str, tuple[str, ...]]] = {}
    for match in wanted:
        pools: dict[str, tuple[str, ...]] = dict(match.pools)
        for pool in dict.fromkeys(need.pool for need in needs if need.where == match.where):
            new = added[match.where, pool]
            ordered = shuffled(new, lots) if lots else sorted(new, key=order.__getitem__)
            pools[pool] = (*pools.get(pool, ()), *ordered)
        made[match.where] = pools
    return made


def _parts(one: Wanted, questions: Sequence[Homed]) -> list[Part]:
    """The needs of all groups, those of one pool and kind added up."""
    own = [question for question in questions if question.home in one.homes]
    added: dict[Need, int] = defaultdict(int)
    for sheet, teams in one.groups:
        for need in needs_of(sheet, teams, own):
            added[replace(need, count=0)] += need.count
    return [
        Part(need.pool, need.name, need.kind, count, need.types, need.stake, need.clues, one.where, one.homes)
        for need, count in added.items()
    ]


def _lacking(match: Wanted, parts: Sequence[Part], by_id: Mapping[str, Homed]) -> list[Part]:
    """The needs of a match without what its pools have: a question with a stake serves its own first."""
    left = [part.count for part in parts]
    for pool, ids in match.pools:
        own = [place for place, part in enumerate(parts) if part.pool == pool]
        for question in ids:
            stake = by_id[question].stake if question in by_id else None
            ordered = sorted((place for place in own if left[place]), key=lambda p: (parts[p].stake != stake, -left[p]))
            if ordered:
                left[ordered[0]] -= 1
    return [replace(part, count=count) for part, count in zip(parts, left, strict=True) if count]


def pool_kind(need: Need) -> str:
    """``spares``, ``tie-off`` or ``round``."""
    return {SPARES: "spares", TIE_OFF: "tie-off"}.get(need.pool, "round")
