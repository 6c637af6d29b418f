"""Damaged files of every kind, uploaded as people do: a report or a refusal in words, and nothing half imported."""

from __future__ import annotations

import pytest

from question_sets.sent import received
from scoreboard import wiring
from scoreboard.i18n.catalogue import say
from scoreboard.server import child
from scoring.usecases.guards import LOCAL
from scoring.usecases.lists import panels
from scoring.usecases.lists.organisations import organisations_of
from scoring.usecases.quiz import question_sets, roster
from scoring.usecases.quiz.judges import InMatch
from tests.conftest import Browser
from tests.unit.files.reading import TABLES, case
from tests.unit.files.seeds import SEEDS
from tests.web.organiser_files import new_match, read_through, send

pytestmark = pytest.mark.slow


def told(status: int, page: str) -> None:
    """A page with words for what happened, and no ``unforeseen``."""
    assert status in (200, 400, 422), page
    assert say("zh", "errors.unforeseen.message") not in page


@pytest.mark.parametrize("kind", SEEDS)
def test_a_damaged_set_is_reported_or_refused_and_stored_whole_or_not_at_all(
    kind: str, organiser: Browser, services: wiring.Services
) -> None:
    name, data = case(kind, 6)
    sent = send(organiser, "/organiser/sets/uploads", name, data)
    assert sent.status_code == 303
    report = organiser.get(sent.location)
    told(report.status_code, report.text)
    assert not question_sets.list_question_sets(services.ctx)
    stored = organiser.post(sent.location, data={"name": "甲题库"})
    held = [(one.name, count) for one, count in question_sets.list_question_sets(services.ctx)]
    if stored.status_code == 303:
        assert held == [("甲题库", len(child.read("questions", name, data, received).questions))]
    else:
        told(stored.status_code, stored.text)
        assert held == []


@pytest.mark.parametrize("kind", sorted(TABLES))
@pytest.mark.parametrize("number", [8, 9])
def test_a_damaged_list_of_teams_or_judges_is_reported_or_refused(
    kind: str, number: int, organiser: Browser, services: wiring.Services
) -> None:
    name, data = case(kind, number)
    match = new_match(organiser)
    for page in ("teams", "panel"):
        answer = send(organiser, f"{match}/{page}/import", name, data)
        told(answer.status_code, answer.text)
    match_id = match.rsplit("/", 1)[-1]
    assert not roster.roster_of(services.ctx, match_id)
    assert not panels.listed(services.ctx, InMatch(match_id))


@pytest.mark.parametrize("kind", sorted(TABLES))
def test_a_damaged_register_or_calendar_is_reported_or_refused(
    kind: str, organiser: Browser, services: wiring.Services
) -> None:
    name, data = case(kind, 8)
    for page in ("calendar", "register"):
        report = read_through(organiser, send(organiser, f"/organiser/{page}/import", name, data).location)
        answer = organiser.get(report)
        told(answer.status_code, answer.text)
        confirmed = organiser.post(report)
        if confirmed.status_code != 303:
            told(confirmed.status_code, confirmed.text)
            assert not organisations_of(services.ctx, actor=LOCAL)
