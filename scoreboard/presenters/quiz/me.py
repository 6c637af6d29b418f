"""The parts for one seat: which of its pictures a team's tablet draws."""

from __future__ import annotations

from scoreboard.presenters.quiz.audience import Audience
from scoreboard.presenters.quiz.item import earned
from scoreboard.presenters.quiz.parts import TeamStage, Why
from scoreboard.presenters.quiz.press import presses
from scoreboard.presenters.quiz.views import OwnPress, TeamMe
from scoring.engine.codec import decimal_text
from scoring.engine.errors import LeitaiError
from scoring.engine.quiz.apply_press import may_press
from scoring.engine.quiz.commands_play import SubmitAnswer
from scoring.engine.quiz.decide import decide
from scoring.engine.quiz.decide_play import choosable
from scoring.engine.quiz.facts import NO_FACTS
from scoring.engine.quiz.match import answerers
from scoring.engine.quiz.state import Item, MatchState, Press

BEFORE_AWARD = ("reading", "armed", "collecting", "fouled")
"""Stages of a pressed item in which the button is on the tablet, armed or not."""


def team_me(state: MatchState, audience: Audience, now: int) -> TeamMe:
    """A team's own things in the current item."""
    item = state.item
    if item is None or state.phase != "open":
        return _me(audience, "wait")
    sent = item.answers.get(audience.team)
    me = _me(audience, team_stage(state, item, audience.team, now))
    me["answer"] = list(sent.answer) if sent else None
    me["final"] = sent.final if sent else False
    if audience.team in item.verdicts:
        me["verdict"] = item.verdicts[audience.team]
        me["points"] = decimal_text(earned(item, audience.team))
    if presses(state):
        me["press"] = own_press(state, item, audience.team)
    if me["state"] == "stake":
        _add_stakes(me, state)
    return me


def team_stage(state: MatchState, item: Item, team: str, now: int) -> TeamStage:
    """Which picture fills the tablet: wait · stake · press · answer · paused · locked · result.

    ``paused``: an answer would be taken if the clock ran.
    """
    if item.stage == "closed":
        return "result"
    if item.stage == "staking":
        return "stake" if item.team == team else "wait"
    if item.stage in BEFORE_AWARD and presses(state):
        own = own_press(state, item, team)
        return "press" if own["may"] else "locked" if own["why"] == "pressed" else "wait"
    if item.stage == "judged":
        return "result" if team in item.verdicts else "wait"
    if item.stage == "answering" and team in answerers(state):
        return _answering(state, item, team, now)
    return "wait"


def _answering(state: MatchState, item: Item, team: str, now: int) -> TeamStage:
    """Whether an answer would be taken now: asked of the match itself, so that the tablet never says otherwise."""
    try:
        decide(state, SubmitAnswer(team, (), item=item.no, question=item.question), at=now, facts=NO_FACTS)
    except LeitaiError as error:
        return "paused" if error.code == "clock-paused" else "locked"
    return "answer"


def own_press(state: MatchState, item: Item, team: str) -> OwnPress:
    """The station's own press in the latest arming, and whether another would count."""
    arming = item.armings[-1] if item.armings else None
    own = next((p for p in arming.presses if p.team == team), None) if arming else None
    current = own if own and item.stage not in ("reading", "fouled") else None
    why = _why_not(state, item, team, current)
    return {
        "may": not why,
        "why": why,
        "id": own.press if own else None,
        "standing": own.standing if own else "",
        "won": arming is not None and arming.winner == team,
    }


def _why_not(state: MatchState, item: Item, team: str, own: Press | None) -> Why:
    if team in state.out_of_round or team in state.withdrawn:
        return "out"
    if team in item.barred:
        return "barred"
    if own is not None and own.standing == "legal":
        return "pressed"
    return "" if team in may_press(state, item) else "not-named"


def _me(audience: Audience, stage: TeamStage) -> TeamMe:
    return {
        "team": audience.team,
        "seat": audience.seat,
        "state": stage,
        "answer": None,
        "final": False,
        "verdict": None,
        "points": None,
        "press": None,
        "stakes": [],
        "may_pass": False,
        "delegates": [],
        "must_delegate": False,
    }


def _add_stakes(me: TeamMe, state: MatchState) -> None:
    item, rule = state.item, state.round_rule
    if item is None or rule is None or rule.risk is None:
        return
    me["stakes"] = [decimal_text(points) for points in choosable(state, item, rule.risk)]
    me["may_pass"] = rule.risk.may_pass or not me["stakes"]
    me["delegates"] = delegates(state)
    me["must_delegate"] = rule.risk.must_delegate and bool(me["delegates"])


def delegates(state: MatchState) -> list[str]:
    """The teams that may be named to answer instead of the one that stakes; none where the rules do not allow it."""
    item, rule = state.item, state.round_rule
    if item is None or item.stage != "staking" or rule is None or rule.risk is None or not rule.risk.delegate:
        return []
    return [t.id for t in state.playing if t.id != item.team and t.id not in state.out_of_round]
