"""The judge report on the pages and in the workbook: after the lock, for organiser and chief alone, without a style."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from flask import Flask

from scoreboard import wiring
from scoring.engine.actors import Actor
from scoring.usecases import tickets
from scoring.usecases.records import TicketRole
from tests.conftest import Browser
from tests.halls import HOST, ORGANISER, Hall, set_up

SHEET = """
id = "marks"
name = "评分赛制"
base = 100
members = 2
spares = 2
tie_matters = [1]

[[round]]
id = "video"
kind = "judged"
name = "情景题"
items = 1

[round.panel]
judges = 3
high = 20
drop_high = 0
drop_low = 0
digits = 2
"""
MARKS = (("18", "15", "16"), ("17", "19", "13"))


@pytest.fixture
def hall(services: wiring.Services) -> Hall:
    """A match with two teams and three judges, open; the judged round has begun."""
    hall = set_up(services.ctx, sheet=SHEET)
    for no in (1, 2, 3):
        tickets.issue_ticket(services.ctx, actor=ORGANISER, match_id=hall.match, role="judge", label=f"{no}号评委")
    hall.do("match.open")
    hall.do("round.begin", round="video")
    return hall


def show(hall: Hall, marks: tuple[str, ...], *, lock: bool = True) -> None:
    """One team before the panel."""
    hall.do("item.present")
    hall.do("panel.open")
    panel = hall.state.items[-1].panel
    assert panel is not None
    for judge, mark in zip(panel.judges, marks, strict=True):
        hall.do("mark.enter", Actor(f"ticket:{judge.id}", "judge"), judge=judge.id, marks={"score": mark})
    if lock:
        hall.do("panel.lock", HOST)
        hall.do("item.close")


def at(app: Flask, services: wiring.Services, hall: Hall, role: TicketRole) -> Browser:
    """Somebody on a seat of this role."""
    code = tickets.issue_ticket(services.ctx, actor=ORGANISER, match_id=hall.match, role=role).code
    browser = Browser(app.test_client())
    assert browser.post("/enter", data={"code": code}).status_code == 303
    return browser


def sheets(browser: Browser, hall: Hall) -> list[str]:
    """The names of the sheets of the workbook that this person gets."""
    answer = browser.get(f"/api/matches/{hall.match}/ranking.xlsx")
    assert answer.status_code == 200
    names: list[str] = openpyxl.load_workbook(io.BytesIO(answer.data)).sheetnames
    return names


def page(browser: Browser, hall: Hall, lang: str = "zh") -> str:
    return browser.get(f"/organiser/matches/{hall.match}/judges?lang={lang}").text


def test_the_organiser_reads_sentences_and_drawings_once_all_marks_are_locked(organiser: Browser, hall: Hall) -> None:
    assert "还没有已锁定的评委分" in page(organiser, hall)
    assert "查看报告" not in organiser.get(f"/organiser/matches/{hall.match}").text
    show(hall, MARKS[0])
    show(hall, MARKS[1], lock=False)
    waiting = page(organiser, hall)
    assert "评委正在打分" in waiting
    assert "<svg" not in waiting
    assert "16.33" not in waiting
    hall.do("panel.lock")
    found = page(organiser, hall)
    assert "各评委的给分：情景题" in found
    assert "16.33" in found
    assert found.count("<svg") == 1  # too few teams to speak of severity
    assert f"/organiser/matches/{hall.match}/judges" in organiser.get(f"/organiser/matches/{hall.match}").text


def test_the_page_holds_no_style_and_no_script_of_its_own(organiser: Browser, hall: Hall) -> None:
    for marks in MARKS:
        show(hall, marks)
    answer = organiser.get(f"/organiser/matches/{hall.match}/judges")
    assert not re.search(r"\sstyle=|<style|<script>|\son\w+=", answer.text)
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_has_all_its_words(organiser: Browser, hall: Hall, lang: str) -> None:
    for marks in MARKS:
        show(hall, marks)
    found = re.sub(r"content='.*?'", "", page(organiser, hall, lang))
    assert re.findall(r">\s*((?:organiser|tally|report)\.[a-z_.]+)", found) == []
    assert not re.search(r"\{[a-z_]+\}", found)


def test_the_chief_has_it_too_and_nobody_else_on_a_seat(app: Flask, services: wiring.Services, hall: Hall) -> None:
    for marks in MARKS:
        show(hall, marks)
    path = f"/m/{hall.match}/chief/judges"
    assert "各评委的给分：情景题" in at(app, services, hall, "chief").get(path).text
    others: tuple[TicketRole, ...] = ("host", "judge", "display")
    for role in others:
        refused = at(app, services, hall, role).get(path)
        assert (refused.status_code in (401, 403), "16.33" in refused.text) == (True, False), role
    visitor = Browser(app.test_client())
    for asked in (path, f"/organiser/matches/{hall.match}/judges"):
        assert "16.33" not in visitor.get(asked, follow_redirects=True).text


def test_the_workbook_has_it_for_organiser_and_chief_after_the_lock(
    app: Flask, services: wiring.Services, organiser: Browser, hall: Hall
) -> None:
    show(hall, MARKS[0])
    show(hall, MARKS[1], lock=False)
    assert sheets(organiser, hall) == ["成绩"]
    hall.do("panel.lock")
    found = sheets(organiser, hall)
    assert found[:2] == ["成绩", "说明"]
    assert len(found) > 4
    assert sheets(at(app, services, hall, "chief"), hall) == found
    assert sheets(at(app, services, hall, "host"), hall) == ["成绩"]


def test_reading_it_writes_nothing(organiser: Browser, hall: Hall) -> None:
    for marks in MARKS:
        show(hall, marks)
    before = hall.state
    page(organiser, hall)
    sheets(organiser, hall)
    assert hall.state == before
