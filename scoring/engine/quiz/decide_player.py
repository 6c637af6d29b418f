"""Guard of the naming of a contestant who answers."""

from __future__ import annotations

from scoring.engine.errors import AlreadyDone, NotFound, Refused, WrongStage
from scoring.engine.kinds import Payload
from scoring.engine.quiz import guards
from scoring.engine.quiz.commands_player import NamePlayer
from scoring.engine.quiz.facts import Facts
from scoring.engine.quiz.rule_sheet import NAMES_NOBODY
from scoring.engine.quiz.state import Item, MatchState


def name_player(state: MatchState, command: NamePlayer, at: int, facts: Facts) -> Payload:
    guards.need_open(state)
    assert state.rule_sheet is not None
    if state.rule_sheet.best_player is None:
        raise Refused("no-best-player")
    item = guards.need_past_item(state, command.item)
    if item.tie_off:
        raise WrongStage("tie-off-names-nobody")
    kind = state.rule_of(item.round).kind
    if kind in NAMES_NOBODY:
        raise WrongStage("round-kind", kind=kind)
    team = guards.need_team(state, command.team)
    if team.id not in answering_teams(item):
        raise Refused("team-does-not-answer", team=team.name, item=item.no)
    if command.player is not None and command.player not in {one.id for one in team.contestants}:
        raise NotFound("no-such-member", team=team.id)
    question = item.question if command.question is None else command.question
    if command.question is not None and question not in item.asked:
        raise NotFound("question-not-asked", question=command.question)
    if item.players.get((team.id, question)) == command.player:
        raise AlreadyDone("player-named")
    return {"question": question}


def answering_teams(item: Item) -> tuple[str, ...]:
    """The teams that answered the item or answer it now, in the order in which they did; none that passed."""
    now = [item.answering] if item.answering and not item.passed else []
    return tuple(dict.fromkeys([*item.verdicts, *now]))
