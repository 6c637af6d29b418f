"""The pictures of an award review in README, taken from demo reviews at their stages."""

from __future__ import annotations

from collections.abc import Callable

from scoreboard.cli.demo_competition import make_demo
from scoring.sheets import campaign_text
from scoring.usecases.guards import LOCAL
from scoring.usecases.review import reviews
from tests.browser.house import House, w
from tests.browser.reviews import a_review
from tests.browser.seats import Seat

DESK = {"width": 1280, "height": 800}
TABLET = {"width": 1180, "height": 820}
PHONE = {"width": 390, "height": 844}

Take = Callable[[Seat, str], None]


def review_pictures(place: House, take: Take) -> None:
    """The steps of a review, each as those see it whose step it is."""
    make_demo(place.ctx)
    preparing(place, take)
    unit(place, take)
    office(place, take)
    judge(place, take)
    public(place, take)
    papers(place, take)


def preparing(place: House, take: Take) -> None:
    """The organiser's home page with both jobs, and the checklist of a new review."""
    hall = a_review(place)
    new = reviews.create_review(place.ctx, actor=LOCAL, campaign=campaign_text("hongjiang-2012"))
    desk = hall.organiser(viewport=DESK)
    desk.page.goto(f"{desk.base}/organiser/")
    take(desk, "review-home")
    desk.page.goto(f"{desk.base}/organiser/reviews/{new.id}")
    take(desk, "review-checklist")


def unit(place: House, take: Take) -> None:
    """A unit fills in its form."""
    hall = a_review(place)
    name = next(seat for seat in hall.codes if seat.startswith("unit "))
    seat = hall.seat(name, viewport=DESK)
    seat.page.get_by_role("button", name=w("review_unit.begin")).first.click()
    seat.page.locator("[name='f.nominee']").fill("甲镇一村党支部")
    seat.page.locator("[name='f.head']").fill("张一")
    take(seat, "review-form")


def office(place: House, take: Take) -> None:
    """The study office vets."""
    hall = a_review(place, "vet")
    seat = hall.seat("office", viewport=DESK)
    seat.page.goto(f"{seat.page.url.partition('?')[0]}/nominations/1?{seat.page.url.partition('?')[2]}")
    take(seat, "review-vet")


def judge(place: House, take: Take) -> None:
    """A judge reads and marks."""
    hall = a_review(place, "judge")
    name = [seat for seat in hall.codes if seat.startswith("judge ")][1]
    seat = hall.seat(name, viewport=TABLET)
    seat.page.get_by_text("甲镇一村党支部").first.click()
    seat.page.get_by_text(w("review_judge.papers")).first.wait_for()
    take(seat, "review-judge")


def public(place: House, take: Take) -> None:
    """The public notice on a telephone."""
    hall = a_review(place, "notice")
    seat = hall.seat("office", viewport=DESK)
    seat.page.goto(f"{seat.page.url.partition('?')[0]}/shortlist/organisation?{seat.page.url.partition('?')[2]}")
    take(seat, "review-shortlist")
    shown = a_review(place, "objection")
    phone = place.newcomer(viewport=PHONE)
    phone.page.goto(f"{phone.base}/n/{shown.review}/1")
    take(phone, "review-notice")


def papers(place: House, take: Take) -> None:
    """The decision as it is printed."""
    hall = a_review(place, "award")
    seat = hall.seat("office", viewport=DESK)
    office_page, _, query = seat.page.url.partition("?")
    seat.page.goto(f"{office_page.removesuffix('/office')}/decisions?{query}")
    publish = seat.page.locator("form.publish button[type=submit]")
    publish.click()
    publish.click()  # it asks once more
    publish.wait_for(state="detached")
    said = "number=甲发〔2026〕8号&to=各乡镇党委，市直各单位党组织&head=1"
    seat.page.goto(f"{office_page}/papers/commendation/decision?{query}&{said}")
    seat.page.evaluate("document.querySelector('.official-paper').scrollIntoView()")
    take(seat, "review-decision")
