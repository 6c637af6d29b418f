"""The study office at its desk: it goes to what its first page says comes next, and does it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import expect

from tests.browser.house import w
from tests.browser.seats import follow


def go(page: Any, way: str) -> None:
    """Another page of the desk, by the ways on top."""
    follow(page.locator(".ways").get_by_role("link", name=w(f"review_office.way.{way}"), exact=True))


def next_step(page: Any, award: str) -> None:
    """Take the way to the next step of this award (its name), from the first page."""
    go(page, "home")
    follow(page.locator(".award", has=page.get_by_role("heading", name=award, exact=True)).locator(".award-step a"))


def step_is(page: Any, award: str, step: str, **fields: object) -> None:
    """The first page says this of the award."""
    go(page, "home")
    card = page.locator(".award", has=page.get_by_role("heading", name=award, exact=True))
    expect(card.locator(".award-step a")).to_have_text(w(f"review_office.step.{step}", **fields))


def done(page: Any, what: str, **fields: object) -> None:
    """Wait until the desk says that this is done."""
    expect(page.get_by_role("status")).to_have_text(w(f"review_office.done.{what}", **fields))


def open_nomination(page: Any, nominee: str) -> None:
    """Open a nomination from the list of all."""
    go(page, "nominations")
    follow(page.locator(".table-nominations").get_by_role("link", name=nominee, exact=True))


def sign_off(page: Any, department: str, note: str) -> None:
    """Record on the page of a nomination that a department agrees."""
    line = page.locator(".sign-off", has_text=department)
    line.get_by_label(w("review_office.field.note")).fill(note)
    follow(line.get_by_role("button", name=w("review_office.sign_off.go")))
    done(page, "signed-off", name=department)


def vet(page: Any, nominee: str) -> None:
    """Let the nomination of the page pass."""
    page.locator("input[name=verdict][value=pass]").check()
    follow(page.get_by_role("button", name=w("review_office.vet.go")))
    done(page, "vet-pass", name=nominee)


def return_for_correction(page: Any, nominee: str, fault: str, note: str) -> None:
    """Return the nomination of the page with a coded fault."""
    page.locator("input[name=verdict][value=return]").check()
    page.locator(f"input[name=fault][value={fault}]").check()
    page.locator("#vet-note").fill(note)
    follow(page.get_by_role("button", name=w("review_office.vet.go")))
    done(page, "vet-return", name=nominee)


def open_judging(page: Any, award: str) -> None:
    """Open the judging of an award, for all judges, by its next step."""
    next_step(page, award)
    follow(page.get_by_role("button", name=w("review_office.judging.go")))
    done(page, "judging-open", name=award)


def fix_shortlist(page: Any, award: str, present: str) -> None:
    """Fix the shortlist of an award as its marks give it."""
    next_step(page, award)
    page.get_by_label(w("review_office.field.present")).fill(present)
    follow(page.get_by_role("button", name=w("review_office.shortlist.go")))
    done(page, "listed")


def give_notice(page: Any, no: int, last: str) -> None:
    """Publish the notice of every award that is ready, from today."""
    go(page, "notices")
    follow(page.get_by_role("link", name=w("review_office.notice.new")))
    follow(page.get_by_role("button", name=w("review_office.notice.go")))
    done(page, "notice-open", no=no, last=last)


def open_objection(page: Any, about: str) -> None:
    """Open an objection from the docket."""
    go(page, "objections")
    follow(page.get_by_role("link", name=about, exact=True))


def take_from_paper(page: Any, about: str, name: str, said: str) -> None:
    """Enter an objection that came on paper."""
    go(page, "objections")
    for field, value in (("nomination", about), ("by", w("review_office.objection.by.person"))):
        page.locator(f"#{field}").select_option(label=value)
    for field, value in (("name", name), ("contact", "0000-0000000"), ("said", said)):
        page.locator(f"#{field}").fill(value)
    follow(page.get_by_role("button", name=w("review_office.objection.take")))
    done(page, "objection-taken")


def refuse_objection(page: Any, ground: str) -> None:
    """Refuse to take the objection of the page up, on a coded ground."""
    page.locator("input[name=admit][value=no]").check()
    page.get_by_label(w("review_office.field.ground")).select_option(w(f"review_office.ground.{ground}"))
    follow(page.get_by_role("button", name=w("review_office.objection.go")))
    done(page, "not-admitted")


def admit(page: Any) -> None:
    """Take the objection of the page up."""
    page.locator("input[name=admit][value=yes]").check()
    follow(page.get_by_role("button", name=w("review_office.objection.go")))
    done(page, "admitted")


def close(page: Any, finding: str, *, upheld: bool) -> None:
    """Close the inquiry of the page."""
    page.locator(f"input[name=upheld][value={'yes' if upheld else 'no'}]").check()
    page.get_by_label(w("review_office.field.finding")).fill(finding)
    follow(page.get_by_role("button", name=w("review_office.objection.go")))
    done(page, "upheld" if upheld else "rejected")


def settle_vacancy(page: Any, award: str, heir: str) -> None:
    """Confirm what the system proposes for a place that became free: that this one comes next."""
    next_step(page, award)
    expect(page.locator("select[name=filled_by] option:checked")).to_have_text(re.compile(f"^{heir}"))
    follow(page.get_by_role("button", name=w("review_office.vacancy.go")))
    done(page, "vacancy-settled")


def open_papers(page: Any, names: Sequence[str]) -> dict[str, str]:
    """Open each of these papers as a page to be printed, and go back; gives their texts by name."""
    texts = {}
    for name in names:
        go(page, "papers")
        row = page.locator(".papers li", has=page.get_by_text(name, exact=True)).first
        follow(row.get_by_role("link", name=w("review_office.papers.print"), exact=True))
        texts[name] = page.locator(".official-paper").inner_text()
    return texts


def download(page: Any, name: str, kind: str) -> bytes:
    """Download a paper as Word or Excel from the page of papers."""
    go(page, "papers")
    row = page.locator(".papers li", has=page.get_by_text(name, exact=True)).first
    with page.expect_download() as got:
        row.get_by_role("link", name=kind, exact=True).click()
    found: bytes = got.value.path().read_bytes()
    return found
