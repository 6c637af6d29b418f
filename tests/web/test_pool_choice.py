"""The questions of a round chosen by clicks and by ranges: what is listed, what is missing, nothing taken silently."""

from __future__ import annotations

import html
import re

import pytest

from scoring.usecases.guards import LOCAL
from scoring.usecases.quiz import question_sets
from tests.halls import invented
from tests.web.organiser_files import hidden
from tests.web.test_organiser_pools import Desk, desk

__all__ = ["desk"]


def page_of(desk: Desk, pool: str, **fields: str) -> str:
    asked = "&".join(f"{name}={value}" for name, value in {"set": desk.own, **fields}.items())
    return desk.browser.get(f"{desk.match}/questions/choose?pool={pool}&{asked}").text


def form_of(page: str) -> tuple[dict[str, str], list[str]]:
    """The hidden fields of the form, and the ids that are ticked."""
    (form,) = re.findall(r"<form[^>]*data-choice.*?</form>", page, re.S)
    fields = {name: values[0] for name, values in hidden(form).items()}
    return fields, re.findall(r'name="question" value="(\w+)" checked', form)


def save(desk: Desk, fields: dict[str, str], ticked: list[str], **more: str):  # type: ignore[no-untyped-def]
    data: dict[str, object] = {**fields, **more, "question": ticked}
    return desk.browser.post(f"{desk.match}/questions/choose", data=data)


def test_a_page_that_is_saved_as_it_was_shown_changes_nothing(desk: Desk) -> None:
    before = desk.pools()
    fields, ticked = form_of(page_of(desk, "press"))
    assert set(ticked) == set(before["press"])
    assert save(desk, fields, ticked).status_code == 303
    assert desk.pools() == before


def test_what_is_chosen_needed_and_missing_is_counted(desk: Desk) -> None:
    fields, ticked = form_of(page_of(desk, "press"))
    gone = ticked[3]
    sent = save(desk, fields, [one for one in ticked if one != gone])
    assert desk.pools()["press"] == tuple(one for one in ticked if one != gone)
    page = desk.browser.get(sent.location).text
    assert "选题已保存，共 19 题" in page
    assert re.search(r"data-have>19</b> · 需要 20 题 · 还缺 <b[^>]*>1</b>", page)
    assert gone in page


def test_a_free_question_is_chosen_by_a_click_and_ranges_come_after_those_there_were(desk: Desk) -> None:
    fields, ticked = form_of(page_of(desk, "press"))
    save(desk, fields, [])
    clicked, *ranged = sorted(no for no in range(1, 91) if desk.ids(desk.own, no)[0] in ticked)
    page = page_of(desk, "press")
    assert all(one in page for one in ticked)
    fields, ticked = form_of(page)
    last = next(no for no in ranged if no + 1 in ranged)
    save(desk, fields, list(desk.ids(desk.own, last)))
    fields, ticked = form_of(page_of(desk, "press"))
    more = save(desk, fields, [*ticked, *desk.ids(desk.own, clicked)], numbers=f"{last}-{last + 1}")
    assert more.status_code == 303
    assert desk.pools()["press"] == desk.ids(desk.own, last, clicked, last + 1)


def test_a_question_of_another_pool_is_asked_about_and_taken_only_then(desk: Desk) -> None:
    before = desk.pools()
    wanted = before["tie_off"][0]
    assert wanted not in page_of(desk, "press")
    page = page_of(desk, "press", only="all")
    assert "已在：加赛" in page
    fields, ticked = form_of(page)
    asked = save(desk, fields, [*ticked, wanted])
    assert asked.status_code == 409
    assert desk.pools() == before
    assert "从其他题池取走：" in html.unescape(asked.text)
    again, kept = form_of(asked.text)
    assert wanted in kept
    take = re.search(r'name="take" value="([^"]*)"', asked.text)
    assert take is not None
    assert take[1] == wanted
    assert save(desk, again, kept, take=take[1]).status_code == 303
    assert set(desk.pools()["press"]) == {*before["press"], wanted}
    assert desk.pools()["tie_off"] == before["tie_off"][1:]


def test_a_page_of_earlier_pools_is_refused_and_shows_them_as_they_are(desk: Desk) -> None:
    fields, ticked = form_of(page_of(desk, "press"))
    save(desk, fields, ticked[:-1])
    after = desk.pools()
    stale = save(desk, fields, ticked)
    assert (stale.status_code, desk.pools()) == (409, after)
    assert set(form_of(stale.text)[1]) == set(after["press"])


def test_only_what_was_listed_is_taken_off(desk: Desk) -> None:
    before = desk.pools()["press"]
    fields, _ = form_of(page_of(desk, "press"))
    shown = fields["listed"].split()
    assert set(before) <= set(shown)
    assert save(desk, {**fields, "listed": " ".join(before[:2])}, []).status_code == 303
    assert desk.pools()["press"] == before[2:]


def test_a_pool_of_one_set_lists_that_set_and_says_how_another_is_taken(desk: Desk) -> None:
    page = page_of(desk, "press", set=desk.other)
    assert "这个题池的题来自题库“甲库”" in html.unescape(page)
    fields, ticked = form_of(page)
    assert fields["set"] == desk.own
    save(desk, fields, [])
    assert desk.pools()["press"] == ()
    fields, ticked = form_of(page_of(desk, "press", set=desk.other))
    assert (fields["set"], ticked) == (desk.other, [])
    (first,) = desk.ids(desk.other, 1)
    save(desk, fields, [first])
    assert desk.pools()["press"] == (first,)


@pytest.mark.parametrize("numbers", ["91", "x", "30-12"])
def test_a_number_that_the_set_does_not_have_is_named_and_what_was_ticked_stays(desk: Desk, numbers: str) -> None:
    fields, ticked = form_of(page_of(desk, "press"))
    refused = save(desk, fields, ticked[1:], numbers=numbers)
    assert (refused.status_code, f"题库里没有第“{numbers}”题" in html.unescape(refused.text)) == (400, True)
    assert form_of(refused.text)[1] == ticked[1:]
    assert f'name="numbers" maxlength="4000" placeholder="12-30, 45" value="{numbers}"' in refused.text


def test_questions_that_do_not_fit_are_marked_in_the_whole_set(desk: Desk) -> None:
    made = [invented(1), invented(2, clues=("一", "二")), invented(3, valid_until="2020-12-31")]
    bank = question_sets.import_question_set(desk.services.ctx, actor=LOCAL, name="杂", questions=made)
    fields, _ = form_of(page_of(desk, "press"))
    save(desk, fields, [])
    assert len(form_of(page_of(desk, "press", set=bank.id))[0]["listed"].split()) == 1
    page = page_of(desk, "press", set=bank.id, only="all")
    assert (page.count("题型不适合本环节"), page.count("已过有效期")) == (1, 1)


def test_a_round_that_there_is_not_is_said_so_and_the_first_one_is_shown_where_none_is_named(desk: Desk) -> None:
    first = desk.browser.get(f"{desk.match}/questions/choose").text
    assert form_of(first)[0]["pool"] == next(iter(desk.pools()))
    assert desk.browser.get(f"{desk.match}/questions/choose?pool=none").status_code == 400


def test_ranges_are_read_in_the_form_of_a_pool_too(desk: Desk) -> None:
    before = desk.pools()
    numbers = [no for no in range(1, 91) if desk.ids(desk.own, no)[0] in before["press"]]
    runs = [no for no in numbers if no + 1 in numbers and no + 2 in numbers]
    sent = desk.browser.post(
        f"{desk.match}/questions/pool", data={**desk.form("press"), "numbers": f"{runs[0]}-{runs[0] + 2}"}
    )
    assert sent.status_code == 303
    assert desk.pools()["press"] == desk.ids(desk.own, runs[0], runs[0] + 1, runs[0] + 2)
