"""Every kind of round in which a team answers is answered through the page of its tablet."""

from __future__ import annotations

import re

from tests.browser.house import Hall, House, w
from tests.browser.seats import Seat, choose, finish, press
from tests.sheets import ALL, HEAD, JUDGED, ONE, PRESS, RAPID, RISK, unhurried

TEAM = """
[[round]]
id = "team"
kind = "team"
name = "共同必答"
items = 1
"""
LADDER = """
[[round]]
id = "ladder"
kind = "ladder"
name = "步步高"
items = 1
steps = [10, 20]
"""
ASSIGNED = """
[[round]]
id = "assigned"
kind = "assigned"
name = "指定题"
items = 1
pick = "neighbour"
"""
TYPES = 'types = ["single"]\n'
ROUNDS = {
    "one": ONE + TYPES,
    "team": TEAM + TYPES,
    "all": re.sub("types.*\n", TYPES, ALL),
    "press": PRESS.replace("[round.press]", TYPES + "\n[round.press]"),
    "risk": RISK.replace("[round.risk]", TYPES + "\n[round.risk]"),
    "rapid": RAPID + TYPES,
    "ladder": LADDER + TYPES,
    "assigned": ASSIGNED + TYPES,
    "video": JUDGED,
}


def test_every_kind_of_round_is_answered_through_the_page_of_the_tablet_alone(house: House) -> None:
    hall = house.hall(sheet=unhurried(HEAD + "".join(ROUNDS.values())))
    tablet = hall.seat("team0")
    for name in ROUNDS:
        hall.open_item(name)
        _comes_to_answer(hall, tablet, name)
        choose(tablet, "B")
        finish(tablet)
        assert hall.view()["item"]["answers"] == {hall.teams[0]: ["B"]}, name
        hall.do("item.void", "chief", item=hall.view()["item"]["no"], reason="试验")
        hall.do("round.end")


def _comes_to_answer(hall: Hall, tablet: Seat, name: str) -> None:
    """From an item that was put to the moment from which the tablet's team answers it."""
    if name == "risk":
        tablet.page.get_by_role("radio", name="10").click()
        tablet.key(w("team.stake.confirm", stake="10")).click()
        tablet.until(lambda: tablet.view["item"]["stage"] != "staking")
        hall.do("clock.start")
    elif name == "press":
        hall.do("press.arm")
        tablet.until(lambda: tablet.view["item"]["stage"] == "armed")
        press(tablet)
        tablet.until(lambda: tablet.view["item"]["stage"] == "answering")
    else:
        hall.do("clock.start")
