"""Questions of a set edited in the browser: the checks of the import, every fault beside its field."""

from __future__ import annotations

import html
import io
import json
import re
from dataclasses import dataclass

import pytest
from werkzeug.test import TestResponse

from scoreboard import wiring
from scoreboard.i18n.catalogue import of_error
from scoring.usecases.guards import LOCAL
from scoring.usecases.quiz import question_sets
from scoring.usecases.quiz.pools import set_pool
from scoring.usecases.records import Question
from tests.conftest import Browser
from tests.halls import invented
from tests.unit.question_sets.builders import png
from tests.web.organiser_files import new_match
from tests.web.test_stale_forms import Form


@dataclass(frozen=True)
class Bank:
    """A set of three questions at the desk."""

    browser: Browser
    services: wiring.Services
    id: str

    @property
    def address(self) -> str:
        return f"/organiser/sets/{self.id}"

    def questions(self, of: str = "") -> list[Question]:
        return list(question_sets.questions_in(self.services.ctx, actor=LOCAL, question_set=of or self.id))

    def page(self, question: Question) -> str:
        return f"/organiser/sets/{question.question_set}/questions/{question.id}"

    def form(self, question: Question) -> dict[str, str]:
        """The fields of its form as a browser would send them."""
        page = self.browser.get(self.page(question)).text
        found = Form(page, self.page(question)).found
        chosen = re.search(r'<option value="(\w+)" selected', page)
        assert chosen is not None
        found.pop("medium")
        return {name: text.removeprefix("\n") for name, text in found.items()} | {"type": chosen[1]}

    def send(self, address: str, fields: dict[str, str], picture: tuple[str, bytes] | None = None) -> TestResponse:
        file = {"medium": (io.BytesIO(picture[1]), picture[0])} if picture else {}
        return self.browser.post(address, data={**fields, **file}, content_type="multipart/form-data")


@pytest.fixture
def bank(organiser: Browser, services: wiring.Services) -> Bank:
    made = [invented(no, citation=f"甲书第{no}页", tags=("抢答题", "历史")) for no in (1, 2, 3)]
    own = question_sets.import_question_set(services.ctx, actor=LOCAL, name="甲库", questions=made)
    return Bank(organiser, services, own.id)


def beside(page: str, field: str) -> list[str]:
    """What the page says below a field."""
    told = re.findall(rf'<p class="field-\w+" id="q-{field}-told\d+">(.*?)</p>', page, re.S)
    return [html.unescape(re.sub(r"<[^>]*>", "", one)).strip() for one in told]


def test_a_form_that_is_sent_as_it_was_shown_changes_nothing(bank: Bank) -> None:
    before = bank.questions()
    sent = bank.send(bank.page(before[0]), bank.form(before[0]))
    assert (sent.status_code, sent.location) == (303, bank.page(before[0]))
    assert bank.questions() == before


def test_an_option_of_two_lines_keeps_them(bank: Bank) -> None:
    old = bank.questions()[0]
    fields = bank.form(old) | {"optionC": "海不择细流，\r\n故能成其大"}
    assert bank.send(bank.page(old), fields).status_code == 303
    new = bank.questions()[0]
    assert new.options[2] == "海不择细流，\n故能成其大"
    assert bank.form(new)["optionC"] == "海不择细流，\n故能成其大"


def test_all_that_a_question_has_is_edited_on_its_page(bank: Bank) -> None:
    old = bank.questions()[1]
    fields = bank.form(old) | {
        "type": "multiple", "stem": "下列属于行星的有（  ）", "optionA": "地球", "optionB": "月球", "optionC": "火星",
        "optionD": "", "key": "AC", "explanation": "月球是卫星。", "citation": "《天文学》第12页", "difficulty": "易",
        "chapter": "天文", "tags": "科学", "points": "10", "stake": "20", "clues": "甲\r\n乙", "conflicts": "行星",
        "checked_on": "2026-03-01", "valid_until": "2027-12-31",
    }  # fmt: skip
    assert bank.send(bank.page(old), fields, ("点.png", png())).status_code == 303
    new = bank.questions()[1]
    assert (new.id, new.no, new.type, new.stem, new.options, new.key) == (
        old.id, 2, "multiple", "下列属于行星的有（  ）", ("地球", "月球", "火星"), ("A", "C"),
    )  # fmt: skip
    assert (new.explanation, new.citation, new.difficulty, new.chapter, new.tags) == (
        "月球是卫星。", "《天文学》第12页", "易", "天文", ("科学",),
    )  # fmt: skip
    assert (new.points, new.stake, new.clues, new.conflicts_with) == (10, 20, ("甲", "乙"), ("行星",))
    assert (new.checked_on, new.valid_until, new.media_kind) == ("2026-03-01", "2027-12-31", "image")
    page = bank.browser.get(bank.page(new)).text
    assert "第 2 题已保存" in page
    assert f'src="/media/{new.media}"' in page
    assert bank.send(bank.page(new), bank.form(new)).status_code == 303
    assert bank.questions()[1] == new
    assert bank.send(bank.page(new), bank.form(new) | {"no-medium": "on"}).status_code == 303
    assert bank.questions()[1].media == ""


def test_every_fault_stands_beside_its_field_and_what_was_typed_comes_back(bank: Bank) -> None:
    old = bank.questions()[0]
    fields = bank.form(old) | {"stem": "", "optionB": "选项1甲", "key": "F", "points": "十", "checked_on": "昨天"}
    refused = bank.send(bank.page(old), fields, ("不是图.png", b"MZ"))
    assert refused.status_code == 400
    page = refused.text
    assert beside(page, "stem") == ["没有题干。"]
    assert beside(page, "options") == ["选项 A 与 B 相同：选项1甲"]
    assert beside(page, "key") == ["答案 F 没有对应的选项（共 4 个选项）。"]
    assert beside(page, "points") == ["“十”不是可以使用的分数。"]
    assert beside(page, "checked_on") == ["日期“昨天”无法识别，请写成 2026-11-30。"]
    assert beside(page, "media") == ["“不是图.png”不是可以使用的图片、音频或视频。"]
    assert "这道题有 6 处要改" in page
    again = Form(page, bank.page(old)).found
    typed = [again[name].strip() for name in ("stem", "optionB", "key", "points", "checked_on")]
    assert typed == ["", "选项1甲", "F", "十", "昨天"]
    assert 'aria-invalid="true"' in page
    assert bank.questions()[0] == old


def test_a_question_that_the_set_has_already_is_refused_with_its_number(bank: Bank) -> None:
    first, second, _ = bank.questions()
    copied = bank.form(first) | {"version": bank.form(second)["version"]}
    page = bank.send(bank.page(second), copied).text
    assert beside(page, "stem") == ["与 第 1 题 是同一道题。"]


def test_what_was_assumed_of_a_question_that_was_kept_is_said(bank: Bank) -> None:
    old = bank.questions()[0]
    assert bank.send(bank.page(old), bank.form(old) | {"stem": "题干1（ B ）"}).status_code == 303
    page = bank.browser.get(bank.page(old)).text
    assert "题干的括号里带着答案“B”，会被全场看到；括号已留空。" in page
    assert bank.questions()[0].stem == "题干1（  ）"


def test_a_page_of_a_question_that_was_opened_earlier_takes_nothing_back(bank: Bank) -> None:
    old = bank.questions()[0]
    early = bank.form(old)
    bank.send(bank.page(old), early | {"citation": "乙书"})
    refused = bank.send(bank.page(old), early | {"difficulty": "难"})
    assert refused.status_code == 409
    assert of_error("zh", "changed-meanwhile", "message") in refused.text
    assert (bank.questions()[0].citation, bank.questions()[0].difficulty) == ("乙书", "")


def test_a_question_is_added_and_another_one_after_it(bank: Bank) -> None:
    new = f"{bank.address}/questions/new"
    assert "新增题目" in bank.browser.get(new).text
    fields = {"type": "true_false", "stem": "地球是圆的。", "key": "对", "optionA": "被藏起来的一栏"}
    refused = bank.send(new, fields | {"key": ""})
    assert (refused.status_code, beside(refused.text, "key")) == (400, ["没有答案。"])
    assert "地球是圆的。" in refused.text
    sent = bank.send(new, fields)
    added = bank.questions()[-1]
    assert (sent.location, added.no, added.key, added.options) == (bank.page(added), 4, ("T",), ())
    more = bank.send(new, {"type": "fill", "stem": "最长的河是____", "key": "长江|扬子江", "another": "1"})
    assert more.location == new
    assert bank.questions()[-1].key == ("长江|扬子江",)


def test_a_question_is_taken_out_unless_a_match_has_it(bank: Bank, organiser: Browser) -> None:
    first, second, _ = bank.questions()
    match = new_match(organiser)
    set_pool(
        bank.services.ctx, actor=LOCAL, match_id=match.rsplit("/", 1)[-1], pool="press", questions=[first.id]
    )  # fmt: skip
    version = bank.form(first)["version"]
    page = bank.browser.get(bank.page(first)).text
    assert "这道题已选入尚未开赛的场次：决赛" in page
    refused = bank.browser.post(f"{bank.page(first)}/remove", data={"version": version})
    assert (refused.status_code, "第 1 题已选入场次：决赛" in refused.text) == (409, True)
    stale = bank.browser.post(f"{bank.page(second)}/remove", data={"version": version})
    assert stale.status_code == 409
    gone = bank.browser.post(f"{bank.page(second)}/remove", data={"version": bank.form(second)["version"]})
    assert gone.status_code == 303
    assert [one.no for one in bank.questions()] == [1, 3]
    assert bank.browser.get(bank.page(second)).status_code == 404


def test_a_built_in_set_is_copied_by_one_click_and_the_same_question_of_the_copy_is_open(
    organiser: Browser, services: wiring.Services
) -> None:
    taken = organiser.post("/organiser/sets/builtin", data={"set": "english-demo"}).location
    own = Bank(organiser, services, taken.rsplit("/", 1)[-1])
    old = own.questions()[4]
    page = organiser.get(own.page(old)).text
    assert "这是内置题库，题目不能直接修改" in page
    assert organiser.get(f"{taken}/questions/new").status_code == 200
    refused = own.send(own.page(old), {"type": "true_false", "stem": "x", "key": "对"})
    assert (refused.status_code, "是内置题库" in refused.text) == (409, True)
    led = organiser.post(f"{taken}/copy", data={"no": str(old.no)}).location
    copied = own.questions(led.split("/")[3])
    (same,) = [one for one in copied if led == own.page(one)]
    assert (same.no, same.stem, len(copied)) == (old.no, old.stem, len(own.questions()))
    assert own.send(led, own.form(same) | {"citation": "另一本书"}).status_code == 303


def test_a_new_set_begins_empty_with_the_form_of_its_first_question(organiser: Browser, bank: Bank) -> None:
    made = organiser.post("/organiser/sets/new", data={"name": "新题库", "source": "自编"})
    assert made.location.endswith("/questions/new")
    assert "题库“新题库”已新建" in organiser.get(made.location).text
    assert "还没有题目" in organiser.get(made.location.removesuffix("/questions/new")).text
    refused = organiser.post("/organiser/sets/new", data={"name": "甲库", "source": "别处"})
    assert (refused.status_code, 'value="别处"' in refused.text) == (409, True)


def test_the_page_of_the_big_screen_has_both_scenes_as_the_screen_gets_them(bank: Bank) -> None:
    one = bank.questions()[0]
    page = bank.browser.get(f"{bank.page(one)}/screen").text
    data = re.search(r'<script type="application/json" id="trial">(.*?)</script>', page, re.S)
    assert data is not None
    views = json.loads(data[1])
    asked, told = views["question"]["item"], views["answer"]["item"]
    assert asked["question"]["stem"] == "题干1（  ）"
    assert [each["letter"] for each in asked["question"]["options"]] == ["A", "B", "C", "D"]
    assert ("key" in asked, told["key"], told["explanation"]) == (False, ["B"], "解析1")


def test_what_is_known_of_who_has_seen_a_question_stands_on_its_page_and_in_the_list(
    bank: Bank, organiser: Browser
) -> None:
    first, second, _ = bank.questions()
    match = new_match(organiser, title="彩排")
    set_pool(
        bank.services.ctx, actor=LOCAL, match_id=match.rsplit("/", 1)[-1], pool="press", questions=[first.id]
    )  # fmt: skip
    assert "<dt>已选入</dt><dd>彩排</dd>" in bank.browser.get(bank.page(first)).text
    assert "没有记录。" in bank.browser.get(bank.page(second)).text
    assert bank.browser.get(bank.address).text.count('<span class="soft">已选入</span> 彩排') == 1


def test_the_sets_in_the_language_of_the_page_come_first_wherever_they_are_listed(
    bank: Bank, organiser: Browser
) -> None:
    question_sets.import_question_set(bank.services.ctx, actor=LOCAL, name="English", questions=[invented(1)])
    match = new_match(organiser)
    for lang, order in (("zh", ["甲库", "English"]), ("en", ["English", "甲库"])):
        for address, last in (("/organiser/sets", "<h2>"), (f"{match}/questions", "</select>")):
            page = organiser.get(f"{address}?lang={lang}").text
            page = page[page.index("<h1") :]
            assert sorted(order, key=page.index) == order, (address, last)


def test_what_is_not_there_is_said_so(bank: Bank) -> None:
    one = bank.questions()[0]
    for address in (
        f"{bank.address}/questions/none",
        f"{bank.address}/questions/none/screen",
        f"/organiser/sets/none/questions/{one.id}",
        "/organiser/sets/none/questions/new",
    ):
        assert bank.browser.get(address).status_code == 404
    assert bank.browser.post("/organiser/sets/none/copy").status_code == 404
