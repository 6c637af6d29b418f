"""The kinds of stages: the draw, the matches, who goes on."""

from __future__ import annotations

from scoring.engine.competition import apply_stages, commands_stages, decide_stages, decide_tie_offs
from scoring.engine.competition.rows import Rows, row


def _again(command: commands_stages.CommitDraw | commands_stages.DrawByHand) -> bool:
    return command.again


def _settles(command: commands_stages.ProposeAdvance) -> bool:
    return bool(command.settled)


STAGES: Rows = (
    row(commands_stages.SetStages, decide_stages.set_stages, apply_stages.stages_set),
    row(commands_stages.CommitDraw, decide_stages.commit, apply_stages.committed, reason_if=_again),
    row(commands_stages.MakeDraw, decide_stages.make, apply_stages.made),
    row(commands_stages.DrawByHand, decide_stages.by_hand, apply_stages.by_hand, reason_if=_again),
    row(commands_stages.PlayGroups, decide_stages.play, apply_stages.played),
    row(commands_stages.PlayTieOff, decide_tie_offs.play_off, apply_stages.tie_off),
    row(commands_stages.ProposeAdvance, decide_stages.propose, apply_stages.proposed, reason_if=_settles),
    row(commands_stages.ConfirmAdvance, decide_stages.confirm, apply_stages.confirmed),
)
