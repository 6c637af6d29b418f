"""Steps of the demo match that are not looked at while its pictures are taken."""

from __future__ import annotations

from time import sleep

from tests.browser.house import Hall


def present(hall: Hall, kind: str) -> None:
    """The first question that is left, of this type where there is one."""
    free = [question for question in hall.view()["pool"] if not question["used"]]
    first = min(free, key=lambda question: (question["type"] != kind, question["no"]))
    hall.do("item.present", question=first["id"])


def answer(hall: Hall, place: int, *, right: bool, final: bool = False) -> None:
    """A team answers the item, right or wrong, by the key that only the host has."""
    item = hall.view()["item"]
    key = item["key"]
    wrong = [option["letter"] for option in item["question"]["options"] if option["letter"] not in key][:1]
    hall.do("answer.submit", f"team{place}", team=hall.teams[place], answer=key if right else wrong, final=final)


def late_press(hall: Hall, place: int, arming: str, after: float) -> None:
    """A press of this team ``after`` seconds, without a page: it may run in another thread than the pages' own."""
    sleep(after)
    press_id = f"{arming}-{place}"
    given = {"team": hall.teams[place], "press": press_id, "arming": arming}
    answer = hall.person(f"team{place}").post("press.record", key=press_id, **given)
    assert answer.status_code == 200, answer.text


def first_press(hall: Hall, place: int) -> None:
    """The start word, a press of this team, and the server's award."""
    hall.do("press.arm")
    late_press(hall, place, hall.view()["press"]["arming"], 0)
    while hall.view()["press"]["winner"] is None:
        sleep(0.02)
