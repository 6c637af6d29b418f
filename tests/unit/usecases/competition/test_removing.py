"""A match that was never opened is deleted whole, with its draw and its cards; one that says who goes on stays."""

from __future__ import annotations

import pytest

from scoring.engine.errors import NotFound, Refused
from scoring.usecases import tickets
from scoring.usecases.competition.deleting import delete_match
from scoring.usecases.quiz import matches
from scoring.usecases.quiz.copy_match import copy_match
from scoring.usecases.quiz.gone import streams_of
from scoring.usecases.quiz.stations import draw_stations
from scoring.usecases.records import Contestant, Match, RuleSheetText, Team, Ticket
from tests.registrations import ORGANISER, Registered
from tests.unit.usecases.competition.commend_events import event

__all__ = ["event"]


def counts(event: Registered) -> dict[str, int]:
    kinds = (Match, RuleSheetText, Team, Contestant, Ticket)
    with event.ctx.store.read() as uow:
        return {kind.__name__: len(uow.of(kind).all()) for kind in kinds}


def deleted(event: Registered, match: str) -> None:
    """Delete the match, which was not opened."""
    with event.ctx.store.read() as uow:
        heads = {stream: uow.ledger.head(stream) for stream in streams_of(match)}
    name = matches.match_of(event.ctx, match).shown_title
    delete_match(event.ctx, actor=ORGANISER, match_id=match, name=name, book="", heads=heads)


def refusal(event: Registered, match: str) -> str:
    with pytest.raises(Refused) as error:
        deleted(event, match)
    return error.value.code


def copied(event: Registered) -> Match:
    """A rehearsal with the teams of a group."""
    first = event.state.played["初赛"][0].match
    return copy_match(event.ctx, actor=ORGANISER, match_id=first, title="彩排")


def test_a_match_beside_the_stages_goes_with_its_teams_its_seats_and_its_rule_sheet(event: Registered) -> None:
    before = counts(event)
    made = copied(event)
    assert counts(event) != before
    deleted(event, made.id)
    assert counts(event) == before
    with pytest.raises(NotFound, match="match-unknown"):
        matches.match_of(event.ctx, made.id)


def test_a_match_that_advanced_somebody_is_kept_and_the_refusal_names_its_stage(event: Registered) -> None:
    assert refusal(event, event.state.played["初赛"][0].match) == "match-of-stage"


def test_a_match_that_was_never_opened_goes_with_its_draw_and_its_cards(event: Registered) -> None:
    made = copied(event)
    draw_stations(event.ctx, actor=ORGANISER, match_id=made.id)
    issued = tickets.issue_ticket(event.ctx, actor=ORGANISER, match_id=made.id, role="host")
    deleted(event, made.id)
    assert made.id not in {one.id for one in matches.list_matches(event.ctx)}
    assert tickets.ticket_of(event.ctx, issued.ticket.id) is None
