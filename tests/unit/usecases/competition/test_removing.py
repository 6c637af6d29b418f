"""A match on which nothing rests is removed whole; one that says who goes on, was opened or has cards stays."""

from __future__ import annotations

import pytest

from scoring.engine.errors import NotFound, Refused
from scoring.usecases import tickets
from scoring.usecases.competition.removing import remove_match
from scoring.usecases.quiz import matches
from scoring.usecases.quiz.copy_match import copy_match
from scoring.usecases.quiz.stations import draw_stations
from scoring.usecases.records import Contestant, Match, RuleSheetText, Team, Ticket
from tests.registrations import ORGANISER, Registered
from tests.unit.usecases.competition.commend_events import event
from tests.unit.usecases.competition.test_stages import SMALL

__all__ = ["event"]


def counts(event: Registered) -> dict[str, int]:
    kinds = (Match, RuleSheetText, Team, Contestant, Ticket)
    with event.ctx.store.read() as uow:
        return {kind.__name__: len(uow.of(kind).all()) for kind in kinds}


def refusal(event: Registered, match: str) -> str:
    with pytest.raises(Refused) as error:
        remove_match(event.ctx, actor=ORGANISER, match_id=match)
    return error.value.code


def copied(event: Registered) -> Match:
    """A rehearsal with the teams of a group."""
    first = event.state.played["初赛"][0].match
    return copy_match(event.ctx, actor=ORGANISER, match_id=first, title="彩排")


def test_a_match_beside_the_stages_goes_with_its_teams_its_seats_and_its_rule_sheet(event: Registered) -> None:
    before = counts(event)
    made = copied(event)
    assert counts(event) != before
    remove_match(event.ctx, actor=ORGANISER, match_id=made.id)
    assert counts(event) == before
    with pytest.raises(NotFound, match="match-unknown"):
        matches.match_of(event.ctx, made.id)


def test_a_match_that_advanced_somebody_is_kept_and_the_refusal_names_its_stage(event: Registered) -> None:
    assert refusal(event, event.state.played["初赛"][0].match) == "match-of-stage"


def test_a_match_with_a_draw_of_stations_is_kept(event: Registered) -> None:
    made = copied(event)
    draw_stations(event.ctx, actor=ORGANISER, match_id=made.id)
    assert refusal(event, made.id) == "match-has-entries"


def test_a_match_goes_only_once_its_cards_are_withdrawn(event: Registered) -> None:
    made = matches.create_match(event.ctx, actor=ORGANISER, competition_id=event.id, title="样板", text=SMALL)
    issued = tickets.issue_ticket(event.ctx, actor=ORGANISER, match_id=made.id, role="host")
    assert refusal(event, made.id) == "match-has-cards"
    tickets.revoke_ticket(event.ctx, actor=ORGANISER, ticket_id=issued.ticket.id)
    remove_match(event.ctx, actor=ORGANISER, match_id=made.id)
    assert made.id not in {one.id for one in matches.list_matches(event.ctx)}
