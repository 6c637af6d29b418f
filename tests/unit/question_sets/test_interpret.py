from __future__ import annotations

from decimal import Decimal

import pytest

from question_sets.interpret import interpret
from question_sets.model import Draft, ReadQuestion
from tests.unit.question_sets.builders import draft

CITIES = ("北京", "上海", "天津", "重庆")


def read(**fields: object) -> tuple[ReadQuestion | None, list[str]]:
    question, problems = interpret(draft(**fields))
    return question, [problem.code for problem in problems]


def understood(**fields: object) -> ReadQuestion:
    question, _ = interpret(draft(**fields))
    assert question is not None
    return question


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("单选", "single"),
        ("单选题", "single"),
        ("单项选择题", "single"),
        ("single", "single"),
        ("一、单选题（每题10分）", "single"),
        ("选择题", "single"),
        ("Multiple Choice", "single"),
        ("多选", "multiple"),
        ("多项选择题", "multiple"),
        ("不定项选择题", "multiple"),
        ("【多选题】", "multiple"),
        ("多 选 题", "multiple"),
    ],
)
def test_the_names_of_choice_types(text: str, kind: str) -> None:
    key = "AB" if kind == "multiple" else "A"
    assert understood(type=text, stem="直辖市是（  ）", options=CITIES, key=key).type == kind


@pytest.mark.parametrize("text", ["判断", "判断题", "是非题", "True/False", "T/F", "判断正误"])
def test_the_names_of_judgement(text: str) -> None:
    question = understood(type=text, stem="地球是圆的", key="对")
    assert (question.type, question.key, question.options) == ("true_false", ("T",), ())


def test_a_row_as_most_sheets_have_it() -> None:
    question, codes = read(
        type="单选题",
        stem="1、首都是（  ）",
        options=("A.北京", "B、上海", "天津", ""),
        key="Ａ",
        points="10分",
        tags="地理，常识",
        difficulty="易",
        no="1.0",
        explanation="略",
        stake="20",
    )
    assert codes == []
    assert question == ReadQuestion(
        no=1,
        type="single",
        stem="首都是（  ）",
        options=("北京", "上海", "天津"),
        key=("A",),
        explanation="略",
        difficulty="易",
        tags=("地理", "常识"),
        points=Decimal(10),
        stake=Decimal(20),
    )


@pytest.mark.parametrize(
    "cell",
    [
        "A.北京 B.上海 C.天津",
        "A、北京\nB、上海\nC、天津",
        "北京|上海|天津",
        "北京\n上海\n天津",
        "(A)北京(B)上海(C)天津",
        "北京；上海；天津",
        "Ａ．北京　Ｂ．上海　Ｃ．天津",
    ],
)
def test_options_in_one_cell(cell: str) -> None:
    assert understood(type="单选", stem="首都是", option_cell=cell, key="A").options == ("北京", "上海", "天津")


def test_options_written_into_the_stem_are_taken_out() -> None:
    question, codes = read(type="单选题", stem="首都是（  ）\nA.北京\nB.上海\nC.天津", key="A")
    assert question is not None
    assert (question.stem, question.options) == ("首都是（  ）", ("北京", "上海", "天津"))
    assert codes == ["options-from-stem"]


def test_a_missing_type_is_inferred_and_said() -> None:
    assert read(stem="首都是", options=CITIES, key="A")[0].type == "single"  # type: ignore[union-attr]
    assert read(stem="直辖市有", options=CITIES, key="AB")[0].type == "multiple"  # type: ignore[union-attr]
    assert read(stem="地球是圆的", key="√")[0].type == "true_false"  # type: ignore[union-attr]
    assert read(stem="首都是____", key="北京")[0].type == "fill"  # type: ignore[union-attr]
    assert read(stem="谈谈体会", key="言之成理即可")[0].type == "short"  # type: ignore[union-attr]
    assert read(stem="首都是", options=CITIES, key="A")[1] == ["type-inferred"]


def test_figures_and_letters_that_might_be_a_judgement_are_options_and_answers_of_their_own() -> None:
    for options in (("1", "0"), ("x", "y")):
        question = understood(stem="取哪一个", options=options, key="A")
        assert (question.type, question.options, question.key) == ("single", options, ("A",))
    assert understood(stem="1+0=____", key="1").type == "fill"
    assert understood(stem="1-1等于几？", key="0").type == "short"
    assert understood(stem="地球是圆的", key="1").type == "true_false"
    assert understood(stem="地球是圆的吗？", key="是").type == "true_false"
    assert understood(stem="对吗", options=("√", "x"), key="B").key == ("F",)


def test_the_name_of_a_round_in_the_type_column_becomes_a_tag() -> None:
    question = understood(type="抢答题", stem="首都是", options=CITIES, key="A", tags="地理")
    assert (question.type, question.tags) == ("single", ("地理", "抢答"))


def test_a_type_in_front_of_the_stem_is_used() -> None:
    question = understood(stem="3.【多选题】直辖市有（  ）", options=CITIES, key="ABCD")
    assert (question.type, question.stem) == ("multiple", "直辖市有（  ）")


def test_a_stem_that_begins_with_a_figure_of_its_own_keeps_it() -> None:
    assert understood(type="判断", stem="5.4运动发生在1919年", key="对").stem == "5.4运动发生在1919年"
    assert understood(type="判断", stem="1921年召开一大", key="对").stem == "1921年召开一大"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"stem": "", "options": CITIES, "key": "A"}, "stem-missing"),
        ({"stem": "首都是", "options": CITIES, "key": ""}, "key-missing"),
        ({"stem": "首都是", "options": ("北京",), "key": "A"}, "options-missing"),
        ({"stem": "首都是", "options": CITIES[:2], "key": "D"}, "key-names-no-option"),
        ({"stem": "首都是", "options": ("北京", "北 京"), "key": "A"}, "options-equal"),
        ({"stem": "首都是", "options": CITIES, "key": "AB"}, "single-with-several-keys"),
        ({"stem": "首都是", "options": CITIES, "key": "南京"}, "key-unreadable"),
        ({"stem": "首都是", "options": ("北京", "", "天津"), "key": "A"}, "option-empty"),
        ({"stem": "首都是", "options": CITIES, "key": "A", "points": "十分"}, "points-unreadable"),
        ({"stem": "等于几", "options": ("3", "1", "2"), "key": "2"}, "key-ambiguous"),
        ({"stem": "看图", "options": CITIES, "key": "A", "media": ("图.bmp",)}, "media-name-unknown"),
    ],
)
def test_errors_of_a_row(fields: dict[str, object], code: str) -> None:
    _, problems = interpret(draft(type="单选", **fields))
    assert [problem.code for problem in problems if problem.severity == "error"] == [code]


def test_an_unknown_type_keeps_the_row_out() -> None:
    assert read(type="连线题", stem="连一连", key="A") == (None, ["type-unknown"])


def test_all_problems_of_a_row_come_at_once() -> None:
    _, codes = read(type="单选", stem="", options=("甲", "甲"), key="", points="很多")
    assert sorted(codes) == ["key-missing", "points-unreadable", "stem-missing"]


def test_an_answer_left_in_the_bracket_never_reaches_the_hall() -> None:
    question, codes = read(type="单选", stem="首都是（A）。", options=CITIES, key="A")
    assert question is not None
    assert (question.stem, question.key, codes) == ("首都是（  ）。", ("A",), ["key-in-stem"])
    question, codes = read(type="多选", stem="直辖市有（A、B、C）", options=CITIES)
    assert question is not None
    assert (question.stem, question.key, codes) == ("直辖市有（  ）", ("A", "B", "C"), ["key-from-stem"])
    question, codes = read(type="判断", stem="地球是圆的（×）", key="错")
    assert question is not None
    assert (question.stem, codes) == ("地球是圆的（  ）", ["key-in-stem"])
    question, codes = read(type="填空", stem="首都是（北京）", key="北京")
    assert question is not None
    assert (question.stem, codes) == ("首都是（  ）", ["key-in-stem"])


def test_a_bracket_that_is_part_of_the_sentence_stays() -> None:
    question, codes = read(type="单选", stem="维生素（A）多见于（  ）", options=CITIES, key="B")
    assert question is not None
    assert (question.stem, codes) == ("维生素（A）多见于（  ）", ["bracket-differs"])
    question, codes = read(type="单选", stem="软件设计（CAD）首先用于（  ）", options=CITIES, key="B")
    assert question is not None
    assert (question.stem, codes) == ("软件设计（CAD）首先用于（  ）", [])


@pytest.mark.parametrize(
    ("options", "key", "letter"),
    [
        (("5", "-5", "0"), "5", "A"),
        (("5", "−5", "0"), "-5", "B"),
        (("C++", "C#", "Java"), "C++", "A"),
        (("C++", "C#", "Java"), "C#", "B"),
        (("A-", "A+", "B"), "A+", "B"),
        (("50", "50%", "0.5"), "50", "A"),
        (("108", "10⁸", "10^8"), "10⁸", "B"),
        (("6:30", "630", "6.30"), "6：30", "A"),
        (("Mg", "mg", "MG"), "MG", "C"),
        (("(0,1)", "[0,1]", "(0,1]"), "(0,1]", "C"),
        (("1,000", "1.000", "10"), "1000", "A"),
    ],
)
def test_a_key_in_words_is_the_option_that_says_the_same_to_the_sign(
    options: tuple[str, ...], key: str, letter: str
) -> None:
    question = understood(type="单选", stem="等于几", options=options, key=key)
    assert (question.options, question.key) == (options, (letter,))


def test_a_key_that_is_said_by_no_option_or_by_two_is_no_key() -> None:
    assert read(type="单选", stem="等于几", options=("-5", "3", "0"), key="5")[1] == ["key-unreadable"]
    assert read(type="单选", stem="元素", options=("Mg", "MG", "Al"), key="mg")[1] == ["key-unreadable"]


def test_a_letter_that_is_the_text_of_another_option_is_doubted() -> None:
    question, codes = read(type="单选", stem="血型", options=("B", "A", "O"), key="A")
    assert question is not None
    assert (question.key, codes) == (("A",), ["key-letter-is-option"])


def test_judgement_options_decide_what_a_letter_means() -> None:
    assert understood(type="判断", stem="对吗", options=("错误", "正确"), key="A").key == ("F",)
    assert understood(type="判断", stem="对吗", options=("正确", "错误"), key="A").key == ("T",)
    assert read(type="判断", stem="对吗", key="B")[1] == ["judgement-by-letter"]


def test_a_judgement_with_other_options_is_a_single_choice() -> None:
    question, codes = read(type="判断", stem="可以吗", options=("可以", "不可以"), key="B")
    assert question is not None
    assert (question.type, question.key, codes) == ("single", ("B",), ["judgement-as-single"])


def test_a_number_of_values_other_than_blanks_is_said() -> None:
    question, codes = read(type="填空", stem="____、____和____", key="甲；乙")
    assert question is not None
    assert (question.key, codes) == (("甲", "乙"), ["blanks-differ"])


def test_interpreting_changes_nothing_of_a_given_draft() -> None:
    given = draft(type="单选", stem="首都是", options=CITIES, key="A")
    interpret(given)
    assert given == Draft(given.place, type="单选", stem="首都是", options=CITIES, key="A")
