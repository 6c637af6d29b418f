"""The pages of a set's questions: each as wide as its window, usable by everybody; the big screen as it is."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from scoring.usecases.guards import LOCAL
from scoring.usecases.quiz import edit_questions, question_sets
from scoring.usecases.records import Question
from tests.browser.house import House, w
from tests.browser.layout.ruler import misplaced, violations
from tests.browser.seats import Seat, follow
from tests.browser.test_written import organiser
from tests.halls import invented
from tests.unit.question_sets.builders import png

SIZES = ((1280, 800), (390, 844))
HIDDEN = """() => [...document.querySelectorAll('.question-form :is(input, textarea)')]
  .filter((one) => one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2)
  .map((one) => one.id)"""
"""The fields that show a part of their words only."""

ENDLESS = "这段文字太长，大屏上放不下。" * 60


@pytest.fixture
def bank(house: House) -> list[Question]:
    """A set of a choice, a fill-in question, and one that no screen holds."""
    made = [
        invented(1, citation="甲书第1页", conflicts_with=("长征",)),
        replace(invented(2, type="fill", options=(), key=("长江|扬子江",)), stem="最长的河是____"),
        replace(invented(3, options=(ENDLESS, "乙", "丙", "丁")), stem=ENDLESS),
    ]
    name = f"逐题题库{len(question_sets.list_question_sets(house.ctx))}"
    own = question_sets.import_question_set(house.ctx, actor=LOCAL, name=name, questions=made)
    return list(question_sets.questions_in(house.ctx, actor=LOCAL, question_set=own.id))


def looked_at(desk: Seat) -> None:
    for width, height in SIZES:
        desk.page.set_viewport_size({"width": width, "height": height})
        assert (misplaced(desk.page), violations(desk.page)) == ([], [])


def test_a_question_is_edited_with_the_fields_of_its_type_and_every_fault_beside_them(
    house: House, bank: list[Question]
) -> None:
    address = f"/organiser/sets/{bank[0].question_set}/questions/{bank[0].id}"
    desk = organiser(house, "改题", address)
    page = desk.page
    expect(page.locator("#q-optionA")).to_be_visible()
    looked_at(desk)
    page.locator("#q-type").select_option("true_false")
    expect(page.locator("#q-optionA")).to_be_hidden()
    expect(page.get_by_text(w("set_questions.key_help.true_false"))).to_be_visible()
    page.locator("#q-key").fill("也许")
    page.locator("#q-medium").set_input_files({"name": "点.png", "mimeType": "image/png", "buffer": png()})
    house.guard.allow(re.compile("400"))
    follow(desk.key(w("organiser.save")))
    expect(page.locator("#q-key-told1")).to_be_visible()
    expect(page.locator("#q-key")).to_have_value("也许")
    looked_at(desk)
    page.locator("#q-key").fill("正确")
    page.locator("#q-medium").set_input_files({"name": "点.png", "mimeType": "image/png", "buffer": png()})
    follow(desk.key(w("organiser.save")))
    expect(page.locator("img.question-medium")).to_be_visible()
    page.goto(f"{desk.base}/organiser/sets/{bank[0].question_set}/questions/new?lang=en")
    looked_at(desk)


def test_a_question_is_looked_at_as_the_big_screen_shows_it_and_told_of_where_it_does_not_fit(
    house: House, bank: list[Question]
) -> None:
    address = f"/organiser/sets/{bank[0].question_set}/questions"
    desk = organiser(house, "看题", f"{address}/{bank[0].id}/screen")
    page = desk.page
    wall = page.frame_locator(".preview iframe")
    expect(wall.locator(".stem")).to_contain_text("题干1")
    expect(page.get_by_text(w("set_questions.trial.fits"))).to_be_visible()
    looked_at(desk)
    desk.key(w("set_questions.trial.scene.answer")).click()
    expect(wall.locator(".explanation")).to_have_text("解析1")
    desk.key(w("set_questions.trial.look.indigo")).click()
    expect(wall.locator("html")).to_have_attribute("data-theme", "indigo")
    page.goto(f"{desk.base}{address}/{bank[2].id}/screen")
    expect(page.get_by_text(w("set_questions.trial.trouble.text-cut"))).to_be_visible()
    looked_at(desk)


def test_a_long_question_is_whole_in_the_fields_in_which_it_is_edited(house: House) -> None:
    stem = "下列关于中国式现代化的说法，正确的是哪一项。" * 25
    option = "是全体人民共同富裕的现代化，也是物质文明和精神文明相协调的现代化，" * 2
    made = [replace(invented(1, options=tuple(f"{letter}{option}" for letter in "甲乙丙丁戊己庚辛")), stem=stem)]
    own = question_sets.import_question_set(house.ctx, actor=LOCAL, name="长题题库", questions=made)
    (one,) = question_sets.questions_in(house.ctx, actor=LOCAL, question_set=own.id)
    desk = organiser(house, "改长题", f"/organiser/sets/{own.id}/questions/{one.id}")
    looked_at(desk)
    desk.page.set_viewport_size({"width": 1280, "height": 800})
    assert desk.page.evaluate(HIDDEN) == []


def test_the_whole_picture_of_a_question_is_in_sight_when_its_page_opens(house: House, bank: list[Question]) -> None:
    desk = organiser(house, "看整幅", f"/organiser/sets/{bank[0].question_set}/questions/{bank[0].id}/screen")
    expect(desk.page.frame_locator(".preview iframe").locator(".stem")).to_contain_text("题干1")
    for width, height in ((1280, 800), (1366, 768), (1920, 1080), (800, 1280), (390, 844)):
        desk.page.set_viewport_size({"width": width, "height": height})
        expect(desk.page.locator(".preview")).to_be_in_viewport(ratio=1)


def test_the_list_of_a_set_and_the_page_of_all_sets_are_whole(house: House, bank: list[Question]) -> None:
    desk = organiser(house, "管题", f"/organiser/sets/{bank[0].question_set}")
    looked_at(desk)
    edit_questions.new_question_set(house.ctx, actor=LOCAL, name=f"空题库{bank[0].id}")
    desk.page.goto(f"{desk.base}/organiser/sets?lang=en")
    looked_at(desk)


def test_a_round_is_filled_by_clicks_and_the_page_counts_what_is_missing(house: House, bank: list[Question]) -> None:
    hall = house.hall()
    address = f"/organiser/matches/{hall.match}/questions/choose?pool=press"
    desk = organiser(house, "选题", f"/organiser/matches/{hall.match}/questions")
    page = desk.page
    page.goto(f"{desk.base}{address}")
    looked_at(desk)
    have = int(page.locator("[data-have]").inner_text())
    page.locator("input[name=question]:checked").first.uncheck()
    expect(page.locator("[data-have]")).to_have_text(str(have - 1))
    follow(desk.key(w("organiser.pools.keep")))
    expect(page.locator("[data-have]")).to_have_text(str(have - 1))
    page.goto(f"{desk.base}{address}&only=all&lang=en")
    looked_at(desk)
