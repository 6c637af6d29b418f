"""What the bots of a competition are told: who they are and what they write.  They know nothing else of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from scoreboard.bots.desk import Desk
from scoreboard.bots.speed import Speed


@dataclass(frozen=True, slots=True)
class Task:
    """``accounts``: name and password of the organiser, and of the second person who confirms · ``sheet``: the rule
    sheet of the stages as the page of stages names it · ``teams``: what each team writes in its form, by the field ·
    ``sets``: a question set for each stage that is played, and one for all of them: its name, and the text of a file ·
    ``numbers``: what the hall names, draw after draw · ``lot``, ``meeting``: reasons for a tie that is settled by lot
    and for who is named · ``best``: what the name of an award for people says · ``play``: to the end, else until the
    first draw · ``together``: matches that are played at the same time · ``book``: where the event book is saved."""

    url: str
    accounts: Sequence[tuple[str, str]]
    title: str
    organiser: str
    sheet: str
    opens: str
    closes: str
    erase: str
    teams: Sequence[Mapping[str, Sequence[str]]]
    sets: Sequence[tuple[str, str]]
    numbers: Sequence[str]
    lot: str
    meeting: str
    best: str
    play: bool
    together: int
    speed: float
    seed: int
    book: str
    lang: str


@dataclass(slots=True)
class Cast:
    """The task with what a step needs to do it.  ``tell(key, **fields)`` says how far it is · ``home``: the address of
    the competition's page · ``sets``: the ids of the question sets, as the task has them · ``draws``: how many were
    made · ``codes``: of the seats of each match."""

    task: Task
    tell: Callable[..., None]
    desks: Sequence[Desk] = ()
    home: str = ""
    sets: tuple[str, ...] = ()
    draws: int = 0
    codes: dict[str, list[str]] = field(default_factory=dict)

    @property
    def organiser(self) -> Desk:
        """The desk of whoever leads the competition."""
        return self.desks[0]

    @property
    def second(self) -> Desk:
        """The desk, and the browser, of whoever confirms."""
        return self.desks[1]

    @property
    def speed(self) -> Speed:
        """How fast they are."""
        return Speed(self.task.speed)
