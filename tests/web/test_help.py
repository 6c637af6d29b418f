"""The guides on the server itself: every one a page, in both languages, for anybody, with links that lead somewhere."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from scoreboard import guides, paths
from scoreboard.i18n.catalogue import LANGS
from tests.conftest import Browser


@pytest.fixture
def anybody(app: Flask) -> Browser:
    return Browser(app.test_client())


def test_the_list_leads_to_every_guide_and_the_desk_to_the_list(anybody: Browser, organiser: Browser) -> None:
    assert re.findall(r'href="/help/([a-z-]+)"', anybody.get("/help/").text) == list(guides.NAMES)
    assert 'href="/help/"' in organiser.get("/organiser/").text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", guides.NAMES)
def test_a_guide_is_a_page_whose_links_lead_somewhere(anybody: Browser, name: str, lang: str) -> None:
    answer = anybody.get(f"/help/{name}?lang={lang}")
    assert answer.status_code == 200
    article = re.search(r'<article class="help-text">(.*)</article>', answer.text, re.DOTALL)
    assert article is not None
    assert "<img" not in article[1]
    assert "<p></p>" not in article[1]
    for link in re.findall(r'href="([^"]*)"', article[1]):
        to = re.fullmatch(r"/help/([a-z-]+)", link)
        assert (to and to[1] in guides.NAMES) or link.startswith(("http", "#")), link
    sections = re.findall(r'<nav class="help-sections".*?</nav>', answer.text, re.DOTALL)
    for anchor in re.findall(r'href="#(s\d+)"', "".join(sections)):
        assert f'id="{anchor}"' in article[1]


def test_what_is_no_guide_is_not_found(anybody: Browser) -> None:
    for name in ("architecture", "..", "%2e%2e%2fREADME"):
        assert anybody.get(f"/help/{name}").status_code == 404


def test_a_guide_in_its_language_begins_with_its_title_and_leaves_out_the_way_to_the_other() -> None:
    made = guides.guide(paths.root(), "venue", "zh")
    assert made.title == "会场清单：从赛前一周到散场"
    assert made.body.startswith("<p>请打印本页")
    assert made.sections[0] == ("s1", "带什么")
    assert "☐ 赛制检查无误" in made.body
