"""Judges' tablets in a hall where things break: what is typed is never lost, counts once, and nobody else sees it."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect

from tests.browser.house import Hall, House, w
from tests.browser.seats import CUT_OFF, REFUSED, Seat, served
from tests.sheets import HEAD, JUDGED, unhurried

SHEET = unhurried(HEAD + JUDGED) + "judges = 3\ndrop_high = 0\ndrop_low = 0\ndigits = 2\n"

LEFT_OUT = SHEET + 'missing = "leave_out"\n'
"""The same; a judge who is missing at the lock may be left out."""

WITHOUT_ACKNOWLEDGEMENTS = served(
    "() => import('/static/js/lib/link.js').then(({socket}) => { socket.onack = () => {}; })"
)


def marking(house: House, sheet: str = SHEET) -> Hall:
    """A hall whose three judges may mark the first team."""
    hall = house.hall(sheet=sheet, judges=3)
    hall.open_item("video")
    hall.do("clock.start")
    hall.do("panel.open")
    return hall


def type_mark(tablet: Seat, text: str) -> None:
    """Touch the keys of a mark."""
    for key in text:
        tablet.key(key, exact=True).click()


def may_touch(tablet: Seat, keys: str, *, of: str) -> None:
    """Wait until these keys alone, ``of`` all these, can be touched."""
    for key in of:
        expect(tablet.key(key, exact=True)).to_be_enabled(enabled=key in keys)


def hand_in(tablet: Seat, text: str) -> None:
    """Type a mark and hand it in."""
    type_mark(tablet, text)
    tablet.page.locator(".marks-submit").click()


def has(tablet: Seat, state: str) -> None:
    """Wait until the tablet says this of the sheet."""
    expect(tablet.page.locator(f'[data-state="{state}"]')).to_be_visible()


def on_the_disk(tablet: Seat) -> None:
    """Wait until the tablet would show the same after a reload."""
    expect(tablet.page.locator('[data-state="draft"][data-kept="true"]')).to_be_visible()


def by_hand(hall: Hall, who: str, mark: str) -> int:
    """A judge whose tablet no test looks at; gives the seq of its receipt."""
    no = hall.view()["item"]["no"]
    return hall.do("mark.enter", who, judge=hall.person(who).seat["seat"], item=no, marks={"score": mark})


def entries(hall: Hall, kind: str) -> list[Any]:
    """The ledger's entries of one kind."""
    with hall.house.ctx.store.read() as uow:
        return [entry for entry in uow.ledger.read(f"match:{hall.match}") if entry.kind == kind]


def score(hall: Hall) -> str:
    """The first team's score."""
    return str(next(team["score"] for team in hall.view()["teams"] if team["id"] == hall.teams[0]))


def test_only_keys_that_lead_to_a_mark_can_be_touched(house: House) -> None:
    tablet = marking(house).seat("judge1")
    expect(tablet.page.locator(".marks-submit")).to_be_disabled()
    type_mark(tablet, "2")
    may_touch(tablet, "0", of="0123.")
    type_mark(tablet, "0")
    may_touch(tablet, "", of="0159")
    has(tablet, "draft")
    assert tablet.page.locator(".marks input").count() == 0


def test_a_mark_from_0_to_10_is_one_touch_and_the_next_criterion_follows(house: House) -> None:
    """Also that whoever abstains need not scroll for it on a tablet that lies on its side."""
    two = "".join(f'[[round.panel.criteria]]\nid = "{one}"\nname = "{one}"\nhigh = 10\n' for one in ("a", "b"))
    tablet = marking(house, SHEET + two).seat("judge1", viewport={"width": 1280, "height": 800})
    expect(tablet.key(w("judge.marks.abstain"))).to_be_in_viewport(ratio=1)
    zero, nine = (tablet.key(key, exact=True).bounding_box() for key in ("0", "9"))
    assert zero is not None
    assert nine is not None
    assert zero["y"] >= nine["y"]
    tablet.key("10", exact=True).click()
    tablet.key("0", exact=True).click()
    expect(tablet.page.locator(".marks-criterion output")).to_have_text(["10", "0"])
    tablet.key("1", exact=True).click()
    expect(tablet.page.locator(".marks-criterion output")).to_have_text(["10", "1"])
    tablet.page.locator(".marks-submit").click()
    has(tablet, "sent")


def test_marks_given_without_network_arrive_once_when_it_is_back(house: House) -> None:
    house.guard.allow(CUT_OFF)
    hall = marking(house)
    tablets = {who: hall.seat(who) for who in ("judge1", "judge2")}
    for who, tablet in tablets.items():
        tablet.cut()
        hand_in(tablet, "17" if who == "judge1" else "15")
        has(tablet, "kept")
    assert entries(hall, "mark.enter") == []
    for tablet in tablets.values():
        tablet.mend()
    for tablet in tablets.values():
        has(tablet, "sent")
    assert sorted(entry.payload["marks"]["score"] for entry in entries(hall, "mark.enter")) == ["15", "17"]


def test_a_tablet_that_was_closed_opens_with_what_was_typed_and_sends_what_was_handed_in(house: House) -> None:
    house.guard.allow(CUT_OFF)
    hall = marking(house)
    first = hall.seat("judge1")
    address, context = first.page.url, first.page.context
    type_mark(first, "16")
    on_the_disk(first)
    first.page.close()
    second = Seat(context.new_page(), house.server.base)
    second.page.goto(address)
    second.seated()
    expect(second.page.locator(".marks-criterion output")).to_have_text("16")
    has(second, "draft")
    second.cut()
    second.page.locator(".marks-submit").click()
    has(second, "kept")
    second.page.close()
    context.set_offline(False)
    third = Seat(context.new_page(), house.server.base)
    third.page.goto(address)
    third.seated()
    has(third, "sent")
    assert [entry.payload["marks"] for entry in entries(hall, "mark.enter")] == [{"score": "16"}]


def test_a_mark_that_was_kept_but_not_acknowledged_when_the_server_died_counts_once(mortal: House) -> None:
    mortal.guard.allow(CUT_OFF)
    hall = marking(mortal)
    tablet = hall.seat("judge1")
    tablet.page.evaluate(WITHOUT_ACKNOWLEDGEMENTS)
    hand_in(tablet, "18")
    tablet.until(lambda: len(entries(hall, "mark.enter")) == 1)
    mortal.server.kill()
    has(tablet, "kept")
    tablet.page.evaluate(served("() => import('/static/js/lib/link.js').then(({socket}) => { delete socket.onack; })"))
    mortal.server.start()
    has(tablet, "sent")
    assert [entry.payload["marks"] for entry in entries(hall, "mark.enter")] == [{"score": "18"}]
    tablet.until(lambda: tablet.view["me"]["sheet"]["version"] == 1)


def test_of_two_tablets_on_one_seat_the_desk_decides_and_the_typing_of_both_is_kept(house: House) -> None:
    house.guard.allow(REFUSED)
    hall = marking(house)
    first = hall.seat("judge1")
    type_mark(first, "12")
    second = house.newcomer()
    second.page.goto(f"{house.server.base}/e/{hall.codes['judge1']}")
    second.page.wait_for_url("**/m/**")
    second.shows(w("live.seat.waiting.title"))
    host = hall.seat("host")
    ticket = hall.person("judge1").seat["seat"]
    asking: list[str] = []

    def asked() -> bool:
        seats = [seat for seat in host.view["presence"] if seat["ticket"] == ticket]
        asking[:] = [request["device"] for seat in seats for request in seat["requests"]]
        return bool(asking)

    host.until(asked)
    host.page.evaluate(
        served("(said) => import('/static/js/lib/live.js').then(({live}) => live.emit('seat.decide', said))"),
        {"ticket": ticket, "device": asking[0], "approve": True},
    )
    second.seated()
    first.shows(w("live.seat.replaced.title"), "甲队 12")
    hand_in(second, "14")
    has(second, "sent")
    assert [entry.payload["marks"] for entry in entries(hall, "mark.enter")] == [{"score": "14"}]


def test_the_chief_locks_with_a_judge_missing_and_takes_the_late_sheet_with_a_minute(house: House) -> None:
    house.guard.allow(CUT_OFF)
    hall = marking(house, LEFT_OUT)
    late, chief, screen = hall.seat("judge3"), hall.seat("chief"), hall.seat("display")
    late.cut()
    hand_in(late, "20")
    has(late, "kept")
    by_hand(hall, "judge1", "16")
    by_hand(hall, "judge2", "15")
    chief.shows(w("chief.marks.missing", count=1, all=3))
    chief.key(w("chief.marks.lock_missing")).click()
    screen.shows("15.5")
    assert score(hall) == "115.5"
    late.mend()
    has(late, "late")
    assert score(hall) == "115.5"
    chief.key(w("chief.marks.decide"), exact=True).click()
    chief.shows("115.5 → 117")
    chief.key(w("chief.marks.why.network")).click()
    chief.key(w("chief.marks.accept"), exact=True).click()
    has(late, "locked")
    screen.shows("17")
    assert score(hall) == "117"
    assert entries(hall, "mark.decide")[0].reason == w("chief.marks.why.network")


def test_where_the_rule_waits_the_chief_writes_down_who_gives_no_mark_and_then_locks(house: House) -> None:
    house.guard.allow(CUT_OFF)
    hall = marking(house)
    late, chief, screen = hall.seat("judge3"), hall.seat("chief"), hall.seat("display")
    late.cut()
    hand_in(late, "20")
    has(late, "kept")
    by_hand(hall, "judge1", "16")
    chief.shows(w("chief.marks.waits"), w("errors.panel-waits.message", judges="2号评委、3号评委"))
    expect(chief.key(w("chief.marks.lock_missing"))).to_have_count(0)
    for row, record in ((1, "recuse"), (2, "abstain")):
        chief.page.locator(".marks-wall tbody tr").nth(row).locator(".mark-cell button").click()
        key = chief.key(w(f"chief.marks.none.{record}"), exact=True)
        expect(key).to_be_disabled()
        chief.key(w("chief.marks.none.why.absent"), exact=True).click()
        key.click()
        expect(chief.page.locator("dialog")).to_have_count(0)
        hall.abreast()
    chief.shows(w("chief.marks.all_in"))
    chief.page.locator(".marks-locks [data-action='panel.lock']").click()
    screen.shows("16")
    assert score(hall) == "116"
    late.mend()
    has(late, "late")
    chief.key(w("chief.marks.decide"), exact=True).click()
    chief.shows("116 → 118")
    chief.key(w("chief.marks.why.network")).click()
    chief.key(w("chief.marks.accept"), exact=True).click()
    has(late, "locked")
    assert score(hall) == "118"
    said = [(entry.kind, entry.reason) for kind in ("mark.recuse", "mark.abstain") for entry in entries(hall, kind)]
    assert said == [(kind, w("chief.marks.none.why.absent")) for kind in ("mark.recuse", "mark.abstain")]


def test_the_chief_lifts_a_recusal_with_a_reason_and_the_judge_marks_on_the_tablet(house: House) -> None:
    hall = marking(house)
    tablet, chief = hall.seat("judge2"), hall.seat("chief")
    cell = chief.page.locator(".marks-wall tbody tr").nth(1).locator(".mark-cell button")
    for record, why in (("none.recuse", "none.why.kin"), ("lift.title", "lift.why.cleared")):
        cell.click()
        key = chief.key(w(f"chief.marks.{record}"), exact=True)
        expect(key).to_be_disabled()
        chief.key(w(f"chief.marks.{why}"), exact=True).click()
        key.click()
        expect(chief.page.locator("dialog")).to_have_count(0)
        if record == "none.recuse":
            tablet.shows(w("judge.marks.recused"))
    tablet.hides(w("judge.marks.recused"))
    hand_in(tablet, "17")
    has(tablet, "sent")
    assert [(one.kind, one.reason) for one in entries(hall, "mark.lift")] == [
        ("mark.lift", w("chief.marks.lift.why.cleared"))
    ]


def test_a_correction_shows_who_would_move_and_keeps_the_old_marks(house: House) -> None:
    hall = marking(house)
    judge, chief = hall.seat("judge1"), hall.seat("chief")
    hand_in(judge, "10")
    has(judge, "sent")
    by_hand(hall, "judge2", "15")
    by_hand(hall, "judge3", "20")
    hall.do("panel.lock")
    has(judge, "locked")
    judge.key(w("judge.marks.erase")).click()
    hand_in(judge, "6")
    judge.key(w("judge.marks.why.key")).click()
    judge.page.locator("dialog .key-strong").click()
    judge.shows(w("judge.marks.said.correction"))
    chief.key(w("chief.marks.decide"), exact=True).click()
    chief.shows("115 → 117")
    chief.key(w("chief.marks.why.slip")).click()
    chief.key(w("chief.marks.accept"), exact=True).click()
    judge.until(lambda: judge.view["me"]["sheet"]["total"] == "16")
    assert (score(hall), judge.view["me"]["sheet"]["version"]) == ("117", 2)
    history = hall.view("chief")["items"][0]["panel"]["history"]
    assert [version["total"] for version in history] == ["10"]


def pushed_to(seat: Seat) -> list[str]:
    """Every view that is pushed to this page from now on, as it comes over the wire."""
    views: list[str] = []

    def take(payload: str | bytes) -> None:
        if isinstance(payload, str) and payload.startswith('42/live,["view"'):
            views.append(payload)

    seat.page.on("websocket", lambda socket: socket.on("framereceived", take))
    return views


def test_nothing_reaches_another_judge_or_the_screen_when_a_judge_marks(house: House) -> None:
    hall = marking(house, LEFT_OUT)
    others = [house.newcomer(), house.newcomer()]
    pushed = [pushed_to(seat) for seat in others]
    for seat, who, views in zip(others, ("judge2", "display"), pushed, strict=True):
        seat.enter(hall.codes[who]).until(lambda views=views: views != [])  # type: ignore[misc]
    chief = hall.seat("chief")
    before = [seat.view["seq"] for seat in others]
    seen = [len(views) for views in pushed]
    receipts = [by_hand(hall, "judge1", "16"), by_hand(hall, "judge3", "12")]
    assert receipts == [before[1] + 1] * 2
    chief.until(lambda: [s["state"] for s in chief.view["item"]["panel"]["judges"]] == ["given", "missing", "given"])
    assert [seat.view["seq"] for seat in others] == before
    hall.do("panel.lock", even_if_missing=True)
    for seat in others:
        seat.until(lambda seat=seat: seat.view["item"]["panel"]["state"] == "locked")  # type: ignore[misc]
    # The lock came as the first view after all that: whatever had been pushed for a mark would have come before it.
    assert [len(views) - count for views, count in zip(pushed, seen, strict=True)] == [1, 1]


def test_a_sheet_can_be_taken_back_and_a_called_judge_sees_it(house: House) -> None:
    hall = marking(house)
    judge, chief = hall.seat("judge1"), hall.seat("chief")
    hand_in(judge, "13")
    has(judge, "sent")
    judge.key(re.compile(f"^{w('judge.marks.back')}")).click()
    has(judge, "draft")
    expect(judge.page.locator(".marks-criterion output")).to_have_text("13")
    chief.key(w("chief.marks.call", judge="1号评委")).click()
    judge.shows(w("judge.call.chief"))
    judge.page.locator(".marks-submit").click()
    judge.hides(w("judge.call.chief"))
    has(judge, "sent")
    assert [e.payload["marks"]["score"] for e in entries(hall, "mark.enter")] == ["13", "13"]
