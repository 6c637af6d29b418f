"""The people of the hall at their pages: what one of them does, all the others see."""

from __future__ import annotations

import csv
import io
import re

from playwright.sync_api import expect

from tests.browser.house import SHEET, Hall, House, w
from tests.browser.seats import REFUSED, Seat, choose, finish

BOXES = """(wanted) => wanted.map((one) => {
  const {x, y, width, height} = document.querySelector(one).getBoundingClientRect();
  return {x, y, width, height};
})"""


def play_all(hall: Hall, *answers: str) -> int:
    """One item of the simultaneous round: these answers in order of station, then the reveal."""
    hall.do("clock.start")
    for place, answer in enumerate(answers):
        hall.finish(place, answer=answer)
    return hall.do("item.close")


def score_on(display: Seat, team: str) -> str:
    """What the ranking on the big screen says of a team: rank and score."""
    row = display.page.locator(".rank-row").filter(has_text=team)
    return f"{row.locator('.rank-no').inner_text()} {row.locator('.score').inner_text()}".replace("\n", "")


def got(seat: Seat, team: str) -> str:
    """What the item on this screen has brought the team so far; "" before a verdict."""
    points: str = seat.view["item"]["verdicts"].get(team, {"points": ""})["points"]
    return points


def test_a_second_device_gets_the_seat_when_the_host_gives_it_and_the_first_is_told(house: House) -> None:
    hall = house.hall()
    host, old = hall.seat("host"), hall.seat("team0")
    hall.open_item("all")
    hall.do("clock.start")
    choose(old, "B")
    old.shows(w("team.state.sent"))
    new = house.newcomer()
    house.guard.allow(REFUSED)
    new.page.goto(f"{new.base}/e/{hall.codes['team0']}")
    new.page.wait_for_url("**/m/**")
    new.shows(w("live.seat.waiting.title"))
    assert "题干" not in new.page.locator("body").inner_text()
    host.key(w("host.seats.move")).first.click()
    new.seated()
    expect(new.page.get_by_role("radio", name=re.compile("^B"))).to_be_checked()
    old.shows(w("live.seat.replaced.title"))
    box = old.page.locator(".seat-sign").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 1280, "height": 800}


def test_no_stray_key_opens_a_match_and_the_host_opens_it_by_a_second_press(house: House) -> None:
    hall = house.hall()
    host = hall.seat("host")
    host.shows("同步必答", "限时快答")
    host.settled("match.open")
    stray = ("Space", "Enter", "PageDown")
    for key in stray:
        host.page.keyboard.press(key)
    assert host.page.locator("dialog").count() == 0
    host.next("match.open")
    confirm = host.page.locator('[data-confirm="match.open"]')
    expect(confirm).to_be_visible()
    host.shows(w("host.open.means"), w("host.open.teams", teams=3, members=6))
    for key in stray:
        host.page.keyboard.press(key)
    assert confirm.is_visible()
    assert host.view["match"]["phase"] == "setup"
    confirm.click()
    host.settled("round.begin.all")
    assert host.view["match"]["phase"] == "open"


def test_a_round_is_ended_early_only_by_a_second_press_that_names_what_is_left(house: House) -> None:
    hall = house.hall()
    host = hall.seat("host")
    hall.do("match.open")
    hall.do("round.begin", round="press")
    host.key(w("host.actions.round.end")).click()
    host.shows(w("host.end.left_items", left=3))
    host.page.locator('[data-confirm="round.end"]').click()
    host.until(lambda: host.view["round"] is None)


def test_the_host_plays_an_item_with_the_space_bar_and_takes_a_step_back(house: House) -> None:
    hall = house.hall()
    host, screen = hall.seat("host"), hall.seat("display")
    keys = host.page.keyboard
    hall.do("match.open")
    for action, seen in (("round.begin.all", 2), ("item.present", 3), ("clock.start", 4)):
        host.settled(action)
        keys.press("Space")
        assert host.sees(seen)["seq"] == seen
    host.page.locator(".toast").get_by_role("button", name=w("host.notice.undo")).wait_for()
    keys.press("u")
    host.sees(5)
    assert host.view["clock"] is None
    host.shows(w("host.log.undone"))
    host.settled("clock.start")
    keys.press("Space")
    screen.shows("题干", w("display.answered", n=0, of=3))


def test_what_was_just_done_is_said_where_it_covers_neither_the_question_nor_the_log(house: House) -> None:
    hall = house.hall()
    host = hall.seat("host")
    hall.do("match.open")
    host.settled("round.begin.all")
    host.still()
    before = host.page.locator(".host-grid").bounding_box()
    host.page.keyboard.press("Space")
    host.page.locator(".toast-done").wait_for()
    box, grid = host.page.evaluate(BOXES, [".toast-done", ".host-grid"])  # both at once: what is said goes by itself
    assert grid == before
    assert box["y"] + box["height"] <= grid["y"]


def test_a_step_that_another_desk_took_back_is_not_followed_by_the_one_before_it(house: House) -> None:
    hall = house.hall()
    host = hall.seat("host")
    hall.open_item("all")
    hall.do("clock.start")
    host.sees(4)
    host.page.keyboard.press("u")
    confirm = host.key(w("host.undo.do", count=1))
    confirm.wait_for()
    host.sees(hall.do("undo", "chief"))
    house.guard.allow(REFUSED)
    confirm.click()
    host.shows(w("errors.undo-changed.message"))
    assert host.view["item"]["no"] == 1


def test_the_places_of_a_tie_off_are_kept_as_the_host_chooses_them_and_a_gap_is_refused(house: House) -> None:
    hall = house.hall(teams=("甲队", "乙队", "丙队", "丁队", "戊队", "己队"))
    host = hall.seat("host")
    hall.do("match.open")
    hall.do("round.begin", round="all")
    hall.do("round.end")
    hall.do("tieoff.begin", teams=hall.teams)
    host.sees(hall.view()["seq"])
    host.key(w("host.actions.tieoff.order")).click()
    boxes, confirm = host.page.locator(".order-field select"), host.key(w("host.confirm"))
    host.key(w("host.reason.lot")).click()

    def chosen() -> list[str]:
        return [box.input_value() for box in boxes.all()]

    places = ["2", "3", "1", "4", "5"]
    for at, place in enumerate(places):
        boxes.nth(at).select_option(place)
        host.shows(w("host.field.order_incomplete"))
        assert chosen() == [*places[: at + 1], *[""] * (5 - at)]
        expect(confirm).to_be_disabled()
    boxes.nth(5).select_option("5")
    boxes.nth(4).select_option("6")
    boxes.nth(1).select_option("4")
    host.shows(w("host.field.order_gap"))
    assert chosen() == ["2", "4", "1", "4", "6", "5"]
    expect(confirm).to_be_disabled()
    boxes.nth(1).select_option("3")
    assert chosen() == ["2", "3", "1", "4", "6", "5"]
    confirm.click()
    host.until(lambda: host.page.locator("dialog").count() == 0)
    a, b, c, d, e, f = hall.view()["tie_off"]["teams"]
    with house.ctx.store.read() as uow:
        kept = [
            entry.payload["order"] for entry in uow.ledger.read(f"match:{hall.match}") if entry.kind == "tieoff.order"
        ]
    assert kept == [[[c], [a], [b], [d], [f], [e]]]


def test_an_item_is_thrown_out_and_a_spare_takes_its_place_in_one_step(house: House) -> None:
    hall = house.hall()
    host, screen = hall.seat("host"), hall.seat("display")
    hall.open_item("press")
    old = screen.sees(3)["item"]["question"]["stem"]
    screen.shows(old)
    host.page.keyboard.press("m")
    host.key(w("host.actions.item.replace")).click()
    expect(host.key(w("host.confirm"))).to_be_disabled()
    host.key(w("host.reason.question")).click()
    host.key(w("host.confirm")).click()
    spare = host.sees(4)["item"]["question"]["stem"]
    assert spare != old
    screen.shows(spare)
    screen.hides(old)


def test_points_need_a_reason_and_the_screen_ranks_as_the_exported_table(house: House) -> None:
    hall = house.hall()
    host, screen = hall.seat("host"), hall.seat("display")
    hall.open_item("all")
    play_all(hall, "B", "A", "C")
    host.page.keyboard.press("m")
    host.page.get_by_role("dialog").locator('[data-action="points.adjust"]').click()
    form = host.page.get_by_role("dialog")
    form.get_by_text("丙队").click()
    form.get_by_label(w("host.field.points")).fill("2.5")
    expect(form.get_by_role("button", name=w("host.confirm"))).to_be_disabled()
    form.get_by_role("button", name=w("host.reason.supporters")).click()
    form.get_by_role("button", name=w("host.confirm")).click()
    host.until(lambda: host.view["teams"][2]["score"] == "102.5")
    host.key(w("host.scene.ranking")).click()
    screen.until(lambda: score_on(screen, "丙队") == "2 102.5")
    response = host.page.request.get(f"{host.base}/api/matches/{hall.match}/ranking.csv")
    rows = list(csv.reader(io.StringIO(response.body().decode("utf-8-sig"))))
    exported = [(row[0], row[2]) for row in rows[1:]]
    shown = [
        (row.locator(".rank-no").inner_text(), row.locator(".rank-name").inner_text())
        for row in screen.page.locator(".rank-row").all()
    ]
    assert shown == exported == [("1", "甲队"), ("2", "丙队"), ("3", "乙队")]


def test_a_judge_says_what_it_was_the_host_decides_and_the_chief_has_the_last_word(house: House) -> None:
    hall = house.hall()
    host, judge, chief, screen = (hall.seat(who) for who in ("host", "judge1", "chief", "display"))
    hall.open_item("press")
    hall.do("press.arm")
    arming = hall.view()["press"]["arming"]
    hall.do("press.record", "team0", team=hall.teams[0], press="p1", arming=arming)
    judge.shows(w("judge.judging"), "甲队")
    judge.key(w("host.verdict.wrong")).click()
    judge.shows(w("judge.state.sent"))
    host.shows(f"{w('host.verdict.wrong')} × 1")
    host.page.keyboard.press("2")
    screen.until(lambda: got(screen, hall.teams[0]) == "-10")
    judge.shows(w("judge.state.locked"))
    host.next("item.close")
    host.until(lambda: host.view["match"]["stage"] == "closed")
    host.key(w("host.scene.ranking")).click()
    screen.until(lambda: score_on(screen, "甲队") == "3 90")
    hall.abreast()
    chief.page.locator(".chief-items").get_by_role("button").first.click()
    dialog = chief.page.get_by_role("dialog")
    dialog.get_by_role("button", name=w("chief.item.verdict")).click()
    dialog.get_by_text(w("host.verdict.right"), exact=True).click()
    expect(dialog.get_by_role("button", name=w("host.confirm"))).to_be_disabled()
    dialog.get_by_role("button", name=w("host.reason.protest")).click()
    dialog.get_by_role("button", name=w("host.confirm")).click()
    screen.until(lambda: score_on(screen, "甲队") == "1 110")
    hall.do("round.end")
    chief.key(w("chief.lock.key")).click()
    dialog.get_by_role("button", name=w("host.reason.time")).click()
    dialog.get_by_role("button", name=w("host.actions.result.lock")).click()
    screen.until(lambda: screen.view["locked"])
    screen.shows(w("display.final"))
    host.shows(w("host.locked"))


def test_an_edit_that_is_opened_and_closed_again_changes_nothing(house: House) -> None:
    hall = house.hall()
    hall.open_item("all")
    seq = play_all(hall, "B", "A", "A")
    chief, host = hall.seat("chief"), hall.seat("host")
    chief.page.locator(".chief-items").get_by_role("button").first.click()
    dialog = chief.page.get_by_role("dialog")
    dialog.get_by_role("button", name=w("chief.item.verdict")).click()
    dialog.get_by_text(w("host.verdict.right"), exact=True).click()
    expect(dialog.locator(".moves")).to_be_visible()
    chief.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    host.page.keyboard.press("m")
    host.page.get_by_role("dialog").locator('[data-action="points.adjust"]').click()
    host.page.get_by_role("dialog").get_by_label(w("host.field.points")).fill("0")
    host.page.keyboard.press("Escape")
    expect(host.page.get_by_role("dialog")).to_have_count(0)
    assert hall.view()["seq"] == seq
    assert [team["score"] for team in hall.view()["teams"]] == ["110", "100", "100"]


def test_an_item_of_long_ago_is_asked_for_and_corrected(house: House) -> None:
    hall = house.hall(sheet=SHEET.replace("items = 3", "items = 14", 1))
    hall.open_item("all")
    play_all(hall, "B", "A", "A")
    for _ in range(13):
        hall.do("item.present")
        hall.do("item.void", reason="题目有误")
    chief = hall.seat("chief")
    assert [item["no"] for item in chief.view["items"]] == list(range(14, 2, -1))
    chief.key(w("chief.items.earlier", count=2)).click()
    dialog = chief.page.get_by_role("dialog")
    expect(dialog.locator(".items > li")).to_have_count(2)
    dialog.locator(".items button").last.click()
    dialog.get_by_role("button", name=w("chief.item.verdict")).click()
    dialog.get_by_text("乙队").click()
    dialog.get_by_text(w("host.verdict.right"), exact=True).click()
    expect(dialog.locator(".moves li").first).to_contain_text("100 → 110")
    dialog.get_by_role("button", name=w("host.reason.protest")).click()
    dialog.get_by_role("button", name=w("host.confirm")).click()
    chief.until(lambda: [team["score"] for team in chief.view["teams"]] == ["110", "110", "100"])


def test_a_team_chooses_its_stake_on_its_tablet_and_another_passes(house: House) -> None:
    hall = house.hall()
    first, second, screen = hall.seat("team0"), hall.seat("team1"), hall.seat("display")
    hall.open_item("risk")
    first.shows(w("team.stake.choose"))
    first.page.get_by_role("radio", name="20").click()
    first.key(w("team.stake.confirm", stake="20")).click()
    screen.until(lambda: screen.view["item"]["stake"] == "20")
    screen.shows(w("display.stake"), "20", "题干")
    hall.do("clock.start")
    choose(first, "B")
    finish(first)
    assert hall.view()["item"]["answers"] == {hall.teams[0]: ["B"]}
    hall.do("answer.judge", verdict="right")
    first.shows(w("team.verdict.right"), "+20", "120")
    hall.do("item.close")
    hall.do("item.present")
    second.page.get_by_role("radio", name=w("team.stake.pass")).click()
    second.key(w("team.stake.confirm", stake=w("team.stake.pass"))).click()
    screen.shows(w("display.passed"), "乙队")
    assert hall.view()["teams"][1]["score"] == "100"


def test_one_member_runs_through_rapid_questions_by_the_keys_one_and_two(house: House) -> None:
    hall = house.hall()
    host, screen = hall.seat("host"), hall.seat("display")
    hall.open_item("rapid")
    host.next("clock.start")
    host.until(lambda: host.view["clock"] is not None)
    stems, count = [], []
    for verdict in ("1", "2", "1"):
        stems.append(host.view["item"]["question"]["stem"])
        screen.shows(stems[-1])
        before = host.view["seq"]
        host.page.locator('.verdict-right button[aria-disabled="false"]').wait_for()
        host.page.keyboard.press(verdict)
        host.sees(before + 1)
        count.append(screen.page.locator(".strip-item").inner_text())
    assert len(set(stems)) == 3
    assert count == [w("display.turn_of", no=1, of=3)] * 3
    assert host.view["teams"][0]["score"] == "120"
    host.next("item.close")
    host.next("item.present")
    screen.shows(w("display.turn_of", no=2, of=3))


def test_the_audience_plays_and_no_team_gains_by_it(house: House) -> None:
    hall = house.hall()
    host, screen = hall.seat("host"), hall.seat("display")
    hall.open_item("audience")
    screen.shows(w("display.kind.audience"), "题干")
    host.page.locator('.verdict-right button[aria-disabled="false"]').wait_for()
    host.page.keyboard.press("1")
    host.until(lambda: host.view["match"]["stage"] == "judged")
    host.next("item.close")
    screen.until(lambda: screen.view["item"]["stage"] == "closed")
    assert [team["score"] for team in host.view["teams"]] == ["100", "100", "100"]
