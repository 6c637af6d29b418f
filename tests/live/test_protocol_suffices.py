"""docs/live-protocol.md is enough: a client written from it alone plays a match to a result that recomputes."""

from __future__ import annotations

import ast
import json
import re
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import websocket

from scoreboard.live import connection, public
from scoreboard.live.connection import LARGEST_MESSAGE, LARGEST_OF_GUEST, MOST_WAITING
from scoreboard.live.messages import EVENTS
from scoreboard.live.quiz.messages import EVENTS as OF_MATCH
from scoreboard.server import websocket as own_websocket
from scoreboard.server.turns import HANDSHAKES
from scoring.engine.quiz.book import verify_book
from tests.live.people import PATIENCE, Server
from tests.live.plain_client import PlainClient, Refused, View

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/live-protocol.md").read_text("utf-8")
SEATS = ("host", "chief", "display", "team0", "team1", "team2")


def lead(client: PlainClient, view: View) -> None:
    """What a desk does that does not know the rules: the primary action, else close, else a verdict."""
    enabled = [action for action in view["actions"] if action["enabled"] and not action["needs"]]
    primary = [action for action in enabled if action["primary"]]
    close = [action for action in enabled if action["id"] == "item.close"]
    verdicts = [action for action in enabled if action["id"] == "judge.right"]
    for action in (primary or (close if view["match"]["stage"] == "answering" else []) or verdicts)[:1]:
        command = dict(action["command"])
        client.give(command.pop("kind"), **command)


def lock(client: PlainClient, view: View) -> None:
    """The chief's part."""
    if any(action["primary"] and action["id"] == "result.lock" for action in view["actions"]):
        client.give("result.lock")


def play(client: PlainClient, view: View) -> None:
    """A team's part."""
    me, item, team = view["me"], view["item"], client.seat["team"]
    if me["state"] == "answer" and not me["final"]:
        answer = [item["question"]["options"][0]["letter"]]
        client.give(
            "answer.submit", team=team, answer=answer, final=True, item=item["no"], question=item["question"]["id"]
        )
    elif me["state"] == "stake":
        client.give("stake.choose", team=team, stake=me["stakes"][0], item=item["no"])
    elif me["state"] == "press" and me["press"]["id"] is None:
        client.press(view)


PARTS = {"host": lead, "chief": lock, "team": play}


def run(client: PlainClient) -> None:
    """Do what the seat does at each view, until the result is locked."""
    part, seen = PARTS.get(client.seat["role"]), -1
    end = time.monotonic() + 5 * PATIENCE
    while time.monotonic() < end:
        view = client.wait(lambda view: view["seq"] != seen or view["locked"], 0.2)  # noqa: B023
        if view is None:
            view = client.view  # somebody was faster the last time: look again
        if view is None:
            continue
        if view["locked"]:
            return
        seen = view["seq"]
        if part is not None:
            with suppress(Refused):
                part(client, view)
    raise TimeoutError(client.seat["role"])


@contextmanager
def seated(server: Server) -> Iterator[dict[str, PlainClient]]:
    """A plain client on each seat of a hall."""
    clients = {who: PlainClient("127.0.0.1", server.port, server.hall["codes"][who]) for who in SEATS}
    try:
        yield clients
    finally:
        for client in clients.values():
            client.leave()


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_a_client_written_from_the_page_alone_plays_a_match_to_a_result_that_recomputes(server: Server) -> None:
    with seated(server) as clients:
        threads = [threading.Thread(target=run, args=(client,)) for client in clients.values()]
        for thread in threads:
            thread.start()
        threads[0].join(1)  # as a router that restarts in mid match
        for client in clients.values():
            client.break_line()
        for thread in threads:
            thread.join()
        host, screen = clients["host"], clients["display"]
        assert screen.view is not None
        assert screen.view["locked"]
        book = host.get(f"/api/matches/{host.seat['match']}/book")
        assert verify_book(book) == ()
        kept = {entry["key"]: entry for entry in book["entries"]}
        receipts = [receipt for client in clients.values() for receipt in client.receipts]
        assert [one for one in receipts if kept[one["key"]]["at"] != one["at"]] == []
        kinds = {receipt["kind"] for receipt in receipts}
        assert {"match.open", "answer.submit", "press.record", "stake.choose", "result.lock"} <= kinds
        everywhere = [client.wait(lambda view: view["locked"], PATIENCE) for client in clients.values()]
        ranks = [[(row["team"], row["rank"]) for row in view["ranking"]] for view in everywhere if view is not None]
        assert len(ranks) == len(SEATS)
        assert [one for one in ranks if one != ranks[0]] == []


def test_a_command_that_is_sent_again_under_its_key_on_another_connection_is_counted_once(server: Server) -> None:
    host = PlainClient("127.0.0.1", server.port, server.hall["codes"]["host"])
    try:
        first = host.give("match.open", key="once")
        host.break_line()
        assert host.give("match.open", key="once") == {**first, "repeat": True}
        with pytest.raises(Refused) as refused:
            host.give("scene.show", key="once", scene="teams")
        assert refused.value.code == "key-used"
        seen = host.wait(lambda view: view["match"]["phase"] == "open", PATIENCE)
        assert seen is not None
        assert seen["seq"] == first["seq"] == 1
        assert abs(host.now() - seen["now"]) < PATIENCE * 1000
    finally:
        host.leave()


def test_the_public_is_watched_as_the_page_says(server: Server) -> None:
    host = PlainClient("127.0.0.1", server.port, server.hall["codes"]["host"])
    raw = websocket.create_connection(
        f"ws://127.0.0.1:{server.port}/socket.io/?EIO=4&transport=websocket", timeout=PATIENCE, suppress_origin=True
    )
    try:
        assert raw.recv().startswith("0{")
        raw.send(f'40/public,{{"code":"{server.hall["match"]}"}}')
        assert {raw.recv()[:10], raw.recv()[:10]} == {"42/public,", "40/public,"}
        host.give("match.open")
        while not (said := raw.recv()).startswith("42/public,"):
            raw.send("3")
        event, view = json.loads(said.removeprefix("42/public,"))
        assert (event, view["state"]) == ("view", "running")
    finally:
        raw.shutdown()
        host.leave()


def test_the_client_knows_nothing_but_the_page() -> None:
    tree = ast.parse((ROOT / "tests/live/plain_client.py").read_text("utf-8"))
    named = {one.module for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)}
    named |= {name.name for one in ast.walk(tree) if isinstance(one, ast.Import) for name in one.names}
    assert {str(name).split(".")[0] for name in named} - sys.stdlib_module_names == {"websocket"}


def test_the_page_names_every_limit_that_the_server_has() -> None:
    limits = PAGE.partition("## Limits")[2]
    said = {
        f"{LARGEST_MESSAGE // 1024} kB; {LARGEST_OF_GUEST // 1024} kB before a seat",
        f"{connection.OF_CONNECTION.burst:.0f} at once, {connection.OF_CONNECTION.a_second:.0f} a second",
        f"{connection.OF_GUEST.burst:.0f} at once, {connection.OF_GUEST.a_second:.0f} a second",
        f"{HANDSHAKES.burst:.0f} at once, {HANDSHAKES.a_second:.0f} a second",
        f"{connection.GUEST_STAYS} s",
        f"{own_websocket.MOST_FRAGMENTS}, {own_websocket.MESSAGE_TIME:.0f} s",
        f"{MOST_WAITING} others",
        f"| {public.MOST_SOCKETS} |",
    }
    assert {one for one in said if one not in limits} == set()


def test_the_page_names_every_event_that_a_player_s_client_needs() -> None:
    """Those that only desks and screens have stand in docs/asyncapi.json."""
    needed = {event.name for event in (*EVENTS, *OF_MATCH) if "team" in event.roles} - {"press.test"}
    assert {name for name in needed if not re.search(rf"[`\"]{re.escape(name)}[`\"]", PAGE)} == set()
