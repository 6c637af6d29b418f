"""What the two published documents say, held against everything that goes over the wire."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
import socketio

from scoreboard.bots.line import ClosingClient
from scoreboard.bots.seat import NAMESPACE, Seat

DOCS = Path(__file__).resolve().parents[2] / "docs"
OPENAPI: dict[str, Any] = json.loads((DOCS / "openapi.json").read_text("utf-8"))
ASYNCAPI: dict[str, Any] = json.loads((DOCS / "asyncapi.json").read_text("utf-8"))
EVENTS: dict[str, Any] = ASYNCAPI["channels"]["live"]["messages"]

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "integer": (int,), "number": (int, float),
    "boolean": (bool,), "null": (type(None),),
}  # fmt: skip
BOUNDS: dict[str, Callable[[Any, Any], bool]] = {
    "minLength": lambda value, bound: len(value) >= bound,
    "maxLength": lambda value, bound: len(value) <= bound,
    "minItems": lambda value, bound: len(value) >= bound,
    "maxItems": lambda value, bound: len(value) <= bound,
    "minimum": lambda value, bound: value >= bound,
    "maximum": lambda value, bound: value <= bound,
    "pattern": lambda value, bound: re.search(bound, value) is not None,
    "enum": lambda value, bound: value in bound,
    "const": lambda value, bound: value == bound,
}
MEANT_FOR: dict[str, tuple[type, ...]] = {
    "minLength": (str,), "maxLength": (str,), "pattern": (str,), "minItems": (list,), "maxItems": (list,),
    "minimum": (int, float), "maximum": (int, float), "items": (list,), "properties": (dict,), "required": (dict,),
    "additionalProperties": (dict,), "unevaluatedProperties": (dict,),
}  # fmt: skip
"""A keyword says nothing about a value of another type."""

SAID_ONLY = {"title", "description", "default", "discriminator", "examples", "format", "contentMediaType"}


def faults(value: Any, schema: dict[str, Any], document: dict[str, Any], at: str = "") -> list[str]:
    """Where ``value`` is not as ``schema`` says; a keyword that this reader does not know is an error of its own."""
    if "$ref" in schema:
        return faults(value, _led(schema["$ref"], document), document, at)
    found: list[str] = []
    for word, rule in schema.items():
        if not isinstance(value, MEANT_FOR.get(word, object)):
            continue
        if word in ("anyOf", "oneOf"):
            tried = [faults(value, one, document, at) for one in rule]
            if all(tried):
                found += min(tried, key=len)
        elif word == "allOf":
            found += [f for one in rule for f in faults(value, one, document, at)]
        elif word == "unevaluatedProperties":
            found += [f"{at}: {name} is not described" for name in value if name not in _names(value, schema, document)]
        elif word == "type":
            kinds = tuple(kind for name in ([rule] if isinstance(rule, str) else rule) for kind in TYPES[name])
            if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
                return [f"{at}: {value!r:.60} is no {rule}"]
        elif word == "properties":
            found += [
                f
                for name, one in rule.items()
                if name in value
                for f in faults(value[name], one, document, f"{at}.{name}")
            ]
        elif word == "required":
            found += [f"{at}: {name} is missing" for name in rule if name not in value]
        elif word == "additionalProperties":
            more = {name: one for name, one in value.items() if name not in schema.get("properties", {})}
            if rule is False:
                found += [f"{at}: {name} is not described" for name in more]
            elif isinstance(rule, dict):
                found += [f for name, one in more.items() for f in faults(one, rule, document, f"{at}.{name}")]
        elif word == "items":
            found += [f for n, one in enumerate(value) for f in faults(one, rule, document, f"{at}[{n}]")]
        elif word in BOUNDS:
            if not BOUNDS[word](value, rule):
                found.append(f"{at}: {value!r:.60} against {word} {rule!r:.60}")
        elif word not in SAID_ONLY and not word.startswith("x-"):
            raise NotImplementedError(word)
    return found


def _names(value: Any, schema: dict[str, Any], document: dict[str, Any]) -> set[str]:
    """The properties of ``value`` that ``schema`` and the parts of it that fit know."""
    if "$ref" in schema:
        return _names(value, _led(schema["$ref"], document), document)
    parts = [part for word in ("allOf", "anyOf", "oneOf") for part in schema.get(word, [])]
    fit = [part for part in parts if not faults(value, part, document)]
    return set(schema.get("properties", {})).union(*(_names(value, part, document) for part in fit))


def _led(reference: str, document: dict[str, Any]) -> dict[str, Any]:
    node: Any = document
    for part in reference.removeprefix("#/").split("/"):
        node = node[part]
    return dict(node)


def check_exchange(answer: requests.Response) -> list[str]:
    """Where a request over HTTP and its answer are not as docs/openapi.json says."""
    sent, path = answer.request, urlsplit(answer.request.url or "").path
    if isinstance(path, bytes):
        path = path.decode()
    described = [p for p in OPENAPI["paths"] if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", p), path)]
    if not described:
        return [f"{path} is not described"]
    operation = OPENAPI["paths"][described[0]].get(str(sent.method).lower())
    if operation is None:
        return [f"{sent.method} {path} is not described"]
    needed = [p["name"] for p in operation["parameters"] if p["in"] == "header" and p["required"]]
    found = [f"{path}: the header {name} is missing" for name in needed if name not in sent.headers]
    if "requestBody" in operation:
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        found += faults(json.loads(sent.body or b"null"), schema, OPENAPI, path)
    told = operation["responses"].get(str(answer.status_code))
    if told is None:
        return [*found, f"{path}: {answer.status_code} is not described"]
    kind = answer.headers["Content-Type"].split(";")[0]
    if kind not in told["content"]:
        return [*found, f"{path}: {kind} is not described"]
    if kind == "application/json":
        found += faults(answer.json(), told["content"][kind].get("schema", {}), OPENAPI, path)
    return found


def check_message(event: str, way: str, data: Any) -> list[str]:
    """Where what goes over the socket (``way``: receive, send or ack) is not as docs/asyncapi.json says."""
    message = EVENTS.get(f"{event}.{way}")
    if message is None:
        return [f"{event}.{way} is not described"]
    return faults(data, message["payload"], ASYNCAPI, event)


class DescribedClient(ClosingClient):
    """A client that notes whatever it sends or is sent against the document."""

    def __init__(self, note: Callable[[list[str]], None]) -> None:
        super().__init__()
        self._note = note

    def emit(self, event: str, data: Any = None, namespace: str | None = None, callback: Any = None) -> None:
        """Send a message that is described; its acknowledgement must be too."""
        self._note(check_message(event, "receive", data))

        def answered(*said: Any) -> None:
            self._note(check_message(event, "ack", said[0] if said else None))
            callback(*said)

        super().emit(event, data, namespace, answered if callback else None)

    def _trigger_event(self, event: str, namespace: str, *args: Any) -> Any:
        if event not in ("connect", "disconnect", "connect_error", "__disconnect_final"):
            self._note(check_message(event, "send", args[0] if args else None))
        if event == "time.probe":
            return {}
        return super()._trigger_event(event, namespace, *args)


class DescribedSeat(Seat):
    """A player's seat that notes every difference between the wire and the documents in ``differences``."""

    differences: list[str]
    heard: set[str]

    def __init__(self, url: str, code: str, idle_timeout: float = 5.0) -> None:
        super().__init__(url, code, idle_timeout)
        self.http.hooks["response"].append(lambda answer, **_: self.differences.extend(check_exchange(answer)))

    def _client(self) -> socketio.Client:
        io = DescribedClient(lambda found: self.differences.extend(found))
        io.on("view", self._take, namespace=NAMESPACE)
        io.on("connect", self.refresh, namespace=NAMESPACE)
        return io
