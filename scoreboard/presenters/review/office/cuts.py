"""How far a review is by category of organisation and by lead body: who has entered, and how the nominations stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from scoring.engine.review.nomination import Nomination, Status
from scoring.engine.review.ranking import listed
from scoring.engine.review.state import ReviewState
from scoring.usecases.records import Category, Organisation


@dataclass(frozen=True, slots=True)
class CutLine:
    """One category or lead body (``key``; "" for none): how many organisations may nominate, how many have, its
    nominations by status and in all, how many are on a list, and how many hold a published award.  ``gone``: the
    nominations of organisations that the register has no longer."""

    key: str
    units: int
    entered: int
    counts: Mapping[Status, int]
    total: int
    listed: int
    winners: int
    gone: bool = False


def by_category(
    state: ReviewState, organisations: Mapping[str, Organisation], units: Collection[str], award: str = ""
) -> tuple[CutLine, ...]:
    """A line for each category that has organisations, in the order of the register.  ``units``: the ids of those that
    may nominate · ``award``: count this award alone."""
    order = get_args(Category)
    lines = _lines(state, organisations, units, award, lambda one: one.category)
    return tuple(sorted(lines, key=lambda one: (one.gone, order.index(one.key) if one.key in order else len(order))))


def by_lead(
    state: ReviewState, organisations: Mapping[str, Organisation], units: Collection[str], award: str = ""
) -> tuple[CutLine, ...]:
    """A line for each lead body, by its name; those without one last."""
    lines = _lines(state, organisations, units, award, lambda one: one.lead_body)
    return tuple(sorted(lines, key=lambda one: (one.gone, not one.key, one.key)))


def _lines(
    state: ReviewState,
    organisations: Mapping[str, Organisation],
    units: Collection[str],
    award: str,
    of: Callable[[Organisation], str],
) -> Iterable[CutLine]:
    own = [one for one in state.nominations.values() if not award or one.award == award]
    known = {one: organisations[one] for one in {*units, *(one.unit for one in own)} if one in organisations}
    awards = [one.id for one in state.rules.awards if not award or one.id == award]
    on_list = {no for one in awards for no in listed(state, one)}
    won = {no for one in awards if one in state.published for _, no in state.standing_winners(one)}
    for key in dict.fromkeys(map(of, known.values())):
        there = {unit for unit, one in known.items() if of(one) == key}
        yield _line(key, there & {*units}, [one for one in own if one.unit in there], on_list, won)
    gone = [one for one in own if one.unit not in organisations]
    if gone:
        yield replace(_line("", (), gone, on_list, won), gone=True)


def _line(
    key: str, units: Collection[str], own: Sequence[Nomination], on_list: Collection[int], won: Collection[int]
) -> CutLine:
    counted = Counter(one.status for one in own)
    return CutLine(
        key,
        len(units),
        len({one.unit for one in own if not one.over}),
        {status: counted[status] for status in get_args(Status)},
        len(own),
        sum(one.no in on_list for one in own),
        sum(one.no in won for one in own),
    )
