"""After kill -9 the server is back with the same stage, the same deadline, the same press lock."""

from __future__ import annotations

from tests.live.people import Server
from tests.live.test_match_live import open_item

SAME = ("seq", "match", "scene", "rounds", "round", "item", "clock", "press", "teams", "ranking")


def test_the_stage_and_the_deadline_live_on(mortal: Server) -> None:
    host, team = mortal.person("host").connect(), mortal.person("team0").connect()
    open_item(host, "all")
    started = host.do("clock.start")
    sent = team.do("answer.submit", key="k", team=team.seat["team"], answer=["B"])
    before = team.sees(sent["seq"])
    mortal.kill()
    mortal.start()
    host.reconnect()
    team.reconnect()
    assert {name: team.view[name] for name in SAME} == {name: before[name] for name in SAME}
    assert mortal.keeps_epoch or team.view["epoch"] != before["epoch"]
    assert team.view["clock"]["deadline"] == started["at"] + 600_000
    assert team.view["me"]["answer"] == ["B"]
    assert team.do("answer.submit", key="k", team=team.seat["team"], answer=["B"]) == {**sent, "repeat": True}


def test_the_press_lock_lives_on_and_the_award_comes_by_itself(mortal: Server) -> None:
    host = mortal.person("host").connect()
    teams = [mortal.person(f"team{n}").connect() for n in range(2)]
    open_item(host, "press")
    armed = host.do("press.arm")
    arming = teams[0].sees(armed["seq"])["press"]["arming"]
    pressed = teams[0].do("press.record", team=teams[0].seat["team"], press="p1", arming=arming)
    assert pressed["ok"]
    mortal.kill()
    mortal.start()
    teams[1].reconnect()
    # Nobody told the restarted server anything: its timekeeper found the collection window over and awarded.
    seen = teams[1].sees(pressed["seq"] + 1)
    assert (seen["press"]["winner"], seen["item"]["answering"]) == (teams[0].seat["team"],) * 2
    late = teams[1].do("press.record", team=teams[1].seat["team"], press="p2", arming=arming)
    assert late["ok"]
    assert teams[1].sees(late["seq"])["press"]["winner"] == teams[0].seat["team"]
