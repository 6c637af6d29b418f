"""What the host shows after a lock: the steps of 揭榜, the ranking, the awards from the last to the first, the best
player."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.engine.quiz.commands_play import Scene, ShowScene
from scoring.engine.quiz.freeze import levels
from scoring.engine.quiz.standings import gives_awards
from scoring.engine.quiz.state import MatchState


def cues(state: MatchState) -> Iterator[tuple[str, ShowScene, bool]]:
    """What the host may show of a locked result beside the scenes of every match: a name for the key, the command, and
    whether it is the usual next one.  None is, where there was no 封榜: then the hall knows the ranking already."""
    if state.phase != "locked" or state.rule_sheet is None:
        return
    yield from _reveal(state)
    awards = announced_awards(state)
    following = _after(state, awards) if state.freeze is not None and state.freeze.over else None
    if following == ShowScene("ranking"):
        yield "reveal.ranking", following, True
    for no, award in enumerate(awards, start=1):
        command = ShowScene("award", award=award)
        yield f"scene.award.{no}", command, command == following
    if following == ShowScene("best_player"):
        yield "award.best_player", following, True


def announced_awards(state: MatchState) -> list[str]:
    """The awards that this match decides, the highest first: those by rank, in the last stage of its competition."""
    sheet, stage = state.rule_sheet, state.setup.stage if state.setup else ""
    if sheet is None or not gives_awards(sheet, stage):
        return []
    return [one.name for one in sheet.awards if one.by_rank]


def _reveal(state: MatchState) -> Iterator[tuple[str, ShowScene, bool]]:
    freeze = state.freeze
    if freeze is None:
        return
    shown, on = len(freeze.shown), state.scene == "reveal"
    if not freeze.over:
        step = shown + 1 if on else shown
        yield f"reveal.{step}" if on else "reveal.begin", ShowScene("reveal", step=step), True
    if on and 0 < shown <= len(levels(state)):
        yield "reveal.back", ShowScene("reveal", step=shown - 1), False


def _after(state: MatchState, awards: list[str]) -> ShowScene | None:
    """What follows the scene that is on, once everybody knows the ranking."""
    best: tuple[Scene, ...] = ("best_player",) if state.rule_sheet and state.rule_sheet.best_player else ()
    order = [ShowScene("reveal"), ShowScene("ranking"), *(ShowScene("award", award=one) for one in reversed(awards))]
    order += [ShowScene(scene) for scene in best]
    now = ShowScene(state.scene, award=state.award)
    return order[order.index(now) + 1] if now in order[:-1] else None
