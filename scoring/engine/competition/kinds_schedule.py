"""The kinds of the schedule: the days, the plan, its publication."""

from __future__ import annotations

from scoring.engine.competition import apply_schedule, commands_schedule, decide_schedule
from scoring.engine.competition.rows import Rows, row


def _corrects(command: commands_schedule.SetDays | commands_schedule.SetSchedule) -> bool:
    return command.again or bool(getattr(command, "accepted", ()))


SCHEDULE: Rows = (
    row(commands_schedule.SetDays, decide_schedule.set_days, apply_schedule.days_set, reason_if=_corrects),
    row(commands_schedule.SetSchedule, decide_schedule.set_schedule, apply_schedule.schedule_set, reason_if=_corrects),
    row(commands_schedule.PublishSchedule, decide_schedule.publish, apply_schedule.published),
)
