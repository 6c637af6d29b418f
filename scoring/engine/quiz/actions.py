"""What the host may do now: every action with its command, whether it is allowed, and if not, why.

The list is made by a call of ``decide`` itself, so a button never offers what the match would refuse.  An action whose
fields are still to be filled in is checked for the stage only.  At most one action is primary: the next thing to do.
While an answer runs none is primary, because the verdict is a choice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, get_args

from scoring.engine.errors import LeitaiError, WrongStage
from scoring.engine.kinds import Command
from scoring.engine.panel.decide import waits_for_all
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.quiz import slots
from scoring.engine.quiz.apply_press import may_press
from scoring.engine.quiz.ceremony import cues
from scoring.engine.quiz.commands_freeze import FreezeTable, OpenTable
from scoring.engine.quiz.commands_manage import (
    AdjustPoints,
    LockResult,
    ReplaceItem,
    SubstituteMember,
    Undo,
    UnlockResult,
    UseToken,
    VoidItem,
)
from scoring.engine.quiz.commands_marks import LockPanel, OpenPanel
from scoring.engine.quiz.commands_phones import ClosePhones, DrawPhones, HidePhoneNames, OpenPhones
from scoring.engine.quiz.commands_play import (
    BeginRound,
    ChooseStake,
    CloseItem,
    EndRound,
    JudgeAnswer,
    NoteAudience,
    OpenMatch,
    PauseClock,
    PresentItem,
    ResumeClock,
    RevealClue,
    Scene,
    ShowScene,
    StartClock,
)
from scoring.engine.quiz.commands_press import ArmPress, CallFoul, EndReading, LapsePress
from scoring.engine.quiz.commands_supporters import JudgeSupporters
from scoring.engine.quiz.commands_team import RenameTeam, ReturnTeam, SwapStations, WithdrawTeam
from scoring.engine.quiz.commands_tie_off import BeginTieOff, EndTieOff, OrderTieOff
from scoring.engine.quiz.decide import decide
from scoring.engine.quiz.decide_play import choosable
from scoring.engine.quiz.facts import Facts
from scoring.engine.quiz.freeze import is_frozen
from scoring.engine.quiz.kinds import HOSTS, KINDS
from scoring.engine.quiz.panel_table import panel_rule
from scoring.engine.quiz.rule_sheet import TIE_OFF, Round, Verdict
from scoring.engine.quiz.setup import Key
from scoring.engine.quiz.standings import left_open, lines_of, links_follow, ties_that_matter
from scoring.engine.quiz.state import Item, MatchState

Group = Literal["flow", "verdict", "stake", "press", "clock", "item", "manage", "scene"]


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a desk can do.  ``needs`` names command fields that the person still has to fill in; ``why`` is
    the code of the refusal, with its ``fields``, if ``enabled`` is False."""

    id: str
    command: Command
    group: Group
    primary: bool = False
    enabled: bool = True
    why: str = ""
    fields: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    needs: tuple[str, ...] = ()
    needs_reason: bool = False


def host_actions(state: MatchState, at: int, *, judges: bool = True) -> tuple[Action, ...]:
    """All actions of the host's and chief's desks at ``at`` (ms since the epoch), the primary one first.

    ``judges``: whether anybody holds a judge's ticket.
    """
    if state.phase == "setup":
        # The checklist says whether the match is ready; only the store can tell.
        return (Action("match.open", OpenMatch(), "flow", primary=True),)
    listed = [_checked(state, action, at, judges) for action in _candidates(state, at)]
    first = next((a.id for a in listed if a.primary and a.enabled), None)
    marked = [replace(a, primary=a.id == first) for a in listed]
    return tuple(sorted(marked, key=lambda a: not a.primary))


def _checked(state: MatchState, action: Action, at: int, judges: bool) -> Action:
    needs_reason = KINDS[action.command.kind].wants_reason(action.command, HOSTS)
    action = replace(action, needs_reason=needs_reason)
    try:
        decide(state, action.command, at=at, facts=_pretended(state, judges))
    except LeitaiError as error:
        if action.needs and not isinstance(error, WrongStage):
            return action  # the match checks the fields when they are filled in
        fields = tuple((k, tuple(v) if isinstance(v, list) else str(v)) for k, v in error.fields.items())
        return replace(action, enabled=False, why=error.code, fields=fields)
    return action


def _pretended(state: MatchState, judges: bool) -> Facts:
    """Facts that are enough to ask whether something is allowed; the payload is not used."""
    item = state.item
    panel = (PanelJudge("", ""),) if judges else ()
    if item is None or item.question is None or state.setup is None:
        return Facts(judges=panel)
    found = next((q for q in state.setup.questions if q.id == item.question), None)
    return Facts(keys={item.question: Key(found.type if found else "single", ("A",))}, judges=panel)


def _candidates(state: MatchState, at: int) -> Iterator[Action]:
    yield from _flow(state, at)
    yield from _verdicts(state)
    yield from _stakes(state)
    yield from _presses(state)
    yield from _manage(state)
    assert state.rule_sheet is not None
    kept = {"best_player": state.rule_sheet.best_player is not None, "reveal": state.freeze is not None}
    kept |= {"award": False, "text": False}
    if state.contest is not None:  # nobody presses, and there is no answer to show
        kept |= {"press": False, "answer": False}
    for scene in get_args(Scene):
        if kept.get(scene, True):
            yield Action(f"scene.{scene}", ShowScene(scene), "scene")
    if state.scene == "black" and state.before_black is not None:
        yield Action("scene.back", state.before_black, "scene")
    for name, command, usual in cues(state):
        yield Action(name, command, "flow" if usual or name == "reveal.back" else "scene", usual)


def _flow(state: MatchState, at: int) -> Iterator[Action]:
    stage, rule = state.stage, state.round_rule
    assert state.rule_sheet is not None
    if rule is not None:
        kind = rule.kind
        used_up = slots.next_slot(state) is None or _tie_off_over(state) or slots.time_is_up(state, at)
        spent = slots.is_spent(state)
        able = state.item is not None and bool(may_press(state, state.item))
        if kind == "clue":
            yield Action("clue.reveal", RevealClue(), "flow", able and stage in ("lapsed", "audience"))
        beginning = state.clock is not None and state.clock.purpose == "begin"
        together = bool(state.round_panel) and stage == "answering" and not beginning
        phones = state.item is not None and _phones_next(rule, state.item)
        yield Action("item.close", CloseItem(), "flow", (_closes(kind, stage) or together) and not phones)
        if kind in ("press", "clue"):
            yield Action("press.arm", ArmPress(), "flow", stage in ("reading", "fouled"))
            if rule.press and rule.press.timing == "reading" and rule.clocks.press is not None:
                yield Action("reading.end", EndReading(), "flow", stage == "armed")
        if kind == "judged":
            yield from _marks_that_wait(state, used_up)
            yield Action("panel.open", OpenPanel(), "flow", stage == "answering" and not beginning)
            yield Action("panel.lock", LockPanel(), "flow", stage == "marking")
            if _lacks_marks(state.items[-1:]) and not waits_for_all(panel_rule(rule.panel)):
                yield Action("panel.lock.missing", LockPanel(even_if_missing=True), "item")
            if state.contest is None:
                yield from _round_of_marks(state, used_up or spent)
        yield from _phones(state)
        if kind != "audience":
            yield Action("clock.start", StartClock(), "flow", stage in ("reading", "answering"))
        between = stage in ("idle", "closed")
        short = slots.turn_is_short(state)
        yield Action("item.present", PresentItem(), "flow", between and not (used_up or spent or short))
        if rule.id == TIE_OFF:
            over = used_up or ((spent or short) and links_follow(state))
            yield Action("tieoff.end", EndTieOff(), "flow", between and over)
        else:
            yield Action("round.end", EndRound(), "flow", between and (used_up or spent))
    begun = {*state.rounds_done, state.round}
    following = [r for r in state.rule_sheet.rounds if r.id not in begun]
    for position, candidate in enumerate(following):
        yield Action(f"round.begin.{candidate.id}", BeginRound(candidate.id), "flow", rule is None and position == 0)
    ties = ties_that_matter(state) if rule is None and not following else ()
    for number, group in enumerate(ties):
        yield Action(f"tieoff.begin.{number}", BeginTieOff(group), "flow", number == 0)
    if state.phase == "locked":
        yield Action("result.unlock", UnlockResult(), "manage")
    else:
        lock = LockResult(True if slots.rounds_left(state) else None, after=state.last_counted)
        yield Action("result.lock", lock, "flow", rule is None and not following and not ties)


def _phones_next(rule: Round, item: Item) -> bool:
    """Whether the phones of the hall are the next thing on this item: to be opened, or open."""
    asked = rule.phones is not None and item.stage == "reading" and item.phones is None
    return asked or (item.phones is not None and item.phones.open)


def _phones(state: MatchState) -> Iterator[Action]:
    """What the host does with the phones of the hall."""
    rule, item = state.round_rule, state.item
    if rule is None or rule.phones is None or item is None:
        return
    phones = item.phones
    if phones is None:
        yield Action("phones.open", OpenPhones(), "flow", item.stage == "reading")
        return
    yield Action("phones.close", ClosePhones(item.no), "flow", phones.open)
    if item.key is not None and not phones.number:
        yield Action("phones.draw", DrawPhones(item.no, ""), "item", needs=("number", "winners"))
    name = "phones.names.show" if phones.hidden else "phones.names.hide"
    yield Action(name, HidePhoneNames(item.no, not phones.hidden), "item")


def _marks_that_wait(state: MatchState, used_up: bool) -> Iterator[Action]:
    """Where the marks of an entry are announced after the next one: show them once that one has performed, those of the
    last one before the round ends."""
    if state.contest is None or state.contest.announce != "after_next" or not state.unshown or state.item is None:
        return
    no = state.unshown[0]
    performed = state.stage in ("marking", "judged", "closed") and (no < state.item.no or used_up)
    yield Action("marks.show", ShowScene("marks", no), "flow", performed and state.stage != "judged")


def _round_of_marks(state: MatchState, used_up: bool) -> Iterator[Action]:
    """The actions of a round that is marked as a whole: open its panels, lock them, show one team's marks after
    another's."""
    if state.scene == "marks" and (following := _marks_after(state)) is not None:
        yield Action("marks.next", ShowScene("marks", following), "flow", True)
    if not used_up or state.stage in ("reading", "answering", "marking"):
        yield Action("panel.open.round", OpenPanel(whole_round=True), "item")
    if any(item.panel is not None and item.panel.whole for item in state.open_panels):
        over = used_up and state.stage == "closed"
        for item in state.open_panels:
            if item.panel is not None and item.panel.empty and item.stage == "closed":
                yield Action(f"item.void.{item.no}", VoidItem(item.no), "flow", over)  # nobody is left to mark it
        yield Action("panel.lock.round", LockPanel(whole_round=True), "flow", over)
        waits = state.round_rule is None or waits_for_all(panel_rule(state.round_rule.panel))
        if _lacks_marks(state.open_panels) and not waits:
            yield Action("panel.lock.round.missing", LockPanel(even_if_missing=True, whole_round=True), "item")


def _lacks_marks(items: Sequence[Item]) -> bool:
    """Whether the lock of these items would leave a judge out: only then is it offered without waiting."""
    return any(item.panel is not None and item.panel.locked is None and item.panel.missing for item in items)


def _marks_after(state: MatchState) -> int | None:
    """The item that comes next after the one whose marks the hall sees, if the same entry locked both."""
    shown = state.item_no(state.marks_item or 0)
    if shown is None or shown.panel is None:
        return None
    lock = shown.panel.locked
    later = (item for item in state.items if item.no > shown.no and item.panel is not None and not item.voided)
    return next((item.no for item in later if item.panel is not None and item.panel.locked == lock), None)


def _closes(kind: str, stage: str) -> bool:
    """Whether closing is the usual next step."""
    asked_all = (stage == "answering" and kind == "simultaneous") or (stage == "reading" and kind == "audience")
    return stage in ("judged", "lapsed", "audience") or asked_all


def _tie_off_over(state: MatchState) -> bool:
    """The tie-off has no more tie to break; if no tie must be broken, no teams in it are level any more."""
    if state.round != TIE_OFF or state.rule_sheet is None:
        return False
    matters = bool(lines_of(state))
    return state.tie_offs[-1].decided or (matters and not left_open(state))


def _verdicts(state: MatchState) -> Iterator[Action]:
    rule, item = state.round_rule, state.item
    if rule is None or item is None:
        return
    if rule.kind == "audience" or item.stage in ("audience", "lapsed"):
        yield Action("audience.right", NoteAudience("right"), "verdict")
        yield Action("audience.wrong", NoteAudience("wrong"), "verdict")
        return
    if rule.kind == "simultaneous":
        for team in state.teams:
            if team.id in item.answers and item.stage == "answering":
                yield Action(f"judge.right.{team.id}", JudgeAnswer("right", team.id), "verdict")
                yield Action(f"judge.wrong.{team.id}", JudgeAnswer("wrong", team.id), "verdict")
        return
    if rule.supporters is not None and item.stage == "judged":
        yield Action("supporters.right", JudgeSupporters("right"), "verdict")
        yield Action("supporters.wrong", JudgeSupporters("wrong"), "verdict")
    needs = ("points",) if rule.kind == "judged" else ()
    by_hand = item.stage == "marking" and item.panel is not None and item.panel.empty
    meant = item.question if rule.kind == "rapid" else None
    verdicts: tuple[Verdict, ...] = ("right", "wrong", "timeout", "give_up", "void")
    if state.contest is not None:
        verdicts = ("right", "give_up")
    for verdict in verdicts:
        now = item.stage in ("reading", "answering") or by_hand
        wanted = needs if verdict == "right" and now else ()
        points = Decimal(0) if needs and verdict == "right" and not wanted else None
        first = by_hand and verdict == "right"
        judged = JudgeAnswer(verdict, points=points, question=meant)
        yield Action(f"judge.{verdict}", judged, "flow" if first else "verdict", first, needs=wanted)


def _stakes(state: MatchState) -> Iterator[Action]:
    rule, item = state.round_rule, state.item
    if rule is None or rule.risk is None or item is None or item.stage != "staking" or item.team is None:
        return
    named = ("delegate",) if rule.risk.must_delegate and len(state.playing) > 1 else ()
    for stake in rule.risk.stakes:
        yield Action(f"stake.{stake.points}", ChooseStake(item.team, stake.points), "stake", needs=named)
    yield Action("stake.pass", ChooseStake(item.team), "stake", not choosable(state, item, rule.risk))


def _presses(state: MatchState) -> Iterator[Action]:
    rule, item = state.round_rule, state.item
    if rule is None or item is None:
        return
    if rule.kind in ("press", "clue"):
        yield Action("press.lapse", LapsePress(), "press", item.stage in ("reading", "fouled"))
        for team in state.teams:
            yield Action(f"foul.press.{team.id}", CallFoul(team.id, "press"), "press")
    if item.answering is not None:
        yield Action("foul.prompt", CallFoul(item.answering, "prompt"), "press")
    if state.clock is not None and state.clock.purpose != "press":
        yield Action("clock.pause", PauseClock(), "clock")
        yield Action("clock.resume", ResumeClock(), "clock")


def _manage(state: MatchState) -> Iterator[Action]:
    if state.item is not None:
        yield Action("item.void", VoidItem(state.item.no), "item")
        if state.contest is None:
            yield Action("item.replace", ReplaceItem(), "item")
    yield Action("undo", Undo(first=state.host_steps[-1].seq if state.host_steps else None), "manage")
    yield Action("points.adjust", AdjustPoints("", Decimal(0)), "manage", needs=("team", "points"))
    if is_frozen(state):
        yield Action("table.open", OpenTable(), "manage")
    else:
        yield Action("table.freeze", FreezeTable(), "manage")
    assert state.rule_sheet is not None
    if state.rule_sheet.substitutions:
        blank = SubstituteMember("", "", "")
        yield Action("member.substitute", blank, "manage", needs=("team", "out", "into"))
    yield from _teams(state)
    if state.item is not None and state.item.answering is not None:
        for token in state.rule_sheet.tokens:
            yield Action(f"token.{token.id}", UseToken(state.item.answering, token.id), "item")
    if state.tie_offs and not state.tie_offs[-1].ended:
        spent = slots.is_spent(state) or slots.turn_is_short(state)
        stuck = state.stage in ("idle", "closed") and not state.tie_offs[-1].decided and spent
        yield Action("tieoff.order", OrderTieOff(()), "flow" if stuck else "manage", stuck, needs=("order",))


def _teams(state: MatchState) -> Iterator[Action]:
    """What the chief does about the teams themselves."""
    yield Action("team.rename", RenameTeam("", ""), "manage", needs=("team", "name"))
    yield Action("team.withdraw", WithdrawTeam("", "withdrawn"), "manage", needs=("team", "how"))
    if state.withdrawn:
        yield Action("team.return", ReturnTeam(""), "manage", needs=("team",))
    if not state.items:
        yield Action("stations.swap", SwapStations("", ""), "manage", needs=("team", "other"))
