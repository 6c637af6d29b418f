"""A page has a form for a command exactly where the review would accept that command."""

from __future__ import annotations

from collections.abc import Iterator

from scoreboard.bots.forms import read_page
from tests.conftest import Browser
from tests.reviews import AWARD, Campaign
from tests.unit.review_driver.offers import offers
from tests.web.review.conftest import AtStage, Seated
from tests.web.review.test_matrix import by_stage, reached

LAST = "市委宣传部"
"""The body that decides last: it may meet again as long as nothing is published."""

PAGES: dict[str, dict[str, dict[str, str]]] = {
    "unit 甲村": {
        "unit": {"/unit/drafts": "nomination.submit"},
        "unit/nominations/1": {"/withdraw": "nomination.withdraw", "/opinion": "nomination.endorse"},
    },
    "endorser 甲村": {"endorser/nominations/1": {"/opinion": "nomination.endorse"}},
    "endorser 甲镇": {"endorser/nominations/1": {"/opinion": "nomination.endorse"}},
    "office": {
        "office/nominations/1": {"/vet": "nomination.vet", "/withdraw": "nomination.withdraw"},
        f"office/judging/{AWARD}/judging": {"/open": "judging.open"},
        f"office/shortlist/{AWARD}": {f"/shortlist/{AWARD}": "shortlist.fix"},
        "office/notices/new": {"/office/notices": "notice.open"},
        f"decisions/{AWARD}?body={LAST}": {f"/decisions/{AWARD}": "decision.record"},
        f"decisions/{AWARD}": {"/forward": "result.put-forward"},
        "decisions": {"/publish": "result.publish"},
    },
    "chair": {f"chair/stage/judging/{AWARD}": {"/lock": "judging.lock", "/shortlist": "shortlist.fix"}},
}
"""The forms of each seat's pages, by the end of their address, and the command that each gives."""


def differing(campaign: Campaign, browser: Browser, seat: str, stage: str) -> Iterator[tuple[str, str, bool, bool]]:
    """Page and command, where only one of both has it: whether the page does, and whether the review does."""
    ticket = campaign.seats[seat].ticket
    at = campaign.ctx.clock.now()
    found = offers(campaign.state, ticket.role, ticket.team, at, actor=f"ticket:{ticket.id}")  # type: ignore[arg-type]
    accepted = {one.kind for one in found if one.award in ("", AWARD) and one.nomination in (0, 1)}
    for page, forms in PAGES[seat].items():
        answer = browser.get(f"/r/{campaign.review.id}/{page}")
        shown = read_page(answer.get_data(as_text=True) if answer.status_code == 200 else "")
        for end, kind in forms.items():
            forms_there = (one for one in shown.forms_to(end) if AWARD in one.values.get("award", [AWARD]))
            there = any(not one.shut for one in forms_there)
            if there != (kind in accepted):
                yield page, kind, there, kind in accepted


@by_stage
def test_a_page_offers_what_the_review_accepts_and_nothing_else(
    campaign_at: AtStage, seated: Seated, stage: str
) -> None:
    campaign = reached(campaign_at, stage)
    wrong = {seat: list(differing(campaign, seated(campaign, seat), seat, stage)) for seat in PAGES}
    assert {seat: found for seat, found in wrong.items() if found} == {}
