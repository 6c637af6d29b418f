"""A rule sheet says what the chief judge is called: 总裁判, 评委会主任; cards, desks, views and papers call them so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from scoreboard import wiring
from scoreboard.i18n.catalogue import LANGS, called, catalogue, of_error, say, saying
from scoreboard.i18n.titles import Titles
from scoreboard.web.errors import describe
from scoring.engine.errors import Refused
from scoring.usecases import tickets
from scoring.usecases.quiz import matches
from scoring.usecases.records import RuleSheetText, TicketRole
from tests.conftest import Browser
from tests.halls import CHIEF, ORGANISER, Hall, set_up

TITLE = "总裁判"


@pytest.fixture
def hall(services: wiring.Services) -> Hall:
    hall = set_up(services.ctx)
    text = f'chief = "{TITLE}"\n' + matches.rule_sheet_text(hall.ctx, hall.match)
    matches.set_sheet(hall.ctx, actor=ORGANISER, match_id=hall.match, text=text)
    return hall


def test_cards_and_papers_have_the_title_of_the_rule_sheet(organiser: Browser, hall: Hall) -> None:
    path = f"/organiser/matches/{hall.match}"
    cards = organiser.post(f"{path}/tickets", data={"judges": "1"}).text
    scores = organiser.get(f"{path}/print/scores").text
    for page in (cards, scores):
        assert TITLE in page
        assert "裁判长" not in page


def test_a_desk_calls_the_chief_judge_by_the_title_before_and_after_the_opening(browser: Browser, hall: Hall) -> None:
    issued = tickets.issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role="chief", label="")
    browser.post("/enter", data={"code": issued.code})
    for opened in (False, True):
        if opened:
            hall.do("match.open")
        page = browser.get(f"/m/{hall.match}/chief").text
        assert f'"common.role.chief":"{TITLE}"' in page
        assert "裁判长" not in page.partition('id="words"')[2]


@pytest.mark.parametrize(
    ("lang", "title", "said"), [("zh", "总裁判长", "总裁判长"), ("en", "head chief judge", "Head chief judge")]
)
def test_a_title_in_which_the_usual_one_stands_is_put_in_once(lang: str, title: str, said: str) -> None:
    assert saying(lang, Titles(title))("common.role.chief") == said


def test_cards_and_desks_have_the_title_of_the_edition_in_force(
    organiser: Browser, browser: Browser, services: wiring.Services
) -> None:
    hall = set_up(services.ctx)
    text = f'chief = "{TITLE}"\n' + matches.rule_sheet_text(hall.ctx, hall.match)
    hall.do("match.open")
    hall.do("rules.change", CHIEF, sheet={"text": text}, reason="改称")
    path = f"/organiser/matches/{hall.match}/tickets"
    for page in (organiser.post(f"{path}/one", data={"role": "chief", "label": ""}).text, organiser.get(path).text):
        assert TITLE in page
        assert "裁判长" not in page


@pytest.mark.parametrize("role", ["host", "chief"])
def test_every_desk_of_a_match_has_the_title(browser: Browser, hall: Hall, role: TicketRole) -> None:
    issued = tickets.issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role=role, label="")
    browser.post("/enter", data={"code": issued.code})
    for desk in (role, "press-test"):
        assert "裁判长" not in browser.get(f"/m/{hall.match}/{desk}").text.partition('id="words"')[2]


@pytest.mark.parametrize("role", ["host", "chief"])
def test_a_desk_opens_though_the_stored_rule_sheet_can_no_longer_be_read(
    browser: Browser, hall: Hall, role: TicketRole
) -> None:
    with hall.ctx.store.write() as uow:
        stored = uow.of(RuleSheetText).get(matches.match_of(hall.ctx, hall.match).rule_sheet)
        uow.of(RuleSheetText).put(replace(stored, text="no_such_thing = 1\n" + stored.text))
        uow.commit()
    issued = tickets.issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role=role, label="")
    browser.post("/enter", data={"code": issued.code})
    assert browser.get(f"/m/{hall.match}/{role}").status_code == 200


def test_a_refusal_calls_the_chief_judge_by_the_title_over_either_door_and_on_a_page(
    app: Flask, browser: Browser, organiser: Browser, hall: Hall
) -> None:
    hall.do("match.open")
    issued = tickets.issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role="host", label="")
    assert browser.post("/enter", data={"code": issued.code}).status_code == 303
    io = app.extensions["socketio"].test_client(app, namespace="/live", flask_test_client=browser.client)
    try:
        command = {"kind": "player.name", "item": 1, "team": hall.teams[0], "player": None}
        live = io.emit("command", {"key": "one", "command": command}, namespace="/live", callback=True)
    finally:
        io.disconnect("/live")
    posted = browser.post(f"/api/matches/{hall.match}/commands", json=command, headers={"Idempotency-Key": "two"})
    page = organiser.post(f"/organiser/matches/{hall.match}/panel", data={"name": "张一", "organisation": ""})
    assert (live["error"]["code"], posted.json["error"]["code"]) == ("no-best-player", "no-best-player")
    assert (posted.status_code, page.status_code) == (409, 409)
    words = of_error("zh", "no-best-player", "next", Titles(TITLE))
    assert [live["error"]["next"], posted.json["error"]["next"], TITLE in words] == [words, words, True]
    assert of_error("zh", "match-opened", "next", Titles(TITLE)) in page.text


def test_a_refusal_about_a_match_that_cannot_be_read_calls_the_chief_judge_as_usual(app: Flask) -> None:
    with app.test_request_context():
        error = describe(Refused("no-best-player"), "zh", "no-such-match")
    assert error["next"] == of_error("zh", "no-best-player", "next")


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_about_the_chief_judge_can_have_another_title(lang: str) -> None:
    usual = say(lang, "common.role.chief")
    about = [key for key, words in catalogue(lang).items() if usual.lower() in words.lower()]
    assert len(about) > 10
    assert [key for key in about if usual.lower() in called(lang, catalogue(lang)[key], Titles("X")).lower()] == []
    assert saying(lang, Titles("referee"))("common.role.chief") == "Referee" if lang == "en" else True
    assert saying(lang)("common.role.chief") == usual
