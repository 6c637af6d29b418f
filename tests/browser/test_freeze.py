"""封榜 and 揭榜 on the pages: the hall keeps its table, and the host's clicker reveals the true one step by step."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.house import House, w
from tests.sheets import HEAD, unhurried

TEAM = """
[[round]]
id = "team"
kind = "team"
name = "共同必答"
items = 1
points = { right = 10, wrong = -10 }
"""
AWARDS = """
[tie_off]
mode = "none"

[[award]]
name = "一等奖"
count = 1

[[award]]
name = "二等奖"
count = 0
"""
SHEET = unhurried(HEAD.replace("tie_matters = [1]\n", 'ranking = ["score"]\n') + TEAM) + AWARDS


def test_the_hall_keeps_its_table_until_the_clicker_reveals_the_true_one_from_last_to_first(house: House) -> None:
    hall = house.hall(sheet=SHEET, teams=("甲队", "乙队", "丙队"))
    hall.do("match.open")
    hall.do("round.begin", round="team")
    host, wall, team = hall.seat("host"), hall.seat("display"), hall.seat("team0")
    host.key(w("host.more.key")).click()
    host.page.get_by_role("dialog").get_by_role("button", name=w("host.actions.table.freeze")).click()
    expect(host.page.locator(".tag-frozen")).to_be_visible()
    for place, points in enumerate(("30", "20", "20")):
        hall.do("points.adjust", team=hall.teams[place], points=points, reason="试")
    hall.do("scene.show", scene="ranking")
    wall.shows("封榜", "100")
    wall.hides("130")
    hall.do("result.lock", "chief", unfinished=True, reason="时间已到")
    expect(team.page.get_by_text(w("team.score_frozen"))).to_be_visible()

    def on(action: str, *words: str) -> None:
        host.settled(action)
        host.page.keyboard.press("PageDown")
        wall.shows(*words)

    on("reveal.begin", "揭榜")
    on("reveal.1", "乙队", "丙队", "120 分")
    wall.hides("甲队")
    expect(host.page.locator(".script")).to_contain_text("并列第 2 名")
    host.page.keyboard.press("PageUp")
    wall.hides("乙队")
    on("reveal.1", "乙队")
    assert {line["score"] for line in wall.view["ranking"]} == {"100"}
    on("reveal.2", "甲队")
    assert wall.view["ranking"][0]["score"] == "130"
    on("reveal.ranking", "名次")
    on("scene.award.2", "二等奖", "乙队")
    on("scene.award.1", "一等奖", "130 分")
