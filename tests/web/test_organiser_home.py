"""Competitions, matches and rule sheets at the organiser's desk."""

from __future__ import annotations

import pytest
from flask import Flask

from scoreboard import wiring
from scoreboard.blueprints.organiser import bp
from scoring.sheets import list_templates, template_text
from scoring.usecases import competitions
from scoring.usecases.quiz import matches
from tests.conftest import Browser
from tests.web.organiser_files import new_match, send


def test_every_page_of_the_desk_leads_a_stranger_to_the_sign_in(app: Flask, browser: Browser) -> None:
    pages = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith(f"{bp.name}.")]
    assert len(pages) > 30
    for rule in pages:
        path = rule.build({name: 1 if f"<int:{name}>" in rule.rule else "x" for name in rule.arguments})
        assert path is not None
        if "GET" in (rule.methods or ()):
            assert browser.get(path[1]).status_code == 302, rule
            assert browser.get(path[1]).location.startswith("/signin?next=")
        else:
            assert browser.post(path[1]).status_code == 401, rule


def test_a_form_without_its_token_changes_nothing(organiser: Browser, services: wiring.Services) -> None:
    answer = organiser.client.post("/organiser/competitions", data={"title": "假冒"})
    assert answer.status_code == 400
    assert competitions.list_competitions(services.ctx) == ()


def test_a_competition_and_a_match_are_made_from_a_template(organiser: Browser, services: wiring.Services) -> None:
    match = new_match(organiser)
    made = competitions.list_competitions(services.ctx)[0]
    assert (made.title, made.theme, made.bright) == ("决赛所在竞赛", "indigo", False)
    text = matches.rule_sheet_text(services.ctx, match.rsplit("/", 1)[-1])
    assert text == template_text("standard-party")
    page = organiser.get(match).text
    assert "还没有代表队。" in page
    assert f'href="{match}/teams"' in page


def test_a_refused_form_comes_back_with_its_reason_and_what_was_typed(organiser: Browser) -> None:
    answer = organiser.post("/organiser/competitions", data={"title": " ", "organiser": "甲单位"})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert 'value="甲单位"' in answer.text


def test_title_and_look_can_be_changed_until_the_end(organiser: Browser, services: wiring.Services) -> None:
    new_match(organiser)
    made = competitions.list_competitions(services.ctx)[0]
    organiser.post(f"/organiser/competitions/{made.id}", data={"title": "新名", "theme": "crimson", "bright": "on"})
    changed = competitions.list_competitions(services.ctx)[0]
    assert (changed.title, changed.theme, changed.bright) == ("新名", "crimson", True)


@pytest.mark.parametrize("template", list_templates())
def test_every_template_can_be_read_as_rules_before_it_is_taken(organiser: Browser, template: str) -> None:
    page = organiser.get(f"/organiser/templates/{template}")
    assert page.status_code == 200
    assert '<article class="official-paper scroll"' in page.text
    document = organiser.get(f"/organiser/templates/{template}/rules.docx")
    assert document.status_code == 200
    assert document.data[:2] == b"PK"


def test_a_faulty_sheet_shows_every_fault_with_its_line_and_keeps_the_old(
    organiser: Browser, services: wiring.Services
) -> None:
    match = new_match(organiser)
    typed = (
        template_text("standard-party").replace("base = ", "bass = ", 1).replace('kind = "press"', 'kind = "pres"', 1)
    )
    answer = organiser.post(f"{match}/rules", data={"text": typed})
    assert answer.status_code == 400
    assert "bass" in answer.text
    assert answer.text.count("第 ") >= 2
    assert "kind = &#34;pres&#34;" in answer.text
    assert matches.rule_sheet_text(services.ctx, match.rsplit("/", 1)[-1]) == template_text("standard-party")


def test_the_check_while_typing_keeps_nothing(organiser: Browser, services: wiring.Services) -> None:
    match = new_match(organiser)
    good = organiser.post(f"{match}/rules/check", data={"text": template_text("quick-league")})
    bad = organiser.post(f"{match}/rules/check", data={"text": "id = 1"})
    assert '<article class="rules">' in good.text
    assert 'class="faults"' in bad.text
    assert "<html" not in good.text
    assert matches.rule_sheet_text(services.ctx, match.rsplit("/", 1)[-1]) == template_text("standard-party")


def test_a_good_sheet_is_kept_and_printed_in_both_languages(organiser: Browser, services: wiring.Services) -> None:
    match = new_match(organiser)
    text = template_text("standard-party").replace("base = 100", "base = 200", 1)
    assert organiser.post(f"{match}/rules", data={"text": text.replace("\n", "\r\n")}).status_code == 303
    assert matches.rule_sheet_text(services.ctx, match.rsplit("/", 1)[-1]) == text
    assert "200" in organiser.get(f"{match}/rules/print").text
    assert '<html lang="en"' in organiser.get(f"{match}/rules/print?lang=en").text


HOSTILE_JSON = (
    b"not json", b"[]", b"\xff\xfe", b'{"format": 1}', b'{"match": {}}', b"9" * 5000, b'{"format": NaN}',
    b'{"version": ' + b"9" * 5000 + b"}", b"[" * 50_000, b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    b'{"format": "\\ud800", "version": 1e999}',
)  # fmt: skip


@pytest.mark.parametrize("data", HOSTILE_JSON)
def test_what_is_no_match_book_is_refused_in_words(organiser: Browser, services: wiring.Services, data: bytes) -> None:
    answer = send(organiser, "/organiser/books", "x.json", data)
    assert answer.status_code in (400, 409)
    assert 'role="alert"' in answer.text
    assert matches.list_matches(services.ctx) == ()
