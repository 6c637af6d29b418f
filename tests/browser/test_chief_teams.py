"""The chief changes the teams of an open match on the desk, and every page shows it."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.house import Hall, House, w
from tests.browser.seats import Seat


def form(chief: Seat, kind: str) -> Locator:
    """The form of this action, opened from 更多."""
    chief.key(w("host.more.key"), exact=True).click()
    chief.page.get_by_role("dialog").get_by_role("button", name=w(f"host.actions.{kind}")).click()
    return chief.page.get_by_role("dialog")


def give(hall: Hall, chief: Seat, dialog: Locator, reason: str) -> None:
    """Write the reason and send the form; every page shows what came of it."""
    confirm = dialog.get_by_role("button", name=w("host.confirm"))
    expect(confirm).to_be_disabled()
    dialog.get_by_label(w("host.field.reason")).fill(reason)
    confirm.click()
    expect(chief.page.get_by_role("dialog")).to_have_count(0)
    hall.abreast()


def test_the_chief_corrects_a_name_and_lets_a_team_leave_and_tablet_wall_and_desk_show_it(house: House) -> None:
    hall = house.hall()
    hall.do("match.open")
    chief, host, tablet = hall.seat("chief"), hall.seat("host"), hall.seat("team1")
    dialog = form(chief, "team.rename")
    dialog.locator("fieldset label").nth(0).click()
    dialog.get_by_label(w("host.field.name")).fill("更名单位")
    give(hall, chief, dialog, "队名有误")
    expect(host.page.locator(".wall-name b").nth(0)).to_have_text("更名单位")

    dialog = form(chief, "team.withdraw")
    dialog.locator("fieldset").nth(0).locator("label").nth(1).click()
    dialog.get_by_text(w("host.left.disqualified"), exact=True).click()
    give(hall, chief, dialog, "仲裁裁定")
    expect(tablet.page.locator("main")).to_contain_text(w("team.wait.disqualified"))
    expect(host.page.locator(".wall .doing-disqualified")).to_have_text(w("host.doing.disqualified"))
    expect(chief.page.locator(".chief-ranking")).to_contain_text(w("host.left.disqualified"))
    hall.do("team.withdraw", "chief", team=hall.teams[2], how="withdrawn", reason="车辆故障")
    expect(chief.page.locator(".ranking li").nth(1).locator(".tag")).to_have_text(w("host.left.withdrawn"))

    dialog = form(chief, "team.return")
    expect(dialog.locator("fieldset label")).to_have_count(2)
    dialog.locator("fieldset label").nth(0).click()
    give(hall, chief, dialog, "仲裁裁定")
    expect(host.page.locator(".wall .doing-disqualified")).to_have_count(0)


def test_the_form_of_a_swap_offers_only_the_other_teams(house: House) -> None:
    hall = house.hall()
    hall.do("match.open")
    chief = hall.seat("chief")
    dialog = form(chief, "stations.swap")
    dialog.locator("fieldset").nth(0).locator("label").nth(0).click()
    names = [team["name"] for team in chief.view["teams"]]
    others = dialog.locator("fieldset").nth(1).locator("label")
    expect(others).to_have_count(len(names) - 1)
    others.nth(0).click()
    give(hall, chief, dialog, "入座有误")
    chief.until(lambda: [team["name"] for team in chief.view["teams"]] == [names[1], names[0], *names[2:]])
