"""Points, presses, stakes and panels of a rule sheet in English sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoring.engine.codec import decimal_text
from scoring.engine.quiz.panel_table import CriterionTable, PanelTable
from scoring.engine.quiz.rule_sheet import FoulStep, Points, PressRule, RiskRule, Round
from scoring.engine.quiz.setup import Scoring
from scoring.engine.quiz.wording.common import SPOKEN, Said, costs, press_stands
from scoring.engine.quiz.wording.en import some
from scoring.engine.trip import LONGEST_TRIP

VERDICTS: Mapping[Said, str] = {
    "wrong": "wrong",
    "timeout": "timeout",
    "give_up": "giving up",
    "blank": "no answer",
    "pass": "a pass",
}


def score_text(points: Points, said: Sequence[Said] = SPOKEN) -> str:
    """The points of a right answer and of every other verdict: ``right +10; wrong, timeout, giving up −10``."""
    return f"right +{decimal_text(points.right)}; {costs_text(points, said)}"


def costs_text(points: Points, said: Sequence[Said] = SPOKEN) -> str:
    """What every verdict but right costs, by its name."""
    return "; ".join(
        f"{', '.join(VERDICTS[one] for one in those)} {signed(value)}" for value, those in costs(points, said)
    )


def signed(value: object) -> str:
    """A change of score with a typographic minus: ``−10``, ``0``."""
    return str(value).replace("-", "−")


FOUL = {
    "none": "no consequence",
    "void": "the item is void",
    "audience": "the item goes to the audience",
    "rearm": "all teams press again",
    "bar": "the team is barred from this item and the others press again",
    "out": "the team is out of the round and the others press again",
}


def foul_text(step: FoulStep) -> str:
    """One step of the foul ladder: ``−10 points and the item is void``."""
    return f"{signed(step.points)} points and {FOUL[step.then]}" if step.points else FOUL[step.then]


TIMING = {
    "start": "Presses count from the host's word “start” after reading",
    "countdown": "Presses count after a countdown of {countdown} s that follows the reading",
    "reading": "Presses count while the host reads; the reading stops for the answer and goes on if it is not right",
}
ORDER = {
    "estimate": "The order of presses is that of the pressing times, corrected by the system for each team's delay",
    "arrival": "The order of presses is that of their arrival at the system.",
}
TIE = {
    "estimate": "the corrected times still decide",
    "arrival": "the first to arrive has it",
    "rearm": "all press again",
    "draw": "a draw decides",
}
NOBODY = {
    "audience": "the item goes to the audience",
    "void": "the item is void",
    "again": "the item does not count and another is put",
}


def press_rules(rule: Round, press: PressRule, scoring: Scoring) -> list[str]:
    """How presses open, who was first, fouls, and what follows a wrong answer."""
    early = "" if press.timing == "reading" else "; an earlier press is a foul"
    lines = [
        TIMING[press.timing].format(countdown=rule.clocks.countdown) + early + ".",
        ORDER[press.order]
        if press.order == "arrival"
        else f"{ORDER[press.order]}; presses that arrive within {press.window_ms} ms of the first, "
        f"or within the round trip of the slowest line where that is longer (at most {LONGEST_TRIP} ms), are compared. "
        f"Where two lie closer than the uncertainty of timing, {TIE[press.tie]}.",
    ]
    if rule.clocks.press:
        lines.append(f"If nobody presses within {rule.clocks.press} s, {NOBODY[press.nobody]}.")
    else:
        lines.append(f"If nobody presses, the host ends the item and {NOBODY[press.nobody]}.")
    second = [f"Later answers to the same item: {score_text(press.second)}."] if press.second else []
    return [*lines, _fouls(press.fouls, scoring), after_wrong(press), *second]


def _fouls(steps: Sequence[FoulStep], scoring: Scoring) -> str:
    stands = press_stands(steps, scoring)
    return _foul_steps(steps) + (" A press that another team has made in time stands." if stands else "")


def _foul_steps(steps: Sequence[FoulStep]) -> str:
    if len(steps) == 1:
        return f"Foul: {foul_text(steps[0])}."
    texts = [
        f"foul {no}{' and later' if no == len(steps) else ''}: {foul_text(step)}"
        for no, step in enumerate(steps, start=1)
    ]
    return "Fouls are counted within the round. " + "; ".join(texts).capitalize() + "."


def after_wrong(press: PressRule) -> str:
    """What follows a wrong answer to a pressed item."""
    return {
        "close": "If the answer is not right, the item ends and the answer is shown.",
        "audience": "If the answer is not right, the item goes to the audience.",
        "one_more": "If the answer is not right, one other team may answer once.",
        "reopen": f"If the answer is not right, the other teams press again, up to {press.attempts} answers in all.",
    }[press.after_wrong]


RISK_ORDER = {
    "low": "Teams choose from the lowest score to the highest, ties by station",
    "high": "Teams choose from the highest score to the lowest, ties by station",
    "station": "Teams choose in order of station",
    "reverse_station": "Teams choose in reverse order of station",
}
DELEGATE_WRONG = {
    "answerer_loses": "the answering team loses the stake",
    "namer_loses": "the naming team loses the stake",
    "namer_gains": "the naming team gains the stake and the answering team loses nothing",
    "nobody": "nobody loses",
}


def risk_rules(risk: RiskRule, names: dict[str, str]) -> list[str]:
    """Stakes with their clocks, order, pass, what a wrong answer costs, and another team named to answer."""
    stakes = ", ".join(f"{decimal_text(s.points)} ({s.clock} s to answer)" for s in risk.stakes)
    passing = "A team may pass; it neither gains nor loses." if risk.may_pass else "No team may pass."
    cost = "a wrong answer, a timeout or giving up loses it" if risk.minus else "nothing is lost otherwise"
    lines = [f"Stakes: {stakes}.", f"{RISK_ORDER[risk.order]}. {passing}", f"A right answer gains the stake; {cost}."]
    if risk.distinct_from is not None:
        named = names.get(risk.distinct_from, risk.distinct_from)
        lines.append(f"The stake must differ from the one the team chose in “{named}”.")
    if not risk.delegate:
        return [*lines, "A team answers itself; no other team may be named."]
    gains = "the answering team" if risk.delegate_right == "answerer" else "the naming team"
    named = "must" if risk.must_delegate else "may"
    lines.append(
        f"Another team {named} be named to answer: if it is right, {gains} gains the stake; if not, "
        f"{DELEGATE_WRONG[risk.delegate_wrong]}."
    )
    return lines


ROUNDING = {"half_up": "halves away from zero", "half_even": "halves to the even digit", "truncate": "by truncation"}


def _criterion(criterion: CriterionTable) -> str:
    low, high, step, weight = map(decimal_text, (criterion.low, criterion.high, criterion.step, criterion.weight))
    return f"{criterion.name} from {low} to {high} in steps of {step}, weight {weight}{_levels(criterion.levels)}"


def _levels(levels: Sequence[str]) -> str:
    return f" ({'; '.join(levels)})" if levels else ""


def panel_rules(panel: PanelTable) -> list[str]:
    """Size, range, what is dropped, missing marks, rounding, recusal."""
    low, high, step = (decimal_text(v) for v in (panel.low, panel.high, panel.step))
    if panel.drop_high or panel.drop_low:
        dropped = (
            f"The highest {panel.drop_high} and the lowest {panel.drop_low} marks are dropped and the mean of the "
            f"rest is taken; with fewer than {panel.least} marks nothing is dropped"
        )
    else:
        dropped = "The mean of all marks is taken; none is dropped"
    missing = {
        "wait": "There is no score until every judge has marked, abstained or been recused.",
        "leave_out": "A missing mark may be left out; the others count then.",
    }[panel.missing]
    recused = "does not mark it." if panel.same_unit_recused else "marks it like any other."
    shown = " While they mark, the screen shows how many have handed in and never who." if panel.show_count else ""
    given = f"marks from {low} to {high} in steps of {step}{_levels(panel.levels)}"
    if panel.criteria:
        given = "a mark on each criterion, multiplied by its weight and added: " + "; ".join(
            map(_criterion, panel.criteria)
        )
    return [
        f"{some(panel.judges, 'judge')} give {given}.",
        f"{dropped}; it is rounded to {some(panel.digits, 'decimal place')}, {ROUNDING[panel.rounding]}, and added to "
        "the score.",
        f"{missing} A judge of the same unit as a team {recused}{shown}",
    ]
