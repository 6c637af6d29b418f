"""The approver: the meeting of each body, the moment of publishing, who is put forward."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.browser.house import w
from tests.browser.seats import follow
from tests.browser.way.office import done


def resolve(page: Any, award: str, body: str, votes: tuple[int, int, int, int, int]) -> None:
    """Record that a body has passed the list of an award: members, present, yes, no, abstain."""
    card = page.locator("article.card", has=page.get_by_role("heading", name=award))
    follow(card.get_by_role("link", name=w("review_office.step.decide", body=body)))
    page.locator("input[name=verdict][value=pass]").check()
    for name, count in zip(("members", "present", "yes", "no", "abstain"), votes, strict=True):
        page.locator(f"#{name}").fill(str(count))
    follow(page.get_by_role("button", name=w("review_office.decision.go")))
    done(page, "decision-pass", body=body)


def publish(page: Any, count: int) -> None:
    """Publish everything that is decided; the button is pressed twice to mean it."""
    with page.expect_navigation():  # at once, for the button waits for the second touch a few seconds only
        page.get_by_role("button", name=w("review_office.publish.go")).dblclick()
    done(page, "published", count=count)


def put_forward(page: Any, award: str, most: int, chosen: int) -> None:
    """Put the first winners of an award forward, as the form proposes them."""
    card = page.locator("article.card", has=page.get_by_role("heading", name=award))
    follow(card.get_by_role("link", name=w("review_office.decision.forward_title", count=most)))
    follow(page.get_by_role("button", name=w("review_office.decision.forward_go")))
    done(page, "forward", count=chosen)


def open_decisions(page: Any) -> None:
    """The page of the decisions."""
    follow(page.locator(".ways").get_by_role("link", name=w("review_office.way.decisions")))
    expect(page.get_by_role("heading", name=w("review_office.way.decisions"))).to_be_visible()
