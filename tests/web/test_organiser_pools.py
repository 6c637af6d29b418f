"""A pool saved by hand: what the form showed is what is saved, else nothing is."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace

import pytest

from scoreboard import wiring
from scoreboard.blueprints.organiser import pools
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.sheets import template_text
from scoring.usecases.guards import LOCAL
from scoring.usecases.quiz import matches, question_sets
from scoring.usecases.quiz.pools import set_pool
from scoring.usecases.records import Question
from tests.conftest import Browser
from tests.halls import invented
from tests.web.organiser_files import hidden, new_match, with_teams

Pools = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Desk:
    """A match whose pools are filled from set A; ``other`` is set B."""

    browser: Browser
    services: wiring.Services
    match: str
    own: str
    other: str

    def page(self, shown: str = "") -> str:
        return self.browser.get(f"{self.match}/questions?set={shown or self.own}").text

    def form(self, pool: str, shown: str = "") -> dict[str, str]:
        return form_of(self.page(shown), pool)

    def pools(self) -> Pools:
        return dict(matches.match_of(self.services.ctx, self.match.rsplit("/", 1)[-1]).questions)

    def ids(self, question_set: str, *numbers: int) -> tuple[str, ...]:
        by_no = {
            q.no: q.id for q in question_sets.questions_in(self.services.ctx, actor=LOCAL, question_set=question_set)
        }
        return tuple(by_no[no] for no in numbers)


def form_of(page: str, pool: str) -> dict[str, str]:
    """The fields of a pool's form as the page shows them, ready to be sent."""
    forms = [form for form in re.findall(r"<form.*?</form>", page, re.S) if f'name="pool" value="{pool}"' in form]
    assert len(forms) == 1
    fields = {name: values[0] for name, values in hidden(forms[0]).items()}
    typed = re.search(r'name="numbers" value="([^"]*)"', forms[0])
    asked = re.search(r'type="checkbox" name="take" value="([^"]*)"', forms[0])
    assert typed is not None
    return {**fields, "numbers": typed[1], **({"take": asked[1]} if asked else {})}


@pytest.fixture
def desk(organiser: Browser, services: wiring.Services) -> Desk:
    match = new_match(organiser)
    with_teams(organiser, match)
    sets = [
        question_sets.import_question_set(
            services.ctx, actor=LOCAL, name=name, questions=[invented(no) for no in range(1, 91)]
        ).id
        for name in ("甲库", "乙库")
    ]
    desk = Desk(organiser, services, match, *sets)
    fields = {"set": sets[0], "way": "order", "version": desk.form("press")["version"]}
    assert organiser.post(f"{match}/questions", data=fields).status_code == 303
    return desk


def test_a_pool_shown_and_saved_as_it_is_stays_as_it_is_whichever_set_is_looked_at(desk: Desk) -> None:
    before = desk.pools()
    assert len(before["press"]) == 20
    for shown in (desk.own, desk.other):
        sent = desk.browser.post(f"{desk.match}/questions/pool?set={shown}", data=desk.form("press", shown))
        assert (sent.status_code, sent.location) == (303, f"{desk.match}/questions?set={shown}")
        assert desk.pools() == before
    assert "题号（甲库）" in desk.page(desk.other)


def test_numbers_of_one_set_are_refused_with_the_id_of_another(desk: Desk) -> None:
    before = desk.pools()
    sent = desk.browser.post(f"{desk.match}/questions/pool", data={**desk.form("press"), "set": desk.other})
    assert sent.status_code == 409
    assert "这个题池里的题来自题库“甲库”，表单里的题号却是题库“乙库”的" in sent.text
    assert "已保存" not in sent.text
    assert desk.pools() == before


def test_a_pool_of_two_sets_shows_no_numbers_to_save_and_is_emptied_before_it_is_chosen_anew(desk: Desk) -> None:
    match = desk.match.rsplit("/", 1)[-1]
    both = desk.ids(desk.own, 1, 2) + desk.ids(desk.other, 3, 1)
    everything = [question for ids in desk.pools().values() for question in ids]
    set_pool(desk.services.ctx, actor=LOCAL, match_id=match, pool="press", questions=both, taking=everything)
    for shown in (desk.own, desk.other):
        page = desk.page(shown)
        assert "这个题池的题来自多个题库：甲库 2 题、乙库 2 题。要按题号重选，请先清空题池。" in html.unescape(page)
        form = form_of(page, "press")
        assert form["numbers"] == ""
        sent = desk.browser.post(f"{desk.match}/questions/pool", data={**form, "numbers": "1 2 3"})
        assert sent.status_code == 409
        assert "这个题池的题来自多个题库，题号说不清是哪个题库的" in sent.text
        assert desk.pools()["press"] == both
    assert desk.browser.post(f"{desk.match}/questions/pool", data=form_of(desk.page(), "press")).status_code == 303
    assert desk.pools()["press"] == ()


def test_a_choice_by_hand_of_two_questions_of_one_group_is_said_on_the_page_and_in_the_checklist(desk: Desk) -> None:
    made = [invented(no, conflicts_with=("长征",), valid_until="2020-12-31") for no in (1, 2)]
    bank = question_sets.import_question_set(desk.services.ctx, actor=LOCAL, name="互斥", questions=made)
    ids = desk.ids(bank.id, 1, 2)
    set_pool(desk.services.ctx, actor=LOCAL, match_id=desk.match.rsplit("/", 1)[-1], pool="press", questions=ids)
    for page in (desk.page(), desk.browser.get(desk.match).text):
        assert "第 1、2 题属于同一个互斥组" in page
        assert "第 1、2 题已过有效期" in page


def test_an_emptied_pool_takes_questions_of_the_set_that_is_looked_at(desk: Desk) -> None:
    desk.browser.post(f"{desk.match}/questions/pool", data={**desk.form("press", desk.other), "numbers": ""})
    assert desk.pools()["press"] == ()
    form = desk.form("press", desk.other)
    assert form["set"] == desk.other
    sent = desk.browser.post(f"{desk.match}/questions/pool", data={**form, "numbers": "3 1"})
    assert sent.status_code == 303
    assert desk.pools()["press"] == desk.ids(desk.other, 3, 1)


@pytest.mark.parametrize("address", ["/questions/pool", "/questions"])
def test_a_form_drawn_before_another_save_is_refused(desk: Desk, address: str) -> None:
    stale = {**desk.form("press"), "way": "order"}
    other = desk.form("tie_off")
    desk.browser.post(f"{desk.match}/questions/pool", data={**other, "numbers": other["numbers"].split()[0]})
    after = desk.pools()
    assert len(after["tie_off"]) == 1
    sent = desk.browser.post(f"{desk.match}{address}", data=stale)
    assert sent.status_code == 409
    assert "选题在这个页面打开之后已经改变" in sent.text
    assert desk.pools() == after
    fresh = form_of(sent.text, "press")
    assert desk.browser.post(f"{desk.match}/questions/pool", data=fresh).status_code == 303


def test_a_pool_that_another_page_has_changed_is_shown_as_it_is_stored_and_saving_it_takes_nothing_back(
    desk: Desk,
) -> None:
    stale = desk.form("press")
    fewer = " ".join(stale["numbers"].split()[:-1])
    desk.browser.post(f"{desk.match}/questions/pool", data={**stale, "numbers": fewer})
    after = desk.pools()
    sent = desk.browser.post(f"{desk.match}/questions/pool", data=stale)
    assert sent.status_code == 409
    fresh = form_of(sent.text, "press")
    assert fresh["numbers"] == fewer
    assert desk.browser.post(f"{desk.match}/questions/pool", data=fresh).status_code == 303
    assert desk.pools() == after


@pytest.mark.parametrize("version", ["", "0" * 64])
def test_a_form_without_the_version_or_with_a_foreign_one_is_refused(desk: Desk, version: str) -> None:
    before = desk.pools()
    sent = desk.browser.post(f"{desk.match}/questions/pool", data={**desk.form("press"), "version": version})
    assert sent.status_code == 409
    assert desk.pools() == before


def test_a_question_of_another_pool_is_named_and_taken_only_when_that_is_confirmed(desk: Desk) -> None:
    before = desk.pools()
    moved = before["tie_off"][0]
    form = desk.form("press")
    no = desk.form("tie_off")["numbers"].split()[0]
    typed = f"{form['numbers']} {no}"
    asked = desk.browser.post(f"{desk.match}/questions/pool", data={**form, "numbers": typed})
    assert asked.status_code == 409
    assert "有 1 道题已在别的题池里" in asked.text
    assert f"从其他题池取走：第 {no} 题（加赛）" in html.unescape(asked.text)
    assert desk.pools() == before
    confirmed = form_of(asked.text, "press")
    assert (confirmed["numbers"], confirmed["take"]) == (typed, moved)
    assert desk.browser.post(f"{desk.match}/questions/pool", data=confirmed).status_code == 303
    assert desk.pools() == {**before, "press": (*before["press"], moved), "tie_off": before["tie_off"][1:]}


def test_a_confirmation_covers_the_questions_that_it_named_and_no_other(desk: Desk) -> None:
    before = desk.pools()
    first, second = before["tie_off"][:2]
    numbers = " ".join(desk.form("tie_off")["numbers"].split()[:2])
    sent = desk.browser.post(
        f"{desk.match}/questions/pool", data={**desk.form("press"), "numbers": numbers, "take": first}
    )
    assert sent.status_code == 409
    assert form_of(sent.text, "press")["take"] == f"{first} {second}"
    assert desk.pools() == before


def test_rules_that_ask_more_than_a_set_has_are_shortened_on_the_page_and_the_match_lacks_no_question(
    organiser: Browser, services: wiring.Services
) -> None:
    match = new_match(organiser)
    with_teams(organiser, match)
    few = question_sets.import_question_set(
        services.ctx, actor=LOCAL, name="小库", questions=[invented(no) for no in range(1, 41)]
    ).id
    page = organiser.get(f"{match}/questions?set={few}").text
    assert "<li>抢答：20 改为 " in page
    assert "抢答: " in organiser.get(f"{match}/questions?set={few}&lang=en").text
    sent = organiser.post(f"{match}/questions/shorten?lang=zh", data={"set": few})
    assert (sent.status_code, sent.location) == (303, f"{match}/questions?set={few}")
    page = organiser.get(f"{match}/questions?set={few}&lang=zh").text
    assert "赛制已缩短" in page
    assert "题目不够" not in page
    version = form_of(page, "press")["version"]
    organiser.post(f"{match}/questions", data={"set": few, "way": "lot", "version": version})
    codes = {missing.code for missing in matches.checklist(services.ctx, match.rsplit("/", 1)[-1])}
    assert not codes & {"questions-short", "round-short"}


def test_a_match_that_lacks_only_spares_is_not_said_to_lack_questions(
    organiser: Browser, services: wiring.Services
) -> None:
    match = new_match(organiser)
    with_teams(organiser, match)
    few = question_sets.import_question_set(
        services.ctx, actor=LOCAL, name="小库", questions=[invented(no) for no in range(1, 19)]
    ).id
    organiser.post(f"{match}/questions/shorten", data={"set": few})
    page = organiser.get(f"{match}/questions?set={few}").text
    assert "备用题需5题，分配各环节后只剩" in page
    assert "题目不够" not in page


def test_a_set_that_is_too_small_for_any_match_says_what_else_can_be_done(
    organiser: Browser, services: wiring.Services
) -> None:
    match = new_match(organiser)
    with_teams(organiser, match)
    few = question_sets.import_question_set(services.ctx, actor=LOCAL, name="小库", questions=[invented(1)]).id
    page = organiser.get(f"{match}/questions?set={few}").text
    assert "各环节减到最少也不够" in page
    assert "questions/shorten" not in page
    before = organiser.get(f"{match}/rules").text
    organiser.post(f"{match}/questions/shorten", data={"set": few})
    assert re.findall("items = .*", organiser.get(f"{match}/rules").text) == re.findall("items = .*", before)


def test_a_count_that_another_thread_forgot_meanwhile_is_shown_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    class Forgetful(dict[object, int]):
        def __setitem__(self, key: object, value: int) -> None:
            pass

    sheet = read_rule_sheet(template_text("quick-league"))
    monkeypatch.setattr(pools, "_counted", Forgetful())
    monkeypatch.setattr(pools.runtime, "offload", lambda *_: 3)
    assert pools._matches((), sheet, 4, frozenset()) == 3
    monkeypatch.setattr(pools, "_counted", {("set", "", at, frozenset()): 1 for at in range(200)})
    assert pools._matches((), sheet, 4, frozenset()) == 3
    assert len(pools._counted) == pools._MOST_COUNTED


def test_the_matches_that_a_set_fills_are_counted_anew_once_a_question_of_it_was_edited(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sheet, counts = read_rule_sheet(template_text("quick-league")), iter((3, 2))
    monkeypatch.setattr(pools, "_counted", {})
    monkeypatch.setattr(pools.runtime, "offload", lambda *_: next(counts))
    question = Question("q1", "set", 1, "single", "题", "before")
    assert [pools._matches((question,), sheet, 4, frozenset()) for _ in range(2)] == [3, 3]
    assert pools._matches((replace(question, digest="after"),), sheet, 4, frozenset()) == 2
