"""Guards of the play: rounds, items, stakes, clocks, clues, and what the display shows."""

from __future__ import annotations

from decimal import Decimal

from scoring.engine.codec import digest, to_json
from scoring.engine.errors import AlreadyDone, Broken, Invalid, Refused, TooLate, WrongStage
from scoring.engine.kinds import Payload
from scoring.engine.quiz import guards, slots
from scoring.engine.quiz.caption import caption, need_no_caption
from scoring.engine.quiz.ceremony import announced_awards
from scoring.engine.quiz.commands_play import (
    BeginRound,
    ChooseStake,
    EndRound,
    OpenMatch,
    PauseClock,
    PresentItem,
    ResumeClock,
    RevealClue,
    ShowScene,
    StartClock,
)
from scoring.engine.quiz.decide_marks import panel_for
from scoring.engine.quiz.decide_press import arming_of_reading
from scoring.engine.quiz.facts import Facts
from scoring.engine.quiz.freeze import begins_with, falls_due, is_frozen, levels
from scoring.engine.quiz.rule_sheet import BEGINS, RiskRule, Round
from scoring.engine.quiz.state import Item, MatchState


def open_match(state: MatchState, command: OpenMatch, at: int, facts: Facts) -> Payload:
    if state.phase != "setup":
        raise AlreadyDone("match-open")
    setup = facts.setup
    if setup is None or not setup.teams:
        raise Invalid("no-teams")
    stations = sorted(team.station for team in setup.teams)
    if stations != list(range(1, len(stations) + 1)):
        raise Invalid("stations-not-drawn")
    if setup.rule_sheet_digest != digest(setup.rule_sheet):
        raise Broken("sheet-digest")
    return {"setup": to_json(setup)}


def begin_round(state: MatchState, command: BeginRound, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    guards.need_settled(state)
    guards.need_marks_locked(state)
    assert state.rule_sheet is not None
    if command.round not in {r.id for r in state.rule_sheet.rounds}:
        raise Invalid("no-such-round", round=command.round)
    if command.round in state.rounds_done or command.round == state.round:
        raise AlreadyDone("round-played", round=command.round)
    if state.round is not None and slots.next_slot(state) is not None and not slots.time_is_up(state, at):
        raise WrongStage("round-running", round=state.round)
    order = {"order": list(slots.turn_order(state, state.rule_sheet.round(command.round)))}
    return order | ({"freeze": True} if begins_with(state, command.round) else {})


def end_round(state: MatchState, command: EndRound, at: int, facts: Facts) -> Payload:
    guards.need_round(state)
    guards.need_settled(state)
    guards.need_marks_locked(state)
    if state.tie_offs and not state.tie_offs[-1].ended:
        raise WrongStage("tie-off-running")
    return {}


def present_item(state: MatchState, command: PresentItem, at: int, facts: Facts) -> Payload:
    rule = guards.need_round(state)
    guards.need_settled(state)
    if command.team is not None:
        guards.need_playing(state, command.team)
    if command.team is None and state.tie_offs and not state.tie_offs[-1].ended and state.tie_offs[-1].decided:
        raise Refused("tie-off-decided")
    if slots.time_is_up(state, at):
        raise Refused("round-time-up", round=rule.id)
    slot = slots.next_slot(state, command.team)
    if slot is None:
        raise Refused("round-used-up", round=rule.id)
    if command.member is not None and slot.team is not None:
        guards.need_members(state, slot.team, command.member)
    asks = rule.kind != "risk" and state.contest is None
    question = _question(state, rule, slot, command.question, facts.lot) if asks else None
    starts = rule.total is not None and state.round_ends is None
    ends = {"ends": at + rule.total * 1000} if starts and rule.total is not None else {}
    freezes = {"freeze": True} if falls_due(state) else {}
    return (
        ends
        | freezes
        | {
            "item": len(state.items) + 1,
            "slot": slot.no,
            "team": slot.team,
            "seat": command.member or slot.seat,
            "step": 0 if rule.kind == "clue" else slot.step,
            "question": question,
            "arming": arming_of_reading(state, rule, at),
            "panel": panel_for(state, state.round_panel, slot.team) if state.round_panel else None,
        }
    )


def choose_stake(state: MatchState, command: ChooseStake, at: int, facts: Facts) -> Payload:
    guards.need_same_item(state, command.item)
    item = guards.need_item(state, {"staking"})
    within = guards.need_round(state)
    rule = within.risk
    assert rule is not None
    if command.team != item.team:
        raise Refused("not-your-turn", team=command.team)
    if command.stake is None:
        if not rule.may_pass and choosable(state, item, rule):
            raise Refused("no-pass")
        return {"question": None}
    stake = next((s for s in rule.stakes if s.points == command.stake), None)
    if stake is None:
        raise Invalid("no-such-stake", stake=str(command.stake))
    if stake.points in used_stakes(state, item, rule):
        raise Refused("stake-used-before", stake=str(command.stake))
    if rule.must_delegate and command.delegate is None and len(state.playing) > 1:
        raise Refused("delegate-needed")
    if command.delegate is not None:
        if not rule.delegate:
            raise Refused("no-delegate")
        if command.delegate == item.team:
            raise Invalid("delegate-self")
        guards.need_playing(state, command.delegate)
    free = slots.unused(state, state.round, stake.points)
    if command.question is not None:
        if within.pick != "own":
            raise Refused("question-not-chosen")
        if command.question not in {q.id for q in free}:
            raise Refused("question-not-free", question=command.question)
        return {"question": command.question}
    drawn = free[facts.lot % len(free)] if within.pick == "draw" and free else None
    question = drawn or slots.next_question(state, stake.points)
    if question is None:
        raise Refused("no-question-left", stake=str(command.stake))
    return {"question": question.id}


def used_stakes(state: MatchState, item: Item, rule: RiskRule) -> set[Decimal | None]:
    """The stakes that the team took in the earlier round, from which its stake in this round must differ."""
    earlier = (i for i in state.items if i.round == rule.distinct_from and i.team == item.team and not i.voided)
    return {i.stake for i in earlier}


def choosable(state: MatchState, item: Item, rule: RiskRule) -> tuple[Decimal, ...]:
    """The stakes that the team can still take: not used before, and with a question left for them."""
    used = used_stakes(state, item, rule)
    free = (stake.points for stake in rule.stakes if stake.points not in used)
    return tuple(points for points in free if slots.next_question(state, points) is not None)


def start_clock(state: MatchState, command: StartClock, at: int, facts: Facts) -> Payload:
    rule = guards.need_round(state)
    item = guards.need_item(state, {"reading", "answering"})
    begins = state.clock is not None and state.clock.purpose == "begin"
    if item.stage == "answering" and not begins:
        raise AlreadyDone("clock-started")
    if item.stage == "reading" and rule.kind in ("press", "clue"):
        raise WrongStage("press-first")
    if rule.kind == "audience":
        raise WrongStage("round-kind", kind=rule.kind)
    if rule.clocks.begin is not None and rule.kind in BEGINS and item.stage == "reading":
        return {"duration": rule.clocks.begin * 1000, "begins": True}
    return {"duration": answer_seconds(rule, item) * 1000, "begins": False}


def answer_seconds(rule: Round, item: Item) -> int:
    """The answer clock of an item in seconds: of its stake, else of its round."""
    if rule.risk is not None:
        return next((s.clock for s in rule.risk.stakes if s.points == item.stake), rule.clocks.answer)
    return rule.clocks.answer


def pause_clock(state: MatchState, command: PauseClock, at: int, facts: Facts) -> Payload:
    guards.need_item(state, {"answering"})
    clock = state.clock
    if clock is None or clock.deadline is None:
        raise WrongStage("clock-not-running")
    if clock.deadline <= at:
        raise TooLate("time-is-up", deadline=clock.deadline)
    return {"remaining": clock.deadline - at}


def resume_clock(state: MatchState, command: ResumeClock, at: int, facts: Facts) -> Payload:
    guards.need_item(state, {"answering"})
    if state.clock is None or state.clock.remaining is None:
        raise WrongStage("clock-not-paused")
    return {}


def reveal_clue(state: MatchState, command: RevealClue, at: int, facts: Facts) -> Payload:
    rule = guards.need_round(state)
    guards.need_kind(rule, "clue")
    item = guards.need_item(state, {"reading", "armed", "fouled", "lapsed", "audience"})
    assert state.setup is not None
    clues = next((q.clues for q in state.setup.questions if q.id == item.question), 0)
    if item.step + 1 >= (clues or len(rule.steps)):
        raise Refused("no-clue-left")
    return {}


def _question(state: MatchState, rule: Round, slot: slots.Slot, wanted: str | None, lot: int) -> str:
    free = slots.unused(state, rule.id)
    if wanted is not None:
        if wanted not in {q.id for q in (*free, *slots.unused(state, ""))}:
            raise Refused("question-not-free", question=wanted)
        return wanted
    again = slots.is_made_up_for(state, slot)
    if rule.pick == "draw" and free and not again:
        return free[lot % len(free)].id
    question = slots.replacement(state) if again else slots.next_question(state)
    if question is None:
        raise Refused("no-question-left", round=rule.id)
    return question.id


def show_scene(state: MatchState, command: ShowScene, at: int, facts: Facts) -> Payload:
    if state.phase == "setup":  # the first entry of a match is the one that freezes its setup
        raise WrongStage("match-not-open")
    if command.scene in ("question", "clock", "press", "answer") and state.item is None:
        raise WrongStage("no-item")
    if command.scene == "answer" and state.stage != "closed":
        raise WrongStage("answer-not-revealed")
    if command.scene == "rules" and state.round is None:
        raise WrongStage("no-round")
    if command.scene == "best_player":
        _need_best_player(state)
    if command.team:
        guards.need_team(state, command.team)
    if command.scene == "award" or command.award:
        _need_award(state, command.award)
    if command.scene == "text":
        return {"item": None} | _words(command)
    need_no_caption(command.scene, command.title, command.text)
    if command.scene == "reveal":
        return {"item": None, "step": _step(state, command.step)}
    return {"item": _marks_to_show(state, command.item)} if command.scene == "marks" else {"item": None}


def _words(command: ShowScene) -> Payload:
    """What of the title and the text is kept otherwise than it was given."""
    title, text = caption(command.title, command.text)
    given = {"title": command.title, "text": command.text}
    return {name: said for name, said in {"title": title, "text": text}.items() if said != given[name]}


def _need_best_player(state: MatchState) -> None:
    """The prize for contestants is announced from a locked result only."""
    assert state.rule_sheet is not None
    if state.rule_sheet.best_player is None:
        raise Refused("no-best-player")
    _need_all_shown(state)


def _need_all_shown(state: MatchState) -> None:
    """Everybody may know the whole result."""
    if state.phase != "locked":
        raise WrongStage("result-not-locked")
    if is_frozen(state):
        raise WrongStage("reveal-first")


def _need_award(state: MatchState, award: str) -> None:
    """An award is announced from a locked result that everybody may know."""
    if award not in announced_awards(state):
        raise Refused("not-an-award", award=award)
    _need_all_shown(state)


def _step(state: MatchState, wanted: int | None) -> int:
    """How many places the reveal has shown after this command: one more or one less, or as many again."""
    if state.phase != "locked":
        raise WrongStage("result-not-locked")
    if state.freeze is None or (state.freeze.over and not state.freeze.shown):  # it was opened without a reveal
        raise WrongStage("not-frozen")
    shown, steps = len(state.freeze.shown), len(levels(state))
    if state.freeze.over:  # the result may have been corrected since, and have more places or fewer
        shown = steps
    step = shown if wanted is None else wanted
    if not 0 <= step <= steps:
        raise Invalid("no-such-step", steps=steps)
    if abs(step - shown) > 1:
        raise TooLate("reveal-moved-on", shown=shown)
    return step


def _marks_to_show(state: MatchState, wanted: int | None) -> int:
    """The item whose marks are meant: this one, or the one that the hall saw last."""
    no = state.marks_item if wanted is None else wanted
    item = None if no is None else state.item_no(no)
    if item is None or item.voided or item.panel is None or item.panel.locked is None:
        raise WrongStage("marks-not-locked")
    return item.no
