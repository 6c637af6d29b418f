"""Public notices of a review by day: which one an award stands in, whether it is over, whether it still tells the
truth."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from scoring.engine.codec import canonical
from scoring.engine.review.nomination import Nomination
from scoring.engine.review.ranking import listed
from scoring.engine.review.state import PublicNotice, ReviewState, Shown


def standing(state: ReviewState, award: str) -> PublicNotice | None:
    """The newest notice of an award; None if there is none."""
    notices = state.notices_of(award)
    return notices[-1] if notices else None


def to_name(state: ReviewState, award: str) -> tuple[int, ...]:
    """The nominations that a notice of an award names: whom the last body awards where it decides before the notice,
    else all on the list, best first."""
    made = state.decided(award) if state.rules.decision.when == "before_notice" else None
    return listed(state, award) if made is None else made.winners


def is_true(state: ReviewState, award: str) -> bool:
    """Whether the newest notice of an award names exactly those whom it would name now."""
    notice = standing(state, award)
    if notice is None:
        return False
    return {one.nomination for one in notice.shown if one.award == award} == set(to_name(state, award))


def next_level(state: ReviewState, award: str, each_in_all: bool = True) -> int:
    """Which of the campaign's notices comes next for an award, from 0: the next in turn; where the list has changed
    since the newest one, the first that has not named everybody on it, so that each name stands in all of them in turn.

    ``each_in_all``: False as the oldest entries have it: the newest one is given again, whoever came on the list.
    """
    notice = standing(state, award)
    if notice is None:
        return 0
    if is_true(state, award):
        return notice.level + 1
    again = min(notice.level, len(state.rules.notices) - 1)
    if not each_in_all:
        return again
    names = set(to_name(state, award))
    return next((level for level in range(again) if not names <= _named(state, award, level)), again)


def _named(state: ReviewState, award: str, level: int) -> set[int]:
    """Whom the newest notice of this level names for an award."""
    found = [one for one in state.notices_of(award) if one.level == level]
    return {one.nomination for one in found[-1].shown} if found else set()


def all_over(state: ReviewState, award: str, day: date) -> bool:
    """Whether every notice of the campaign has stood its days for the award as its list is now."""
    notice = standing(state, award)
    last = len(state.rules.notices) - 1
    return notice is not None and notice.level >= last and is_true(state, award) and day > notice.last


def shown_lines(
    state: ReviewState, awards: Sequence[str], order: Sequence[int], by_owner: bool = True
) -> tuple[Shown, ...]:
    """What a notice of these awards says: award after award, each in ``order``.  Beside a name stands whose it is, or,
    without ``by_owner``, who nominated it."""
    place = {no: number for number, no in enumerate(order)}
    names = (
        (award, state.nominations[no])
        for award in awards
        for no in sorted(to_name(state, award), key=place.__getitem__)
    )
    return tuple(Shown(award, one.no, one.nominee, one.owner if by_owner else one.unit_name) for award, one in names)


def in_public_order(state: ReviewState, award: str, numbers: Sequence[int]) -> tuple[int, ...]:
    """Winners of an award, given best first, as the public reads them: so too, unless the newest notice has its names
    by their strokes.  Then they stand as there; those whom no notice showed come after."""
    notice = standing(state, award)
    if notice is None or notice.order == "rank":
        return tuple(numbers)
    shown = [line.nomination for one in reversed(state.notices_of(award)) for line in one.shown]
    return tuple(sorted(numbers, key=lambda no: shown.index(no) if no in shown else len(shown)))


def public_text(shown: Sequence[Shown], first: date, last: date) -> str:
    """What a notice tells the public, as canonical JSON: its days, and each award with its names in their order.

    It has no number of a nomination, from which the public would learn how many there are.
    """
    awards = tuple(dict.fromkeys(one.award for one in shown))
    lists = [
        {"award": award, "names": [{"nominee": one.nominee, "unit": one.unit} for one in shown if one.award == award]}
        for award in awards
    ]
    return canonical({"first": first, "last": last, "lists": lists})


def shown_digest(shown: Sequence[Shown], first: date, last: date) -> str:
    """SHA-256 of ``public_text`` in UTF-8, in hex: it proves later what was shown."""
    return hashlib.sha256(public_text(shown, first, last).encode("utf-8")).hexdigest()


def begun(state: ReviewState, day: date) -> tuple[PublicNotice, ...]:
    """The notices that the public may see on this day, in order; a notice that is over stays."""
    return tuple(one for one in state.notices if one.first <= day)


def is_public(state: ReviewState, day: date) -> bool:
    """Whether the public may read anything of the review on ``day``: a notice that has begun, or a result."""
    return bool(begun(state, day) or state.published)


def as_told(state: ReviewState, day: date) -> ReviewState:
    """The review as who is nominated and who recommends may know it: whom a deciding body turned down is on the list
    until a notice without that name has begun, or the result is public."""
    hidden = {no: one for no, one in state.nominations.items() if _is_untold(state, one, day)}
    if not hidden:
        return state
    as_before = {no: replace(one, status="accepted", ended=None, ended_for="") for no, one in hidden.items()}
    return replace(state, nominations={**state.nominations, **as_before})


def _is_untold(state: ReviewState, one: Nomination, day: date) -> bool:
    ended = one.ended
    if ended is None or (ended.what, ended.role) != ("removed", "approver") or one.award in state.published:
        return False
    return not any(notice.seq > ended.seq and notice.first <= day for notice in state.notices_of(one.award))


def replaced_by(state: ReviewState, notice: PublicNotice, day: date) -> Mapping[str, PublicNotice]:
    """By award, the newest notice that on this day stands in the place of another one, which may still be true of its
    other awards: one of the same level, or of one before it, that was given because the list had changed."""
    later = [one for one in begun(state, day) if one.no > notice.no and one.level <= notice.level]
    return {award: one for one in later if one.repeats is not None for award in one.awards if award in notice.awards}
