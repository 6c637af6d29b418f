"""What every answer carries and every request must show: headers, CSRF token, limited attempts, request id."""

from __future__ import annotations

import re
import secrets
from contextlib import AbstractContextManager

from flask import Flask, Response, current_app, g, request
from flask_wtf.csrf import CSRFProtect

from scoreboard.server import runtime
from scoreboard.server.addresses import block_of
from scoreboard.server.connection_limit import MORE_TIME
from scoreboard.server.turns import BODY, WAITS
from scoreboard.services import Services
from scoreboard.web import auth
from scoreboard.web.commands import LARGEST_BODY, is_text
from scoreboard.web.throttle import Rule, Throttle
from scoring.engine.errors import Invalid

csrf = CSRFProtect()

TICKETS = Rule(free=60, window=300, gap=0.02, wait=12), Rule(free=3000, window=3600, gap=0.01, wait=5)
"""By sender, and by all.  A newcomer behind the address of a guesser waits no longer than twelve seconds: the queue has
room for six hundred tries that wait at once, which a guesser would have to keep full.  In eight
hours at this pace, fifty tries a second, he has one chance in twelve thousand against 40 bits of a code and sixty
tickets."""

PASSWORDS = Rule(free=10, window=300, gap=10, wait=20), Rule(free=300, window=3600, gap=1, wait=10)
"""Passwords that people choose are easier to guess, and few people sign in at a time."""

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
    """The attempt of this request at ``tickets`` or ``passwords``: it waits its turn, and counts if it is refused."""
    throttle: Throttle = current_app.extensions["throttles"][secrets]
    # Whoever has a card can enter as any number of devices: for a password only one that has signed in is known.
    known = auth.came_by() if secrets == "tickets" or auth.has_signed_in() else ""
    return throttle.attempt(known or block_of(request.remote_addr or ""), known=bool(known))


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
    app.before_request(_begin)
    csrf.init_app(app)
    services: Services = app.extensions["leitai"]
    rules = {"tickets": TICKETS, "passwords": PASSWORDS}
    app.extensions["throttles"] = {
        name: Throttle(name, *pair, services.shared, sleep=_pause, clock=lambda: services.ctx.clock.now() / 1000)
        for name, pair in rules.items()
    }
    app.after_request(_finish)


def _begin() -> None:
    g.request_id = secrets.token_hex(6)
    if request.blueprint != "organiser" or auth.current_account() is None:
        # Only organisers send files; to read megabytes from anybody would delay every device.
        request.max_content_length = LARGEST_BODY
    else:
        length = request.content_length or 0
        if MORE_TIME in request.environ:
            request.environ[MORE_TIME](min(length, current_app.config["MAX_CONTENT_LENGTH"]))
        if length > BODY:
            give_turn_back()
    if not all(is_text(value) for value in (request.path, *request.args.values(), *request.form.values())):
        raise Invalid("input-wrong", places="\\0")


def _finish(response: Response) -> Response:
    for name, value in _FIXED.items():
        response.headers.setdefault(name, value)
    response.headers["Content-Security-Policy"] = content_policy(request.host, request.is_secure)
    response.headers["X-Request-ID"] = g.get("request_id", "")
    if request.is_secure:  # on plain http browsers ignore it, with a warning
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.endpoint == "static":
        # Slices of fonts never change under their name; everything else is requested anew, and mostly answered 304.
        fonts = request.path.startswith("/static/vendor/fonts/")
        response.headers["Cache-Control"] = "public, max-age=2592000" if fonts else "no-cache"
    else:
        response.headers.setdefault("Cache-Control", "no-store")
    return response
