"""How 300 units submit in ten minutes beside a live match: ``python -m tests.load.review_submissions [UNITS]``.

At that rate, one every two seconds, each unit enters by its card, writes 3,000 signs in ten savings as the page does,
sends the scan of its form, 5 MB in parts, and submits; meanwhile the host of a match gives a command 100 ms after the
receipt of the one before.  Printed are, in ms, the savings, the submissions, the host's receipts alone and beside, and
then the pages of each desk of that review.  All share one machine; nothing is asserted.
"""

from __future__ import annotations

import re
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from scoreboard import config, wiring
from scoreboard.cli.demo_review import make_demo_review
from scoring.store.migrate import upgrade
from scoring.usecases.tickets import issue_ticket
from tests.halls import ORGANISER, set_up
from tests.live.people import PATIENCE, Person
from tests.load.uploads import PART, large_pdf
from tests.sheets import SHEET, unhurried
from tests.web.serving import serving

EVERY, SIGNS, SAVINGS = 2.0, 3000, 10
"""Seconds between two units; the signs of each, and in how many savings they are written."""

ALONE, BETWEEN = 10.0, 0.1
PAGES = 20
"""How often each page is asked for."""

Times = dict[str, list[float]]


def main(units: int) -> None:
    """Measure once and print."""
    with tempfile.TemporaryDirectory() as folder:
        settings = config.load({"LEITAI_DATA": f"{folder}/data", "LEITAI_ASYNC_MODE": "threading"})
        settings.data.mkdir(parents=True)
        upgrade(settings.database, settings.files)
        ctx = wiring.build(settings).ctx
        hall = set_up(ctx, teams=3, sheet=unhurried(SHEET))
        host_code = issue_ticket(ctx, actor=ORGANISER, match_id=hall.match, role="host").code
        review = make_demo_review(ctx, units=units, judges=3)
        codes = {(one.ticket.role, one.ticket.label): one.code for one in review.issued}
        cards = [code for (role, _), code in codes.items() if role == "unit"]
        with serving((sys.executable, "-m", "scoreboard"), Path(folder)) as base:
            host = Person(base, host_code).connect()
            assert host.do("match.open")["ok"]
            times: Times = {}
            until = time.monotonic() + ALONE
            receipts(host, times.setdefault("host's receipt, alone", []), lambda: time.monotonic() < until)
            threads = [
                threading.Timer(number * EVERY, submit, (base, code, number, times))
                for number, code in enumerate(cards)
            ]
            for thread in threads:
                thread.start()
            beside = times.setdefault("host's receipt, beside", [])
            receipts(host, beside, lambda: any(one.is_alive() for one in threads))
            host.leave()
            for (role, label), code in codes.items():
                if role != "unit" or label == next(name for kind, name in codes if kind == "unit"):
                    desk(base, role, code, times)
        for name, found in times.items():
            print(line(name, found), flush=True)


def timed(times: Times, name: str, work: Callable[[], Any]) -> Any:
    """What the work gives, its time in ms noted."""
    begun = time.perf_counter()
    found = work()
    times.setdefault(name, []).append((time.perf_counter() - begun) * 1000)
    return found


def receipts(host: Person, found: list[float], goes_on: Callable[[], bool]) -> None:
    """The host's waits for a receipt, one after another."""
    while goes_on():
        begun = time.perf_counter()
        assert host.do("scene.show", scene=("teams", "black")[len(found) % 2])["ok"]
        found.append((time.perf_counter() - begun) * 1000)
        time.sleep(BETWEEN)


def submit(base: str, code: str, number: int, times: Times) -> None:
    """One unit: its draft, its scan, its submission."""
    scan = large_pdf(number)
    unit = Person(base, code)
    seat = {"X-Seat": unit.seat["seat"]}
    home = unit.seat["home"].split("?")[0]
    asked: dict[str, Any] = {"headers": seat, "timeout": PATIENCE}
    begun = unit.http.post(f"{base}{home}/drafts", data={"award": "organisation"}, **asked)
    draft = begun.url.split("?")[0]
    form = {"f.nominee": f"支部{number}", "f.head": "张一", "f.phone": "0745-0000000", "f.contact": "李二",
            "f.mobile": "13000000000", "f.deeds": "事迹"}  # fmt: skip
    revision = 1
    for no in range(1, SAVINGS + 1):
        form["f.report"] = "学" * (SIGNS * no // SAVINGS)
        sent = form | {"revision": str(revision)}
        kept = timed(times, "a saving", lambda sent=sent: unit.http.post(f"{draft}/text", data=sent, **asked))
        kept.raise_for_status()
        revision = kept.json()["revision"]
    owner = draft.rsplit("/", 1)[1]
    api = f"{base}/api/attachments"
    said = {"name": "推荐表.pdf", "size": len(scan), "mark": owner}
    upload = unit.http.post(f"{api}/of/{owner}/sealed", json=said, **asked).json()["id"]
    for offset in range(0, len(scan), PART):
        headers = {**seat, "Upload-Offset": str(offset), "Content-Type": "application/octet-stream"}
        part = scan[offset : offset + PART]
        unit.http.put(f"{api}/uploads/{upload}", data=part, headers=headers, timeout=PATIENCE).raise_for_status()
    begun_at = time.perf_counter()
    unit.http.post(f"{api}/uploads/{upload}/finish", **asked).raise_for_status()
    page = unit.http.get(f"{draft}/check", **asked).text
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found, page[:2000]
    done = unit.http.post(f"{draft}/submit", data={"key": found[1], "revision": str(revision)}, **asked)
    assert done.ok, done.text
    assert f"支部{number}" in done.text, done.text[:2000]
    times.setdefault("submitted after the transfer", []).append((time.perf_counter() - begun_at) * 1000)


def desk(base: str, role: str, code: str, times: Times) -> None:
    """The pages to which the first page of a seat leads, again and again."""
    person = Person(base, code)
    seat = person.seat["seat"]
    home = person.seat["home"]
    asked: dict[str, Any] = {"headers": {"X-Seat": seat}, "timeout": PATIENCE}
    first = person.http.get(f"{base}{home}", **asked)
    inside = home.split("?")[0]
    links = {inside, *(one.split("?")[0] for one in re.findall(rf'href="({inside}[^"#?]*)', first.text))}
    for _ in range(PAGES):
        for page in sorted(links)[:8]:
            answer = timed(times, f"a page of {role}", lambda page=page: person.http.get(f"{base}{page}", **asked))
            assert answer.ok, (page, answer.status_code)
    person.http.close()


def line(name: str, found: Sequence[float]) -> str:
    """Median, 95 % and 99 % of these times."""
    cut = quantiles(found, n=100, method="inclusive") if len(found) > 1 else [found[0]] * 99
    return f"{name}: {len(found)} times, median {median(found):.0f}, 95 % {cut[94]:.0f}, 99 % {cut[98]:.0f} ms"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
