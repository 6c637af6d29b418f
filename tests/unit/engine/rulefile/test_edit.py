"""A form sets values in a rule file's text, and every other sign of the text stays."""

from __future__ import annotations

from datetime import date, time

import pytest

from scoring.engine.errors import Refused
from scoring.engine.review.campaign_reader import campaign_json, read_campaign
from scoring.engine.rulefile.edit import set_values
from scoring.sheets import campaign_text

TEXT = """# 评选
name = "甲"        # 名称
where = [
  "一",  # 电视
  "二",
]

[due]
day = 2012-06-15   # 申报

[[award]]
id = "a"
places = 10

[[award.field]]
id = "nominee"

[[award]]
id = "b"
"""


def test_a_value_changes_and_the_comment_behind_it_stays() -> None:
    assert set_values(TEXT, {("name",): '乙"镇'}) == TEXT.replace('"甲" ', '"乙\\"镇" ')


def test_a_list_over_several_lines_becomes_one_line() -> None:
    edited = set_values(TEXT, {("where",): ["三"]})
    assert edited == TEXT.replace('[\n  "一",  # 电视\n  "二",\n]', '["三"]')


def test_a_day_of_a_table_changes() -> None:
    assert "day = 2012-07-01   # 申报\n" in set_values(TEXT, {("due", "day"): date(2012, 7, 1)})


def test_a_missing_key_comes_at_the_end_of_its_table() -> None:
    edited = set_values(TEXT, {("due", "until"): time(18), ("award", 1, "quota"): 2, ("award", 2, "quota"): 3})
    assert edited == TEXT.replace("# 申报\n", "# 申报\nuntil = 18:00:00\n").replace(
        "places = 10\n", "places = 10\nquota = 2\n"
    ).replace('id = "b"\n', 'id = "b"\nquota = 3\n')


def test_a_missing_table_inside_another_is_written_behind_its_key() -> None:
    assert 'id = "b"\nclocks = { begin = 10 }\n' in set_values(TEXT, {("award", 2, "clocks", "begin"): 10})


def test_a_missing_key_of_the_file_comes_before_the_first_table() -> None:
    assert set_values(TEXT, {("opens",): date(2012, 5, 1)}) == TEXT.replace(
        "]\n\n[due]", "]\nopens = 2012-05-01\n\n[due]"
    )


def test_a_missing_table_comes_at_the_end() -> None:
    assert set_values(TEXT, {("panel", "drop_high"): 1}) == f"{TEXT}\n[panel]\ndrop_high = 1\n"


def test_a_value_that_is_taken_away_takes_its_line() -> None:
    assert set_values(TEXT, {("award", 1, "places"): None}) == TEXT.replace("places = 10\n", "")


def test_a_table_within_a_line_is_written_anew() -> None:
    assert set_values("due = { day = 2012-06-15 } # 按需改\n", {("due", "until"): time(18)}) == (
        "due = { day = 2012-06-15, until = 18:00:00 } # 按需改\n"
    )


def test_what_is_as_it_was_changes_nothing() -> None:
    assert set_values(TEXT, {("name",): "甲", ("where",): ["一", "二"], ("quota",): None}) == TEXT


def test_what_cannot_be_edited_so_is_left_to_a_person() -> None:
    with pytest.raises(Refused, match="toml-by-hand"):
        set_values("a.b.c = 1\n", {("a", "b", "d"): 2})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_campaign_of_the_program_keeps_all_else(lang: str) -> None:
    text = campaign_text("hongjiang-2012", lang)  # type: ignore[arg-type]
    edited = set_values(text, {("name",): "乙", ("award", 4, "places"): 5, ("notice", 1, "days"): 7})
    before, after = campaign_json(read_campaign(text)), campaign_json(read_campaign(edited))
    before["name"] = "乙"
    before["awards"][3]["places"] = after["awards"][3]["places"]
    before["notices"][0]["days"] = after["notices"][0]["days"]
    assert after == before
    assert len(edited.splitlines()) == len(text.splitlines())


def test_a_table_that_is_taken_away_takes_its_header_and_all_its_keys() -> None:
    freeze = '\n[freeze]\nround = "a"  # 封榜\nafter = 2\n'
    assert set_values(TEXT + freeze, {("freeze",): None}) == TEXT
    first = '\n[[award]]\nid = "a"'
    assert set_values(TEXT.replace(first, freeze + first), {("freeze",): None}) == TEXT


QUOTAS = """[[award]]
id = "a"

# 各单位的名额
[[award.quota_of]]
unit = "甲镇"   # 大镇
most = 3

[[award.quota_of]]
unit = "乙镇"
most = 2

[[award]]
id = "b"
quota_of = [{ unit = "甲镇", most = 1 }]  # 只有一个
"""


def test_repeated_tables_change_come_and_go_where_they_stand() -> None:
    own = ("award", 1, "quota_of")
    more = [{"unit": "甲镇", "most": 4}, {"unit": "丙镇", "most": 2}, {"unit": "丁镇", "most": 1}]
    assert set_values(QUOTAS, {own: more}) == QUOTAS.replace("most = 3", "most = 4").replace(
        'unit = "乙镇"\nmost = 2\n', 'unit = "丙镇"\nmost = 2\n\n[[award.quota_of]]\nunit = "丁镇"\nmost = 1\n'
    )
    assert set_values(QUOTAS, {own: more[:1]}) == QUOTAS.replace("most = 3", "most = 4").replace(
        '\n[[award.quota_of]]\nunit = "乙镇"\nmost = 2\n', ""
    )
    assert "quota_of]]" not in set_values(QUOTAS, {own: None})
    assert "# 各单位的名额" in set_values(QUOTAS, {own: None})


def test_repeated_tables_behind_their_key_are_written_anew() -> None:
    there = QUOTAS.replace('"甲镇", most = 1', '"甲 镇", most = 1')
    assert set_values(there, {("award", 2, "quota_of", 1, "unit"): "甲镇"}) == QUOTAS
    fresh = TEXT.replace('id = "b"\n', 'id = "b"\nquota_of = [{ unit = "丙", most = 2 }]\n')
    assert set_values(TEXT, {("award", 2, "quota_of"): [{"unit": "丙", "most": 2}]}) == fresh
