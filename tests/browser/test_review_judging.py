"""The judging of a review in the hall: seven tablets, the chair's wall, the lock, and the reveal on the big screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from playwright.sync_api import expect

from scoring.engine.review.commands_judging import OpenJudging, SignPledge
from scoring.usecases.attachment_records import Attachment
from scoring.usecases.perform import tick
from scoring.usecases.review.job import REVIEW, stream_of
from tests.browser.house import House, w
from tests.browser.seats import CUT_OFF, REFUSED, Seat, served
from tests.fakes import FakeClock
from tests.reviews import AWARD, Campaign, noon, set_up_review
from tests.unit.attachments.papers import pdf

JUDGES = ("评委甲", "评委乙", "评委丙", "评委丁", "评委戊", "评委己", "评委庚")

COUNT_VIEWS = served("""() => import('/static/js/lib/link.js').then(({socket}) => {
  window.heard = 0;
  socket.on('view', () => { window.heard += 1; });
})""")


def review_at(house: House, stage: str) -> Campaign:
    """A review of 2012 in the house's database, led to this stage."""
    ctx = replace(house.ctx, clock=FakeClock(noon(date(2012, 5, 7))))
    campaign = set_up_review(ctx, stage)
    tick(house.ctx, REVIEW, stream_of(campaign.review.id))  # the day on which personal data goes is over: not later
    return campaign


def seven(house: House) -> Campaign:
    """A review whose seven judges may mark two of its nominations."""
    campaign = review_at(house, "judge")
    for name in JUDGES[3:]:
        campaign.issue(f"judge {name}", "judge", label=name)
    campaign.give("chair", OpenJudging("judging", AWARD, nominations=(1, 2), why="分两场评审"))
    return campaign


def seat(house: House, campaign: Campaign, name: str, width: int = 1280, height: int = 800) -> Seat:
    """Somebody sits down by the card of this seat."""
    newcomer = house.newcomer(viewport={"width": width, "height": height})
    return newcomer.enter(campaign.code(name))


def pledge(tablet: Seat) -> None:
    tablet.key(w("review_judge.pledge.sign")).click()
    expect(tablet.page.locator(".subjects")).to_be_visible()


def turn_to(tablet: Seat, name: str) -> None:
    """Open a subject from the list."""
    tablet.page.locator(".subject-line", has_text=name).click()
    expect(tablet.page.locator(".marks-whom")).to_contain_text(name)


def type_marks(tablet: Seat, key: str) -> None:
    """The same one-digit mark on every criterion; the pad goes on to the next by itself."""
    for criterion in tablet.page.locator(".marks-criterion").all():
        criterion.click()
        tablet.key(key, exact=True).click()


def hand_in(tablet: Seat, key: str) -> None:
    type_marks(tablet, key)
    tablet.page.locator(".marks-submit").click()


def has(tablet: Seat, state: str) -> None:
    """Wait until the tablet says this of the sheet."""
    expect(tablet.page.locator(f'.pad-state[data-state="{state}"]')).to_be_visible()


def back(tablet: Seat) -> None:
    tablet.key(w("review_judge.list")).click()
    expect(tablet.page.locator(".subjects")).to_be_visible()


def drawn_states(tablet: Seat) -> None:
    """Have the page note every state that the list shows from now on, one that changes at once too."""
    tablet.page.evaluate("""() => {
        window.drawnStates = [];
        const note = (node) => window.drawnStates.push(node.dataset.state);
        new MutationObserver((changes) => {
            for (const { type, target, addedNodes } of changes) {
                if (type === "attributes") note(target);
                for (const node of addedNodes) {
                    if (node.querySelectorAll) node.querySelectorAll(".subject-line").forEach(note);
                }
            }
        }).observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-state"] });
    }""")


def lists(tablet: Seat, *states: str) -> None:
    """Wait until the list shows these states, in its order."""
    lines = tablet.page.locator(".subject-line")
    expect(lines).to_have_count(len(states))
    for no, state in enumerate(states):
        expect(lines.nth(no)).to_have_attribute("data-state", state)


def test_seven_judges_mark_and_nothing_is_lost_or_doubled(house: House) -> None:
    """One tablet is killed and restored, one loses the network for a while; then the chair locks."""
    house.guard.allow(CUT_OFF)
    campaign = seven(house)
    chair = seat(house, campaign, "chair")
    expect(chair.page.locator('[data-cell="missing"]')).to_have_count(14)
    tablets = [
        seat(house, campaign, f"judge {name}", *((800, 1280) if no % 2 else (1280, 800)))
        for no, name in enumerate(JUDGES)
    ]
    for tablet in tablets:
        pledge(tablet)
    killed, cut, *others = tablets

    turn_to(killed, "甲村党支部")
    type_marks(killed, "9")
    expect(killed.page.locator('[data-state="draft"][data-kept="true"]')).to_be_visible()
    context, home = killed.page.context, killed.page.url
    killed.page.close()
    killed = Seat(context.new_page(), house.server.base)
    killed.page.goto(home)
    killed.seated()
    lists(killed, "draft", "open")
    turn_to(killed, "甲村党支部")
    killed.page.locator(".marks-submit").click()
    has(killed, "sent")

    cut.shows(w("review_judge.papers_here", count=2, all=2))
    cut.cut()
    turn_to(cut, "甲村党支部")
    cut.shows("事迹")
    hand_in(cut, "7")
    has(cut, "kept")
    drawn_states(cut)
    back(cut)
    lists(cut, "kept", "open")
    assert cut.page.evaluate("drawnStates") == ["kept", "open"]
    turn_to(cut, "乙村党支部")
    hand_in(cut, "6")
    has(cut, "kept")
    cut.mend()
    has(cut, "sent")

    for tablet in others:
        turn_to(tablet, "甲村党支部")
        hand_in(tablet, "8")
        has(tablet, "sent")
    for tablet in (killed, *others):
        back(tablet)
        turn_to(tablet, "乙村党支部")
        hand_in(tablet, "5")
        has(tablet, "sent")

    expect(chair.page.locator('[data-cell="given"]')).to_have_count(14)
    assert "marks" not in str(chair.view["walls"])
    chair.page.get_by_role("link", name=w("review_chair.lock")).click()
    chair.page.get_by_label(w("review_chair.minutes")).fill("七位评委到齐")
    chair.key(w("review_chair.lock_go"), exact=True).click()
    chair.shows(w("review_chair.shortlist"))

    sheets = campaign.state.subjects
    given = [[one.sitting.mark_sheets[judge.id] for judge in one.sitting.judges] for one in sheets.values()]
    assert [[int(next(iter(sheet.marks.values()))) for sheet in row] for row in given] == [
        [9, 7, 8, 8, 8, 8, 8],
        [5, 6, 5, 5, 5, 5, 5],
    ]
    assert {sheet.version for row in given for sheet in row} == {1}
    has(killed, "locked")


def test_a_judge_reads_an_attached_file_beside_the_pad_and_without_a_network_too(house: House) -> None:
    house.guard.allow(CUT_OFF)
    campaign = seven(house)
    draft = campaign.state.nominations[1].form.draft
    data = pdf(2)
    sha256 = house.ctx.files.keep([data])
    with house.ctx.store.write() as uow:
        for no, (field, name, pages) in enumerate(
            (("papers", "证明.pdf", 2), ("papers", "录像.mp4", 0), ("sealed", "扫描.pdf", 2))
        ):
            uow.of(Attachment).put(
                Attachment(f"a{no}", draft, field, name, "pdf", "application/pdf", sha256, len(data), pages, "", 0)
            )
        uow.commit()
    tablet = seat(house, campaign, "judge 评委甲")
    pledge(tablet)
    tablet.shows(w("review_judge.papers_here", count=2, all=2))
    tablet.cut()
    turn_to(tablet, "甲村党支部")
    files = tablet.page.locator(".subject-files")
    expect(files).not_to_contain_text("扫描.pdf")
    expect(files.get_by_role("link")).to_have_text(w("review_judge.download", name="录像.mp4"))
    files.get_by_role("button", name="证明.pdf").click()
    expect(tablet.page.locator(".papers-picture")).to_have_count(2)
    expect(tablet.page.locator(".papers-picture").first).to_be_visible()


def test_a_judge_recuses_itself_and_its_papers_go(house: House) -> None:
    campaign = seven(house)
    tablet = seat(house, campaign, "judge 评委甲")
    pledge(tablet)
    turn_to(tablet, "甲村党支部")
    tablet.shows("事迹")
    tablet.key(w("judge.marks.recuse")).click()
    tablet.key(w("review_judge.why.relative")).click()
    tablet.key(w("host.confirm")).click()
    expect(tablet.page.locator(".marks-recused")).to_be_visible()
    tablet.hides("事迹")
    back(tablet)
    lists(tablet, "recused", "open")
    kept = served("() => import('/static/js/lib/device_store.js').then(({loadFromDevice: load}) => load(%r))")
    name = f"papers:{campaign.review.id}:{campaign.seats['judge 评委甲'].ticket.id}"
    tablet.until(lambda: list(tablet.page.evaluate(kept % name)) == ["2"])


def test_the_winners_are_revealed_one_by_one_from_the_last_place(house: House) -> None:
    campaign = review_at(house, "publish")
    screen = seat(house, campaign, "display", 1920, 1080)
    host = seat(house, campaign, "host")
    screen.shows(campaign.review.title)
    host.page.locator(".reveal-begin").click()
    screen.shows(w("review_screen.reveal"))
    expect(host.page.locator(".reveal-next")).to_be_enabled()
    for shown, name in enumerate(("丁村党支部", "丙村党支部", "乙村党支部", "甲村党支部"), start=1):
        screen.hides(name)
        host.page.keyboard.press("Space")
        screen.shows(name)
        assert len(screen.view["reveal"]["shown"]) == shown
        expect(host.page.locator(".reveal-shown li")).to_have_count(shown)
    host.shows(w("review_screen.complete", award="十佳学习型党组织"))
    host.key(w("review_screen.end")).click()
    expect(screen.page.locator(".scene-is-title")).to_be_visible()


def test_whatever_a_judge_hears_says_nothing_of_what_the_others_mark(house: House) -> None:
    """A tablet that is open while another judge marks gets not one message more."""
    campaign = seven(house)
    for name in JUDGES[:2]:
        campaign.give(f"judge {name}", SignPledge(campaign.seats[f"judge {name}"].ticket.id))
    tablet = seat(house, campaign, "judge 评委甲")
    other = seat(house, campaign, "judge 评委乙")
    before = tablet.view
    tablet.page.evaluate(COUNT_VIEWS)
    turn_to(other, "甲村党支部")
    hand_in(other, "9")
    has(other, "sent")
    tablet.page.wait_for_timeout(500)
    assert tablet.page.evaluate("window.heard") == 0
    assert tablet.view == before


def test_the_chair_calls_a_judge_and_the_sign_goes_with_a_touch(house: House) -> None:
    campaign = seven(house)
    chair = seat(house, campaign, "chair")
    tablet = seat(house, campaign, "judge 评委甲")
    pledge(tablet)
    chair.key(w("chief.marks.call", judge="评委甲")).click()
    tablet.page.locator(".judge-call").click()
    expect(tablet.page.locator(".judge-call")).to_have_count(0)


def test_a_correction_after_the_lock_waits_for_a_second_person(house: House) -> None:
    campaign = review_at(house, "shortlist")
    tablet = seat(house, campaign, "judge 评委甲")
    turn_to(tablet, "甲村党支部")
    has(tablet, "locked")
    criterion = tablet.page.locator(".marks-criterion").first
    criterion.click()
    for _ in range(2):
        tablet.key(w("judge.marks.erase")).click()
    tablet.key("8", exact=True).click()
    tablet.key(w("review_judge.ask")).click()
    tablet.key(w("review_judge.why.key")).click()
    tablet.key(w("host.confirm")).click()
    tablet.shows(w("review_judge.said.correction"))
    chair = seat(house, campaign, "chair")
    expect(chair.page.locator('[data-cell="waiting"]')).to_have_count(1)
    chair.page.get_by_role("link", name="甲村党支部").click()
    chair.page.locator(".waiting-sheet").get_by_label(w("host.field.reason")).fill("与评分表原件相符")
    chair.key(w("chief.marks.accept"), exact=True).click()
    tablet.until(lambda: tablet.view["me"]["marked"][0]["sheet"]["version"] == 2)
    assert tablet.view["me"]["marked"][0]["sheet"]["total"] == "84"


def test_the_chair_gives_a_judge_s_seat_to_another_tablet(house: House) -> None:
    house.guard.allow(REFUSED)
    campaign = seven(house)
    chair = seat(house, campaign, "chair")
    first = seat(house, campaign, "judge 评委甲")
    pledge(first)
    second = house.newcomer()
    second.page.goto(f"{house.server.base}/e/{campaign.code('judge 评委甲')}")
    second.shows(w("live.seat.waiting.title"))
    papers = f"/r/{campaign.review.id}/judge/subject/1"
    assert second.page.evaluate("(at) => fetch(at).then(({status}) => status)", papers) == 409
    chair.key(w("host.seats.move")).click()
    expect(second.page.locator(".subjects")).to_be_visible()
    first.shows(w("live.seat.replaced.title"))


def test_a_defence_comes_on_the_screen_and_its_marks_when_the_host_shows_them(house: House) -> None:
    campaign = review_at(house, "shortlist")
    screen = seat(house, campaign, "display", 1920, 1080)
    host = seat(house, campaign, "host")
    line = host.page.locator(".cues li", has_text="甲村党支部")
    line.get_by_role("button", name=w("review_screen.show")).click()
    screen.shows("甲村党支部")
    assert screen.view["on_stage"]["panel"] is None
    line.get_by_role("button", name=w("review_screen.marks")).click()
    expect(screen.page.locator(".mark-card")).to_have_count(3)
    expect(screen.page.locator(".marks-score-shown")).to_contain_text("95")
    host.page.locator(".cues li").first.get_by_role("button").click()
    expect(screen.page.locator(".scene-is-title")).to_be_visible()
