"""A desk of a review as people use it: the office's above all."""

from __future__ import annotations

import re

from tests.conftest import Browser
from tests.reviews import AWARD, Campaign

PAGES = ("", "/missing", "/chase", "/nominations", "/cuts", "/nominations/1", "/judging", f"/judging/{AWARD}/judging",
         f"/shortlist/{AWARD}", "/notices", "/notices/new", "/objections", "/vacancies")  # fmt: skip


class Desk:
    """A desk in a browser: pages are read, forms are sent with the key that their page had."""

    def __init__(self, browser: Browser, campaign: Campaign, base: str = "office") -> None:
        self.browser, self.campaign = browser, campaign
        self.base = f"/r/{campaign.review.id}/{base}"

    def text(self, page: str = "", status: int = 200) -> str:
        """What a page says."""
        answer = self.browser.get(f"{self.base}{page}", headers={"X-Seat": self.browser.seat})
        assert answer.status_code == status, answer.get_data(as_text=True)
        return answer.get_data(as_text=True)

    def key(self, page: str) -> str:
        """The key of the first form of a page."""
        found = re.search(r'name="key" value="([^"]+)"', self.text(page))
        assert found
        return found[1]

    def send(self, page: str, action: str, status: int = 303, key: str = "", **form: object) -> str:
        """What the answer to a form of ``page`` says; a redirect is followed."""
        data = {"key": key or self.key(page), **form}
        answer = self.browser.post(f"{self.base}{action}?seat={self.browser.seat}", data=data)
        assert answer.status_code == status, answer.get_data(as_text=True)
        if status == 303:
            answer = self.browser.get(answer.headers["Location"])
        return answer.get_data(as_text=True)
