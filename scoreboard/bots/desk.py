"""A person at a desk: a browser that may hold a seat, reads pages, fills in their forms and sends them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from urllib.parse import urlsplit

import requests
from typing_extensions import Self

from scoreboard.bots.forms import Form, Page, read_page
from scoreboard.bots.seat import Refusal, Seat

BUSY = 503
TRIES = 50
"""How often a form is sent to a server that is busy, under the same key."""


class Desk(Seat):
    """A seat whose pages are read and whose forms are sent; ``live``: it is on the live connection too.  It is left at
    the end of its ``with`` block."""

    def __init__(self, url: str, code: str = "", *, live: bool = False) -> None:
        super().__init__(url, code)
        self._live = live

    def __enter__(self) -> Self:
        if self._code:
            self.take()
        if self._live:
            self.connect()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._live:
            self.leave()
        self.http.close()

    @property
    def review(self) -> str:
        """The review of this seat, from the address of its page."""
        return self.home.split("/")[2]

    def open(self, path: str) -> Page:
        """The page at this path, with this seat."""
        return read_page(self.text(path), path)

    def text(self, path: str) -> str:
        """What stands at this path."""
        return self._good(self._insist(lambda: self.http.get(self._at(path), headers=self._named(), timeout=60))).text

    def send(self, form: Form, **values: str | Sequence[str]) -> Page:
        """Send the form with these values and read the page to which it leads.  Raises ``Refusal``, with the page's own
        words, where the server does not take it."""
        return _page(self._sent(form, values))

    def upload(self, form: Form, name: str, text: str) -> Page:
        """The same with a file of this name and text."""
        return _page(self._sent(form, {}, {"file": (name, text.encode())}))

    def post(self, form: Form, **values: str | Sequence[str]) -> str:
        """The same, and the text of that page."""
        return self._sent(form, values).text

    def _sent(
        self,
        form: Form,
        values: Mapping[str, str | Sequence[str]],
        files: Mapping[str, tuple[str, bytes]] | None = None,
    ) -> requests.Response:
        filled = form.filled(values)
        for _ in range(TRIES):
            answer = self._insist(
                lambda: self.http.post(
                    self._at(form.action), data=filled, files=files, headers=self._named(), timeout=60
                )
            )
            if answer.status_code != BUSY:
                break
            time.sleep(0.1)
        return self._good(answer)

    def _at(self, path: str) -> str:
        return path if path.startswith("http") else f"{self.url}{path}"

    def _named(self) -> dict[str, str]:
        return {"X-Seat": self.ticket} if self.ticket else {}

    def _good(self, answer: requests.Response) -> requests.Response:
        if not answer.ok:
            at = answer.text.find('role="alert"')
            raise Refusal(f"{answer.status_code} {answer.request.method} {answer.url}", answer.text[max(at, 0) :][:500])
        return answer


def _page(answer: requests.Response) -> Page:
    return read_page(answer.text, urlsplit(answer.url).path)
