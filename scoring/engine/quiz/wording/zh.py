"""A rule sheet in Chinese sentences: the sections that are not rounds.  Every value of the rule sheet is said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from scoring.engine.codec import decimal_text
from scoring.engine.quiz.rule_sheet import BestPlayer, RankBy, RuleSheet, Token
from scoring.engine.quiz.setup import Printing, Scoring
from scoring.engine.quiz.wording.common import (
    ALONE,
    OWN_TURN,
    as_wrong,
    asked_rounds,
    award_lines_decided,
    effect_of,
    every_type,
    exempt_elsewhere,
    kept_deductions,
    not_wrong,
    one_prompting,
    tie_lines,
    ties_of_awards,
)
from scoring.engine.quiz.wording.zh_parts import VERDICTS, collected
from scoring.engine.stages import RunnersUpBy, Stage

TITLES = {
    "edition": "规则编号：{id}　第{edition}版　校验值：{digest}",
    "purpose": "竞赛宗旨",
    "bodies": "主办承办单位",
    "when_where": "时间地点",
    "eligibility": "参赛资格",
    "general": "总则",
    "rounds": "竞赛环节",
    "presses": "抢答判定",
    "ranking": "名次与加赛",
    "tokens": "机会卡",
    "stages": "赛程与晋级",
    "awards": "奖项设置",
    "duties": "岗位职责",
    "discipline": "现场纪律",
    "failures": "系统故障",
    "appeals": "仲裁与申诉",
    "notes": "附则",
}
CHIEF = "裁判长"
"""What the sentences call the chief judge, where a rule sheet gives no other title."""


def document(name: str) -> str:
    """The title of the rules of what is called ``name``; 赛 is said once."""
    if name.endswith("规则"):
        return name
    return name + ("规则" if name.endswith(("赛", "赛制")) else "竞赛规则")


def bodies(organiser: str) -> list[str]:
    """Who holds the competition, as the event has it."""
    said = organiser if "：" in organiser or ":" in organiser else f"主办单位：{organiser}"
    return [said if said.endswith("。") else f"{said}。"] if organiser else []


def signers(organiser: str) -> tuple[str, ...]:
    """Who signs the rules, where the event names one body."""
    one = _ONE_BODY.fullmatch(organiser)
    return (one[1],) if one else ()


_ONE_BODY = re.compile(r"(?:主办(?:单位)?[：:])?([^：:；，、。\s]+)")


def general(sheet: RuleSheet, *, drawn: bool) -> list[str]:
    """Teams, base score, floor, spares; that stations are drawn, where they are."""
    reserves = f"，另设替补队员{sheet.reserves}名" if sheet.reserves else "，不设替补队员"
    changes = (
        f"每队每场换人不超过{sheet.substitutions}次，须说明理由，由替补队员入座。"
        if sheet.substitutions
        else "比赛中不得换人。"
    )
    floor = (
        "得分可为负分，不设下限。" if sheet.floor is None else f"扣分至{decimal_text(sheet.floor)}分为止，不再下扣。"
    )
    kept = "和".join({"foul": "抢答犯规", "prompt": "提示"}[one] for one in kept_deductions(sheet))
    return [
        f"每个代表队由{sheet.members}名队员参赛{reserves}。队员按座位从1号起编号。",
        changes,
        *(["各队台号在赛前抽签决定。"] if drawn else []),
        f"各队基础分为{decimal_text(sheet.base)}分。{floor}",
        *_questions(sheet),
        "除另有规定外，每题在主持人读题完毕并宣布开始后计时；计时以大屏幕显示的比赛系统时间为准。",
        *(["题目作废须另行出题的，依次启用备用题。"] if sheet.spares else []),
        "题目作废的，各队在该题的得失分一律取消" + (f"，但{kept}的扣分仍然有效。" if kept else "。"),
        *_prompting(sheet),
    ]


def _questions(sheet: RuleSheet) -> list[str]:
    """What holds for the questions of most rounds: their types, their order, a choice of several options."""
    asked = asked_rounds(sheet)
    lines = []
    if any(every_type(rule) for rule in asked):
        but = "（评委打分的环节除外）" if any(rule.kind == "judged" for rule in asked) else ""
        lines.append(f"除另有规定外，各环节{but}题型为单选题、多选题、判断题、填空题和简答题。")
    if any("multiple" in rule.types for rule in asked if rule.kind != "judged"):
        lines.append("多选题须全部选对方可得分，多选、少选、错选均按答错处理。")
    if any(rule.pick == "sequence" for rule in asked):
        lines.append("除另有规定外，题目按题号次序出示。")
    return lines


def _prompting(sheet: RuleSheet) -> list[str]:
    """What a prompt does, where it does the same in all rounds."""
    value = one_prompting(sheet)
    if value is None:
        return []
    alone = [rule.name for rule in sheet.rounds if rule.kind in ALONE]
    mates = f"{'、'.join(alone)}由队员独立作答，队友提示的，同样处理。" if alone else ""
    together = any(rule.kind == "simultaneous" for rule in sheet.rounds)
    where = "（各队同时作答的环节除外）" if together else ""
    return [f"作答时有场外人员提示的{where}，{prompted(value)}。{mates}"]


def presses(sheet: RuleSheet) -> list[str]:
    """How the order of presses is found, where it goes by times."""
    rules = [(rule, rule.press) for rule in sheet.rounds if rule.press and rule.press.order == "estimate"]
    said = {collected(press) for _, press in rules}
    if len(said) == 1:
        return [said.pop()]
    return [f"{rule.name}：{collected(press)}" for rule, press in rules]


def prompted(value: Decimal | Literal["void"]) -> str:
    """What follows a prompt."""
    if value == "void":
        return "本题作废，不得分"
    return f"扣该队{decimal_text(-value)}分" if value else "予以警告，不扣分"


NOT_WRONG = {
    "pass": "说“过”不计",
    "give_up": "放弃作答不计",
    "blank": "平板上未作答不计",
    "optional": "未作答比答错少扣分的题，未作答不计",
}


def _link(link: RankBy, sheet: RuleSheet, scoring: Scoring) -> str:
    """One comparison after the score."""
    if link == "fewer_wrongs":
        counted = "、".join(VERDICTS[one] for one in as_wrong(sheet, scoring)) + "按答错计"
        return f"答错题数少者列前（{'；'.join([counted, *(NOT_WRONG[one] for one in not_wrong(sheet, scoring))])}）"
    if link == "rights" and scoring < 2:
        return LINKS[link] + "（加赛的作答计入，评委打分的题计为答对）"
    return LINKS[link]


LINKS: Mapping[str, str] = {
    "fewer_wrongs": "答错题数少者列前（超时、放弃作答按答错计）",
    "tie_off": "加赛成绩优者列前",
    "rights": "答对题数多者列前",
    **{f"member_{n}": f"{n}号队员个人得分高者列前" for n in range(1, 6)},
}


def ranking(sheet: RuleSheet, scoring: Scoring) -> list[str]:
    """The chain of comparisons, shared ranks, and the tie-off."""
    chain = "；仍相同的，".join(_link(link, sheet, scoring) for link in sheet.ranking[1:])
    lines = ["名次按总分由高到低排定。"]
    lines += [f"总分相同的，{chain}。"] if chain else []
    lines.append("比较至最后仍相同的，名次并列，其后名次顺延（如1、2、2、4）。")
    tie = sheet.tie_off
    if tie.mode == "none":
        return [*lines, "不设加赛。", *_left(sheet), *_freeze(sheet)]
    how = {
        "press": f"{tie.name}以抢答方式进行：每题{tie.press}秒内抢答，抢得后{tie.answer}秒内作答，"
        "先答对者列前，先答错者列后，直至分出名次。",
        "risk": f"{tie.name}依次作答：有关各队每轮各答一题，答题时限{tie.answer}秒，答对者列前，直至分出名次。",
        "judged": f"{tie.name}由评委评定：有关各队依次作答，答题时限{tie.answer}秒，裁判长按评委评定排定名次。",
    }[tie.mode]
    ranks = _lines(sheet)
    others = (
        "其他同分按上述次序比较，仍相同的名次并列" if set(sheet.ranking) - {"score", "tie_off"} else "其他同分名次并列"
    )
    which = (
        f"同分影响{ranks}归属的，进行{tie.name}；{others}。"
        if ranks
        else f"同分影响晋级或奖项的，由裁判长决定是否进行{tie.name}。"
    )
    return [*lines, which, f"{how}{tie.name}只排定名次，不计入总分。", *_left(sheet), *_freeze(sheet)]


def _freeze(sheet: RuleSheet) -> list[str]:
    """When the table is frozen, what the public still learns, and when it learns the rest."""
    if sheet.freeze is None:
        return []
    name = sheet.round(sheet.freeze.round).name
    since = f"{name}第{sheet.freeze.after}题结束时" if sheet.freeze.after else f"{name}开始时"
    return [
        f"{since}封榜。封榜后每题判定照常宣布，大屏幕、各队平板和对外公布的比分与名次停留在封榜时。",
        "封榜期间，主持人和裁判长掌握实时比分；成绩锁定后由末名至首名依次揭榜，名次并列的一并揭晓。",
    ]


LEFT = {"last": "名次列在其余各队之后", "out": "不列名次"}


def _left(sheet: RuleSheet) -> list[str]:
    """Where teams that left the match are ranked."""
    return [
        f"中途退赛的代表队不再等候，已得分数保留，{LEFT[sheet.withdrawn]}。",
        f"比赛中被取消资格的代表队，{LEFT[sheet.disqualified]}。",
    ]


def _lines(sheet: RuleSheet) -> str:
    """The lines that a tie may lie across; stage by stage where the stages have other lines."""
    return "、".join(stage + _ranks(lines) for stage, lines in tie_lines(sheet))


def _ranks(lines: frozenset[int]) -> str:
    return "、".join(f"前{line}名" if line > 1 else "第1名" for line in sorted(lines))


EFFECTS = {
    "replace": "可将当前题目更换为备用题，备用题用完的更换为本环节下一题",
    "replace without spares": "可将当前题目更换为本环节下一题",
    "exempt": "可免答当前题目，不加分也不扣分",
    "help": "可就当前题目求助一次，答题时限照计",
    "note": "由裁判长酌情计分",
}
ELSEWHERE = {"rapid": "限时快答接着答下一题", "press": "抢答题按未答对处理后续"}
"""What being excused from a question leads to in rounds that go on by themselves."""


def _effect(token: Token, sheet: RuleSheet) -> str:
    after = [ELSEWHERE[one] for one in exempt_elsewhere(sheet)] if token.effect == "exempt" else []
    return "；".join([EFFECTS[effect_of(token, sheet)], *(["，".join(after)] if after else [])])


def tokens(sheet: RuleSheet, printing: Printing) -> list[str]:
    """Rights that a team may use."""
    turn = "轮到本队作答时" if printing >= 2 else ""
    return [
        f"{t.name}：每队每场{t.count}次，{turn if t.effect in OWN_TURN else ''}{_effect(t, sheet)}；"
        "使用时须向裁判长声明，由记分员登记。"
        for t in sheet.tokens
    ]


RUNNERS_UP: Mapping[RunnersUpBy, str] = {
    "score": "得分",
    "mean": "平均每题得分（得分减去基础分和带入的分，除以本队计分的题数）",
    "second_mean": "二次平均成绩（得分乘以各组平均分的平均，除以本组平均分）",
}
"""By what teams of several groups are compared."""


def stages(sheet: RuleSheet) -> list[str]:
    """The stages in order."""
    last = len(sheet.stages)
    return [_stage(no, stage, no == last) for no, stage in enumerate(sheet.stages, start=1)]


def _stage(no: int, stage: Stage, last: bool) -> str:
    if stage.written:
        text = f"以笔试进行，{_papers(stage)}，团体成绩为本队各份试卷得分之和，缺考的试卷计0分"
        text += "；总分相同的，依次比较队内得分最高、第二、第三的队员，直至分出先后"
        text += f"，分{stage.groups}组" if stage.groups > 1 else ""
    elif stage.groups > 1:
        text = f"各队抽签分为{stage.groups}组进行"
    else:
        text = "全部代表队同场进行"
    if stage.advance:
        first = f"前{stage.advance}名" if stage.advance > 1 else "第1名"
        text += f"，{'各组' if stage.groups > 1 else ''}{first}晋级"
    if stage.runners_up:
        text += f"，各组第{stage.advance + 1}名中{RUNNERS_UP[stage.runners_up_by]}最高的{stage.runners_up}个队晋级"
    if not stage.advance and not stage.runners_up:
        text += "，决出最终名次" if last else ""
    if stage.vacancy == "empty":
        text += "；晋级名单确认后退赛的，名额空缺，不递补"
    if no > 1:
        text += "；上一阶段得分带入本阶段" if stage.carry else "；上一阶段得分不带入，重新计分"
    return f"{stage.name}：{text}。"


def _papers(stage: Stage) -> str:
    """What each person sits, and what it is worth at most."""
    count = f"每名队员答{stage.papers}份试卷，" if stage.papers > 1 else ""
    if not stage.parts:
        return f"{count}每份试卷满分{decimal_text(stage.highest)}分"
    parts = "、".join(f"{part.name}{decimal_text(part.highest)}分" for part in stage.parts)
    return f"{count}每份试卷满分{decimal_text(sum(stage.highest_of, Decimal(0)))}分（{parts}）"


def awards(sheet: RuleSheet, printing: Printing) -> list[str]:
    """The awards in order, and what happens on a tie across a line."""
    ranked = [award for award in sheet.awards if award.by_rank]
    counted = "、".join(f"{award.name}{award.count}名" for award in ranked if award.ranks is None and award.count)
    lines = [f"设{counted}，按名次依次授予。"] if counted else []
    placed = "，".join(f"{award.name}授予{_places(award.ranks)}" for award in ranked if award.ranks is not None)
    lines += [f"{placed}。"] if placed else []
    lines += [f"其余各队获{award.name}。" for award in ranked if award.ranks is None and not award.count]
    shared = "名次并列的，同获该名次的奖项。"
    lines += [shared if tie == "ranks" else _award_ties(sheet, printing) for tie in ties_of_awards(sheet, printing)]
    named = "、".join(f"{a.name}{a.count}{_counter(a.name)}" for a in sheet.awards if not a.by_rank and not a.players)
    lines += [f"另设{named}，由组委会评定。"] if named else []
    players = "、".join(f"{award.name}{award.count}名" for award in sheet.awards if award.players)
    lines += [f"另设{players}，由组委会按队员在各场的个人得分评定。"] if players else []
    lines += [f"{award.name}评定办法：{award.rule.rstrip('。')}。" for award in sheet.awards if award.rule]
    return [*lines, *([_best_player(sheet.best_player)] if sheet.best_player else [])]


def _places(ranks: tuple[int, int]) -> str:
    first, last = ranks
    return f"第{first}名" if first == last else f"第{first}名至第{last}名"


def _counter(award: str) -> str:
    """Of an award that goes to bodies, 个; to people and teams, 名."""
    return "个" if "组织" in award or "集体" in award or "单位" in award else "名"


def _award_ties(sheet: RuleSheet, printing: Printing) -> str:
    if sheet.award_ties == "all":
        return "同分影响奖项数额的，名次并列的各队同获该奖，其后奖项的名额相应减少。"
    if sheet.award_ties == "none":
        return "同分影响奖项数额的，名次并列的各队不授予该奖，依次授予下一奖项，空出的名额不递补。"
    if printing < 3:
        return "奖项数额线上出现同分的，先排定名次再颁奖，不作取舍。"
    name = sheet.tie_off.name
    return {
        "all": f"同分影响奖项数额的，先通过{name}排定名次，再确定获奖单位。",
        "some": f"同分影响奖项数额的，进行{name}的以{name}排定的名次为准，其他由组委会研究确定。",
        "none": "同分影响奖项数额的，由组委会研究确定获奖单位。",
    }[award_lines_decided(sheet)]


def _best_player(best: BestPlayer) -> str:
    ties = "；仍相同的，".join(LINKS[link] for link in best.ties)
    level = f"个人得分相同的，{ties}；仍相同的并列获奖。" if ties else "个人得分相同的并列获奖。"
    return (
        f"{best.name}：按本场个人得分由高到低取前{best.count}名，个人得分为正的方可获奖。"
        "每题的得失分计入作答的队员本人；未指明作答队员的题、各队同时作答的题、亲友团作答和加赛不计入个人。" + level
    )
