"""The overview follows the matches: one view a moment after many entries, to those who watch it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import pytest

from scoreboard import live
from scoreboard.live import live_services
from scoreboard.live.competition.job import CompetitionLive
from scoreboard.live.jobs import Jobs
from scoreboard.live.presence import Presence
from scoreboard.live.quiz.job import MatchLive
from scoreboard.live.rooms import Room
from scoreboard.presenters.competition.audience import Audience
from scoreboard.services import Hub
from scoreboard.web.auth import Seat
from scoreboard.web.commands import handle_command
from scoring.engine.actors import Actor
from scoring.engine.competition.commands import LookAtContacts
from scoring.engine.competition.commands_written import PublishMarks
from scoring.engine.errors import Forbidden
from scoring.usecases.competition.job import COMPETITION, stream_of
from scoring.usecases.perform import check_role
from tests.fakes import FakeClock, fake_context
from tests.jobs import fake_services
from tests.live.people import PATIENCE
from tests.overviews import an_event, in_swing, play_individual
from tests.registrations import OPENS
from tests.unit.usecases.competition.test_written import check, enter, written_event

BESIDE = 0.5
"""Seconds in which eight entries come on a machine that is busy with other things, or most of them."""


def until(ready: Callable[[], bool]) -> None:
    limit = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < limit
        time.sleep(0.02)


def at_rest(sent: Sequence[object], beside: float) -> int:
    """Wait until no view has come for three times as long as one may wait; gives how many came."""
    count = -1
    while count != len(sent):
        count = len(sent)
        time.sleep(3 * beside)
    return count


def test_entries_of_a_match_become_few_views_of_its_competition(monkeypatch: pytest.MonkeyPatch) -> None:
    hub = Hub()
    ctx = fake_context(clock=FakeClock(OPENS + 1), publish=hub.publish)
    event = an_event(ctx)
    halls = in_swing(event, Random(1), done=0, running=2)
    services = fake_services(ctx, hub)
    presence = Presence(services.shared)
    jobs = Jobs(MatchLive(services, presence), CompetitionLive(services, presence))
    sent: list[tuple[str, Any]] = []
    monkeypatch.setattr(live, "BESIDE", BESIDE)
    wired = live_services(services, jobs, presence, lambda name, view, to: sent.append((to, view)))
    room = Room(stream_of(event.id), Audience("display"), "zh")
    wired.rooms.enter("sid", room)
    play_individual(halls[0], Random(1), 2)
    item = len(halls[0].state.items)
    until(lambda: bool(sent) and sent[-1][1]["stage"]["groups"][0]["progress"]["item"] == item)
    assert {to for to, _ in sent} == {room.name}
    assert len(sent) < 8  # eight entries
    before = at_rest(sent, BESIDE)
    halls[0].do("scene.show", scene="scores")
    assert at_rest(sent, BESIDE) == before  # nothing that the hall sees has changed


def test_no_command_comes_from_a_seat_that_only_watches() -> None:
    for role in ("operator", "display"):
        with pytest.raises(Forbidden):
            check_role(COMPETITION, Actor("ticket:t", role), LookAtContacts((1,)))  # type: ignore[arg-type]


def test_the_operator_cues_a_published_ranking_from_its_page_and_a_screen_does_not() -> None:
    event = written_event()
    enter(event)
    check(event)
    event.do(PublishMarks("笔试", 1))
    services = fake_services(event.ctx)
    presence = Presence(services.shared)
    job = CompetitionLive(services, presence)
    said = {"kind": "written.show", "stage": "笔试", "shown": True}

    def cue(role: str, key: str) -> Any:
        actor = Actor(f"ticket:{role}", role)  # type: ignore[arg-type]
        stream = stream_of(event.id)
        seat = Seat(actor, "", stream, role, "", 0, role, "d", role, competition=event.id)
        return handle_command(event.ctx, job, presence, seat, said, key)

    with pytest.raises(Forbidden):
        cue("display", "a")
    assert not event.state.written["笔试"].shown
    assert cue("operator", "b")["repeat"] is False
    assert cue("operator", "b")["repeat"] is True
    assert event.state.written["笔试"].shown
