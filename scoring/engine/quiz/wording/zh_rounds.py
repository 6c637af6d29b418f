"""The rounds of a rule sheet in Chinese: the whole rule for the printed rule sheet, short lines for the display."""

from __future__ import annotations

from collections.abc import Callable

from scoring.engine.codec import decimal_text
from scoring.engine.quiz.panel_table import panel_rule
from scoring.engine.quiz.rule_sheet import (
    BEGINS,
    PRESSED,
    TIE_OFF,
    Clocks,
    Round,
    RuleSheet,
    Supporters,
)
from scoring.engine.quiz.setup import Scoring
from scoring.engine.quiz.wording.common import (
    ALONE,
    by_type,
    every_type,
    general_points,
    one_prompting,
    played,
    prompts,
)
from scoring.engine.quiz.wording.zh import prompted
from scoring.engine.quiz.wording.zh_parts import (
    RISK_ORDER,
    TIMING,
    after_wrong,
    costs_text,
    dropped_text,
    foul_text,
    panel_rules,
    press_rules,
    risk_rules,
    score_text,
)
from scoring.engine.rulefile.printed import Line

TYPES = {"single": "单选题", "multiple": "多选题", "true_false": "判断题", "fill": "填空题", "short": "简答题"}


def round_rules(sheet: RuleSheet, rule: Round, scoring: Scoring) -> list[Line]:
    """All rules of a round, in the order in which they apply."""
    names = {other.id: other.name for other in sheet.rounds}
    parts: list[Line] = [*rule.intro, _PLAY[rule.kind](sheet, rule)]
    if rule.kind != "audience":
        parts += [*_questions(rule), *_time(rule), *_worth(rule)]
    if rule.press:
        parts += press_rules(rule, rule.press, scoring)
    if rule.risk:
        parts += risk_rules(rule.risk, names)
    if rule.panel:
        parts += panel_rules(rule.panel)
    if rule.total:
        parts.append(f"本环节总时间{rule.total}秒，从出第一题起连续计算；时间到后不再出题，已出的题答完为止。")
    if rule.until is not None:
        parts.append(f"任一队在本环节净得满{decimal_text(rule.until)}分，本环节即告结束。")
    if rule.supporters:
        parts.append(f"代表队未答对的，可由本队亲友团再答一次：{_supporters(rule.supporters)}，计入该队得分。")
    if prompts(rule) and one_prompting(sheet) is None:
        parts.append(_prompting(rule))
    return parts


def _individual(sheet: RuleSheet, rule: Round) -> str:
    return (
        f"各队1号队员先按台号次序作答，随后为2号队员，直至{sheet.members}号队员；每名队员{rule.items}题，"
        "由本人独立作答，其他队员不得补充。"
    )


def _ladder(_: RuleSheet, rule: Round) -> str:
    steps = "、".join(decimal_text(step) for step in rule.steps)
    return (
        f"各队按台号次序闯关，每队{rule.items}轮；1号队员起逐人作答，各级分值依次为{steps}分。前一名队员答对，"
        "后一名队员方可上场；任一级未答对，该队闯关结束；"
        "题目作废的，由同一队员在这一级以备用题重答。"
    )


def _clue(_: RuleSheet, rule: Round) -> str:
    steps = "、".join(decimal_text(step) for step in rule.steps)
    return (
        f"共{rule.items}题，每题线索逐条出示，分值随线索依次为{steps}分；各队抢答，按抢得时的分值计分。"
        "题目作废的，另出一题，从第一条线索起。"
    )


_PLAY: dict[str, Callable[[RuleSheet, Round], str]] = {
    "individual": _individual,
    "ladder": _ladder,
    "clue": _clue,
    "team": lambda s, r: (
        f"各队按台号次序轮流作答，每队{r.items}题；由任一队员作答，其他队员可以补充。"
        "说“回答完毕”后停止计时，由主持人判定，答案不得更改。"
    ),
    "simultaneous": lambda s, r: (
        f"共{r.items}题，各队在平板上同时作答；时限内可以修改，以时限到时的答案为准。"
        "各队答案互不可见，时间到后统一公布。"
    ),
    "press": lambda s, r: f"共{r.items}题，最先有效抢答的队取得答题权，由该队任一队员作答。",
    "risk": lambda s, r: f"每队{r.items}题，各队自选分值后作答；由任一队员作答，其他队员可以补充。已用题目不再出示。",
    "judged": lambda s, r: f"各队按台号次序进行，每队{r.items}题；由一名队员作答，其他队员可以补充，评委打分。",
    "rapid": lambda s, r: (
        f"各队按台号次序进行，由指定的一名队员连续作答，每轮至多{r.items}题；其他队员不得补充。"
        + (
            ("队员可以说“过”跳过一题" + (f"，每队至多{r.passes}次。" if r.passes else "。"))
            if r.may_pass
            else "不得跳过题目。"
        )
    ),
    "assigned": lambda s, r: f"各队按台号次序作答，每队{r.items}题，题号由邻队指定；由任一队员作答，其他队员可以补充。",
    "audience": lambda s, r: (
        f"穿插{r.items}题与现场观众互动，不计入代表队得分。"
        + (f"现场观众可以扫码，用手机作答，限时{r.phones}秒。" if r.phones else "")
    ),
}


def _questions(rule: Round) -> list[str]:
    """What is not as the general rules have it."""
    pick = {
        "sequence": "",
        "own": "题号由作答一方自选。",
        "neighbour": "指定的题号不得与已用题目重复。",
        "draw": "题目由抽签决定。",
    }[rule.pick]
    types = "、".join(TYPES[t] for t in rule.types)
    said = "" if rule.kind == "judged" or every_type(rule) else f"题型为{types}。"
    return [said + pick] if said or pick else []


def _time(rule: Round) -> list[str]:
    clocks = rule.clocks
    lines = []
    if clocks.media:
        lines.append(f"题目先播放不超过{clocks.media}秒的视频或音频。")
    if rule.kind == "rapid":
        lines.append(f"每轮总时限{clocks.answer}秒，全部题目共用，时间到即止。")
    elif rule.kind != "risk":
        lines.append(f"每题答题时限{clocks.answer}秒。")
    if clocks.begin and rule.kind in PRESSED:
        lines.append(f"取得答题权后须在{clocks.begin}秒内开始作答，逾时{_late(clocks)}。")
    elif clocks.begin and rule.kind in BEGINS:
        lines.append(f"主持人宣布开始后须在{clocks.begin}秒内开始作答，逾时{_late(clocks)}；答题时限自开始作答时起算。")
    return lines


def _late(clocks: Clocks) -> str:
    if clocks.late is None:
        return "按超时处理"
    return f"扣{decimal_text(-clocks.late)}分" if clocks.late else "不扣分"


def _worth(rule: Round) -> list[str]:
    if rule.kind in ("risk", "judged"):
        return []
    if rule.kind in ("ladder", "clue"):
        return ["答对按所在一级的分值加分；" + costs_text(rule.points) + "。"]
    own = [f"{TYPES[kind]}{score_text(*played(rule, points))}。" for kind, points in by_type(rule)]
    if not general_points(rule):
        return own
    others = "其他题型" if own else ""
    return [*own, f"{others}{score_text(*played(rule, rule.points))}。"]


def _supporters(points: Supporters) -> str:
    return f"答对加{decimal_text(points.right)}分，答错" + (
        f"扣{decimal_text(-points.wrong)}分" if points.wrong else "不扣分"
    )


def _prompting(rule: Round) -> str:
    who = "队友或场外人员" if rule.kind in ALONE else "场外人员"
    return f"作答时{who}提示的，{prompted(rule.prompting)}。"


def intro(rule: Round) -> list[str]:
    """Short lines for the display, the most important first."""
    if rule.id == TIE_OFF:
        return _tie_off_intro(rule)
    per = {
        "individual": "每名队员",
        "team": "每队",
        "risk": "每队",
        "judged": "每队",
        "assigned": "每队",
        "ladder": "每队",
        "rapid": "每轮至多",
    }
    unit = "轮" if rule.kind == "ladder" else "题"
    lines = [f"{SHORT[rule.kind]}，{per.get(rule.kind, '共')} {rule.items} {unit}"]
    if rule.kind == "audience":
        return [*lines, *(["可扫码用手机作答"] if rule.phones else []), "不计入各队得分"]
    if rule.risk:
        lines.append("分值 " + " / ".join(decimal_text(s.points) for s in rule.risk.stakes) + "分")
        lines.append("答对加分，答错扣同样分值" if rule.risk.minus else "答对加分，答错不扣分")
        lines.append("答题限时 " + " / ".join(str(s.clock) for s in rule.risk.stakes) + "秒")
        return [*lines, RISK_ORDER[rule.risk.order].split("，")[0], "可以放弃" if rule.risk.may_pass else "不得放弃"]
    if rule.panel:
        low, high = (decimal_text(end) for end in panel_rule(rule.panel).span)
        lines.append(f"{rule.panel.judges}名评委打分，{low}～{high}分")
        if rule.panel.drop_high or rule.panel.drop_low:
            lines.append(dropped_text(rule.panel) + "，取平均分")
    elif rule.steps:
        lines.append("分值依次 " + " / ".join(decimal_text(s) for s in rule.steps) + "分")
        lines.append(costs_text(rule.points))
    else:
        lines.append(score_text(*played(rule, rule.points)))
    lines.append(f"限时{rule.clocks.answer}秒" + ("（全部题目共用）" if rule.kind == "rapid" else ""))
    if rule.press:
        lines.append(TIMING[rule.press.timing].format(countdown=rule.clocks.countdown).split("；")[0])
        lines.append("犯规" + foul_text(rule.press.fouls[0]))
        lines.append(after_wrong(rule.press).rstrip("。"))
    if rule.total:
        lines[0] += f"，总时间{rule.total}秒"
    if rule.until is not None:
        lines[0] += f"，先得满{decimal_text(rule.until)}分即止"
    if rule.may_pass:
        lines.append("可以说“过”" + (f"，至多{rule.passes}次" if rule.passes else ""))
    return lines


def _tie_off_intro(rule: Round) -> list[str]:
    if not rule.press:
        how = ["有关各队依次作答，成绩优者列前", f"答题限时{rule.clocks.answer}秒"]
    else:
        how = [
            "有关各队抢答，先答对者列前，先答错者列后",
            f"{rule.clocks.press}秒内抢答，抢得后{rule.clocks.answer}秒内作答",
        ]
    return [*how, "只排定名次，不计入总分"]


SHORT = {
    "individual": "按座位依次独立作答",
    "team": "各队轮流作答，队员可补充",
    "simultaneous": "各队平板同时作答",
    "press": "抢答，先按先答",
    "risk": "自选分值",
    "judged": "评委打分",
    "rapid": "一名队员连续快答",
    "ladder": "逐人闯关，答对才能继续",
    "clue": "线索越多分值越低，抢答",
    "assigned": "由邻队指定题号",
    "audience": "观众互动",
}
