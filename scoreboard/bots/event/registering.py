"""Before the first draw: the competition, its registration, the teams, their approval, the stages, the questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from scoreboard.bots.desk import Desk
from scoreboard.bots.event.task import Cast

TOGETHER = 6
"""Teams that fill in their forms at the same time."""


def found(cast: Cast) -> None:
    """A new competition."""
    form = cast.organiser.open("/organiser/").need("/organiser/competitions")
    cast.home = cast.organiser.send(form, title=cast.task.title, organiser=cast.task.organiser).at
    cast.tell("founded", title=cast.task.title)


def open_registration(cast: Cast) -> None:
    """Rules that all teams fit, from one network."""
    task = cast.task
    form = cast.organiser.open(f"{cast.home}/registration").need("/registration")
    cast.organiser.send(
        form,
        opens_at=task.opens,
        closes_at=task.closes,
        erase_on=task.erase,
        places=str(len(task.teams)),
        least="3",
        most="3",
        substitutes="1",
        per_unit="2",
        per_address="2000",
    )


def register(cast: Cast) -> None:
    """Each team by the public page, from a browser of its own."""
    front = f"/c/{cast.home.rpartition('/')[2]}"
    with ThreadPoolExecutor(TOGETHER) as teams:
        for _ in teams.map(partial(_hand_in, cast.task.url, front), cast.task.teams):
            cast.speed.pause(0.5)
    cast.tell("registered", count=len(cast.task.teams))


def _hand_in(url: str, front: str, said: Mapping[str, Sequence[str]]) -> None:
    with Desk(url) as team:
        own = team.send(team.open(front).need(front))
        team.send(own.form_with("team"), then="submit", **said)


def approve(cast: Cast) -> None:
    """Read each form and approve it."""
    for no in range(1, len(cast.task.teams) + 1):
        form = cast.organiser.open(f"{cast.home}/registration/{no}").need("/decide")
        cast.speed.pause(2)
        cast.organiser.send(form, outcome="approve")
    cast.tell("approved", count=len(cast.task.teams))


def set_stages(cast: Cast) -> None:
    """The stages of the rule sheet."""
    page = f"{cast.home}/stages"
    cast.organiser.send(cast.organiser.open(page).need("/stages"), sheet=cast.task.sheet)
    cast.tell("staged", count=len(stage_pages(cast)))


def stage_pages(cast: Cast) -> list[str]:
    """The address of each stage, in order: its last part is the number of the stage."""
    linked = cast.organiser.open(f"{cast.home}/stages").links_to("/stages/")
    return [link for link in linked if link.rpartition("/")[2].isdecimal()]


def bring_questions(cast: Cast) -> None:
    """The question sets from files, each tried and kept, and each stage's own bound to it."""
    cast.sets = tuple(_kept(cast, name, text) for name, text in cast.task.sets)
    for place, one in enumerate(cast.sets[:-1], start=1):
        bind(cast, place, [one])
    cast.tell("bound", count=len(cast.sets) - 1, lacking=lacking(cast))


def complete_questions(cast: Cast) -> None:
    """Where a stage has too few, all of them get the set that is for all: each question is used once all the same."""
    if not lacking(cast):
        return
    for place, one in enumerate(cast.sets[:-1], start=1):
        bind(cast, place, [one, cast.sets[-1]])
    cast.tell("completed", lacking=lacking(cast))


def bind(cast: Cast, place: int, sets: Sequence[str]) -> None:
    """Give the stage at this place these question sets."""
    form = cast.organiser.open(f"{cast.home}/questions").need(f"/questions/sets/{place}")
    cast.organiser.send(form, set=sets)


def lacking(cast: Cast) -> int:
    """For how many rounds the page of the questions names some that are missing."""
    return cast.organiser.text(f"{cast.home}/questions").count("task-blocking")


def _kept(cast: Cast, name: str, text: str) -> str:
    desk = cast.organiser
    report = desk.upload(desk.open("/organiser/sets").need("/sets/uploads"), "questions.txt", text)
    while (form := next((one for one in report.forms if "name" in one.values), None)) is None:
        cast.speed.react(0.2)
        report = desk.open(report.at)
    kept = desk.send(form, name=f"{cast.task.title} {name}")
    return kept.at.rpartition("/")[2]
