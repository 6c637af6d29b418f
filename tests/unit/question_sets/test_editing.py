"""A question in a form: read and checked as an import reads and checks it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_sets.builtin_sets import builtin_sets, load_builtin
from question_sets.editing import TypedQuestion, brought_medium, checked, typed_of
from question_sets.importing import read_set
from question_sets.model import ReadQuestion, RowReport
from question_sets.numbers import NoSuchNumber, numbers_in
from scoring.tables.limits import MAX_CELL
from tests.unit.question_sets.builders import png, text_table

CAPITAL = TypedQuestion(stem="首都是（  ）", options=("北京", "上海"), key="A")


def by_field(report: RowReport) -> set[tuple[str, str, str]]:
    return {(one.severity, one.field, one.code) for one in report.problems}


def alone(typed: TypedQuestion, *others: ReadQuestion) -> RowReport:
    return checked(typed, 9, others)


@pytest.mark.parametrize("name", [one.id for one in builtin_sets()])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_form_that_is_sent_as_it_was_shown_changes_nothing_of_any_built_in_question(name: str, lang: str) -> None:
    report = load_builtin(name)
    for one in report.questions:
        medium = report.media[one.media.lower()] if one.media else None
        said = checked(typed_of(one, lang), one.no, (), medium=medium)  # type: ignore[arg-type]
        assert said.understood == one
        assert not said.faulty


def test_what_a_form_says_is_read_as_a_table_says_it() -> None:
    typed = TypedQuestion(
        type="multiple", stem="  下列属于行星的有（  ）", options=("地球", "月球", "火星", "", ""), key="a、c",
        explanation="月球是卫星", citation="《天文学》第12页", difficulty="易", chapter="天文", tags="科学、 抢答题",
        points="10分", stake="20", clues="第一条\n\n第二条 ", conflicts="行星、太阳系", checked_on="2026年3月1日",
        valid_until="2027/12/31",
    )  # fmt: skip
    table = text_table([
        ("题型", "题干", "A", "B", "C", "答案", "解析", "出处", "难度", "章节", "标签", "分值", "风险分", "线索1",
         "线索2", "互斥组", "核对日期", "有效期至"),
        ("多选题", "下列属于行星的有（  ）", "地球", "月球", "火星", "AC", "月球是卫星", "《天文学》第12页", "易",
         "天文", "科学、抢答题", "10", "20", "第一条", "第二条", "行星、太阳系", "2026-03-01", "2027-12-31"),
    ])  # fmt: skip
    (wanted,) = read_set("x.csv", table).questions
    assert alone(typed).understood == replace(wanted, no=9)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"stem": " "}, ("error", "stem", "stem-missing")),
        ({"key": ""}, ("error", "key", "key-missing")),
        ({"key": "D"}, ("error", "key", "key-names-no-option")),
        ({"key": "AB"}, ("error", "key", "single-with-several-keys")),
        ({"options": ("北京", "北京")}, ("error", "options", "options-equal")),
        ({"options": ("北京", "", "上海")}, ("error", "options", "option-empty")),
        ({"options": ("北京",)}, ("error", "options", "options-missing")),
        ({"points": "十"}, ("error", "points", "points-unreadable")),
        ({"stake": "x"}, ("error", "stake", "points-unreadable")),
        ({"checked_on": "昨天"}, ("error", "checked_on", "date-unreadable")),
        ({"valid_until": "2026-02-30"}, ("error", "valid_until", "date-unreadable")),
        ({"type": "连线题"}, ("error", "type", "type-unknown")),
        ({"explanation": "长" * (MAX_CELL + 1)}, ("error", "explanation", "cell-too-long")),
        ({"type": "true_false", "options": (), "key": "也许"}, ("error", "key", "key-unreadable")),
        ({"type": "multiple"}, ("warning", "key", "multiple-with-one-key")),
    ],
)
def test_every_fault_of_a_form_has_the_code_of_the_import_and_its_field(
    change: dict[str, object], said: tuple[str, str, str]
) -> None:
    report = alone(replace(CAPITAL, **change))  # type: ignore[arg-type]
    assert said in by_field(report)
    assert report.faulty is (said[0] == "error")


def test_a_question_that_the_set_has_already_is_named_with_its_number() -> None:
    there = alone(CAPITAL).understood
    assert there is not None
    again = alone(CAPITAL, replace(there, no=4))
    (twice,) = [one for one in again.problems if one.code == "duplicate"]
    assert dict(twice.fields)["other"] == "4"
    assert [one.code for one in alone(replace(CAPITAL, key="B"), replace(there, no=4)).problems] == [
        "duplicate-with-other-key"
    ]


def test_a_picture_that_is_brought_is_looked_at_as_one_of_a_package() -> None:
    medium, problems = brought_medium("C:\\图\\点.png", png())
    assert medium is not None
    assert (medium.name, medium.kind, problems) == ("点.png", "image", ())
    assert [one.code for one in brought_medium("点.png", b"MZ...")[1]] == ["media-type"]
    report = checked(CAPITAL, 1, (), medium=medium)
    assert report.understood is not None
    assert (report.understood.media, report.understood.media_kind) == ("点.png", "image")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("12-14, 20", [12, 13, 14, 20]),
        ("20，３－５、1", [20, 3, 4, 5, 1]),
        ("3 – 5；4", [3, 4, 5]),
        ("3至5 4 到 6", [3, 4, 5, 6]),
        ("17-30", [20]),
        ("", []),
    ],
)
def test_numbers_and_ranges_are_read_as_people_type_them(text: str, numbers: list[int]) -> None:
    assert numbers_in(text, {*range(1, 15), 20}) == numbers


@pytest.mark.parametrize("text", ["99", "1 x", "15-19", "5-3", "1-2-3", "-4", "1" * 12, "²"])
def test_what_names_no_question_is_named_itself(text: str) -> None:
    with pytest.raises(NoSuchNumber):
        numbers_in(text, {*range(1, 15), 20})
