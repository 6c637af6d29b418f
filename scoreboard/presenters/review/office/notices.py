"""A public notice before it is opened: its awards, its days by the calendar, its order; and those that were opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scoreboard.presenters.review.office.judging import ListRow
from scoring.engine.errors import LeitaiError
from scoring.engine.review import notices
from scoring.engine.review.calendar import Calendar, last_day
from scoring.engine.review.campaign import Award, Notice
from scoring.engine.review.state import PublicNotice, ReviewState


@dataclass(frozen=True, slots=True)
class Preview:
    """What a notice of these awards would be: the campaign's rule for it, the notice that it repeats, its last day, or
    why it has none; its rows in the proposed order.  ``from_before``: somebody on the list was not in an earlier one of
    the campaign's notices, which comes again before those after it."""

    awards: tuple[Award, ...]
    rule: Notice | None
    repeats: PublicNotice | None
    first: date
    last: date | None
    problem: LeitaiError | None
    rows: tuple[ListRow, ...]
    order: str
    from_before: bool = False


def may_be_noticed(state: ReviewState, award: Award, day: date) -> bool:
    """Whether a notice of this award could be opened now."""
    if award.id not in state.shortlists or award.id in state.published or not notices.to_name(state, award.id):
        return False
    if any(one.award == award.id and one.settled is None for one in state.vacancies):
        return False
    before = notices.standing(state, award.id)
    if before is None:
        return state.rules.decision.when == "after_notice" or state.decided(award.id) is not None
    level = notices.next_level(state, award.id)
    over = day > before.last or not notices.is_true(state, award.id)
    return over and level < len(state.rules.notices)


def together(state: ReviewState, ready: Sequence[Award]) -> list[Award]:
    """The awards that one notice can take: those that need the same one as the first."""
    needs = [(notices.next_level(state, one.id), notices.standing(state, one.id)) for one in ready]
    return [one for one, need in zip(ready, needs, strict=True) if need == needs[0]]


def preview(
    state: ReviewState,
    awards: Sequence[Award],
    first: date,
    calendar: Calendar,
    order: str,
    strokes: Sequence[int] = (),
) -> Preview:
    """The notice as it would be.  ``order``: ``rank`` or ``strokes``, for which ``strokes`` is the proposed order of
    all its nominations."""
    levels = {notices.next_level(state, one.id) for one in awards}
    level = min(levels, default=0)
    rule = state.rules.notices[level] if level < len(state.rules.notices) else None
    before = {notices.standing(state, one.id) for one in awards if not notices.is_true(state, one.id)} - {None}
    last, problem = _last(rule, first, calendar)
    numbers = [no for one in awards for no in notices.to_name(state, one.id)]
    if order == "strokes":  # without the table of strokes by the signs: the order of merit stays unsaid
        numbers = list(strokes) or sorted(numbers, key=lambda no: state.nominations[no].nominee)
    names = {one.id: one.name for one in awards} if len(awards) > 1 else {}
    rows = tuple(
        ListRow(no, one.nominee, one.owner, place, names.get(one.award, ""))
        for place, (no, one) in enumerate(((no, state.nominations[no]) for no in numbers), start=1)
    )
    repeats = max((one for one in before if one is not None), key=lambda one: one.no, default=None)
    from_before = repeats is not None and level < repeats.level
    return Preview(tuple(awards), rule, repeats, first, last, problem, rows, order, from_before)


def usual_order(state: ReviewState, awards: Sequence[Award]) -> str:
    """The order that the campaign gives the next notice of these awards."""
    level = min((notices.next_level(state, one.id) for one in awards), default=0)
    rules = state.rules.notices
    return rules[min(level, len(rules) - 1)].order if rules else "rank"


def _last(rule: Notice | None, first: date, calendar: Calendar) -> tuple[date | None, LeitaiError | None]:
    if rule is None:
        return None, None
    try:
        return last_day(rule, first, calendar), None
    except LeitaiError as problem:
        return None, problem


def standing_of(state: ReviewState, notice: PublicNotice, day: date) -> str:
    """How a notice stands: ``ahead``, ``open``, ``over``, or ``replaced`` where its list is not true any more."""
    if any(one.repeats == notice.no for one in state.notices) or not _true(state, notice):
        return "replaced"
    if day < notice.first:
        return "ahead"
    return "open" if day <= notice.last else "over"


def _true(state: ReviewState, notice: PublicNotice) -> bool:
    return all(not state.nominations[one.nomination].over for one in notice.shown)
