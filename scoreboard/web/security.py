"""What every answer carries and every request must show: headers, CSRF token, limited attempts, request id."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any

from flask import Flask, Response, current_app, g, request
from flask_wtf.csrf import CSRFProtect

from scoreboard.server import runtime
from scoreboard.server.addresses import block_of
from scoreboard.server.connection_limit import MORE_TIME
from scoreboard.server.paced_body import PacedBody
from scoreboard.server.turns import BODY, WAITS
from scoreboard.services import Services
from scoreboard.web import auth, page_files
from scoreboard.web.allowance import Allowance, Limit
from scoreboard.web.commands import LARGEST_BODY, is_text
from scoreboard.web.form_reader import FormRequest
from scoreboard.web.throttle import Rule, Throttle
from scoring.engine.errors import Invalid

csrf = CSRFProtect()

BodyLimit = Callable[[Mapping[str, Any]], int]
"""Bytes of a body, by the values in the request's address; it asks who sends it."""

TICKETS = Rule(free=60, window=300, gap=0.02, wait=30), Rule(free=3000, window=3600, gap=0.01, wait=5)
"""By sender, and by all.  A wrong code is held for as long as the wrong ones before it need, 0.02 s each, and for 30 s
at most: a sender with more than 1,500 tries at a time has each of them held for 30 s.

Why nobody guesses a code: a try holds its connection.  An address has 4,000 connections at most, so it gets in 4,000 /
30 = 133 tries a second; the server has 10,000, which is 333 tries a second from any number of addresses.  In eight
hours these are 9.6 million tries.  Sixty tickets among 2^45 codes make that one chance in sixty thousand; from one
address, one in a hundred and fifty thousand.
"""

PASSWORDS = Rule(free=10, window=300, gap=10, wait=20), Rule(free=300, window=3600, gap=1, wait=10)
"""Passwords that people choose are easier to guess, and few people sign in at a time."""

OBJECTIONS = Limit(30, 3_600_000), Limit(240, 3_600_000)
"""Tries of one address in an hour, behind which a whole town hall may sit; and what all may have accepted."""

CODES = Limit(10, 3_600_000), Limit(10, 3_600_000)
"""Codes for a forgotten password that are written in an hour: each ends the one before, and may be tried anew."""

EVIDENCE = Limit(40, 3_600_000), Limit(1_000, 3_600_000)
"""Files for objections that one address may begin to send in an hour: each time that a line breaks it is one more."""

MOST_PARTS = 100
"""Of what anybody may send in parts; a thousand take 30 ms."""

_HOST = re.compile(r"[A-Za-z0-9.\-]+(:\d+)?|\[[0-9A-Fa-f:]+\](:\d+)?")

_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}

_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'{sockets}; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def attempt_at(secrets: str) -> AbstractContextManager[None]:
    """The attempt of this request at ``tickets``, ``certificates`` or ``passwords``: it counts if it is refused.  A
    password waits its turn before it is checked, a wrong code before it is refused."""
    throttle: Throttle = current_app.extensions["throttles"][secrets]
    # Whoever has a card can enter as any number of devices: for a password only one that has signed in is known.
    known = auth.came_by() if secrets != "passwords" or auth.has_signed_in() else ""
    tried = throttle.attempt if secrets == "passwords" else throttle.guess
    return tried(known or block_of(request.remote_addr or ""), known=bool(known))


def _pause(seconds: float) -> None:
    """Wait, without a turn that another request of the same sender could have."""
    if seconds:
        give_turn_back()
        runtime.sleep(seconds)


def give_turn_back() -> None:
    """The rest of this request waits for something else than the server: another one of its sender may be worked on."""
    request.environ.get(WAITS, lambda: None)()


def content_policy(host: str, secure: bool) -> str:
    """The content policy.  Older tablets do not count a websocket to the own host as 'self', so it is named."""
    sockets = f" {'wss' if secure else 'ws'}://{host}" if _HOST.fullmatch(host) else ""
    return _POLICY.format(sockets=sockets)


def register(app: Flask) -> None:
    """Put the guards around every request of this application."""
    app.request_class = FormRequest
    app.before_request(_begin)
    csrf.init_app(app)
    app.extensions.setdefault("body_limits", {})
    services: Services = app.extensions["leitai"]
    rules = {"tickets": TICKETS, "certificates": TICKETS, "passwords": PASSWORDS}
    app.extensions["throttles"] = {
        name: Throttle(name, *pair, services.shared, sleep=_pause, clock=lambda: services.ctx.clock.now() / 1000)
        for name, pair in rules.items()
    }
    app.extensions["objections"] = Allowance("objections", *OBJECTIONS, services.shared, clock=services.ctx.clock.now)
    app.extensions["codes"] = Allowance("codes", *CODES, services.shared, clock=services.ctx.clock.now)
    app.extensions["evidence"] = Allowance("evidence", *EVIDENCE, services.shared, clock=services.ctx.clock.now)
    app.after_request(_finish)


def _begin() -> None:
    g.request_id = secrets.token_hex(6)
    # To read megabytes from anybody would delay every device.
    most = _largest_body()
    request.max_content_length = most or LARGEST_BODY
    if not most:
        request.max_form_parts = MOST_PARTS
    if most:
        length = request.content_length or 0
        if MORE_TIME in request.environ:
            request.environ[MORE_TIME](min(length, most))
        if length > BODY:
            give_turn_back()
            request.environ["wsgi.input"] = PacedBody(request.environ["wsgi.input"])
    if not all(is_text(value) for value in (request.path, *request.args.values(), *request.form.values())):
        raise Invalid("input-wrong", places="\\0")


def _largest_body() -> int:
    """Bytes that this request's body may have because of who sends it and what for; 0 for what anybody may send."""
    limit: BodyLimit | None = current_app.extensions["body_limits"].get(request.endpoint)
    own = limit(request.view_args or {}) if limit is not None else 0
    if request.blueprint == "organiser" and auth.current_account() is not None:
        return max(own, int(current_app.config["MAX_CONTENT_LENGTH"]))
    return own


def limit_body(app: Flask, endpoint: str, limit: BodyLimit) -> None:
    """Let requests for this endpoint bring as many bytes as ``limit`` says of the values in their address."""
    app.extensions.setdefault("body_limits", {})[endpoint] = limit


def _finish(response: Response) -> Response:
    for name, value in _FIXED.items():
        response.headers.setdefault(name, value)
    response.headers["Content-Security-Policy"] = content_policy(request.host, request.is_secure)
    response.headers["X-Request-ID"] = g.get("request_id", "")
    if request.is_secure:  # on plain http browsers ignore it, with a warning
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.endpoint == "static":
        response.headers["Cache-Control"] = page_files.caching(request.path)
    else:
        response.headers.setdefault("Cache-Control", "no-store")
    return response
