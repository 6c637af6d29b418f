"""The overview in the hall: matches and standings of 5 groups or 12 on any wall, page by page; the operator's table."""

from __future__ import annotations

import re
from random import Random

import pytest

from scoring.engine.competition.commands_stages import ProposeAdvance
from scoring.usecases import tickets
from scoring.usecases.competition.seats import SeatRole, issue_seat
from scoring.usecases.competition.stages import play_tie_off
from tests.browser.house import House
from tests.browser.layout.ruler import violations
from tests.browser.seats import Seat
from tests.browser.test_wall_layout import TURNS_SOON, WALLS, faults
from tests.halls import ORGANISER
from tests.overviews import an_event, in_swing, name_of
from tests.registrations import Registered
from tests.unit.usecases.competition.test_stages import play


def at(house: House, event: Registered, role: SeatRole, **context: object) -> Seat:
    """Somebody opens the hall's screen, or the operator's page, by the code of its card."""
    issued = issue_seat(house.ctx, actor=ORGANISER, competition_id=event.id, role=role, label="总览")
    seat = house.newcomer(**context)
    seat.page.add_init_script(TURNS_SOON)
    seat.page.goto(f"{house.server.base}/e/{issued.code}")
    seat.page.wait_for_url(re.compile("/hall/"))
    return seat.seated()


@pytest.mark.parametrize(("groups", "teams", "longest"), [(12, 69, 0), (5, 40, 0), (4, 12, 40)])
def test_every_group_is_shown_and_no_type_is_small_or_cut_on_any_wall(
    house: House, groups: int, teams: int, longest: int
) -> None:
    event = an_event(house.ctx, teams=teams, groups=groups, advance=2, longest=longest)
    in_swing(event, Random(groups), done=groups // 3, running=groups // 3)
    screen = at(house, event, "display", viewport={"width": 1920, "height": 1080}, reduced_motion="reduce")
    wrong: dict[str, object] = {}
    for wall, (width, height) in WALLS.items():
        screen.page.set_viewport_size({"width": width, "height": height})
        seen: set[str] = set()

        def shown(wall: str = wall, seen: set[str] = seen) -> bool:
            if found := faults(screen):
                wrong[wall] = found
            seen |= set(screen.page.locator(".hall-name").all_inner_texts())
            return seen >= {name_of(no, longest) for no in range(1, teams + 1)}

        screen.until(shown)
    assert wrong == {}


COVERED = """() => {
  const text = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getBoundingClientRect();
  };
  const place = (node) => node.getBoundingClientRect();
  const names = [...document.querySelectorAll('.hall-line')].filter((line) =>
    text(line.querySelector('.hall-no')).right > place(line.querySelector('.hall-state')).left);
  const rule = document.querySelector('.hall-strip .strip-item');
  const inside = text(rule).left >= place(rule).left - 1 && text(rule).right <= place(rule).right + 1;
  return [...names.map((line) => line.textContent), ...(inside ? [] : ['rule'])];
}"""


def test_a_tie_off_has_its_whole_name_beside_its_state_and_the_rule_its_whole_place(house: House) -> None:
    event = an_event(house.ctx, teams=6, groups=2, advance=1, runners_up=1)
    for one in event.state.played["初赛"]:
        first, *others = (name_of(no) for _, no in one.teams)
        play(house.ctx, one.match, {first: 50, **dict.fromkeys(others, 30)})
    event.do(ProposeAdvance("初赛"))
    play_tie_off(
        house.ctx,
        actor=ORGANISER,
        competition_id=event.id,
        stage="初赛",
        where="runners_up",
        title="初赛加赛",
        key="off",
    )
    screen = at(house, event, "display", viewport={"width": 1920, "height": 1080}, reduced_motion="reduce")
    wrong: dict[str, object] = {}
    for wall, (width, height) in {**WALLS, "laptop": (1280, 800)}.items():
        screen.page.set_viewport_size({"width": width, "height": height})
        screen.until(lambda: screen.page.locator(".hall-line").count() == 3)
        if found := faults(screen) or screen.page.evaluate(COVERED):
            wrong[wall] = found
    assert wrong == {}


def test_the_hall_and_the_operator_see_what_happens_in_a_match_a_moment_later(house: House) -> None:
    event = an_event(house.ctx, teams=6, groups=2, advance=1)
    halls = in_swing(event, Random(2), done=1, running=1)
    issued = tickets.issue_missing(house.ctx, actor=ORGANISER, match_id=halls[1].match)
    match = house.hold(halls[1].match, halls[1].teams, issued)
    screen = at(house, event, "display", viewport={"width": 1920, "height": 1080})
    desk = at(house, event, "operator")
    desk.shows("初赛第1组", "已锁定", "初赛第2组", "进行中", "第7题/共9题")
    match.seat("display")
    desk.shows("1/1")
    match.do("item.present")
    desk.shows("第8题/共9题")
    screen.until(lambda: screen.view["stage"]["groups"][1]["progress"]["item"] == 8)
    for place, team in enumerate(match.teams):
        match.do("points.adjust", "chief", reason="附加分", team=team, points=str(100 * place + 100))
    match.do("item.void", reason="停电")
    match.do("result.lock", "chief", reason="停电", unfinished=True)
    screen.until(lambda: screen.view["stage"]["groups"][1]["progress"]["state"] == "locked")
    assert [team["fate"] for team in screen.view["stage"]["groups"][1]["teams"]] == ["through", "out", "out"]


def test_the_operator_sees_each_device_and_loads_one_anew_while_the_others_stay(house: House) -> None:
    event = an_event(house.ctx, teams=12, groups=4, advance=2)
    screens = [at(house, event, "display") for _ in range(2)]
    desk = at(house, event, "operator", viewport={"width": 1280, "height": 800})
    for screen in screens:
        screen.page.evaluate("window.stays = true")
    desk.page.locator(".hall-devices summary").click()
    keys = desk.page.locator(".hall-device-ways button:first-child")
    desk.until(lambda: keys.count() == 3)
    lines = desk.page.locator(".hall-devices tbody tr")
    first = next(no for no in range(3) if "总控台" not in lines.nth(no).inner_text())
    keys.nth(first).click()

    def stay() -> list[bool]:
        return [screen.page.evaluate("window.stays === true") for screen in screens]

    desk.until(lambda: stay().count(True) == 1)
    desk.until(lambda: keys.count() == 3)


def test_the_operator_names_a_screen_and_moves_it_to_another_ones_place(house: House) -> None:
    event = an_event(house.ctx, teams=12, groups=4, advance=2)
    screen = at(house, event, "display")
    other = issue_seat(
        house.ctx, actor=ORGANISER, competition_id=event.id, role="display", label="侧厅", stage=1
    ).ticket
    desk = at(house, event, "operator", viewport={"width": 1280, "height": 800})
    desk.page.locator(".hall-devices summary").click()
    desk.page.get_by_role("button", name="名称、位置").click()
    form = desk.page.locator(".hall-device-form")
    form.get_by_label("设备名称").fill("左侧大屏")
    form.get_by_label("移到").select_option(other.id)
    form.get_by_role("button", name="确定").click()
    screen.page.wait_for_url(re.compile(other.id))
    desk.until(lambda: "左侧大屏" in desk.page.locator(".hall-devices tbody").inner_text())
    desk.until(lambda: desk.page.locator(".hall-devices tbody tr", has_text="侧厅").count() == 1)


def test_the_halls_screen_and_the_operators_page_keep_the_rules_of_accessibility(house: House) -> None:
    event = an_event(house.ctx, teams=12, groups=4)
    in_swing(event, Random(4), done=1, running=2)
    broken: dict[SeatRole, list[str]] = {}
    for role, shown in (("display", ".hall-name"), ("operator", "table")):
        seat = at(house, event, role, viewport={"width": 1920, "height": 1080}, reduced_motion="reduce")
        seat.page.locator(shown).first.wait_for()
        seat.still()
        broken[role] = violations(seat.page)
    assert broken == {"display": [], "operator": []}
