"""同步必答: everybody answers at once, and nobody sees what another has answered before the reveal."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from typing import Any

from playwright.sync_api import Error

from tests.browser.house import SHEET, House, w
from tests.browser.seats import Seat, finish
from tests.halls import invented

SECRET = "解析里的秘密"
KEY = "正确的那一项"


def overhear(seat: Seat) -> list[str]:
    """Everything that reaches this browser from now on: frames of sockets and bodies of answers."""
    heard: list[str] = []

    def text(payload: str | bytes) -> None:
        plain = payload if isinstance(payload, str) else payload.decode("utf-8", "replace")
        heard.append(re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), plain))

    def body(response: Any) -> None:
        if "/api/" in response.url:
            with suppress(Error):  # the page has gone before it came
                text(response.body())

    seat.page.on("websocket", lambda socket: socket.on("framereceived", text))
    seat.page.on("response", body)
    return heard


def test_nothing_of_an_answer_or_of_the_key_reaches_another_page_before_the_reveal(house: House) -> None:
    plain = (invented(no, type="fill", options=(), key=(KEY,), explanation=f"{SECRET}{no}") for no in range(1, 31))
    questions = [replace(question, stem=f"填空____{question.no}") for question in plain]
    hall = house.hall(questions=questions, sheet=SHEET.replace('"single"', '"fill"'))
    host = hall.seat("host")
    others = [house.newcomer() for _ in range(3)]
    heard = [overhear(seat) for seat in others]
    places = ("display", "team2", "team1")
    display, blank, fast = (seat.enter(hall.codes[who]) for seat, who in zip(others, places, strict=True))
    slow = hall.seat("team0")
    hall.open_item("all")
    hall.do("clock.start")
    slow.page.get_by_role("textbox").fill("甲队写的")
    slow.shows(w("team.state.sent"))
    fast.page.get_by_role("textbox").fill("乙队写的")
    fast.shows(w("team.state.sent"))
    host.shows("甲队写的", "乙队写的")
    display.shows(w("display.answered", n=2, of=3))
    blank.until(lambda: len(blank.view["item"]["answered"]) == 2)
    told = ["".join(lines) for lines in heard]
    assert ["甲队写的" in lines for lines in told] == [False, False, False]
    assert ["乙队写的" in lines for lines in told] == [False, False, True]
    assert [secret in lines for lines in told for secret in (KEY, SECRET)] == [False] * 6
    for seat in (slow, fast):
        finish(seat)
    hall.do("answer.submit", team=hall.teams[2], answer=[""], final=True)
    seq = hall.do("item.close")
    for seat in (display, blank, fast, slow):
        assert seat.sees(seq)["item"]["key"] == [KEY]
    display.shows(KEY, SECRET)
    revealed = display.view["item"]["answers"]
    assert [revealed[team] for team in hall.teams] == [["甲队写的"], ["乙队写的"], [""]]
    blank.shows(w("team.verdict.blank"))
    assert "甲队写的" in "".join(heard[0])
