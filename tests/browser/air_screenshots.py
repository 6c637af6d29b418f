"""The pictures of docs/on-air.md: the picture for television over a camera's, and its technician's page."""

from __future__ import annotations

import io
from collections.abc import Callable

from PIL import Image

from scoreboard.cli.demo_competition import make_demo
from scoring.usecases.quiz.people import people_of
from tests.browser.house import House
from tests.browser.seats import Seat
from tests.browser.test_air import lower_third, on_air, picture

Keep = Callable[[Image.Image, str], None]
WIDE = {"width": 1600, "height": 900}
DESK = {"width": 1440, "height": 900}
DARK, LIGHT = (38, 52, 66), (164, 150, 128)


def air_pictures(place: House, keep: Keep) -> None:
    """A contestant answers, with a name on air."""
    demo = make_demo(place.ctx)
    stations = {one.ticket.team: one.ticket for one in demo.issued if one.ticket.team}
    hall = place.hold(demo.match, list(stations), demo.issued)
    screen, desk = on_air(hall, **WIDE), on_air(hall, **DESK)
    desk.page.goto(f"{desk.base}/m/{hall.match}/air/desk")
    desk.seated()
    hall.do("round.begin", round="press")
    free = [question for question in hall.view()["pool"] if not question["used"]]
    hall.do("item.present", question=min(free, key=lambda one: (one["type"] != "single", one["no"]))["id"])
    hall.do("press.arm")
    arming = hall.view()["press"]["arming"]
    hall.do("press.record", "team2", team=hall.teams[2], press="first", arming=arming)
    screen.until(lambda: screen.view["press"]["state"] == "awarded")
    listed = people_of(place.ctx, hall.match)
    team = next(one for one in listed if one.id == f"team:{hall.teams[2]}")
    lower_third(hall, person=next(one.id for one in listed if one.part == "contestant" and one.of == team.name))
    screen.page.locator(".air-third").wait_for()
    over = picture(screen)
    keep(Image.alpha_composite(camera(over.size), over), "air")
    desk.still()
    keep(shot(desk), "air-desk")


def camera(size: tuple[int, int]) -> Image.Image:
    """What a camera might give: light from one side and nobody in it."""
    shade = Image.linear_gradient("L").rotate(90).resize(size)
    return Image.composite(Image.new("RGBA", size, LIGHT), Image.new("RGBA", size, DARK), shade)


def shot(seat: Seat) -> Image.Image:
    """What is on the screen."""
    return Image.open(io.BytesIO(seat.page.screenshot()))
