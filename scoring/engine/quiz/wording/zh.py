"""A rule sheet in Chinese sentences: the sections that are not rounds.  Every value of the rule sheet is said."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from scoring.engine.codec import decimal_text
from scoring.engine.quiz.rule_sheet import BestPlayer, RankBy, RuleSheet
from scoring.engine.quiz.setup import Printing, Scoring
from scoring.engine.quiz.wording.common import OWN_TURN, as_wrong, effect_of, not_wrong, tie_lines, ties_of_awards
from scoring.engine.quiz.wording.zh_parts import VERDICTS
from scoring.engine.stages import Award, RunnersUpBy, Stage

TITLES = {
    "document": "{name} 竞赛规则",
    "edition": "规则编号 {id} · 第 {edition} 版 · 校验值 {digest}",
    "general": "总则",
    "rounds": "竞赛环节",
    "ranking": "名次与加赛",
    "tokens": "机会卡",
    "stages": "赛程与晋级",
    "awards": "奖项设置",
    "notes": "附则",
}


def general(sheet: RuleSheet, *, drawn: bool) -> list[str]:
    """Teams, base score, floor, spares; that stations are drawn, where they are."""
    reserves = f"，另设替补队员 {sheet.reserves} 名" if sheet.reserves else "，不设替补队员"
    changes = (
        f"每队每场至多换人 {sheet.substitutions} 次，须说明理由，由替补队员入座。"
        if sheet.substitutions
        else "比赛中不得换人。"
    )
    floor = (
        "得分可为负分，不设下限。" if sheet.floor is None else f"扣分至 {decimal_text(sheet.floor)} 分为止，不再下扣。"
    )
    return [
        f"每支代表队由 {sheet.members} 名队员组成{reserves}。队员按座位从 1 号起编号。",
        changes,
        *(["各队台号在赛前抽签决定。"] if drawn else []),
        f"各队基础分为 {decimal_text(sheet.base)} 分。{floor}",
        "除注明者外，每题在主持人读题完毕并宣布开始后计时；计时以大屏幕显示的比赛系统时间为准。",
        *(["题目作废须另行出题的，依次启用备用题。"] if sheet.spares else []),
        "题目作废的，各队在该题的得失分一律取消，但抢答犯规和提示的扣分仍然有效。",
    ]


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
    **{f"member_{n}": f"{n} 号队员个人得分高者列前" for n in range(1, 6)},
}


def ranking(sheet: RuleSheet, scoring: Scoring) -> list[str]:
    """The chain of comparisons, shared ranks, and the tie-off."""
    chain = "；仍相同的，".join(_link(link, sheet, scoring) for link in sheet.ranking[1:])
    lines = ["名次按总分由高到低排定。"]
    lines += [f"总分相同的，{chain}。"] if chain else []
    lines.append("比较至最后仍相同的，名次并列，其后名次顺延（如 1、2、2、4）。")
    tie = sheet.tie_off
    if tie.mode == "none":
        return [*lines, "不设加赛。", *_left(sheet), *_freeze(sheet)]
    how = {
        "press": f"{tie.name}以抢答方式进行：每题 {tie.press} 秒内抢答，抢得后 {tie.answer} 秒内作答，"
        "先答对者列前，先答错者列后，直至分出名次。",
        "risk": f"{tie.name}依次作答：有关各队每轮各答一题，答题时限 {tie.answer} 秒，答对者列前，直至分出名次。",
        "judged": f"{tie.name}由评委评定：有关各队依次作答，答题时限 {tie.answer} 秒，裁判长按评委评定排定名次。",
    }[tie.mode]
    ranks = _lines(sheet)
    others = "其余同分按上述次序比较，仍相同的并列" if set(sheet.ranking) - {"score", "tie_off"} else "其余同分并列"
    which = (
        f"仅当同分影响{ranks}的名次线（晋级或奖项）时加赛，{others}。"
        if ranks
        else "同分影响晋级或奖项时，由裁判长决定加赛。"
    )
    return [*lines, which, how + "加赛只排定名次，不计入总分。", *_left(sheet), *_freeze(sheet)]


def _freeze(sheet: RuleSheet) -> list[str]:
    """When the table is frozen, what the public still learns, and when it learns the rest."""
    if sheet.freeze is None:
        return []
    name = sheet.round(sheet.freeze.round).name
    since = f"{name}第 {sheet.freeze.after} 题结束时" if sheet.freeze.after else f"{name}开始时"
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
    return f"第 {'、'.join(map(str, sorted(lines)))} 名" if lines else ""


EFFECTS = {
    "replace": "可将当前题目更换为备用题，备用题用完的更换为本环节下一题",
    "replace without spares": "可将当前题目更换为本环节下一题",
    "exempt": "可免答当前题目，不加分也不扣分；限时快答接着答下一题，抢答题按未答对处理后续",
    "help": "可就当前题目求助一次，答题时限照计",
    "note": "由裁判长记录并酌情计分",
}


def tokens(sheet: RuleSheet, printing: Printing) -> list[str]:
    """Rights that a team may use."""
    turn = "轮到本队作答时" if printing >= 2 else ""
    return [
        f"{t.name}：每队每场 {t.count} 次，{turn if t.effect in OWN_TURN else ''}{EFFECTS[effect_of(t, sheet)]}；"
        "使用时须说明理由，记入台账。"
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
        text = f"以笔试进行，{_papers(stage)}，团体成绩为本队各份试卷得分之和，缺考的试卷计 0 分"
        text += "；总分相同的，依次比较队内得分最高、第二、第三的队员，直至分出先后"
        text += f"，分 {stage.groups} 组" if stage.groups > 1 else ""
    elif stage.groups > 1:
        text = f"各队抽签分为 {stage.groups} 组进行"
    else:
        text = "全部代表队同场进行"
    if stage.advance:
        text += f"，{'各组' if stage.groups > 1 else ''}前 {stage.advance} 名晋级"
    if stage.runners_up:
        text += f"，另取各组下一名次中{RUNNERS_UP[stage.runners_up_by]}最高的 {stage.runners_up} 队晋级"
    if not stage.advance and not stage.runners_up:
        text += "，决出最终名次" if last else ""
    if no > 1:
        text += "；上一阶段得分带入本阶段" if stage.carry else "；上一阶段得分不带入，重新计分"
    return f"{stage.name}：{text}。"


def _papers(stage: Stage) -> str:
    """What each person sits, and what it is worth at most."""
    count = f"每名队员答 {stage.papers} 份试卷，" if stage.papers > 1 else ""
    if not stage.parts:
        return f"{count}每份试卷满分 {decimal_text(stage.highest)} 分"
    parts = "、".join(f"{part.name} {decimal_text(part.highest)} 分" for part in stage.parts)
    return f"{count}每份试卷满分 {decimal_text(sum(stage.highest_of, Decimal(0)))} 分（{parts}）"


_AWARD_TIES = {
    "order": "奖项数额线上出现同分的，先排定名次再颁奖，不作取舍。",
    "all": "奖项数额线上出现并列的，并列的各队都授予该奖，后面奖项的名额相应减少。",
    "none": "奖项数额线上出现并列的，并列的各队都不授予该奖，依次授予下一奖项，空出的名额不递补。",
    "ranks": "名次并列的各队，均授予该名次所对应的奖项。",
}


def awards(sheet: RuleSheet, printing: Printing) -> list[str]:
    """The awards in order, and what happens on a tie across a line."""
    lines = [_award(award) for award in sheet.awards]
    lines += [_AWARD_TIES[tie] for tie in ties_of_awards(sheet, printing)]
    return [*lines, *([_best_player(sheet.best_player)] if sheet.best_player else [])]


def _best_player(best: BestPlayer) -> str:
    ties = "；仍相同的，".join(LINKS[link] for link in best.ties)
    level = f"个人得分相同的，{ties}；仍相同的并列获奖。" if ties else "个人得分相同的并列获奖。"
    return (
        f"{best.name}：按本场个人得分由高到低取前 {best.count} 名，个人得分为正的方可获奖。"
        "每题的得失分计入作答的队员本人；未指明作答队员的题、各队同时作答的题、亲友团作答和加赛不计入个人。" + level
    )


def _award(award: Award) -> str:
    if award.ranks is not None:
        first, last = award.ranks
        return (
            f"{award.name}：授予第 {first} 名。"
            if first == last
            else f"{award.name}：授予第 {first} 名至第 {last} 名。"
        )
    if not award.by_rank:
        return f"{award.name}：{award.count} 个，由组委会另行评定。"
    return f"{award.name}：按名次依次取 {award.count} 个。" if award.count else f"{award.name}：授予其余各队。"
