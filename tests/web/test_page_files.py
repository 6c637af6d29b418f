"""Scripts and style sheets of the pages: few, light, kept for ever, and the plain files where there are no bundles."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from scoreboard import bundles, paths
from scoreboard.bundles import Bundles
from scoreboard.web.page_files import PageFiles, in_tree, register
from scoring.usecases import tickets
from scoring.usecases.records import TicketRole
from tests.conftest import Browser

Issue = Callable[..., tickets.Issued]

AS_A_TABLET = {"Accept-Encoding": "gzip, deflate"}
"""What a browser takes over plain http."""

LOADED = re.compile(r'(?:href|src)="(/static/[^"]+)"')
LATER = re.compile(r'<link rel="later" href="[^"]+">|<template.*?</template>', re.DOTALL)
"""What a page fetches when it has drawn, or for a small picture of the big screen."""

LIVE = 2
"""Requests for no file: the form that a card sends by itself, and the live connection."""


@pytest.fixture(autouse=True)
def _bundled() -> None:
    assert bundles.missing(paths.root()) == [], "run `make setup`, or `python -m scoreboard.bundles`"


def weight(browser: Browser, *addresses: str, later: bool = False) -> tuple[int, int]:
    """How many requests, and how many bytes, a browser that has nothing yet needs for these pages one after another."""
    known: dict[str, int] = {}
    for address in addresses:
        page = browser.get(address, headers=AS_A_TABLET)
        assert page.status_code == 200
        known[address] = len(page.get_data())
        html = page.get_data(as_text=True)
        for file in LOADED.findall(html if later else LATER.sub("", html)):
            if file not in known and "/noto-sans-sc" not in file and "/source-han-serif" not in file:
                answer = browser.get(file, headers=AS_A_TABLET)
                assert answer.status_code == 200, file
                known[file] = len(answer.get_data())
    return len(known), sum(known.values())


@pytest.mark.parametrize(
    ("role", "requests", "kilobytes"),
    [("team", 12, 250), ("judge", 16, 250), ("display", 14, 250), ("host", 20, 400), ("chief", 20, 400)],
)
def test_from_the_card_to_the_desk_a_new_device_needs_few_requests_and_little(
    browser: Browser, code_for: Issue, role: TicketRole, requests: int, kilobytes: int
) -> None:
    issued = code_for(role, team="t1" if role == "team" else "")
    browser.post("/api/enter", json={"code": issued.code})
    many, heavy = weight(browser, f"/e/{issued.code}", f"/m/m1/{role}", later=True)
    assert many + LIVE <= requests
    assert heavy <= kilobytes * 1000


def test_the_entry_page_is_light(browser: Browser) -> None:
    many, heavy = weight(browser, "/")
    assert many <= 6
    assert heavy <= 60_000


def test_the_entry_page_brings_no_font(browser: Browser) -> None:
    assert "noto" not in browser.get("/").get_data(as_text=True)


@pytest.mark.parametrize("role", ["team", "judge", "host", "chief", "display"])
def test_fonts_come_when_a_page_has_drawn(browser: Browser, code_for: Issue, role: TicketRole) -> None:
    issued = code_for(role, team="t1" if role == "team" else "")
    browser.post("/api/enter", json={"code": issued.code})
    page = browser.get(f"/m/m1/{role}").get_data(as_text=True)
    assert '<link rel="later" href="/static/bundles/noto-sans-sc-' in page
    assert not re.search(r'rel="stylesheet" href="[^"]*(noto|source-han)', page)


@pytest.mark.parametrize(
    ("takes", "coding"), [("gzip, deflate", "gzip"), ("gzip, deflate, br", "br"), ("identity", None), ("", None)]
)
def test_a_bundle_comes_in_the_smallest_form_that_the_browser_takes_and_is_kept_for_ever(
    browser: Browser, takes: str, coding: str | None
) -> None:
    address = in_tree().address("team/main.js")
    answer = browser.get(address, headers={"Accept-Encoding": takes})
    assert answer.headers.get("Content-Encoding") == coding
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    suffix = {"br": ".br", "gzip": ".gz", None: ""}[coding]
    assert answer.get_data() == (Path(paths.root()) / f"{address[1:]}{suffix}").read_bytes()
    if coding:
        assert "Accept-Encoding" in answer.headers["Vary"]


def test_what_does_not_change_its_name_with_its_content_is_asked_for_anew(browser: Browser) -> None:
    for address in ("/static/css/base.css", "/static/js/team/main.js", "/static/bundles/manifest.json"):
        assert browser.get(address).headers["Cache-Control"] == "no-cache"


def test_nothing_outside_the_bundles_is_served_by_their_way(browser: Browser) -> None:
    for name in ("../js/team/main.js", "..%2f..%2fpackage.json", "nothing.js"):
        answer = browser.get(f"/static/bundles/{name}", headers=AS_A_TABLET)
        assert answer.status_code == 404 or "Content-Encoding" not in answer.headers


def test_without_bundles_a_page_loads_modules_and_sheets_as_they_are_written(app: Flask, browser: Browser) -> None:
    register(app, PageFiles(Bundles()))
    page = browser.get("/").get_data(as_text=True)
    for file in ("css/tokens.css", "css/base.css", "css/entry.css", "js/first/main.js"):
        assert f'"/static/{file}"' in page
    assert "/bundles/" not in page


def test_a_page_that_takes_from_the_shared_script_says_so_at_once() -> None:
    files = PageFiles(Bundles(shared="s.js", scripts={"host/main.js": "h.js", "public_live/main.js": "p.js"}))
    assert files.page_script("host/main.js") == (
        '<link rel="modulepreload" href="/static/bundles/s.js">'
        '<script type="module" src="/static/bundles/h.js"></script>'
    )
    assert files.page_script("public_live/main.js") == '<script type="module" src="/static/bundles/p.js"></script>'


def test_sheets_that_were_not_bundled_together_come_one_by_one() -> None:
    files = PageFiles(Bundles(sheets={"a+b": "ab.css"}))
    assert files.styles(["a", "b"]) == '<link rel="stylesheet" href="/static/bundles/ab.css">'
    assert files.styles(["b"]) == '<link rel="stylesheet" href="/static/css/b.css">'
