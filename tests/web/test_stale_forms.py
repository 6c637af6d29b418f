"""Two pages of one organiser: what a form did not show, it does not change."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from scoreboard import wiring
from scoreboard.bots.forms import read_page
from scoring.sheets import campaign_text, list_campaigns, template_text
from scoring.usecases import competitions
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.competition.stages import set_stages
from scoring.usecases.guards import LOCAL
from scoring.usecases.lists import panels
from scoring.usecases.lists.official_days import year_of
from scoring.usecases.lists.organisations import organisations_of, put_organisation
from scoring.usecases.lists.rosters import names_of, put_roster_name
from scoring.usecases.quiz import matches, question_sets, roster
from scoring.usecases.quiz.judges import InMatch
from scoring.usecases.review import reviews
from tests.conftest import Browser
from tests.halls import invented
from tests.web.organiser_files import new_match, with_teams


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


class Form(_Fields):
    """The fields of the one form of a page whose action ends so."""

    def __init__(self, page: str, action: str) -> None:
        self.action = action
        self.inside = False
        super().__init__(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "form":
            address = unquote(dict(attrs).get("action") or "")
            self.inside = address.endswith(self.action) or address.partition("?")[0].endswith(self.action)
        if self.inside:
            super().handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "form"
        self.area = ""


def form_to(organiser: Browser, address: str, action: str) -> dict[str, str]:
    found = Form(organiser.get(address).text, action).found
    assert "version" in found, f"the form of {address} does not say what it was drawn from"
    return found


def stations_of(services: wiring.Services, match: str) -> list[int]:
    return [entry.team.station for entry in roster.roster_of(services.ctx, match.rsplit("/", 1)[-1])]


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


def look_of(page: str, address: str) -> dict[str, list[str]]:
    """The fields of the form of a competition's title and look."""
    return next(one for one in read_page(page).forms if one.action == address and "was-title" in one.values).values


@pytest.mark.parametrize("bright", [True, False])
def test_a_refused_form_of_a_competition_takes_no_look_back_when_only_its_title_is_mended(
    organiser: Browser, services: wiring.Services, bright: bool
) -> None:
    new_match(organiser)
    (made,) = competitions.list_competitions(services.ctx)
    competitions.edit_competition(services.ctx, actor=LOCAL, competition_id=made.id, bright=not bright)
    address = f"/organiser/competitions/{made.id}"
    early = look_of(organiser.get(address).text, address)
    theme = next(one for one in ("indigo", "crimson") if one != made.theme)
    competitions.edit_competition(services.ctx, actor=LOCAL, competition_id=made.id, theme=theme, bright=bright)
    refused = organiser.post(address, data=early | {"title": "题" * 500})
    again = look_of(refused.text, address)
    assert (refused.status_code, again["theme"], "bright" in again) == (400, [theme], bright)
    assert organiser.post(address, data=again | {"title": "新题"}).status_code == 303
    (held,) = competitions.list_competitions(services.ctx)
    assert (held.title, held.theme, held.bright) == ("新题", theme, bright)


def test_a_refused_form_of_a_competition_still_shows_the_look_that_was_chosen_in_it(
    organiser: Browser, services: wiring.Services
) -> None:
    new_match(organiser)
    (made,) = competitions.list_competitions(services.ctx)
    address = f"/organiser/competitions/{made.id}"
    theme = next(one for one in ("indigo", "crimson") if one != made.theme)
    mine = look_of(organiser.get(address).text, address) | {"title": "题" * 500, "theme": theme, "bright": "on"}
    again = look_of(organiser.post(address, data=mine).text, address)
    assert (again["theme"], again["bright"]) == ([theme], ["on"])


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


def test_the_button_that_shortens_acts_only_on_the_rule_sheet_that_its_page_showed(
    organiser: Browser, services: wiring.Services
) -> None:
    match = new_match(organiser)
    with_teams(organiser, match)
    few = question_sets.import_question_set(
        services.ctx, actor=LOCAL, name="小库", questions=[invented(no) for no in range(1, 41)]
    ).id
    early = form_to(organiser, f"{match}/questions?set={few}", "/questions/shorten")
    text = matches.rule_sheet_text(services.ctx, match.rsplit("/", 1)[-1])
    matches.set_sheet(services.ctx, actor=LOCAL, match_id=match.rsplit("/", 1)[-1], text=text + "# 另一页\n")
    refused = organiser.post(f"{match}/questions/shorten?set={few}&lang=zh", data=early)
    assert (refused.status_code, "这里的内容在这个页面打开之后已经改变" in refused.text) == (409, True)
    assert matches.rule_sheet_text(services.ctx, match.rsplit("/", 1)[-1]) == text + "# 另一页\n"
    again = form_to(organiser, f"{match}/questions?set={few}", "/questions/shorten")
    assert organiser.post(f"{match}/questions/shorten", data=again).status_code == 303
    assert matches.rule_sheet_text(services.ctx, match.rsplit("/", 1)[-1]) != text + "# 另一页\n"


def test_the_button_that_shortens_acts_only_on_the_numbers_that_its_page_named(
    organiser: Browser, services: wiring.Services
) -> None:
    match = new_match(organiser)
    with_teams(organiser, match)
    few = question_sets.import_question_set(
        services.ctx, actor=LOCAL, name="小库", questions=[invented(no) for no in range(1, 41)]
    ).id
    early = form_to(organiser, f"{match}/questions?set={few}", "/questions/shorten")
    organiser.post(f"{match}/teams", data={"name": "后来的一队", "organisation": "", "members": ""})
    before = matches.rule_sheet_text(services.ctx, match.rsplit("/", 1)[-1])
    assert organiser.post(f"{match}/questions/shorten", data=early).status_code == 409
    assert matches.rule_sheet_text(services.ctx, match.rsplit("/", 1)[-1]) == before


def test_a_station_set_on_a_page_from_before_another_draw_is_refused(
    organiser: Browser, services: wiring.Services
) -> None:
    match = new_match(organiser)
    with_teams(organiser, match)
    team = roster.roster_of(services.ctx, match.rsplit("/", 1)[-1])[0].team.id
    early = form_to(organiser, f"{match}/draw", f"{match}/draw/{team}")
    organiser.post(f"{match}/draw", data=form_to(organiser, f"{match}/draw", f"{match}/draw"))
    drawn_by_lot = stations_of(services, match)
    for address, data in (
        (f"{match}/draw/{team}", early | {"station": "2"}),
        (f"{match}/draw", {"version": early["version"], "reason": "再抽"}),
    ):
        assert organiser.post(address, data=data).status_code == 409
        assert stations_of(services, match) == drawn_by_lot


def test_an_organisation_that_was_changed_since_its_page_was_opened_is_replaced_only_when_saved_again(
    organiser: Browser, services: wiring.Services
) -> None:
    one = put_organisation(services.ctx, actor=LOCAL, name="甲局", category="office").id
    address = f"/organiser/register/{one}"
    early = form_to(organiser, address, address) | {"category": "office"}
    assert organiser.post(address, data=early | {"phone": "1"}).status_code == 303
    refused = organiser.post(address, data=early | {"contact": "张一"})
    assert refused.status_code == 409
    (held,) = organisations_of(services.ctx, actor=LOCAL)
    assert (held.phone, held.contact) == ("1", "")
    again = Form(refused.text, address).found
    assert organiser.post(address, data=again | {"category": "office"}).status_code == 303
    (held,) = organisations_of(services.ctx, actor=LOCAL)
    assert (held.phone, held.contact) == ("", "张一")


def test_a_name_of_a_roster_that_was_changed_since_its_page_was_opened_stays(
    organiser: Browser, services: wiring.Services
) -> None:
    made = put_roster_name(services.ctx, actor=LOCAL, roster="学习之星", name="张一")
    address = f"/organiser/roster?title=学习之星&edit={made.id}"
    early = form_to(organiser, address, f"edit={made.id}")
    assert organiser.post(address, data=early | {"organisation": "甲局"}).status_code == 303
    assert organiser.post(address, data=early | {"held": "2011"}).status_code == 409
    (held,) = names_of(services.ctx, actor=LOCAL, roster="学习之星")
    assert (held.organisation, held.held) == ("甲局", "")


def test_a_year_of_the_calendar_that_was_changed_since_its_page_was_opened_stays(
    organiser: Browser, services: wiring.Services
) -> None:
    early = form_to(organiser, "/organiser/calendar/2031", "/organiser/calendar/2031")
    assert organiser.post("/organiser/calendar/2031", data=early | {"off": "1月1日"}).status_code == 303
    assert organiser.post("/organiser/calendar/2031", data=early | {"off": "1月2日"}).status_code == 409
    known = year_of(services.ctx, 2031)
    assert known is not None
    assert known.days.off == (date(2031, 1, 1),)


def test_a_campaign_that_was_changed_since_its_page_was_opened_is_replaced_only_when_saved_again(
    organiser: Browser, services: wiring.Services
) -> None:
    review = reviews.create_review(services.ctx, actor=LOCAL, campaign=campaign_text(list_campaigns()[0], "zh")).id
    address = f"/organiser/reviews/{review}"
    early = form_to(organiser, f"{address}/campaign", f"{address}/campaign")
    usual = form_to(organiser, f"{address}/values", f"{address}/values")
    text = reviews.review_of(services.ctx, review).campaign
    assert organiser.post(f"{address}/campaign", data=early | {"text": text + "# 另一页\n"}).status_code == 303
    mine = early | {"text": text + "# 这一页\n"}
    for where, form in (("campaign", mine), ("values", usual)):
        assert organiser.post(f"{address}/{where}", data=form).status_code == 409
        assert reviews.review_of(services.ctx, review).campaign == text + "# 另一页\n"
    faulty = organiser.post(f"{address}/campaign", data=early | {"text": "id = 1", "version": early["version"]})
    assert faulty.status_code == 409
    refused = Form(organiser.post(f"{address}/campaign", data=mine).text, f"{address}/campaign").found
    assert organiser.post(f"{address}/campaign", data=refused).status_code == 303
    assert reviews.review_of(services.ctx, review).campaign.rstrip().endswith("# 这一页")


def test_a_page_of_a_competition_that_was_opened_earlier_puts_no_days_and_no_rules_of_registration_back(
    organiser: Browser, services: wiring.Services
) -> None:
    new_match(organiser)
    (made,) = competitions.list_competitions(services.ctx)
    address = f"/organiser/competitions/{made.id}"
    text = template_text("grand-league")
    set_stages(services.ctx, actor=LOCAL, competition_id=made.id, text=text, key="stages", device="")
    days = form_to(organiser, f"{address}/schedule", "/schedule/days") | {"first": "2031-03-01", "last": "2031-03-02"}
    assert organiser.post(f"{address}/schedule/days", data=days).status_code == 303
    assert organiser.post(f"{address}/schedule/days", data=days).status_code == 303  # its answer was lost: sent again
    assert (
        organiser.post(f"{address}/schedule/days", data=days | {"key": "late", "last": "2031-03-09"}).status_code == 409
    )
    rules = form_to(organiser, f"{address}/registration/rules", f"{address}/registration")
    assert organiser.post(f"{address}/registration", data=rules).status_code == 303
    late = rules | {"key": "late too", "least": "2", "reason": "少了"}
    assert organiser.post(f"{address}/registration", data=late).status_code == 409
    state = competition_state(services.ctx, made.id)
    assert (str(state.schedule.last), state.rules and state.rules.least) == ("2031-03-02", int(rules["least"]))


SAYS = re.compile(r'name="(?:version|revision|seen|after|edit|edition|proposal|was-[^"]*)"|\bwas\(')
"""What a form says of that which it was drawn from."""

SHOWN = re.compile(
    r'<input(?![^>]*type="hidden")[^>]*value="\{\{([^}]*)\}\}|<textarea[^>]*>\s*\{\{([^}]*)'
    r"|\{%([^%]*(?:selected|checked)[^%]*)%\}"
)
TYPED = re.compile(r"\b(?:form|typed)\.\w+|\bform\[[^\]]*\]|\bform\.get\([^)]*\)")

CHOOSE = {
    "organiser/awards.html": "holders by their id",
    "organiser/match.html": "the title of a copy",
    "organiser/schedule.html": "warnings by their key",
    "organiser/schedule_report.html": "warnings by their key",
    "organiser/stage.html": "groups before there are any",
    "organiser/teams.html": "registered teams by their number",
    "organiser/upload_report.html": "a new set's name",
    "review/judging_join.html": "judges by their id",
    "review/judging_parts.html": "a recusal that is suggested, by its judge",
    "review/judging_opening.html": "judges and nominations by their id",
    "review/office/decisions.html": "an award by its id",
}
"""Forms that choose among what is there, or begin something new: they replace nothing that is stored."""


def test_every_form_that_shows_what_is_stored_says_what_it_was_drawn_from() -> None:
    silent = set()
    for file in Path("templates").rglob("*.html"):
        for form in re.findall(r"<form\b.*?</form>", file.read_text(encoding="utf-8"), re.DOTALL):
            shown = [TYPED.sub("", "".join(one)) for one in SHOWN.findall(form)]
            stored = [one for one in shown if re.search(r"[a-z_]+\.[a-z_]+|\[", one)]
            if 'method="post"' in form and stored and not SAYS.search(form):
                silent.add(file.relative_to("templates").as_posix())
    assert silent == set(CHOOSE)
