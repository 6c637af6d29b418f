"""How tests read the pages of a seat."""

from __future__ import annotations

import re

from tests.conftest import Browser


def text_of(browser: Browser, path: str) -> str:
    """A page of the browser's seat; the path without it."""
    answer = browser.get(f"{path}{'&' if '?' in path else '?'}seat={browser.seat}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def key_in(page: str) -> str:
    """The key of the first form of a page."""
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found is not None
    return found[1]
