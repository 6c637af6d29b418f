"""Conditions that several commands share.  Each raises a named error; the words are in the web layer."""

from __future__ import annotations

from collections.abc import Collection

from scoring.engine.errors import Invalid, NotFound, Refused, TooLate, WrongStage
from scoring.engine.quiz.rule_sheet import Round
from scoring.engine.quiz.setup import Team
from scoring.engine.quiz.state import Item, MatchState

SETTLED = frozenset({"idle", "judged", "lapsed", "audience", "closed"})
"""Stages after which the next item may be presented."""


def need_open(state: MatchState) -> None:
    """The match is open: neither before its start nor locked."""
    if state.phase == "setup":
        raise WrongStage("match-not-open")
    if state.phase == "locked":
        raise WrongStage("result-locked")


def need_round(state: MatchState) -> Round:
    """A round is running."""
    need_open(state)
    rule = state.round_rule
    if rule is None:
        raise WrongStage("no-round")
    return rule


def need_item(state: MatchState, stages: Collection[str] | None = None) -> Item:
    """There is a current item, in one of ``stages``."""
    need_round(state)
    item = state.item
    if item is None:
        raise WrongStage("no-item")
    if stages is not None and item.stage not in stages:
        raise WrongStage("item-stage", stage=item.stage)
    return item


def need_same_item(state: MatchState, meant: int | None) -> None:
    """The command is for the current item (``meant`` None: it is for any current item)."""
    if meant is not None and (state.item is None or state.item.no != meant):
        raise TooLate("item-moved-on", item=meant)


def need_same_question(item: Item, meant: str | None) -> None:
    """The command is for the question that is asked now (``meant`` None: for any question)."""
    if meant is not None and item.question != meant:
        raise TooLate("question-moved-on", question=meant)


def need_settled(state: MatchState) -> None:
    """No item is in the middle of being played."""
    if state.stage not in SETTLED:
        raise WrongStage("item-running", stage=state.stage)


def need_marks_locked(state: MatchState) -> None:
    """No panel of the running round is still open: a round that has ended takes no marks."""
    if state.open_panels:
        raise Refused("marks-open", items=[item.slot for item in state.open_panels])


def need_team(state: MatchState, team: str) -> Team:
    """The team takes part."""
    try:
        return state.team(team)
    except KeyError:
        raise NotFound("no-such-team", team=team) from None


def need_playing(state: MatchState, team: str) -> Team:
    """The team takes part and has not left the match."""
    if team in state.withdrawn:
        raise Refused("team-left", team=team)
    return need_team(state, team)


def need_past_item(state: MatchState, no: int) -> Item:
    """An item with this number was played."""
    item = state.item_no(no)
    if item is None:
        raise NotFound("no-such-item", item=no)
    return item


def need_kind(rule: Round, *kinds: str) -> None:
    """The round is of one of these kinds."""
    if rule.kind not in kinds:
        raise WrongStage("round-kind", kind=rule.kind)


def need_members(state: MatchState, team: str, seat: int | None) -> None:
    """The seat exists in the team."""
    if seat is not None and seat not in {c.seat for c in need_team(state, team).contestants if c.seat > 0}:
        raise Invalid("no-such-seat", team=team, seat=seat)
