"""A contest of performances in Chinese: its own rules, and the sentences of a match as they are said of entries."""

from __future__ import annotations

from scoring.engine.codec import decimal_text
from scoring.engine.quiz.panel_table import panel_rule
from scoring.engine.quiz.rule_sheet import ContestRule, Round, RuleSheet
from scoring.engine.quiz.wording.zh_parts import audience_name, dropped_text, panel_rules
from scoring.engine.rulefile.printed import Line

TITLES = {"ranking": "名次"}
"""Titles of sections that are others than in a match."""

ENTRY = "选手"
"""What an entry is called, where a rule sheet gives no other name."""

ANNOUNCED = {
    "at_once": "各{entry}的得分在评分锁定后当场公布。",
    "after_next": "上一{entry}的得分在下一{entry}表演结束后公布，最末{entry}的得分在评分锁定后公布。",
}


def many(entry: str) -> str:
    """The plural of an entry's name."""
    return entry


def of_entries(line: str, entry: str) -> str:
    """A sentence of a match, said of entries."""
    for team, named in _NAMED.items():
        line = line.replace(team, named.format(entry=entry, measure=measure(entry)))
    return line


def measure(entry: str) -> str:
    """The measure word of an entry: 5名选手, 5个节目."""
    return "名" if entry[-1:] in _PEOPLE else "个"


_PEOPLE = "手员者生人"
"""How what people are called ends: 选手, 演讲者, 考生."""


_NAMED = {
    "支代表队": "{measure}{entry}",
    "代表队": "{entry}",
    "参赛队": "{entry}",
    "其余各队": "其余{entry}",
    "并列的各队": "并列的{entry}",
    "各队": "各{entry}",
    "该队": "该{entry}",
    "台号": "出场序号",
    "队名": "名称",
    "队员": "成员",
}


def general(sheet: RuleSheet, contest: ContestRule, *, drawn: bool) -> list[str]:
    """Who takes part, the order of appearance, the base score, and when the marks are announced."""
    entry = contest.entry or ENTRY
    order = "抽签确定的" if drawn else "事先排定的"
    alone = sheet.members == 1
    who = f"各{entry}由一人参赛。" if alone else f"各{entry}由不超过{sheet.members}人参赛。"
    base = [f"各{entry}基础分为{decimal_text(sheet.base)}分。"] if sheet.base else []
    return [who, f"各{entry}按{order}序号依次出场。", *base, ANNOUNCED[contest.announce].format(entry=entry)]


def round_rules(rule: Round, entry: str) -> list[Line]:
    """All rules of a round, in the order in which they apply."""
    often = f"，每{entry}{rule.items}次" if rule.items > 1 else ""
    return [
        *rule.intro,
        f"各{entry}依次表演{often}，每次限时{rule.clocks.answer}秒；评委打分。",
        *(panel_rules(rule.panel) if rule.panel else []),
    ]


def intro(rule: Round, contest: ContestRule) -> list[str]:
    """Short lines for the display."""
    entry = contest.entry or ENTRY
    lines = [f"各{entry}依次表演，限时{rule.clocks.answer}秒"]
    if rule.panel:
        low, high = (decimal_text(end) for end in panel_rule(rule.panel).span)
        lines.append(f"{rule.panel.judges}名评委打分，{low}～{high}分")
        if rule.panel.drop_high or rule.panel.drop_low:
            lines.append(dropped_text(rule.panel) + "，取平均分")
        if rule.panel.audience is not None:
            lines.append(f"{audience_name(rule.panel)}得分占{decimal_text(rule.panel.audience.weight)}%")
    return [*lines, "当场公布得分" if contest.announce == "at_once" else f"下一{entry}表演后公布得分"]
