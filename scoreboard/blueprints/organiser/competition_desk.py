"""What the organiser's pages of a competition share: its record, a command given once by the form's key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import request

from scoreboard.blueprints.organiser.desk import actor, ctx, require_fresh
from scoreboard.web import auth
from scoring.engine.competition.state import CompetitionState
from scoring.engine.errors import NotFound
from scoring.engine.kinds import Command
from scoring.engine.stages import Stage
from scoring.usecases.beforehand import Beforehand
from scoring.usecases.competition.job import COMPETITION, stream_of
from scoring.usecases.guards import get_competition
from scoring.usecases.perform import perform
from scoring.usecases.records import Competition


def competition_record(competition: str) -> Competition:
    """The competition; raises ``NotFound("competition-unknown")``."""
    with ctx().store.read() as uow:
        return get_competition(uow, competition)


def stage_at(state: CompetitionState, place: int) -> Stage:
    """The stage at a place of the list, from 1; raises ``NotFound("stage-of-none")``."""
    held = state.stages.stages if state.stages else ()
    if not 1 <= place <= len(held):
        raise NotFound("stage-of-none", stage=place)
    return held[place - 1]


def act(competition: str, command: Command, *, mark: str = "", made: Beforehand | None = None) -> None:
    """Do a command once by the form's key, with the form's reason; ``mark`` tells several commands of one form
    apart, ``made`` is what it was decided to be already."""
    telling(competition, command, mark=mark, made=made)()


def telling(
    competition: str, command: Command, *, mark: str = "", made: Beforehand | None = None
) -> Callable[[], object]:
    """What does the command, also after the request: it was given by this form."""
    return partial(
        perform,
        ctx(),
        COMPETITION,
        stream_of(competition),
        command=command,
        key=form_key() + mark,
        actor=actor(),
        device=auth.device(),
        reason=request.form.get("reason", "")[:500],
        made=made,
    )


def form_key() -> str:
    """The key that the page gave its form."""
    return request.form.get("key", "")[:128]


def sent_again(competition: str) -> bool:
    """Whether the form is sent again whose answer was lost: its key stands in the ledger."""
    with ctx().store.read() as uow:
        return uow.ledger.find(stream_of(competition), form_key()) is not None


def require_fresh_once(competition: str, *stored: object) -> None:
    """``require_fresh`` for a form with a key: one that is sent again gets its first answer."""
    if not sent_again(competition):
        require_fresh(*stored)


def new_key() -> str:
    """A key for the form of a page."""
    return ctx().ids.new() + ctx().ids.new()
