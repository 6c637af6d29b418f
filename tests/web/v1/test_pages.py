"""The page of the interface for people, and the organiser's page of tokens."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest
from flask import Flask

from scoreboard import wiring
from scoreboard.api_docs.life_cycle import WAYS, beside, life_cycle, place_of
from scoreboard.i18n.catalogue import known
from scoring.engine.codec import from_json
from scoring.engine.ledger import Entry
from scoring.engine.quiz.kinds import KINDS
from scoring.engine.quiz.state import Stage
from scoring.usecases.guards import LOCAL
from scoring.usecases.programs import hooks, tokens
from scoring.usecases.quiz.job import MATCH
from tests.conftest import Browser
from tests.halls import Hall
from tests.programs import Program, program

BOOKS = Path(__file__).resolve().parents[2] / "books"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_names_every_operation_every_scope_and_every_command(app: Flask, lang: str) -> None:
    page = app.test_client().get(f"/api/v1/?lang={lang}")
    assert page.status_code == 200
    paths = app.test_client().get("/openapi.json").get_json()["paths"]
    for path, methods in paths.items():
        if path.startswith("/api/v1/"):
            assert f"<code>{path}</code>" in page.text
            assert all(known(lang, f"programs.operation.{one['operationId']}") for one in methods.values())
    for name in (*KINDS, *tokens.SCOPES):
        assert f"<code>{name}</code>" in page.text, name
    assert "programs." not in re.sub(r"<[^>]+>", "", page.text)


def test_every_stage_has_its_commands_and_is_reached_by_one() -> None:
    stages = {*get_args(Stage), "setup", "locked"}
    assert set(WAYS) == stages
    assert {place for ways in WAYS.values() for leads in ways.values() for place in leads} == stages - {"setup"}
    going = {way.kind for _, ways in life_cycle() for way in ways}
    assert going | {way.kind for way in beside()} == set(KINDS)


def test_whoever_may_give_a_command_and_owes_a_reason_is_told_as_the_documents_tell_it(app: Flask) -> None:
    ways = {way.kind: way for _, ways in life_cycle() for way in ways} | {way.kind: way for way in beside()}
    assert (ways["item.void"].roles, ways["item.void"].reason) == (["chief", "host"], ["chief", "host"])
    assert ways["result.lock"].reason == ["sometimes"]
    assert {kind: list(way.roles) for kind, way in ways.items()} == {k: sorted(row.roles) for k, row in KINDS.items()}


@pytest.mark.parametrize("name", ["marks", "mixed", "players", "quiz", "teams"])
def test_every_step_of_an_archived_match_goes_a_way_that_is_told(name: str) -> None:
    entries = [from_json(Entry, one) for one in json.loads((BOOKS / f"{name}.json").read_text("utf-8"))["entries"]]
    state, ways = MATCH.fold(()), set[str]()
    for entry in entries:
        before = place_of(state)
        whole = MATCH.reaches(entry, state.seq)
        state = MATCH.fold(entries[: entry.seq]) if whole else MATCH.fold_on(state, (entry,))
        if place_of(state) != before and entry.kind != "undo":
            assert place_of(state) in WAYS[before].get(entry.kind, ()), (before, entry.kind, place_of(state))
            ways.add(entry.kind)
    assert len(ways) >= 5


def test_an_organiser_makes_a_token_that_is_shown_once_and_revokes_it(
    app: Flask, organiser: Browser, hall: Hall
) -> None:
    made = organiser.post(
        "/organiser/tokens", data={"name": "记分牌", "scope": ["read", "feed"], "place": f"match:{hall.match}"}
    )
    found = re.search(r"<code>(leitai_[A-Z2-9]{32})</code>", made.text)
    assert found
    told = Program(app, found[1]).get("/token").get_json()
    assert (told["scopes"], told["match"]) == (["read", "feed"], hall.match)
    page = organiser.get("/organiser/tokens").text
    assert found[1] not in page
    assert "记分牌" in page
    answer = organiser.post(f"/organiser/tokens/{told['id']}/revoke", data={})
    assert answer.status_code == 303
    assert Program(app, found[1]).get("/token").status_code == 401
    assert "已收回" in organiser.get("/organiser/tokens").text


def test_a_token_that_cannot_be_made_comes_back_with_its_form(organiser: Browser) -> None:
    answer = organiser.post("/organiser/tokens", data={"name": "记分牌"})
    assert answer.status_code == 400
    assert "至少选一项" in answer.text
    assert 'value="记分牌"' in answer.text


def test_a_webhook_is_shown_with_what_is_sent_and_who_added_it(app: Flask, organiser: Browser, hall: Hall) -> None:
    setup = program(app, "setup", "officials", name="直播台")
    setup.post(f"/matches/{hall.match}/webhooks", {"url": "https://board.example/a", "audience": "chief"})
    page = organiser.get("/organiser/tokens").text
    assert "裁判长的事件，含答案和打分" in page
    assert len(re.findall(r"<td[^>]*>直播台", page)) == 2


def test_a_webhook_that_was_given_up_is_shown_with_its_problem_resumed_and_removed(
    app: Flask, services: wiring.Services, organiser: Browser, hall: Hall
) -> None:
    hook = hooks.add_hook(services.ctx, actor=LOCAL, url="https://board.example/a", match=hall.match)
    hooks.note_told(services.ctx, hook_id=hook.id, told={}, problem="hook-status 503", paused=True)
    assert "已停发：应答 503" in organiser.get("/organiser/tokens").text
    assert organiser.post(f"/organiser/webhooks/{hook.id}/resume", data={}).status_code == 303
    assert "正常" in organiser.get("/organiser/tokens").text
    assert organiser.post(f"/organiser/webhooks/{hook.id}/end", data={}).status_code == 303
    assert "board.example" not in organiser.get("/organiser/tokens").text
    assert organiser.post(f"/organiser/webhooks/{hook.id}/end", data={}).status_code in (302, 404)
