"""The public on telephones: it reads a notice, objects, reads the result."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.browser.house import w
from tests.browser.seats import follow


def open_notice(page: Any, no: int) -> None:
    """Open a notice from the list of all."""
    follow(page.get_by_role("link", name=w("review_public.notice_no", no=no)))
    expect(page.locator(".public-paper")).to_be_visible()


def object_to(page: Any, nominee: str, name: str, text: str) -> str:
    """Object from the page of a notice; gives the number to ask by."""
    follow(page.get_by_role("link", name=w("review_public.objection.way")))
    page.get_by_label(w("review_public.objection.name")).fill(name)
    page.get_by_label(w("review_public.objection.contact")).fill("0000-0000000")
    page.get_by_label(w("review_public.objection.about")).select_option(label=nominee)
    page.get_by_label(w("review_public.objection.text")).fill(text)
    follow(page.get_by_role("button", name=w("review_public.objection.send")))
    expect(page.get_by_role("heading", name=w("review_public.received.title"))).to_be_visible()
    code: str = page.locator(".public-receipt").inner_text()
    return code
