"""Who is connected, and who has the seat when two devices want it."""

from __future__ import annotations

import pytest

from scoreboard.live.presence import Presence
from scoreboard.live.quiz.trips import slowest_but, trip_to
from scoreboard.live.seat_presence import FREE_AFTER, LATE_ANSWER, MOST_ASKING, SILENT_AFTER, STALE_AFTER
from scoreboard.shared.memory import Memory
from scoring.engine.trip import LONGEST_TRIP, Trip
from scoring.usecases.records import Ticket

NOW = 1_700_000_000_000
TEAM = Ticket("t1", "m1", "team", "甲队", "", team="a")
SCREEN = Ticket("d1", "m1", "display", "大屏", "")
AIR = Ticket("a1", "m1", "air", "直播", "")
HOST = Ticket("h1", "m1", "host", "主持人", "")


def arrive(presence: Presence, ticket: Ticket, device: str, sid: str, now: int = NOW) -> bool:
    return presence.arrive(stream="match:m1", ticket=ticket.id, role=ticket.role, device=device, sid=sid, now=now)


def state(presence: Presence, ticket: Ticket, now: int) -> str:
    return presence.table([ticket], now)[0]["state"]


def test_a_device_that_falls_silent_is_shown_as_stale_though_it_looks_connected() -> None:
    presence = Presence(Memory())
    assert state(presence, TEAM, NOW) == "never"
    assert arrive(presence, TEAM, "d1", "s1")
    presence.touch("s1", NOW + 5_000, rtt=23)
    assert state(presence, TEAM, NOW + 5_000 + STALE_AFTER) == "ok"
    assert state(presence, TEAM, NOW + 5_001 + STALE_AFTER) == "stale"
    presence.leave("s1", NOW + 30_000)
    line = presence.table([TEAM], NOW + 30_000)[0]
    assert (line["state"], line["since"], line["last_seen"], line["rtt"]) == ("gone", NOW, NOW + 30_000, 23)


def test_what_the_screens_of_a_seat_do_not_show_is_known_while_they_are_there() -> None:
    presence = Presence(Memory())
    arrive(presence, SCREEN, "d1", "s1")
    arrive(presence, SCREEN, "d2", "s2")
    assert presence.report("s1", ["text-cut", "media-failed", "text-cut"])
    assert presence.report("s2", ["film-no-picture"])
    assert not presence.report("s1", ["media-failed", "text-cut"]), "known already"
    assert not presence.report("nobody", ["text-cut"])
    assert presence.table([SCREEN], NOW)[0]["troubles"] == ["film-no-picture", "media-failed", "text-cut"]
    presence.leave("s1", NOW)
    assert presence.table([SCREEN], NOW)[0]["troubles"] == ["film-no-picture"]
    presence.report("s2", [])
    assert "troubles" not in presence.table([SCREEN], NOW)[0]


def outputs(presence: Presence, now: int = NOW) -> tuple[str, int]:
    line = presence.table([AIR], now)[0]
    return line["state"], line["devices"]


def test_the_technicians_page_of_the_same_card_is_no_output_for_television() -> None:
    presence = Presence(Memory())
    arrive(presence, AIR, "obs", "s1")
    assert outputs(presence) == ("never", 0)
    assert presence.report("s1", [], output=True)
    assert not presence.report("s1", [], output=True), "known already"
    assert outputs(presence) == ("ok", 1)
    arrive(presence, AIR, "desk", "s2")
    arrive(presence, AIR, "obs", "s3")
    assert outputs(presence) == ("ok", 1)
    presence.touch("s2", NOW + STALE_AFTER)
    assert outputs(presence, NOW + STALE_AFTER + 1) == ("stale", 1)
    presence.leave("s1", NOW)
    assert outputs(presence) == ("gone", 0)
    presence.leave("s3", NOW)
    presence.leave("s2", NOW)
    assert outputs(presence) == ("gone", 0)
    arrive(presence, AIR, "desk", "s4")
    assert outputs(presence) == ("gone", 0)
    arrive(presence, AIR, "vmix", "s5")
    presence.report("s5", [], output=True)
    assert outputs(presence) == ("ok", 1)


def test_of_several_screens_the_worst_sound_is_told() -> None:
    presence = Presence(Memory())
    arrive(presence, SCREEN, "d1", "s1")
    arrive(presence, SCREEN, "d2", "s2")
    assert "sound" not in presence.table([SCREEN], NOW)[0]
    assert presence.report("s1", [], "allowed")
    assert not presence.report("s1", [], "allowed"), "known already"
    assert presence.table([SCREEN], NOW)[0]["sound"] == "allowed"
    assert presence.report("s2", [], "blocked")
    assert presence.table([SCREEN], NOW)[0]["sound"] == "blocked"
    presence.leave("s2", NOW)
    assert presence.table([SCREEN], NOW)[0]["sound"] == "allowed"


def test_a_second_device_on_a_team_seat_asks_and_the_desk_decides() -> None:
    presence = Presence(Memory())
    assert arrive(presence, TEAM, "d1", "s1")
    assert not arrive(presence, TEAM, "d2", "s2")
    assert presence.table([TEAM], NOW)[0]["requests"] == [{"device": "d2", "since": NOW}]
    assert (presence.has_seat("t1", "d1", NOW), presence.has_seat("t1", "d2", NOW)) == (True, False)
    assert presence.decide("match:m2", "t1", "d2", approve=True) is None
    assert presence.decide("match:m1", "t1", "d2", approve=True) == ({"s2"}, {"s1"})
    assert (presence.is_seated("s1"), presence.is_seated("s2")) == (False, True)
    assert presence.decide("match:m1", "t1", "d2", approve=True) is None


def test_of_very_many_devices_that_ask_for_one_seat_the_desk_is_shown_the_last() -> None:
    presence = Presence(Memory())
    arrive(presence, TEAM, "d0", "s0")
    for number in range(1, 100):
        assert not arrive(presence, TEAM, f"d{number}", f"s{number}")
    shown = [one["device"] for one in presence.table([TEAM], NOW)[0]["requests"]]
    assert shown == [f"d{number}" for number in range(100 - MOST_ASKING, 100)]
    assert presence.decide("match:m1", "t1", "d1", approve=True) is None
    assert presence.decide("match:m1", "t1", "d99", approve=True) == ({"s99"}, {"s0"})


def test_a_refused_device_may_ask_no_second_time_on_the_same_connection() -> None:
    presence = Presence(Memory())
    arrive(presence, TEAM, "d1", "s1")
    arrive(presence, TEAM, "d2", "s2")
    assert presence.decide("match:m1", "t1", "d2", approve=False) == ({"s2"}, set())
    assert presence.table([TEAM], NOW)[0]["requests"] == []
    assert not presence.is_seated("s2")


def test_the_same_device_comes_back_without_asking() -> None:
    presence = Presence(Memory())
    arrive(presence, TEAM, "d1", "s1")
    assert arrive(presence, TEAM, "d1", "s2")
    presence.leave("s1", NOW + 1)
    assert state(presence, TEAM, NOW + 1) == "ok"


def test_a_device_that_is_gone_for_a_while_is_replaced_without_asking() -> None:
    presence = Presence(Memory())
    arrive(presence, TEAM, "d1", "s1")
    presence.leave("s1", NOW)
    assert not arrive(presence, TEAM, "d2", "s2", NOW + FREE_AFTER)
    presence.leave("s2", NOW + FREE_AFTER)
    assert arrive(presence, TEAM, "d2", "s3", NOW + FREE_AFTER + 1)


def test_a_device_that_is_silent_for_long_counts_as_gone() -> None:
    presence = Presence(Memory())
    arrive(presence, TEAM, "d1", "s1")
    assert not arrive(presence, TEAM, "d2", "s2", NOW + SILENT_AFTER)
    assert arrive(presence, TEAM, "d2", "s3", NOW + SILENT_AFTER + 1)


@pytest.mark.parametrize("ticket", [HOST, Ticket("d1", "m1", "display", "大屏", "")])
def test_a_desk_or_a_screen_may_be_opened_as_often_as_wanted(ticket: Ticket) -> None:
    presence = Presence(Memory())
    assert arrive(presence, ticket, "d1", "s1")
    assert arrive(presence, ticket, "d2", "s2")
    assert presence.is_seated("s1")
    assert presence.is_seated("s2")
    assert presence.table([ticket], NOW)[0]["devices"] == 2


def answers(presence: Presence, sid: str, *trips: int, at: int = NOW, line: int | None = None) -> None:
    """The server measures the way to a connection, once for each of these trips."""
    for trip in trips:
        assert presence.ask(sid, at)
        presence.measured(sid, at + trip, line)


def station(presence: Presence, team: str, *trips: int, line: int | None = None) -> None:
    """A team's one device on its seat, with the trips that were measured to it."""
    presence.arrive(
        stream="match:m1", ticket=f"t-{team}", role="team", device=f"d-{team}", sid=team, now=NOW, team=team
    )
    answers(presence, team, *trips, line=line)


def test_the_best_of_the_last_round_trips_that_the_server_measured_counts() -> None:
    presence = Presence(Memory())
    arrive(presence, TEAM, "d1", "s1")
    assert trip_to(presence, "t1", "d1") is None
    answers(presence, "s1", 40, 12, 30)
    assert trip_to(presence, "t1", "d1") == Trip(12, LONGEST_TRIP)
    answers(presence, "s1", *[25] * 8)
    assert trip_to(presence, "t1", "d1") == Trip(25, LONGEST_TRIP)
    assert trip_to(presence, "t1", "d2") is None


def test_one_measurement_at_a_time_and_an_answer_to_none_counts_nothing() -> None:
    presence = Presence(Memory())
    arrive(presence, TEAM, "d1", "s1")
    assert presence.ask("s1", NOW)
    assert not presence.ask("s1", NOW)
    assert not presence.ask("s1", NOW + 2_000)
    presence.measured("s1", NOW + 2_010)
    presence.measured("s1", NOW + 2_011)
    assert trip_to(presence, "t1", "d1") == Trip(2_010, LONGEST_TRIP)
    assert presence.ask("s1", NOW + 4_000)
    assert not presence.ask("nobody", NOW)


def test_a_dead_connection_beside_a_living_one_says_nothing_of_the_way() -> None:
    presence = Presence(Memory())
    station(presence, "a", 30)
    assert presence.ask("a", NOW)
    presence.arrive(stream="match:m1", ticket="t-a", role="team", device="d-a", sid="a2", now=NOW, team="a")
    answers(presence, "a2", 31)
    assert not presence.ask("a", NOW + LATE_ANSWER + 1)
    assert trip_to(presence, "t-a", "d-a") == Trip(30, LONGEST_TRIP)


def test_a_station_that_leaves_a_measurement_unanswered_is_not_measured() -> None:
    presence = Presence(Memory())
    station(presence, "a", 30)
    assert presence.ask("a", NOW)
    assert not presence.ask("a", NOW + LATE_ANSWER)
    assert trip_to(presence, "t-a", "d-a") == Trip(30, LONGEST_TRIP)
    assert not presence.ask("a", NOW + LATE_ANSWER + 1)
    assert trip_to(presence, "t-a", "d-a") is None
    presence.leave("a", NOW)
    presence.arrive(stream="match:m1", ticket="t-a", role="team", device="d-a", sid="a2", now=NOW, team="a")
    answers(presence, "a2", 31)
    assert trip_to(presence, "t-a", "d-a") == Trip(31, LONGEST_TRIP)


def test_a_station_that_answers_late_is_believed_as_far_as_the_other_teams_ways_and_its_own_line() -> None:
    presence = Presence(Memory())
    station(presence, "late", 900, 950)
    assert trip_to(presence, "t-late", "d-late") == Trip(900, LONGEST_TRIP)
    for team, trip in (("a", 30), ("b", 20), ("c", 25)):
        station(presence, team, trip)
    assert trip_to(presence, "t-late", "d-late") == Trip(900, 25)
    answers(presence, "late", 900, line=2)
    assert trip_to(presence, "t-late", "d-late") == Trip(900, 2)
    assert trip_to(presence, "t-a", "d-a") == Trip(30, 20)


def test_the_window_covers_the_slowest_line_of_the_other_teams() -> None:
    presence = Presence(Memory())
    assert slowest_but(presence, "t-a") == 0
    station(presence, "a", 310, line=280)
    station(presence, "b", 230, line=205)
    station(presence, "c", 900, line=10)
    station(presence, "own", 12, line=9)
    assert slowest_but(presence, "t-own") == 280
    assert slowest_but(presence, "t-a") == 205


def test_neither_a_team_s_own_devices_nor_another_match_nor_who_is_gone_say_how_long_a_way_may_be() -> None:
    presence = Presence(Memory())
    station(presence, "late", 900)
    presence.arrive(stream="match:m1", ticket="t2", role="team", device="d2", sid="own", now=NOW, team="late")
    answers(presence, "own", 1)
    presence.arrive(stream="match:m2", ticket="t3", role="team", device="d3", sid="other", now=NOW, team="x")
    answers(presence, "other", 1)
    station(presence, "gone", 1)
    presence.leave("gone", NOW)
    assert trip_to(presence, "t-late", "d-late") == Trip(900, LONGEST_TRIP)


def hold(presence: Presence, device: str, now: int = NOW, role: str = "team") -> bool:
    return presence.hold(stream="match:m1", ticket="t1", role=role, device=device, now=now)


def test_before_anybody_is_connected_the_first_device_to_act_holds_the_seat() -> None:
    presence = Presence(Memory())
    assert hold(presence, "d1")
    assert not hold(presence, "d2")
    assert not arrive(presence, TEAM, "d2", "s2")
    assert presence.table([TEAM], NOW)[0]["requests"] == [{"device": "d2", "since": NOW}]
    assert arrive(presence, TEAM, "d1", "s1")
    assert presence.decide("match:m1", "t1", "d2", approve=True) == ({"s2"}, {"s1"})
    assert (hold(presence, "d1"), hold(presence, "d2")) == (False, True)


def test_who_acted_once_and_is_gone_keeps_nobody_out() -> None:
    presence = Presence(Memory())
    assert hold(presence, "d1")
    assert not hold(presence, "d2", NOW + FREE_AFTER)
    assert hold(presence, "d2", NOW + FREE_AFTER + 1)
    assert not hold(presence, "d1", NOW + FREE_AFTER + 2)


def test_a_desk_may_act_on_as_many_devices_as_it_likes() -> None:
    presence = Presence(Memory())
    assert [hold(presence, device, role="host") for device in ("d1", "d2")] == [True, True]


def test_a_device_that_leaves_its_seats_frees_them_at_once() -> None:
    presence = Presence(Memory())
    arrive(presence, TEAM, "d1", "s1")
    arrive(presence, TEAM, "d1", "s1b")
    assert presence.give_up("d1") == {"s1", "s1b"}
    assert arrive(presence, TEAM, "d2", "s2")
    assert presence.give_up("") == presence.give_up("unknown") == set()
