"""The organiser downloads the book of a competition; nobody else gets a byte of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from flask import Flask

from scoreboard import wiring
from scoring.engine.moments import moment_of
from scoring.engine.quiz.check_code import check_code
from scoring.usecases.competition.book_check import verify_event_book
from scoring.usecases.competition.import_book import import_event_book
from scoring.usecases.competitions import create_competition, list_competitions
from tests.conftest import Browser
from tests.event_files import read, written
from tests.events import commended_event, finished_event, planned_event
from tests.fakes import FakeClock
from tests.registrations import ORGANISER, ZONE, Registered
from tests.web.organiser_files import bring


@pytest.fixture(autouse=True)
def may(clock: FakeClock) -> None:
    clock.time = moment_of(date(2026, 5, 10), ZONE)


@pytest.fixture
def event(services: wiring.Services) -> Registered:
    return finished_event(services.ctx)


def test_the_book_that_is_downloaded_verifies(event: Registered, organiser: Browser, tmp_path: Path) -> None:
    page = f"/organiser/competitions/{event.id}"
    assert f"{page}/book" in organiser.get(page).get_data(as_text=True)
    answer = organiser.get(f"{page}/book")
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert answer.headers["Cache-Control"] == "no-store"
    file = tmp_path / "event.zip"
    file.write_bytes(answer.get_data())
    book = read(file)
    assert verify_event_book(book) == ()
    assert check_code(book.entries[-1].hash) in organiser.get(page).get_data(as_text=True)


def test_a_competition_of_which_nothing_is_written_offers_none_and_says_why(
    services: wiring.Services, organiser: Browser
) -> None:
    made = create_competition(services.ctx, actor=ORGANISER, title="空")
    page = f"/organiser/competitions/{made.id}"
    assert f"{page}/book" not in organiser.get(page).get_data(as_text=True)
    answer = organiser.get(f"{page}/book")
    assert answer.status_code == 409
    assert "没有可以写成档案的内容" in answer.get_data(as_text=True)


def test_a_stranger_gets_no_byte_of_it(app: Flask, event: Registered) -> None:
    answer = Browser(app.test_client()).get(f"/organiser/competitions/{event.id}/book")
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/signin")


PAGES = (
    "", "/registration", "/registration/1", "/stages", "/stages/1", "/stages/2", "/schedule",
    "/questions", "/results", "/awards", "/ceremony", "/certificates", "/papers", "/overview",
)  # fmt: skip


@pytest.mark.parametrize("make", [commended_event, planned_event, finished_event])
def test_every_page_of_a_competition_that_was_taken_in_opens(
    services: wiring.Services, organiser: Browser, make: Callable[[], Registered], tmp_path: Path
) -> None:
    event = import_event_book(services.ctx, actor=ORGANISER, book=read(written(make(), tmp_path)))
    found = {page: organiser.get(f"/organiser/competitions/{event.id}{page}").status_code for page in PAGES}
    assert {page: status for page, status in found.items() if status != 200} == {}


brought = partial(bring, path="/organiser/event-book", name="竞赛.leitai.zip")


def test_an_event_book_is_recomputed_apart_and_taken_in_once_its_report_was_seen(
    organiser: Browser, services: wiring.Services, tmp_path: Path
) -> None:
    event = commended_event()
    address, text = brought(organiser, written(event, tmp_path).read_bytes())
    assert "无误" in text
    assert "核对码" in text
    assert [one.id for one in list_competitions(services.ctx)] == []
    answer = organiser.post(address)
    assert (answer.status_code, answer.location) == (303, f"/organiser/competitions/{event.id}")
    assert Registered(services.ctx, event.id).state == event.state
    assert organiser.post(address).status_code == 404
    address, _ = brought(organiser, written(event, tmp_path).read_bytes())
    answer = organiser.post(address)
    assert (answer.status_code, "这里已经有" in answer.text) == (409, True)


def test_an_event_book_that_differs_or_is_none_is_told_where_and_nothing_is_taken_in(
    organiser: Browser, services: wiring.Services, tmp_path: Path
) -> None:
    file = written(finished_event(), tmp_path)
    with zipfile.ZipFile(file) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    parts["ledger.jsonl"] = parts["ledger.jsonl"].replace("来电退赛".encode(), "自愿退赛".encode())
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as book:
        for name, data in parts.items():
            book.writestr(name, data)
    for data in (changed.getvalue(), b"PK\x03\x04 nothing", b""):
        address, text = brought(organiser, data)
        assert "不能带入" in text
        assert '<form class="card"' not in text
        assert organiser.post(address).status_code == 400
    assert "ledger.jsonl" in brought(organiser, changed.getvalue())[1]
    assert list(list_competitions(services.ctx)) == []


def test_a_report_is_its_organisers_own(app: Flask, organiser: Browser, tmp_path: Path) -> None:
    address, _ = brought(organiser, b"")
    stranger = Browser(app.test_client())
    assert stranger.get(address).status_code == 302
    assert stranger.post("/organiser/event-book", data={"file": (io.BytesIO(b""), "a.zip")}).status_code == 401
