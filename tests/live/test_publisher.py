"""One view for each audience, the latest wins, and a failure costs a try, not the picture."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from scoreboard.live.jobs import Jobs
from scoreboard.live.presence import Presence
from scoreboard.live.publisher import APART, GATHER, Publisher, Waiting
from scoreboard.live.quiz.job import MatchLive
from scoreboard.live.rooms import Room, Rooms
from scoreboard.presenters.quiz.audience import Audience
from scoreboard.server import runtime
from scoreboard.shared.memory import Memory
from tests.fakes import fake_context
from tests.halls import Hall, set_up
from tests.jobs import fake_services
from tests.live.people import PATIENCE


class Outlet:
    """Where views go: keeps them, and can be told to fail."""

    def __init__(self, failures: int = 0) -> None:
        self.sent: list[tuple[str, int, str]] = []
        self.failures = failures
        self.open = threading.Event()
        self.open.set()
        self._came = threading.Condition()

    def __call__(self, event: str, data: Any, to: str | list[str]) -> None:
        assert self.open.wait(PATIENCE)
        with self._came:
            if self.failures:
                self.failures -= 1
                raise OSError("no route")
            self.sent += [(event, data["seq"], one) for one in ([to] if isinstance(to, str) else sorted(to))]
            self._came.notify_all()

    def wait_for(self, seq: int, to: str) -> None:
        with self._came:
            assert self._came.wait_for(lambda: any(s[1] >= seq and s[2] == to for s in self.sent), timeout=PATIENCE)

    def wait_for_count(self, times: int, to: str) -> None:
        with self._came:
            assert self._came.wait_for(lambda: sum(s[2] == to for s in self.sent) >= times, timeout=PATIENCE)


def furnished(outlet: Outlet, **hall_of: Any) -> tuple[Hall, Rooms, Publisher]:
    hall = set_up(fake_context(), **hall_of)
    services = fake_services(hall.ctx)
    rooms = Rooms(services.shared)
    return hall, rooms, Publisher(Jobs(MatchLive(services, Presence(services.shared))), rooms, outlet)


def test_each_room_gets_one_view_and_a_burst_becomes_few() -> None:
    outlet = Outlet()
    hall, rooms, publisher = furnished(outlet)
    screen, host = Room(hall.stream, Audience("display"), "zh"), Room(hall.stream, Audience("host"), "zh")
    for sid, room in (("s1", screen), ("s2", screen), ("s3", host)):
        rooms.enter(sid, room)
    hall.do("match.open")
    outlet.open.clear()
    for number in range(30):
        hall.do("scene.show", scene=("teams", "black")[number % 2])
        publisher.everybody(hall.stream)
    outlet.open.set()
    outlet.wait_for(31, host.name)
    outlet.wait_for(31, screen.name)
    for room in (screen, host):
        seqs = [seq for _, seq, to in outlet.sent if to == room.name]
        assert seqs == sorted(seqs)
        assert len(seqs) <= 2  # the one that was on its way when the burst began, and the one after it
    assert {to for _, _, to in outlet.sent} == {screen.name, host.name}


def test_stations_are_told_before_the_crowd_of_screens_and_the_desks_last() -> None:
    outlet = Outlet()
    hall, rooms, publisher = furnished(outlet)
    kinds = Audience("host"), Audience("display"), Audience("team", hall.teams[0])
    host, screen, station = (Room(hall.stream, audience, "zh") for audience in kinds)
    for sid, room in (("s1", host), ("s2", screen), ("s3", screen), ("s4", station)):
        rooms.enter(sid, room)
    publisher.everybody(hall.stream)
    outlet.wait_for(0, host.name)
    assert [to for _, _, to in outlet.sent] == [station.name, screen.name, host.name]


def test_a_newcomer_alone_gets_the_view_that_others_have() -> None:
    outlet = Outlet()
    hall, rooms, publisher = furnished(outlet)
    rooms.enter("s1", Room(hall.stream, Audience("display"), "zh"))
    rooms.enter("s2", Room(hall.stream, Audience("display"), "zh"))
    publisher.newcomer(hall.stream, "s2")
    outlet.wait_for(0, "s2")
    assert outlet.sent == [("view", 0, "s2")]


def test_many_newcomers_are_sent_their_view_as_one() -> None:
    outlet = Outlet()
    hall, rooms, publisher = furnished(outlet)
    for sid in ("s1", "s2", "s3"):
        rooms.enter(sid, Room(hall.stream, Audience("display"), "zh"))
    outlet.open.clear()
    for sid in ("s1", "s2"):
        publisher.newcomer(hall.stream, sid)
    outlet.open.set()
    for sid in ("s1", "s2"):
        outlet.wait_for(0, sid)
    assert sorted(to for _, _, to in outlet.sent) == ["s1", "s2"]


def test_a_picture_that_has_not_changed_is_sent_to_nobody_but_the_desks() -> None:
    outlet = Outlet()
    hall, rooms, publisher = furnished(outlet)
    screen, host = Room(hall.stream, Audience("display"), "zh"), Room(hall.stream, Audience("host"), "zh")
    rooms.enter("s1", screen)
    rooms.enter("s2", host)
    hall.do("match.open")
    for times in (1, 2, 3):
        publisher.everybody(hall.stream)
        outlet.wait_for_count(times, host.name)
    assert [to for _, _, to in outlet.sent].count(screen.name) == 1


def test_who_has_just_come_in_is_not_sent_the_same_picture_again() -> None:
    outlet = Outlet()
    hall, rooms, publisher = furnished(outlet)
    screen, host = Room(hall.stream, Audience("display"), "zh"), Room(hall.stream, Audience("host"), "zh")
    rooms.enter("s1", screen)
    rooms.enter("s2", host)
    publisher.newcomer(hall.stream, "s1")
    outlet.wait_for(0, "s1")
    publisher.everybody(hall.stream)
    outlet.wait_for(0, host.name)
    assert [to for _, _, to in outlet.sent] == ["s1", host.name]
    rooms.leave("s1")
    hall.do("match.open")
    publisher.everybody(hall.stream)
    outlet.wait_for(1, host.name)
    rooms.enter("s3", screen)
    publisher.newcomer(hall.stream, "s3")
    outlet.wait_for(1, "s3")
    publisher.everybody(hall.stream)
    outlet.wait_for_count(3, host.name)
    assert [to for _, _, to in outlet.sent].count(screen.name) == 0


def test_when_sending_fails_everybody_gets_it_at_the_next_try() -> None:
    outlet = Outlet(failures=2)
    hall, rooms, publisher = furnished(outlet)
    screen = Room(hall.stream, Audience("display"), "zh")
    rooms.enter("s1", screen)
    hall.do("match.open")
    publisher.everybody(hall.stream)
    outlet.wait_for(1, screen.name)
    assert outlet.sent == [("view", 1, screen.name)]


class Picture:
    """A job with one view for all, which the test changes; ``folds`` counts how often it was asked for."""

    def __init__(self) -> None:
        self.seq, self.folds = 1, 0

    def of(self, _stream: str) -> Picture:
        return self

    def snapshot(self, _stream: str) -> None:
        self.folds += 1

    def view(self, _at: None, _audience: Audience, _lang: str) -> dict[str, int]:
        return {"seq": self.seq, "now": 0}


class Flawed(Picture):
    """One whose view for the picture on air cannot be made at first."""

    def __init__(self, failures: int) -> None:
        super().__init__()
        self.failures = failures

    def view(self, at: None, audience: Audience, lang: str) -> dict[str, int]:
        if audience.kind == "air" and self.failures:
            self.failures -= 1
            raise KeyError("text")
        return super().view(at, audience, lang)


def test_where_one_audiences_view_fails_the_others_get_theirs_and_that_one_is_tried_again_alone() -> None:
    outlet, rooms, picture = Outlet(), Rooms(Memory()), Flawed(failures=2)
    air, screen, host = (Room("m", Audience(kind), "zh") for kind in ("air", "display", "host"))  # type: ignore[arg-type]
    publisher = Publisher(picture, rooms, outlet)  # type: ignore[arg-type]
    for sid, room in (("s1", air), ("s2", screen), ("s3", host)):
        rooms.enter(sid, room)
    publisher.everybody("m")
    outlet.wait_for(1, air.name)
    assert [to for _, _, to in outlet.sent] == [screen.name, host.name, air.name]
    assert (picture.failures, picture.folds) == (0, 3)


def test_who_comes_while_the_view_of_its_audience_fails_gets_it_with_its_room() -> None:
    outlet, rooms, picture, air = Outlet(), Rooms(Memory()), Flawed(failures=1), Room("m", Audience("air"), "zh")
    publisher = Publisher(picture, rooms, outlet)  # type: ignore[arg-type]
    rooms.enter("s1", air)
    publisher.newcomer("m", "s1")
    outlet.wait_for(1, air.name)
    assert outlet.sent == [("view", 1, air.name)]


def test_a_picture_that_only_a_newcomer_had_is_replaced_by_the_one_that_the_others_had_before() -> None:
    outlet, rooms, picture, screen = Outlet(), Rooms(Memory()), Picture(), Room("m", Audience("display"), "zh")
    publisher = Publisher(picture, rooms, outlet)  # type: ignore[arg-type]
    rooms.enter("s1", screen)
    publisher.everybody("m")
    outlet.wait_for(1, screen.name)
    picture.seq = 2
    rooms.enter("s2", screen)
    publisher.newcomer("m", "s2")
    outlet.wait_for(2, "s2")
    picture.seq = 1
    publisher.everybody("m")
    outlet.wait_for_count(2, screen.name)
    assert outlet.sent == [("view", 1, screen.name), ("view", 2, "s2"), ("view", 1, screen.name)]


def test_those_who_come_soon_after_another_share_a_fold_and_what_everybody_waits_for_goes_at_once() -> None:
    outlet, rooms, picture, screen = Outlet(), Rooms(Memory()), Picture(), Room("m", Audience("display"), "zh")
    now = [100.0]
    publisher = Publisher(picture, rooms, outlet, lambda: now[0])  # type: ignore[arg-type]
    for sid in ("s1", "s2", "s3"):
        rooms.enter(sid, screen)
    publisher.newcomer("m", "s1")
    outlet.wait_for(1, "s1")
    publisher.newcomer("m", "s2")
    publisher.newcomer("m", "s3")
    time.sleep(2 * GATHER)
    now[0] += APART
    for sid in ("s2", "s3"):
        outlet.wait_for(1, sid)
    assert picture.folds == 2
    publisher.newcomer("m", "s2")
    picture.seq = 2
    publisher.everybody("m")
    outlet.wait_for(2, screen.name)
    assert picture.folds == 3


def test_two_languages_are_two_rooms() -> None:
    outlet = Outlet()
    hall, rooms, publisher = furnished(outlet)
    for lang in ("zh", "en"):
        rooms.enter(lang, Room(hall.stream, Audience("display"), lang))
    publisher.everybody(hall.stream)
    for lang in ("zh", "en"):
        outlet.wait_for(0, Room(hall.stream, Audience("display"), lang).name)
    assert len(outlet.sent) == 2


def test_an_empty_room_is_closed() -> None:
    rooms = Rooms(Memory())
    room = Room("match:m1", Audience("display"), "zh")
    rooms.enter("s1", room)
    rooms.enter("s2", room)
    assert rooms.leave("s1") == room
    assert rooms.open("match:m1") == (room,)
    assert rooms.leave("s2") == room
    assert (rooms.open("match:m1"), rooms.streams(), rooms.leave("s2")) == ((), (), None)


def test_a_press_that_comes_while_views_are_made_waits_for_one_of_them_and_not_for_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In the mode with one thread nothing that came is read while views are made."""
    done: list[str] = []
    outlet = Outlet()
    hall, rooms, publisher = furnished(outlet)
    for number, kind in enumerate(("display", "host", "chief")):
        rooms.enter(f"s{number}", Room(hall.stream, Audience(kind), "zh"))  # type: ignore[arg-type]
    monkeypatch.setattr(runtime, "give_way", lambda: done.append("way"))
    monkeypatch.setattr(publisher, "_emit", lambda event, view, to: done.append(event))
    publisher._waiting[hall.stream] = Waiting(everybody=True)
    publisher._push(hall.stream)
    assert done == ["way", "view"] * 3
