"""The pages of host, chief judge, judge and press test: each is a frame with the words and the script of its desk."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, get_args

import pytest

from scoreboard import wiring
from scoreboard.i18n import request as i18n
from scoreboard.web.page_files import in_tree
from scoring.engine.quiz.commands_play import Scene
from scoring.engine.quiz.kinds import KINDS
from scoring.engine.quiz.rule_sheet import QuestionType, Verdict
from scoring.engine.quiz.state import Phase, Stage
from scoring.usecases import tickets
from scoring.usecases.guards import LOCAL
from scoring.usecases.records import TicketRole
from tests.conftest import Browser
from tests.halls import SHEET, Hall, set_up

Issue = Callable[..., tickets.Issued]

PAGES: list[tuple[TicketRole, str, str]] = [
    ("host", "host", "host/main.js"),
    ("chief", "chief", "chief/main.js"),
    ("judge", "judge", "judge/main.js"),
    ("host", "press-test", "press_test/main.js"),
    ("team", "press-test", "press_test/main.js"),
]


def take_seat(browser: Browser, issued: tickets.Issued) -> None:
    """Sit down with a ticket."""
    answer = browser.post("/api/enter", json={"code": issued.code})
    browser.seat = answer.get_json()["seat"]


@pytest.mark.parametrize(("role", "page", "script"), PAGES)
def test_a_desk_names_its_match_and_seat_and_brings_its_script(
    browser: Browser, code_for: Issue, role: TicketRole, page: str, script: str
) -> None:
    take_seat(browser, code_for(role, team="t1" if role == "team" else ""))
    html = browser.get(f"/m/m1/{page}").get_data(as_text=True)
    assert f'<script type="module" src="{in_tree().address(script)}"></script>' in html
    assert 'data-match="m1"' in html
    assert "style=" not in html
    assert "onclick" not in html


NAMED = {
    "actions": KINDS,
    "scene": get_args(Scene),
    "stage": get_args(Stage),
    "waiting": get_args(Stage),
    "phase": get_args(Phase),
    "verdict": get_args(Verdict),
    "type": get_args(QuestionType),
    "press.is": ("legal", "early", "barred", "stale"),
    "press.by": ("tablet", "host", "keyboard"),
}


@pytest.mark.parametrize("lang", i18n.LANGS)
@pytest.mark.parametrize("place", NAMED)
def test_a_desk_has_words_for_everything_the_engine_may_say(lang: str, place: str) -> None:
    assert [name for name in NAMED[place] if not i18n.known(lang, f"host.{place}.{name}")] == []


def test_the_chief_is_told_who_would_move_and_nothing_is_written(browser: Browser, services: wiring.Services) -> None:
    hall = judged_hall(services)
    take_seat(browser, chief_of(hall))
    command = {"kind": "item.correct", "item": 1, "team": hall.teams[1], "verdict": "right"}
    answer = browser.post(f"/m/{hall.match}/chief/what-if", json=command)
    assert answer.get_json() == {
        "moves": [{"team": hall.teams[1], "before": {"score": "100", "rank": 2}, "after": {"score": "110", "rank": 1}}],
        "further": None,
    }


def test_the_chief_alone_is_given_every_item_to_correct(browser: Browser, services: wiring.Services) -> None:
    hall = judged_hall(services)
    for _ in range(2):
        hall.play_simultaneous("B", "B")
    path = f"/m/{hall.match}/chief/items"
    assert browser.get(path).status_code == 401
    take_seat(browser, chief_of(hall))
    found = browser.get(path).get_json()["items"]
    assert [(item["no"], item["key"]) for item in found] == [(3, ["B"]), (2, ["B"]), (1, ["B"])]


def test_every_fault_of_a_rule_sheet_is_told_in_words_with_its_place(
    browser: Browser, services: wiring.Services
) -> None:
    hall = judged_hall(services)
    take_seat(browser, chief_of(hall))
    text = SHEET.replace("base = 100", 'bass = "x"')
    change = {"kind": "rules.change", "sheet": {"text": text}}
    tried = browser.post(f"/m/{hall.match}/chief/what-if", json=change)
    given = browser.post(
        f"/api/matches/{hall.match}/commands", json={**change, "reason": "改"}, headers={"Idempotency-Key": "rules"}
    )
    for answer in (tried, given):
        said = answer.get_json()["error"]
        assert (answer.status_code, said["code"]) == (400, "sheet-faulty")
        assert [fault["place"].split(" · ")[-1] for fault in said["fields"]["faults"]] == ["base", "bass"]
        assert all(fault["text"] and not fault["text"].startswith("sheet.") for fault in said["fields"]["faults"])


def kinds_in(page: str) -> Any:
    """The rows of kinds that a page holds for its script."""
    found = re.search(r'<script type="application/json" id="kinds">(.*?)</script>', page)
    assert found is not None
    return json.loads(found[1])


def test_a_judges_page_knows_the_commands_that_a_judge_may_give_and_no_other(browser: Browser, code_for: Issue) -> None:
    take_seat(browser, code_for("judge"))
    kinds = kinds_in(browser.get("/m/m1/judge").text)
    assert kinds == {
        "verdict.cast": {"lane": "verdict", "newest": False, "reason": False},
        "mark.enter": {"lane": "mark", "newest": True, "reason": False},
        "mark.withdraw": {"lane": "mark", "newest": False, "reason": False},
        "mark.abstain": {"lane": "mark", "newest": False, "reason": False},
        "mark.recuse": {"lane": "mark", "newest": False, "reason": True},
        "mark.ask": {"lane": "mark", "newest": False, "reason": True},
    }


def test_the_big_screen_gives_no_command(browser: Browser, code_for: Issue) -> None:
    take_seat(browser, code_for("display"))
    assert kinds_in(browser.get("/m/m1/display").text) == {}


def test_only_a_desk_may_ask_who_would_move(browser: Browser, code_for: Issue) -> None:
    take_seat(browser, code_for("judge"))
    assert browser.post("/m/m1/chief/what-if", json={"kind": "item.void", "item": 1}).status_code == 403


def judged_hall(services: wiring.Services) -> Hall:
    """A match in which the first team was right alone."""
    hall = set_up(services.ctx)
    hall.do("match.open")
    hall.do("round.begin", round="all")
    hall.play_simultaneous("B", "A")
    return hall


def chief_of(hall: Hall) -> tickets.Issued:
    """The chief judge's ticket."""
    return tickets.issue_ticket(hall.ctx, actor=LOCAL, match_id=hall.match, role="chief")
