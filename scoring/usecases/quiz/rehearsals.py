"""Rehearsals (彩排): matches whose result counts for nothing, and which are thrown away after."""

from __future__ import annotations

from scoring.engine.actors import Actor
from scoring.engine.errors import Invalid, Refused
from scoring.usecases.context import Context
from scoring.usecases.guards import clean, get_match, require_organiser
from scoring.usecases.quiz.gone import remove_rows, streams_of
from scoring.usecases.records import Match
from scoring.usecases.removals import let_go

_SAYS_SO = ("彩排", "rehears")


def says_rehearsal(title: str) -> bool:
    """Whether people take a match of this title for a rehearsal."""
    return any(word in title.casefold() for word in _SAYS_SO)


def rehearsal_title(title: str) -> str:
    """The title of a rehearsal says what it is, wherever it is read: in a list, on a paper, as the name of a file."""
    if says_rehearsal(title):
        return title
    return clean(f"{title} (rehearsal)" if title.isascii() else f"{title}（彩排）", "title")


def discard_rehearsal(ctx: Context, *, actor: Actor, match_id: str, name: str) -> Match:
    """Throw a rehearsal away, with its teams, its seats, its cards and its ledger; a line says that it was there.
    ``name``: its title, which whoever does it has typed.

    Raises ``Refused("match-no-rehearsal")`` for any other match, ``Invalid("name-differs")``.
    """
    require_organiser(actor)
    with ctx.store.write() as uow:
        match = get_match(uow, match_id)
        if not match.rehearsal:
            raise Refused("match-no-rehearsal", match=match.title)
        need_name(name, match.shown_title)
        streams = streams_of(match.id)
        remove_rows(uow, match)
        let_go(ctx, uow, actor, "rehearsal", record=match.id, title=match.title, streams=streams)
        uow.wipe()
        uow.commit()
    ctx.states.forget(*streams)
    return match


def need_name(typed: str, name: str) -> None:
    """Raises ``Invalid("name-differs")`` where what was typed is not the name of what is about to go."""
    if clean(typed, "name", limit=200, needed=False) != clean(name, "name", limit=200):
        raise Invalid("name-differs", name=name)
