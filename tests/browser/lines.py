"""The way between a page and its server, which a test can make slow."""

from __future__ import annotations

import re

from playwright.sync_api import WebSocketRoute

from tests.browser.seats import Seat


class Line:
    """The sockets of a page that has not gone anywhere yet.  While they are held nothing reaches the page; what it
    says arrives."""

    def __init__(self, seat: Seat) -> None:
        self._held: list[tuple[WebSocketRoute, str | bytes]] | None = None
        seat.page.route_web_socket(re.compile("/socket.io/"), self._open)

    def _open(self, page: WebSocketRoute) -> None:
        def pass_on(message: str | bytes) -> None:
            if self._held is None:
                page.send(message)
            else:
                self._held.append((page, message))

        page.connect_to_server().on_message(pass_on)

    def hold(self) -> None:
        """From now on the page hears nothing."""
        self._held = []

    def release(self) -> None:
        """It hears what has been held, in its order, and goes on hearing."""
        held, self._held = self._held or [], None
        for page, message in held:
            page.send(message)
