"""Pages of every audience that draw the views they are given, and the ruler that is laid on them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Route

from scoreboard.web import page_files
from tests.browser.house import Hall, House, w
from tests.browser.layout.ruler import misplaced
from tests.browser.layout.shapes import png
from tests.browser.seats import FONTS

HERE = Path(__file__).parent
DRAW = """async (view) => {
  draw(view);
  await (FONTS)();
  await Promise.allSettled([...document.images].map((one) => one.decode()));
  for (const one of document.getAnimations()) if (one.effect.getTiming().iterations !== Infinity) one.finish();
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
}""".replace("FONTS", FONTS)

WITH_STUB = """
import * as shared from 'SHARED';
import { live as stub } from '/static/js/lib/live.js';
for (const name of Object.keys(stub))
  Object.defineProperty(shared.live, name, { get: () => stub[name], set: (value) => { stub[name] = value; } });
export * from 'SHARED';
"""
"""In place of the script that all pages share: the same one, with the stub in place of its live connection."""

LEAST = {"display": 3.55}
"""The least size of type in hundredths of the window's height; elsewhere in px, see ``LEAST_PX``."""
LEAST_PX = {"team": 14.0, "judge": 14.0, "host": 12.0, "chief": 12.0}
MOST_DIALOGS = 40
SEATS = {"display": "display", "team": "team0", "other": "team1", "judge": "judge1", "host": "host", "chief": "chief"}
SCROLLS = ("judge", "host", "chief")


class Stage:
    """One page of an audience."""

    def __init__(self, house: House, hall: Hall, audience: str) -> None:
        self.audience = audience
        self._size: tuple[int, int] = (0, 0)
        self._picture = (4, 3)
        seat = house.newcomer(reduced_motion="reduce")
        self.page = seat.page
        self.page.route("**/static/js/lib/live.js", self._stub)
        if (shared := page_files.in_tree().address("lib/live.js")) != "/static/js/lib/live.js":
            body = WITH_STUB.replace("SHARED", f"{shared}?real")
            self.page.route(f"**{shared}", lambda route: route.fulfill(body=body, content_type="text/javascript"))
        self.page.route("**/media/**", self._media)
        self.page.goto(f"{seat.base}/e/{hall.codes[SEATS[audience]]}")
        self.page.wait_for_url("**/m/**")
        self.page.wait_for_function("() => globalThis.draw")

    def faults(self, view: Any, window: tuple[int, int], picture: tuple[int, int] | None = None) -> list[str]:
        """What is wrong with this view in a window of this size."""
        self._picture = picture or self._picture
        if window != self._size:
            self.page.set_viewport_size({"width": window[0], "height": window[1]})
            self._size = window
        self.draw(view)
        return self.misplaced()

    def draw(self, view: Any) -> None:
        """Draw this view, and wait until its fonts and pictures are there."""
        self.page.evaluate(DRAW, view)

    def misplaced(self) -> list[str]:
        """What is wrong with what is drawn now."""
        window = self._size
        least = LEAST[self.audience] * window[1] / 100 if self.audience in LEAST else LEAST_PX.get(self.audience, 14.0)
        return misplaced(self.page, least=least, scrolls=self.audience in SCROLLS)

    def dialogs(self) -> Iterator[str]:
        """Open every dialog that this desk offers now, one after another; gives the name of each."""
        yield from self._opened("footer")
        more = self.page.get_by_role("button", name=w("host.more.key"), exact=True)
        if not more.count():
            return
        for no in range(MOST_DIALOGS):
            more.click()
            if (
                no
                >= (
                    keys := self.page.locator("dialog[open] .more button:not([disabled], [aria-disabled=true])")
                ).count()
            ):
                self._close()
                return
            keys.nth(no).click()
            if (title := self._title()) and title != w("host.more.title"):
                yield title
            self._close()

    def _opened(self, place: str) -> Iterator[str]:
        keys = self.page.locator(f"{place} button:not([disabled], [aria-disabled=true])")
        for no in range(keys.count()):
            keys.nth(no).click()
            if title := self._title():
                yield title
            self._close()

    def _title(self) -> str:
        shown = self.page.locator("dialog[open] h2")
        return str(shown.last.inner_text()) if shown.count() else ""

    def _close(self) -> None:
        while self.page.locator("dialog[open]").count():
            self.page.keyboard.press("Escape")

    def _stub(self, route: Route) -> None:
        route.fulfill(path=HERE / "stub_live.js", content_type="text/javascript")

    def _media(self, route: Route) -> None:
        route.fulfill(body=png(*self._picture), content_type="image/png")
