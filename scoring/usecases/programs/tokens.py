"""Access tokens: make one, show it once, know it again, revoke it.

A token has 160 random bits, so that nobody guesses it; the store keeps its SHA-256 only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import get_args

from scoring.engine.actors import Actor
from scoring.engine.errors import Invalid, NotFound, Refused
from scoring.usecases.context import Context
from scoring.usecases.guards import clean, get_competition, get_match, require_organiser
from scoring.usecases.programs.records import AccessToken, Scope, Webhook
from scoring.usecases.tickets import random_signs

MARK = "leitai_"
"""How every token begins, so that it is known for one where it was left lying about."""

SIGNS = 32
"""Signs behind the mark, of 5 random bits each."""

SCOPES: tuple[Scope, ...] = get_args(Scope)

MOST_TOKENS = 100
"""Tokens that are good at a time."""

NOTED_EVERY = 60_000
"""ms between two notes of a token's last use."""


@dataclass(frozen=True, slots=True)
class GivenToken:
    """A token with its text, which is shown once."""

    token: AccessToken
    text: str


def make_token(
    ctx: Context, *, actor: Actor, name: str, scopes: Sequence[str], competition: str = "", match: str = ""
) -> GivenToken:
    """A new token; of a ``match``, of a ``competition``, or of everything.

    Raises ``Invalid("scopes-needed" | "text-needed" | "text-too-long")``, ``NotFound`` for a competition or match that
    is not there, ``Refused("tokens-too-many")``.
    """
    require_organiser(actor)
    wanted = tuple(scope for scope in SCOPES if scope in scopes)
    if not wanted or set(scopes) - set(SCOPES):
        raise Invalid("scopes-needed", scopes=", ".join(SCOPES))
    text = MARK + random_signs(ctx, SIGNS)
    with ctx.store.write() as uow:
        if sum(not one.revoked_at for one in uow.of(AccessToken).all()) >= MOST_TOKENS:
            raise Refused("tokens-too-many", most=MOST_TOKENS)
        if match:
            competition = get_match(uow, match).competition
        if competition:
            get_competition(uow, competition)
        token = AccessToken(
            id=ctx.ids.new(),
            name=clean(name, "name", limit=60),
            secret=secret_of(text),
            scopes=wanted,
            competition=competition,
            match=match,
            made_by=actor.id,
            made_at=ctx.clock.now(),
        )
        uow.of(AccessToken).put(token)
        uow.commit()
    return GivenToken(token, text)


def revoke_token(ctx: Context, *, actor: Actor, token_id: str) -> AccessToken:
    """The token after it opens nothing any more, and the webhooks that it made have ended; raises
    ``NotFound("token-unknown")``."""
    require_organiser(actor)
    with ctx.store.write() as uow:
        token = uow.of(AccessToken).get(token_id)
        if token is None:
            raise NotFound("token-unknown", token=token_id)
        now = ctx.clock.now()
        token = replace(token, revoked_at=token.revoked_at or now)
        uow.of(AccessToken).put(token)
        for hook in uow.of(Webhook).all():
            if hook.made_by == actor_of(token).id and not hook.ended_at:
                uow.of(Webhook).put(replace(hook, ended_at=now))
        uow.commit()
    return token


def tokens_of(ctx: Context, *, actor: Actor) -> Sequence[AccessToken]:
    """Every token, those that are good first, then by age."""
    require_organiser(actor)
    with ctx.store.read() as uow:
        return sorted(uow.of(AccessToken).all(), key=lambda one: bool(one.revoked_at))


def token_of(ctx: Context, text: str) -> AccessToken | None:
    """The token of this text while it is good."""
    if not text.startswith(MARK):
        return None
    with ctx.store.read() as uow:
        found = uow.of(AccessToken).all(secret=secret_of(text))
    return found[0] if found and not found[0].revoked_at else None


def good_tokens(ctx: Context) -> dict[str, str]:
    """The id of each good token, by the hash of its text."""
    with ctx.store.read() as uow:
        return {one.secret: one.id for one in uow.of(AccessToken).all() if not one.revoked_at}


def note_use(ctx: Context, token: AccessToken) -> None:
    """Write down that it was used, at most once a minute."""
    now = ctx.clock.now()
    if now - token.used_at < NOTED_EVERY:
        return
    with ctx.store.write() as uow:
        held = uow.of(AccessToken).get(token.id)
        if held is not None and not held.revoked_at:
            uow.of(AccessToken).put(replace(held, used_at=max(held.used_at, now)))
            uow.commit()


def covers(token: AccessToken, *, competition: str = "", match: str = "") -> bool:
    """Whether it is good for this match, or for all of this competition; with neither, for everything."""
    if token.match:
        return token.match == match
    return not token.competition or token.competition == competition


def actor_of(token: AccessToken) -> Actor:
    """Who a token is to the use cases: it prepares what an organiser prepares.  What it may do at all, its scopes say
    before."""
    return Actor(f"token:{token.id}", "organiser")


def secret_of(text: str) -> str:
    """The hash of a token, which the store keeps."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
