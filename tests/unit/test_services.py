from __future__ import annotations

from scoreboard.services import Hub


def test_a_listener_that_fails_keeps_nothing_from_the_others_nor_from_who_gave_the_command() -> None:
    hub, heard = Hub(), []

    def broken(stream: str, seq: int) -> None:
        raise RuntimeError("no thread left")

    hub.subscribe(broken)
    hub.subscribe(lambda stream, seq: heard.append((stream, seq)))
    hub.publish("match:m1", 7)
    assert heard == [("match:m1", 7)]
