"""Pages of every audience that draw the views they are given, and the ruler that is laid on them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Route

from scoreboard.web import page_files
from tests.browser.house import Hall, House, w
from tests.browser.layout.ruler import MEASURE, RULES, bring_axe, misplaced
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

HIDE = """() => {
  const frame = document.querySelector(".preview iframe");
  if (frame) frame.contentDocument.getElementById("screen").style.display = "none";
}"""


def _script(name: str) -> str:
    """A function to run in the page; each of the names DRAW, MEASURE and RULES in it is a function."""
    text = (HERE / name).read_text("utf-8").rstrip().removesuffix(";")
    for known, function in {"DRAW": DRAW, "MEASURE": MEASURE, "RULES": RULES}.items():
        text = text.replace(known, f"({function})")
    return text


WALK, DIALOGS, UNLIKE = map(_script, ("walk.js", "dialogs.js", "unlike.js"))

LEAST = {"display": 3.55}
"""The least size of type in hundredths of the window's height; elsewhere in px, see ``LEAST_PX``."""
LEAST_PX = {"team": 14.0, "judge": 14.0, "host": 12.0, "chief": 12.0}
SEATS = {"display": "display", "team": "team0", "other": "team1", "judge": "judge1", "host": "host", "chief": "chief"}
PAINTED = 0.05
"""The scale of the picture that is painted of a page; lengths within the page are what they are at 1."""
SCROLLS = ("judge", "host", "chief")

Faults = dict[str, list[str]]
"""What is wrong, by moment."""


class Stage:
    """One page of an audience."""

    def __init__(self, house: House, hall: Hall, audience: str) -> None:
        self.audience = audience
        self._size: tuple[int, int] = (0, 0)
        self._picture = (4, 3)
        seat = house.newcomer(reduced_motion="reduce")
        self.page = seat.page
        self._devices = self.page.context.new_cdp_session(self.page)
        self.page.route("**/static/js/lib/live.js", self._stub)
        if (shared := page_files.in_tree().address("lib/live.js")) != "/static/js/lib/live.js":
            body = WITH_STUB.replace("SHARED", f"{shared}?real")
            self.page.route(f"**{shared}", lambda route: route.fulfill(body=body, content_type="text/javascript"))
        self.page.route("**/media/**", self._media)
        self.page.goto(f"{seat.base}/e/{hall.codes[SEATS[audience]]}")
        self.page.wait_for_url("**/m/**")
        self._ready()

    def anew(self) -> Stage:
        """The page as it is before it has drawn anything; it knows which kinds of parts were checked already."""
        kinds = self.page.evaluate("() => unlike.known()")
        self.page.reload()
        self._ready()
        self.page.evaluate("(kinds) => unlike.learn(kinds)", kinds)
        return self

    def hand(self, moments: Sequence[tuple[str, Any]], picture: tuple[int, int] | None = None) -> None:
        """Give the page the views that ``walk`` draws, each with its name, and the size of their picture."""
        self._picture = picture or self._picture
        self.page.evaluate("(told) => { globalThis.moments = told; }", moments)

    def leave_preview(self) -> None:
        """Lay out no small picture of the big screen beside a desk from now on: the ruler leaves it out, the
        page of the big screen itself is measured, and each question in it takes half of the time of a desk."""
        self.page.evaluate("async () => { await (DRAW)(moments[0][1]); }".replace("DRAW", DRAW))
        self.page.evaluate(HIDE)

    def walk(self, window: tuple[int, int], axe: Literal["all", "unlike", ""] = "") -> tuple[Faults, Faults]:
        """What is misplaced at which moment in a window of this size, and which rules of accessibility are broken;
        they are checked at all moments, at those that show something of a new kind, or at none."""
        self._fit(window)
        if axe:
            bring_axe(self.page)
        wrong, broken = self.page.evaluate(WALK, {**self._ruler, "check": axe})
        return wrong, broken

    def dialogs(self, view: Any, window: tuple[int, int]) -> list[tuple[str, list[str]]]:
        """Each dialog that this desk offers at this moment, by its title, and what is wrong with it."""
        self._fit(window)
        self.page.evaluate(DRAW, view)
        found: list[tuple[str, list[str]]] = self.page.evaluate(DIALOGS, {**self._ruler, "more": w("host.more.title")})
        return found

    def misplaced(self) -> list[str]:
        """What is wrong with what is drawn now."""
        return misplaced(self.page, **self._ruler)

    @property
    def _ruler(self) -> dict[str, Any]:
        window = self._size
        least = LEAST[self.audience] * window[1] / 100 if self.audience in LEAST else LEAST_PX.get(self.audience, 14.0)
        return {"least": least, "scrolls": self.audience in SCROLLS}

    def _fit(self, window: tuple[int, int]) -> None:
        """The page is laid out in a window of this size and painted in small: painting takes as long as laying out."""
        if window != self._size:
            width, height = window
            self.page.set_viewport_size({"width": width, "height": height})
            metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False, "scale": PAINTED}
            self._devices.send("Emulation.setDeviceMetricsOverride", metrics)
            self.page.wait_for_function(
                "([width, height]) => innerWidth === width && innerHeight === height", arg=window
            )
            self._size = window

    def _ready(self) -> None:
        self.page.wait_for_function("() => globalThis.draw")
        self.page.evaluate(f"({UNLIKE})()")

    def _stub(self, route: Route) -> None:
        route.fulfill(path=HERE / "stub_live.js", content_type="text/javascript")

    def _media(self, route: Route) -> None:
        route.fulfill(body=png(*self._picture), content_type="image/png")
