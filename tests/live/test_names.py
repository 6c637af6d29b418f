"""An event has one name, on the server, in the pages and in the document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from scoreboard.api_docs import asyncapi
from scoreboard.api_docs.asyncapi import EVENTS
from scoreboard.api_docs.schemas import VIEW_OF
from scoreboard.live.messages import EVENTS as OF_EVERY_JOB
from scoreboard.live.messages import Event
from scoreboard.live.namespace import LiveNamespace

SCRIPTS = Path(__file__).resolve().parents[2] / "static" / "js"
OWN = {"connect", "disconnect", "connect_error"}
"""Socket.IO's own."""


def named(pattern: str) -> set[str]:
    """The names that the pages' scripts give to this call."""
    texts = [file.read_text("utf-8") for file in sorted(SCRIPTS.rglob("*.js"))]
    assert len(texts) > 10
    return {name for text in texts for name in re.findall(pattern, text)}


def documented(direction: str, events: Iterable[Event] = EVENTS) -> set[str]:
    return {event.name for event in events if event.direction == direction}


def test_the_pages_send_exactly_what_the_server_receives() -> None:
    assert named(r"""(?:emit|ask)\(\s*["']([\w.]+)["']""") == documented("receive")


def test_the_pages_listen_to_nothing_that_the_server_does_not_send() -> None:
    heard = named(r"""(?:socket|live)\.on\(\s*["']([\w.]+)["']""") - OWN
    assert heard <= documented("send")
    assert {"view", "press.test"} <= heard


def test_every_received_event_has_a_method_that_answers_it() -> None:
    for name in documented("receive", OF_EVERY_JOB):
        assert callable(getattr(LiveNamespace, "on_" + name.replace(".", "_")))


def test_every_audience_of_a_match_is_said_to_get_its_view_and_to_ask_for_it() -> None:
    for name in ("view", "view.get", "ping.time"):
        (event,) = (one for one in OF_EVERY_JOB if one.name == name)
        assert set(event.roles) >= set(VIEW_OF), name


def test_the_document_has_every_event_in_its_direction() -> None:
    described = {
        (operation["action"], reference["$ref"].split("/")[-1].rsplit(".", 1)[0])
        for operation in asyncapi()["operations"].values()
        for reference in operation["messages"]
    }
    assert described == {(event.direction, event.name) for event in EVENTS}
