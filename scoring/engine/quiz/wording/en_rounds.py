"""The rounds of a rule sheet in English: the whole rule for the printed rule sheet, short lines for the display."""

from __future__ import annotations

from collections.abc import Callable

from scoring.engine.codec import decimal_text
from scoring.engine.quiz.panel_table import panel_rule
from scoring.engine.quiz.rule_sheet import (
    BEGINS,
    PRESSED,
    TIE_OFF,
    Clocks,
    Round,
    RuleSheet,
)
from scoring.engine.quiz.setup import Scoring
from scoring.engine.quiz.wording.common import (
    ALONE,
    by_type,
    every_type,
    general_points,
    one_prompting,
    played,
    prompts,
)
from scoring.engine.quiz.wording.en import prompted
from scoring.engine.quiz.wording.en_parts import (
    RISK_ORDER,
    TIMING,
    after_wrong,
    costs_text,
    foul_text,
    panel_rules,
    press_rules,
    risk_rules,
    score_text,
    signed,
)
from scoring.engine.quiz.wording.en_words import some
from scoring.engine.rulefile.printed import Line

TYPES = {
    "single": "single choice",
    "multiple": "multiple choice",
    "true_false": "true or false",
    "fill": "fill-in",
    "short": "short answer",
}


def round_rules(sheet: RuleSheet, rule: Round, scoring: Scoring) -> list[Line]:
    """All rules of a round, in the order in which they apply."""
    names = {other.id: other.name for other in sheet.rounds}
    parts: list[Line] = [*rule.intro, _PLAY[rule.kind](sheet, rule)]
    if rule.kind != "audience":
        parts += [*_questions(rule), *_time(rule), *_worth(rule)]
    if rule.press:
        parts += press_rules(rule, rule.press, scoring)
    if rule.risk:
        parts += risk_rules(rule.risk, names)
    if rule.panel:
        parts += panel_rules(rule.panel)
    if rule.total:
        parts.append(
            f"The whole round lasts {rule.total} s without a break, from its first item on; after that no other "
            "question is asked, and the last one is played to its end."
        )
    if rule.until is not None:
        parts.append(f"The round ends when a team has gained {decimal_text(rule.until)} points in it.")
    if rule.supporters:
        parts.append(
            "If the team is not right, its supporters may answer once: "
            f"right +{decimal_text(rule.supporters.right)}, wrong {signed(rule.supporters.wrong)}, for the team."
        )
    if prompts(rule) and one_prompting(sheet) is None:
        parts.append(_prompting(rule))
    return parts


def _steps(rule: Round) -> str:
    return ", ".join(decimal_text(step) for step in rule.steps)


_PLAY: dict[str, Callable[[RuleSheet, Round], str]] = {
    "individual": lambda s, r: (
        f"The members in seat 1 answer first, team after team by station, then seat 2, up to seat {s.members}; "
        f"{some(r.items, 'item')} each, alone and without help."
    ),
    "ladder": lambda s, r: (
        f"Team after team by station, {some(r.items, 'climb')} each: from seat 1 members answer one after another "
        f"for {_steps(r)} points. The next member plays only if the one before was right; otherwise the climb ends. "
        "A question thrown out is made up for by a spare, on the same step and by the same member."
    ),
    "clue": lambda s, r: (
        f"{some(r.items, 'item')}; clues are shown one by one and the value falls: {_steps(r)}. Teams buzz in; the "
        "value at that moment counts. An item thrown out is made up for by another "
        "question, from its first clue."
    ),
    "team": lambda s, r: (
        f"Teams answer in turn by station, {some(r.items, 'item')} each; any one member answers and others may add. "
        "After “that is our answer” the clock is stopped, the answer is not changed, and the host judges."
    ),
    "simultaneous": lambda s, r: (
        f"{some(r.items, 'item')}; all teams answer at once on their tablets. An answer may be changed until the "
        "deadline; answers are hidden until then and shown together."
    ),
    "press": lambda s, r: f"{some(r.items, 'item')}; the first team to buzz in may answer, by any member.",
    "risk": lambda s, r: (
        f"{some(r.items, 'item')} per team, for a stake of its own choice; any member answers, others may add. "
        "Questions taken leave the pool."
    ),
    "judged": lambda s, r: (
        f"Team after team by station, {some(r.items, 'item')} each; one member answers, others may add; "
        "judges give marks."
    ),
    "rapid": lambda s, r: (
        f"Team after team by station; one named member answers up to {some(r.items, 'question')} in a run, alone. "
        + (
            ("“Pass” skips a question" + (f"; at most {r.passes} per team." if r.passes else "."))
            if r.may_pass
            else "No question may be skipped."
        )
    ),
    "assigned": lambda s, r: (
        f"Team after team by station, {some(r.items, 'item')} each, named by a neighbouring team; any member answers "
        "and others may add."
    ),
    "audience": lambda s, r: (
        f"{some(r.items, 'item')} for the audience between rounds; no team's score is touched."
        + (f" The hall may answer by phone for {some(r.phones, 'second')}." if r.phones else "")
    ),
}


def _questions(rule: Round) -> list[str]:
    """What is not as the general rules have it."""
    pick = {
        "sequence": "",
        "own": "Whoever answers names the question's number.",
        "neighbour": "A question already used may not be named.",
        "draw": "Questions are drawn by lot.",
    }[rule.pick]
    types = ", ".join(TYPES[t] for t in rule.types)
    said = "" if rule.kind == "judged" or every_type(rule) else f"Types: {types}."
    return [f"{said} {pick}".strip()] if said or pick else []


def _time(rule: Round) -> list[str]:
    clocks = rule.clocks
    lines = []
    if clocks.media:
        lines.append(f"A video or sound of at most {clocks.media} s is played first.")
    if rule.kind == "rapid":
        lines.append(f"One clock of {clocks.answer} s for the whole run.")
    elif rule.kind != "risk":
        lines.append(f"{clocks.answer} s to answer.")
    if clocks.begin and rule.kind in PRESSED:
        lines.append(f"The answer must begin within {clocks.begin} s; otherwise {_late(clocks)}.")
    elif clocks.begin and rule.kind in BEGINS:
        lines.append(
            f"The answer must begin within {clocks.begin} s of the host's word; otherwise {_late(clocks)}. "
            "The time to answer runs from its beginning."
        )
    return lines


def _late(clocks: Clocks) -> str:
    return "it is a timeout" if clocks.late is None else f"{signed(clocks.late)} points"


def _worth(rule: Round) -> list[str]:
    if rule.kind in ("risk", "judged"):
        return []
    if rule.kind in ("ladder", "clue"):
        return [f"A right answer gains the value of its step; {costs_text(rule.points)}."]
    own = [f"For {TYPES[kind]}: {score_text(*played(rule, points))}." for kind, points in by_type(rule)]
    if not general_points(rule):
        return own
    others = "For other types" if own else "Points"
    return [*own, f"{others}: {score_text(*played(rule, rule.points))}."]


def _prompting(rule: Round) -> str:
    who = "a team-mate or anybody else" if rule.kind in ALONE else "anybody outside the team"
    return f"Prompting by {who} {prompted(rule.prompting)}."


SHORT = {
    "individual": "Seat by seat, each alone",
    "team": "Team by team, others may add",
    "simultaneous": "All teams at once on tablets",
    "press": "The first team to buzz in answers",
    "risk": "Choose your own stake",
    "judged": "Marked by judges",
    "rapid": "One member, one clock",
    "ladder": "Climb on while you are right",
    "clue": "Every clue lowers the value; buzz in",
    "assigned": "A neighbour names your question",
    "audience": "For the audience",
}


def intro(rule: Round) -> list[str]:
    """Short lines for the display, the most important first."""
    if rule.id == TIE_OFF:
        return _tie_off_intro(rule)
    per = {"individual": " per member", "rapid": " at most"} | dict.fromkeys(
        ("team", "risk", "judged", "assigned", "ladder"), " per team"
    )
    unit = "climb" if rule.kind == "ladder" else "item"
    lines = [f"{SHORT[rule.kind]} · {some(rule.items, unit)}{per.get(rule.kind, '')}"]
    if rule.kind == "audience":
        return [*lines, *(["Scan the code to answer by phone"] if rule.phones else []), "No team's score is touched"]
    if rule.risk:
        return [*lines, *_risk_intro(rule)]
    if rule.panel:
        low, high = (decimal_text(end) for end in panel_rule(rule.panel).span)
        lines.append(f"{some(rule.panel.judges, 'judge')}, {low}–{high} points")
        if rule.panel.drop_high or rule.panel.drop_low:
            lines.append(f"Highest {rule.panel.drop_high} and lowest {rule.panel.drop_low} dropped, mean of the rest")
    elif rule.steps:
        lines += [f"Worth {_steps(rule)}", costs_text(rule.points).capitalize()]
    else:
        lines.append(score_text(*played(rule, rule.points)).capitalize())
    lines.append(f"{rule.clocks.answer} s{' for the whole run' if rule.kind == 'rapid' else ''}")
    if rule.press:
        lines.append(TIMING[rule.press.timing].format(countdown=rule.clocks.countdown).split(";")[0])
        lines += [f"Foul: {foul_text(rule.press.fouls[0])}", after_wrong(rule.press).rstrip(".")]
    if rule.total:
        lines[0] += f"; {rule.total} s in all"
    if rule.until is not None:
        lines[0] += f"; a gain of {decimal_text(rule.until)} points ends it"
    if rule.may_pass:
        lines.append("“Pass” is allowed" + (f", at most {rule.passes}" if rule.passes else ""))
    return lines


def _tie_off_intro(rule: Round) -> list[str]:
    if not rule.press:
        how = ["The tied teams answer in turn; the better result is ahead", f"{rule.clocks.answer} s to answer"]
    else:
        how = [
            "The tied teams buzz in; the first right answer is ahead, a wrong one behind",
            f"{rule.clocks.press} s to buzz in, {rule.clocks.answer} s to answer",
        ]
    return [*how, "It orders the tie only and brings no points"]


def _risk_intro(rule: Round) -> list[str]:
    assert rule.risk is not None
    stakes = rule.risk.stakes
    return [
        "Stakes " + " / ".join(decimal_text(s.points) for s in stakes),
        "Right gains, wrong loses the stake" if rule.risk.minus else "Right gains, nothing is lost",
        " / ".join(str(s.clock) for s in stakes) + " s to answer",
        RISK_ORDER[rule.risk.order].split(",")[0],
        "A team may pass" if rule.risk.may_pass else "No team may pass",
    ]
