"""Delete a match or a competition for good, once its book is kept; what others lean on stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.engine.actors import Actor
from scoring.engine.competition.tie_offs import stage_of_match
from scoring.engine.errors import Conflict, Refused
from scoring.usecases.competition.job import COMPETITION, stream_of
from scoring.usecases.competition.records import CertificateCode, RegistrationLink, RegistrationText
from scoring.usecases.context import Context
from scoring.usecases.face_records import EventFace
from scoring.usecases.guards import get_competition, get_match, require_organiser
from scoring.usecases.ports import Repository, UnitOfWork
from scoring.usecases.programs.records import AccessToken, OwnId, Webhook
from scoring.usecases.quiz.gone import need_not_running, remove_rows, streams_of
from scoring.usecases.quiz.rehearsals import need_name
from scoring.usecases.records import Archived, Competition, DrawSecret, Match, RuleSheetText, Ticket
from scoring.usecases.removals import let_go
from scoring.usecases.shown_media import forget_unused, pictures_of

Heads = Mapping[str, int]
"""How far the kept book reaches: the last seq of each stream that it holds."""


def check_match_deletable(ctx: Context, match_id: str) -> Match:
    """The match, if nothing leans on it.  Raises ``Refused``: ``match-of-stage`` for one whose result says who goes on,
    ``match-running`` while it is being played."""
    with ctx.store.read() as uow:
        return _free_match(ctx, uow, match_id)


def check_competition_deletable(ctx: Context, competition_id: str) -> Competition:
    """The competition, if nothing leans on it.  Raises ``Refused``: ``match-running``, ``competition-signed`` where two
    people have signed its result, ``competition-certificates`` where certificates were numbered, which anybody looks
    up."""
    with ctx.store.read() as uow:
        return _free_competition(ctx, uow, competition_id)


def delete_match(ctx: Context, *, actor: Actor, match_id: str, name: str, book: str, heads: Heads) -> Match:
    """Delete a match with its teams, seats and ledgers.  ``name``: its title, typed · ``book``: the name of the file in
    which its book is kept, "" for a match that was never opened · ``heads``: how far that reaches.

    Raises what ``check_match_deletable`` raises, ``Invalid("name-differs")``, ``Conflict("book-behind")`` where the
    ledger has grown since.
    """
    require_organiser(actor)
    with ctx.store.write() as uow:
        match = _free_match(ctx, uow, match_id)
        need_name(name, match.shown_title)
        streams = streams_of(match.id)
        _need_whole(uow, streams, heads)
        remove_rows(uow, match)
        let_go(ctx, uow, actor, "match", record=match.id, title=match.title, streams=streams, book=book)
        uow.wipe()
        uow.commit()
    ctx.states.forget(*streams)
    return match


def delete_competition(
    ctx: Context, *, actor: Actor, competition_id: str, name: str, book: str, heads: Heads
) -> Competition:
    """Delete a competition with its matches, its registration and all ledgers; as ``delete_match``."""
    require_organiser(actor)
    with ctx.store.write() as uow:
        found = _free_competition(ctx, uow, competition_id)
        need_name(name, found.title)
        matches = uow.of(Match).all(competition=found.id)
        streams = (stream_of(found.id), *(stream for one in matches for stream in streams_of(one.id)))
        _need_whole(uow, streams, heads)
        for match in matches:
            remove_rows(uow, match)
        _remove_event(uow, found)
        let_go(ctx, uow, actor, "competition", record=found.id, title=found.title, streams=streams, book=book)
        uow.wipe()
        uow.commit()
    ctx.states.forget(*streams)
    ctx.bindings.forget(*streams)
    return found


def _free_match(ctx: Context, uow: UnitOfWork, match_id: str) -> Match:
    match = get_match(uow, match_id)
    if stage := stage_of_match(ctx.states.state(COMPETITION, uow.ledger, stream_of(match.competition)), match.id):
        raise Refused("match-of-stage", stage=stage)
    need_not_running(ctx, uow, match)
    return match


def _free_competition(ctx: Context, uow: UnitOfWork, competition_id: str) -> Competition:
    found = get_competition(uow, competition_id)
    for match in uow.of(Match).all(competition=found.id):
        need_not_running(ctx, uow, match)
    if uow.of(CertificateCode).count(competition=found.id):
        raise Refused("competition-certificates", title=found.title)
    signed = ctx.states.state(COMPETITION, uow.ledger, stream_of(found.id)).commend.signed()
    if signed is not None:
        raise Refused("competition-signed", title=found.title)
    return found


def _need_whole(uow: UnitOfWork, streams: tuple[str, ...], heads: Heads) -> None:
    """Raises ``Conflict("book-behind")`` where a stream has an entry that the book does not hold."""
    if any(uow.ledger.head(stream) != heads.get(stream, 0) for stream in streams):
        raise Conflict("book-behind")


def _remove_event(uow: UnitOfWork, found: Competition) -> None:
    face = uow.of(EventFace).get(found.id)
    for kind in (RegistrationText, RegistrationLink, DrawSecret, AccessToken, Webhook, Ticket, RuleSheetText):
        records: Repository[Any] = uow.of(kind)
        records.remove(*(one.id for one in records.all(competition=found.id)))
    uow.of(EventFace).remove(found.id)
    if face is not None:
        forget_unused(uow, pictures_of(face))
    uow.of(Archived).remove(found.id)
    uow.of(OwnId).remove(found.id)
    uow.of(Competition).remove(found.id)
