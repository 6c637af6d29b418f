"""Matches with long names and rare characters, for the tests of their papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from scoreboard.exports.papers.blocks import Paper
from scoreboard.exports.papers.briefings import briefings
from scoreboard.exports.papers.match_forms import draw_sheet, protest_record, sign_in_sheet
from scoreboard.exports.papers.match_given import MatchGiven, PaperPerson, PaperResult, PaperTeam
from scoreboard.exports.papers.match_result import announcement_paper, match_winners_paper, result_paper
from scoreboard.exports.papers.match_script import match_script
from scoreboard.exports.tables import Cell, Table
from scoreboard.i18n.catalogue import saying
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.rulefile.printed import Lang
from scoring.sheets import template_text

LONG = "甲县乙镇丙单位学习与实践活动领导小组办公室第一代表队（联合组队）"
HEAD = (
    "名次", "并列", "代表队", "单位", "台号", "必答", "抢答", "风险题", "其他加减分", "总分", "奖项", "名次依据",
)  # fmt: skip


def _name(no: int) -> str:
    return LONG if no == 2 else "䶮𬘭学习队" if no == 3 else f"第{no}代表队"


def table(teams: int) -> Table:
    """A result: the second and the third are level, nobody has points by hand, scores have a decimal and none."""
    rows: list[tuple[Cell, ...]] = []
    for no in range(1, teams + 1):
        award = "一等奖" if no == 1 else "二等奖" if no < 4 else "三等奖" if no < 7 else ""
        rank = 2 if no == 3 else no
        score = Decimal("187.5") if no == 1 else Decimal(180 - 10 * rank)
        because = "得分相同，抢答得分较高" if no == 4 else ""
        parts = (Decimal(60), Decimal("27.5") if no == 1 else Decimal(20), Decimal(-10))
        team = (rank, "并列" if no in (2, 3) else "", _name(no), f"第{no}单位", no)
        rows.append((*team, *parts, Decimal(0), score, award, because))
    note = "最终成绩。基础分 100 分（依据台账第 1 至 115 条）。"
    return Table.of("总决赛", HEAD, rows, note=note, stamp=("核对码", "ABCD-EFGH-JKLM-NPQR"))


PLAYERS_HEAD = ("名次", "并列", "选手", "代表队", "单位", "个人得分", "答对", "答错", "奖项")


def players() -> Table:
    """The best players: the second and the third are level, one has the prize, points have a decimal and none."""
    rows: list[tuple[Cell, ...]] = [
        (1, "", "张1一", _name(1), "第1单位", Decimal("32.5"), 3, 0, "最佳选手"),
        (2, "并列", "王䶮", LONG, "第2单位", Decimal(20), 2, 1, ""),
        (2, "并列", "张3一", _name(3), "第3单位", Decimal(20), 2, 0, ""),
        (4, "", "张4二", _name(4), "第4单位", Decimal(-10), 0, 1, ""),
    ]
    return Table.of("最佳选手", PLAYERS_HEAD, rows)


def match_given(teams: int = 8, lang: Lang = "zh", *, locked: bool = True, best: bool = False) -> MatchGiven:
    """A match of the usual rule sheet; ``locked`` False: as it is before its opening; ``best``: with best players."""
    return MatchGiven(
        name="某市第三届“学用结合”应知应会知识竞赛总决赛",
        organiser="某市竞赛组织委员会",
        when_where=("时间：2026年5月17日14:30。", "地点：市文化中心一号厅。"),
        dated=date(2026, 5, 17),
        signed=("某市竞赛组织委员会",),
        chief="裁判长",
        sheet=read_rule_sheet(template_text("standard-party", lang)),
        teams=tuple(
            PaperTeam(_name(no), f"第{no}单位", no, f"李{no}", (f"张{no}一", f"张{no}二", "王䶮"), (f"赵{no}",))
            for no in range(1, teams + 1)
        ),
        judges=(PaperPerson("陈某", "某市委党校"), PaperPerson("2号评委")),
        chief_judge=PaperPerson("裁判长"),
        host=PaperPerson("周某", "某市广播电视台"),
        awards=(("一等奖", 1), ("二等奖", 2), ("三等奖", 3)),
        drawn=True,
        result=PaperResult(table(teams), players() if best else None, locked=True) if locked else None,
        say=saying(lang),
        lang=lang,
    )


def match_documents() -> dict[str, Paper]:
    """Every paper of a match, and those of one that is not opened yet."""
    given = match_given()
    return {
        "match_result": result_paper(given),
        "match_result_many": result_paper(match_given(24)),
        "match_result_players": result_paper(match_given(best=True)),
        "match_announcement": announcement_paper(given),
        "match_winners": match_winners_paper(given),
        "match_script": match_script(given),
        "match_script_before": match_script(match_given(locked=False)),
        "match_sign_in": sign_in_sheet(given),
        "match_draw": draw_sheet(replace(given, drawn=False)),
        "match_protest": protest_record(given),
        "match_briefings": briefings(replace(given, address="http://192.168.100.20:5000", tablets=13)),
        "match_briefings_en": briefings(match_given(lang="en")),
    }
