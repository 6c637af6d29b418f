"""Webhooks by a program: of a match, of all matches of a competition, of the result of a review."""

from __future__ import annotations

from typing import Any

from flask import current_app
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, Field

from scoreboard.api_docs import Operation
from scoreboard.blueprints.v1.guard import bp, by_token, ctx
from scoreboard.live.quiz.hooks import Hooks
from scoreboard.web import bearer
from scoreboard.web.bearer import actor
from scoring.engine.errors import Forbidden
from scoring.usecases.programs import hooks as verbs
from scoring.usecases.programs.records import HookAudience, Webhook
from scoring.usecases.review.reviews import review_of

WRONG = {400: "It does not fit", 409: "There are as many as may be"}


class NewWebhook(BaseModel):
    """Where events are to be sent.  ``audience`` ``chief`` takes the scope ``officials`` beside; with ``public`` the
    public result is sent instead, now and whenever it is another one."""

    url: str = Field(max_length=verbs.LONGEST_URL)
    audience: HookAudience = "display"


class NewResultWebhook(BaseModel):
    """Where the public result is to be sent."""

    url: str = Field(max_length=verbs.LONGEST_URL)


class WebhookLine(BaseModel):
    """A webhook.  ``secret`` signs what is sent to it, and is told when it is made only; ``problem``: why the last
    message was not taken; ``paused``: sending was given up."""

    id: str
    url: str
    audience: HookAudience
    competition: str
    match: str
    review: str
    paused: bool
    problem: str
    secret: str = ""


class WebhookList(BaseModel):
    """The webhooks that there are."""

    webhooks: list[WebhookLine]


@bp.get("/matches/<match>/webhooks")
@by_token
@Operation("The webhooks of a match", id="getWebhooks", tag="V1", gives=WebhookList, scope="setup")
def webhooks_of_match(match: str) -> WebhookList:
    """Those of this match alone."""
    return WebhookList(webhooks=[_line(one) for one in verbs.hooks_of(ctx(), match=match)])


@bp.post("/matches/<match>/webhooks")
@by_token
@Operation(
    "Let an address be told the events of a match",
    id="addWebhook",
    tag="V1",
    takes=NewWebhook,
    gives=WebhookLine,
    scope="setup",
    refuses=WRONG,
)
def add_webhook(match: str, body: Any) -> ResponseReturnValue | WebhookLine:
    """From now on each event of `getEvents` is sent to it, signed; docs/api.md says how that is checked."""
    return _add(body, match=match)


@bp.delete("/matches/<match>/webhooks/<webhook>")
@by_token
@Operation("End a webhook of a match", id="endWebhook", tag="V1", gives=WebhookLine, scope="setup")
def end_webhook(match: str, webhook: str) -> WebhookLine:
    """It is told nothing any more."""
    return _end(webhook, verbs.hooks_of(ctx(), match=match))


@bp.get("/competitions/<competition>/webhooks")
@by_token
@Operation("The webhooks of a competition", id="getCompetitionWebhooks", tag="V1", gives=WebhookList, scope="setup")
def webhooks_of_competition(competition: str) -> WebhookList:
    """With those of its matches."""
    return WebhookList(webhooks=[_line(one) for one in verbs.hooks_of(ctx(), competition=competition)])


@bp.post("/competitions/<competition>/webhooks")
@by_token
@Operation(
    "Let an address be told the events of all matches of a competition",
    id="addCompetitionWebhook",
    tag="V1",
    takes=NewWebhook,
    gives=WebhookLine,
    scope="setup",
    refuses=WRONG,
)
def add_competition_webhook(competition: str, body: Any) -> ResponseReturnValue | WebhookLine:
    """Also of those that are made later."""
    return _add(body, competition=competition)


@bp.delete("/competitions/<competition>/webhooks/<webhook>")
@by_token
@Operation("End a webhook of a competition", id="endCompetitionWebhook", tag="V1", gives=WebhookLine, scope="setup")
def end_competition_webhook(competition: str, webhook: str) -> WebhookLine:
    """It is told nothing any more."""
    return _end(webhook, verbs.hooks_of(ctx(), competition=competition))


@bp.get("/reviews/<review>/webhooks")
@by_token
@Operation("The webhooks of a review", id="getReviewWebhooks", tag="V1", gives=WebhookList, scope="setup")
def webhooks_of_review(review: str) -> WebhookList:
    """Those that are told its public result."""
    return WebhookList(webhooks=[_line(one) for one in verbs.hooks_of(ctx(), review=review)])


@bp.post("/reviews/<review>/webhooks")
@by_token
@Operation(
    "Let an address be told the public result of a review",
    id="addReviewWebhook",
    tag="V1",
    takes=NewResultWebhook,
    gives=WebhookLine,
    scope="setup",
    refuses=WRONG,
)
def add_review_webhook(review: str, body: Any) -> ResponseReturnValue | WebhookLine:
    """From its first notice on, and whenever it is another one: what `getResults` answers then."""
    return _add(NewWebhook(url=body.url, audience="public"), review=review_of(ctx(), review).id)


@bp.delete("/reviews/<review>/webhooks/<webhook>")
@by_token
@Operation("End a webhook of a review", id="endReviewWebhook", tag="V1", gives=WebhookLine, scope="setup")
def end_review_webhook(review: str, webhook: str) -> WebhookLine:
    """It is told nothing any more."""
    return _end(webhook, verbs.hooks_of(ctx(), review=review))


def _add(body: NewWebhook, *, match: str = "", competition: str = "", review: str = "") -> WebhookLine:
    if body.audience == "chief" and "officials" not in bearer.current().scopes:
        raise Forbidden("token-scope", scope="officials")
    hooks: Hooks = current_app.extensions["hooks"]
    verbs.check_url(body.url)
    begin = hooks.begin(match=match, competition=competition, audience=body.audience)
    made = verbs.add_hook(
        ctx(),
        actor=actor(),
        url=body.url,
        match=match,
        competition=competition,
        review=review,
        audience=body.audience,
        begin=begin,
    )
    if made.audience == "public":
        hooks.resumed(made)  # it is told what is public already
    return _line(made, secret=made.secret)


def _end(webhook: str, there: Any) -> WebhookLine:
    known = webhook if webhook in {one.id for one in there} else ""
    return _line(verbs.end_hook(ctx(), actor=actor(), hook_id=known))


def _line(hook: Webhook, secret: str = "") -> WebhookLine:
    return WebhookLine(
        id=hook.id,
        url=hook.url,
        audience=hook.audience,
        competition=hook.competition,
        match=hook.match,
        review=hook.review,
        paused=bool(hook.paused_at),
        problem=hook.problem,
        secret=secret,
    )
