"""The 字数 of a text, as Word and WPS count it."""

from __future__ import annotations

import pytest

from scoring.engine.review.word_count import word_count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" \t\r\n\u3000", 0),
        ("学习", 2),
        ("学习2012年。", 5),
        ("，。！？；：（）《》、", 11),
        ("hello", 1),
        ("hello, world", 2),
        ("hello,world", 1),
        ("hello - world", 3),
        ("don't", 1),
        ("don’t", 1),
        ("a@b.cn", 1),
        ("3.5%", 1),
        ("3,000字以内", 4),
        ("2012-06-15", 1),
        ("学习 2012 年", 4),
        ("A组B组", 4),
        ("“学习”", 4),
        ("“hello”", 3),
        ("……", 2),
        ("党员——先锋", 6),
        ("①创新", 3),
        ("①②", 2),
        ("２０１２", 4),
        ("第一行\n第二行", 6),
        ("第一段\r\n\r\n第二段", 6),
        ("αβγ", 1),
        ("cafe\u0301", 1),
        ("零\u200b宽", 2),
        ("\ufeff开头", 2),
        ("葛\U000e0100城", 2),
        ("𠮷野家", 3),
        ("ｶﾀｶﾅ", 4),
        ("好👍", 2),
        ("https://example.org/a?b=1", 1),
    ],
)
def test_a_text_counts_as_in_word(text: str, count: int) -> None:
    assert word_count(text) == count


def test_parts_that_end_in_a_blank_count_as_much_as_the_whole() -> None:
    parts = ("学习2012年。 ", "hello, world ", "“学习”\n")
    assert word_count("".join(parts)) == sum(map(word_count, parts)) == 5 + 2 + 4


def test_three_thousand_characters_and_one_more_are_told_apart() -> None:
    assert (word_count("学" * 3000), word_count("学" * 2999 + "。2")) == (3000, 3001)
