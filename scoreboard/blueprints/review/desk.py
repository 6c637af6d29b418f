"""What the pages of a review share: its state, a command from a form, a form that comes back with its error.

These desks are pages that the server draws: units reach them over the internet with telephones and old browsers.  A
form carries the ``key`` that its page was drawn with, so that sending it twice does it once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import flash, g, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from scoreboard.i18n import request as i18n
from scoreboard.presenters.review.office.calendar import CalendarLine, campaign_lines
from scoreboard.presenters.review.office.words import Words
from scoreboard.presenters.say import Say
from scoreboard.web import auth
from scoreboard.web.auth import Seat
from scoreboard.web.errors import describe, status_of
from scoring.engine.errors import Conflict, Forbidden, Invalid, NotFound, Refused
from scoring.engine.kinds import Command
from scoring.engine.review import guards
from scoring.engine.review.state import ReviewState
from scoring.usecases.context import Context
from scoring.usecases.perform import Done, perform, state_of
from scoring.usecases.review.job import REVIEW, stream_of
from scoring.usecases.review.versions import state_for_units

Page = Callable[..., Any]


def ctx() -> Context:
    """The use cases' context."""
    return auth.services().ctx


def seat() -> Seat:
    """The seat that this page is for; set by ``require_seat``."""
    found: Seat = g.seat
    return found


def say() -> Say:
    """Words in the language of this request."""
    return i18n.words()


def review_state(review: str) -> ReviewState:
    """The review as it stands."""
    return state_of(ctx(), REVIEW, stream_of(review))


def told_state(review: str) -> ReviewState:
    """The review as a unit or a level may know it."""
    return state_for_units(ctx(), review_state(review))


def new_key() -> str:
    """A key for the form of a page."""
    return ctx().ids.new() + ctx().ids.new()


def act(review: str, command: Command) -> Done:
    """Do a command of this page's seat, once by the form's key, with the form's reason.

    Raises what ``perform`` raises; ``Invalid("key-needed")`` for a form without a key.
    """
    own = seat()
    return perform(
        ctx(),
        REVIEW,
        stream_of(review),
        command=command,
        key=request.form.get("key", ""),
        actor=own.actor,
        device=own.device,
        reason=request.form.get("reason", ""),
    )


def form_of(page: Page) -> Callable[[Callable[..., ResponseReturnValue]], Callable[..., ResponseReturnValue]]:
    """Let a form that is refused come back as its page, with the error on top and what was typed still in it;
    a page that leads elsewhere does so."""

    def decorate(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
        @wraps(view)
        def guarded(**kwargs: str) -> ResponseReturnValue:
            try:
                return view(**kwargs)
            except (Invalid, Refused, Conflict, Forbidden, NotFound) as error:
                shown = page(**kwargs, error=describe(error))
                return shown if isinstance(shown, Response) else (shown, status_of(error))

        return guarded

    return decorate


def done(key: str, address: str, **fields: object) -> ResponseReturnValue:
    """Show what was done (``review.done.<key>``, or the key itself where it names its area) and redirect, so that a
    reload repeats nothing.  The address keeps the seat of this page."""
    flash(say()(key if "." in key else f"review.done.{key}", **fields))
    return to_page(address)


def to_page(address: str) -> ResponseReturnValue:
    """Redirect to another page of the seat of this page."""
    return redirect(with_seat(address), 303)


def with_seat(address: str) -> str:
    """The address with the seat of this page, for its links: one browser may hold several seats."""
    return f"{address}{'&' if '?' in address else '?'}seat={seat().ticket}"


def campaign_calendar(state: ReviewState) -> tuple[CalendarLine, ...]:
    """Phases and last days of the campaign as they stand today, for the first page of a desk; none before entries are
    open."""
    if state.campaign is None:
        return ()
    rules = state.rules
    return campaign_lines(rules, guards.day_of(rules, ctx().clock.now()), Words(say(), rules.zone, dict))
