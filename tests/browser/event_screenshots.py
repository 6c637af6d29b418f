"""The pictures of a competition of several stages in docs/two-days.md, taken while one is led from its registration to
its certificates."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pypdfium2
from PIL import Image

from scoring.engine.competition.commands import Decide, OpenRegistration
from scoring.engine.competition.commands_commend import BeginCeremony, CallNext, NameHolders, NumberCertificates
from scoring.engine.competition.commands_stages import (
    CommitDraw,
    ConfirmAdvance,
    DrawByHand,
    MakeDraw,
    ProposeAdvance,
)
from scoring.engine.competition.commend_state import Named
from scoring.engine.competition.registration import RegistrationRules
from scoring.usecases.competition.seats import issue_seat
from scoring.usecases.competition.stages import play_groups, set_stages
from scoring.usecases.competitions import create_competition
from scoring.usecases.context import Context
from tests.browser.house import House, w
from tests.browser.seats import Seat, follow
from tests.browser.test_written import organiser
from tests.halls import CHIEF, ORGANISER, Hall
from tests.overviews import DAY, SHEET, bank, in_swing, play_individual, prepared, stages
from tests.registrations import ZONE, Registered, values
from tests.unit.usecases.competition.commend_events import AWARDS, SECOND, sign

PHONE = {"width": 390, "height": 844}
WALL = {"width": 1600, "height": 900}
PAPER_SCALE = 1.2
"""Pixels of a picture of a paper for each point of it."""

UNITS = (
    "县委党校", "第一中学", "人民医院", "税务局", "青山镇", "供电公司", "城关街道", "农业农村局",
    "消防救援大队", "法院", "图书馆", "交通运输局", "第二小学", "白水乡", "市场监管局", "文化馆",
)  # fmt: skip
GROUPS = 4

Take = Callable[[Seat, str], None]
Keep = Callable[[Image.Image, str], None]


def event_pictures(place: House, take: Take, keep: Keep) -> None:
    """The steps of a competition, each as those see it whose step it is."""
    event = drawn(place.ctx)
    halls = in_swing(event, Random(2), done=1, running=2)
    home = f"/organiser/competitions/{event.id}"
    desk = organiser(place, "组织者", home)
    take(desk, "event-home")
    registering(place, event, take)
    desk.page.goto(f"{desk.base}{home}/stages/1")
    take(desk, "event-stage")
    overview(place, event, take)
    signed(event, halls)
    ceremony(desk, event, take)
    certificate(desk, event, keep)


def drawn(ctx: Context) -> Registered:
    """Sixteen teams that are approved and drawn into four groups, with their matches; registration is open still."""
    now = ctx.clock.now()
    made = create_competition(ctx, actor=ORGANISER, title="“学思想、强党性”知识竞赛", organiser="中共某县委宣传部")
    event = Registered(ctx, made.id)
    erased = datetime.fromtimestamp((now + 300 * DAY) / 1000, UTC).date()
    event.do(OpenRegistration(RegistrationRules(now, now + DAY, ZONE, erased)))
    text = SHEET.replace("小赛制", "两天赛制") + stages(GROUPS, advance=1) + AWARDS
    set_stages(ctx, actor=ORGANISER, competition_id=event.id, text=text, key="stages")
    for no, unit in enumerate(UNITS, start=1):
        event.hand_in(values(f"{unit}代表队", unit, tuple(f"{'张李王赵'[no % 4]}{one}" for one in "一二三")))
        event.do(Decide(no, 1, "approve"))
    event.do(CommitDraw("初赛", (tuple(range(1, len(UNITS) + 1)),), GROUPS))
    event.do(MakeDraw(1, "20260501"))
    play_groups(ctx, actor=ORGANISER, competition_id=event.id, stage="初赛", key="matches")
    return event


def registering(place: House, event: Registered, take: Take) -> None:
    """A unit fills in the form on a telephone."""
    phone = place.newcomer(viewport=PHONE)
    phone.page.goto(f"{phone.base}/c/{event.id}")
    follow(phone.key(w("registration.begin")))
    for name, text in (("team", "红岩镇代表队"), ("unit", "红岩镇"), ("leader", "周一")):
        phone.page.locator(f"[name={name}]").fill(text)
    for no, one in enumerate(("吴一", "吴二", "吴三")):
        phone.page.locator("[name=members]").nth(no).fill(one)
    phone.page.evaluate("scrollTo(0, 0)")
    take(phone, "event-registration")


def overview(place: House, event: Registered, take: Take) -> None:
    """The hall's screen with all matches of the stage."""
    issued = issue_seat(place.ctx, actor=ORGANISER, competition_id=event.id, role="display", label="总览")
    screen = place.newcomer(viewport=WALL)
    screen.page.goto(f"{screen.base}/e/{issued.code}")
    screen.page.wait_for_url(re.compile("/hall/"))
    screen.seated()
    screen.page.locator(".hall-name").first.wait_for()
    take(screen, "event-overview")


def signed(event: Registered, halls: list[Hall]) -> None:
    """The groups and the final are played to their end, and two people sign what came of it."""
    for hall in halls[1:]:
        ended(hall)
    event.do(ProposeAdvance("初赛"))
    event.do(ConfirmAdvance(1), SECOND)
    event.do(DrawByHand("决赛", (tuple(one.team for one in event.state.advances[-1].through),)))
    play_groups(event.ctx, actor=ORGANISER, competition_id=event.id, stage="决赛", key="final")
    ended(prepared(event.ctx, event.state.played["决赛"][0].match, bank(event.ctx)))
    sign(event, "初赛")
    sign(event, "决赛")
    event.do(NameHolders("优秀组织奖", (Named("图书馆"),)), reason="组委会会议")
    sign(event)


def ended(hall: Hall) -> None:
    """Some items more, points that leave no two teams level, and the lock."""
    if hall.state.phase == "setup":
        play_individual(hall, Random(3), len(hall.teams))
    for place, team in enumerate(hall.teams):
        hall.do("points.adjust", CHIEF, reason="附加分", team=team, points=str(3 * place + 3))
    hall.do("result.lock", CHIEF, reason="时间已到", unfinished=True)


def ceremony(desk: Seat, event: Registered, take: Take) -> None:
    """The second prize: its first holder is called, the other is not yet."""
    event.do(BeginCeremony("二等奖"))
    event.do(CallNext(0))
    desk.page.set_viewport_size({"width": WALL["width"], "height": WALL["height"]})
    desk.page.goto(f"{desk.base}/organiser/competitions/{event.id}/ceremony/screen")
    desk.page.locator(".reveal-newest").wait_for()
    take(desk, "event-ceremony")


def certificate(desk: Seat, event: Registered, keep: Keep) -> None:
    """The first certificate as it is printed."""
    event.do(NumberCertificates())
    desk.page.goto(f"{desk.base}/organiser/competitions/{event.id}/certificates")
    desk.key(w("commend.cert.print")).click()
    with desk.page.expect_download() as got:
        desk.page.get_by_role("link", name=re.compile("pdf$")).click()
    paper = pypdfium2.PdfDocument(Path(got.value.path()))
    keep(paper[0].render(scale=PAPER_SCALE).to_pil(), "event-certificate")
    paper.close()
