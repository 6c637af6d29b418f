from __future__ import annotations

import pytest

from question_sets.keys import by_text, fill_values, letters_of, numbers_of, truth


@pytest.mark.parametrize(
    "text",
    [
        "ACD",
        "A C D",
        "A|C|D",
        "A,C,D",
        "A、C、D",
        "acd",
        "ＡＣＤ",
        "A，C，D",
        "DCA",
        "A;C;D",
        "A/C/D",
        "A C\nD",
        "答案：ACD",
        "【ACD】",
        "A和C和D",
    ],
)
def test_every_spelling_of_several_letters_gives_the_same_key(text: str) -> None:
    assert letters_of(text) == ("A", "C", "D")


@pytest.mark.parametrize("text", ["", "北京", "A北京", "K", "1", "√"])
def test_what_is_not_only_letters_is_no_choice_key(text: str) -> None:
    assert letters_of(text) is None


TRUE = ["正确", "对", "√", "T", "true", "TRUE", "Y", "yes", "是", "A", "1", "Ｔ", "（√）", "✓", "答案：对"]
FALSE = ["错误", "错", "×", "F", "false", "N", "否", "B", "0", "x", "X", "不对", "(×)", "不正确"]


@pytest.mark.parametrize("text", TRUE)
def test_every_spelling_of_true(text: str) -> None:
    assert truth(text) is True


@pytest.mark.parametrize("text", FALSE)
def test_every_spelling_of_false(text: str) -> None:
    assert truth(text) is False


@pytest.mark.parametrize("text", ["", "也许", "C", "2", "对错"])
def test_what_is_neither_true_nor_false(text: str) -> None:
    assert truth(text) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("1", ("A",)),
        ("2.0", ("B",)),
        ("1,3", ("A", "C")),
        ("134", ("A", "C", "D")),
        ("5", None),
        ("10", None),
        ("A", None),
    ],
)
def test_option_numbers_become_letters(text: str, key: tuple[str, ...] | None) -> None:
    assert numbers_of(text, 4) == key


def test_option_texts_become_letters() -> None:
    options = ("北京", "上海", "天津")
    assert by_text("上海", options) == ("B",)
    assert by_text("B. 上海", options) == ("B",)
    assert by_text("北京；天津", options) == ("A", "C")
    assert by_text("北京、上海", options) == ("A", "B")
    assert by_text("A. 上海", options) is None
    assert by_text("重庆", options) is None


@pytest.mark.parametrize(
    ("text", "blanks", "values"),
    [
        ("红楼梦", 1, ("红楼梦",)),
        ("红楼梦；西游记", 2, ("红楼梦", "西游记")),
        ("红楼梦、西游记", 2, ("红楼梦", "西游记")),
        ("红楼梦 西游记", 2, ("红楼梦", "西游记")),
        ("红楼梦|石头记", 1, ("红楼梦|石头记",)),
        ("红楼梦|石头记；西游记", 2, ("红楼梦|石头记", "西游记")),
        ("甲；乙", 1, ("甲|乙",)),
        ("北京、上海", 1, ("北京、上海",)),
        ("", 1, ()),
    ],
)
def test_the_blanks_of_a_fill_question(text: str, blanks: int, values: tuple[str, ...]) -> None:
    assert fill_values(text, blanks) == values
