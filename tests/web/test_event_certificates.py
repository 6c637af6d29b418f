"""Certificates of a competition: numbered, made, marked when printed again, and what their code says."""

from __future__ import annotations

import io
import re
import time
from typing import Any

import openpyxl
import pytest
from flask import Flask

from scoreboard.blueprints.organiser import certificates
from scoreboard.web.guess_lanes import GoodCodes, try_of
from scoring.engine.errors import Invalid
from tests.conftest import Browser
from tests.registrations import Registered
from tests.unit.exports.papers import reading
from tests.web.commend_desk import do, event, made, may, page, second, signed

__all__ = ["event", "may", "second"]


def test_a_certificate_has_the_address_that_others_reach_not_the_one_of_the_organisers_own_window(
    organiser: Browser, second: Browser, event: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoreboard.server.office.NAMES", ())
    monkeypatch.setattr("scoreboard.web.venue.base_urls", lambda *_: ["http://192.0.2.2:8000"])
    signed(organiser, second, event)
    do(organiser, event, "certificates/number")
    assert "http://192.0.2.2:8000/cert/" in page(organiser, event, "certificates")
    ((_, data),) = made(organiser, do(organiser, event, "certificates/print", no=["1"]))
    assert any("http://192.0.2.2:8000/cert/" in line for line in reading.lines(data))


def test_certificates_are_numbered_made_and_marked_when_they_are_printed_again(
    organiser: Browser, second: Browser, event: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoreboard.server.office.NAMES", ())
    signed(organiser, second, event)
    assert "有4个获奖者还没有证书" in page(organiser, event, "certificates")
    do(organiser, event, "certificates/number")
    do(organiser, event, "certificates/print", 400)
    ((name, data),) = made(organiser, do(organiser, event, "certificates/print", no=["1", "2", "3", "4"]))
    assert name.endswith(".docx")
    lines = reading.lines(data)
    assert "证书编号：0001" in lines
    assert any("5队" in line for line in lines)
    code = event.state.commend.certificates[0].code
    assert any(code[:3] in line and "/cert/" in line for line in lines)
    ((_, again),) = made(organiser, do(organiser, event, "certificates/print", no=["1"]))
    assert "证书编号：0001（第2次打印）" in reading.lines(again)
    do(organiser, event, "certificates/1/hand", to="李一")
    do(organiser, event, "certificates/1/hand", 409, to="李二")
    do(organiser, event, "certificates/9/hand", 400, to="李二")
    listed = organiser.get(f"/organiser/competitions/{event.id}/papers/handed.xlsx").data
    sheet = openpyxl.load_workbook(io.BytesIO(listed)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[5]][:8] == ["0001", "一等奖", "5队", "单位3", code, 2, "李一", "2026年5月10日"]


def test_what_could_not_be_made_was_not_printed_and_the_next_making_is_the_first(
    organiser: Browser, second: Browser, event: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoreboard.server.office.NAMES", ())
    signed(organiser, second, event)
    do(organiser, event, "certificates/number")
    made_by = certificates.child.read

    def breaks(*_: object, **__: object) -> bytes:
        raise Invalid("file-broken")

    monkeypatch.setattr(certificates.child, "read", breaks)
    answer = do(organiser, event, "certificates/print", no=["1"])
    assert organiser.get(answer.headers["Location"]).status_code == 400
    assert event.state.commend.certificates[0].printed == ()
    do(organiser, event, "certificates/1/hand", 409, to="李一")

    def meanwhile(*given: Any, **said: Any) -> Any:
        monkeypatch.setattr(certificates.child, "read", made_by)
        made(second, do(second, event, "certificates/print", no=["1"]))
        return made_by(*given, **said)

    monkeypatch.setattr(certificates.child, "read", meanwhile)
    answer = do(organiser, event, "certificates/print", no=["1"])
    until = time.monotonic() + 20
    while (refused := organiser.get(answer.headers["Location"])).status_code == 200 and time.monotonic() < until:
        time.sleep(0.1)
    assert (refused.status_code, "被别人打印" in refused.text) == (400, True)
    assert len(event.state.commend.certificates[0].printed) == 1
    ((_, again),) = made(organiser, do(organiser, event, "certificates/print", no=["1"]))
    assert "证书编号：0001（第2次打印）" in reading.lines(again)


def test_certificates_come_a_page_at_a_time_are_looked_for_and_the_unprinted_are_made_at_once(
    organiser: Browser, second: Browser, event: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoreboard.server.office.NAMES", ())
    monkeypatch.setattr(certificates, "SHOWN", 3)
    signed(organiser, second, event)
    do(organiser, event, "certificates/number")

    def numbers(query: str) -> list[str]:
        return re.findall(r'<td class="place">(\d{4})</td>', page(organiser, event, f"certificates{query}"))

    assert numbers("") == ["0001", "0002", "0003"]
    assert numbers("?page=2") == numbers("?page=99") == ["0004"]
    code = event.state.commend.certificates[1].code
    for wanted, found in (
        ("1队", ["0002"]),
        ("二等奖", ["0002", "0003"]),
        (code[:4].lower(), ["0002"]),
        ("无此人", []),
    ):
        assert numbers(f"?q={wanted}") == found, wanted
    made(organiser, do(organiser, event, "certificates/print", no=["2"]))
    assert "制作没有打印过的3张" in page(organiser, event, "certificates")
    made(organiser, do(organiser, event, "certificates/print", unprinted="1"))
    assert [len(one.printed) for one in event.state.commend.certificates] == [1, 1, 1, 1]
    do(organiser, event, "certificates/print", 400, unprinted="1")
    answer = do(organiser, event, "certificates/4/hand?q=组织&page=1", to="李一")
    assert answer.location.endswith("certificates?q=%E7%BB%84%E7%BB%87&page=1")


def test_the_public_page_says_what_a_code_is_worth_and_nothing_else(
    app: Flask, organiser: Browser, second: Browser, event: Registered
) -> None:
    signed(organiser, second, event)
    do(organiser, event, "certificates/number")
    do(organiser, event, "certificates/4/revoke", reason="弄虚作假")
    good, revoked = (event.state.commend.certificates[no].code for no in (0, 3))
    stranger = Browser(app.test_client())
    for code, words in ((good, "有效"), (revoked, "已撤销")):
        answer = stranger.get(f"/cert/{code}")
        assert answer.status_code == 200
        assert words in answer.text
        assert not [one for one in ("5队", "单位", "一等奖", "组织奖", "弄虚作假") if one in answer.text]
    assert "查无此码" in stranger.get("/cert/?code=12/34", follow_redirects=True).text
    answer = stranger.get("/cert/ABCDEFGHJ")
    assert answer.status_code == 404
    assert "查无此码" in answer.text
    assert stranger.get(f"/cert/?code={good}").headers["Location"].endswith(good)
    assert stranger.get("/cert/").status_code == 200


def test_who_guesses_codes_is_slowed_down_in_a_lane_of_its_own(
    app: Flask, organiser: Browser, second: Browser, event: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed(organiser, second, event)
    do(organiser, event, "certificates/number")
    waited: list[float] = []
    throttle = app.extensions["throttles"]["certificates"]
    monkeypatch.setattr(throttle, "_sleep", waited.append)
    stranger = Browser(app.test_client())
    for no in range(130):
        assert stranger.get(f"/cert/ABCDEF{no:03d}").status_code == 404
    assert waited[-1] > 0
    waited.clear()
    assert stranger.get(f"/cert/{event.state.commend.certificates[0].code}").status_code == 200
    assert not any(waited)
    environ = {"PATH_INFO": "/cert/ABC", "REQUEST_METHOD": "GET"}
    assert try_of(environ, GoodCodes(event.ctx), "1.2.3.4") == "1.2.3.4 certificates"
