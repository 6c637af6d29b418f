"""Lead a review from a stage to its end: every step by those whose seats it is, on the day on which it is due."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from scoreboard.bots.review import deciding, judging, nominating
from scoreboard.bots.review.task import Cast, Task
from scoreboard.bots.speed import Speed

STEPS: Sequence[tuple[str, Callable[[Cast], None]]] = (
    ("nominate", nominating.nominate),
    ("endorse", nominating.endorse),
    ("vet", nominating.vet),
    ("vet", judging.open_judging),
    ("judge", judging.mark),
    ("judge", judging.lock),
    ("shortlist", judging.shortlist),
    ("notice", deciding.notice),
    ("notice", deciding.objection),
    ("objection", deciding.settle),
    ("decide", deciding.decide),
    ("award", deciding.ceremony),
    ("award", deciding.archive),
)
"""The stage at which each step is to be done, and the step."""


def play(task: Task, tell: Callable[..., None], until: Callable[[str], None]) -> None:
    """Do every step from the task's stage on; ``tell`` and ``until`` as of ``Cast``.  Raises what a step raises."""
    cast = Cast(task, Speed(task.speed), tell, until)
    stages = [stage for stage, _ in STEPS]
    for stage, step in STEPS[stages.index(task.stage) :]:
        cast.until(task.days[stage])
        step(cast)
