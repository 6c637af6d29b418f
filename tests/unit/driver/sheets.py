"""Rule sheets by chance: rounds of the shipped sheets with other values, such as the check lets through."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from scoring.engine.errors import LeitaiError
from scoring.engine.quiz.panel_table import PanelTable
from scoring.engine.quiz.rule_sheet import (
    BEGINS,
    NAMES_NOBODY,
    BestPlayer,
    FoulStep,
    Points,
    PressRule,
    RiskRule,
    Round,
    RuleSheet,
    Supporters,
    TieOff,
    Token,
)
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet, rule_sheet_from_json, rule_sheet_json
from scoring.engine.stages import Award
from scoring.sheets import TEMPLATES, template_text

D = Decimal
TOKENS = (
    Token("swap", "换题权", 1, "replace"),
    Token("free", "免答权", 2, "exempt"),
    Token("ask", "求助", 1, "help"),
)
RANKINGS = (
    ("score", "tie_off"),
    ("score", "tie_off", "rights", "fewer_wrongs"),
    ("score", "rights", "fewer_wrongs", "tie_off"),
    ("score", "rights", "tie_off", "member_1"),
    ("score", "fewer_wrongs"),
)


LATER = ("one_more", "reopen")
"""After what a wrong answer another team may answer."""


@cache
def shipped() -> tuple[Round, ...]:
    """Every round of every sheet that comes with the product."""
    return tuple(rule for name in TEMPLATES for rule in read_rule_sheet(template_text(name)).rounds)


def random_sheet(random: Random) -> RuleSheet:
    """A rule sheet of one to three rounds that passes the check."""
    while True:
        try:
            return checked(_draft(random))
        except LeitaiError:
            continue  # such values do not go together


def changed(sheet: RuleSheet, random: Random) -> RuleSheet | None:
    """The next edition of the sheet: one round has other values; None where they do not go together."""
    place = random.randrange(len(sheet.rounds))
    rounds = [other_values(rule, random) if no == place else rule for no, rule in enumerate(sheet.rounds)]
    try:
        return checked(replace(sheet, edition=sheet.edition + 1, rounds=tuple(rounds), ranking=_ranking(sheet, random)))
    except LeitaiError:
        return None


def checked(sheet: RuleSheet) -> RuleSheet:
    """The sheet as it is read; raises where it has a fault."""
    return rule_sheet_from_json(rule_sheet_json(sheet))


def _draft(random: Random) -> RuleSheet:
    rounds = tuple(
        replace(other_values(_of_any_kind(random), random), id=f"r{no}") for no in range(1, random.randint(2, 4))
    )
    awards = random.choice(((), (Award("一等奖", 1), Award("二等奖", 1))))
    return RuleSheet(
        "chance",
        "随机赛制",
        D(random.choice((0, 100))),
        rounds,
        floor=random.choice((None, None, D(0))),
        members=3,
        reserves=1,
        substitutions=1,
        ranking=random.choice(RANKINGS),  # type: ignore[arg-type]
        tie_off=TieOff(random.choice(("press", "risk", "judged", "none"))),
        tie_matters=random.choice(((), (), (1,))),
        tokens=TOKENS,
        awards=awards,
        best_player=None if all(rule.kind in NAMES_NOBODY for rule in rounds) else BestPlayer(),
    )


def _of_any_kind(random: Random) -> Round:
    """A shipped round; every kind is as likely as every other."""
    kind = random.choice(sorted({rule.kind for rule in shipped()}))
    return random.choice([rule for rule in shipped() if rule.kind == kind])


def _ranking(sheet: RuleSheet, random: Random) -> Any:
    """The same links in the same order, or without the last one."""
    return sheet.ranking if random.random() < 0.7 or len(sheet.ranking) < 3 else sheet.ranking[:-1]


def other_values(rule: Round, random: Random) -> Round:
    """The round with other values of everything that its kind has."""
    fields: dict[str, Any] = {
        "items": {"ladder": 1, "rapid": random.randint(2, 4)}.get(rule.kind, random.randint(1, 2)),
        "prompting": random.choice(("void", D(0), D(-5))),
        "pick": random.choice((rule.pick, "sequence")),
    }
    if rule.kind not in ("risk", "judged", "audience", "ladder", "clue"):
        fields |= {"points": _points(random), "by_type": random.choice(({}, {"single": _points(random)}))}
    if rule.kind == "rapid":
        fields["may_pass"] = random.random() < 0.6
    if rule.press is not None:
        fields["press"] = _press(rule, rule.press, random)
        fields["clocks"] = replace(
            rule.clocks, press=random.choice((None, 15)), begin=random.choice((None, 5, rule.clocks.begin))
        )
    elif rule.kind in BEGINS:
        fields["clocks"] = replace(rule.clocks, begin=random.choice((None, 5)))
    if "clocks" in fields:
        late = random.choice((None, D(0), D(-20)))
        fields["clocks"] = replace(fields["clocks"], late=None if fields["clocks"].begin is None else late)
    if rule.kind in ("individual", "team", "risk", "assigned"):
        fields["supporters"] = random.choice((None, Supporters(D(5)), Supporters(D("2.5"), D(-5))))
    if rule.risk is not None:
        fields["risk"] = _risk(rule.risk, random)
    if rule.panel is not None:
        fields["panel"] = _panel(rule.panel, random)
    return replace(rule, **fields)


def _points(random: Random) -> Points:
    minus = (None, None, D(-5), D("-2.5"))
    return Points(
        random.choice((D(10), D("2.5"))),
        random.choice((D(0), D(-10))),
        random.choice(minus),
        random.choice(minus),
        random.choice((D(0), D(-1))),
    )


def _press(rule: Round, press: PressRule, random: Random) -> PressRule:
    then = ("none", "void", "audience", "rearm", "bar")
    fouls = [FoulStep(D(random.choice((0, -10))), random.choice(then))]  # type: ignore[arg-type]
    if random.random() < 0.4:
        fouls.append(FoulStep(D(-10), random.choice(("bar", "out"))))
    after = random.choice(("close", "audience", "one_more", "reopen"))
    return replace(
        press,
        timing=random.choice((press.timing, "start")),
        order=random.choice(("estimate", "arrival")),
        tie=random.choice(("estimate", "rearm", "arrival", "draw")),
        fouls=tuple(fouls),
        after_wrong=after,  # type: ignore[arg-type]
        attempts=3 if after == "reopen" else 1,
        nobody=random.choice(("audience", "void", "again")),
        second=_points(random) if rule.kind == "press" and after in LATER and random.random() < 0.4 else None,
    )


def _risk(risk: RiskRule, random: Random) -> RiskRule:
    delegate = random.random() < 0.5
    return replace(
        risk,
        minus=random.random() < 0.7,
        order=random.choice(("low", "high", "station", "reverse_station")),
        may_pass=random.random() < 0.7,
        distinct_from=None,
        delegate=delegate,
        delegate_right=random.choice(("answerer", "namer")) if delegate else "answerer",
        delegate_wrong=(
            random.choice(("answerer_loses", "namer_loses", "namer_gains", "nobody")) if delegate else "answerer_loses"
        ),
    )


def _panel(panel: PanelTable, random: Random) -> PanelTable:
    drop = random.choice((0, 1))
    return replace(
        panel,
        judges=3,
        drop_high=drop,
        drop_low=drop,
        least=3,
        missing=random.choice(("wait", "leave_out")),
        digits=random.choice((0, 2)),
        rounding=random.choice(("half_up", "half_even", "truncate")),
    )
