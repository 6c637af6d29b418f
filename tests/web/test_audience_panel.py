"""大众评审计票: a table is tried row by row, entered by one desk, confirmed by another, and stands on every paper."""

from __future__ import annotations

import html
import io
import re

import openpyxl
import pytest
from flask import Flask

from scoreboard import wiring
from scoreboard.exports.book import book_bytes
from scoring.engine.actors import Actor
from scoring.engine.codec import decimal_text
from scoring.engine.quiz.score import totals
from scoring.usecases import tickets
from scoring.usecases.quiz.book import book_source, write_book
from tests.conftest import Browser
from tests.halls import ORGANISER, Hall, set_up
from tests.web.test_judge_report import SHEET, at

AUDIENCE = """
[round.panel.audience]
weight = 40
size = 50
"""


@pytest.fixture
def hall(services: wiring.Services) -> Hall:
    """Two teams before three judges; the first one is being marked, with an audience panel beside the judges."""
    hall = set_up(services.ctx, sheet=SHEET + AUDIENCE)
    for no in (1, 2, 3):
        tickets.issue_ticket(services.ctx, actor=ORGANISER, match_id=hall.match, role="judge", label=f"{no}号评委")
    for kind, fields in (
        ("match.open", {}),
        ("round.begin", {"round": "video"}),
        ("item.present", {}),
        ("panel.open", {}),
    ):
        hall.do(kind, **fields)
    panel = hall.state.items[-1].panel
    assert panel is not None
    for judge in panel.judges:
        hall.do("mark.enter", Actor(f"ticket:{judge.id}", "judge"), judge=judge.id, marks={"score": "18"})
    return hall


def first(hall: Hall) -> str:
    """The name of the team that is being marked."""
    return hall.state.team(hall.state.items[0].team or "").name


def tried(desk: Browser, hall: Hall, table: str) -> str:
    sent = {"file": (io.BytesIO(table.encode()), "计票.csv")}
    return desk.post(f"/m/{hall.match}/counts/import", data=sent).text


def packed(page: str) -> dict[str, str]:
    return {
        name: html.unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)
    }


def test_a_table_is_tried_entered_and_confirmed_by_another_desk_and_the_score_has_its_share(
    app: Flask, services: wiring.Services, hall: Hall
) -> None:
    host, chief = at(app, services, hall, "host"), at(app, services, hall, "chief")
    path = f"/m/{hall.match}/counts"
    assert f"还缺票数：{first(hall)}" in host.get(path).text
    page = tried(host, hall, f"名称,得票数,投票数\n{first(hall)},45,50\n")
    assert "可以录入 1 条，还没有录入" in page
    assert hall.state.counts_waiting == ()
    assert host.post(f"{path}/enter", data=packed(page)).status_code == 303
    (sheet,) = hall.state.counts_waiting
    assert sheet.source == "计票.csv"
    assert "这些票数是您录入的" in host.get(path).text
    given = {"sheet": str(sheet.seq), "accept": "yes", "reason": "一致", "key": "desk k1"}
    assert host.post(f"{path}/decide", data=given).status_code == 403
    assert chief.post(f"{path}/decide", data=given | {"key": "desk k2"}).status_code == 303
    hall.do("panel.lock")
    # Judges 18; 45 of 50 votes of 20 points are 18.00, so 18 × 0.6 + 18 × 0.4 = 18; base 100.
    assert decimal_text(totals(hall.state)[hall.state.items[0].team or ""]) == "118"
    assert "18 → " not in chief.get(path).text
    assert ">18<" in chief.get(path).text


def test_a_table_with_a_fault_enters_nothing_and_names_each_row(
    app: Flask, services: wiring.Services, hall: Hall
) -> None:
    host = at(app, services, hall, "host")
    other = next(team.name for team in hall.state.teams if team.name != first(hall))
    page = tried(
        host, hall, f"名称,得票数,投票数\n{first(hall)},60,50\n{other},1,50\n无此队,1,50\n{first(hall)},很多,50\n"
    )
    for words in (
        "得票数 60 大于投票数 50",
        f"没有“{other}”，或其评分还没有开始",
        "没有“无此队”",
        "“很多”不是票数或分数",
    ):
        assert words in page
    assert "有 4 行不能录入" in page
    assert 'name="counts"' not in page
    assert hall.state.counts_waiting == ()


def test_the_table_that_is_downloaded_is_filled_in_and_read_back(
    app: Flask, services: wiring.Services, hall: Hall
) -> None:
    host = at(app, services, hall, "host")
    book = openpyxl.load_workbook(io.BytesIO(host.get(f"/m/{hall.match}/counts.xlsx").data))
    sheet = book.worksheets[0]
    row = next(row for row in sheet.iter_rows() if any(cell.value == first(hall) for cell in row))
    row[2].value, row[3].value = 30, 40
    saved = io.BytesIO()
    book.save(saved)
    page = host.post(f"/m/{hall.match}/counts/import", data={"file": (io.BytesIO(saved.getvalue()), "计票.xlsx")}).text
    assert "可以录入 1 条" in page


def test_what_is_typed_waits_too_and_where_nobody_voted_the_judges_alone_count(
    app: Flask, services: wiring.Services, hall: Hall
) -> None:
    host, chief = at(app, services, hall, "host"), at(app, services, hall, "chief")
    path = f"/m/{hall.match}/counts"
    assert host.post(f"{path}/enter", data={"key": "desk k0", "votes-1": "51", "cast-1": "50"}).status_code == 400
    assert host.post(f"{path}/enter", data={"key": "desk k1", "none-1": "1"}).status_code == 303
    given = {"sheet": str(hall.state.seq), "accept": "yes", "reason": "未投票", "key": "desk k2"}
    assert chief.post(f"{path}/decide", data=given).status_code == 303
    hall.do("panel.lock")
    assert decimal_text(totals(hall.state)[hall.state.items[0].team or ""]) == "118"
    assert "未投票" in chief.get(path).text


def test_the_screen_the_judge_report_and_the_book_have_the_audience_panels_mark(
    app: Flask, services: wiring.Services, hall: Hall
) -> None:
    hall.do("count.enter", counts=[{"item": 1, "votes": 25, "cast": 50}])
    hall.do("count.decide", Actor("ticket:second", "chief"), sheet=hall.state.seq, accept=True, reason="一致")
    host, screen = at(app, services, hall, "host"), at(app, services, hall, "display")
    view = f"/api/matches/{hall.match}/view"
    assert "audience" not in screen.get(view).json["item"]["panel"], "nothing of it before the lock"
    assert host.get(view).json["items"][0]["panel"]["audience"]["count"] == "25/50"
    hall.do("panel.lock")
    shown = screen.get(view).json["marks"]["panel"]
    assert shown["audience"] == {"name": "", "weight": "40", "state": "given", "count": "25/50", "total": "10"}
    # 18 × 0.6 + 10 × 0.4 = 14.8
    assert shown["score"] == "14.8"
    assert any("大众评审：得票 25/50" in line for line in shown["lines"])
    assert "大众评审得分：10 分，占40%。" in shown["script"]
    report = at(app, services, hall, "chief").get(f"/m/{hall.match}/chief/judges").text
    assert "大众评审" in report
    book = book_bytes(write_book(book_source(services.ctx, hall.match, actor=ORGANISER)))
    assert b"count.decide" in book
    others = (at(app, services, hall, "judge"), screen)
    assert [one.get(f"/m/{hall.match}/counts").status_code in (401, 403) for one in others] == [True, True]
