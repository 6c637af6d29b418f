"""Lead a competition from nothing to its book: every step by those whose desk it is.  A stage more is a step more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack

from scoreboard.bots.desk import Desk
from scoreboard.bots.event import awarding, playing, registering
from scoreboard.bots.event.task import Cast, Task


def play_stages(cast: Cast) -> None:
    """One stage after the other, as the page of stages lists them."""
    for page in registering.stage_pages(cast):
        playing.stage(cast, page)


BUILD: Sequence[Callable[[Cast], None]] = (
    registering.found,
    registering.open_registration,
    registering.register,
    registering.approve,
    registering.set_stages,
    registering.bring_questions,
)
"""The steps before the first draw."""

PLAY: Sequence[Callable[[Cast], None]] = (
    registering.complete_questions,
    play_stages,
    awarding.sign_stages,
    awarding.give_awards,
    awarding.sign,
    awarding.call_up,
    awarding.number_certificates,
    awarding.keep_book,
    awarding.compare,
)
"""The steps from then on."""


def lead(task: Task, tell: Callable[..., None]) -> None:
    """Do every step; ``tell`` as of ``Cast``.  Raises what a step raises."""
    with ExitStack() as stack:
        desks = [stack.enter_context(Desk(task.url)) for _ in task.accounts]
        for desk, (name, password) in zip(desks, task.accounts, strict=True):
            desk.send(desk.open("/signin").need("/signin"), name=name, password=password)
        cast = Cast(task, tell, desks)
        for step in (*BUILD, *(PLAY if task.play else ())):
            step(cast)
