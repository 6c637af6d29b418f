"""The chief judge sees what a result changes in the stages of the competition before taking it up again and before
locking it once more."""

from __future__ import annotations

from random import Random

from playwright.sync_api import expect

from scoring.engine.actors import Actor
from scoring.engine.competition.commands_stages import ConfirmAdvance, DrawByHand, ProposeAdvance
from scoring.usecases import tickets
from tests.browser.house import House, w
from tests.halls import ORGANISER
from tests.overviews import an_event, in_swing


def test_the_desk_says_before_the_lock_who_would_come_through_instead_of_whom(house: House) -> None:
    event = an_event(house.ctx, teams=6, groups=2, advance=1)
    halls = in_swing(event, Random(2), done=2, running=0)
    event.do(ProposeAdvance("初赛"))
    event.do(ConfirmAdvance(1), Actor("account:second", "organiser"))
    through = tuple(one.team for one in event.state.advances[-1].through)
    event.do(DrawByHand("决赛", (through,)))
    names = {no: one.form.team for no, one in event.state.registrations.items()}
    issued = tickets.issue_missing(house.ctx, actor=ORGANISER, match_id=halls[0].match)
    match = house.hold(halls[0].match, halls[0].teams, issued)
    chief = match.seat("chief")
    chief.page.locator(".chief-lock").get_by_role("button").click()
    dialog = chief.page.get_by_role("dialog")
    expect(dialog.locator("[data-further]")).to_contain_text(w("stages.further.drawn", later="决赛"))
    expect(dialog.locator("[data-further] li")).to_have_count(1)
    dialog.get_by_role("textbox").fill("抗议成立")
    dialog.get_by_role("button", name=w("host.confirm")).click()
    chief.until(lambda: not chief.view["locked"])
    loser = next(team for team in chief.view["teams"] if team["name"] != names[through[0]])
    told = w("stages.further.instead", into=loser["name"], out=names[through[0]], later="决赛")
    chief.key(w("host.actions.points.adjust")).click()
    dialog.locator("label", has_text=loser["name"]).click()
    dialog.locator("[inputmode]").fill("1000")
    expect(dialog.locator("[data-further] li").first).to_have_text(told)
    chief.page.keyboard.press("Escape")
    match.do("points.adjust", "chief", reason="抗议成立", team=loser["id"], points="1000")
    chief.until(lambda: max(float(team["score"]) for team in chief.view["teams"]) >= 1000)
    chief.key(w("chief.lock.key"), exact=True).click()
    told = w("stages.further.instead", into=loser["name"], out=names[through[0]], later="决赛")
    expect(dialog.locator("[data-further] li").first).to_have_text(told)
