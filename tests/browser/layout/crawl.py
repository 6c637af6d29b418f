"""Every page that leads on from a page, one of each kind, and the ruler on each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from tests.browser.layout.ruler import misplaced, violations
from tests.browser.seats import STILL

WAYS = """() => [...document.querySelectorAll('a[href]:not([download])')]
  .filter((way) => way.origin === location.origin).map((way) => way.pathname + way.search)"""

OWN_NAME = re.compile(r"/[^/]*[0-9%][^/]*(?=/|$)")
"""The part of an address that says which one it is of a kind."""


def pages_from(page: Any, start: str, within: str, names: Collection[str] = ()) -> Iterator[str]:
    """Go to ``start``, then to every page below the address ``within`` that a link leads to, one of each kind; gives
    its address.  ``names``: parts of addresses that are names too, beside those that hold a figure."""

    def kind_of(way: str) -> str:
        return "/".join("…" if part in names else part for part in OWN_NAME.sub("/…", way.partition("?")[0]).split("/"))

    origin = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))
    waiting, known = [start], {kind_of(start)}
    while waiting:
        place = waiting.pop(0)
        answer = page.request.head(f"{origin}{place}")
        assert answer.status == 200, f"{place} answers {answer.status}"
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        page.goto(f"{origin}{place}")
        page.locator("h1").first.wait_for(state="attached")  # a page that a script draws is empty before
        yield place
        for way in page.evaluate(WAYS):
            kind = kind_of(way)
            if way.startswith(within) and kind not in known:
                known.add(kind)
                waiting.append(way)


def amiss(page: Any, windows: Sequence[tuple[int, int]]) -> list[str]:
    """What is misplaced on this page in each of these windows, and the rules of accessibility that it breaks."""
    page.evaluate(STILL)
    found = violations(page)
    for width, height in windows:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function("(width) => innerWidth === width", arg=width)
        found += [f"{fault} ({width} × {height})" for fault in misplaced(page)]
    return found
