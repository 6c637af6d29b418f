"""A match over real sockets: what everybody sees, and what may go wrong on the way."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.live.people import Person, Server


def open_item(host: Person, round_id: str) -> int:
    """Open the match, begin the round, present its first item; the last seq."""
    for kind, fields in (("match.open", {}), ("round.begin", {"round": round_id}), ("item.present", {})):
        answer = host.do(kind, **fields)
        assert answer["ok"], answer
    return int(answer["seq"])


def test_everybody_gets_a_view_of_their_own_at_connect_and_after_every_command(server: Server) -> None:
    people = {who: server.person(who).connect() for who in ("host", "chief", "judge", "display", "team0", "team1")}
    assert {who: p.view["audience"] for who, p in people.items()} == {
        "host": "host",
        "chief": "chief",
        "judge": "judge",
        "display": "display",
        "team0": "team",
        "team1": "team",
    }
    assert people["display"].view["seq"] == 0
    assert [t["name"] for t in people["display"].view["teams"]] != []
    seq = open_item(people["host"], "all")
    for who, person in people.items():
        seen = person.sees(seq)
        assert (seen["seq"], seen["match"]["stage"]) == (3, "reading"), who
        assert seen["item"]["question"]["stem"].startswith("题干")
        assert ("key" in seen["item"]) is (who in ("host", "chief", "judge"))
    assert people["team0"].view["me"]["state"] == "wait"


def test_two_answers_at_the_same_moment_are_both_counted(server: Server) -> None:
    host = server.person("host").connect()
    teams = [server.person(f"team{n}").connect() for n in range(3)]
    open_item(host, "all")
    host.do("clock.start")
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(lambda p: p.do("answer.submit", team=p.seat["team"], answer=["B"], final=True), teams))
    assert [a["ok"] for a in answers] == [True, True, True]
    assert sorted(a["seq"] for a in answers) == [5, 6, 7]
    closed = host.do("item.close")
    assert closed["ok"]
    assert [t["score"] for t in teams[0].sees(closed["seq"])["teams"]] == ["110", "110", "110"]
    assert teams[0].view["item"]["key"] == ["B"]
    assert teams[0].view["me"]["points"] == "10"


def test_a_repeated_key_gets_the_first_answer_over_either_door(server: Server) -> None:
    host, team = server.person("host").connect(), server.person("team0").connect()
    open_item(host, "all")
    host.do("clock.start")
    own = team.seat["team"]
    first = team.do("answer.submit", key="once", team=own, answer=["A"])
    again = team.do("answer.submit", key="once", team=own, answer=["A"])
    posted = team.post("answer.submit", key="once", team=own, answer=["A"])
    other = team.do("answer.submit", key="once", team=own, answer=["C"])
    assert first == {"ok": True, "seq": 5, "at": first["at"], "repeat": False}
    assert again == {**first, "repeat": True}
    assert (posted.status_code, posted.json()) == (200, {"seq": 5, "at": first["at"], "repeat": True})
    assert (other["ok"], other["error"]["code"]) == (False, "key-used")


def test_a_page_that_comes_back_in_mid_question_has_everything_it_had(server: Server) -> None:
    host, team = server.person("host").connect(), server.person("team0").connect()
    open_item(host, "all")
    started = host.do("clock.start")
    sent = team.do("answer.submit", team=team.seat["team"], answer=["B"], final=True)
    before = team.sees(sent["seq"])
    team.reconnect()
    kept = ("epoch", "seq", "match", "item", "clock", "teams", "me", "scene")
    assert {name: team.view[name] for name in kept} == {name: before[name] for name in kept}
    assert team.view["me"] | {} == before["me"]
    assert (team.view["me"]["state"], team.view["me"]["answer"]) == ("locked", ["B"])
    assert team.view["clock"]["deadline"] == started["at"] + 600_000
    refused = team.do("answer.submit", team=team.seat["team"], answer=["A"])
    assert refused["error"]["code"] == "answer-final"


def test_the_host_reloads_and_asks_for_the_whole_view(server: Server) -> None:
    host = server.person("host").connect()
    seq = open_item(host, "press")
    host.reconnect()
    asked = host.ask("view.get", {})
    assert asked["seq"] == host.view["seq"] == seq
    assert [a["id"] for a in asked["actions"] if a["primary"]] == ["press.arm"]
    assert asked["log"][0]["kind"] == "item.present"


def test_the_first_press_is_awarded_by_the_server_itself(server: Server) -> None:
    host, screen = server.person("host").connect(), server.person("display").connect()
    teams = [server.person(f"team{n}").connect() for n in range(2)]
    open_item(host, "press")
    armed = host.do("press.arm")
    arming = teams[0].sees(armed["seq"])["press"]["arming"]
    assert teams[0].view["me"]["state"] == "press"
    first = teams[1].do("press.record", team=teams[1].seat["team"], press="p1", arming=arming)
    second = teams[0].do("press.record", team=teams[0].seat["team"], press="p2", arming=arming)
    assert first["ok"]
    assert second["ok"]
    # Two presses and the award, which on a slow machine may have come between them.
    seen = screen.sees(armed["seq"] + 3)
    assert seen["press"]["state"] == "awarded"
    assert seen["press"]["winner"] == teams[1].seat["team"]
    assert "presses" not in seen["press"]
    presses = host.sees(seen["seq"])["press"]["presses"]
    assert [line["team"] for line in presses] == [teams[1].seat["team"], teams[0].seat["team"]]
    made = [line["estimate"] for line in presses]
    assert (seen["press"]["alone"], seen["press"]["margin"]) == (False, made[1] - made[0])
    assert [t.sees(seen["seq"])["me"]["state"] for t in teams] == ["wait", "answer"]


def test_views_never_go_backwards_while_many_write(server: Server) -> None:
    host = server.person("host").connect()
    teams = [server.person(f"team{n}").connect() for n in range(3)]
    screen = server.person("display").connect()
    open_item(host, "all")
    host.do("clock.start")

    def write(person: Person) -> int:
        return max(
            person.do("answer.submit", team=person.seat["team"], answer=["ABCD"[n % 4]])["seq"] for n in range(15)
        )

    with ThreadPoolExecutor(3) as pool:
        last = max(pool.map(write, teams))
    assert last == 4 + 45
    for person in (host, screen, *teams):
        person.sees(last)
        seqs = [v["seq"] for v in person.views]
        assert seqs == sorted(seqs)
        assert len({v["epoch"] for v in person.views}) == 1


def test_a_seat_without_a_right_is_told_so_in_its_language(server: Server) -> None:
    team, screen = server.person("team0").connect(), server.person("display").connect()
    assert team.do("match.open")["error"]["code"] == "role-not-allowed"
    assert screen.post("match.open", key="k1").status_code == 403
    refused = team.do("no.such.thing")
    assert refused["error"]["code"] == "unknown-command"
    extra = team.do("answer.submit", team=team.seat["team"], answer=["A"], at=5)
    assert (extra["error"]["code"], extra["error"]["fields"]["place"]) == ("shape", "at")
    assert (
        team.ask("seat.decide", {"ticket": "x", "device": "y", "approve": True})["error"]["code"] == "role-not-allowed"
    )
    assert team.ask("made.up", {})["error"]["code"] == "unknown-event"
