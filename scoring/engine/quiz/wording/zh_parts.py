"""Points, presses, stakes and panels of a rule sheet in Chinese sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from scoring.engine.codec import decimal_text
from scoring.engine.quiz.panel_table import CriterionTable, PanelTable, panel_rule
from scoring.engine.quiz.rule_sheet import FoulStep, Points, PressRule, RiskRule, Round
from scoring.engine.quiz.setup import Scoring
from scoring.engine.quiz.wording.common import SPOKEN, Said, costs, plain_marks, press_stands
from scoring.engine.rulefile.printed import Line, LineTable, number
from scoring.engine.trip import LONGEST_TRIP

VERDICTS: Mapping[Said, str] = {
    "wrong": "答错",
    "timeout": "超时",
    "give_up": "放弃作答",
    "blank": "未作答",
    "pass": "说“过”",
}


def score_text(points: Points, said: Sequence[Said] = SPOKEN) -> str:
    """The points of a right answer and of every other verdict: ``答对加 10 分；答错、超时、放弃作答各扣 10 分``."""
    return f"答对加{decimal_text(points.right)}分；{costs_text(points, said)}"


def costs_text(points: Points, said: Sequence[Said] = SPOKEN) -> str:
    """What every verdict but right costs, by its name: ``答错、超时、放弃作答各扣 10 分``."""
    return "；".join(
        "、".join(VERDICTS[one] for one in those)
        + (("各扣" if len(those) > 1 else "扣") + decimal_text(-value) + "分" if value else "不扣分")
        for value, those in costs(points, said)
    )


FOUL = {
    "none": "不作处罚，比赛继续",
    "void": "本题作废",
    "audience": "本题转由观众作答",
    "rearm": "全部代表队重新抢答",
    "bar": "该队本题不得再抢，其余各队重新抢答",
    "out": "该队退出本环节，其余各队重新抢答",
}


def foul_text(step: FoulStep) -> str:
    """One step of the foul ladder: ``扣 10 分，该队本题不得再抢，其余各队重新抢答``."""
    if not step.points:
        return FOUL[step.then] if step.then == "none" else "不扣分，" + FOUL[step.then]
    return f"扣{decimal_text(-step.points)}分，{FOUL[step.then]}"


TIMING = {
    "start": "主持人读题完毕并宣布“开始”后方可抢答",
    "countdown": "主持人读题完毕后倒计时{countdown}秒，倒计时结束方可抢答",
    "reading": "主持人读题时即可抢答；有队抢得时停止读题，由该队作答，未答对的，主持人继续读题",
}
ORDER = {
    "estimate": "抢答先后由比赛系统判定，以校准各队信号时差后的按键时刻为准",
    "arrival": "抢答先后由比赛系统判定，以信号到达的次序为准。",
}
TIE = {
    "estimate": "仍以校准后的按键时刻为准",
    "arrival": "以信号先到达者为先",
    "rearm": "重新抢答",
    "draw": "抽签决定",
}
NOBODY = {"audience": "本题转由观众作答", "void": "本题作废", "again": "本题不计入题数，另出一题"}


def press_rules(rule: Round, press: PressRule, scoring: Scoring) -> list[str]:
    """How presses open, who was first, fouls, and what follows a wrong answer."""
    early = "" if press.timing == "reading" else "，此前按下抢答键为抢答犯规"
    lines = [
        TIMING[press.timing].format(countdown=rule.clocks.countdown) + early + "。",
        ORDER[press.order]
        if press.order == "arrival"
        else f"{ORDER[press.order]}；先后之差小于计时误差的，{TIE[press.tie]}。",
    ]
    if rule.clocks.press:
        lines.append(f"开放抢答后{rule.clocks.press}秒内无人抢答的，{NOBODY[press.nobody]}。")
    else:
        lines.append(f"无人抢答的，由主持人宣布停止，{NOBODY[press.nobody]}。")
    lines.append(_fouls(press.fouls, scoring))
    lines.append(after_wrong(press))
    if press.second:
        lines.append(f"其后各队作答的，{score_text(press.second)}。")
    return lines


def collected(press: PressRule) -> str:
    """How long presses are waited for before they are compared."""
    return (
        f"首个抢答信号到达比赛系统后，{press.window_ms}毫秒内到达的信号一并比较先后；"
        f"线路较慢的，等候时间延长为最慢线路的往返时间，至多{LONGEST_TRIP}毫秒。"
    )


def _fouls(steps: Sequence[FoulStep], scoring: Scoring) -> str:
    stands = press_stands(steps, scoring)
    return _foul_steps(steps) + ("其他队此前已有效抢答的，其抢答有效。" if stands else "")


def _foul_steps(steps: Sequence[FoulStep]) -> str:
    if len(steps) == 1:
        return f"抢答犯规：{foul_text(steps[0])}。"
    texts = [
        f"第{number(no)}次{'及以后' if no == len(steps) else ''}{foul_text(step)}"
        for no, step in enumerate(steps, start=1)
    ]
    return "抢答犯规按本环节内的累计次数处理：" + "；".join(texts) + "。"


def after_wrong(press: PressRule) -> str:
    """What follows a wrong answer to a pressed item."""
    return {
        "close": "抢得后未答对的，本题结束，公布答案。",
        "audience": "抢得后未答对的，本题转由观众作答。",
        "one_more": "抢得后未答对的，由其余各队中的另一队补答一次。",
        "reopen": f"抢得后未答对的，其余各队可再次抢答，每题至多{press.attempts}队次作答。",
    }[press.after_wrong]


RISK_ORDER = {
    "low": "按当前得分由低到高依次选择分值，同分的按台号先后",
    "high": "按当前得分由高到低依次选择分值，同分的按台号先后",
    "station": "按台号先后依次选择分值",
    "reverse_station": "按台号倒序依次选择分值",
}
DELEGATE_WRONG = {
    "answerer_loses": "由代答队扣所选分值",
    "namer_loses": "由点名队扣所选分值",
    "namer_gains": "点名队加所选分值，代答队不扣分",
    "nobody": "双方均不扣分",
}


def risk_rules(risk: RiskRule, names: dict[str, str]) -> list[str]:
    """Stakes with their clocks, order, pass, what a wrong answer costs, and another team named to answer."""
    stakes = "、".join(f"{decimal_text(s.points)}分（答题时限{s.clock}秒）" for s in risk.stakes)
    lines = [
        f"分值设{stakes}。",
        RISK_ORDER[risk.order] + "。" + ("可以放弃本题，放弃的不加分也不扣分。" if risk.may_pass else "不得放弃本题。"),
    ]
    if not risk.must_delegate:
        whose = "本队作答的，" if risk.delegate else "选定分值后，"
        lost = "均扣所选分值" if risk.minus else "不扣分"
        lines.append(f"{whose}答对加所选分值；答错、超时、放弃作答{lost}。")
    if risk.distinct_from is not None:
        lines.append(f"所选分值不得与本队在“{names.get(risk.distinct_from, risk.distinct_from)}”中所选分值相同。")
    if risk.must_delegate:
        lines.append("选定分值的队不自己作答，须点名请另一队代答。")
    if risk.delegate:
        gains = "代答队" if risk.delegate_right == "answerer" else "点名队"
        named = "代答" if risk.must_delegate else "可以点名请另一队代答"
        lost = DELEGATE_WRONG[risk.delegate_wrong if risk.minus else "nobody"]
        lines.append(f"{named}：答对由{gains}加所选分值；未答对，{lost}。")
    else:
        lines.append("须由本队作答，不得请他队代答。")
    return lines


ROUNDING = {"half_up": "四舍五入", "half_even": "四舍六入五成双", "truncate": "只舍不入"}


_COUNTS = {1: "一", 2: "两"}


def _count(value: int) -> str:
    return _COUNTS.get(value, number(value))


def dropped_text(panel: PanelTable) -> str:
    """``去掉一个最高分和一个最低分``; "" where nothing is dropped."""
    ends = ((panel.drop_high, "最高分"), (panel.drop_low, "最低分"))
    said = "和".join(f"{_count(count)}个{end}" for count, end in ends if count)
    return f"去掉{said}" if said else ""


def step_text(step: Decimal) -> str:
    """How fine marks are."""
    if step == 1:
        return "取整数"
    _, digits, exponent = step.normalize().as_tuple()
    finest = digits == (1,) and isinstance(exponent, int) and exponent < 0
    return f"精确到{decimal_text(step)}分" if finest else f"以{decimal_text(step)}分为计分单位"


def _span(low: Decimal, high: Decimal) -> str:
    return f"{decimal_text(low)}～{decimal_text(high)}分"


def _criterion(criterion: CriterionTable, panel: PanelTable) -> str:
    steps = "" if len({one.step for one in panel.criteria}) == 1 else f"（{step_text(criterion.step)}）"
    weight = "" if plain_marks(panel) else f"，权重{decimal_text(criterion.weight)}"
    return f"{criterion.name}{_span(criterion.low, criterion.high)}{steps}{weight}"


def _criteria(panel: PanelTable) -> str:
    """What each judge gives a mark for, and how the marks are put together."""
    steps = {one.step for one in panel.criteria}
    same = f"（{step_text(steps.pop())}）" if len(steps) == 1 else ""
    added = "各项分数相加" if plain_marks(panel) else "各项分数乘以权重后相加"
    named = "；".join(_criterion(one, panel) for one in panel.criteria)
    return f"按下列评分项分别打分{same}，{added}：{named}。"


def _levels(panel: PanelTable) -> list[Line]:
    """What each part of the range is given for, as a table under the sentence about the marks."""
    rows: list[tuple[str, ...]] = [
        (f"{one.name}（{_span(one.low, one.high)}）", "\n".join(one.levels)) for one in panel.criteria if one.levels
    ]
    if not panel.criteria and panel.levels:
        rows = [(f"总分（{_span(panel.low, panel.high)}）", "\n".join(panel.levels))]
    return [LineTable(("评分项", "评分标准"), tuple(rows), (1, 4))] if rows else []


def audience_name(panel: PanelTable) -> str:
    """What the audience panel is called."""
    return (panel.audience.name if panel.audience else "") or "大众评审"


def _audience(panel: PanelTable) -> list[Line]:
    """How the audience panel's votes become a mark, what it weighs, when it counts."""
    own = panel.audience
    if own is None:
        return []
    name, low, high = audience_name(panel), *panel_rule(panel).span
    size = f"{name}{own.size}人，" if own.size else ""
    places = f"保留{_count(own.digits)}位小数" if own.digits else "取整数"
    rounding = f"{places}（{ROUNDING[own.rounding]}）"
    if own.count == "votes":
        made = f"逐一投票，以得票数除以投票数，折算为{_span(low, high)}，{rounding}，作为{name}得分"
        if low:
            made = f"逐一投票，以得票数除以投票数，按{_span(low, high)}的幅度折算，{rounding}，作为{name}得分"
    else:
        made = f"在{_span(own.low, own.high)}之间打分，取平均分，折算为{_span(low, high)}，{rounding}，作为{name}得分"
    rest = decimal_text(100 - own.weight)
    when = {
        "lock": f"{name}计票结果经复核后，方可锁定该项评分",
        "end": f"本环节结束、{name}计票结果经复核后一并计入，此前公布的得分为评委评分",
    }[own.when]
    return [
        f"{size or name}{made}。评委评分占{rest}%，{name}得分占{decimal_text(own.weight)}%；{when}。"
        f"{name}未投票的，以评委评分为准。"
    ]


def panel_rules(panel: PanelTable) -> list[Line]:
    """Size, range, what is dropped, missing marks, rounding, recusal."""
    places = f"保留{_count(panel.digits)}位小数" if panel.digits else "取整数"
    if dropped := dropped_text(panel):
        dropped += f"，取其余评分的平均分；有效评分不足{panel.least}份时，不去掉最高分和最低分，取全部评分的平均分"
    else:
        dropped = "取全部评分的平均分，不去掉最高分和最低分"
    missing = {
        "wait": "评委尚未打分的，须待其打分、弃权或回避后方可计分。",
        "leave_out": "评委缺分的，可以不再等候，以其余评委的评分计算。",
    }[panel.missing]
    recused = (
        "评委遇本单位代表队时应当回避，不打分。"
        if panel.same_unit_recused
        else "评委遇本单位代表队时不回避，照常打分。"
    )
    given = f"各在{_span(panel.low, panel.high)}之间打分（{step_text(panel.step)}）。"
    return [
        f"评委{panel.judges}名，{_criteria(panel) if panel.criteria else given}",
        *_levels(panel),
        f"{dropped}；平均分{places}（{ROUNDING[panel.rounding]}），计入该队得分。",
        *_audience(panel),
        missing + recused + ("打分期间，大屏显示已交的份数，不显示评委。" if panel.show_count else ""),
    ]
