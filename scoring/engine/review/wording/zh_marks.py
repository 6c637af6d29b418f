"""How marks are given, combined and ranked in a campaign, in Chinese sentences."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from scoring.engine.codec import decimal_text
from scoring.engine.panel.rule import PanelMethod
from scoring.engine.review.campaign import Award, Campaign
from scoring.engine.rounding import Number, Rounding, exact_text
from scoring.engine.rulefile.printed import number
from scoring.engine.tally.rule import TieRule
from scoring.engine.tally.rule_file import CriterionTable


def weight_text(weight: Number) -> str:
    """A weight up to 1 in percent: ``60%``; as a fraction where the percentage does not end."""
    text = exact_text(weight * 100)
    return str(weight) if "/" in text else f"{text}%"


def criteria_text(campaign: Campaign, award: Award) -> str:
    """The criteria of an award: ``组织领导有力（0～20分，以1分为一档）``"""
    return "；".join(_criterion(campaign, one) for one in award.criteria)


def _criterion(campaign: Campaign, one: CriterionTable) -> str:
    parts = [f"{decimal_text(one.low)}～{decimal_text(one.high)}分", f"以{decimal_text(one.step)}分为一档"]
    parts += [f"权重{exact_text(one.weight)}"] if one.weight != 1 else []
    parts += [f"只在“{_stage(campaign, one.stage)}”阶段打分"] if one.stage else []
    parts += [f"归入“{one.section}”"] if one.section else []
    parts += ["没有评委打分的不计此项"] if one.optional else []
    return f"{one.name or one.id}（{'，'.join(parts)}）"


def _stage(campaign: Campaign, stage_id: str) -> str:
    return next((stage.name for stage in campaign.stages if stage.id == stage_id), stage_id)


OVER = {
    "totals": "先将每名评委在各评分项的打分按权重相加得出该评委总分，再由各评委总分{method}",
    "criteria": "先由各评委在每个评分项的打分{method}，再将各评分项得分按权重相加",
}
METHOD = {"mean": "取平均值", "median": "取中位数", "sum": "相加"}
MISSING = {"wait": "有评委未打分的，待其打分后计算", "leave_out": "评委未打分的不计入", "zero": "评委未打分的按0分计"}
LATE = {
    "wait": "锁定后补交的，待确认后计算",
    "leave_out": "锁定后补交的不计入",
    "zero": "锁定后补交的按0分计",
    "count": "锁定后补交的照常计入",
}
ABSTAINED = {"leave_out": "评委弃权的不计入", "zero": "评委弃权的按0分计"}
STEPS = {
    "judge": "每名评委的总分",
    "criterion": "每个评分项的得分",
    "weighted": "按权重计算后的每个评分项",
    "entry": "每个阶段的得分",
    "stage": "按权重计算后的每个阶段得分",
    "final": "最后得分",
}
MODES = {"half_up": "四舍五入", "half_even": "四舍六入五成双", "truncate": "只舍不入"}


def combining(campaign: Campaign) -> list[str]:
    """How marks become a score, with every step that is rounded."""
    rule = campaign.panel
    lines = [
        OVER[rule.over].format(method=METHOD[rule.method]) + "。",
        *_dropping(rule),
        f"有效评分不足{rule.fewest}份的，不计得分。",
        f"{MISSING[rule.missing]}；{LATE[rule.late]}；{ABSTAINED[rule.abstained]}。",
        "评委来自参评对象所在单位或其上级单位的应当回避，回避的评委不计入。"
        if campaign.own_unit_recused
        else "评委不因来自参评对象所在单位或其上级单位而回避；因其他原因回避的评委不计入。",
        f"{campaign.chair or '评审主任'}与参评对象有利害关系的，回避该奖项的评审，由指定的副主任主持。",
    ]
    if rule.judges:
        lines.append(f"评委为{'、'.join(rule.judges)}。")
    steps: list[tuple[str, Rounding | None]] = [
        (name, getattr(campaign.rounding, step)) for step, name in STEPS.items()
    ]
    said = [f"{name}保留{one.digits}位小数，{MODES[one.mode]}" for name, one in steps if one]
    return [*lines, f"{'；'.join(said)}。其余各步不取位。"]


def _dropping(rule: PanelMethod) -> list[str]:
    if rule.drops:
        drops = "；".join(f"满{one.judges}份的{_drop(one.high, one.low)}" for one in rule.drops)
        lines = [f"有效评分{drops}。"]
    elif rule.drops_from is None:
        lines = ["不去掉最高分和最低分。"]
    else:
        lines = [f"有效评分满{rule.least}份的，{_drop(rule.drop_high, rule.drop_low)}；不足的不去掉。"]
    if bound := rule.bound:
        percent = f"{decimal_text(bound.percent or Decimal(0))}%"
        far = percent if bound.points is None else f"{decimal_text(bound.points)}分"
        lines.append(f"与平均值相差超过{far}的，按相差{far}计。")
    return lines


def _drop(high: int, low: int) -> str:
    ends = [f"{number(count)}个{name}" for count, name in ((high, "最高分"), (low, "最低分")) if count]
    return f"去掉{'和'.join(ends)}" if ends else "不去掉最高分和最低分"


TIES = {
    "criterion": "“{of}”得分高者列前",
    "section": "“{of}”部分得分高者列前",
    "stage": "“{of}”阶段得分高者列前",
    "points": "“{of}”优者列前",
    "first_places": "被评委列为第一的次数多者列前",
    "borda": "各评委名次折算分高者列前",
    "majority": "获多数评委较前名次者列前",
    "all_marks": "不去掉最高分和最低分的平均分高者列前",
    "highest": "评委最高总分高者列前",
    "lowest": "评委最低总分高者列前",
}
EQUALS = {"vote": "由评审委员会投票决定", "lot": "抽签决定"}


def ranking(campaign: Campaign) -> list[str]:
    """The tie chain that all awards share, and what decides among equals on the line."""
    lines = ["各奖项分别按得分由高到低排定名次。"]
    lines += [ties_text(campaign, campaign.awards[0], campaign.ties)] if campaign.ties else []
    return [*lines, f"比较后仍相同且影响入选的，{EQUALS[campaign.equals]}，结果记录在案；不影响入选的，名次并列。"]


def ties_text(campaign: Campaign, award: Award, ties: Sequence[TieRule]) -> str:
    """A tie chain: ``得分相同的，……；仍相同的，……。``"""
    return f"得分相同的，{'；仍相同的，'.join(_tie(campaign, award, tie) for tie in ties)}。"


def _tie(campaign: Campaign, award: Award, tie: TieRule) -> str:
    names = {one.id: one.name or one.id for one in award.criteria}
    of = tie.of or ""
    named = _stage(campaign, of) if tie.by == "stage" else names.get(of, of)
    at = f"“{_stage(campaign, tie.at)}”阶段" if tie.at else ""
    return at + TIES[tie.by].format(of=named)
