"""Papers of a review as it stands: the public notice that its ledger holds, the list of its winners."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from scoreboard.exports.papers.lists import AwardList, Winner, named_alone
from scoreboard.exports.papers.notice import PublicNotice, public_notice
from scoreboard.exports.papers.words import word
from scoring.engine.review.calendar import Span
from scoring.engine.review.campaign import Award, Campaign
from scoring.engine.review.guards import day_of
from scoring.engine.review.notices import in_public_order
from scoring.engine.review.state import PublicNotice as Opened
from scoring.engine.review.state import ReviewState, Revocation
from scoring.engine.rulefile.printed import Lang


def published_notice(notice: Opened, lang: Lang = "zh") -> PublicNotice:
    """A notice as it was published: under the campaign of that moment, with the days that the ledger holds."""
    assert notice.rules is not None
    rules = notice.rules
    rule = rules.notices[notice.level]
    lists = [
        AwardList(
            award.name,
            named_alone(
                award.kind, tuple(Winner(line.nominee, line.unit) for line in notice.shown if line.award == award.id)
            ),
            person=award.kind == "person",
        )
        for award in _awards(rules, notice.awards)
    ]
    return public_notice(
        rules,
        replace(rule, order=notice.order),
        span=Span(notice.first, notice.last),
        awards=tuple(lists),
        basis=word(lang, "notice.basis", organiser=rules.organiser, campaign=rules.name),
        process=word(lang, "notice.process", steps=word(lang, "notice.then").join(_steps(rules, lang))),
        repeats=notice.repeats,
    )


def _awards(rules: Campaign, wanted: Sequence[str]) -> Iterator[Award]:
    """The awards in the order of the notice."""
    by_id = {award.id: award for award in rules.awards}
    return (by_id[award] for award in wanted)


def _steps(rules: Campaign, lang: Lang) -> Iterator[str]:
    """How a list came about, from the bottom to the top."""
    for level in rules.levels:
        yield word(lang, "notice.endorsed", by=level.name)
    for stage in rules.stages:
        yield word(lang, "notice.judged", by=stage.by, stage=stage.name)
    if rules.decision.when == "before_notice":
        for body in rules.decision.by:
            yield word(lang, "notice.decided", by=body)


@dataclass(frozen=True, slots=True)
class Version:
    """The result as it could be read from ``day`` on, ``no`` counted from 1.  ``revoked``: what was taken back by
    then."""

    no: int
    day: date
    revoked: tuple[Revocation, ...]

    def of(self, state: ReviewState, award: Award) -> tuple[tuple[Winner, Revocation], ...]:
        """Who lost this award, as the public read of them, in order of the revocations."""
        own = (one for one in self.revoked if one.award == award.id)
        return tuple((_winner(state, one.nomination), one) for one in own)


def versions(state: ReviewState) -> tuple[Version, ...]:
    """Every version of the public result, the first one as it was published: each award that is published later and
    each that is taken back makes another."""
    zone = state.rules
    steps = sorted({*state.published.values(), *(one.seq for one in state.revocations)})
    days = {seq: day_of(zone, state.published_at[award]) for award, seq in state.published.items()}
    days |= {one.seq: one.day for one in state.revocations}
    return tuple(
        Version(no, days[seq], tuple(one for one in state.revocations if one.seq <= seq))
        for no, seq in enumerate(steps, start=1)
    )


def published_by(state: ReviewState, version: Version) -> frozenset[str]:
    """The awards that were public in a version."""
    steps = sorted({*state.published.values(), *(one.seq for one in state.revocations)})
    return frozenset(award for award, seq in state.published.items() if seq <= steps[version.no - 1])


def winners_lists(state: ReviewState, version: Version | None = None) -> tuple[AwardList, ...]:
    """The winners of every award whose result is public, award by award in the campaign's order; without those whose
    award was taken back by ``version``, None for the newest.

    They stand in the order that the campaign lets the public see.
    """
    newest = version or versions(state)[-1]
    there = published_by(state, newest)
    return tuple(_winners(state, award, newest) for award in state.rules.awards if award.id in there)


def _winners(state: ReviewState, award: Award, version: Version) -> AwardList:
    decision = state.decided(award.id)
    gone = {one.nomination for one in version.revoked if one.award == award.id}
    winners = tuple(no for no in decision.winners if no not in gone) if decision is not None else ()
    names = tuple(_winner(state, no) for no in in_public_order(state, award.id, winners))
    return AwardList(award.name, names, person=award.kind == "person")


def _winner(state: ReviewState, no: int) -> Winner:
    """A winner, beside whom stands what the newest notice had there."""
    one = state.nominations[no]
    shown = (line.unit for notice in reversed(state.notices) for line in notice.shown if line.nomination == no)
    return Winner(one.nominee, next(shown, one.owner))
