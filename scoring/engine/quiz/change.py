"""Small changes of the state that several kinds of entry make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal

from scoring.engine.ledger import Entry
from scoring.engine.quiz.state import Clock, Item, MatchState


def with_item(state: MatchState, **fields: Any) -> MatchState:
    """The state with fields of its current item changed."""
    return replace(state, items=(*state.items[:-1], replace(state.items[-1], **fields)))


def edit_item(state: MatchState, no: int, edit: Callable[[Item], Item]) -> MatchState:
    """The state with the item that was played as number ``no`` edited."""
    return replace(state, items=tuple(edit(item) if item.no == no else item for item in state.items))


def with_clock(state: MatchState, **fields: Any) -> MatchState:
    """The state with fields of its clock changed.  Nothing where no clock is: under a later edition of the rule sheet
    an item can be over before the clock of which an entry tells."""
    return state if state.clock is None else replace(state, clock=replace(state.clock, **fields))


def answer_clock(entry: Entry, duration: int, purpose: Literal["answer", "begin"] = "answer") -> Clock:
    """A clock of ``duration`` ms that starts with the entry."""
    return Clock(purpose, duration, entry.at + duration, None, entry.seq)


def next_of_run(state: MatchState, question: str | None) -> MatchState:
    """The item after an answer: a rapid run goes on with its next question; None: there is nothing more to answer."""
    item = state.items[-1]
    if question is None:
        return replace(with_item(state, stage="judged"), clock=None)
    return with_question(state, question, step=item.step + 1)


def with_question(state: MatchState, question: str, **fields: Any) -> MatchState:
    """The state with another question in its current item; whoever was to answer the one before answers it."""
    item = state.items[-1]
    moved = {(team, question): who for (team, asked), who in item.players.items() if asked == item.question}
    return with_item(
        state,
        question=question,
        asked=(*item.asked, question),
        answers={},
        votes={},
        players={**item.players, **moved},
        **fields,
    )
