"""The rule sheet of a match as a form: what is saved is its text, in which all else stays as it was written."""

from __future__ import annotations

import re
from html import unescape

import pytest

from scoreboard import wiring
from scoreboard.presenters.quiz.usual_values import usual_values
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.sheets import list_templates, template_text
from scoring.usecases.quiz import matches
from scoring.usecases.quiz.sheet_edit import kinds_for, with_award, with_round
from tests.conftest import Browser
from tests.web.organiser_files import new_match

Form = dict[str, str]


@pytest.fixture
def page(organiser: Browser) -> str:
    """The address of the form of a new match, whose rule sheet is the usual one."""
    return f"{new_match(organiser)}/rules/values"


def form_of(organiser: Browser, page: str) -> Form:
    """Every field of the form as the page shows it."""
    text = organiser.get(page).text
    found = {name: unescape(value) for name, value in re.findall(r'<input[^>]* name="([^"]+)" value="([^"]*)"', text)}
    found |= {name: unescape(value) for name, value in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)', text)}
    for name, options in re.findall(r'<select[^>]* name="([^"]+)">(.*?)</select>', text, re.DOTALL):
        if chosen := re.search(r'value="([^"]*)" selected', options):
            found[name] = chosen[1]
    return found


def text_of(services: wiring.Services, page: str) -> str:
    return matches.rule_sheet_text(services.ctx, page.split("/")[3])


@pytest.mark.parametrize("known", list_templates())
def test_a_form_that_is_sent_as_it_was_shown_changes_no_sign(
    organiser: Browser, services: wiring.Services, page: str, known: str
) -> None:
    text = page.removesuffix("/values")
    version = form_of(organiser, page)["version"]
    assert organiser.post(f"{text}/template", data={"template": known, "version": version}).status_code == 303
    assert organiser.post(page, data=form_of(organiser, page)).status_code == 303
    assert text_of(services, page) == template_text(known)


def test_changed_values_stand_in_the_text_and_the_remarks_stay(
    organiser: Browser, services: wiring.Services, page: str
) -> None:
    form = form_of(organiser, page)
    form |= {
        "base": "0",
        "round-4-points-right": "15",
        "round-4-points-wrong": "－5",
        "round-4-clocks-begin": "",
        "round-5-risk-stakes": "10 30\r\n20，60\r\n50 120",
        "round-5-risk-minus": "false",
        "round-1-clocks-begin": "5",
        "document-purpose": "以赛促学\r\n\r\n学以致用",
    }
    assert organiser.post(page, data=form).status_code == 303
    text = text_of(services, page)
    sheet = read_rule_sheet(text)
    press, risk = sheet.rounds[3], sheet.rounds[4]
    assert (press.points.right, press.points.wrong, press.clocks.begin, sheet.base) == (15, -5, None, 0)
    assert risk.risk is not None
    assert [(stake.points, stake.clock) for stake in risk.risk.stakes] == [(10, 30), (20, 60), (50, 120)]
    assert (risk.risk.minus, sheet.rounds[0].clocks.begin) == (False, 5)
    assert sheet.document is not None
    assert sheet.document.purpose == ("以赛促学", "学以致用")
    assert "# 基础分；不写 floor" in text
    assert "# 主持人说“开始”之后按下才有效" in text


def test_what_entries_are_called_and_when_scores_are_announced_is_set_by_form(
    organiser: Browser, services: wiring.Services, page: str
) -> None:
    assert "contest-announce" not in form_of(organiser, page)
    version = form_of(organiser, page)["version"]
    organiser.post(f"{page.removesuffix('/values')}/template", data={"template": "talent-contest", "version": version})
    form = form_of(organiser, page)
    assert (form["contest-entry"], form["contest-announce"]) == ("选手", "at_once")
    form |= {"contest-entry": "节目", "contest-announce": "after_next"}
    assert organiser.post(page, data=form).status_code == 303
    contest = read_rule_sheet(text_of(services, page)).contest
    assert contest is not None
    assert (contest.entry, contest.announce) == ("节目", "after_next")


def test_what_cannot_be_a_value_comes_back_named_as_the_form_calls_it(
    organiser: Browser, services: wiring.Services, page: str
) -> None:
    before = text_of(services, page)
    refused = organiser.post(page, data=form_of(organiser, page) | {"round-4-points-right": "十分", "spares": "7"})
    assert refused.status_code == 400
    assert "“十分”不能填在这里" in refused.text
    assert "抢答 · 答对得分" in refused.text
    assert re.search(r'<input[^>]* name="spares"[^>]* value="7"', refused.text)
    assert text_of(services, page) == before


def test_values_that_do_not_go_together_are_all_named_and_nothing_is_saved(
    organiser: Browser, services: wiring.Services, page: str
) -> None:
    before = text_of(services, page)
    wrong = {"round-4-press-after_wrong": "reopen", "round-6-panel-drop_high": "9"}
    refused = organiser.post(page, data=form_of(organiser, page) | wrong)
    assert refused.status_code == 400
    assert "<b>抢答 · 每题最多几个队作答（可再抢时）</b>" in refused.text
    assert 'value="reopen" selected' in refused.text
    assert text_of(services, page) == before


def test_texts_over_several_lines_stay_as_they_are_written_until_they_are_changed(
    organiser: Browser, services: wiring.Services, page: str
) -> None:
    form = form_of(organiser, page)
    document = '[document]\ntitle = """甲\n乙"""\npurpose = ["""丙\n丁""", "戊"]\n'
    text = text_of(services, page).partition("[document]")[0] + document
    organiser.post(page.removesuffix("/values"), data={"text": text, "version": form["version"]})
    assert text_of(services, page) == text
    shown = form_of(organiser, page)
    shown["document-title"] = shown["document-title"].replace("\n", "")  # as a browser sends it
    assert organiser.post(page, data=shown).status_code == 303
    assert text_of(services, page) == text
    form = form_of(organiser, page)
    organiser.post(page, data=form | {"document-purpose": form["document-purpose"].replace("戊", "己")})
    sheet = read_rule_sheet(text_of(services, page))
    assert sheet.document is not None
    assert sheet.document.purpose == ("丙 丁", "己")


def test_a_fault_beside_a_round_that_moves_is_named_at_its_own_round(organiser: Browser, page: str) -> None:
    wrong = {"round-4-press-after_wrong": "reopen", "do": "remove-round-2"}
    refused = organiser.post(page, data=form_of(organiser, page) | wrong)
    assert refused.status_code == 400
    assert "<b>抢答 · 每题最多几个队作答（可再抢时）</b>" in refused.text


def test_a_contest_has_fields_in_its_own_words_and_none_for_questions(organiser: Browser, page: str) -> None:
    version = form_of(organiser, page)["version"]
    organiser.post(f"{page.removesuffix('/values')}/template", data={"template": "talent-contest", "version": version})
    main = organiser.get(page).text.partition("<main")[2]
    assert "表演时限（秒）" in main
    assert re.findall("每队|题数|情景题", main) == []
    kinds = re.search(r'<select id="kind"[^>]*>(.*?)</select>', main)
    assert kinds is not None
    assert re.findall('value="([a-z]+)"', kinds[1]) == ["judged"]


def test_rounds_are_added_moved_and_taken_out_with_what_was_typed_beside(
    organiser: Browser, services: wiring.Services, page: str
) -> None:
    def press(button: str, **typed: str) -> list[str]:
        assert organiser.post(page, data=form_of(organiser, page) | typed | {"do": button}).status_code == 303
        return [rule.id for rule in read_rule_sheet(text_of(services, page)).rounds]

    first = ["individual", "team", "simultaneous", "press", "risk", "video", "rapid", "audience"]
    assert press("later-round-1", name="甲杯") == ["team", "individual", *first[2:]]
    assert read_rule_sheet(text_of(services, page)).name == "甲杯"
    assert press("remove-round-8") == ["team", "individual", *first[2:7]]
    assert press("add-round", kind="press") == ["team", "individual", *first[2:7], "press-2"]
    press("add-award")
    assert read_rule_sheet(text_of(services, page)).awards[-1].name == "单项奖"
    press("remove-award-1")
    assert read_rule_sheet(text_of(services, page)).awards[0].name == "二等奖"


@pytest.mark.parametrize("button", ["remove-round-99", "later-round-8", "remove-award-0", "add-round", "drop-round-1"])
def test_a_button_that_does_not_fit_is_refused_in_words(
    organiser: Browser, services: wiring.Services, page: str, button: str
) -> None:
    before = text_of(services, page)
    sent = form_of(organiser, page) | {"do": button, "kind": "chess"}
    assert organiser.post(page, data=sent).status_code in (400, 404)
    assert text_of(services, page) == before


def test_a_form_of_an_older_text_changes_nothing(organiser: Browser, services: wiring.Services, page: str) -> None:
    older = form_of(organiser, page)
    organiser.post(page, data=older | {"base": "50"})
    refused = organiser.post(page, data=older | {"spares": "9"})
    assert refused.status_code == 409
    assert (read_rule_sheet(text_of(services, page)).base, read_rule_sheet(text_of(services, page)).spares) == (50, 5)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("known", list_templates())
def test_a_round_of_each_kind_goes_into_every_shipped_sheet_and_each_value_has_a_place(lang: str, known: str) -> None:
    text = template_text(known, lang)  # type: ignore[arg-type]
    kinds = kinds_for(read_rule_sheet(text))
    for kind in kinds:
        text = with_round(text, kind, lang)  # type: ignore[arg-type]
    sheet = read_rule_sheet(with_award(text, "新奖项"))
    names = [one.name for group in usual_values(sheet) for one in group.values]
    assert len(names) == len(set(names))
    assert {rule.kind for rule in sheet.rounds} == set(kinds)


def test_when_the_table_is_frozen_is_set_by_form_and_taken_away_again(
    organiser: Browser, services: wiring.Services, page: str
) -> None:
    before, form = text_of(services, page), form_of(organiser, page)
    assert (form["freeze-round"], form["freeze-after"]) == ("", "")
    last = read_rule_sheet(before).rounds[-2]
    assert f">{last.name}</option>" in organiser.get(page).text
    assert organiser.post(page, data=form | {"freeze-round": last.id, "freeze-after": "2"}).status_code == 303
    freeze = read_rule_sheet(text_of(services, page)).freeze
    assert freeze is not None
    assert (freeze.round, freeze.after) == (last.id, 2)
    assert organiser.post(page, data=form_of(organiser, page) | {"freeze-round": ""}).status_code == 303
    assert text_of(services, page) == before


def test_a_choice_of_long_words_has_a_line_of_its_own_and_each_criterion_begins_one(
    organiser: Browser, page: str
) -> None:
    for query in ("", "?lang=en"):
        shown = organiser.get(f"{page}{query}").text
        wide = re.findall(r'<div class="field value-wide *">\s*<label for="([^"]+)"', shown)
        assert "freeze-round" in wide
        assert "tie_off-mode" in wide
        assert "award-1-by_rank" not in wide
        assert re.search(r'value-first">\s*<label for="round-\d+-panel-criteria-1-name"', shown)
