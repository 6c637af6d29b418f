"""The rows of a match and its streams, as they go together."""

from __future__ import annotations

from scoring.engine.errors import Refused
from scoring.usecases.context import Context
from scoring.usecases.face_records import MatchFace
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.programs.records import AccessToken, OwnId, Webhook
from scoring.usecases.quiz.job import MATCH, stream_of
from scoring.usecases.quiz.stations import stream_of_draw
from scoring.usecases.records import Archived, Contestant, DrawSecret, Match, RuleSheetText, Team, Ticket
from scoring.usecases.shown_media import forget_unused


def streams_of(match_id: str) -> tuple[str, str]:
    """The streams of a match: of its play, and of the draws of its stations."""
    return stream_of(match_id), stream_of_draw(match_id)


def need_not_running(ctx: Context, uow: UnitOfWork, match: Match) -> None:
    """Raises ``Refused("match-running")`` for a match that is open and not locked."""
    if match.opened and ctx.states.state(MATCH, uow.ledger, stream_of(match.id)).phase != "locked":
        raise Refused("match-running", match=match.shown_title)


def remove_rows(uow: UnitOfWork, match: Match) -> None:
    """Remove a match with its teams, its seats and its rule sheet; its questions are free again."""
    teams = uow.of(Team).all(match=match.id)
    uow.of(Contestant).remove(*(one.id for team in teams for one in uow.of(Contestant).all(team=team.id)))
    uow.of(Team).remove(*(team.id for team in teams))
    forget_unused(uow, [team.picture for team in teams])
    uow.of(Ticket).remove(*(one.id for one in uow.of(Ticket).all(match=match.id)))
    uow.of(MatchFace).remove(match.id)
    uow.of(Archived).remove(match.id)
    uow.of(OwnId).remove(match.id, *(team.id for team in teams))
    uow.of(AccessToken).remove(*(one.id for one in uow.of(AccessToken).all(match=match.id)))
    uow.of(Webhook).remove(*(one.id for one in uow.of(Webhook).all(match=match.id)))
    secrets = uow.of(DrawSecret).all(competition=match.competition)
    uow.of(DrawSecret).remove(*(one.id for one in secrets if one.id.startswith(f"{match.id}:")))
    uow.of(Match).remove(match.id)
    if not uow.of(Match).count(rule_sheet=match.rule_sheet):
        uow.of(RuleSheetText).remove(match.rule_sheet)
