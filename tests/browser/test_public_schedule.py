"""The public page of the schedule on a small telephone."""

from __future__ import annotations

from scoring.engine.competition.commands_schedule import Planned, PublishSchedule, SetSchedule
from tests.browser.house import House, w
from tests.overviews import an_event

HOUR = 3_600_000


def test_the_published_schedule_is_read_on_a_telephone_of_360_px_from_the_page_of_registration(house: House) -> None:
    event = an_event(house.ctx, teams=8, groups=2, longest=40)
    begins = event.ctx.clock.now() // HOUR * HOUR + HOUR * 24
    plans = (Planned("初赛", no, begins, begins + HOUR, f"{no}号演播厅") for no in (1, 2))
    event.do(SetSchedule(tuple(plans)))
    event.do(PublishSchedule())
    phone = house.newcomer(viewport={"width": 360, "height": 740})
    phone.page.goto(f"{phone.base}/c/{event.id}")
    phone.page.get_by_role("link", name=w("schedule.title")).click()
    phone.page.wait_for_url("**/schedule")
    phone.shows("初赛第1组", "2号演播厅")
    wide = phone.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360
