"""Points, presses, stakes and panels of a rule sheet in English sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoring.engine.codec import decimal_text
from scoring.engine.quiz.panel_table import CriterionTable, PanelTable, panel_rule
from scoring.engine.quiz.rule_sheet import FoulStep, Points, PressRule, RiskRule, Round
from scoring.engine.quiz.setup import Scoring
from scoring.engine.quiz.wording.common import SPOKEN, Said, costs, plain_marks, press_stands
from scoring.engine.quiz.wording.en_words import some
from scoring.engine.rulefile.printed import Line, LineTable
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
    "rearm": "all teams buzz in again",
    "bar": "the team is barred from this item and the others buzz in again",
    "out": "the team is out of the round and the others buzz in again",
}


def foul_text(step: FoulStep) -> str:
    """One step of the foul ladder: ``−10 points and the item is void``."""
    return f"{signed(step.points)} points and {FOUL[step.then]}" if step.points else FOUL[step.then]


TIMING = {
    "start": "The buzzers open on the host's word “start” after reading",
    "countdown": "The buzzers open after a countdown of {countdown} s that follows the reading",
    "reading": "The buzzers are open while the host reads; the reading stops for the answer and goes on if it is not "
    "right",
}
ORDER = {
    "estimate": "The system finds who buzzed in first, by the time of each press, corrected for the delay of its line",
    "arrival": "The system finds who buzzed in first, by the order in which presses arrive.",
}
TIE = {
    "estimate": "the corrected times still decide",
    "arrival": "the first to arrive has it",
    "rearm": "all buzz in again",
    "draw": "a draw decides",
}
NOBODY = {
    "audience": "the item goes to the audience",
    "void": "the item is void",
    "again": "the item does not count and another question is asked",
}


def press_rules(rule: Round, press: PressRule, scoring: Scoring) -> list[str]:
    """How presses open, who was first, fouls, and what follows a wrong answer."""
    early = "" if press.timing == "reading" else "; buzzing in earlier is a foul"
    lines = [
        TIMING[press.timing].format(countdown=rule.clocks.countdown) + early + ".",
        ORDER[press.order]
        if press.order == "arrival"
        else f"{ORDER[press.order]}. Where two lie closer than the uncertainty of timing, {TIE[press.tie]}.",
    ]
    if rule.clocks.press:
        lines.append(f"If nobody buzzes in within {rule.clocks.press} s, {NOBODY[press.nobody]}.")
    else:
        lines.append(f"If nobody buzzes in, the host ends the item and {NOBODY[press.nobody]}.")
    second = [f"Later answers to the same item: {score_text(press.second)}."] if press.second else []
    return [*lines, _fouls(press.fouls, scoring), after_wrong(press), *second]


def collected(press: PressRule) -> str:
    """How long presses are waited for before they are compared."""
    return (
        f"Presses that arrive within {press.window_ms} ms of the first, or within the round trip of the slowest line "
        f"where that is longer (at most {LONGEST_TRIP} ms), are compared."
    )


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
        "reopen": f"If the answer is not right, the other teams buzz in again, up to {press.attempts} answers in all.",
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
    lines = [f"Stakes: {stakes}.", f"{RISK_ORDER[risk.order]}. {passing}"]
    if not risk.must_delegate:
        own = "If a team answers itself, a right answer" if risk.delegate else "A right answer"
        lines.append(f"{own} gains the stake; {cost}.")
    if risk.distinct_from is not None:
        named = names.get(risk.distinct_from, risk.distinct_from)
        lines.append(f"The stake must differ from the one the team chose in “{named}”.")
    if not risk.delegate:
        return [*lines, "A team answers itself; no other team may be named."]
    gains = "the answering team" if risk.delegate_right == "answerer" else "the naming team"
    named = "must" if risk.must_delegate else "may"
    lines.append(
        f"Another team {named} be named to answer: if it is right, {gains} gains the stake; if not, "
        f"{DELEGATE_WRONG[risk.delegate_wrong if risk.minus else 'nobody']}."
    )
    return lines


ROUNDING = {"half_up": "halves away from zero", "half_even": "halves to the even digit", "truncate": "by truncation"}


def _criterion(criterion: CriterionTable, panel: PanelTable) -> str:
    low, high, step, weight = map(decimal_text, (criterion.low, criterion.high, criterion.step, criterion.weight))
    steps = "" if len({one.step for one in panel.criteria}) == 1 else f" in steps of {step}"
    return f"{criterion.name} from {low} to {high}{steps}" + ("" if plain_marks(panel) else f", weight {weight}")


def _criteria(panel: PanelTable) -> str:
    """What each judge gives a mark for, and how the marks are put together."""
    steps = {one.step for one in panel.criteria}
    same = f", in steps of {decimal_text(steps.pop())}" if len(steps) == 1 else ""
    added = "added" if plain_marks(panel) else "multiplied by its weight and added"
    named = "; ".join(_criterion(one, panel) for one in panel.criteria)
    return f"a mark on each criterion{same}, {added}: {named}"


def _levels(panel: PanelTable) -> list[Line]:
    """What each part of the range is given for, as a table under the sentence about the marks."""
    rows: list[tuple[str, ...]] = [
        (f"{one.name} ({decimal_text(one.low)}–{decimal_text(one.high)})", "\n".join(one.levels))
        for one in panel.criteria
        if one.levels
    ]
    if not panel.criteria and panel.levels:
        rows = [(f"Mark ({decimal_text(panel.low)}–{decimal_text(panel.high)})", "\n".join(panel.levels))]
    return [LineTable(("Criterion", "Levels"), tuple(rows), (1, 4))] if rows else []


def _dropped(panel: PanelTable) -> str:
    ends = ((panel.drop_high, "highest"), (panel.drop_low, "lowest"))
    return " and ".join(f"the {end} mark" if count == 1 else f"the {count} {end} marks" for count, end in ends if count)


def audience_name(panel: PanelTable) -> str:
    """What the audience panel is called within a sentence."""
    return (panel.audience.name if panel.audience else "") or "audience panel"


def _audience(panel: PanelTable) -> list[Line]:
    """How the audience panel's votes become a mark, what it weighs, when it counts."""
    own = panel.audience
    if own is None:
        return []
    name, (low, high) = audience_name(panel), map(decimal_text, panel_rule(panel).span)
    size = f" of {own.size}" if own.size else ""
    places = some(own.digits, "decimal place") if own.digits else "a whole number"
    span = f"the range from {low} to {high}, rounded to {places}, {ROUNDING[own.rounding]}"
    if own.count == "votes":
        made = f"votes on each performance; votes for it divided by votes cast are brought onto {span}"
    else:
        given = f"from {decimal_text(own.low)} to {decimal_text(own.high)}"
        made = f"gives marks {given}; their mean is brought onto {span}"
    when = {
        "lock": "The marks are locked once its count is confirmed.",
        "end": "Its counts are added together after the round; until then a score is that of the judges.",
    }[own.when]
    rest, weight = decimal_text(100 - own.weight), decimal_text(own.weight)
    return [
        f"The {name}{size} {made}. The judges' score counts {rest} %, that of the {name} {weight} %. {when} "
        f"Where it did not vote, the judges alone count."
    ]


def panel_rules(panel: PanelTable) -> list[Line]:
    """Size, range, what is dropped, missing marks, rounding, recusal."""
    low, high, step = (decimal_text(v) for v in (panel.low, panel.high, panel.step))
    if out := _dropped(panel):
        verb = "is" if panel.drop_high + panel.drop_low == 1 else "are"
        dropped = (
            f"{out[0].upper()}{out[1:]} {verb} dropped and the mean of the rest is taken; with fewer than "
            f"{panel.least} marks nothing is dropped"
        )
    else:
        dropped = "The mean of all marks is taken; none is dropped"
    missing = {
        "wait": "There is no score until every judge has marked, abstained or been recused.",
        "leave_out": "A missing mark may be left out; the others count then.",
    }[panel.missing]
    recused = "does not mark it." if panel.same_unit_recused else "marks it like any other."
    shown = " While they mark, the screen shows how many have handed in and never who." if panel.show_count else ""
    places = some(panel.digits, "decimal place") if panel.digits else "a whole number"
    given = _criteria(panel) if panel.criteria else f"marks from {low} to {high} in steps of {step}"
    return [
        f"{some(panel.judges, 'judge')} give {given}.",
        *_levels(panel),
        f"{dropped}; it is rounded to {places}, {ROUNDING[panel.rounding]}, and added to the score.",
        *_audience(panel),
        f"{missing} A judge of a team's own organisation {recused}{shown}",
    ]
