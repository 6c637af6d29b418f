"""The small pictures of docs/screens.md and of the hand-book: every scene, desk and paper of a match."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from PIL import Image
from playwright.sync_api import FloatRect, ViewportSize

from scoreboard.cli.demo_competition import Demo, make_demo
from scoring.usecases.quiz import copy_match, matches
from tests.browser.demo_play import answer, first_press, late_press, present
from tests.browser.house import Hall, House, w
from tests.browser.mark_pictures import marking
from tests.browser.seats import Seat, button, press
from tests.halls import ORGANISER

Keep = Callable[[Image.Image, str], None]
WALL = {"width": 1600, "height": 900}
TABLET = {"width": 1180, "height": 820}
DESK: ViewportSize = {"width": 1440, "height": 900}
SHEET: ViewportSize = {"width": 1200, "height": 1250}

PAPERS = {
    "paper-result": "papers/result",
    "paper-announcement": "papers/announcement",
    "paper-script": "papers/script",
    "paper-rules": "rules/print",
    "paper-sign-in": "papers/sign_in",
    "paper-protest": "papers/protest",
    "briefing": "papers/judge",
    "briefing-host": "papers/host",
}
"""A paper of the match by the name of its picture."""


def screens_pictures(place: House, keep: Keep) -> None:
    """Lead the demo through every kind of round, its lock and its reveal, and look at all that it shows."""
    demo = make_demo(place.ctx)
    stations = {one.ticket.team: one.ticket for one in demo.issued if one.ticket.team}
    hall = place.hold(demo.match, list(stations), demo.issued)

    def take(seat: Seat, name: str) -> None:
        hall.abreast()
        seat.still()
        keep(Image.open(io.BytesIO(seat.page.screenshot())), name)

    screen, host = hall.seat("display", viewport=WALL), hall.seat("host", viewport=DESK)
    tablet, judge = hall.seat("team1", viewport=TABLET), hall.seat("judge1", viewport=TABLET)
    chief = hall.seat("chief", viewport=DESK)
    for scene in ("standby", "teams"):
        screen.sees(hall.do("scene.show", scene=scene))
        take(screen, scene)
    together(hall, screen, tablet, take)
    pressed(hall, screen, host, tablet, judge, take)
    staked(hall, screen, tablet, take)
    marking(hall, screen, judge, chief, take)
    hall.do("round.end")
    in_a_row(hall, screen, take)
    tied(hall, screen, take)
    revealed(hall, screen, chief, take)
    desk = signed_in(place, demo, f"/organiser/matches/{demo.match}")
    take(desk, "result-page")
    papers(place, desk, demo, keep)
    before(place, demo, desk, take)


Take = Callable[[Seat, str], None]


def together(hall: Hall, screen: Seat, tablet: Seat, take: Take) -> None:
    """同步必答: its rules, a question, the tablet that answers it, who answered what."""
    screen.sees(hall.do("round.begin", round="simultaneous"))
    take(screen, "rules")
    present(hall, "single")
    hall.do("clock.start")
    tablet.page.locator("button.t-option").first.click()
    tablet.shows(w("team.state.sent"))
    take(tablet, "team-answer")
    for again in ("team.finish", "team.finish_again"):
        tablet.key(w(again)).click()
    tablet.shows(w("team.state.locked"))
    for at in (0, 2, 3, 4):
        answer(hall, at, right=at != 3, final=True)
    take(screen, "question")
    answer(hall, 5, right=False, final=True)
    screen.sees(hall.do("item.close"))
    take(screen, "answer")
    hall.do("round.end")
    for at, delta in enumerate((20, 10, 30, 0, 10, 0)):
        if delta:
            hall.do("points.adjust", reason="同步必答", team=hall.teams[at], points=str(delta))
    for scene in ("scores", "ranking"):
        screen.sees(hall.do("scene.show", scene=scene))
        screen.page.wait_for_timeout(3_000)
        take(screen, scene)


def pressed(hall: Hall, screen: Seat, host: Seat, tablet: Seat, judge: Seat, take: Take) -> None:
    """抢答: open, pressed, before the judge."""
    hall.do("round.begin", round="press")
    present(hall, "single")
    hall.do("press.arm")
    button(tablet, "armed")
    take(tablet, "team-press")
    arming = hall.view()["press"]["arming"]
    press(tablet)
    late_press(hall, 4, arming, 0)
    screen.until(lambda: screen.view["press"]["winner"] is not None)
    screen.sees(hall.do("scene.show", scene="press"))
    take(screen, "press-result")
    hall.do("scene.show", scene="question")
    judge.key(w("host.verdict.right"), exact=True).click()
    judge.shows(w("judge.state.sent"))
    take(judge, "judge")
    take(host, "host")
    hall.do("answer.judge", verdict="right")
    hall.do("item.close")
    hall.do("round.end")


def staked(hall: Hall, screen: Seat, tablet: Seat, take: Take) -> None:
    """风险题: the stakes before a team that has a page, and what it chose."""
    hall.do("round.begin", round="risk")
    hall.do("item.present", team=hall.teams[1])
    tablet.page.get_by_text(w("team.stake.choose")).first.wait_for()
    take(screen, "stakes")
    take(tablet, "team-stake")
    hall.do("stake.choose", team=hall.teams[1], stake=tablet.view["me"]["stakes"][-1])
    hall.do("clock.start")
    hall.do("answer.judge", verdict="right")
    hall.do("item.close")
    hall.do("round.end")


def in_a_row(hall: Hall, screen: Seat, take: Take) -> None:
    """限时快答: the count while it runs."""
    hall.do("round.begin", round="rapid")
    hall.do("item.present", team=hall.teams[2])
    hall.do("clock.start")
    for verdict in ("right", "right", "wrong", "right"):
        hall.do("answer.judge", verdict=verdict)
    take(screen, "rapid")
    hall.do("clock.pause")
    while (stage := hall.view()["item"]["stage"]) != "closed":
        if stage == "judged":
            hall.do("item.close")
        else:
            hall.do("answer.judge", verdict="give_up")
    hall.do("round.end")


def tied(hall: Hall, screen: Seat, take: Take) -> None:
    """加赛: the two best teams made level."""
    rows = sorted(hall.view()["ranking"], key=lambda row: row["rank"])
    first, second = rows[0], rows[1]
    missing = float(first["score"]) - float(second["score"])
    if missing:
        hall.do("points.adjust", reason="演示", team=second["team"], points=f"{missing:g}")
    screen.sees(hall.do("tieoff.begin", teams=[first["team"], second["team"]]))
    take(screen, "tie-off")
    hall.do("item.present")
    first_press(
        hall, next(at for at, team in enumerate(hall.teams) if at != 1 and team in (first["team"], second["team"]))
    )
    hall.do("answer.judge", verdict="right")
    hall.do("item.close")
    hall.do("tieoff.end")


def revealed(hall: Hall, screen: Seat, chief: Seat, take: Take) -> None:
    """The chief judge locks; the host reveals the ranking and calls an award."""
    hall.do("table.freeze")
    take(chief, "chief")
    hall.do("result.lock", "chief", unfinished=True, reason="演示到此为止")
    for step in range(5):
        screen.sees(hall.do("scene.show", scene="reveal", step=step))
    screen.page.wait_for_timeout(2_000)
    take(screen, "reveal")
    hall.do("table.open", reason="演示到此为止")
    screen.sees(hall.do("scene.show", scene="award", award="一等奖"))
    screen.page.wait_for_timeout(2_000)
    take(screen, "award")


def signed_in(place: House, demo: Demo, path: str) -> Seat:
    """The organiser's desk."""
    seat = place.newcomer(viewport=DESK)
    seat.page.goto(f"{seat.base}/signin?next={path}")
    seat.page.get_by_label(w("entry.sign_in.name")).fill(demo.account)
    seat.page.get_by_label(w("entry.sign_in.password")).fill(demo.password)
    seat.page.keyboard.press("Enter")
    seat.page.locator(".steps").wait_for()
    return seat


def papers(place: House, desk: Seat, demo: Demo, keep: Keep) -> None:
    """The first page of each paper."""
    desk.page.set_viewport_size(SHEET)
    for name, path in PAPERS.items():
        desk.page.goto(f"{desk.base}/organiser/matches/{demo.match}/{path}")
        sheet(desk, name, keep)
    desk.page.goto(
        f"{desk.base}/organiser/competitions/{matches.match_of(place.ctx, demo.match).competition}/data-note"
    )
    sheet(desk, "paper-data-note", keep)
    desk.page.set_viewport_size(DESK)


def sheet(desk: Seat, name: str, keep: Keep) -> None:
    """A paper from its upper edge, as much as an A4 sheet holds."""
    desk.still()
    box: Any = desk.page.locator(".official-paper").bounding_box()
    tall = min(box["height"], box["width"] * 297 / 210)
    clip: FloatRect = {"x": box["x"], "y": box["y"], "width": box["width"], "height": tall}
    shot = desk.page.screenshot(full_page=True, clip=clip)
    keep(Image.open(io.BytesIO(shot)), name)


def before(place: House, demo: Demo, desk: Seat, take: Take) -> None:
    """The evening before: a copy of the match that is not open, its checklist, draw, questions and cards."""
    copied = copy_match.copy_match(place.ctx, actor=ORGANISER, match_id=demo.match, title="决赛", questions=False)
    for name, path in {
        "checklist": f"matches/{copied.id}",
        "draw": f"matches/{copied.id}/draw",
        "pools": f"matches/{copied.id}/questions",
        "rules-page": f"matches/{copied.id}/rules/values",
        "sets": "sets",
    }.items():
        desk.page.goto(f"{desk.base}/organiser/{path}")
        take(desk, name)
    desk.page.goto(f"{desk.base}/organiser/matches/{copied.id}/tickets")
    desk.page.get_by_role("button", name=w("organiser.tickets.issue_go")).click()
    desk.page.locator(".seat-card").first.wait_for()
    take(desk, "cards")
