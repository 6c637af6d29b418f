"""Webhooks: addresses that are told the events of a match or of all matches of a competition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from scoring.engine.actors import Actor
from scoring.engine.errors import Invalid, NotFound, Refused
from scoring.usecases.context import Context
from scoring.usecases.guards import get_competition, get_match, require_organiser
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.programs.records import HookAudience, Webhook
from scoring.usecases.records import Match
from scoring.usecases.tickets import random_signs

MOST_HOOKS = 20
"""Webhooks that are there at a time."""

LONGEST_URL = 500

SIGNS = 32
"""Signs of a secret, of 5 random bits each."""


def add_hook(
    ctx: Context,
    *,
    actor: Actor,
    url: str,
    competition: str = "",
    match: str = "",
    review: str = "",
    audience: HookAudience = "display",
    begin: Mapping[str, int] | None = None,
) -> Webhook:
    """A new webhook of a match, of all matches of a competition or of a review, with the secret that signs what it is
    sent.

    ``review``: the id of one that the caller has looked up.  ``begin``: up to which seq its events are known already,
    by match.  Raises ``Invalid("hook-address")`` for what is no http address, ``NotFound`` for a match or competition
    that is not there, ``Refused("hooks-too-many")``.
    """
    require_organiser(actor)
    check_url(url)
    with ctx.store.write() as uow:
        if match:
            competition = get_match(uow, match).competition
        elif not review:
            get_competition(uow, competition)
        if sum(not one.ended_at for one in uow.of(Webhook).all()) >= MOST_HOOKS:
            raise Refused("hooks-too-many", most=MOST_HOOKS)
        hook = Webhook(
            id=ctx.ids.new(),
            url=url,
            secret=random_signs(ctx, SIGNS),
            competition=competition,
            match=match,
            audience=audience,
            review=review,
            made_by=actor.id,
            made_at=ctx.clock.now(),
            told=tuple((begin or {}).items()),
        )
        uow.of(Webhook).put(hook)
        uow.commit()
    return hook


def check_url(url: str) -> None:
    """Raises ``Invalid("hook-address")`` unless it is an http address with a host, and with no name and password."""
    try:
        parts = urlsplit(url)
        fits = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        fits = False
    plain = url.isascii() and url.isprintable() and " " not in url and "@" not in url.partition("//")[2].split("/")[0]
    if not fits or not plain or len(url) > LONGEST_URL:
        raise Invalid("hook-address")


def end_hook(ctx: Context, *, actor: Actor, hook_id: str) -> Webhook:
    """The webhook after it is told nothing any more; raises ``NotFound("hook-unknown")``."""
    require_organiser(actor)
    with ctx.store.write() as uow:
        hook = replace(get_hook(uow, hook_id), ended_at=ctx.clock.now())
        uow.of(Webhook).put(hook)
        uow.commit()
    return hook


def resume_hook(ctx: Context, *, actor: Actor, hook_id: str) -> Webhook:
    """Begin again to send to a webhook that was given up."""
    require_organiser(actor)
    with ctx.store.write() as uow:
        hook = replace(get_hook(uow, hook_id), paused_at=0, problem="")
        uow.of(Webhook).put(hook)
        uow.commit()
    return hook


def note_told(ctx: Context, *, hook_id: str, told: Mapping[str, int], problem: str = "", paused: bool = False) -> None:
    """Remember how far a webhook was told, and what went wrong; nothing for one that has ended."""
    with ctx.store.write() as uow:
        hook = uow.of(Webhook).get(hook_id)
        if hook is None or hook.ended_at:
            return
        known = dict(hook.told) | dict(told)
        at = ctx.clock.now() if paused else hook.paused_at
        uow.of(Webhook).put(replace(hook, told=tuple(sorted(known.items())), problem=problem, paused_at=at))
        uow.commit()


def hooks_of(ctx: Context, *, competition: str = "", match: str = "", review: str = "") -> Sequence[Webhook]:
    """The webhooks that have not ended: of a match, those of a competition with its matches', of a review, or all."""
    named = {"match": match, "review": review, "competition": competition}
    where = {name: one for name, one in named.items() if one}
    with ctx.store.read() as uow:
        return [one for one in uow.of(Webhook).all(**where) if not one.ended_at]


def matches_of(ctx: Context, hook: Webhook) -> Sequence[str]:
    """The matches whose events it is told."""
    if hook.match:
        return (hook.match,)
    with ctx.store.read() as uow:
        return [one.id for one in uow.of(Match).all(competition=hook.competition, opened=True)]


def hook_now(ctx: Context, hook_id: str) -> Webhook | None:
    """The webhook as it is kept at this moment; None where it has ended."""
    with ctx.store.read() as uow:
        found = uow.of(Webhook).get(hook_id)
    return None if found is None or found.ended_at else found


def get_hook(uow: UnitOfWork, hook_id: str) -> Webhook:
    """The webhook; raises ``NotFound("hook-unknown")``."""
    hook = uow.of(Webhook).get(hook_id)
    if hook is None or hook.ended_at:
        raise NotFound("hook-unknown", hook=hook_id)
    return hook
