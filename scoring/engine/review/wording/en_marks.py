"""How marks are given, combined and ranked in a campaign, in English sentences."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from scoring.engine.codec import decimal_text
from scoring.engine.panel.rule import PanelMethod
from scoring.engine.review.campaign import Award, Campaign
from scoring.engine.rounding import Number, Rounding, exact_text
from scoring.engine.tally.rule import TieRule
from scoring.engine.tally.rule_file import CriterionTable


def some(count: int, one: str) -> str:
    """``1 place``, ``2 places``."""
    return f"{count} {one if count == 1 else one + 's'}"


def weight_text(weight: Number) -> str:
    """A weight up to 1 in percent: ``60 %``; as a fraction where the percentage does not end."""
    text = exact_text(weight * 100)
    return str(weight) if "/" in text else f"{text} %"


def criteria_text(campaign: Campaign, award: Award) -> str:
    """The criteria of an award: ``Led with strength (0–20 points in steps of 1)``"""
    return "; ".join(_criterion(campaign, one) for one in award.criteria)


def _criterion(campaign: Campaign, one: CriterionTable) -> str:
    parts = [f"{decimal_text(one.low)}–{decimal_text(one.high)} points in steps of {decimal_text(one.step)}"]
    parts += [f"weight {exact_text(one.weight)}"] if one.weight != 1 else []
    parts += [f"only in the stage “{_stage(campaign, one.stage)}”"] if one.stage else []
    parts += [f"part of “{one.section}”"] if one.section else []
    parts += ["left out where no judge marks it"] if one.optional else []
    return f"{one.name or one.id} ({', '.join(parts)})"


def _stage(campaign: Campaign, stage_id: str) -> str:
    return next((stage.name for stage in campaign.stages if stage.id == stage_id), stage_id)


OVER = {
    "totals": "Each judge's marks are added by the weights of the criteria; the score is the {method} of these totals",
    "criteria": "On each criterion the score is the {method} of the judges' marks; these are added by their weights",
}
METHOD = {"mean": "mean", "median": "median", "sum": "sum"}
MISSING = {
    "wait": "The score waits for a judge who has not marked",
    "leave_out": "A judge who has not marked is left out",
    "zero": "A judge who has not marked counts as 0",
}
LATE = {
    "wait": "a mark after the lock waits to be accepted",
    "leave_out": "a mark after the lock is left out",
    "zero": "a mark after the lock counts as 0",
    "count": "a mark after the lock counts",
}
ABSTAINED = {"leave_out": "an abstention is left out", "zero": "an abstention counts as 0"}
STEPS = {
    "judge": "a judge's total",
    "criterion": "the score on a criterion",
    "weighted": "a criterion by its weight",
    "entry": "the score of a stage",
    "stage": "the score of a stage by its weight",
    "final": "the final score",
}
MODES = {"half_up": "a half up", "half_even": "a half to even", "truncate": "cut off"}


def combining(campaign: Campaign) -> list[str]:
    """How marks become a score, with every step that is rounded."""
    rule = campaign.panel
    lines = [
        OVER[rule.over].format(method=METHOD[rule.method]) + ".",
        *_dropping(rule),
        f"There is no score from fewer than {some(rule.fewest, 'mark sheet')}.",
        f"{MISSING[rule.missing]}; {LATE[rule.late]}; {ABSTAINED[rule.abstained]}.",
        "A judge of the nominee's own unit, or of one above it, is recused, and a recused judge is left out."
        if campaign.own_unit_recused
        else "A judge of the nominee's own unit or one above it may mark; one recused for another reason is left out.",
        f"Where the {campaign.chair or 'chair'} is tied to a nominee, a named deputy leads the judging of the award.",
    ]
    if rule.judges:
        lines.append(f"The judges are {', '.join(rule.judges)}.")
    steps: list[tuple[str, Rounding | None]] = [
        (name, getattr(campaign.rounding, step)) for step, name in STEPS.items()
    ]
    said = [f"{name} to {some(one.digits, 'decimal place')}, {MODES[one.mode]}" for name, one in steps if one]
    return [*lines, f"Rounded are: {'; '.join(said)}. All other steps are exact."]


def _dropping(rule: PanelMethod) -> list[str]:
    if rule.drops:
        drops = "; ".join(f"from {one.judges} on {_drop(one.high, one.low)}" for one in rule.drops)
        lines = [f"Of the mark sheets that count, {drops}."]
    elif rule.drops_from is None:
        lines = ["No mark is dropped."]
    else:
        drop = _drop(rule.drop_high, rule.drop_low)
        lines = [f"With at least {some(rule.least, 'mark sheet')}, {drop}; with fewer, none."]
    if bound := rule.bound:
        percent = f"{decimal_text(bound.percent or Decimal(0))} %"
        far = percent if bound.points is None else f"{decimal_text(bound.points)} points"
        lines.append(f"What is more than {far} from the mean counts as {far} from it.")
    return lines


def _drop(high: int, low: int) -> str:
    ends = [f"{count} {name}" for count, name in ((high, "highest"), (low, "lowest")) if count]
    return f"{' and '.join(ends)} dropped" if ends else "none dropped"


TIES = {
    "criterion": "the higher score on “{of}”",
    "section": "the higher score on the part “{of}”",
    "stage": "the higher score of the stage “{of}”",
    "points": "the better of “{of}”",
    "first_places": "more judges who put it first",
    "borda": "more points for the places that judges give",
    "majority": "a better place from a majority of judges",
    "all_marks": "the higher mean with nothing dropped",
    "highest": "the higher highest total of a judge",
    "lowest": "the higher lowest total of a judge",
}
EQUALS = {"vote": "a vote of the review committee decides", "lot": "a lot decides"}


def ranking(campaign: Campaign) -> list[str]:
    """The tie chain that all awards share, and what decides among equals on the line."""
    lines = ["The entries of each award are ranked by their scores."]
    lines += [ties_text(campaign, campaign.awards[0], campaign.ties)] if campaign.ties else []
    return [
        *lines,
        f"Where entries are still equal on the line, {EQUALS[campaign.equals]}, once and on record; elsewhere they "
        "share the rank.",
    ]


def ties_text(campaign: Campaign, award: Award, ties: Sequence[TieRule]) -> str:
    """A tie chain: ``Of equal scores, … is ahead; then ….``"""
    return f"Of equal scores the one is ahead with {'; then with '.join(_tie(campaign, award, tie) for tie in ties)}."


def _tie(campaign: Campaign, award: Award, tie: TieRule) -> str:
    names = {one.id: one.name or one.id for one in award.criteria}
    of = tie.of or ""
    named = _stage(campaign, of) if tie.by == "stage" else names.get(of, of)
    at = f" in the stage “{_stage(campaign, tie.at)}”" if tie.at else ""
    return TIES[tie.by].format(of=named) + at
