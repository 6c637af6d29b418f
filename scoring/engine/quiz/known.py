"""How many entries everybody may know of, and how many others each actor gave: what orders the views of an audience.

Both only grow, and no jump of one tells of the other.  An entry that was counted stays so when an undo takes it back,
or an audience would be shown views that are older than what it has seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from scoring.engine.kinds import public
from scoring.engine.ledger import Entry
from scoring.engine.quiz.apply_marks import not_shown
from scoring.engine.quiz.kinds import KINDS
from scoring.engine.quiz.state import MatchState


def counted(state: MatchState, entry: Entry, *, private: bool) -> MatchState:
    """The state with one more entry; ``private``: only its actor and the desks may know of it."""
    if not private:
        return replace(state, public_seq=state.public_seq + 1)
    given = state.private_counts.get(entry.actor, 0)
    return replace(state, private_counts={**state.private_counts, entry.actor: given + 1})


def told(state: MatchState) -> tuple[int, int] | None:
    """How many mark sheets of how many the hall is told to be in for the current item; None where it is not told."""
    item = state.item
    if item is None or item.panel is None or item.panel.locked is not None:
        return None
    table = state.rule_of(item.round).panel
    return item.panel.handed_in if table is not None and table.show_count else None


def undone_counted(
    state: MatchState, entry: Entry, before: MatchState, earlier: Callable[[], Sequence[Entry]]
) -> MatchState:
    """The state with an entry counted that an undo has taken back, as it was counted when it came: ``before`` the state
    that the entries were folded on, ``earlier`` gives those of them that were in force then."""
    private = KINDS[entry.kind].private
    if private is not_shown:
        shown = _was_shown(entry, before, earlier()) or _told_then(state, entry, before, earlier)
        return counted(state, entry, private=not shown)
    return counted(state, entry, private=private is not public and not _told_then(state, entry, before, earlier))


def _told_then(state: MatchState, entry: Entry, before: MatchState, earlier: Callable[[], Sequence[Entry]]) -> bool:
    """Whether an entry of the judges has changed a number that the hall was told."""
    if KINDS[entry.kind].private is public or not _shows_counts(state):
        return False
    then = before
    for one in earlier():
        then = KINDS[one.kind].apply(then, one, one.payload)
    return told(then) != told(KINDS[entry.kind].apply(then, entry, entry.payload))


def _shows_counts(state: MatchState) -> bool:
    rounds = state.rule_sheet.rounds if state.rule_sheet is not None else ()
    return any(one.panel is not None and one.panel.show_count for one in rounds)


def _was_shown(entry: Entry, before: MatchState, earlier: Sequence[Entry]) -> bool:
    """``not_shown``, where there is no state after the entry: its mark sheet was accepted, and the marks of its item
    were locked."""
    no, item = entry.payload["item"], before.item_no(entry.payload["item"])
    locked = item is not None and item.panel is not None and item.panel.locked is not None
    locks = (one.payload.get("items") or [no] for one in earlier if one.kind == "panel.lock")
    return bool(entry.payload["accept"]) and (locked or any(no in numbers for numbers in locks))
