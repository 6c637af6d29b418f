"""A choice whose key stands with its options: read, taken off them, and said."""

from __future__ import annotations

import pytest

from question_sets import read_set
from question_sets.interpret import interpret
from tests.unit.question_sets.builders import draft, text_table

OPTIONS = ("壮族", "满族", "维吾尔族", "回族")


def read(*options: str, key: str = "", stem: str = "人口最多的是", kind: str = "单选") -> tuple[object, ...]:
    question, problems = interpret(draft(type=kind, stem=stem, options=options, key=key))
    codes = [problem.code for problem in problems]
    return (question.options, question.key, codes) if question else (None, None, codes)


@pytest.mark.parametrize(
    "last", ["回族（A）", "回族(A)", "回族【A】", "回族 [Ａ]。", "回族   （ A ）", "回族（答案：A）", "D、回族（a）"]
)
def test_a_bracket_with_a_key_behind_the_last_option_is_the_key(last: str) -> None:
    assert read(*OPTIONS[:3], last) == (OPTIONS, ("A",), ["key-from-option"])


def test_several_letters_are_the_key_of_a_multiple_choice() -> None:
    assert read(*OPTIONS[:3], "回族（ABD）", kind="多选") == (OPTIONS, ("A", "B", "D"), ["key-from-option"])


@pytest.mark.parametrize("key", ["A", "1", "壮族"])
def test_a_key_that_is_given_too_is_taken_off_the_option_because_the_hall_would_see_it(key: str) -> None:
    options, letters, codes = read(*OPTIONS[:3], "回族（A）", key=key)
    assert (options, letters) == (OPTIONS, ("A",))
    assert "key-in-option" in codes  # type: ignore[operator]


def test_a_bracket_that_says_something_else_than_the_key_stays_and_is_named() -> None:
    vitamins = ("钙", "铁", "锌", "维生素（D）")
    assert read(*vitamins, key="A") == (vitamins, ("A",), ["option-bracket-differs"])


def test_the_key_in_the_stem_goes_before_a_bracket_in_an_option() -> None:
    options, letters, codes = read("钙", "铁", "锌", "维生素（D）", stem="哪个是（B）")
    assert (options, letters) == (("钙", "铁", "锌", "维生素（D）"), ("B",))
    assert codes == ["option-bracket-differs", "key-from-stem"]


@pytest.mark.parametrize(
    "options",
    [
        ("维生素（A）", "维生素（B）", "维生素（C）", "淀粉"),
        ("维生素（A）", "钙", "铁", "维生素（D）"),
        ("甲", "乙", "丙", "丁（F）"),
        ("甲", "乙", "丙", "（A）"),
        ("甲", "乙", "丙", "丁（见 A）"),
        ("甲（√）", "乙（√）", "丙（√）", "丁（√）"),
    ],
)
def test_brackets_that_are_part_of_the_options_are_no_key(options: tuple[str, ...]) -> None:
    assert read(*options) == (None, None, ["key-missing"])


@pytest.mark.parametrize("tick", ["（√）", " √", "✓", "（正确答案）", "【正确】"])
def test_a_tick_behind_the_right_options_is_the_key(tick: str) -> None:
    assert read("壮族", "满族" + tick, "维吾尔族", "回族") == (OPTIONS, ("B",), ["key-from-option"])


@pytest.mark.parametrize(
    "options",
    [
        ("壮族", "√满族", "维吾尔族", "回族"),
        ("壮族", "☑ 满族", "维吾尔族", "回族"),
        ("□壮族", "☑满族", "□维吾尔族", "□回族"),
        ("壮族 ×", "满族 √", "维吾尔族 ×", "回族 ×"),
        ("壮族（×）", "满族（√）", "维吾尔族（×）", "回族（×）"),
    ],
)
def test_boxes_and_crosses_beside_a_tick_are_no_part_of_the_options(options: tuple[str, ...]) -> None:
    assert read(*options) == (OPTIONS, ("B",), ["key-from-option"])


def test_crosses_without_a_tick_stay() -> None:
    assert read("3 × 4", "乙 ×", "丙", "丁", key="A")[0] == ("3 × 4", "乙 ×", "丙", "丁")


@pytest.mark.parametrize(
    "lines",
    [
        "A．壮族\n√B．满族\nC．维吾尔族\nD．回族",
        "A．壮族\n√ B．满族\nC．维吾尔族\nD．回族",
        "A．壮族\n（√）B．满族\nC．维吾尔族\nD．回族",
        "A．壮族\n*B．满族\nC．维吾尔族\nD．回族",
        "□A．壮族\n☑B．满族\n□C．维吾尔族\n□D．回族",
        "A．壮族 √B．满族 C．维吾尔族 D．回族",
        "A．壮族 B．满族√ C．维吾尔族 D．回族",
        "A．壮族 B．满族 √ C．维吾尔族 D．回族",
    ],
)
def test_a_tick_before_the_letter_of_an_option_is_that_option_s(lines: str) -> None:
    bank = read_set("题库.txt", f"1．人口第二的是\n{lines}\n".encode()).questions
    assert [(one.stem, one.options, one.key) for one in bank] == [("人口第二的是", OPTIONS, ("B",))]
    cell = read_set("选项.csv", text_table((("题干", "选项"), ("人口第二的是", lines)))).questions
    assert [(one.options, one.key) for one in cell] == [(OPTIONS, ("B",))]


@pytest.mark.parametrize("sign", ["*", "√", "□"])
def test_a_sign_before_the_letter_of_every_option_is_no_key_and_no_part_of_them(sign: str) -> None:
    lines = "\n".join(f"{sign}{letter}．{name}" for letter, name in zip("ABCD", OPTIONS, strict=True))
    (one,) = read_set("题库.txt", f"1．人口第二的是\n{lines}\n答案：B\n".encode()).questions
    assert (one.options, one.key) == (OPTIONS, ("B",))


def test_a_judgement_with_its_two_options_has_its_key_behind_the_second() -> None:
    assert read("对", "错（A）", kind="判断") == ((), ("T",), ["key-from-option"])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "题库.txt",
            "1．人口最多的是\nA、壮族\nB、满族\nC、维吾尔族\nD、回族（A）\n2．天上有\nA．云\nB．鱼（A）\n".encode(),
        ),
        ("选项.csv", text_table((("题干", "选项"), ("人口最多的是", "A壮族 B满族 C维吾尔族 D回族（A）")))),
        ("题干.csv", text_table((("题干", "答案"), ("人口最多的是 A．壮族 B．满族 C．维吾尔族 D．回族（A）", "")))),
    ],
)
def test_every_way_to_write_options_is_read_so(name: str, data: bytes) -> None:
    first = read_set(name, data).questions[0]
    assert (first.stem, first.options, first.key) == ("人口最多的是", OPTIONS, ("A",))
