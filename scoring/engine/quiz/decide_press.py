"""Guards of pressing (抢答): arming, raw presses, award, lapse, fouls."""

from __future__ import annotations

from scoring.engine.errors import AlreadyDone, Invalid, Refused, WrongStage
from scoring.engine.kinds import Payload
from scoring.engine.quiz import guards
from scoring.engine.quiz.apply_press import foul_step, may_press
from scoring.engine.quiz.commands_press import ArmPress, AwardPress, CallFoul, EndReading, LapsePress, RecordPress
from scoring.engine.quiz.decide_answers import following_of_run
from scoring.engine.quiz.facts import Facts
from scoring.engine.quiz.press import Estimate, award, estimate, is_early, is_late
from scoring.engine.quiz.rule_sheet import PRESSED, PressRule, Round
from scoring.engine.quiz.state import Arming, Item, MatchState, Press
from scoring.engine.trip import Trip


def new_arming(state: MatchState, rule: Round, at: int) -> Payload:
    """A new arming: its id, when it opens (after any countdown) and closes (None: no limit), ms since the epoch."""
    countdown = rule.clocks.countdown * 1000 if rule.press and rule.press.timing == "countdown" else 0
    opens_at = at + countdown
    limited = rule.clocks.press is not None and (rule.press is None or rule.press.timing != "reading")
    closes_at = opens_at + (rule.clocks.press or 0) * 1000 if limited else None
    # Every tablet is told the id: it counts what everybody knows of, and no judge's sheets.
    return {"id": f"a{state.public_seq + 1}", "opens_at": opens_at, "closes_at": closes_at}


def arming_of_reading(state: MatchState, rule: Round, at: int) -> Payload | None:
    """The arming that comes with the item itself where presses count while the host reads; else None."""
    return new_arming(state, rule, at) if rule.press and rule.press.timing == "reading" else None


def arm(state: MatchState, command: ArmPress, at: int, facts: Facts) -> Payload:
    rule = guards.need_round(state)
    guards.need_kind(rule, "press", "clue")
    item = guards.need_item(state, {"reading", "fouled", "lapsed"})
    if not may_press(state, item):
        raise Refused("nobody-may-press")
    return {"arming": new_arming(state, rule, at)}


def end_reading(state: MatchState, command: EndReading, at: int, facts: Facts) -> Payload:
    rule = guards.need_round(state)
    guards.need_kind(rule, "press", "clue")
    item = guards.need_item(state, {"armed"})
    if rule.press is None or rule.press.timing != "reading" or rule.clocks.press is None:
        raise Refused("no-press-limit")
    if item.armings[-1].closes_at is not None:
        raise AlreadyDone("reading-ended")
    return {"closes_at": at + rule.clocks.press * 1000}


def record(state: MatchState, command: RecordPress, at: int, facts: Facts) -> Payload:
    rule = guards.need_round(state)
    guards.need_kind(rule, "press", "clue")
    item = guards.need_item(state)
    guards.need_team(state, command.team)
    if not command.press or max(len(command.press), len(command.arming)) > 64:
        raise Invalid("press-id")
    press_rule = rule.press or PressRule()
    trip = facts.trip or (None if command.rtt is None else Trip(command.rtt))
    arrived = facts.arrived(at)
    made = estimate(arrived=arrived, pressed_at=command.pressed_at, trip=trip, rule=press_rule)
    standing = _standing(state, item, command, made, press_rule)
    # A press that may have been in time counts as made when the press opened, not before: an uncertain press is not
    # punished, and it does not win.
    made_at = max(made.at, item.armings[-1].opens_at) if standing == "legal" else made.at
    return {
        "arrived": arrived,
        "estimate": made_at,
        "uncertainty": made.uncertainty,
        "cut": made.cut,
        "widened": made.widened,
        "reach": made.reach,
        "trip": None if trip is None else trip.best,
        "cap": None if trip is None else trip.cap,
        "allowance": None if trip is None else trip.allowance,
        "window": max(press_rule.window_ms, facts.slowest),
        "standing": standing,
    }


def _standing(state: MatchState, item: Item, command: RecordPress, made: Estimate, rule: PressRule) -> str:
    # A press for another item, or for an opening that was undone, is never punished here.
    if command.item not in (None, item.no) or command.arming not in ("", item.armings[-1].id if item.armings else ""):
        return "stale"
    if command.team not in may_press(state, item):
        return "barred"
    if item.stage == "reading" or (item.stage == "fouled" and _before_the_stop(item, command.team, made)):
        return "early"
    if item.stage not in ("armed", "collecting"):
        return "stale"
    arming = item.armings[-1]
    if is_early(made, arming.opens_at):
        return "early"
    if is_late(made, arming.closes_at):
        return "stale"
    return "legal"


def _before_the_stop(item: Item, team: str, made: Estimate) -> bool:
    """Another team's early press has stopped the opening, and this press was certainly made before that stop and early
    too: it is the same foul, although it came in second."""
    arming = item.armings[-1] if item.armings else None
    early = [press for press in arming.presses if press.standing == "early"] if arming else []
    if arming is None or not early or any(press.team == team for press in early):
        return False
    return made.at + made.half <= early[0].recorded and (not arming.id or is_early(made, arming.opens_at))


def legal_presses(state: MatchState, item: Item) -> tuple[Press, ...]:
    """The presses of the last arming that compete for the answer.  A team that fouled in between does not compete,
    unless the rule sheet does not punish its foul."""
    rule, presses = state.rule_of(item.round), item.armings[-1].presses
    early = {p.team for p in presses if p.standing == "early"}
    out = {team for team in early if foul_step(rule, state.fouls.get(team, 0)).then != "none"}
    able = set(may_press(state, item)) - out
    return tuple(p for p in presses if p.standing == "legal" and p.team in able)


def award_press(state: MatchState, command: AwardPress, at: int, facts: Facts) -> Payload:
    rule = guards.need_round(state)
    item = guards.need_item(state, {"collecting"})
    press_rule = rule.press or PressRule()
    presses = legal_presses(state, item)
    if at < window_end(item.armings[-1], press_rule):
        raise WrongStage("window-open")
    begins = rule.clocks.begin is not None
    seconds = rule.clocks.begin if rule.clocks.begin is not None else rule.clocks.answer
    common: Payload = {"begins": begins, "duration": seconds * 1000}
    if not presses:
        return common | {"winner": None, "margin": None, "close_call": False, "by": "rearm"}
    result = award(presses, press_rule, facts.lot)
    lot = {"lot": facts.lot} if result.by == "draw" else {}
    return (
        common
        | lot
        | {
            "winner": result.winner,
            "margin": result.margin,
            "close_call": result.close_call,
            "by": result.by,
        }
    )


def window_end(arming: Arming, rule: PressRule) -> int:
    """When the collection window of an arming ends: so long after the first legal press was recorded as that press or
    the rule says.  Presses that came in with it and waited behind it are included."""
    first = min((p for p in arming.presses if p.standing == "legal"), key=lambda p: p.recorded)
    window = rule.window_ms if first.window is None else first.window
    return first.recorded + (0 if rule.order == "arrival" else window)


def lapse(state: MatchState, command: LapsePress, at: int, facts: Facts) -> Payload:
    rule, item = guards.need_round(state), guards.need_item(state)
    nobody = rule.kind in PRESSED and item.stage == "reading" and not may_press(state, item)
    guards.need_item(state, {"armed", "fouled"} | ({"reading"} if nobody else set()))
    if item.stage == "armed" and at < item.armings[-1].opens_at:
        raise WrongStage("press-not-open")
    return {}


def call_foul(state: MatchState, command: CallFoul, at: int, facts: Facts) -> Payload:
    rule = guards.need_round(state)
    guards.need_team(state, command.team)
    if command.foul == "press":
        guards.need_kind(rule, "press", "clue")
        item = guards.need_item(state, {"reading", "armed", "collecting", "fouled"})
        if command.team not in may_press(state, item):
            raise Refused("already-barred", team=command.team)
        return {}
    item = guards.need_item(state, {"reading", "answering"})
    if command.team != item.answering:
        raise Refused("not-your-turn", team=command.team)
    return {"next_question": following_of_run(state, rule, item, "void", at) if rule.prompting == "void" else None}
