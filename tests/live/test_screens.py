"""What desks say to the big screens beside commands: a sound to try, silence, a scene before the opening."""

from __future__ import annotations

from tests.live.people import Person, Server


def listening(person: Person) -> list[object]:
    """Everything that this person hears of sounds."""
    heard: list[object] = []
    person.io.on("screen.sound", heard.append, namespace="/live")
    return heard


def test_only_a_desk_tries_a_sound_and_only_the_screens_hear_it(server: Server) -> None:
    people = {who: server.person(who).connect() for who in ("host", "chief", "judge", "display", "team0")}
    heard = {who: listening(person) for who, person in people.items()}
    for who in ("judge", "display", "team0"):
        for event, said in (("screen.sound", {"test": "right"}), ("screen.before", {"scene": "black"})):
            assert people[who].ask(event, said)["error"]["code"] == "role-not-allowed"
    assert people["host"].ask("screen.sound", {"test": "right"}) == {"ok": True}
    people["display"].until(lambda: heard["display"] == [{"test": "right"}])
    assert people["chief"].ask("screen.sound", {"test": "applause"}) == {"ok": True}
    people["display"].until(lambda: len(heard["display"]) == 2)
    assert all(not heard[who] for who in ("host", "chief", "judge", "team0"))
    for said in ({}, {"test": "siren"}, {"volume": 3}):
        assert people["host"].ask("screen.sound", said)["error"]["code"] == "shape"


def test_a_scene_before_the_opening_is_seen_by_all_and_refused_afterwards(server: Server) -> None:
    host, screen = server.person("host").connect(), server.person("display").connect()
    team = host.view["teams"][0]["id"]
    assert host.ask("screen.before", {"scene": "teams", "team": team}) == {"ok": True}
    screen.until(lambda: screen.view["scene"] == "teams" and screen.view["introduced"] == team)
    assert screen.view["seq"] == 0
    assert host.ask("screen.before", {"scene": "teams", "team": "x"})["error"]["code"] == "team-unknown"
    assert host.ask("screen.before", {"scene": "text", "title": "无"})["error"]["code"] == "text-unknown"
    assert host.ask("screen.before", {"scene": "scores"})["error"]["code"] == "shape"
    opened = host.do("match.open")
    assert screen.sees(opened["seq"])["scene"] == "standby"
    assert host.ask("screen.before", {"scene": "black"})["error"]["code"] == "match-opened"


def test_the_desks_are_told_whether_a_screen_may_sound(server: Server) -> None:
    host, screen = server.person("host").connect(), server.person("display").connect()

    def said() -> list[object]:
        return [seat.get("sound") for seat in host.view["presence"] if seat["role"] == "display"]

    assert said() == [None]
    for state in ("blocked", "allowed", "off"):
        assert screen.ask("screen.report", {"troubles": [], "sound": state}) == {"ok": True}
        host.until(lambda state=state: said() == [state])
    assert screen.ask("screen.report", {"troubles": [], "sound": "loud"})["error"]["code"] == "shape"
