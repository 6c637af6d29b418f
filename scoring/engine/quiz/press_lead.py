"""What may be said of the press that won: about every press in the record, also one that came in after the award."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scoring.engine.quiz.state import Arming, Press


def winning_press(arming: Arming) -> Press | None:
    """The press that won: the first legal one of the winner; None where nobody has won."""
    own = [press for press in arming.presses if press.team == arming.winner and press.standing == "legal"]
    return min(own, key=lambda press: (press.estimate, press.arrived, press.seq), default=None)


def with_lead(arming: Arming) -> Arming:
    """``arming`` with what its record says of the winner now: ``alone``, no other team pressed; ``margin``, ms to the
    nearest other press (None: there is none that the winner leads); ``close_call``, the two cannot be told apart."""
    won = winning_press(arming)
    if won is None:
        return arming
    others = [press for press in arming.presses if press.team != won.team]
    late = [press for press in others if press.standing == "stale" and press.arming == arming.id]
    if arming.close_call or any(_may_be_first(press, won) for press in late):
        return replace(arming, alone=False, margin=_nearest(arming.margin, won, late), close_call=True)
    rivals = [press for press in others if press.standing == "legal"] + late
    margin = min((press.estimate - won.estimate for press in rivals), default=None)
    return replace(arming, alone=not others, margin=None if margin is None or margin < 0 else margin)


def _may_be_first(press: Press, won: Press) -> bool:
    """A press that came in too late to compete may have been made before the one that won."""
    return press.estimate - won.estimate <= press.uncertainty + won.uncertainty


def _nearest(awarded: int | None, won: Press, late: Sequence[Press]) -> int:
    """How far apart the two presses are that cannot be told apart."""
    apart = [abs(press.estimate - won.estimate) for press in late if _may_be_first(press, won)]
    return min([*apart, *([] if awarded is None else [awarded])])
