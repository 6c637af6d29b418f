"""How a press fares beside the long pieces of work of a competition: ``python -m tests.load.press_beside [BOOK]``.

One server in its usual mode with a live match of eight stations.  Items are played in turns of ten: ten with nothing
else, ten while an organiser does one piece of work again and again by the pages.  So alone and beside are of the same
minute, and on a machine with other work their ratio is worth more than either.  Printed for each piece, in ms: from the
first press until the last station sees who won, less the window for which presses are collected; how long the piece
took; the answers to ``/healthz``, asked for 10 ms after each other, whose worst is the longest gap of the hub.  Teams
register at the rate of 400 in five minutes, units submit at that of 300 in ten.  BOOK is what
``leitai demo --big --play`` left: 69 teams, 17 matches.  Nothing is asserted.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import requests

from scoreboard import config, wiring
from scoreboard.bench.hall import started
from scoreboard.bench.press import PressSeat, again_and_again, press_once, windows_of
from scoreboard.bots.desk import Desk
from scoreboard.bots.forms import Form, Page, read_page
from scoreboard.cli.demo_review import make_demo_review
from scoring.engine.competition.commands import Decide
from scoring.store.migrate import upgrade
from scoring.usecases.competition.entering import enter_teams
from scoring.usecases.competition.stages import set_stages
from tests.load import registrations, review_submissions
from tests.load.review_submissions import line
from tests.ports import free_port
from tests.registrations import ORGANISER, open_registration, values
from tests.sheets import SHEET

ROUND, ROUNDS = 10, 4
TEAMS, PAPERS = 400, 4
WRITTEN = f"""
[[stage]]
name = "笔试"
written = true
papers = {PAPERS}
advance = 2

[[stage]]
name = "决赛"
"""

UNITS = 300

Work = Callable[[Desk, int], None]
"""A piece of work, done for the n-th time."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A competition whose registration is open, one of 400 teams with a written stage, and the cards of a review's
    units."""

    opened: str
    written: str
    cards: tuple[str, ...]


def main(book: str) -> None:
    """Measure each piece of work on a server of its own."""
    pieces: dict[str, Callable[[Prepared], Work]] = {
        "a team registers every 0.75 s": registering,
        "a unit writes and submits every 2 s": submitting,
        "a table of 5,000 people tried for registration": importing,
        "4,800 marks of papers stored": marking,
    }
    if book:
        pieces["a book of 69 teams brought and taken in"] = lambda _own: booking(Path(book).read_bytes())
    print(f"load {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores", flush=True)
    for name, made in pieces.items():
        with tempfile.TemporaryDirectory() as folder:
            own = prepared(Path(folder) / "leitai")
            port = free_port()
            program = ["scoreboard.cli.bench_press_server", str(2 * ROUND * ROUNDS)]
            with started(program, Path(folder), port, "leitai", {}) as (_, codes):
                measure(name, f"http://127.0.0.1:{port}", port, codes, made(own))


def prepared(data: Path) -> Prepared:
    """A database with two competitions and a review."""
    settings = config.load({"LEITAI_DATA": str(data), "LEITAI_ASYNC_MODE": "threading"})
    data.mkdir(parents=True)
    upgrade(settings.database, settings.files)
    ctx = wiring.build(settings).ctx
    now = ctx.clock.now()
    rules = {
        "opens_at": now - 60_000,
        "closes_at": now + 36_000_000,
        "erase_on": datetime.fromtimestamp(now / 1000, UTC).date() + timedelta(days=400),
        "most": 4,
        "per_address": 2000,
    }
    first = open_registration(ctx, title="报名", **rules)
    event = open_registration(ctx, title="笔试", **rules)
    text = SHEET.replace("members = 2", "members = 3") + WRITTEN
    set_stages(ctx, actor=ORGANISER, competition_id=event.id, text=text, key="stages")
    teams = [values(f"{no}队", f"单位{no}", people(no)) for no in range(1, TEAMS + 1)]
    enter_teams(ctx, actor=ORGANISER, competition_id=event.id, teams=teams, key="teams")
    for no in range(1, TEAMS + 1):
        event.do(Decide(no, 1, "approve"))
    review = make_demo_review(ctx, units=UNITS, judges=3)
    cards = tuple(one.code for one in review.issued if one.ticket.role == "unit")
    return Prepared(first.id, event.id, cards)


def people(no: int) -> tuple[str, ...]:
    """The members of a team."""
    return tuple(f"张{no}{one}" for one in "一二三")


def measure(name: str, base: str, port: int, codes: Mapping[str, Sequence[str]], work: Work) -> None:
    """Let the stations press, alone and beside in turns, and print both."""
    host = PressSeat(base, port, codes["host"][0])
    stations = [PressSeat(base, port, code) for code in codes["team"]]
    took: dict[bool, list[tuple[int, float]]] = {False: [], True: []}
    answers: dict[bool, list[float]] = {False: [], True: []}
    done: list[float] = []
    with Desk(base) as desk:
        account, password = codes["account"]
        desk.send(desk.open("/signin").need("/signin"), name=account, password=password)
        host.send({"kind": "round.begin", "round": "press"})
        view, _ = host.see(lambda view: view["round"] is not None)
        for number in range(2 * ROUND * ROUNDS):
            beside = bool(number // ROUND % 2)
            if number % ROUND == 0:
                with asked(base, answers[beside]), going_on(desk, work, done) if beside else nullcontext():
                    took[beside] += [press_once(host, stations, number + one) for one in range(ROUND)]
    windows = windows_of(base, host, view["match"]["id"])
    for one in (host, *stations):
        one.close()
    print(f"{name}: {len(done)} times, {median(done):.1f} s (median), {max(done):.1f} s (longest)")
    for beside, said in ((False, "alone"), (True, "beside")):
        print("  " + line(f"press, {said}", [1000 * seconds - windows[item] for item, seconds in took[beside]]))
        print("  " + line(f"/healthz, {said}", answers[beside]) + f", worst {max(answers[beside]):.0f}", flush=True)


@contextmanager
def asked(base: str, found: list[float]) -> Iterator[None]:
    """While ``/healthz`` is asked for, 10 ms after each answer: the ms of each."""
    over = threading.Event()

    def ask() -> None:
        with requests.Session() as http:
            while not over.wait(0.01):
                begun = time.perf_counter()
                http.get(f"{base}/healthz", timeout=60).raise_for_status()
                found.append((time.perf_counter() - begun) * 1000)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def going_on(desk: Desk, work: Work, done: list[float]) -> Iterator[None]:
    """While the work is done again and again: the seconds of each."""

    def once(_over: threading.Event) -> None:
        begun = time.monotonic()
        work(desk, len(done))
        done.append(time.monotonic() - begun)

    with again_and_again(once):
        yield


def registering(own: Prepared) -> Work:
    """One team after another, at the rate of 400 in five minutes."""

    def work(desk: Desk, times: int) -> None:
        with at_most_every(registrations.EVERY):
            registrations.register(desk.url, own.opened, times, {})

    return work


def submitting(own: Prepared) -> Work:
    """One unit after another with its 3,000 signs and its scan, at the rate of 300 in ten minutes."""

    def work(desk: Desk, times: int) -> None:
        with at_most_every(review_submissions.EVERY):
            review_submissions.submit(desk.url, own.cards[times], times, {})

    return work


@contextmanager
def at_most_every(seconds: float) -> Iterator[None]:
    """What is done, and then a pause until so much time is over."""
    until = time.monotonic() + seconds
    yield
    time.sleep(max(0, until - time.monotonic()))


def importing(own: Prepared) -> Work:
    """5,000 people in 1,250 teams, a row each, tried."""
    rows = ["代表队,单位,领队,姓名"]
    rows += [f"新{no}队,新单位{no},李{no},王{no}{one}" for no in range(1250) for one in "一二三四"]
    table = "\n".join(rows)

    def work(desk: Desk, _times: int) -> None:
        page = desk.open(f"/organiser/competitions/{own.opened}/registration")
        report = bring(desk, page.need("/registration/import"), "teams.csv", table.encode())
        assert report.form("/registration/enter") is not None

    return work


def marking(own: Prepared) -> Work:
    """Each mark of the whole stage, other ones every time: tried as a table, and entered."""

    def work(desk: Desk, times: int) -> None:
        rows = ["代表队,姓名,卷号,得分"]
        rows += [
            f"{no}队,{name},{paper},{(no + paper + times) % 100}"
            for no in range(1, TEAMS + 1)
            for name in people(no)
            for paper in range(1, PAPERS + 1)
        ]
        page = desk.open(f"/organiser/competitions/{own.written}/stages/1/written")
        report = bring(desk, page.need("/written/import"), "marks.csv", "\n".join(rows).encode())
        desk.send(report.need("/written/enter"), reason="重判")

    return work


def booking(data: bytes) -> Work:
    """The book brought each time, which recomputes it in a process of its own; the first time it is taken in too."""

    def work(desk: Desk, times: int) -> None:
        report = bring(desk, desk.open("/organiser/").need("/event-book"), "book.zip", data)
        while report.form(report.at) is None:
            time.sleep(0.2)
            report = desk.open(report.at)
        if not times:
            desk.send(report.need(report.at))

    return work


def bring(desk: Desk, form: Form, name: str, data: bytes) -> Page:
    """The page to which a file leads that is sent by its form."""
    answer = desk.http.post(f"{desk.url}{form.action}", data=form.filled({}), files={"file": (name, data)}, timeout=300)
    return read_page(answer.text, urlsplit(answer.url).path)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
