"""The printed 评选办法: numbered like a published one, and nothing that the campaign says is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from scoring.engine.review.campaign import Campaign
from scoring.engine.review.campaign_checks import check_campaign
from scoring.engine.review.campaign_print import print_campaign
from scoring.engine.review.campaign_reader import read_campaign
from scoring.engine.rulefile.printed import Lang, markdown, plain_text
from scoring.sheets import campaign_text, list_campaigns

from .campaigns import FULL, LEAST

LANGS: tuple[Lang, ...] = ("zh", "en")


def text(campaign: Campaign, lang: Lang = "zh") -> str:
    """What is printed, without the line of edition and digest, which changes with everything."""
    return plain_text(replace(print_campaign(campaign, lang), edition=""))


def shipped() -> Campaign:
    return read_campaign(campaign_text("hongjiang-2012"))


def other(value: Any, hint: Any) -> Any:
    """Another value of the same kind; None where there is none."""
    if isinstance(value, bool):
        return not value
    if get_origin(hint) is Literal or (args := [a for a in get_args(hint) if get_origin(a) is Literal]):
        choices = get_args(hint if get_origin(hint) is Literal else args[0])
        return next(choice for choice in choices if choice != value)
    if isinstance(value, date):
        return value + timedelta(days=1)
    if isinstance(value, time):
        return time(value.hour - 1)
    if isinstance(value, int | Decimal | Fraction):
        return value + 1
    return f"{value}某" if isinstance(value, str) else None


UNSAID = {"id", "edition", "since_field", "kind"}
"""What parts of the file refer to each other by (as a sign-off to awards), and kinds, which another test varies."""


def variants(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The value with each of its leaves changed, one at a time, and the path of what was changed."""
    hints = get_type_hints(type(value))
    for field in fields(value):
        now, hint = getattr(value, field.name), hints[field.name]
        at = (*path, field.name)
        for inner, changed in inside(now, hint, at):
            yield inner, replace(value, **{field.name: changed})


def inside(now: Any, hint: Any, at: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if is_dataclass(now):
        yield from variants(now, at)
    elif isinstance(now, tuple):
        for no, one in enumerate(now):
            for inner, changed in inside(one, get_args(hint)[0] if get_args(hint) else type(one), (*at, str(no))):
                yield inner, (*now[:no], changed, *now[no + 1 :])
    elif (
        now is not None
        and at[-2:-1] != ("awards",)
        and (changed := other(now, hint)) is not None
        and at[-1] not in UNSAID
    ):
        yield at, changed


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("source", ["full", "least", *list_campaigns()])
def test_every_value_is_printed(source: str, lang: Lang) -> None:
    campaign = read_campaign({"full": FULL, "least": LEAST}.get(source) or campaign_text(source))
    before = text(campaign, lang)
    said = list(variants(campaign))
    assert len(said) > 20
    unprinted = [(path, changed) for path, changed in said if text(changed, lang) == before]
    # A limit that a field's kind does not use is refused.
    silent = {".".join(path) for path, changed in unprinted if not any(check_campaign(changed))}
    # Where nothing is dropped, it does not matter from how many marks on.
    assert silent == ({"panel.least"} if source == "least" else set())


@pytest.mark.parametrize("lang", LANGS)
def test_every_choice_is_printed_in_its_own_words(lang: Lang) -> None:
    campaign = replace(read_campaign(FULL), sign_offs=())

    def told(**changed: Any) -> str:
        return text(replace(campaign, **changed), lang)

    choices = {
        "panel": ("over", "method", "missing", "late", "abstained"),
        "decision": ("vacancy", "when"),
        "objections": ("in_time",),
    }
    for part, names in choices.items():
        value = getattr(campaign, part)
        for name in names:
            of = get_args(get_type_hints(type(value))[name])
            assert len({told(**{part: replace(value, **{name: one})}) for one in of}) == len(of), name
    kinds = get_args(get_type_hints(type(campaign.awards[0]))["kind"])
    assert len({told(awards=(replace(campaign.awards[0], kind=kind),)) for kind in kinds}) == len(kinds)


def test_the_shipped_campaign_is_numbered_like_a_published_one() -> None:
    lines = text(shipped()).splitlines()
    assert lines[0] == "洪江市2012年学习型党组织建设四评评选办法"
    assert [line for line in lines if re.match(r"[一二三四五六七八九十]+、", line)] == [
        "一、总则",
        "二、评选项目",
        "三、申报材料",
        "四、推荐程序",
        "五、审核与评审",
        "六、公示与异议",
        "七、审定与递补",
        "八、日程安排",
        "九、附则",
    ]
    assert "（四）十佳党员学习明星" in lines
    assert (
        "2. 自2012年5月1日起申报，全部材料于2012年6月15日前（含当日）报送，逾期不予受理。时间以北京时间为准。" in lines
    )
    assert "4. 参评对象须列入“月月学习之星”名册。" in lines
    assert "4. 有效评分满5份的，去掉一个最高分和一个最低分；不足的不去掉。" in lines


def test_stages_with_weights_and_a_gate_are_said() -> None:
    lines = text(read_campaign(FULL)).splitlines()
    assert "2. 材料评审：由评审委员会打分，得分占60%，每个奖项得分最高的20个进入下一阶段。" in lines
    assert "3. 现场答辩：由评委组打分，得分占40%。" in lines
    assert (
        "3. “优秀组织”的参评对象须就纳税情况征求税务部门意见，并附书面材料；不同意的，不进入评审（一票否决）。" in lines
    )
    assert "14. 得分相同的，“现场答辩”阶段得分高者列前；仍相同的，“材料评审”阶段被评委列为第一的次数多者列前。" in lines


def test_a_share_whose_percentage_does_not_end_is_a_fraction() -> None:
    weights = FULL.replace('weight = "0.6"', 'weight = "2/3"').replace('weight = "0.4"', 'weight = "1/3"')
    assert "得分占2/3，" in text(read_campaign(weights))


def test_a_campaign_without_calendar_and_notes_has_no_such_sections() -> None:
    printed = print_campaign(read_campaign(LEAST))
    assert [section.heading for section in printed.sections][-1] == "七、审定与递补"
    assert "\n## 一、总则\n\n1\\. 评选由甲县委组织部组织。\n" in markdown(printed)


def test_the_english_print_has_no_chinese_but_the_campaigns_own() -> None:
    english = read_campaign(campaign_text("hongjiang-2012", "en"))
    assert re.search("[\u3400-\u9fff\uff00-\uffef]", text(english, "en")) is None
