"""Who is connected, and who has the seat when two devices want it."""

from __future__ import annotations

import pytest

from scoreboard.live.presence import FREE_AFTER, SILENT_AFTER, STALE_AFTER, Presence
from scoring.usecases.records import Ticket

NOW = 1_700_000_000_000
TEAM = Ticket("t1", "m1", "team", "甲队", "", team="a")
HOST = Ticket("h1", "m1", "host", "主持人", "")


def arrive(presence: Presence, ticket: Ticket, device: str, sid: str, now: int = NOW) -> bool:
    return presence.arrive(match="m1", ticket=ticket.id, role=ticket.role, device=device, sid=sid, now=now)


def state(presence: Presence, ticket: Ticket, now: int) -> str:
    return presence.wall([ticket], now)[0]["state"]


def test_a_device_that_falls_silent_is_shown_as_stale_though_it_looks_connected() -> None:
    presence = Presence()
    assert state(presence, TEAM, NOW) == "never"
    assert arrive(presence, TEAM, "d1", "s1")
    presence.heard("s1", NOW + 5_000, rtt=23)
    assert state(presence, TEAM, NOW + 5_000 + STALE_AFTER) == "ok"
    assert state(presence, TEAM, NOW + 5_001 + STALE_AFTER) == "stale"
    presence.leave("s1", NOW + 30_000)
    line = presence.wall([TEAM], NOW + 30_000)[0]
    assert (line["state"], line["since"], line["last_seen"], line["rtt"]) == ("gone", NOW, NOW + 30_000, 23)


def test_a_second_device_on_a_team_seat_asks_and_the_desk_decides() -> None:
    presence = Presence()
    assert arrive(presence, TEAM, "d1", "s1")
    assert not arrive(presence, TEAM, "d2", "s2")
    assert presence.wall([TEAM], NOW)[0]["requests"] == [{"device": "d2", "since": NOW}]
    assert (presence.has_seat("t1", "d1", NOW), presence.has_seat("t1", "d2", NOW)) == (True, False)
    assert presence.decide("m2", "t1", "d2", approve=True) is None
    assert presence.decide("m1", "t1", "d2", approve=True) == ({"s2"}, {"s1"})
    assert (presence.is_seated("s1"), presence.is_seated("s2")) == (False, True)
    assert presence.decide("m1", "t1", "d2", approve=True) is None


def test_a_refused_device_may_ask_no_second_time_on_the_same_connection() -> None:
    presence = Presence()
    arrive(presence, TEAM, "d1", "s1")
    arrive(presence, TEAM, "d2", "s2")
    assert presence.decide("m1", "t1", "d2", approve=False) == ({"s2"}, set())
    assert presence.wall([TEAM], NOW)[0]["requests"] == []
    assert not presence.is_seated("s2")


def test_the_same_device_comes_back_without_asking() -> None:
    presence = Presence()
    arrive(presence, TEAM, "d1", "s1")
    assert arrive(presence, TEAM, "d1", "s2")
    presence.leave("s1", NOW + 1)
    assert state(presence, TEAM, NOW + 1) == "ok"


def test_a_device_that_is_gone_for_a_while_is_replaced_without_asking() -> None:
    presence = Presence()
    arrive(presence, TEAM, "d1", "s1")
    presence.leave("s1", NOW)
    assert not arrive(presence, TEAM, "d2", "s2", NOW + FREE_AFTER)
    presence.leave("s2", NOW + FREE_AFTER)
    assert arrive(presence, TEAM, "d2", "s3", NOW + FREE_AFTER + 1)


def test_a_device_that_is_silent_for_long_counts_as_gone() -> None:
    presence = Presence()
    arrive(presence, TEAM, "d1", "s1")
    assert not arrive(presence, TEAM, "d2", "s2", NOW + SILENT_AFTER)
    assert arrive(presence, TEAM, "d2", "s3", NOW + SILENT_AFTER + 1)


@pytest.mark.parametrize("ticket", [HOST, Ticket("d1", "m1", "display", "大屏", "")])
def test_a_desk_or_a_screen_may_be_opened_as_often_as_wanted(ticket: Ticket) -> None:
    presence = Presence()
    assert arrive(presence, ticket, "d1", "s1")
    assert arrive(presence, ticket, "d2", "s2")
    assert presence.is_seated("s1")
    assert presence.is_seated("s2")
    assert presence.wall([ticket], NOW)[0]["devices"] == 2


def test_the_best_of_the_last_round_trips_that_the_server_measured_counts() -> None:
    presence = Presence()
    presence.arrive(match="m", ticket="t1", role="team", device="d1", sid="s1", now=NOW)
    assert presence.trip("t1", "d1") is None
    for trip in (40, 12, 30):
        presence.measured("s1", trip)
    assert presence.trip("t1", "d1") == 12
    for _ in range(8):
        presence.measured("s1", 25)
    assert presence.trip("t1", "d1") == 25
    assert presence.trip("t1", "d2") is None
