"""Secrets are removed first; the view is built from what is left.

``conceal`` gives the state and the questions that an audience may know.  Every part of a view is built from its result
and from nothing else, so that no builder can show a secret.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from functools import lru_cache

from scoreboard.presenters.panel.conceal_marks import for_desk, for_seat
from scoreboard.presenters.quiz.audience import Audience, Questions
from scoreboard.presenters.quiz.players import announced
from scoring.engine.quiz.best_player import players
from scoring.engine.quiz.known import told
from scoring.engine.quiz.phones import Phones
from scoring.engine.quiz.state import Arming, Item, MatchState, Submission
from scoring.usecases.records import Question

REMEMBERED = 4096
"""Items of which is remembered what an audience may know: an earlier item is the same object from state to state."""


class Same:
    """An item, known by which object it is: it never changes."""

    __slots__ = ("item",)

    def __init__(self, item: Item) -> None:
        self.item = item

    def __hash__(self) -> int:
        return id(self.item)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.item is self.item


def conceal(state: MatchState, questions: Questions, audience: Audience) -> tuple[MatchState, Questions]:
    """What ``audience`` may know of ``state`` and of the texts in ``questions``."""
    state = _counted(state)
    if audience.desk:
        return replace(state, items=tuple(map(_for_desk, state.items))), questions
    state = _without_players(state)
    state = replace(state, items=tuple(_until_shown(state, item, audience) for item in state.items))
    state = _frozen(state, audience)
    item = state.item
    if item is None:
        return replace(state, items=tuple(_past(Same(i), audience.judge) for i in state.items), audience=()), {}
    past = (_past(Same(i), audience.judge) for i in state.items[:-1])
    shown = replace(state, items=(*past, _current(state, item, audience)))
    question = questions.get(item.question or "")
    if question is None or not is_up(item):
        return shown, {}
    kept = question if audience.official or is_revealed(item) else _without_key(question, item)
    return shown, {kept.id: kept}


def _counted(state: MatchState) -> MatchState:
    """The number of judges who have handed in for the current item, where its round shows that."""
    count, item = told(state), state.item
    if count is None or item is None or item.panel is None:
        return state
    return replace(state, items=(*state.items[:-1], replace(item, panel=replace(item.panel, told=count))))


def shown_seq(state: MatchState, audience: Audience) -> int:
    """The seq of a view: the desks have the ledger's own.

    For everybody else it is the number of entries that everybody may know of, and for a judge also of the mark sheets
    that the judge gave, so that no jump tells how much the others did.
    """
    return state.seq if audience.desk else state.public_seq + state.private_counts.get(audience.voter, 0)


def is_up(item: Item) -> bool:
    """The question is public: presented and being read, or later."""
    return item.stage not in ("idle", "staking") and item.question is not None


def is_revealed(item: Item) -> bool:
    """The answer is public."""
    return item.stage == "closed" and item.key is not None


def verdicts_are_public(state: MatchState, item: Item) -> bool:
    """A verdict is public once it is given; where all answer at once, all are revealed together at the close."""
    return item.stage == "closed" or state.rule_of(item.round).kind != "simultaneous"


def _without_players(state: MatchState) -> MatchState:
    """Who answered is the desks' until the best player is announced; then the answers of those who have the prize are
    public, and nobody else's."""
    winners = frozenset(one.player for one in players(state) if one.prize) if announced(state) else frozenset()
    return replace(state, items=tuple(_told(Same(i), winners) if i.players else i for i in state.items))


@lru_cache(REMEMBERED)
def _told(same: Same, winners: Set[str]) -> Item:
    players = {answer: who for answer, who in same.item.players.items() if who in winners}
    return replace(same.item, players=players)


def _until_shown(state: MatchState, item: Item, audience: Audience) -> Item:
    """Of an item whose marks are locked and wait for their showing the hall knows nothing, so that no total on a screen
    tells them before; the judges have the marks, and the score when the hall has it."""
    if item.no not in state.unshown:
        return item
    outcomes = tuple(line for line in item.outcomes if line.cause != "answer")
    panel = item.panel if item.panel is None or audience.official else replace(item.panel, locked=None)
    return replace(item, outcomes=outcomes, verdicts={}, panel=panel)


def _frozen(state: MatchState, audience: Audience) -> MatchState:
    """While the table is frozen, earlier items bring what they had brought then, and so do manual entries: no total can
    be told from them.  The verdict on the current item is heard by the hall."""
    freeze = state.freeze
    if freeze is None:
        return state
    if freeze.over or freeze.before is None:
        return replace(state, freeze=replace(freeze, before=None))
    before, _ = conceal(freeze.before, {}, audience)
    then = {item.no: item for item in before.items}
    items = tuple(item if item is state.item else _as_then(item, then.get(item.no)) for item in state.items)
    kept = replace(freeze, before=before)
    return replace(state, items=items, adjustments=before.adjustments, freeze=kept)


def _as_then(item: Item, then: Item | None) -> Item:
    if then is None:
        return replace(item, outcomes=(), verdicts={})
    return replace(item, outcomes=then.outcomes, verdicts=then.verdicts)


def _for_desk(item: Item) -> Item:
    return item if item.panel is None else replace(item, panel=for_desk(item.panel))


@lru_cache(REMEMBERED)
def _past(same: Same, judge: str) -> Item:
    """Of an earlier item only the result is public: its answers, votes and presses stay with the desk.  A judge keeps
    its own votes.  The ids of its questions stay: they show which questions are used up."""
    own = for_seat(same.item.panel, judge)
    return replace(same.item, key=None, answers={}, votes={}, armings=(), panel=own, phones=None)


def _current(state: MatchState, item: Item, audience: Audience) -> Item:
    heard = audience.official or verdicts_are_public(state, item)
    open_to = set(item.answers) if is_revealed(item) else _readable(item, audience)
    return replace(
        item,
        key=item.key if audience.official or is_revealed(item) else None,
        answers={team: _sent(sent, team in open_to) for team, sent in item.answers.items()},
        verdicts=item.verdicts if heard else {},
        outcomes=item.outcomes if heard else tuple(o for o in item.outcomes if o.cause in ("foul", "prompt")),
        votes={voter: vote for voter, vote in item.votes.items() if voter == audience.voter},
        armings=tuple(_arming(arming, audience) for arming in item.armings),
        asked=(),
        panel=for_seat(item.panel, audience.judge),
        phones=_phones(item),
    )


def _phones(item: Item) -> Phones | None:
    """Until the reveal nobody has more of the hall's phones than how many answered, and the hash of their list."""
    if item.phones is None or is_revealed(item):
        return item.phones
    return replace(item.phones, answers="", names={}, secret="")


def _readable(item: Item, audience: Audience) -> set[str]:
    """Whose answers may be read before the reveal: a team its own, the panel the one it is asked about."""
    if audience.kind == "team":
        return {audience.team}
    return {item.answering} if audience.official and item.answering else set()


def _sent(sent: Submission, readable: bool) -> Submission:
    return sent if readable else replace(sent, answer=(), at=0, seq=0)


def _arming(arming: Arming, audience: Audience) -> Arming:
    """Raw presses stay with the desk; a station keeps its own, and early ones are fouls that everybody saw."""
    own = tuple(
        press
        if press.team == audience.team
        else replace(press, press="", arrived=0, estimate=0, uncertainty=0, seq=0, cut=0, slow=False)
        for press in arming.presses
        if press.team == audience.team or press.standing == "early"
    )
    return replace(arming, presses=own)


def _without_key(question: Question, item: Item) -> Question:
    """Only what is read out.  The number of blanks is part of the question, what goes into them is not."""
    blanks = len(question.key) if question.type == "fill" else 0
    return replace(
        question,
        key=("",) * blanks,
        explanation="",
        citation="",
        digest="",
        difficulty="",
        chapter="",
        tags=(),
        clues=question.clues[: shown_clues(item)],
    )


def shown_clues(item: Item) -> int:
    """How many clues the audience has seen: one with the question, one more at every step."""
    return item.step + 1
