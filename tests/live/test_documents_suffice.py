"""A match is played from every seat, and everything that is said and answered is as the published documents say."""

from __future__ import annotations

import pytest
import requests

from scoreboard.bots import play
from tests.live.described import ASYNCAPI, OPENAPI, DescribedSeat, check_exchange, check_message, faults
from tests.live.people import PATIENCE, Server


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_whole_match_from_every_seat_is_as_described(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    differences: list[str] = []
    monkeypatch.setattr(DescribedSeat, "differences", differences, raising=False)
    monkeypatch.setattr(play, "Seat", DescribedSeat)
    played = play.play(server.base, list(server.hall["codes"].values()), speed=60, seed=3, most_seconds=600)
    assert sorted(set(differences)) == []
    assert played.screen["locked"]
    kinds = {receipt["kind"] for receipt in played.receipts}
    assert {"answer.submit", "press.record", "stake.choose", "result.lock"} <= kinds


def test_refusals_are_as_described_too(server: Server) -> None:
    host, team = server.person("host"), server.person("team0").connect()
    answers = [
        requests.get(f"{server.base}/api/matches/{host.match}/view", timeout=PATIENCE),
        host.post("result.lock", key="k1"),
        host.post("match.open", key="k" * 129),
        host.post("no.such", key="k2"),
        team.post("match.open", key="k3"),
        host.http.get(f"{server.base}/api/time", timeout=PATIENCE),
    ]
    assert [answer.status_code for answer in answers] == [401, 403, 400, 400, 403, 200]
    described = [fault for answer in answers for fault in check_exchange(answer)]
    # Two of these break the document's own bounds for a request, and are told so.
    assert [fault for fault in described if "/commands" not in fault] == []
    assert check_message("command", "ack", team.do("match.open")) == []
    assert check_message("command", "ack", team.ask("command", {"key": "", "command": {}})) == []


def test_the_check_finds_what_is_not_described() -> None:
    receipt = OPENAPI["components"]["schemas"]["Receipt"]
    good = {"seq": 1, "at": 2, "repeat": False}
    assert faults(good, receipt, OPENAPI) == []
    assert faults({**good, "seq": "1"}, receipt, OPENAPI) == [".seq: '1' is no integer"]
    assert faults({"seq": 1, "at": 2}, receipt, OPENAPI) == [": repeat is missing"]
    assert check_message("no.such", "send", {}) == ["no.such.send is not described"]
    assert check_message("seat.request", "send", {"state": "lost"}) != []
    assert faults({"state": "seated", "more": 1}, ASYNCAPI["components"]["schemas"]["SeatRequest"], ASYNCAPI) == [
        ": more is not described"
    ]
