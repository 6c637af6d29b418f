"""Two pages of one organiser: what a form did not show, it does not change."""

from __future__ import annotations

from html.parser import HTMLParser

from scoreboard import wiring
from scoring.usecases import competitions
from scoring.usecases.lists import panels
from scoring.usecases.quiz import matches, roster
from scoring.usecases.quiz.judges import InMatch
from tests.conftest import Browser
from tests.web.organiser_files import new_match


class _Fields(HTMLParser):
    """Every field of a page and the text in its areas, as a browser would send them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.area = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "input" and said.get("name") and said.get("type") != "checkbox":
            self.found.setdefault(str(said["name"]), said.get("value") or "")
        self.area = str(said.get("name") or "") if tag == "textarea" else ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.found[self.area] = self.found.get(self.area, "") + data


def drawn(organiser: Browser, address: str) -> dict[str, str]:
    return _Fields(organiser.get(address).text).found


def test_a_page_of_judges_that_was_opened_earlier_takes_no_unit_back(
    organiser: Browser, services: wiring.Services
) -> None:
    match = new_match(organiser)
    for name in ("张一", "李二"):
        organiser.post(f"{match}/panel", data={"name": name, "organisation": ""})
    one, two = (judge.id for judge in panels.listed(services.ctx, InMatch(match.rsplit("/", 1)[-1])))
    early = drawn(organiser, f"{match}/panel")
    later = drawn(organiser, f"{match}/panel") | {f"organisation-{two}": "甲局"}
    assert organiser.post(f"{match}/panel/edit", data=later).status_code == 303
    assert organiser.post(f"{match}/panel/edit", data=early | {f"name-{one}": "张大一"}).status_code == 303
    held = panels.listed(services.ctx, InMatch(match.rsplit("/", 1)[-1]))
    assert [(judge.label, judge.organisation) for judge in held] == [("张大一", ""), ("李二", "甲局")]


def test_a_refused_page_of_judges_shows_what_was_typed_and_else_what_is_stored(
    organiser: Browser, services: wiring.Services
) -> None:
    match = new_match(organiser)
    for name in ("张一", "李二"):
        organiser.post(f"{match}/panel", data={"name": name, "organisation": ""})
    one, two = (judge.id for judge in panels.listed(services.ctx, InMatch(match.rsplit("/", 1)[-1])))
    early = drawn(organiser, f"{match}/panel")
    organiser.post(f"{match}/panel/edit", data=early | {f"organisation-{two}": "甲局"})
    refused = organiser.post(f"{match}/panel/edit", data=early | {f"name-{one}": "李二"})
    again = _Fields(refused.text).found
    assert (refused.status_code, again[f"name-{one}"], again[f"organisation-{two}"]) == (409, "李二", "甲局")


def test_a_form_of_a_team_that_was_opened_earlier_takes_no_unit_and_no_member_back(
    organiser: Browser, services: wiring.Services
) -> None:
    match = new_match(organiser)
    organiser.post(f"{match}/teams", data={"name": "甲队", "organisation": "甲局", "members": "张一、张二"})
    (entry,) = roster.roster_of(services.ctx, match.rsplit("/", 1)[-1])
    address, member = f"{match}/teams/{entry.team.id}", f"member-{entry.contestants[0].id}"
    early = drawn(organiser, f"{match}/teams") | {"name": "甲队", "was-name": "甲队"}
    later = early | {"organisation": "乙局", member: "李一", "carried": "5"}
    assert organiser.post(address, data=later).status_code == 303
    assert organiser.post(address, data=early | {"leader": "王三"}).status_code == 303
    (after,) = roster.roster_of(services.ctx, match.rsplit("/", 1)[-1])
    assert (after.team.organisation, after.team.leader, after.team.carried) == ("乙局", "王三", 5)
    assert [one.name for one in after.contestants] == ["李一", "张二"]


def test_a_match_page_that_was_opened_earlier_takes_no_stage_back(
    organiser: Browser, services: wiring.Services
) -> None:
    match = new_match(organiser, "grand-league")
    first = matches.stages_of(matches.rule_sheet_text(services.ctx, match.rsplit("/", 1)[-1]))[0]
    early = drawn(organiser, match) | {"stage": ""}
    assert organiser.post(match, data=early | {"stage": first}).status_code == 303
    assert organiser.post(match, data=early | {"title": "另一场"}).status_code == 303
    after = matches.match_of(services.ctx, match.rsplit("/", 1)[-1])
    assert (after.title, after.stage) == ("另一场", first)


def test_rules_that_were_changed_since_the_page_was_opened_are_replaced_only_when_saved_again(
    organiser: Browser, services: wiring.Services
) -> None:
    match = new_match(organiser)
    early = drawn(organiser, f"{match}/rules")
    text = early["text"].lstrip("\n")
    other = organiser.post(f"{match}/rules", data=early | {"text": text + "# 另一页\n"})
    assert other.status_code == 303
    mine = early | {"text": text + "# 这一页\n"}
    for form in (mine, {"version": early["version"], "template": "quick-league"}):
        address = f"{match}/rules/template" if "template" in form else f"{match}/rules"
        assert organiser.post(address, data=form).status_code == 409
        assert matches.rule_sheet_text(services.ctx, match.rsplit("/", 1)[-1]).endswith("# 另一页\n")
    refused = _Fields(organiser.post(f"{match}/rules", data=mine).text).found
    assert refused["text"].rstrip().endswith("# 这一页")
    assert organiser.post(f"{match}/rules", data=refused).status_code == 303
    assert matches.rule_sheet_text(services.ctx, match.rsplit("/", 1)[-1]).rstrip().endswith("# 这一页")


def test_faults_of_rules_keep_the_version_that_the_page_was_opened_with(organiser: Browser) -> None:
    match = new_match(organiser)
    early = drawn(organiser, f"{match}/rules")
    faulty = organiser.post(f"{match}/rules", data=early | {"text": "id = 1"})
    assert (faulty.status_code, _Fields(faulty.text).found["version"]) == (400, early["version"])


def test_a_page_of_a_competition_that_was_opened_earlier_takes_no_title_and_no_look_back(
    organiser: Browser, services: wiring.Services
) -> None:
    new_match(organiser)
    (made,) = competitions.list_competitions(services.ctx)
    address = f"/organiser/competitions/{made.id}"
    early = drawn(organiser, address) | {"title": made.title, "theme": made.theme}
    other = "crimson" if made.theme == "indigo" else "indigo"
    organiser.post(address, data=early | {"title": "新名", "theme": other, "bright": "on"})
    assert organiser.post(address, data=early | {"organiser": "甲单位"}).status_code == 303
    (after,) = competitions.list_competitions(services.ctx)
    assert (after.title, after.organiser, after.theme, after.bright) == ("新名", "甲单位", other, True)
    again = drawn(organiser, address) | {"title": "新名", "theme": other}
    assert organiser.post(address, data=again).status_code == 303  # the box is no longer ticked
    (after,) = competitions.list_competitions(services.ctx)
    assert (after.title, after.organiser, after.theme, after.bright) == ("新名", "甲单位", other, False)
