"""A seat in the hall as a person has it: a browser with one page, its live view, and a guard that hears complaints."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import monotonic
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Locator, Page, Request, WebSocket, expect

from scoreboard.i18n.catalogue import say
from scoreboard.web import page_files
from tests.live.people import PATIENCE


def served(code: str) -> str:
    """Code for a page with the addresses from which the page itself loads the modules that it imports."""
    return re.sub(r"/static/js/([\w/]+\.js)", lambda named: page_files.in_tree().address(named[1]), code)


VIEW = served("() => import('/static/js/lib/live.js').then(({live}) => live.view)")
BEHIND = served("""async (seq) => {
  const {live} = await import('/static/js/lib/live.js');
  if (!live.view || document.querySelector('.seat-sign')) return false;
  const sending = live.letters.length > 0 && live.letters.every(({tries}) => tries < 2);
  return sending || live.view.seq < seq;
}""")
"""Whether a page that has its seat sends something, or does not show yet what stands in the book.  What it sends more
than once may be kept back for as long as people want, and is not waited for."""

MOVED_ON = re.compile("Execution context was destroyed|Cannot find context|[Ff]rame (got|was) detached")
"""What is said of a question to a page that has given way to another one meanwhile."""

ROUND_TRIP = served("() => import('/static/js/lib/link.js').then(({roundTrip}) => roundTrip())")
CLOCKS = served("""async () => {
  const {now, roundTrip} = await import('/static/js/lib/link.js');
  const earliest = now() - roundTrip() / 2;
  const server = (await (await fetch('/api/time')).json()).now;
  return [earliest, server, now() + roundTrip() / 2];
}""")

CUT_OFF = re.compile(r"Failed to load resource: net::ERR|WebSocket connection to .* failed|WebSocket is closed before")
"""What a browser says by itself when the server or the network is gone."""

REFUSED = re.compile(r"Failed to load resource: the server responded with a status of 40[0-9]")
"""What a browser says by itself about an answer that is a refusal."""

BAD_GATEWAY = re.compile(r"Failed to load resource: the server responded with a status of 502|WebSocket connection to")
"""What a browser says by itself about a proxy without its server."""

SLOW = re.compile(r"WebSocket is closed before the connection is established")
"""What a browser says when a page gave up a connection that took too long, and began another: on a busy machine that is
no fault."""

FONTS = """async () => {
  const sheets = () => [...document.querySelectorAll('link[rel=later], link[rel=stylesheet]')];
  while (sheets().some((one) => !one.sheet)) await new Promise((later) => setTimeout(later, 20));
  document.body.getBoundingClientRect();  // what is drawn asks for the slices of fonts that it needs
  await document.fonts.ready;
}"""
"""Resolves when the fonts of what is drawn are there: their sheets come after the first drawing."""

STILL = f"""() => Promise.race([
  ({FONTS})().then(() => Promise.allSettled(document.getAnimations()
    .filter((one) => one.effect.getTiming().iterations !== Infinity).map((one) => one.finished))),
  new Promise((late) => setTimeout(late, 10_000)),
])"""
"""Resolves when fonts and movements have come to rest, after ten seconds at the latest: a browser without a screen may
leave a movement unfinished for ever, and what is asserted next is true or not all the same."""


class Guard:
    """Hears all that browsers ask for and complain about.  In a hall without internet a page may ask for nothing but
    its own server, and a complaint in the console is a fault."""

    def __init__(self, bases: set[str]) -> None:
        self.bases = bases
        self.faults: list[str] = []
        self.allowed = [SLOW]

    def watch(self, context: BrowserContext) -> None:
        """Hear everything from this browser."""
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda fault: self.faults.append(f"uncaught: {fault.error}"))
        context.on("page", lambda page: page.on("websocket", self._socket))

    def allow(self, *complaints: re.Pattern[str]) -> None:
        """Complaints that belong to what this test does."""
        self.allowed += complaints

    def check(self) -> None:
        """Raise where there was any fault; then forget."""
        faults, self.faults, self.allowed = self.faults, [], [SLOW]
        assert faults == [], "\n".join(faults)

    def _request(self, request: Request) -> None:
        own = any(request.url.startswith(f"{base}/") for base in self.bases)
        if not own and not request.url.startswith(("data:", "blob:")):
            self.faults.append(f"asked elsewhere: {request.url}")

    def _socket(self, socket: WebSocket) -> None:
        if not any(socket.url.startswith(base.replace("http", "ws", 1) + "/") for base in self.bases):
            self.faults.append(f"socket elsewhere: {socket.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(one.search(message.text) for one in self.allowed):
            self.faults.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")


class Seat:
    """A page on a seat."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.offline = False

    def enter(self, code: str) -> Seat:
        """Come in by the address of the card's QR code, and wait for the first view."""
        self.page.goto(f"{self.base}/e/{code}")
        self.page.wait_for_url(re.compile(r"/[mr]/"))
        return self.seated()

    def seated(self) -> Seat:
        """Wait until the page has a view."""
        self.until(lambda: self.view is not None)
        return self

    def reload(self) -> Seat:
        """Press the browser's own button."""
        self.page.reload()
        return self.seated()

    def cut(self) -> None:
        """The Wi-Fi of this device is gone."""
        self.offline = True
        self.page.context.set_offline(True)

    def mend(self) -> None:
        """The Wi-Fi is back."""
        self.page.context.set_offline(False)
        self.offline = False

    @property
    def view(self) -> Any:
        """The view that the page draws."""
        return self.page.evaluate(VIEW)

    def sees(self, seq: int) -> Any:
        """Wait until the page has a view of at least this seq; gives it."""
        seq = self._counted(seq)
        self.until(lambda: (self.view or {"seq": -1})["seq"] >= seq)
        return self.view

    def behind(self, seq: int = 0) -> bool:
        """Whether what the page sends is still under way, or a view of this seq on its way to it.  Nobody waits for a
        page that is closed, offline, or has lost its seat."""
        if self.offline or self.page.is_closed():
            return False
        return bool(self.page.evaluate(BEHIND, self._counted(seq)))

    def _counted(self, seq: int) -> int:
        """The seq as this page counts it: only desks count what is not public."""
        return seq if re.search("/(host|chief)", self.page.url) else int(getattr(seq, "public", seq))

    def round_trip(self) -> int:
        """Wait until the page has measured its way to the server; gives its round trip in ms."""
        self.until(lambda: self.page.evaluate(ROUND_TRIP) is not None)
        found: int = self.page.evaluate(ROUND_TRIP)
        return found

    def keeps_time(self) -> bool:
        """Whether the page has the server's time, as well as its round trip lets anybody know it."""
        self.round_trip()
        earliest, server, latest = self.page.evaluate(CLOCKS)
        return bool(earliest - 2 <= server <= latest + 2)

    def until(self, ready: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Wait for something that the page will come to.  A part that its view does not have yet is no fault before the
        time is over."""
        limit = monotonic() + seconds
        while True:
            missing: Exception | None = None
            try:
                if ready():
                    return
            except (TypeError, LookupError) as error:
                missing = error
            except Error as error:
                if not MOVED_ON.search(str(error)):
                    raise
                missing = error
            assert monotonic() < limit, (self.page.locator("body").inner_text()[:1500], missing)
            self.page.wait_for_timeout(30)

    def shows(self, *texts: str) -> None:
        """Wait until these words are on the page."""
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)

    def hides(self, *texts: str) -> None:
        """Wait until these words are nowhere."""
        for text in texts:
            expect(self.page.locator("body")).not_to_contain_text(text)

    def still(self) -> None:
        """Wait until fonts and pictures are there and everything that moves has come to rest."""
        self.page.evaluate(STILL)
        self.page.wait_for_timeout(60)

    def settled(self, action: str) -> Locator:
        """The host's big key, once it means this action and may be pressed."""
        ready = self.page.locator(f'.primary[data-action="{action}"][aria-disabled="false"]:not(.primary-settling)')
        ready.wait_for()
        return ready

    def next(self, action: str) -> None:
        """Press the host's big key when it means this action."""
        self.settled(action).click()

    def key(self, name: str | re.Pattern[str], exact: bool = False) -> Locator:
        """The button of this name."""
        return self.page.get_by_role("button", name=name, exact=exact)


def follow(key: Locator) -> None:
    """Press what leads to another page, and wait until that page is there with its scripts."""
    with key.page.expect_navigation():
        key.click()


def says_when_pressed(key: Locator, text: str) -> None:
    """Press a key that says this for a moment, however short the moment was."""
    key.evaluate(
        """(key) => {
          key.said = [];
          new MutationObserver(() => key.said.push(key.textContent)).observe(key, {childList: true, subtree: true});
        }"""
    )
    key.click()
    limit = monotonic() + PATIENCE
    while text not in (said := key.evaluate("(key) => key.said")):
        assert monotonic() < limit, said
        key.page.wait_for_timeout(30)


def choose(tablet: Seat, letter: str) -> None:
    """Touch an option."""
    tablet.page.get_by_role("radio", name=re.compile(f"^{letter}")).click()


def finish(tablet: Seat) -> None:
    """回答完毕, and once more to mean it: at once, for the tablet waits for the second touch a few seconds only."""
    tablet.key(say("zh", "team.finish")).dblclick()
    tablet.shows(say("zh", "team.state.locked"))


def button(tablet: Seat, mood: str) -> None:
    """Wait until the press button looks like this: waiting, armed, pressed, foul, …"""
    expect(tablet.page.locator(f".press-{mood} .press-face")).to_contain_text(say("zh", f"team.press.{mood}_small"))


def press(tablet: Seat) -> None:
    """Touch the middle of the screen."""
    size = tablet.page.viewport_size
    assert size is not None
    tablet.page.mouse.click(size["width"] / 2, size["height"] / 2)
