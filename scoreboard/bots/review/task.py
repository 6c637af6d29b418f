"""What the bots of a review are told: who they are, and what they write and say.  They know nothing else of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from scoreboard.bots.desk import Desk
from scoreboard.bots.speed import Speed

TOGETHER = 8
"""People of one role who are at their desks at the same time."""


@dataclass(frozen=True, slots=True)
class Task:
    """``codes``: the cards of each role · ``forms``: what each unit writes, by the code of its card, the award and the
    field · ``days``: the day on which each stage begins, an ISO date · ``words``: what people say on the way ·
    ``places``: of each award, by its id ·
    ``account`` and ``password`` of the organiser · ``seed`` of their luck."""

    url: str
    stage: str
    codes: Mapping[str, Sequence[str]]
    forms: Mapping[str, Mapping[str, Mapping[str, str]]]
    days: Mapping[str, str]
    words: Mapping[str, str]
    places: Mapping[str, int]
    account: str
    password: str
    speed: float
    seed: int
    archive: str
    lang: str


@dataclass(frozen=True, slots=True)
class Cast:
    """The task with what a step needs to do it.  ``tell(key, **fields)`` says how far it is; ``until(day)`` returns
    once it is that day, at nine, or later.  ``shown``: whom the screen has shown."""

    task: Task
    speed: Speed
    tell: Callable[..., None]
    until: Callable[[str], None]
    shown: list[str] = field(default_factory=list)

    def desk(self, role: str, *, live: bool = False) -> Desk:
        """The seat of a role that has one."""
        return Desk(self.task.url, self.task.codes[role][0], live=live)

    def luck(self, code: str) -> Random:
        """The luck of one person, the same for the same seed and place among the cards."""
        everybody = [one for codes in self.task.codes.values() for one in codes]
        return Random(self.task.seed * 1000 + everybody.index(code))  # noqa: S311  luck at play
