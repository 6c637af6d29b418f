"""The campaign of 2012 that comes with the program: exactly as it was announced, in both languages the same."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from scoring.engine.errors import NotFound
from scoring.engine.review.campaign import Campaign, Deadline
from scoring.engine.review.campaign_reader import read_campaign
from scoring.sheets import campaign_text, list_campaigns

COMMON = [
    "单位电话", "传真", "联系人", "手机号码", "电子邮箱", "事迹简介", "综合材料", "其他附件",
]  # fmt: skip


def campaign(lang: str = "zh") -> Campaign:
    return read_campaign(campaign_text("hongjiang-2012", "en" if lang == "en" else "zh"))


def test_each_campaign_is_a_file_and_each_file_a_campaign() -> None:
    folder = Path(__file__).parents[4] / "scoring/sheets/campaigns"
    assert {path.stem for path in folder.glob("*.toml")} == {path.stem for path in folder.glob("en/*.toml")}
    assert {path.stem for path in folder.glob("*.toml")} == set(list_campaigns())
    assert [read_campaign(campaign_text(one)).id for one in list_campaigns()] == list(list_campaigns())


def test_an_unknown_campaign_is_not_found() -> None:
    with pytest.raises(NotFound, match="no-such-template"):
        campaign_text("../standard-party")


def test_the_four_forms_have_the_rows_of_the_four_annexes() -> None:
    forms = {award.form: [field.name for field in campaign().form_of(award)] for award in campaign().awards}
    assert forms == {
        "附件1 全市十佳学习型党组织推荐表": ["党组织名称", "单位负责人", *COMMON],
        "附件2 全市十佳学习活动推荐表": ["活动名称", "主办单位", "单位负责人", *COMMON],
        "附件3 全市十佳学习载体推荐表": ["载体名称", "主办单位", "单位负责人", *COMMON],
        "附件4 全市十佳党员学习明星推荐表": ["推荐明星", "所在单位", "党内职务", *COMMON],
    }
    assert [(box.name, box.seal) for box in campaign().boxes] == [
        ("推荐意见", True),
        ("评审委员会意见", False),
        ("创学领导小组意见", False),
    ]


def test_the_awards_are_those_that_were_announced() -> None:
    read = campaign()
    assert [(award.name, award.kind, award.places, award.put_forward) for award in read.awards] == [
        ("十佳学习型党组织", "unit", 10, 2),
        ("十佳学习活动", "activity", 10, 2),
        ("十佳学习载体", "carrier", 10, 2),
        ("十佳党员学习明星", "person", 10, 2),
    ]
    since = [award.entry.since for award in read.awards]
    assert since == [None, date(2009, 1, 1), date(2009, 1, 1), None]
    assert read.awards[3].entry.roster == "月月学习之星"
    assert read.due == Deadline(date(2012, 6, 15))
    assert next(field.limit for field in read.fields if field.id == "report") == 3000


def test_each_awards_criteria_weigh_the_same_and_make_a_hundred_points() -> None:
    for award in campaign().awards:
        shares = {Fraction(one.weight) * Fraction(one.high) for one in award.criteria}
        assert shares == {Fraction(100, len(award.criteria))}
        assert {one.step for one in award.criteria} == {Decimal(1)}


def without_words(value: object) -> object:
    """The campaign with every text that people read taken out."""
    if isinstance(value, tuple):
        return tuple(map(without_words, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: without_words(getattr(value, field.name)) for field in fields(value)})
    return "" if isinstance(value, str) else value


def test_it_rules_the_same_in_both_languages() -> None:
    assert re.search("[\u3400-\u9fff\uff00-\uffef]", campaign_text("hongjiang-2012", "en")) is None
    assert without_words(campaign("en")) == without_words(campaign())
