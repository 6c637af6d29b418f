"""The socket's interface as an AsyncAPI document, as complete as the OpenAPI document."""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from scoreboard.api_docs.schemas import PREFIX, components
from scoreboard.live import messages, public
from scoreboard.live.messages import NAMESPACE, Event
from scoreboard.live.quiz import messages as quiz_messages
from scoreboard.presenters.public import PublicView

EVENTS = (*messages.EVENTS, *quiz_messages.EVENTS)
"""Every event of every job."""

ABOUT = """The live connection of a match, over Socket.IO (protocol 5, Engine.IO 4), namespace `/live`.

The session cookie that `POST /api/enter` set says who connects; `auth` may be `{"seat": <ticket id>}` where a session
holds several seats. A connection without a seat is refused with the message `not-entered`.

Views are whole pictures. Within one `epoch` a client draws a view only if its `seq` is not below the one it has; with
another `epoch` the server has started again, and its view is the truth. Socket.IO promises no delivery: a client asks
for the view (`view.get`) when it comes back and once a minute, and repeats a command under its key until it is
acknowledged. It sends `ping.time` every few seconds; one that is silent for 12 s is shown to the desks as stale.

A seat of a team or a judge is for one device at a time. A second device hears `seat.request` `waiting` and gets no view
until a desk decides (`seated`: the view follows) or the first one has been gone for 10 s when it connects again.
Messages beyond 30 a second (bursts of 80) are refused.

Pages of the public connect to the namespace `/public` without a session: `auth` is `{"code": <code of the page>}`. They
are told `view` and send nothing. A connection is refused with the message `public-full` (then ask
`/live/{code}/view`) or `page-not-found`."""

PUBLIC = Event("view", "send", "What anybody may see: at connect and soon after every change.", PublicView, roles=())
"""The one event of the public's own namespace."""


@cache
def asyncapi() -> dict[str, Any]:
    """The whole document.  It is made once, since any client may request it."""
    schemas = {name: _as_asyncapi(schema) for name, schema in components().items()}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Leitai 擂台",
            "version": "1",
            "description": ABOUT,
            "license": {"name": "Apache-2.0"},
        },
        "servers": {
            "hall": {"host": "{host}", "pathname": "/socket.io/", "protocol": "ws", "variables": {"host": {}}},
        },
        "channels": {
            "live": {
                "address": NAMESPACE,
                "title": "Socket.IO namespace",
                "messages": {_message_id(event): _message(event) for event in EVENTS} | _answers(),
            },
            "public": {
                "address": public.NAMESPACE,
                "title": "Socket.IO namespace of the public's pages",
                "messages": {_message_id(PUBLIC): _message(PUBLIC)},
            },
        },
        "operations": {
            **{_operation_id(event): _operation(event, "live") for event in EVENTS},
            "sendPublicView": _operation(PUBLIC, "public"),
        },
        "components": {"schemas": schemas},
    }


def _operation_id(event: Event) -> str:
    return event.direction + "".join(word.title() for word in event.name.split("."))


def _message_id(event: Event) -> str:
    return f"{event.name}.{event.direction}"


def _message(event: Event) -> dict[str, Any]:
    return {"name": event.name, "summary": event.summary, "payload": _schema(event.payload)}


def _answers() -> dict[str, Any]:
    return {
        f"{event.name}.ack": {"name": f"{event.name} (acknowledgement)", "payload": _schema(event.ack)}
        for event in EVENTS
        if event.ack is not None
    }


def _operation(event: Event, name: str) -> dict[str, Any]:
    channel = {"$ref": f"#/channels/{name}"}
    operation: dict[str, Any] = {
        "action": event.direction,
        "channel": channel,
        "summary": event.summary,
        "messages": [{"$ref": f"#/channels/{name}/messages/{_message_id(event)}"}],
        "x-roles": list(event.roles),
    }
    if event.ack is not None:
        answer = {"$ref": f"#/channels/{name}/messages/{event.name}.ack"}
        operation["reply"] = {"channel": channel, "messages": [answer]}
    return operation


def _schema(kind: Any) -> dict[str, Any]:
    """The reference to a type's schema; a union is any of its members."""
    if get_origin(kind) in (Union, UnionType):
        return {"anyOf": [_schema(member) for member in get_args(kind)]}
    if kind is type(None):
        return {"type": "null"}
    return {"$ref": PREFIX + kind.__name__}


def _as_asyncapi(node: Any) -> Any:
    """A schema as AsyncAPI wants it: its ``discriminator`` is the property's name alone."""
    if isinstance(node, list):
        return [_as_asyncapi(one) for one in node]
    if not isinstance(node, dict):
        return node
    made = {name: _as_asyncapi(value) for name, value in node.items()}
    found = made.get("discriminator")
    return made | {"discriminator": found["propertyName"]} if isinstance(found, dict) and "mapping" in found else made
