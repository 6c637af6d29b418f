"""Rounds and awards are taken out, moved and added in a rule file's text, and every other sign of it stays."""

from __future__ import annotations

import pytest

from scoring.engine.errors import NotFound, Refused
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.rulefile.tables import table_text, with_table, with_table_later, without_table
from scoring.sheets import list_templates, template_text

TEXT = """name = "甲"

# 先答
[[round]]
id = "a"   # 第一个

[round.points]
right = 10

[[round]]
id = "b"
list = [
  [1, 2],
]

# 奖项
[[award]]
name = "一等奖"
"""


def test_a_table_goes_with_its_comments_and_all_inside_it() -> None:
    assert without_table(TEXT, "round", 1) == TEXT.replace(
        '# 先答\n[[round]]\nid = "a"   # 第一个\n\n[round.points]\nright = 10\n\n', ""
    )


def test_what_follows_a_table_that_goes_stays() -> None:
    assert without_table(TEXT, "round", 2).endswith('right = 10\n\n# 奖项\n[[award]]\nname = "一等奖"\n')


def test_the_last_table_of_a_name_can_go() -> None:
    assert without_table(TEXT, "award", 1).endswith("  [1, 2],\n]\n\n")


def test_two_tables_change_places() -> None:
    moved = with_table_later(TEXT, "round", 1)
    assert moved.index('id = "b"') < moved.index("# 先答") < moved.index('id = "a"') < moved.index("# 奖项")
    assert with_table_later(moved, "round", 1) == TEXT


def test_a_table_is_added_after_the_last_of_its_name() -> None:
    added = with_table(TEXT, "round", '[[round]]\nid = "c"\n\n[round.points]\nright = 5\n')
    assert added == TEXT.replace("]\n\n# 奖项", ']\n\n[[round]]\nid = "c"\n\n[round.points]\nright = 5\n\n# 奖项')
    assert with_table('name = "甲"\n', "award", '[[award]]\nname = "奖"') == 'name = "甲"\n\n[[award]]\nname = "奖"\n'


def test_a_table_that_is_not_there_is_named() -> None:
    for no in (0, 3):
        with pytest.raises(NotFound) as refused:
            without_table(TEXT, "round", no)
        assert (refused.value.code, refused.value.fields["number"]) == ("table-unknown", no)
    with pytest.raises(NotFound):
        with_table_later(TEXT, "round", 2)


def test_what_is_written_in_another_way_is_left_to_the_hand() -> None:
    with pytest.raises(NotFound):
        without_table('round = [{ id = "a" }, { id = "b" }]\n', "round", 1)
    with pytest.raises(Refused) as refused:
        with_table('round = [{ id = "a" }]\n', "round", '[[round]]\nid = "b"\n')
    assert refused.value.code == "toml-by-hand"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_round_of_every_shipped_sheet_can_be_moved_and_taken_to_another(lang: str) -> None:
    host = template_text("panel-marks", lang)
    for known in list_templates():
        text = template_text(known, lang)
        for no, rule in enumerate(read_rule_sheet(text).rounds, start=1):
            block = table_text(text, "round", no)
            assert f'id = "{rule.id}"' in block
            if rule.id not in {one.id for one in read_rule_sheet(host).rounds}:
                assert with_table(host, "round", block).count(block.strip("\n")) == 1
            if no > 1:
                moved = with_table_later(text, "round", no - 1)
                assert with_table_later(moved, "round", no - 1) == text


def test_a_heading_that_stands_alone_before_tables_of_another_name_stays_before_them() -> None:
    text = TEXT.replace("# 奖项\n", "# ── 奖项 ──\n\n")
    assert without_table(text, "round", 2).endswith('right = 10\n\n# ── 奖项 ──\n\n[[award]]\nname = "一等奖"\n')
    moved = with_table_later(text, "round", 1)
    assert moved.index('id = "a"') < moved.index("奖项 ──") < moved.index("[[award]]")
    added = with_table(text, "round", '[[round]]\nid = "c"\n')
    assert added.index('id = "c"') < added.index("奖项 ──") < added.index("[[award]]")


def test_the_last_table_of_a_text_without_an_end_of_line_changes_its_place() -> None:
    assert with_table_later("[[a]]\nx = 1\n[[a]]\nx = 2", "a", 1) == "[[a]]\nx = 2\n[[a]]\nx = 1\n"


def test_lists_within_a_list_are_no_tables() -> None:
    text = "[[a]]\nx = [\n  [1, 2],\n  [3, 4]\n]\ny = 1\n\n[[a]]\nx = [2]\n"
    assert without_table(text, "a", 1) == "[[a]]\nx = [2]\n"
