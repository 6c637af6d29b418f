"""The organiser prepares a review with a browser: rules, judges, seats, the opening, and a change afterwards."""

from __future__ import annotations

from datetime import date, timedelta

from playwright.sync_api import expect

from scoring.engine.rulefile.edit import set_values
from scoring.sheets import campaign_text
from scoring.usecases.guards import LOCAL
from scoring.usecases.review import reviews
from tests.browser.house import House, w
from tests.browser.layout.ruler import misplaced, violations
from tests.browser.reviews import a_review
from tests.browser.seats import Seat, follow, says_when_pressed

SIZES = ((1920, 1080), (1280, 800), (800, 1280), (390, 844))


def step(desk: Seat, name: str) -> None:
    """Go to a step of the preparation."""
    steps = desk.page.get_by_role("navigation", name=w("organiser.match.steps"))
    follow(steps.get_by_role("link", name=w(f"review_organiser.step.{name}")))


def test_an_organiser_goes_through_the_checklist_and_opens_entries(house: House) -> None:
    hall = a_review(house)
    new = reviews.create_review(house.ctx, actor=LOCAL, campaign=campaign_text("hongjiang-2012"))
    desk = hall.organiser()
    desk.page.goto(f"{desk.base}/organiser/reviews/{new.id}")
    expect(desk.key(w("organiser.reviews.open"))).to_be_disabled()
    step(desk, "review_values")
    today = date.today()  # noqa: DTZ011  the server's day and this one may differ by one, and the form does not mind
    desk.page.locator("[name=opens]").fill(today.isoformat())
    desk.page.locator("[name=due-day]").fill((today + timedelta(days=30)).isoformat())
    desk.page.locator("[name=personal_until]").fill((today + timedelta(days=400)).isoformat())
    follow(desk.key(w("organiser.save"), exact=True))
    desk.shows(w("organiser.done.saved"))
    step(desk, "review_seats")
    follow(desk.page.locator("aside .button-primary"))
    desk.shows(w("organiser.cards.title"))
    says_when_pressed(desk.page.locator("[data-copy-text]").first, w("review_organiser.cards.copied"))
    desk.page.goto(f"{desk.base}/organiser/reviews/{new.id}")
    desk.key(w("organiser.reviews.open")).click()
    desk.shows(w("organiser.done.review-opened"), w("review_organiser.frozen.yes"))


def test_the_typed_text_is_checked_beside_it(house: House) -> None:
    hall = a_review(house)
    desk = hall.organiser()
    step(desk, "review_campaign")
    text = desk.page.locator("#text")
    text.fill(text.input_value().replace("places = 10", "places = 0", 1))
    expect(desk.page.locator("#rules-state")).to_contain_text("places")
    expect(desk.page.locator("#rules-state .faults li")).to_have_count(1)


def test_the_pages_fit_every_screen_and_everybody_can_use_them(house: House) -> None:
    hall = a_review(house, "shortlist")
    new = reviews.create_review(house.ctx, actor=LOCAL, campaign=campaign_text("hongjiang-2012"))
    text = set_values(reviews.review_of(house.ctx, hall.review).campaign, {("award", 1, "places"): 2})
    reviews.set_campaign(house.ctx, actor=LOCAL, review_id=hall.review, campaign=text)
    desk = hall.organiser(reduced_motion="reduce")
    amiss = {}
    for review in (hall.review, new.id):
        for page in ("", "/values", "/campaign", "/edition", "/judges", "/seats"):
            desk.page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})
            desk.page.goto(f"{desk.base}/organiser/reviews/{review}{page}")
            if rules := violations(desk.page):
                amiss[page, "rules"] = rules
            for width, height in SIZES:
                desk.page.set_viewport_size({"width": width, "height": height})
                desk.page.wait_for_function("(width) => innerWidth === width", arg=width)
                if found := misplaced(desk.page):
                    amiss[page, width] = found
    assert amiss == {}
