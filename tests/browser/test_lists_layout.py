"""The organiser's lists and the form of the rules: every row whole, what can be done about it in sight and named."""

from __future__ import annotations

from scoring.usecases.programs import tokens
from tests.browser.house import House
from tests.browser.layout.ruler import misplaced, violations
from tests.browser.layout.shapes import long_name
from tests.browser.test_written import organiser
from tests.halls import ORGANISER
from tests.reviews import set_up_review

WINDOWS = ((1920, 1080), (1280, 800), (800, 1280), (390, 844), (360, 640))

BESIDE = """() => [...document.querySelectorAll('.scroll')].filter((one) => one.scrollWidth > one.clientWidth + 1)
  .map((one) => `${one.getAttribute('aria-label')}: ${one.scrollWidth} in ${one.clientWidth}`)"""
"""The lists that have to be scrolled sideways."""


def test_a_list_with_keys_is_not_scrolled_sideways_in_any_window(house: House) -> None:
    hall = house.hall(teams=[long_name(no, 24) for no in range(3)])
    tokens.make_token(house.ctx, actor=ORGANISER, name=long_name(1, 24), scopes=tokens.SCOPES, match=hall.match)
    review = set_up_review(house.ctx).review.id
    desk = organiser(house, long_name(2, 24), "/organiser/")
    wrong = {}
    own = f"matches/{hall.match}"
    for place in (f"{own}/tickets", f"{own}/panel", f"reviews/{review}/seats", "accounts", "tokens", "?lang=en"):
        answer = desk.page.goto(f"{desk.base}/organiser/{place}")
        assert answer is not None
        assert answer.status == 200, place
        found = violations(desk.page)
        for width, height in WINDOWS:
            desk.page.set_viewport_size({"width": width, "height": height})
            found += misplaced(desk.page) + desk.page.evaluate(BESIDE)
        if found:
            wrong[place.replace(hall.match, "…").replace(review, "…")] = found
    assert wrong == {}


def test_each_key_of_the_form_of_the_rules_is_called_by_what_stands_on_it(house: House) -> None:
    place = f"/organiser/matches/{house.hall().match}/rules/values"
    desk = organiser(house, "按表单", place)
    wrong = {}
    for lang in ("zh", "en"):
        desk.page.goto(f"{desk.base}{place}?lang={lang}")
        wrong[lang] = violations(desk.page)
    assert wrong == {"zh": [], "en": []}
