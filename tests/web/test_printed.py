"""What goes on paper says every name as it was typed, whatever signs it has."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from scoreboard import wiring
from scoreboard.blueprints.organiser import match_papers
from scoring.engine.quiz.rule_sheet_print import print_rule_sheet
from scoring.engine.quiz.setup import SCORING
from scoring.usecases.quiz import roster, stations
from scoring.usecases.quiz.import_book import import_book
from scoring.usecases.quiz.perform import match_state
from tests.books.record import book
from tests.conftest import Browser
from tests.halls import ORGANISER, Hall, play, set_up

TEAM = '"甲"队<b>&\'{{1}}`'
PERSON = '欧阳·"小"<i>&amp;'


@pytest.fixture
def hall(services: wiring.Services) -> Hall:
    """A match in which a team, its unit and its first contestant have names full of signs."""
    hall = set_up(services.ctx)
    entry = roster.roster_of(hall.ctx, hall.match)[0]
    roster.edit_team(
        hall.ctx,
        actor=ORGANISER,
        team_id=entry.team.id,
        name=TEAM,
        organisation=TEAM,
        leader=PERSON,
        members={entry.contestants[0].id: PERSON},
    )
    return hall


def text_of(page: str) -> str:
    """What is to be read on a page."""
    return unescape(re.sub(r"<[^>]*>", "", page))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_name_with_quotes_and_signs_is_printed_as_it_was_typed(organiser: Browser, hall: Hall, lang: str) -> None:
    path = f"/organiser/matches/{hall.match}"
    cards = organiser.post(f"{path}/tickets?lang={lang}").text
    scores = organiser.get(f"{path}/print/scores?lang={lang}").text
    play(hall)
    result = organiser.get(f"{path}/papers/result?lang={lang}").text
    for page in (cards, scores, result):
        assert TEAM in text_of(page)
        assert "<b>&" not in page


def test_the_rules_of_an_old_match_are_printed_as_that_match_plays_them(
    organiser: Browser, services: wiring.Services
) -> None:
    """The book is of a match that was opened by the first edition of the scoring: there a foul beside a press in time
    ends no item, whatever else the rule sheet says of it."""
    match = import_book(services.ctx, actor=ORGANISER, book=book("mixed"))
    state = match_state(services.ctx, match.id)
    assert state.rule_sheet is not None
    assert state.scoring == 1
    page = text_of(organiser.get(f"/organiser/matches/{match.id}/rules/print").text)
    old, now = (str(print_rule_sheet(state.rule_sheet, "zh", scoring)) for scoring in (1, SCORING))
    its_own = [line for line in _lines(old) if line not in now]
    assert its_own == ["抢答犯规：扣5分，全部代表队重新抢答。其他队此前已有效抢答的，其抢答有效。"]
    assert [line for line in its_own if line not in page] == []


SAID = "各队台号在赛前抽签决定。"


def test_printed_rules_have_a_heading_of_the_first_level(organiser: Browser, hall: Hall) -> None:
    for path in (f"/organiser/matches/{hall.match}/rules/print", "/organiser/templates/standard-party"):
        assert organiser.get(path).text.count("<h1") == 1


def test_the_rules_say_that_stations_are_drawn_only_of_a_match_whose_stations_were(
    organiser: Browser, services: wiring.Services
) -> None:
    hall = set_up(services.ctx)
    path = f"/organiser/matches/{hall.match}/rules/print"
    assert SAID in organiser.get(path).text
    stations.set_station(hall.ctx, actor=ORGANISER, match_id=hall.match, team_id=hall.teams[0], station=2)
    assert SAID not in organiser.get(path).text
    hall.do("match.open")
    assert SAID not in organiser.get(path).text


def test_the_rules_of_a_match_from_before_the_print_had_editions_say_what_they_said(
    organiser: Browser, services: wiring.Services
) -> None:
    match = import_book(services.ctx, actor=ORGANISER, book=book("mixed"))
    setup = match_state(services.ctx, match.id).setup
    assert setup is not None
    assert (setup.printing, setup.drawn) == (1, False)
    assert SAID in organiser.get(f"/organiser/matches/{match.id}/rules/print").text


def _lines(printed: str) -> list[str]:
    return re.findall(r"'\d+\. (.*?)'", printed)


@pytest.mark.parametrize("kind", ["announcement", "winners"])
def test_what_announces_a_result_has_the_day_of_its_lock_and_not_the_planned_one(
    organiser: Browser, hall: Hall, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    play(hall)
    occasion = match_papers.occasion_of
    monkeypatch.setattr(match_papers, "occasion_of", lambda match: (occasion(match)[0], date(2001, 2, 3)))
    days = re.findall(r"\d+年\d+月\d+日", text_of(organiser.get(f"/organiser/matches/{hall.match}/papers/{kind}").text))
    assert days
    assert "2001年2月3日" not in days


DOCUMENTS = ("result", "announcement", "winners", "script", "sign_in", "draw", "protest")


def test_every_paper_of_a_match_is_a_page_and_a_word_document_with_names_as_they_were_typed(
    organiser: Browser, hall: Hall
) -> None:
    path = f"/organiser/matches/{hall.match}"
    before = {kind: organiser.get(f"{path}/papers/{kind}").status_code for kind in DOCUMENTS}
    assert before == {kind: 409 if kind in ("result", "announcement", "winners") else 200 for kind in DOCUMENTS}
    play(hall)
    for kind in DOCUMENTS:
        page = organiser.get(f"{path}/papers/{kind}").text
        assert (TEAM in text_of(page)) is (kind not in ("winners", "protest")), kind  # nobody wins here
        assert organiser.get(f"{path}/papers/{kind}/docx").data.startswith(b"PK")
        assert f'href="{path}/papers/{kind}"' in organiser.get(path).text
    assert organiser.get(f"{path}/papers/none").status_code == 404
