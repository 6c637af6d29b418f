"""The view of the review for one audience, made from what is left after its secrets are removed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from scoreboard.i18n.catalogue import saying_in_review
from scoreboard.presenters.presence import PresencePart
from scoreboard.presenters.review.audience import Audience
from scoreboard.presenters.review.chair import left_part, to_open_part, walls_part
from scoreboard.presenters.review.conceal import Known, conceal, left_to_others, shown_seq
from scoreboard.presenters.review.judge import judge_me
from scoreboard.presenters.review.parts import CuePart, RevealablePart
from scoreboard.presenters.review.screen import reveal_part, stage_part
from scoreboard.presenters.review.views import (
    AnyReviewView,
    ReviewChairView,
    ReviewHostView,
    ReviewJudgeView,
    ReviewView,
)
from scoreboard.presenters.warnings import screen_warnings
from scoring.engine.review.state import ReviewState, Subject
from scoring.usecases.records import TicketRole
from scoring.usecases.review.records import Review


def present(
    review: Review,
    state: ReviewState,
    audience: Audience,
    *,
    now: int,
    epoch: str,
    lang: str = "zh",
    presence: Sequence[PresencePart] = (),
) -> AnyReviewView:
    """The whole view.  ``now`` ms since the epoch; ``epoch`` names this life of the server; ``presence``: how each seat
    is connected, for the chair; each big screen, for the host."""
    known = conceal(state, audience)
    opened = known.state.campaign
    say = saying_in_review(lang, opened.chair if opened else "")
    view: ReviewView = {
        "epoch": epoch,
        "seq": shown_seq(state, audience),
        "now": now,
        "audience": cast(TicketRole, audience.kind),
        "review": {
            "id": review.id,
            "title": review.title,
            "organiser": opened.organiser if opened else "",
            "theme": review.theme,
            "bright": review.bright,
        },
        "reveal": reveal_part(known),
        "on_stage": stage_part(known, say),
    }
    if audience.kind == "judge":
        return cast(ReviewJudgeView, {**view, "me": judge_me(known.state, audience.ticket)})
    if audience.kind == "chair":
        walls = walls_part(known.state, say) if opened else []
        left = left_to_others(state, audience.ticket)
        to_open = [one for one in to_open_part(known.state) if one["award"] not in left] if opened else []
        own = {"walls": walls, "to_open": to_open, "left": left_part(state, left), "presence": list(presence)}
        return cast(ReviewChairView, {**view, **own})
    if audience.kind == "host":
        there = {"screens": sum(one["devices"] for one in presence), "warnings": screen_warnings(presence, say)}
        shown = {"revealable": _revealable(known), "cues": _cues(known.state)}
        return cast(ReviewHostView, {**view, **shown, **there})
    return view


def _revealable(known: Known) -> list[RevealablePart]:
    names = {one.id: one.name for one in known.state.rules.awards} if known.totals else {}
    seen = known.state.revealed
    return [
        {"award": award, "award_name": names[award], "total": total, "shown": min(seen.get(award, 0), total)}
        for award, total in known.totals.items()
        if total
    ]


def _drawn(state: ReviewState, subject: Subject) -> bool:
    """Whether the order of a subject's stage was drawn."""
    judging = state.judgings.get((subject.stage, subject.award))
    return judging is not None and judging.drawn is not None


def _cues(state: ReviewState) -> list[CuePart]:
    stages = {one.id: one.name for one in state.rules.mark_stages()} if state.subjects else {}
    awards = {one.id: one.name for one in state.rules.awards} if state.subjects else {}
    return [
        {
            "item": one.no,
            "nomination": one.nomination,
            "name": state.nominations[one.nomination].nominee,
            "unit": state.nominations[one.nomination].owner,
            "stage": one.stage,
            "award": one.award,
            "award_name": awards[one.award],
            "stage_name": stages[one.stage],
            "locked": one.sitting.locked is not None,
            "drawn": _drawn(state, one),
        }
        for one in state.subjects.values()
    ]
