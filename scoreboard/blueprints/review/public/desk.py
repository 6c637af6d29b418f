"""What the public pages of a review share: the review if any of it is public, its day, answers that may be cached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, Response, make_response, request

from scoreboard.blueprints.review.desk import ctx
from scoreboard.exports.papers.words import day_of
from scoreboard.i18n.request import lang
from scoring.engine.errors import NotFound
from scoring.engine.review import guards, notices
from scoring.engine.review.state import PublicNotice, ReviewState
from scoring.engine.rulefile.printed import Lang
from scoring.usecases.perform import state_of
from scoring.usecases.review.job import REVIEW, stream_of
from scoring.usecases.review.records import Review

bp = Blueprint("public_review", __name__, url_prefix="/n")

FRESH = 60
"""Seconds for which a public page may be shown from a cache."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A review as the public may know of it today: the notices that have begun; ``result``: a result is public."""

    review: Review
    state: ReviewState
    day: date
    notices: tuple[PublicNotice, ...]

    @property
    def result(self) -> bool:
        return bool(self.state.published)

    def notice(self, no: int) -> PublicNotice:
        """The notice with this number if it has begun; raises ``NotFound("page-not-found")``."""
        found = next((one for one in self.notices if one.no == no), None)
        if found is None:
            raise NotFound("page-not-found")
        return found


def seen(review: str) -> Seen:
    """The review; raises ``NotFound("page-not-found")`` for one that is unknown or of which nothing is public yet."""
    with ctx().store.read() as uow:
        found = uow.of(Review).get(review)
    if found is None or not found.opened:
        raise NotFound("page-not-found")
    state = state_of(ctx(), REVIEW, stream_of(review))
    day = guards.day_of(state.rules, max(ctx().clock.now(), state.at))
    if not notices.is_public(state, day):
        raise NotFound("page-not-found")
    return Seen(found, state, day, notices.begun(state, day))


@bp.context_processor
def _words() -> dict[str, Any]:
    """Days in words, for every page."""
    return {"day": lambda day: day_of(day, told())}


def told() -> Lang:
    """The language of this request, as papers name it."""
    return "en" if lang() == "en" else "zh"


def cached(page: str | bytes, mime: str = "text/html; charset=utf-8") -> Response:
    """A page that is the same for everybody in one language, so that a cache may answer for a minute."""
    answer = make_response(page)
    answer.headers["Content-Type"] = mime
    if "lang" not in request.args:  # an answer that sets the cookie of the language belongs to one browser
        answer.headers["Cache-Control"] = f"public, max-age={FRESH}"
        answer.vary.add("Cookie")
        answer.add_etag()
        answer.make_conditional(request)
    return answer
