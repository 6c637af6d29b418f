"""The match as a fold of its ledger: the functions that other packages call.

``decide`` says whether a command is allowed and what its entry holds, ``apply`` and ``fold`` turn entries into the
state, ``due`` says what the system itself must do and when, ``standings`` ranks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from scoring.engine.actors import SYSTEM_KEYS
from scoring.engine.codec import from_json
from scoring.engine.kinds import Due
from scoring.engine.ledger import Entry
from scoring.engine.quiz.apply import apply
from scoring.engine.quiz.commands_phones import ClosePhones
from scoring.engine.quiz.commands_press import AwardPress, LapsePress
from scoring.engine.quiz.decide import decide, need_seen
from scoring.engine.quiz.decide_answers import answerers, answers_over
from scoring.engine.quiz.decide_press import window_end
from scoring.engine.quiz.kinds import KINDS
from scoring.engine.quiz.known import undone_counted
from scoring.engine.quiz.rule_sheet import PressRule, RuleSheet
from scoring.engine.quiz.standings import standings, ties_that_matter
from scoring.engine.quiz.state import MatchState

__all__ = [
    "MatchState",
    "answerers",
    "answers_over",
    "apply",
    "decide",
    "due",
    "fold",
    "fold_on",
    "in_force",
    "need_seen",
    "needs_refold",
    "reaches",
    "standings",
    "ties_that_matter",
]


def needs_refold(entry: Entry) -> bool:
    """True for entries that change how earlier ones count: the whole stream must be folded again."""
    return entry.kind in ("undo", "rules.change")


def in_force(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries that count: without those that an undo took back.

    An undo takes back everything from its first step up to itself, but for what it says to ``keep``, and steps before
    it that are taken back ``alone``; entries that are already taken back stay so.
    """
    gone: set[int] = set()
    for entry in entries:
        if entry.kind == "undo":
            stays = set(entry.payload.get("keep", ()))
            gone |= set(entry.payload.get("alone", ()))
            gone |= {
                e.seq
                for e in entries[: entry.seq - entries[0].seq]
                if e.seq >= entry.payload["from"] and KINDS[e.kind].undo != "kept" and e.seq not in stays
            }
    return tuple(entry for entry in entries if entry.seq not in gone)


def fold(entries: Iterable[Entry]) -> MatchState:
    """The state after the entries of one stream from its first: undone ones are skipped, the last rule sheet
    applies."""
    everything = tuple(entries)
    if not everything:
        return MatchState()
    state = MatchState()
    change = next((e for e in reversed(in_force(everything)) if e.kind == "rules.change"), None)
    if change is not None:
        sheet = from_json(RuleSheet, change.payload["sheet"])
        state = replace(state, rule_sheet=sheet, rule_sheet_digest=change.payload["sheet_digest"])
    return fold_on(state, everything)


def fold_on(state: MatchState, entries: Sequence[Entry]) -> MatchState:
    """The state after ``state`` and the entries that follow it; none of them may reach back before it (see
    ``reaches``)."""
    before, standing = state, in_force(entries)
    for entry in standing:
        state = apply(state, entry)
    if len(standing) < len(entries):
        in_state = {entry.seq for entry in standing}
        for no, entry in enumerate(entries):
            if entry.seq not in in_state:
                state = undone_counted(state, entry, before, partial(in_force, entries[:no]))
    last = entries[-1]
    return replace(state, seq=last.seq, at=last.at)


def reaches(entry: Entry, seq: int) -> bool:
    """True if ``entry`` changes how entries up to ``seq`` count: a new edition, or an undo from ``seq`` or before."""
    if entry.kind == "undo":
        return any(first <= seq for first in (entry.payload["from"], *entry.payload.get("alone", ())))
    return entry.kind == "rules.change"


def _closing_phones(state: MatchState) -> Due | None:
    """The end of the phones of an item: when their time is over, at once where it was voided or another one is up."""
    for one in state.items:
        if one.phones is not None and one.phones.open:
            at = one.phones.at if one.voided or one is not state.item else one.phones.until
            return Due(at, ClosePhones(one.no), f"{SYSTEM_KEYS}phones:{one.phones.seq}")
    return None


def due(state: MatchState) -> Due | None:
    """What the system must do next: give the press to the first team, record that nobody pressed, take no more phones;
    None: nothing."""
    item, rule = state.item, state.round_rule
    if state.phase != "open" or item is None:
        return None
    if (closing := _closing_phones(state)) is not None:
        return closing
    if rule is None or not item.armings:
        return None
    arming = item.armings[-1]
    press_rule = rule.press or PressRule()
    if item.stage == "collecting":
        return Due(window_end(arming, press_rule), AwardPress(), f"{SYSTEM_KEYS}award:{arming.id}")
    if item.stage == "armed" and arming.closes_at is not None:
        return Due(arming.closes_at + press_rule.window_ms, LapsePress(), f"{SYSTEM_KEYS}lapse:{arming.id}")
    return None
