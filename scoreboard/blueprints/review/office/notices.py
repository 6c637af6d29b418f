"""Public notices at the study office: those there are, and a new one with its days counted before it is opened."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.review.desk import act, ctx, form_of, review_state, say
from scoreboard.blueprints.review.office.desk import bp, choice, day_of, done, need_day, order_of, show, today
from scoreboard.exports.papers.stroke_order import by_strokes
from scoreboard.presenters.review.moments import day_text
from scoreboard.presenters.review.office import notices as present
from scoreboard.web.errors import describe
from scoring.engine.errors import Invalid
from scoring.engine.review import guards
from scoring.engine.review import notices as engine
from scoring.engine.review.commands_decision import OpenNotice
from scoring.engine.review.state import ReviewState
from scoring.usecases.review.calendar import calendar_in


@bp.get("/notices")
def notices(review: str) -> str:
    """Every notice of the review, the newest first; from its first day on with the way to the public's page."""
    state = review_state(review)
    day = today(state)
    ready = [one for one in state.rules.awards if present.may_be_noticed(state, one, day)]
    rows = [(one, present.standing_of(state, one, day), one.first <= day) for one in reversed(state.notices)]
    return show("notices.html", review, state, here="notices", rows=rows, ready=ready)


@bp.get("/notices/new")
def new_notice(review: str, error: Any = None) -> str:
    """A new notice before it is opened: its last day, its list in the proposed order."""
    state = review_state(review)
    day = today(state)
    ready = [one for one in state.rules.awards if present.may_be_noticed(state, one, day)]
    asked = _asked_awards()
    awards = [one for one in ready if one.id in asked] if asked else present.together(state, ready)
    first = _first(day)
    order = request.values.get("by", "") or present.usual_order(state, awards)
    if order not in ("rank", "strokes"):
        raise Invalid("input-wrong", places="by")
    with ctx().store.read() as uow:
        calendar = calendar_in(uow)
    strokes, unplaced = by_strokes(state, awards) if order == "strokes" else ((), ())
    preview = present.preview(state, awards, first, calendar, order, strokes)
    problem = describe(preview.problem) if preview.problem is not None else None
    return show(
        "notice_new.html",
        review,
        state,
        error or problem,
        here="notices",
        preview=preview,
        ready=ready,
        unplaced=unplaced,
    )


def _asked_awards() -> list[str]:
    return request.values.getlist("award")


def _first(day: Any) -> Any:
    try:
        return day_of("first", request.values.get("first", "")) or day
    except Invalid:
        return day


@bp.post("/notices")
@form_of(new_notice)
def open_notice(review: str) -> ResponseReturnValue:
    """Open a notice in the order of the form; where a list has changed since its notice, it repeats that one."""
    state = review_state(review)
    awards = tuple(request.form.getlist("award"))
    for award in awards:
        guards.need_award(state, award)
    first = need_day("first")
    ordered = choice("by", ("", "rank", "strokes"))
    given = act(review, OpenNotice(awards, first, order_of(), _repeats(state, awards), ordered))
    opened = next(one for one in review_state(review).notices if one.seq == given.seq)
    return done(review, "notice-open", "notices", {"no": opened.no, "last": day_text(opened.last, say())})


def _repeats(state: ReviewState, awards: tuple[str, ...]) -> int | None:
    for award in awards:
        before = engine.standing(state, award)
        if before is not None and not engine.is_true(state, award):
            return before.no
    return None
