"""Pages of every audience that draw the views they are given, and the ruler that is laid on them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Route

from tests.browser.house import Hall, House
from tests.browser.layout.shapes import png

HERE = Path(__file__).parent
MEASURE = (HERE / "measure.js").read_text("utf-8").rstrip().removesuffix(";")
DRAW = """async (view) => {
  draw(view);
  await document.fonts.ready;
  await Promise.allSettled([...document.images].map((one) => one.decode()));
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
}"""

LEAST = {"display": 3.55}
"""The least size of type in hundredths of the window's height; elsewhere in px, see ``LEAST_PX``."""
LEAST_PX = {"team": 14.0, "judge": 14.0, "host": 12.0, "chief": 12.0}
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
        self.page.route("**/static/js/lib/live.js*", self._stub)
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
        self.page.evaluate(DRAW, view)
        least = LEAST[self.audience] * window[1] / 100 if self.audience in LEAST else LEAST_PX.get(self.audience, 14.0)
        found: list[str] = self.page.evaluate(MEASURE, {"least": least, "scrolls": self.audience in SCROLLS})
        return found

    def _stub(self, route: Route) -> None:
        route.fulfill(path=HERE / "stub_live.js", content_type="text/javascript")

    def _media(self, route: Route) -> None:
        route.fulfill(body=png(*self._picture), content_type="image/png")
