"""The shipped rule sheets: the usual one exactly as known, and every known variation used by at least one of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest

from scoring.engine.errors import NotFound
from scoring.engine.quiz.panel_table import PanelTable, panel_rule
from scoring.engine.quiz.rule_sheet import (
    Clocks,
    FoulStep,
    Points,
    PressRule,
    RiskRule,
    Round,
    RuleSheet,
    Stake,
    Supporters,
    TieOff,
)
from scoring.engine.quiz.rule_sheet_document import DocumentText
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.stages import Award
from scoring.sheets import list_templates, template_text

SHEETS: tuple[RuleSheet, ...] = tuple(read_rule_sheet(template_text(t)) for t in list_templates())


def d(value: str | int) -> Decimal:
    return Decimal(value)


def rounds(*kinds: str) -> Iterator[Round]:
    return (r for sheet in SHEETS for r in sheet.rounds if not kinds or r.kind in kinds)


def presses() -> Iterator[PressRule]:
    return (r.press for r in rounds() if r.press)


def risks() -> Iterator[RiskRule]:
    return (r.risk for r in rounds() if r.risk)


def panels() -> Iterator[PanelTable]:
    return (r.panel for r in rounds() if r.panel)


def stakes(rule: RiskRule) -> tuple[int, ...]:
    return tuple(int(stake.points) for stake in rule.stakes)


def compulsory() -> Iterator[Round]:
    return rounds("individual", "team")


VARIATIONS: dict[str, Callable[[], bool]] = {
    "base 0, 100 and 200": lambda: {s.base for s in SHEETS} >= {d(0), d(100), d(200)},
    "floor none or 0": lambda: {s.floor for s in SHEETS} == {None, d(0)},
    "points by question type inside one round": lambda: any(
        {p.right for p in r.by_type.values()} == {d(10), d(20), d(30)} for r in rounds()
    ),
    "points that are no whole number": lambda: any(r.points.right == d("2.5") for r in rounds()),
    "必答 wrong costs 0, 10 or 20": lambda: {r.points.wrong for r in compulsory()} >= {d(0), d(-10), d(-20)},
    "prompting voids or costs 5 or 10": lambda: {r.prompting for r in compulsory()} >= {"void", d(-5), d(-10)},
    "press on the start word, after a countdown, while reading": lambda: (
        {p.timing for p in presses()} == {"start", "countdown", "reading"}
    ),
    "press while reading: begin in 5 s, wrong costs, the host reads on": lambda: any(
        r.press
        and r.press.timing == "reading"
        and r.clocks.begin == 5
        and r.points.wrong < 0
        and r.press.after_wrong == "reopen"
        for r in rounds()
    ),
    "no foul": lambda: any(p.fouls == (FoulStep(d(0), "none"),) for p in presses()),
    "foul costs and voids": lambda: any(f.points < 0 and f.then == "void" for p in presses() for f in p.fouls),
    "foul costs, to the audience": lambda: any(
        f.points < 0 and f.then == "audience" for p in presses() for f in p.fouls
    ),
    "foul costs, all re-armed": lambda: any(f.points < 0 and f.then == "rearm" for p in presses() for f in p.fouls),
    "foul bars from the item": lambda: any(f.then == "bar" for p in presses() for f in p.fouls),
    "foul ladder": lambda: any(
        p.fouls == (FoulStep(d(0), "bar"), FoulStep(d(-20), "bar"), FoulStep(d(-20), "out")) for p in presses()
    ),
    "after a wrong press: close, audience, one more, re-open": lambda: (
        {p.after_wrong for p in presses()} == {"close", "audience", "one_more", "reopen"}
    ),
    "re-open up to k attempts": lambda: {p.attempts for p in presses()} >= {3, 4},
    "close call: by estimate, re-arm, arrival, draw": lambda: (
        {p.tie for p in presses()} == {"estimate", "rearm", "arrival", "draw"}
    ),
    "order of arrival only": lambda: any(p.order == "arrival" for p in presses()),
    "nobody presses: audience, void, not counted": lambda: (
        {p.nobody for p in presses()} == {"audience", "void", "again"}
    ),
    "补答 with points of its own, wrong is free": lambda: any(p.second == Points(d(5)) for p in presses()),
    "begin limit with a penalty of its own": lambda: any(r.clocks.begin and r.clocks.late == d(-20) for r in rounds()),
    "a total time for a press round": lambda: any(r.total == 300 for r in rounds("press")),
    "first to N points ends the round": lambda: any(r.until == d(60) for r in rounds("press")),
    "a limited number of passes": lambda: {r.passes for r in rounds("rapid")} >= {None, 2},
    "亲友团 may answer after the team": lambda: any(r.supporters == Supporters(d(5)) for r in rounds("team")),
    "another team must be named": lambda: any(r.must_delegate for r in risks()),
    "who withdraws is last or out": lambda: {s.withdrawn for s in SHEETS} == {"last", "out"},
    "begin in 5 or 10 s": lambda: {r.clocks.begin for r in rounds()} >= {5, 10},
    "answer in 10, 20, 30 or 60 s": lambda: {r.clocks.answer for r in rounds()} >= {10, 20, 30, 60},
    "nobody presses in 15 or 20 s": lambda: {r.clocks.press for r in rounds()} >= {15, 20},
    "lists of stakes": lambda: {stakes(r) for r in risks()} >= {(10, 20, 30), (10, 30, 50), (20, 40, 60), (30, 40, 50)},
    "stakes plus and minus, or plus only": lambda: {r.minus for r in risks()} == {True, False},
    "a clock per stake": lambda: any(len({s.clock for s in r.stakes}) == 3 for r in risks()),
    "risk order low, high, station, reverse": lambda: (
        {r.order for r in risks()} == {"low", "high", "station", "reverse_station"}
    ),
    "two risk rounds with different stakes": lambda: any(r.distinct_from for r in risks()),
    "pass allowed or not": lambda: {r.may_pass for r in risks()} == {True, False},
    "another team named, who gains when it fails": lambda: any(
        r.delegate and r.delegate_wrong == "namer_gains" for r in risks()
    ),
    "answering by choice": lambda: any(
        r.points.right == 20 and r.points.wrong == -10 and r.points.blank == 0 for r in rounds("simultaneous")
    ),
    "步步高": lambda: any(r.steps == (d(10), d(20), d(30)) for r in rounds("ladder")),
    "clue ladder": lambda: any(r.steps == (d(40), d(30), d(20), d(10)) for r in rounds("clue")),
    "指定题": lambda: any(r.pick == "neighbour" for r in rounds("assigned")),
    "panel sizes": lambda: {p.judges for p in panels()} == {3, 5, 7, 9},
    "marks dropped": lambda: {(p.drop_high, p.drop_low) for p in panels()} == {(0, 0), (1, 1), (2, 2)},
    "least panel for dropping below the panel": lambda: any(p.least < p.judges for p in panels() if p.drop_high),
    "missing marks": lambda: {p.missing for p in panels()} == {"wait", "leave_out"},
    "rounding digits": lambda: {p.digits for p in panels()} == {0, 1, 2, 3},
    "rounding modes": lambda: {p.rounding for p in panels()} == {"half_up", "half_even", "truncate"},
    "judge of the same unit": lambda: {p.same_unit_recused for p in panels()} == {True, False},
    "tie-off by press, risk, judged, or none": lambda: (
        {s.tie_off.mode for s in SHEETS} == {"press", "risk", "judged", "none"}
    ),
    "ties by players 1, 2, 3": lambda: any(s.ranking[1:4] == ("member_1", "member_2", "member_3") for s in SHEETS),
    "ties by rights, fewer wrongs": lambda: any(s.ranking[1:3] == ("rights", "fewer_wrongs") for s in SHEETS),
    "only where the tie matters": lambda: any(s.tie_matters for s in SHEETS),
    "else shared ranks": lambda: any(s.tie_off.mode == "none" and not s.tie_matters for s in SHEETS),
    "groups by draw, top k of each": lambda: any(
        [(g.groups, g.advance) for g in s.stages] == [(12, 2), (4, 3), (1, 0)] for s in SHEETS
    ),
    "best runners-up": lambda: any(g.runners_up == 2 for s in SHEETS for g in s.stages),
    "score carried over or reset": lambda: {g.carry for s in SHEETS for g in s.stages} == {True, False},
    "a written 初赛": lambda: any(s.stages and s.stages[0].written for s in SHEETS),
    "substitutions": lambda: {s.substitutions for s in SHEETS} >= {0, 1, 2},
    "换题权, 免答权, 求助, supporters": lambda: (
        {t.effect for s in SHEETS for t in s.tokens} == {"replace", "exempt", "help", "note"}
    ),
    "awards as counts": lambda: any([a.count for a in s.awards[:3]] == [1, 2, 3] for s in SHEETS),
    "三等奖 four": lambda: any(a == Award("三等奖", 4) for s in SHEETS for a in s.awards),
    "优胜奖 the rest": lambda: any(a == Award("优胜奖", 0) for s in SHEETS for a in s.awards),
    "awards as ranks": lambda: any([a.ranks for a in s.awards] == [(1, 1), (2, 3), (4, 7)] for s in SHEETS),
    "优秀组织奖 and best player by name": lambda: (
        {a.name for s in SHEETS for a in s.awards if not a.by_rank} == {"优秀组织奖", "最佳选手"}
    ),
}


@pytest.mark.parametrize("variation", VARIATIONS)
def test_each_variation_is_used_by_a_shipped_sheet(variation: str) -> None:
    assert VARIATIONS[variation]()


def test_the_usual_sheet_is_exactly_the_known_one() -> None:
    sheet = read_rule_sheet(template_text("standard-party"))
    ten = Points(d(10))
    assert (sheet.name, sheet.base, sheet.floor) == ("通用党建知识竞赛", d(100), None)
    assert [(r.name, r.kind, r.items, r.points) for r in sheet.rounds] == [
        ("个人必答", "individual", 1, ten),
        ("共同必答", "team", 2, ten),
        ("同步必答", "simultaneous", 10, ten),
        ("抢答", "press", 20, Points(d(10), d(-10))),
        ("风险题", "risk", 1, Points(d(0))),
        ("视频情景题", "judged", 1, Points(d(0))),
        ("限时快答", "rapid", 15, ten),
        ("观众互动", "audience", 5, Points(d(0))),
    ]
    assert [r.clocks for r in sheet.rounds[:7]] == [
        Clocks(30),
        Clocks(60),
        Clocks(20),
        Clocks(30, begin=10, press=15),
        Clocks(),
        Clocks(60, media=60),
        Clocks(60),
    ]
    assert sheet.round("individual").prompting == "void"
    assert sheet.round("press").press == PressRule(tie="estimate", fouls=(FoulStep(d(-10), "bar"),))
    assert sheet.round("risk").risk == RiskRule((Stake(d(10), 30), Stake(d(20), 60), Stake(d(30), 90)))
    panel = sheet.round("video").panel
    assert panel is not None
    assert replace(panel, criteria=()) == PanelTable()
    assert [(one.name, one.low, one.high, one.step, one.weight) for one in panel.criteria] == [
        ("切题与见解", 0, 10, 1, 1),
        ("表达", 0, 6, 1, 1),
        ("配合与时间", 0, 4, 1, 1),
    ]
    assert panel_rule(panel).span == (0, 20)

    assert sheet.round("rapid").may_pass
    assert sheet.tie_off == TieOff("press", 30, 15)


def test_the_levels_of_the_usual_sheet_cover_every_mark_once() -> None:
    panel = read_rule_sheet(template_text("standard-party")).round("video").panel
    assert panel is not None
    for criterion in panel.criteria:
        ends = [re.match(r"(?:(\d+)～)?(\d+)分：", level) for level in criterion.levels]
        covered = [value for end in ends if end for value in range(int(end[2]), int(end[1] or end[2]) - 1, -1)]
        assert covered == list(range(int(criterion.high), -1, -1)), criterion.name


def test_each_template_is_a_file_and_each_file_a_template() -> None:
    folder = Path(__file__).parents[4] / "scoring/sheets"
    assert {path.stem for path in folder.glob("*.toml")} == set(list_templates())
    assert [read_rule_sheet(template_text(t)).id for t in list_templates()] == list(list_templates())


def test_an_unknown_template_is_not_found() -> None:
    with pytest.raises(NotFound, match="no-such-template"):
        template_text("../sheets")


def without_words(sheet: RuleSheet) -> RuleSheet:
    """The sheet with every text that people read taken out."""

    def bare(rule: object) -> object:
        if isinstance(rule, tuple):
            return tuple(bare(one) for one in rule)
        if not is_dataclass(rule) or isinstance(rule, type):
            return rule
        if isinstance(rule, DocumentText):
            return {f.name: len(getattr(rule, f.name) or ()) for f in fields(rule)}
        read = {"name": "", "notes": (), "levels": (), "chief": "", "entry": "", "rule": ""}
        return replace(rule, **{f.name: read.get(f.name, bare(getattr(rule, f.name))) for f in fields(rule)})

    return cast(RuleSheet, bare(sheet))


@pytest.mark.parametrize("template", list_templates())
def test_a_template_rules_the_same_in_both_languages(template: str) -> None:
    english = template_text(template, "en")
    assert re.search("[\u3400-\u9fff\uff00-\uffef]", english) is None
    assert without_words(read_rule_sheet(english)) == without_words(read_rule_sheet(template_text(template)))
    assert read_rule_sheet(english).tie_off.name == "Tie-off"
