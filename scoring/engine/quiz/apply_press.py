"""Pressing (抢答) in the fold: arming, raw presses, fouls, the award, and what follows a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from scoring.engine.ledger import Entry
from scoring.engine.quiz.change import answer_clock, next_of_run, with_item
from scoring.engine.quiz.press_lead import with_lead
from scoring.engine.quiz.rule_sheet import TIE_OFF, FoulStep, PressRule, Round
from scoring.engine.quiz.state import Arming, Clock, Item, MatchState, Outcome, Press, Stage
from scoring.engine.quiz.tie_off import open_teams
from scoring.engine.trip import Trip


def may_press(state: MatchState, item: Item) -> tuple[str, ...]:
    """The teams that may press on the current item."""
    teams = open_teams(state.tie_offs[-1]) if item.tie_off else tuple(t.id for t in state.teams)
    return tuple(t for t in teams if t not in item.barred and t not in state.out_of_round | state.withdrawn.keys())


def arm(state: MatchState, entry: Entry, facts: Mapping[str, Any]) -> MatchState:
    """Open the press: a new arming for those who may press."""
    item = state.items[-1]
    opened = Arming(facts["id"], facts["opens_at"], facts["closes_at"], may_press(state, item))
    state = with_item(state, stage="armed", armings=(*item.armings, opened), answering=None, uncounted=False)
    clock = None
    if opened.closes_at is not None:
        clock = Clock("press", opened.closes_at - opened.opens_at, opened.closes_at, None, entry.seq)
    return replace(state, clock=clock, scene="question")


def arm_press(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """The host has opened the press: from now on presses count."""
    return arm(state, entry, p["arming"])


def end_reading(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """The reading is over: the limit until somebody presses starts now."""
    item = state.items[-1]
    last = replace(item.armings[-1], closes_at=p["closes_at"])
    clock = Clock("press", p["closes_at"] - entry.at, p["closes_at"], None, entry.seq)
    return replace(with_item(state, armings=(*item.armings[:-1], last)), clock=clock)


def record(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """Keep one raw press; a legal one starts the collection window, an early one is a foul."""
    pressed = Press(
        p["team"],
        p["press"],
        p["arming"],
        p["arrived"],
        p["estimate"],
        p["uncertainty"],
        p["standing"],
        p["source"],
        entry.seq,
        entry.at,
        p.get("cut", 0),
        _slow(p),
        p.get("widened", 0),
        p.get("window"),
    )
    item = state.items[-1]
    if item.armings:
        last = item.armings[-1]
        seen = with_lead(replace(last, presses=(*last.presses, pressed)))
        state = with_item(state, armings=(*item.armings[:-1], seen))
    else:
        before = Arming("", entry.at, None, (), (pressed,))
        state = with_item(state, armings=(before,))
    if pressed.standing == "legal":
        return with_item(state, stage="collecting")
    return foul(state, pressed.team, entry) if pressed.standing == "early" else state


def _slow(p: Mapping[str, Any]) -> bool:
    """Whether the trip is longer than is believed.  Entries written before there was a cap have none."""
    return p.get("cap") is not None and Trip(p["trip"], p["cap"], p.get("allowance")).slow


def foul_called(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """A foul called by people: pressing early, or prompting."""
    if p["foul"] == "press":
        return foul(state, p["team"], entry)
    item = state.items[-1]
    penalty = state.rule_of(item.round).prompting
    if isinstance(penalty, Decimal):
        return with_item(state, outcomes=(*item.outcomes, Outcome(p["team"], "prompt", penalty, entry.seq)))
    line = Outcome(p["team"], "answer", Decimal(0), entry.seq, "void", item.question, item.seat)
    state = with_item(state, outcomes=(*item.outcomes, line), verdicts={**item.verdicts, p["team"]: "void"})
    return next_of_run(state, p.get("next_question"))


def foul_step(rule: Round, count: int) -> FoulStep:
    """The step of the foul ladder for the ``count``-th foul of a team in the round; the last step repeats."""
    ladder = rule.press.fouls if rule.press and rule.press.fouls else (FoulStep(Decimal(0), "none"),)
    return ladder[min(count, len(ladder)) - 1]


def foul(state: MatchState, team: str, entry: Entry) -> MatchState:
    """Apply the foul ladder of the round to ``team``."""
    item = state.items[-1]
    count = state.fouls.get(team, 0) + 1
    step = foul_step(state.rule_of(item.round), count)
    line = Outcome(team, "foul", step.points, entry.seq)
    state = replace(with_item(state, outcomes=(*item.outcomes, line)), fouls={**state.fouls, team: count})
    if step.then == "none":
        return state
    if step.then == "out":
        state = replace(state, out_of_round=state.out_of_round | {team})
    if step.then in ("bar", "out"):
        state = with_item(state, barred=item.barred | {team})
    if item.stage == "collecting" and (step.then in ("bar", "out") or state.scoring < 2):
        return state  # somebody else pressed in time: the window goes on without the offender
    after: dict[str, Stage] = {"void": "judged", "audience": "audience"}
    stage = after.get(step.then, "fouled" if may_press(state, state.items[-1]) else "judged")
    return replace(with_item(state, stage=stage), clock=None, scene="press")


def award(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """The collection window is over: the winner answers, or all are armed again."""
    item = state.items[-1]
    decided = replace(
        item.armings[-1], winner=p["winner"], margin=p["margin"], close_call=p["close_call"], by=p["by"], step=item.step
    )
    state = with_item(state, armings=(*item.armings[:-1], with_lead(decided)))
    if p["winner"] is None:
        return replace(with_item(state, stage="fouled"), clock=None, scene="press")
    state = with_item(
        state, stage="answering", answering=p["winner"], attempts=item.attempts + 1, votes={}, since=entry.seq
    )
    purpose = "begin" if p["begins"] else "answer"
    return replace(state, clock=answer_clock(entry, p["duration"], purpose), scene="press", cued=False)  # type: ignore[arg-type]


def lapse(state: MatchState, entry: Entry, p: Mapping[str, Any]) -> MatchState:
    """Nobody pressed: the item goes to the audience, is void, or does not count, by the rule."""
    rule = state.rule_of(state.items[-1].round).press or PressRule()
    stage = "audience" if rule.nobody == "audience" and state.round != TIE_OFF else "lapsed"
    uncounted = rule.nobody == "again" and state.round != TIE_OFF
    return replace(with_item(state, stage=stage, uncounted=uncounted), clock=None)


def after_verdict(state: MatchState, team: str, verdict: str) -> MatchState:
    """After an answer to a press: the item is done if it was right; else the rule sheet says what follows."""
    item = with_item(state, answering=None).items[-1]
    rule = state.rule_of(item.round).press or PressRule()
    state = replace(with_item(state, barred=item.barred | {team}), clock=None)
    if verdict == "right" or item.tie_off:
        return with_item(state, stage="judged")
    if rule.after_wrong == "audience":
        return with_item(state, stage="audience")
    attempts = {"close": 1, "one_more": 2}.get(rule.after_wrong, rule.attempts)
    goes_on = item.attempts < attempts and may_press(state, state.items[-1])
    return with_item(state, stage="fouled" if goes_on else "judged", answering=None if goes_on else team)
