"""A unit on its telephone: it fills in a form, attaches the sealed scan, submits, endorses and corrects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import expect

from tests.browser.house import w
from tests.browser.seats import follow
from tests.unit.attachments.papers import pdf

COMMON = {
    "phone": "0745-0000000",
    "contact": "李二",
    "mobile": "13000000000",
    "deeds": "每月集中学习两次。",
    "report": "学习有计划、有台账。",
}
"""What stands in every form."""


def form(award: str, unit: str, nominee: str) -> Mapping[str, str]:
    """The texts of a form of this award, by field."""
    own = {
        "organisation": {"head": "张一"},
        "activity": {"host": unit, "head": "张一"},
        "carrier": {"host": unit, "head": "张一"},
        "star": {"unit": unit, "post": "党员"},
    }
    return {"nominee": nominee, **own[award], **COMMON}


def home(page: Any) -> None:
    """Back to the unit's own page."""
    follow(page.get_by_role("link", name=w("review_unit.back"), exact=True))
    expect(page.get_by_role("heading", name=w("review_unit.title"))).to_be_visible()


def begin(page: Any, award: str) -> None:
    """Begin a form of this award (its id)."""
    follow(page.locator(f"#{award}").get_by_role("button", name=re.compile(w("review_unit.begin"))))
    expect(page.locator("#draft[data-ready]")).to_be_visible()


def fill_in(page: Any, texts: Mapping[str, str]) -> None:
    """Type these texts into the form."""
    for field, text in texts.items():
        page.locator(f"#f-{field}").fill(text)


def kept(page: Any) -> None:
    """Wait until the server has what was typed."""
    expect(page.locator("#kept")).to_have_text(re.compile(w("review_draft.kept", time=r".*\d\d:\d\d")))


def attach(page: Any, field: str, name: str) -> None:
    """Attach a PDF of one page to this field."""
    files = page.locator(f"#files-{field}")
    files.locator("input[type=file]").set_input_files([{"name": name, "mimeType": "application/pdf", "buffer": pdf(1)}])
    files.get_by_role("button", name=w("attachments.file.send")).click()
    expect(files.locator(".rows").get_by_text(name)).to_be_visible()
    expect(page.locator("#draft[data-ready]")).to_be_visible()


def to_check(page: Any) -> None:
    """Go on to the page on which everything is read once more."""
    follow(page.get_by_role("button", name=w("review_unit.to_check")))
    expect(page.get_by_role("heading", name=w("review_unit.check_title"))).to_be_visible()


def press_submit(page: Any) -> None:
    """Press the button on the page where everything is read once more, whatever comes of it."""
    page.get_by_role("button", name=w("review_unit.submit")).click()


def submit(page: Any) -> None:
    """Submit what was read once more."""
    with page.expect_navigation():
        press_submit(page)
    expect(page.get_by_role("status")).to_have_text(w("review_unit.done.submitted"))


def prepare(page: Any, award: str, unit: str, nominee: str) -> None:
    """Everything from the first button to the page where it is read once more, with a sealed scan."""
    begin(page, award)
    fill_in(page, form(award, unit, nominee))
    kept(page)
    attach(page, "sealed", "盖章推荐表.pdf")
    to_check(page)


def nominate(page: Any, award: str, unit: str, nominee: str) -> None:
    """Everything from the first button to 已提交."""
    prepare(page, award, unit, nominee)
    submit(page)


def open_own(page: Any, nominee: str) -> None:
    """Open one's own nomination from the list."""
    follow(page.get_by_role("link", name=nominee, exact=True).first)
    expect(page.get_by_role("heading", name=nominee, exact=True)).to_be_visible()


def agree(page: Any, nominee: str) -> None:
    """The unit's own opinion, the first of the way up."""
    open_own(page, nominee)
    page.get_by_role("radio", name=w("review_endorser.verdicts.agree")).check()
    page.get_by_label(w("review_endorser.usual_label")).select_option(w("review_endorser.usual.agree_1"))
    follow(page.get_by_role("button", name=w("review_endorser.give")))
    expect(page.get_by_role("status")).to_have_text(w("review_unit.done.opinion"))


def correct(page: Any, nominee: str, texts: Mapping[str, str]) -> None:
    """Correct a nomination that was returned, and submit it again, signed and sealed anew."""
    open_own(page, nominee)
    follow(page.get_by_role("button", name=w("review_unit.correct")))
    expect(page.locator("#draft[data-ready]")).to_be_visible()
    fill_in(page, texts)
    kept(page)
    attach(page, "sealed", "盖章推荐表.pdf")
    to_check(page)
    submit(page)
