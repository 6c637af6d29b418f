"""The kinds of a written stage: marks, their check, their publication."""

from __future__ import annotations

from scoring.engine.competition import apply_written, commands_written, decide_written
from scoring.engine.competition.rows import ORGANISER, Rows, row


def _corrects(command: commands_written.EnterMarks) -> bool:
    return command.corrects


def _shows_again(command: commands_written.PublishMarks) -> bool:
    return command.again


WRITTEN: Rows = (
    row(commands_written.EnterMarks, decide_written.enter, apply_written.entered, reason_if=_corrects),
    row(commands_written.CheckMarks, decide_written.check, apply_written.checked),
    row(commands_written.ShowRanking, decide_written.show, apply_written.shown, by=ORGANISER | {"operator"}),
    row(commands_written.PublishMarks, decide_written.publish, apply_written.published, reason_if=_shows_again),
)
