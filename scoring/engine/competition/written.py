"""The ranking of a written stage (笔试): who has which mark, what is missing, the order of the teams.

A team's score is the sum of its papers.  Where scores are equal, the best person of each team is compared, then the
second, and so on; who is level in all of it shares the rank.  Source of the rule: published rule sheets of knowledge
competitions with a written first stage.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from scoring.engine.competition.advance import Finish
from scoring.engine.competition.commands_written import PaperMark
from scoring.engine.competition.facts import GroupResult
from scoring.engine.competition.state import CompetitionState, Registration
from scoring.engine.competition.written_state import Written
from scoring.engine.names import same_form
from scoring.engine.ranking import Comparison, Placing, by_value, rank
from scoring.engine.stages import Stage

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class PersonPapers:
    """A person with a mark for each paper, in order; None: not marked yet.  ``substitute``: sits for somebody else."""

    name: str
    papers: tuple[PaperMark | None, ...]
    substitute: bool = False

    @property
    def total(self) -> Decimal:
        """The sum of the person's papers."""
        return sum((one.total for one in self.papers if one is not None), ZERO)


@dataclass(frozen=True, slots=True)
class TeamPapers:
    """A team's people.  ``missing``: (person, number of the paper) of every mark that is waited for."""

    team: int
    people: tuple[PersonPapers, ...]
    missing: tuple[tuple[str, int], ...] = ()

    @property
    def score(self) -> Decimal:
        """The sum of all of the team's papers."""
        return sum((one.total for one in self.people), ZERO)

    @property
    def best_first(self) -> tuple[Decimal, ...]:
        """What each person has in all, the best first; who sits for nobody is not among them."""
        sat = (one.total for one in self.people if not one.substitute or any(one.papers))
        return tuple(sorted(sat, reverse=True))


def team_papers(registration: Registration, stage: Stage, written: Written) -> TeamPapers:
    """A team's people with their marks: those of its form, then who has marks and is no longer in it.

    A paper is missing for each member without a mark, except where as many people as the team has members have sat
    this paper, a substitute among them.  Of a team that names no member somebody without a name is waited for.
    """
    own, numbers = written.marks.get(registration.no, {}), range(1, stage.papers + 1)

    def papers(name: str) -> tuple[PaperMark | None, ...]:
        form = same_form(name)
        return tuple(own.get((form, paper)) for paper in numbers)

    people = [PersonPapers(one.name, papers(one.name), one.substitute) for one in registration.form.members]
    known = {same_form(one.name) for one in people}
    gone = {form: mark.person for (form, _), mark in own.items() if form not in known}
    people += [PersonPapers(name, papers(name), substitute=True) for name in gone.values()]
    return TeamPapers(registration.no, tuple(people), tuple(_missing(people, numbers)))


def _missing(people: Sequence[PersonPapers], numbers: Sequence[int]) -> Iterator[tuple[str, int]]:
    members = [one for one in people if not one.substitute]
    for place, paper in enumerate(numbers):
        if not members:
            yield "", paper
        elif sat_by(people, place) < len(members):
            yield from ((one.name, paper) for one in members if one.papers[place] is None)


def sat_by(people: Sequence[PersonPapers], place: int) -> int:
    """How many people have sat the paper at this place (from 0)."""
    return sum((mark := one.papers[place]) is not None and not mark.absent for one in people)


def sheets(state: CompetitionState, stage: Stage, also: Container[int] = ()) -> tuple[TeamPapers, ...]:
    """Every team of a written stage with its marks, in order of registration; without those that have withdrawn, but
    for the numbers in ``also``."""
    written = state.written.get(stage.name, Written())
    return tuple(
        team_papers(one, stage, written)
        for one in state.registrations.values()
        if one.status == "approved" or one.no in also
    )


def standings(papers: Sequence[TeamPapers]) -> tuple[Placing, ...]:
    """The ranking, best first, with the reason for every neighbouring pair: ``score``, or ``person1`` and so on."""
    scores = {str(one.team): one.score for one in papers}
    chain: list[Comparison] = [by_value("score", scores)]
    best = {str(one.team): one.best_first for one in papers}
    for place in range(max(map(len, best.values()), default=0)):
        values = {team: own[place] if place < len(own) else ZERO for team, own in best.items()}
        chain.append(by_value(f"person{place + 1}", values))
    return rank(list(scores), chain)


def counts(state: CompetitionState, stage: Stage) -> bool:
    """Whether the marks of a stage are all there and checked: before that they lead to nothing."""
    written = state.written.get(stage.name)
    return (
        written is not None
        and bool(written.batches)
        and not written.unchecked
        and not any(one.missing for one in sheets(state, stage))
    )


def written_results(state: CompetitionState, stage: Stage) -> tuple[GroupResult, ...]:
    """The result of a written stage as that of one group; its ``seq`` is the number of the last list of marks."""
    found = supposed_results(state, stage)
    return found if counts(state, stage) else tuple(replace(one, finishes=None) for one in found)


def supposed_results(state: CompetitionState, stage: Stage) -> tuple[GroupResult, ...]:
    """The same as if somebody had checked the marks; none of them counts before that."""
    written = state.written.get(stage.name, Written())
    seq = written.batches[-1].no if written.batches else 0
    papers = sheets(state, stage)
    if any(one.missing for one in papers):
        return (GroupResult("", seq, None),)
    confirmed = state.advance_confirmed(stage.name)
    through = {one.team for one in confirmed.through} if confirmed is not None else set[int]()
    gone = _finishes(sheets(state, stage, through)) if through - {one.team for one in papers} else None
    return (GroupResult("", seq, _finishes(papers), gone=gone),)


def _finishes(papers: Sequence[TeamPapers]) -> tuple[Finish, ...]:
    scores = {str(one.team): one.score for one in papers}
    return tuple(Finish(one.id, one.rank, scores[one.id]) for one in standings(papers))
