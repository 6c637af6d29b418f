"""The pictures of a panel at work: a judge's tablet, the chief's wall, and the marks on the big screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.browser.house import Hall, w
from tests.browser.seats import Seat

MARKS = {"judge2": "15", "judge3": "19", "judge4": "17"}
"""What the others give; the fifth judge is late."""


def marking(hall: Hall, screen: Seat, judge: Seat, chief: Seat, take: Callable[[Seat, str], None]) -> None:
    """A judged item of the demo from the open panel to the score; ``judge`` is the first judge's tablet."""
    judged = next(part for part in hall.view()["rounds"] if part["kind"] == "judged")
    hall.do("round.begin", round=judged["id"])
    hall.do("item.present")
    hall.do("clock.start")
    hall.do("panel.open")
    judge.shows(w("judge.marks.submit"))
    for key in "954":
        judge.key(key, exact=True).click()
    take(judge, "marking")
    judge.page.locator(".marks-submit").click()
    judge.page.locator('[data-state="sent"]').wait_for()
    for who, mark in MARKS.items():
        give(hall, who, mark)
    chief.shows(w("chief.marks.missing", count=1, all=5))
    give(hall, "judge5", "12")
    seq = hall.do("panel.lock")
    screen.sees(seq)
    screen.page.locator(".marks-score-shown").wait_for(timeout=30_000)
    screen.page.wait_for_timeout(1_500)
    take(screen, "marks")


def give(hall: Hall, who: str, mark: str) -> None:
    """A judge without a tablet gives so much in all, as much of it as may be on the first criteria."""
    item: dict[str, Any] = hall.view()["item"]
    left, marks = int(mark), {}
    for criterion in item["panel"]["criteria"]:
        marks[criterion["id"]] = str(min(left, int(criterion["high"])))
        left -= int(marks[criterion["id"]])
    hall.do("mark.enter", who, judge=hall.person(who).seat["seat"], item=item["no"], marks=marks)
