"""The way between a page and its server, which a test can make slow."""

from __future__ import annotations

import re

from playwright.sync_api import Route, WebSocketRoute

from tests.browser.seats import Seat


class Line:
    """The sockets of a page that has not gone anywhere yet.  While they are held nothing reaches the page; what it
    says arrives.  While they are muted it is the other way round."""

    def __init__(self, seat: Seat) -> None:
        self._held: list[tuple[WebSocketRoute, str | bytes]] | None = None
        self._unsaid: list[tuple[WebSocketRoute, str | bytes]] | None = None
        self._open_now: list[WebSocketRoute] = []
        self._page, self._gone = seat.page, False
        seat.page.route_web_socket(re.compile("/socket.io/"), self._open)

    def _open(self, page: WebSocketRoute) -> None:
        def pass_on(message: str | bytes) -> None:
            if self._held is None:
                page.send(message)
            else:
                self._held.append((page, message))

        def say(message: str | bytes) -> None:
            if self._unsaid is None:
                server.send(message)
            else:
                self._unsaid.append((server, message))

        if self._gone:
            page.close()
            return
        server = page.connect_to_server()
        self._open_now.append(page)
        server.on_message(pass_on)
        page.on_message(say)

    def hold(self) -> None:
        """From now on the page hears nothing."""
        self._held = []

    def release(self) -> None:
        """It hears what has been held, in its order, and goes on hearing."""
        held, self._held = self._held or [], None
        for page, message in held:
            page.send(message)

    def mute(self) -> None:
        """From now on nothing that the page says arrives."""
        self._unsaid = []

    def unmute(self) -> None:
        """What it has said arrives late, in its order, and the rest as it says it."""
        unsaid, self._unsaid = self._unsaid or [], None
        for server, message in unsaid:
            server.send(message)

    def lose_server(self) -> None:
        """From now on only a proxy is there, which says so of every request."""
        self._gone = True
        self._page.route(re.compile("/api/|/socket.io/"), _bad_gateway)
        for page in self._open_now:
            page.close()


def _bad_gateway(route: Route) -> None:
    route.fulfill(status=502, content_type="text/html", body="<h1>Bad Gateway</h1>")
