"""A tally rule in sentences: every clause of it is printed, in both languages."""

from __future__ import annotations

import dataclasses
from dataclasses import fields, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from scoreboard.cli.rules import rules
from scoreboard.exports.tally.rule_text import print_tally_rule
from scoring.engine.panel.rule import Bound, Criterion, Drop, PanelMethod, PanelRule, Roundings
from scoring.engine.rounding import Rounding
from scoring.engine.rulefile.printed import plain_text
from scoring.engine.tally.rule import PanelStage, PointsRule, RankRule, TallyRule, TieRule, TotalRule

D = Decimal
RULE = TallyRule(
    "征文评审",
    PanelRule(
        (Criterion("a", D(100), "创新性"), Criterion("b", D(50), "文字", D(5), D(1), D("0.6"))),
        PanelMethod(drop_high=1, drop_low=1, least=5),
        Roundings(judge=Rounding(2)),
    ),
    2,
    (PointsRule("bonus", "add", "加分"),),
    (PanelStage("first", D("0.4"), "初评"), PanelStage("last", D("0.6"), "终评")),
    RankRule(ties=(TieRule("criterion", "a", "first"),)),
)
METHOD = RULE.panel.combining


def printed(rule: TallyRule, lang: str = "zh") -> str:
    """The whole text, without its edition's digest."""
    return plain_text(replace(print_tally_rule(rule, lang), edition=""))


def with_criterion(**changed: Any) -> TallyRule:
    """The rule with another first criterion."""
    first, *others = RULE.panel.criteria
    return replace(RULE, panel=replace(RULE.panel, criteria=(replace(first, **changed), *others)))


def with_method(**changed: Any) -> TallyRule:
    """The rule with another way to combine marks."""
    return replace(RULE, panel=replace(RULE.panel, combining=replace(METHOD, **changed)))


def with_points(**changed: Any) -> TallyRule:
    """The rule with other points."""
    return replace(RULE, points=(replace(RULE.points[0], **changed),))


def with_stage(**changed: Any) -> TallyRule:
    """The rule with another first stage."""
    return replace(RULE, stages=(replace(RULE.stages[0], **changed), RULE.stages[1]))


def with_rank(**changed: Any) -> TallyRule:
    """The rule with another way to rank."""
    return replace(RULE, rank=replace(RULE.rank, **changed))


def with_tie(**changed: Any) -> TallyRule:
    """The rule with another link of the chain."""
    return with_rank(ties=(replace(RULE.rank.ties[0], **changed),))


def with_drop(**changed: Any) -> TallyRule:
    """The rule with other drops by the size of the panel."""
    return with_method(drop_high=0, drop_low=0, least=1, drops=(replace(Drop(5, 1, 1), **changed),))


def with_rounding(**changed: Any) -> TallyRule:
    """The rule with other roundings."""
    return replace(RULE, panel=replace(RULE.panel, rounding=replace(RULE.panel.rounding, **changed)))


OTHER: dict[type, dict[str, TallyRule]] = {
    Criterion: {
        "id": with_criterion(id="c"), "high": with_criterion(high=D(90)), "name": with_criterion(name="立意"),
        "low": with_criterion(low=D(1)), "step": with_criterion(step=D("0.5")),
        "weight": with_criterion(weight=D("0.3")), "share": with_criterion(share=3),
        "stage": with_criterion(stage="last"), "section": with_criterion(section="材料"),
        "optional": with_criterion(optional=True),
    },
    Drop: {"judges": with_drop(judges=7), "high": with_drop(high=2), "low": with_drop(low=2)},
    Bound: {"points": with_method(bound=Bound(D(5))), "percent": with_method(bound=Bound(percent=D(20)))},
    PanelMethod: {
        "over": with_method(over="criteria"),
        "method": with_method(method="sum"), "drop_high": with_method(drop_high=2),
        "drop_low": with_method(drop_low=2), "least": with_method(least=7), "fewest": with_method(fewest=3),
        "missing": with_method(missing="zero"), "late": with_method(late="count"),
        "abstained": with_method(abstained="zero"), "judges": with_method(judges=("张一", "李二")),
        "drops": with_drop(), "bound": with_method(bound=Bound(D(7))),
    },
    Rounding: {
        "digits": with_rounding(judge=Rounding(3)), "mode": with_rounding(judge=Rounding(2, "truncate")),
    },
    Roundings: {step.name: with_rounding(**{step.name: Rounding(4)}) for step in fields(Roundings)},
    PanelRule: {},
    PointsRule: {
        "id": with_points(id="c"), "kind": with_points(kind="deduct"), "name": with_points(name="附加"),
        "high": with_points(high=D(3)), "stage": with_points(stage="first"), "section": with_points(section="材料"),
    },
    PanelStage: {
        "id": with_stage(id="early"), "weight": with_stage(weight=Fraction(1, 3)), "name": with_stage(name="复评"),
    },
    TieRule: {"by": with_tie(by="section"), "of": with_tie(of="b"), "at": with_tie(at="last")},
    RankRule: {
        "by": with_rank(by="borda"), "ties": with_rank(ties=()), "places": with_rank(places=20),
        "before_rounding": with_rank(before_rounding=True), "margin": with_rank(margin=D("0.5")),
    },
    TotalRule: {
        name: replace(RULE, total=replace(TotalRule(), **{name: 1 if name == "best" else D(1)}))
        for name in ("best", "floor", "cap")
    },
    TallyRule: {
        "name": replace(RULE, name="另一次评审"), "points": replace(RULE, points=()),
        "stages": replace(RULE, stages=()),
    },
}  # fmt: skip
"""For every field of a rule another rule that differs in it alone."""

OTHERS = [
    pytest.param(rule, id=f"{kind.__name__}.{name}") for kind, each in OTHER.items() for name, rule in each.items()
]
NO_CLAUSE: dict[type, set[str]] = {
    Criterion: {"levels"},  # no rule of a tally has any
    PanelRule: {"criteria", "combining", "rounding", "same_organisation_recused", "audience"},
    TallyRule: {"panel", "rank", "total", "edition"},  # the edition stands with the digest
}
"""What is no clause by itself."""


def parts(kind: type) -> set[str]:
    """The fields of a kind that are clauses."""
    return {one.name for one in fields(kind)} - NO_CLAUSE.get(kind, set())


def test_every_field_of_a_rule_is_asked_about_here() -> None:
    assert {kind: set(others) for kind, others in OTHER.items()} == {kind: parts(kind) for kind in OTHER}
    assert all(map(dataclasses.is_dataclass, OTHER))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "rule",
    [pytest.param(rule, id=f"{kind.__name__}.{name}") for kind, each in OTHER.items() for name, rule in each.items()],
)
def test_rules_that_differ_in_one_clause_print_differently(rule: TallyRule, lang: str) -> None:
    assert printed(rule, lang) != printed(RULE, lang)


def test_a_rule_prints_as_the_sentences_that_an_office_attaches() -> None:
    text = printed(RULE)
    assert text.startswith("征文评审\n")
    for said in (
        "一、评分项",
        "“文字”（b）：5 分至 50 分，最小 1 分，权重 0.6。",
        "计入的分不少于 5 个时，去掉 1 个最高分、1 个最低分。",
        "每位评委的总分：四舍五入，保留 2 位小数。",
        "“初评”（first）的得分，权重 0.4。",
        "同分的，依次第 1 比较：“创新性”得分（初评）。",
        "不设名额。",
    ):
        assert said in text


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "一个作品取过半评委给出该名次或更前名次的那个最前名次"),
        ("en", "the best place that more than half of the judges give it or better"),
    ],
)
def test_a_print_says_how_places_are_compared_wherever_they_are(lang: str, said: str) -> None:
    link = with_tie(by="majority", of=None, at=None)
    assert all(said in printed(rule, lang) for rule in (link, with_rank(by="majority")))
    assert said not in printed(RULE, lang)
    both = replace(RULE.rank, ties=(TieRule("majority"), TieRule("first_places")))
    text = printed(replace(RULE, rank=both))
    assert [word in text for word in ("第一名票数：", "多数名次：", "名次积分：")] == [True, True, False]


def test_the_command_prints_a_rule_of_either_kind(tmp_path: Path) -> None:
    file = tmp_path / "rule.toml"
    file.write_text(
        'name = "评审"\n[[criterion]]\nid = "a"\nhigh = 100\nweight = "1/3"\n[panel]\nover = "criteria"\n', "utf-8"
    )
    done = CliRunner().invoke(rules, ["print", str(file), "--lang", "zh"])
    assert (done.exit_code, "权重 1/3。" in done.output) == (0, True)
    english = CliRunner().invoke(rules, ["print", str(file), "--lang", "en", "--markdown"])
    assert (english.exit_code, "# 评审" in english.output, "weight 1/3." in english.output) == (0, True, True)
    file.write_text('name = "评审"\n[[criterion]]\nid = "a"\n', "utf-8")
    assert CliRunner().invoke(rules, ["print", str(file)]).exit_code == 1
