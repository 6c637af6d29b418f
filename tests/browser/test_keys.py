"""What the key makes of answers, as the desks see it: several right options, and texts that are not the key's."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.house import Hall, House, w
from tests.halls import invented
from tests.sheets import ALL, HEAD, unhurried


def answered(hall: Hall, *answers: list[str]) -> None:
    """The first item of the round for all teams, answered and closed."""
    hall.open_item("all")
    hall.do("clock.start")
    for place, answer in enumerate(answers):
        hall.do("answer.submit", f"team{place}", team=hall.teams[place], answer=answer, final=True)
    hall.do("item.close")


def test_a_protest_adds_an_option_to_the_key_of_a_single_choice(house: House) -> None:
    hall = house.hall()
    answered(hall, ["A"], ["B"], ["C"])
    chief = hall.seat("chief")
    chief.page.locator(".chief-items").get_by_role("button").first.click()
    dialog = chief.page.get_by_role("dialog")
    dialog.get_by_role("button", name=w("chief.item.key")).click()
    expect(dialog).to_contain_text(w("host.field.values_one"))
    dialog.get_by_role("checkbox", name="C").check()
    expect(dialog).to_contain_text(w("host.field.values_any"))
    dialog.get_by_role("button", name=w("host.reason.protest")).click()
    dialog.get_by_role("button", name=w("host.confirm")).click()
    chief.until(lambda: hall.view()["item"]["verdicts"][hall.teams[2]]["verdict"] == "right")
    verdicts = [hall.view()["item"]["verdicts"][team]["verdict"] for team in hall.teams]
    assert verdicts == ["wrong", "right", "right"]
    chief.shows("B / C")


def test_a_text_that_is_not_the_keys_to_the_letter_is_shown_beside_it(house: House) -> None:
    fills = [invented(no, type="fill", options=(), key=("“一带一路”倡议",)) for no in range(1, 81)]
    hall = house.hall(questions=fills, sheet=unhurried(HEAD + ALL.replace('"true_false"', '"fill"')))
    answered(hall, ["一带一路倡议"], ["“一带一路”倡义"], ["长征"])
    for who in ("host", "chief"):
        desk = hall.seat(who)
        found = desk.page.locator(".compared li")
        expect(found).to_have_count(2)
        expect(found.nth(0)).to_contain_text(w("host.compared.texts", given="一带一路倡议", key="“一带一路”倡议"))
        expect(found.nth(0)).to_contain_text(w("host.compared.equal"))
        expect(found.nth(1)).to_contain_text(w("host.compared.near"))
