"""Guards that several verbs share: who may give a command, and until when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from scoring.engine.actors import Actor
from scoring.engine.errors import Forbidden, Invalid, NotFound, Refused
from scoring.engine.names import same_form, tidy
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Archived, Competition, Match, RuleSheetText, Team

T = TypeVar("T")

LOCAL = Actor("account:local", "organiser")
"""The server's own command line: a person who can read the database may do everything that an organiser may."""


def require_organiser(actor: Actor) -> None:
    """Raises ``Forbidden("role-not-allowed")`` for anybody but an organiser."""
    if actor.role != "organiser":
        raise Forbidden("role-not-allowed", role=actor.role)


def get_competition(uow: UnitOfWork, competition_id: str) -> Competition:
    """The competition; raises ``NotFound("competition-unknown")``."""
    competition = uow.of(Competition).get(competition_id)
    if competition is None:
        raise NotFound("competition-unknown", competition=competition_id)
    return competition


def get_match(uow: UnitOfWork, match_id: str) -> Match:
    """The match; raises ``NotFound("match-unknown")``."""
    match = uow.of(Match).get(match_id)
    if match is None:
        raise NotFound("match-unknown", match=match_id)
    return match


def need_current(uow: UnitOfWork, *record_ids: str) -> None:
    """Raises ``Refused("archived")`` where one of these records was put away."""
    if any(uow.of(Archived).get(one) is not None for one in record_ids):
        raise Refused("archived")


def get_unopened(uow: UnitOfWork, match_id: str) -> Match:
    """The match while its setup may still change; raises ``Refused("match-opened")`` once it is frozen, and
    ``Refused("archived")``."""
    match = get_match(uow, match_id)
    need_current(uow, match.id, match.competition)
    if match.opened:
        raise Refused("match-opened", match=match_id)
    return match


def get_team(uow: UnitOfWork, team_id: str) -> Team:
    """The team; raises ``NotFound("team-unknown")``."""
    team = uow.of(Team).get(team_id)
    if team is None:
        raise NotFound("team-unknown", team=team_id)
    return team


def get_rule_sheet(uow: UnitOfWork, sheet_id: str) -> RuleSheetText:
    """The text of a rule sheet; raises ``NotFound("sheet-unknown")``."""
    sheet = uow.of(RuleSheetText).get(sheet_id)
    if sheet is None:
        raise NotFound("sheet-unknown", sheet=sheet_id)
    return sheet


def clean(text: str, field: str, *, limit: int = 120, needed: bool = True) -> str:
    """A name as it is kept, see ``names.tidy``; control characters go too, which some databases do not keep.

    Raises ``Invalid("text-needed" | "text-too-long", field=…)``.
    """
    name = tidy(text)
    if needed and not name:
        raise Invalid("text-needed", field=field)
    if len(name) > limit:
        raise Invalid("text-too-long", field=field, limit=limit)
    return name


def named(name: str, there: Iterable[T], name_of: Callable[[T], str]) -> T | None:
    """Which of the records that are ``there`` has this name, or one that looks the same; the very name first."""
    form, alike = same_form(name), None
    for one in there:
        if name_of(one) == name:
            return one
        if alike is None and same_form(name_of(one)) == form:
            alike = one
    return alike
