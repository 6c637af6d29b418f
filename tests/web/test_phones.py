"""观众手机: strangers' phones answer the item that is open; the key stays hidden, and a flood is bounded."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from pydantic import TypeAdapter

from scoreboard import wiring
from scoreboard.blueprints.live_page import phones
from scoreboard.presenters.public import PublicView
from scoreboard.server.share import Rate
from scoreboard.shared.hall_answers import HallAnswers, about
from scoring.engine.draw import commitment, order_of
from scoring.engine.errors import Refused
from scoring.engine.quiz.score import totals
from scoring.usecases.quiz.book import match_book
from scoring.usecases.quiz.import_book import import_book
from scoring.usecases.quiz.matches import questions_of
from tests.fakes import fake_context
from tests.halls import CHIEF, ORGANISER, Hall, set_up

SHEET = """
id = "hall"
name = "互动赛制"
base = 100
members = 2
spares = 2

[[round]]
id = "hall"
kind = "audience"
name = "观众互动"
items = 2
types = ["single"]
phones = 60
"""
SHAPE = TypeAdapter(PublicView)


@pytest.fixture
def hall(services: wiring.Services) -> Hall:
    """The phones may answer the first item of the audience."""
    hall = set_up(services.ctx, sheet=SHEET)
    hall.do("match.open")
    hall.do("round.begin", round="hall")
    hall.do("item.present")
    hall.do("phones.open")
    return hall


def key_of(hall: Hall) -> str:
    question = questions_of(hall.ctx, hall.match)[hall.state.items[0].question or ""]
    return question.key[0]


def send(app: Flask, hall: Hall, number: int, letter: str, **more: Any) -> Any:
    said = {"item": 1, "phone": f"{number:032x}", "answer": [letter]} | more
    return app.test_client().post(f"/live/{hall.match}/answers", json=said)


def seen(app: Flask, hall: Hall) -> dict[str, Any]:
    """The public view as it is now."""
    app.extensions["public_views"]._kept.clear()
    found: dict[str, Any] = app.test_client().get(f"/live/{hall.match}/view").get_json()
    SHAPE.validate_python(found, strict=True)
    return found


def other(hall: Hall) -> str:
    return next(letter for letter in "ABCD" if letter != key_of(hall))


def test_phones_answer_while_it_is_open_and_the_quickest_right_ones_and_a_draw_follow(app: Flask, hall: Hall) -> None:
    before = totals(hall.state)
    key = key_of(hall)
    assert send(app, hall, 1, other(hall)).get_json() == {"no": 1, "answer": [other(hall)], "ms": 0}
    assert send(app, hall, 2, key, name="小王").get_json()["no"] == 2
    assert send(app, hall, 3, key).get_json()["no"] == 3
    assert app.test_client().get(f"/live/{hall.match}/answers").get_json() == {"item": 1, "given": 3}
    hall.do("phones.close", item=1)
    hall.do("item.close")
    shown = seen(app, hall)["phones"]
    assert (shown["state"], shown["given"], shown["right"], shown["key"]) == ("shown", 3, 2, [key])
    assert {one["no"]: one["name"] for one in shown["quickest"]} == {2: "小王", 3: ""}
    listed = app.test_client().get(f"/live/{hall.match}/answers/1.txt").data
    assert hashlib.sha256(listed).hexdigest() == shown["list"]
    hall.do("phones.draw", item=1, number="28", winners=1)
    draw = seen(app, hall)["phones"]["draw"]
    assert commitment(draw["secret"]) == shown["digest"], "the secret was fixed before the number was named"
    assert draw["winners"] == list(order_of(draw["secret"], "28", [2, 3])[:1])
    hall.do("phones.names", item=1, hidden=True)
    assert [one["name"] for one in seen(app, hall)["phones"]["quickest"]] == ["", ""]
    assert totals(hall.state) == before


def test_a_phone_that_answers_again_has_its_first_answer_and_its_number(app: Flask, hall: Hall) -> None:
    assert send(app, hall, 1, "A").get_json() == {"no": 1, "answer": ["A"], "ms": 0}
    assert send(app, hall, 1, "B").get_json() == {"no": 1, "answer": ["A"], "ms": 0}
    assert send(app, hall, 2, "B").get_json()["no"] == 2


def test_no_byte_of_the_page_depends_on_the_key_or_on_what_phones_chose_before_the_reveal(
    app: Flask, hall: Hall
) -> None:
    empty = seen(app, hall)
    send(app, hall, 1, key_of(hall), name="小王")
    assert seen(app, hall) == empty
    hall.do("phones.close", item=1)
    closed = seen(app, hall)
    assert set(closed["phones"]) == {*empty["phones"], "given", "list"}
    assert "小王" not in json.dumps(closed, ensure_ascii=False)
    assert app.test_client().get(f"/live/{hall.match}/answers/1.txt").status_code == 404


def test_after_the_end_nothing_is_taken_and_the_system_closes_by_itself(app: Flask, hall: Hall) -> None:
    hall.do("phones.close", item=1)
    assert send(app, hall, 1, "A").get_json()["error"]["code"] == "phones-over"
    seen(app, hall)
    late = send(app, hall, 1, "A")
    assert (late.status_code, late.get_json()["error"]["code"]) == (409, "phones-over")
    assert hall.state.items[0].phones is not None
    assert hall.state.items[0].phones.given == 0


@pytest.mark.parametrize(
    "said",
    [
        {"answer": ["E"]},
        {"answer": ["A", "B"]},
        {"answer": []},
        {"phone": "x"},
        {"item": "1"},
        {"name": "13800138000"},
        {"name": "<b>甲</b>"},
        {"more": 1},
    ],
)
def test_what_does_not_fit_is_refused_and_counts_nowhere(app: Flask, hall: Hall, said: dict[str, Any]) -> None:
    assert send(app, hall, 1, "A", **said).status_code == 400
    assert app.test_client().get(f"/live/{hall.match}/answers").get_json()["given"] == 0


def test_a_large_body_and_one_that_is_no_json_are_not_read(app: Flask, hall: Hall) -> None:
    path = f"/live/{hall.match}/answers"
    assert app.test_client().post(path, data="x" * 2_000).status_code == 400
    assert app.test_client().post(path, json={"name": "甲" * 1_000}).status_code == 400


def test_a_flood_is_told_to_come_again_and_a_hall_behind_one_address_is_not(
    app: Flask, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    for phone in range(200):
        assert send(app, hall, phone, "A").status_code == 200
    monkeypatch.setattr(phones, "ONE_ADDRESS", Rate(burst=2, a_second=0))
    app.extensions[phones.LIMITS] = phones.Limits()
    answers = [send(app, hall, phone, "A").status_code for phone in (300, 301, 302)]
    assert answers == [200, 200, 503]


def test_no_more_phones_than_the_list_may_hold_are_taken(services: wiring.Services) -> None:
    held = HallAnswers(services.shared, most=2)
    opening = about("m", 1, 5)
    assert [held.give(opening, name, "A", 1, "") == "full" for name in "abc"] == [False, False, True]
    assert [one.no for one in held.close(opening)] == [1, 2]
    assert held.give(opening, "d", "A", 1, "") == "closed"
    assert held.close(opening) == held.close(opening)
    assert held.close(about("m", 1, 6)) == []


def test_a_match_that_was_carried_to_another_server_says_where_it_can_be_drawn(app: Flask, hall: Hall) -> None:
    send(app, hall, 1, key_of(hall))
    hall.do("phones.close", item=1)
    hall.do("item.close")
    carried = fake_context()
    import_book(carried, actor=ORGANISER, book=json.loads(json.dumps(match_book(hall.ctx, hall.match, actor=CHIEF))))
    with pytest.raises(Refused, match="phones-secret"):
        replace(hall, ctx=carried).do("phones.draw", item=1, number="3", winners=1)


def test_phones_are_off_where_the_rule_sheet_does_not_say_for_how_long(app: Flask, services: wiring.Services) -> None:
    hall = set_up(services.ctx, sheet=SHEET.replace("phones = 60\n", ""))
    hall.do("match.open")
    hall.do("round.begin", round="hall")
    hall.do("item.present")
    assert "phones" not in seen(app, hall)
    assert send(app, hall, 1, "A").get_json()["error"]["code"] == "phones-over"


def test_the_match_counts_the_same_with_phones_and_without(services: wiring.Services) -> None:
    played = []
    for with_phones in (True, False):
        hall = set_up(services.ctx, sheet=SHEET, bank_name=f"题库 {with_phones}")
        hall.do("match.open")
        hall.do("round.begin", round="hall")
        for no in (1, 2):
            hall.do("item.present")
            if with_phones:
                hall.do("phones.open")
                hall.do("phones.close", item=no)
            hall.do("item.close")
        hall.do("round.end")
        state = hall.state
        played.append((list(totals(state).values()), [item.outcomes for item in state.items], state.adjustments))
    assert played[0] == played[1]
