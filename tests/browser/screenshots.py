"""``python -m tests.browser.screenshots``: the pictures of README and docs, taken from the demo while it is played.

With ``review`` after it those of an award review alone, with ``event`` those of a competition of several stages,
with ``air`` those of the picture for television, with ``screens`` the small ones of docs/screens.md and the hand-book,
with ``match`` the large ones of a match.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from scoreboard.cli.demo_competition import make_demo
from tests.browser.air_screenshots import air_pictures
from tests.browser.conftest import ARGUMENTS
from tests.browser.demo_play import answer, first_press, late_press, present
from tests.browser.event_screenshots import event_pictures
from tests.browser.house import Hall, House, w
from tests.browser.mark_pictures import marking
from tests.browser.review_screenshots import review_pictures
from tests.browser.screens_screenshots import screens_pictures
from tests.browser.seats import Seat, button, press
from tests.conftest import CHROMIUM
from tests.live.people import Server
from tests.ports import free_port

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
LARGEST = 300_000
"""Bytes of one picture: a repository keeps every version of it."""

SMALL, LARGEST_SMALL = 900, 60_000
"""The longer side of a small picture in pixels, and its bytes: there are many of them."""

WALL = {"width": 1600, "height": 900}
TABLET = {"width": 1180, "height": 820}
DESK = {"width": 1600, "height": 1000}


def main() -> None:
    """Play and take pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with house() as place:
        asked = sys.argv[1:]
        if not asked or "review" in asked:
            review_pictures(place, take)
        if not asked or "event" in asked:
            event_pictures(place, take, keep)
        if not asked or "air" in asked:
            air_pictures(place, keep)
        if not asked or "screens" in asked:
            screens_pictures(place, keep_small)
        if not asked or "match" in asked:
            match_pictures(place)


def match_pictures(place: House) -> None:
    """The large pictures of a match, while it is led."""
    demo = make_demo(place.ctx)
    stations = {one.ticket.team: one.ticket for one in demo.issued if one.ticket.team}
    hall = place.hold(demo.match, list(stations), demo.issued)
    screen, host = hall.seat("display", viewport=WALL), hall.seat("host", viewport=DESK)
    tablet, judge = hall.seat("team1", viewport=TABLET), hall.seat("judge1", viewport=TABLET)
    chief = hall.seat("chief", viewport=DESK)
    everybody_at_once(hall, screen, tablet)
    first_come(hall, screen, host, tablet, judge)
    take(chief, "chief")
    hall.do("scene.show", scene="ranking")
    screen.page.locator(".rank-row").first.wait_for()
    screen.page.wait_for_timeout(3_000)
    take(screen, "ranking")
    hall.do("round.end")
    marking(hall, screen, judge, chief, take)
    organiser(place, demo.account, demo.password, demo.match)


@contextmanager
def house() -> Iterator[House]:
    """A server and a browser for the time of the pictures."""
    with tempfile.TemporaryDirectory() as directory, sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        data = Path(directory) / "data"
        data.mkdir(mode=0o700)
        settings = data / "leitai.toml"
        settings.write_text('public_url = "http://contest.example"\n', encoding="utf-8")
        settings.chmod(0o600)
        server = Server(data, free_port(), "eventlet", halls=0).start()
        try:
            yield House(server, browser)
        finally:
            browser.close()
            server.kill()


def everybody_at_once(hall: Hall, screen: Seat, tablet: Seat) -> None:
    """Two items of 同步必答: the teams differ."""
    hall.do("round.begin", round="simultaneous")
    present(hall, "single")
    hall.do("clock.start")
    tablet.page.locator(".t-option").first.wait_for()
    for place in (0, 2, 3):
        answer(hall, place, right=place != 3)
    tablet.page.locator("button.t-option").first.click()
    tablet.shows(w("team.state.sent"))
    screen.shows(w("display.answered", n=4, of=6))
    take(screen, "display")
    hall.do("undo", steps=2)
    hall.do("round.end")
    for delta, place in ((20, 0), (10, 1), (30, 2), (10, 4)):
        hall.do("points.adjust", reason="同步必答", team=hall.teams[place], points=str(delta))


def first_come(hall: Hall, screen: Seat, host: Seat, tablet: Seat, judge: Seat) -> None:
    """An item of 抢答: armed, pressed, before the judge, right."""
    hall.do("round.begin", round="press")
    for winner, verdict in ((2, "right"), (5, "wrong"), (3, "right")):
        hall.do("item.present")
        first_press(hall, winner)
        hall.do("answer.judge", verdict=verdict)
        hall.do("item.close")
    for place in (0, 4):
        hall.person(f"team{place}")
    present(hall, "single")
    hall.do("press.record", "team5", team=hall.teams[5], press="early", arming="")
    hall.do("press.arm")
    button(tablet, "armed")
    take(tablet, "team")
    arming = hall.view()["press"]["arming"]
    with ThreadPoolExecutor(2) as pool:
        late = [pool.submit(late_press, hall, place, arming, after) for place, after in ((4, 0.02), (0, 0.06))]
        press(tablet)
        for one in late:
            one.result()
    screen.until(lambda: screen.view["press"]["winner"] is not None)
    hall.do("scene.show", scene="press")
    screen.shows(w("display.press.got"))
    hall.do("scene.show", scene="question")
    host.shows(w("host.press.state.awarded"))
    judge.key(w("host.verdict.right"), exact=True).click()
    judge.shows(w("judge.state.sent"))
    take(judge, "judge")
    stations = [hall.person(f"team{place}") for place in (0, 2, 3, 4, 5)]
    for number, station in enumerate(stations):
        station.connect().ask("ping.time", {"t0": 0, "rtt": 4 + 3 * number})
    host.until(lambda: sum(seat["state"] == "ok" for seat in host.view["presence"]) >= len(hall.teams))
    take(host, "host")
    for station in stations:
        station.leave()
    hall.do("answer.judge", verdict="right")
    screen.sees(hall.do("item.close"))


def organiser(place: House, name: str, password: str, match: str) -> None:
    """The organiser's desk, as it looks to whoever signs in."""
    seat = place.newcomer(viewport=DESK)
    seat.page.goto(f"{seat.base}/signin?next=/organiser/matches/{match}")
    seat.page.get_by_label(w("entry.sign_in.name")).fill(name)
    seat.page.get_by_label(w("entry.sign_in.password")).fill(password)
    seat.page.keyboard.press("Enter")
    seat.page.locator(".steps").wait_for()
    take(seat, "organiser")


def take(seat: Seat, name: str) -> None:
    """Save what is on the screen."""
    seat.still()
    keep(Image.open(io.BytesIO(seat.page.screenshot())), name)


def keep(picture: Image.Image, name: str) -> None:
    """Save a picture with as many colours as fit into ``LARGEST`` bytes."""
    shot = picture.convert("RGB")
    for colours in (256, 128, 64, 32):
        out = io.BytesIO()
        shot.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if len(out.getvalue()) <= LARGEST:
            break
    (IMAGES / f"{name}.png").write_bytes(out.getvalue())
    print(f"{name}.png {len(out.getvalue()) // 1000} kB")


def keep_small(picture: Image.Image, name: str) -> None:
    """Save a small picture, as good as fits into ``LARGEST_SMALL`` bytes."""
    shot = picture.convert("RGB")
    shot.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
    for quality in (80, 65, 50, 35):
        out = io.BytesIO()
        shot.save(out, "WEBP", quality=quality, method=6)
        if len(out.getvalue()) <= LARGEST_SMALL:
            break
    folder = IMAGES / "screens"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.webp").write_bytes(out.getvalue())
    print(f"{name}.webp {len(out.getvalue()) // 1000} kB")


if __name__ == "__main__":
    main()
