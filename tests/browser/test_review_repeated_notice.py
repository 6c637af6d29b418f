"""An objection that is upheld: the place goes to the next in line, the notice is repeated, and what was published
before can still be read."""

from __future__ import annotations

from playwright.sync_api import expect

from scoring.sheets import campaign_text
from tests.browser.house import House, w
from tests.browser.seats import CUT_OFF
from tests.browser.way import approver, office, public
from tests.browser.way.hall import open_hall, picture

AWARD = "十佳学习型党组织"
STANDS, REMOVED, HEIR = "甲村党支部", "乙村党支部", "丙村党支部"
BODIES = ("创学领导小组", "市委宣传部")
LAST = "2012年5月14日"


def test_who_is_removed_by_an_objection_leaves_the_place_to_the_next_in_a_repeated_notice(
    mortal_in_2012: House,
) -> None:
    mortal_in_2012.guard.allow(CUT_OFF)
    two_places = campaign_text("hongjiang-2012").replace("places = 10", "places = 2", 1)
    hall = open_hall(mortal_in_2012, two_places, judges=3, stage="notice")
    desk = hall.sit("office").page
    office.give_notice(desk, 1, LAST)
    reader = hall.public().page
    public.open_notice(reader, 1)
    expect(reader.locator(".public-paper")).to_contain_text(REMOVED)
    public.object_to(reader, REMOVED, "赵六", "学习台账系事后补写。")

    office.open_objection(desk, REMOVED)
    office.admit(desk)
    office.close(desk, "经核查，台账系补写。", upheld=True)
    office.step_is(desk, AWARD, "vacancy")
    office.settle_vacancy(desk, AWARD, HEIR)
    office.step_is(desk, AWARD, "notice-again")
    office.give_notice(desk, 2, LAST)
    picture(desk, "office_repeated", whole=True)

    again = hall.public().page
    public.open_notice(again, 2)
    shown = again.locator(".public-paper")
    expect(shown).to_contain_text(HEIR)
    expect(shown).not_to_contain_text(REMOVED)
    expect(again.locator("main")).to_contain_text(w("review_public.repeats"))
    picture(again, "public_repeated", whole=True)
    first = hall.public().page
    public.open_notice(first, 1)
    expect(first.locator(".public-paper")).to_contain_text(REMOVED)

    with hall.dead(days=8):
        pass
    page = hall.sit("approver").page
    for body in BODIES:
        approver.resolve(page, AWARD, body, (9, 8, 8, 0, 0))
    approver.publish(page, 1)
    result = hall.public("/result").page.locator("main")
    for name in (STANDS, HEIR):
        expect(result).to_contain_text(name)
    expect(result).not_to_contain_text(REMOVED)
    noticed = {one.no: (one.repeats, [line.nominee for line in one.shown]) for one in hall.campaign.state.notices}
    assert noticed == {1: (None, [REMOVED, STANDS]), 2: (1, [HEIR, STANDS])}
