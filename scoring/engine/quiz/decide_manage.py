"""Guards of commands beside the play: voids, corrections, tokens, substitution, undo, rules, the lock."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import takewhile
from string import ascii_uppercase

from scoring.engine.codec import digest, to_json
from scoring.engine.errors import AlreadyDone, Broken, Invalid, NotFound, Refused, TooLate, WrongStage
from scoring.engine.kinds import Payload
from scoring.engine.quiz import guards, slots
from scoring.engine.quiz.answers import written
from scoring.engine.quiz.commands_manage import (
    AdjustPoints,
    ChangeRules,
    CorrectItem,
    CorrectKey,
    LockResult,
    ReplaceItem,
    SubstituteMember,
    Undo,
    UnlockResult,
    UseToken,
    VoidItem,
)
from scoring.engine.quiz.decide_answers import following_of_run
from scoring.engine.quiz.decide_counts import need_counts
from scoring.engine.quiz.decide_marks import panel_for
from scoring.engine.quiz.decide_press import arming_of_reading
from scoring.engine.quiz.facts import Facts
from scoring.engine.quiz.played import cuts
from scoring.engine.quiz.press_lead import winning_press
from scoring.engine.quiz.score import question_type
from scoring.engine.quiz.setup import Contestant
from scoring.engine.quiz.standings import ties_that_matter
from scoring.engine.quiz.state import HostStep, Item, MatchState, Press

MOST_PLACES = 4
"""Decimal places of points given by hand: as many as a rule sheet may have."""


def void_item(state: MatchState, command: VoidItem, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    no = command.item if command.item is not None else (state.item.no if state.item else None)
    if no is None:
        raise WrongStage("no-item")
    item = guards.need_past_item(state, no)
    if item.voided:
        raise AlreadyDone("item-void", item=no)
    _need_unordered(item)
    return {"item": no}


def replace_item(state: MatchState, command: ReplaceItem, at: int, facts: Facts) -> Payload:
    rule = guards.need_round(state)
    item = guards.need_item(state)
    _need_unordered(item)
    if item.question is None or item.passed:
        raise WrongStage("item-stage", stage=item.stage)
    question = command.question
    if question is None:
        spare = slots.replacement(state, item.stake)
        question = spare.id if spare else None
    elif question not in {q.id for q in (*slots.unused(state, ""), *slots.unused(state, state.round))}:
        raise Refused("question-not-free", question=question)
    if question is None:
        raise Refused("no-question-left")
    return {
        "item": len(state.items) + 1,
        "question": question,
        "arming": arming_of_reading(state, rule, at),
        "panel": panel_for(state, state.round_panel, item.team) if state.round_panel else None,
    }


def _need_unordered(item: Item) -> None:
    """The verdict of a tie-off item has ordered its teams: people correct it by an undo, or by setting the order."""
    if item.tie_off and item.verdicts:
        raise Refused("tie-off-item-judged")


def _need_counting(state: MatchState, no: int) -> Item:
    """The item counts: what was thrown out brings nothing, whatever its verdict or its key."""
    item = guards.need_past_item(state, no)
    if item.voided:
        raise Refused("item-thrown-out", item=no)
    return item


def correct_item(state: MatchState, command: CorrectItem, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    guards.need_team(state, command.team)
    item = _need_counting(state, command.item)
    if command.question is not None and command.question not in item.asked:
        raise NotFound("question-not-asked", question=command.question)
    if state.rule_of(item.round).kind in ("audience", "judged"):
        raise Refused("not-correctable")
    if command.team not in item.verdicts:
        raise WrongStage("item-not-judged", item=command.item)
    _need_unordered(item)
    return {}


def correct_key(state: MatchState, command: CorrectKey, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    item = _need_counting(state, command.item)
    kind = question_type(state, item.question)
    if state.rule_of(item.round).kind != "simultaneous" or item.key is None or kind == "short":
        raise Refused("not-judged-by-key", item=command.item)
    if not command.values or len(written(command.values, state.scoring)) < len(command.values):
        raise Invalid("key-missing", question=item.question or "")
    if kind == "fill" and len(command.values) != len(item.key):
        raise Invalid("key-blanks", blanks=len(item.key), given=len(command.values))
    if kind != "fill" and (foreign := [one for one in command.values if one not in _options(state, item.question)]):
        raise Invalid("key-no-option", option=foreign[0])
    if state.scoring < 2 and kind in ("single", "true_false") and len(command.values) > 1:
        raise Refused("key-of-one-option", item=command.item)  # by that edition no answer would be right
    return {"question": item.question}


def _options(state: MatchState, question: str | None) -> tuple[str, ...]:
    """The letters that a question can be answered by."""
    assert state.setup is not None
    ref = next(one for one in state.setup.questions if one.id == question)
    return tuple("TF" if ref.type == "true_false" else ascii_uppercase[: ref.options])


def adjust_points(state: MatchState, command: AdjustPoints, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    guards.need_team(state, command.team)
    if command.points != round(command.points, MOST_PLACES):
        raise Invalid("points-too-fine", places=MOST_PLACES)
    if command.points == 0 or not command.points.is_finite() or abs(command.points) > 10_000:
        raise Invalid("points-out-of-range", low="-10000", high="10000")
    return {}


def use_token(state: MatchState, command: UseToken, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    guards.need_team(state, command.team)
    assert state.rule_sheet is not None
    token = next((t for t in state.rule_sheet.tokens if t.id == command.token), None)
    if token is None:
        raise NotFound("no-such-token", token=command.token)
    if state.tokens_used.count((command.team, token.id)) >= token.count:
        raise Refused("token-used-up", token=token.name)
    if token.effect not in ("replace", "exempt"):
        return {"question": None, "effect": token.effect}
    item = guards.need_item(state, {"reading", "answering"} | ({"staking"} if token.effect == "exempt" else set()))
    if command.team != item.answering:
        raise Refused("not-your-turn", team=command.team)
    if token.effect == "exempt":
        following = following_of_run(state, guards.need_round(state), item, "void", at)
        return {"question": None, "effect": token.effect, "next_question": following}
    question = slots.replacement(state, item.stake)
    if question is None:
        raise Refused("no-question-left")
    return {"question": question.id, "effect": token.effect}


def substitute_member(state: MatchState, command: SubstituteMember, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    guards.need_settled(state)
    team = guards.need_playing(state, command.team)
    assert state.rule_sheet is not None
    if sum(1 for used in state.substitutions if used[0] == team.id) >= state.rule_sheet.substitutions:
        raise Refused("substitutions-used-up", most=state.rule_sheet.substitutions)
    people: dict[str, Contestant] = {p.id: p for p in team.contestants}
    out, into = people.get(command.out), people.get(command.into)
    if out is None or into is None:
        raise NotFound("no-such-member", team=team.id)
    if out.seat == 0 or into.seat != 0:
        raise Invalid("substitute-seats")
    return {}


def undo(state: MatchState, command: Undo, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    if command.steps < 1:
        raise Invalid("undo-steps")
    if command.steps > len(state.host_steps):
        raise Refused("nothing-to-undo", steps=len(state.host_steps))
    steps = state.host_steps[-command.steps :]
    if command.first is None:
        raise Invalid("undo-unnamed")
    if command.first != steps[0].seq:
        raise Refused("undo-changed")
    # Everything goes from the first step on that others rest on; the steps before that one go alone.
    begin = next((no for no, step in enumerate(steps) if step.undo != "alone"), len(steps))
    first = steps[begin].seq if begin < len(steps) else state.seq + 1
    _need_nothing_taken_along(state, steps[begin:], first)
    alone = [step.seq for step in steps[:begin]]
    keep = [press.seq for press in _late_presses(state, first)]
    return {"from": first, "alone": alone, "keep": keep, "clock": _kept_clock(state, first, alone, at)}


def _late_presses(state: MatchState, first: int) -> Iterator[Press]:
    """Presses that came in from ``first`` on, too late for an opening whose winner stays: what is said of the winner is
    about them too."""
    armings = {arming.id: arming for item in state.items for arming in item.armings}
    for press in (press for item in state.items for arming in item.armings for press in arming.presses):
        own = armings.get(press.arming)
        won = winning_press(own) if own is not None else None
        if press.seq >= first and press.standing == "stale" and won is not None and won.seq < first:
            yield press


def _need_nothing_taken_along(state: MatchState, steps: tuple[HostStep, ...], first: int) -> None:
    """No undo takes back what devices sent, or what the system decided, for a step that stays."""
    if any(
        max((one.locked or 0, *one.entries_of_judges)) >= first
        for one in (item.panel for item in state.items if item.panel is not None)
    ):
        raise Refused("undo-takes-marks")
    phones = [(item.seq, item.phones.last) for item in state.items if item.phones is not None]
    if any(presented < first <= last for presented, last in phones):
        raise Refused("undo-takes-phones")
    if any(sheet.seq >= first for sheet in state.counts_waiting):
        raise Refused("undo-takes-marks")
    if any(item.since < first <= sent.seq for item in state.items for sent in item.answers.values()):
        raise Refused("undo-takes-answers")
    within = takewhile(lambda step: step.undo != "step", steps)
    if kind := next((kind for step in within for kind in step.after), None):
        raise _taken_along(kind)


def _taken_along(kind: str) -> Refused:
    """Why a step is not taken back that an entry of this kind has followed, which belongs to an earlier step."""
    if kind.startswith("press."):
        return Refused("undo-takes-presses")
    if kind == "verdict.cast":
        return Refused("undo-takes-votes")
    if kind == "answer.submit":
        return Refused("undo-takes-answers")
    return Refused("undo-takes-marks")


def _kept_clock(state: MatchState, first: int, alone: Collection[int], at: int) -> Payload | None:
    """The deadline of the answer that goes on when the steps from ``first`` on, and those ``alone``, are undone.

    The time left is what it was: an undone pause costs no time, and an answer whose end is undone (a void, a verdict)
    goes on with the time that was left at its end.  None if the answering itself is undone."""
    item, clock = state.item, state.clock
    if item is not None and clock is not None and item.stage == "answering" and item.since < first:
        return {"since": item.since, "deadline": clock.deadline if clock.remaining is None else at + clock.remaining}
    last = next((item for item in reversed(state.items) if item.seq < first), None)
    for stop in last.stops if last is not None else ():
        if stop.since < first and (stop.seq >= first or stop.seq in alone):
            return {"since": stop.since, "deadline": at + stop.left}
    return None


def change_rules(state: MatchState, command: ChangeRules, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    guards.need_settled(state)
    sheet, old = facts.rule_sheet, state.rule_sheet
    assert old is not None
    if sheet is None or facts.rule_sheet_digest != digest(sheet):
        raise Broken("sheet-digest")
    if facts.rule_sheet_digest == state.rule_sheet_digest:
        raise AlreadyDone("sheet-unchanged")
    kinds = {r.id: r.kind for r in sheet.rounds}
    begun = {i.round for i in state.items} | set(state.rounds_done) | ({state.round} if state.round else set())
    for rule in old.rounds:
        if rule.id in begun and kinds.get(rule.id) != rule.kind:
            raise Refused("round-already-played", round=rule.id)
    if state.tie_offs and sheet.tie_off.mode != old.tie_off.mode:
        raise Refused("tie-off-already-played")
    if sheet.members != old.members:
        raise Refused("members-fixed")
    if cut := next(iter(cuts(state, sheet)), None):
        raise Refused("played-does-not-fit", place=cut.place, played=cut.played, found=cut.found)
    return {"sheet": to_json(sheet), "sheet_digest": facts.rule_sheet_digest}


def lock_result(state: MatchState, command: LockResult, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    guards.need_settled(state)
    guards.need_marks_locked(state)
    if state.tie_offs and not state.tie_offs[-1].ended:
        raise WrongStage("tie-off-running")
    if waiting := sheets_waiting(state):
        raise Refused("sheets-waiting", judges=list(waiting))
    need_counts(state, state.items, at_lock=False)
    if command.after is not None and command.after != state.last_counted:
        raise TooLate("desk-moved-on", seen=command.after)
    left = slots.rounds_left(state)
    if left and not command.unfinished:
        raise Refused("rounds-left", count=len(left), rounds=[rule.name for rule in left])
    open_ties = ties_that_matter(state)
    if open_ties:
        raise Refused("tie-open", teams=[list(group) for group in open_ties])
    return {}


def sheets_waiting(state: MatchState) -> tuple[str, ...]:
    """The judges whose mark sheets still wait for a second person, in the items that count: each may change a score."""
    sittings = [item.panel for item in state.items if item.panel is not None and not item.voided]
    named = [judge for one in sittings for sheet in one.waiting.values() if (judge := one.judge(sheet.judge))]
    return tuple(dict.fromkeys(judge.label for judge in named))


def unlock_result(state: MatchState, command: UnlockResult, at: int, facts: Facts) -> Payload:
    if state.phase != "locked":
        raise WrongStage("result-not-locked")
    return {}
