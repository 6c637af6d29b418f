"""The first pages of the study office: the campaign's calendar, what to do now, what is missing, whom to chase."""

from __future__ import annotations

from functools import partial

from flask import url_for

from scoreboard.blueprints.review.desk import ctx, review_state
from scoreboard.blueprints.review.office.desk import bp, now, page_asked, show, today, words
from scoreboard.presenters.review.office.calendar import calendar_lines
from scoreboard.presenters.review.office.missing import GROUPS, group_message, lacking, message, to_chase
from scoreboard.presenters.review.office.steps import award_lines
from scoreboard.web.venue import reached_at
from scoring.engine.review import guards
from scoring.engine.review.state import ReviewState
from scoring.usecases.records import Organisation
from scoring.usecases.review.seats import seats_of

CHASED = 50
"""Organisations on a page of those to chase."""


@bp.get("")
def home(review: str) -> str:
    """The calendar, and what to do now for each award."""
    state = review_state(review)
    day, w = today(state), words(review, state)
    lines = award_lines(state, now())
    missing = lacking(state, now(), w, lines=lines)
    return show(
        "home.html",
        review,
        state,
        here="home",
        day=day,
        lines=lines,
        calendar=calendar_lines(state, day, w),
        late=sum(one.late for one in missing),
        waiting=sum(one.of_office for one in missing),
    )


@bp.get("/missing")
def missing(review: str) -> str:
    """Everything that is missing everywhere."""
    state = review_state(review)
    found = lacking(state, now(), words(review, state), _units(review, state))
    groups = {group: [one for one in found if one.group == group] for group in GROUPS}
    return show("missing.html", review, state, here="missing", groups=groups, total=len(found))


def _units(review: str, state: ReviewState) -> list[tuple[str, str]]:
    """Id and name of every organisation that holds a unit's card, while entries are open."""
    if now() >= guards.ends_at(state.rules, state.rules.due):
        return []
    return [(one.team, one.label) for one in seats_of(ctx(), review, role="unit") if not one.revoked_at]


@bp.get("/chase")
def chase(review: str) -> str:
    """Whom to ask for what is missing, with the message to send."""
    state = review_state(review)
    with ctx().store.read() as uow:
        organisations = {one.id: one for one in uow.of(Organisation).all()}
    w = words(review, state)
    found = to_chase(lacking(state, now(), w, _units(review, state)), organisations)
    pages = max(1, -(-len(found) // CHASED))
    page = min(page_asked(), pages)
    chased = found[(page - 1) * CHASED : page * CHASED]
    title, link = state.rules.name, reached_at(url_for("entry.enter_page"))
    return show(
        "chase.html",
        review,
        state,
        here="missing",
        chased=chased,
        organisations=organisations,
        message=partial(message, w=w, title=title, link=link),
        all_in_one=group_message(chased, w, title=title, link=link) if len(chased) > 1 else "",
        page=page,
        pages=pages,
    )
