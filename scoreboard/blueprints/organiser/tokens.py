"""What programs were given: access tokens, made, shown once and revoked here; webhooks, which programs add."""

from __future__ import annotations

from typing import Any

from flask import current_app, request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.desk import actor, bp, ctx, done, form_of, lang, say, show
from scoreboard.i18n.catalogue import known
from scoreboard.i18n.moments import moment_in
from scoreboard.live.quiz.hooks import Hooks
from scoreboard.web import auth
from scoring.usecases import competitions
from scoring.usecases.programs import hooks, tokens
from scoring.usecases.programs.tokens import SCOPES, GivenToken
from scoring.usecases.quiz import matches
from scoring.usecases.review.reviews import reviews_of


@bp.get("/tokens")
def access_tokens(error: Any = None) -> str:
    """The tokens and webhooks that there are, and the form for one more token."""
    return _show(error)


@bp.post("/tokens")
@form_of(access_tokens)
def make_access_token() -> ResponseReturnValue:
    """A token; the answer shows it, this once only."""
    kind, _, place = request.form.get("place", "").partition(":")
    given = tokens.make_token(
        ctx(),
        actor=actor(),
        name=request.form.get("name", ""),
        scopes=request.form.getlist("scope"),
        competition=place if kind == "competition" else "",
        match=place if kind == "match" else "",
    )
    return _show(given=given)


@bp.post("/tokens/<token>/revoke")
@form_of(lambda token, error=None: access_tokens(error))
def revoke_access_token(token: str) -> ResponseReturnValue:
    """It opens nothing any more."""
    ended = tokens.revoke_token(ctx(), actor=actor(), token_id=token)
    return done("token-revoked", "access_tokens", {"name": ended.name})


@bp.post("/webhooks/<webhook>/end")
@form_of(lambda webhook, error=None: access_tokens(error))
def end_webhook(webhook: str) -> ResponseReturnValue:
    """It is told nothing any more."""
    hooks.end_hook(ctx(), actor=actor(), hook_id=webhook)
    return done("hook-ended", "access_tokens")


@bp.post("/webhooks/<webhook>/resume")
@form_of(lambda webhook, error=None: access_tokens(error))
def resume_webhook(webhook: str) -> ResponseReturnValue:
    """Send again to one that was given up."""
    sender: Hooks = current_app.extensions["hooks"]
    sender.resumed(hooks.resume_hook(ctx(), actor=actor(), hook_id=webhook))
    return done("hook-resumed", "access_tokens")


def _show(error: Any = None, given: GivenToken | None = None) -> str:
    events = competitions.list_competitions(ctx())
    held = {event.id: matches.list_matches(ctx(), competition_id=event.id) for event in events}
    zone = auth.services().config.zone
    given_out = tokens.tokens_of(ctx(), actor=actor())
    return show(
        "tokens.html",
        error,
        held=given_out,
        makers={tokens.actor_of(one).id: one.name for one in given_out},
        hooks=hooks.hooks_of(ctx()),
        given=given,
        scopes=SCOPES,
        competitions=events,
        matches=held,
        titles={event.id: event.title for event in events}
        | {match.id: match.title for found in held.values() for match in found}
        | {review.id: review.title for review in reviews_of(ctx())},
        chosen=request.form.getlist("scope") if error else ["read", "feed"],
        moment=lambda at: moment_in(at, zone) if at else "",
        problem=_problem,
    )


def _problem(problem: str) -> str:
    """What a webhook met, in words."""
    code, _, status = problem.partition(" ")
    key = f"programs.hook_problem.{code}"
    return say()(key, status=status) if known(lang(), key) else problem
