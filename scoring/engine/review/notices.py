"""Public notices of a review by day: which one an award stands in, whether it is over, whether it still tells the
truth."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from scoring.engine.codec import canonical
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


def next_level(state: ReviewState, award: str) -> int:
    """Which of the campaign's notices comes next for an award: the next in turn, or the same one again after a
    removal."""
    notice = standing(state, award)
    if notice is None:
        return 0
    return notice.level + 1 if is_true(state, award) else min(notice.level, len(state.rules.notices) - 1)


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


def replaced_by(state: ReviewState, notice: PublicNotice, day: date) -> PublicNotice | None:
    """The notice that stands in the place of another one on this day; None while that one still says the truth."""
    found = [one for one in begun(state, day) if one.repeats == notice.no]
    return found[-1] if found else None
