"""Role by page by command by stage: nobody gets a page or a command of another role, and the bytes of the public change
only when their time has come."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from flask import Flask

from scoring.engine.actors import Actor, ReviewRole
from scoring.engine.errors import Forbidden
from scoring.engine.panel.commands import AbstainMark, EnterMark
from scoring.engine.review.commands_decision import AdmitObjection, CloseObjection, TakeObjection
from scoring.engine.review.kinds import KINDS
from scoring.usecases.perform import perform
from scoring.usecases.review.job import REVIEW, stream_of
from scoring.usecases.review.objections import take_objection
from tests.conftest import Browser
from tests.fakes import FakeClock
from tests.reviews import AWARD, STAGES, Campaign, lead, noon
from tests.web.review.conftest import AtStage, Seated

SEATS = {
    "unit": "unit 甲村",
    "endorser": "endorser 甲镇",
    "office": "office",
    "clerk": "clerk",
    "judge": "judge 评委甲",
    "chair": "chair",
    "approver": "approver",
    "host": "host",
    "display": "display",
}
"""A seat of each role."""

DESKS: dict[str, set[str]] = {
    "unit": {"unit"},
    "endorser": {"endorser"},
    "office": {"office"},
    "clerk": {"clerk", "office"},
    "judge": {"judge"},
    "chair": {"chair"},
    "chair/subject": {"chair", "office", "clerk"},
    "approver": {"approver", "office"},
    "decisions": {"approver", "office"},
    "host": {"host"},
    "display": {"display", "host", "chair"},
    "drafts": {"unit", "office", "clerk"},
    "nominations": {"unit", "endorser", "office", "clerk"},
}
"""Who may open the pages below ``/r/<review>/…``; a page with another beginning needs a row.  The second person who
decides on a mark sheet may be of the office."""

EVERY_SEAT = ("/n/", "/api/reviews/")
"""Pages of the public, and the interface by which each seat asks for its own view and gives its own commands."""

COMMANDS: dict[str, set[str]] = {
    "review.open": {"organiser", "office"},
    "review.edition": {"organiser", "office"},
    "nomination.submit": {"unit", "office", "clerk"},
    "nomination.withdraw": {"unit", "office"},
    "nomination.endorse": {"endorser", "unit", "office", "clerk"},
    "nomination.order": {"endorser"},
    "nomination.vet": {"office"},
    "nomination.sign-off": {"office", "clerk"},
    "nomination.finding": {"office", "clerk"},
    "paper.confirm": {"office", "clerk"},
    "judge.pledge": {"judge"},
    "chair.recuse": {"office", "chair"},
    "judging.open": {"office", "chair"},
    "judging.join": {"office", "chair"},
    "judging.lock": {"chair"},
    "defence.draw": {"office", "chair", "host"},
    "mark.enter": {"judge"},
    "mark.withdraw": {"judge"},
    "mark.abstain": {"judge", "chair"},
    "mark.recuse": {"judge", "chair", "office"},
    "mark.lift": {"chair"},
    "mark.copy": {"chair", "office", "clerk"},
    "mark.ask": {"judge", "chair", "office"},
    "mark.decide": {"chair", "office", "clerk"},
    "shortlist.fix": {"chair", "office"},
    "notice.open": {"office"},
    "objection.take": {"office", "public"},
    "objection.admit": {"office"},
    "objection.close": {"office"},
    "vacancy.fill": {"office", "chair"},
    "decision.record": {"approver", "office"},
    "result.publish": {"approver", "office"},
    "result.put-forward": {"approver", "office"},
    "award.revoke": {"approver", "office"},
    "reveal.begin": {"host"},
    "reveal.next": {"host"},
    "reveal.back": {"host"},
    "reveal.end": {"host"},
    "screen.cue": {"host"},
    "personal.delete": {"system"},
}
"""Who may give each command."""

ROLES: tuple[ReviewRole, ...] = (*SEATS, "organiser", "public", "system")  # type: ignore[assignment]


@dataclass(frozen=True)
class Said:
    """Any command of a kind: who may give it is asked before what it says."""

    kind: str


def test_every_command_has_the_roles_of_the_table() -> None:
    assert {name: set(kind.roles) for name, kind in KINDS.items()} == COMMANDS


@pytest.mark.parametrize("stage", STAGES)
def test_no_command_is_taken_from_another_role_at_any_stage(campaign_at: AtStage, stage: str) -> None:
    campaign = campaign_at(stage)
    before = campaign.state
    taken = []
    for kind, roles in COMMANDS.items():
        for role in set(ROLES) - roles:
            actor = campaign.actor(SEATS[role]) if role in SEATS else Actor(f"account:{role}", role)
            try:
                perform(
                    campaign.ctx, REVIEW, stream_of(campaign.review.id), command=Said(kind), key="k", actor=actor
                )  # fmt: skip
            except Forbidden as refused:
                if refused.code == "role-not-allowed":
                    continue
            taken.append((kind, role))
    assert taken == []
    assert campaign.state == before


def addresses(app: Flask, campaign: Campaign) -> Iterator[tuple[str, str, str]]:
    """Rule, an address of this review, and method, of every page that belongs to one."""
    given = {"review": campaign.review.id, "award": AWARD, "stage": "judging", "what": "decide"}
    for rule in app.url_map.iter_rules():
        if "<review>" not in rule.rule:
            continue
        address = re.sub(
            r"<(?:([a-z]+)(?:\([^)]*\))?:)?([a-z_]+)>",
            lambda part: given.get(part[2], "1" if part[1] == "int" or part[2] in ("no", "seq", "version") else "x"),
            rule.rule,
        )
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule.rule, address, method


def desk_of(rule: str) -> str:
    """The row of a page: by its first two parts if there is one, else by the first."""
    parts = rule.removeprefix("/r/<review>/").split("/")
    return "/".join(parts[:2]) if "/".join(parts[:2]) in DESKS else parts[0]


def test_every_page_of_a_desk_has_a_row(app: Flask) -> None:
    desks = {desk_of(rule.rule) for rule in app.url_map.iter_rules() if rule.rule.startswith("/r/<review>")}
    assert sorted(desks - set(DESKS)) == []


@pytest.mark.parametrize("stage", STAGES)
def test_a_seat_opens_no_page_of_another_desk_at_any_stage(
    app: Flask, campaign_at: AtStage, seated: Seated, stage: str
) -> None:
    campaign = campaign_at(stage)
    before, opened = campaign.state.seq, []
    for role, name in SEATS.items():
        browser = seated(campaign, name)
        for rule, address, method in addresses(app, campaign):
            if rule.startswith(EVERY_SEAT) or (rule.startswith("/r/") and role in DESKS[desk_of(rule)]):
                continue
            answer = browser.get(address) if method == "GET" else browser.post(address, method=method)
            away = answer.status_code == 302 and answer.location.startswith("/signin")
            if answer.status_code not in (401, 403, 404) and not away:
                opened.append((role, method, rule, answer.status_code))
    assert opened == []
    assert campaign.state.seq == before


@pytest.mark.parametrize("stage", ["nominate", "publish"])
def test_a_stranger_opens_the_public_pages_and_no_others(
    app: Flask, campaign_at: AtStage, browser: Browser, stage: str
) -> None:
    campaign = campaign_at(stage)
    for rule, address, method in addresses(app, campaign):
        if rule.startswith("/n/"):
            continue
        answer = browser.get(address) if method == "GET" else browser.post(address, method=method)
        away = answer.status_code == 302 and answer.location.startswith("/signin")
        assert answer.status_code == 401 or away, (method, rule, answer.status_code)


def public_bytes(browser: Browser, campaign: Campaign) -> dict[str, tuple[int, str]]:
    """Everything that a stranger gets of a review, without what differs each time: the token and the key of a form."""
    tails = ("", "/1", "/2", "/1/list.json", "/1/objection", "/1/objection/received", "/result")
    found = {}
    for tail in tails:
        answer = browser.get(f"/n/{campaign.review.id}{tail}")
        text = re.sub(r'(csrf[-_]token"|name="key") (content|value)="[^"]*"', "", answer.get_data(as_text=True))
        found[tail] = (answer.status_code, text)
    return found


def _more_marks(campaign: Campaign) -> None:
    seat = campaign.seats["judge 评委甲"].ticket.id
    award = campaign.state.award(AWARD)
    campaign.give("judge 评委甲", EnterMark(seat, {one.id: 1 for one in award.criteria}, 1))
    campaign.give("judge 评委乙", AbstainMark(campaign.seats["judge 评委乙"].ticket.id, 2))


def _objections(campaign: Campaign) -> None:
    for no in (1, 2):
        take_objection(
            campaign.ctx, actor=Actor("public", "public"), review_id=campaign.review.id, key=f"o{no}", notice=1,
            by="person", name="赵六", contact="1390000", text="不实", nomination=no,
        )  # fmt: skip


def _settled(campaign: Campaign) -> None:
    _objections(campaign)
    for no in (1, 2):
        campaign.give("office", AdmitObjection(no, admit=True))
        campaign.give("office", CloseObjection(no, upheld=no == 2, text="经查"))


UNSEEN: dict[str, tuple[str, Callable[[Campaign], None]]] = {
    "a nomination comes": ("nominate", lambda campaign: campaign.submit("甲村")),
    "all nominations are endorsed": ("endorse", lambda campaign: lead(campaign, "endorse")),
    "nominations are vetted": ("vet", lambda campaign: lead(campaign, "vet")),
    "judges mark": ("judge", lambda campaign: lead(campaign, "judge")),
    "a judge marks again and another one abstains": ("lock", _more_marks),
    "the marks are locked": ("lock", lambda campaign: lead(campaign, "lock")),
    "the shortlist is fixed": ("shortlist", lambda campaign: lead(campaign, "shortlist")),
    "people object": ("decide", _objections),
    "objections are settled and a nomination is removed": ("decide", _settled),
}
"""What happens in a review without a byte of the public's pages changing: at which stage, and what."""


@pytest.mark.parametrize("event", UNSEEN)
def test_the_public_cannot_tell_that_something_happened(campaign_at: AtStage, browser: Browser, event: str) -> None:
    stage, happens = UNSEEN[event]
    campaign = campaign_at(stage)
    before, seq = public_bytes(browser, campaign), campaign.state.seq
    happens(campaign)
    assert campaign.state.seq > seq
    assert public_bytes(browser, campaign) == before


def test_a_decision_is_seen_by_nobody_until_the_result_is_published(
    campaign_at: AtStage, clock: FakeClock, browser: Browser
) -> None:
    campaign = campaign_at("decide")
    clock.time = noon(date(2012, 7, 10))
    before = public_bytes(browser, campaign)
    lead(campaign, "decide")
    assert public_bytes(browser, campaign) == before
    lead(campaign, "publish")
    after = public_bytes(browser, campaign)
    assert {tail for tail in after if after[tail] != before[tail]} >= {"", "/1", "/result"}
    assert after["/2"] == before["/2"]


def test_the_marks_decide_no_byte_of_a_notice_in_order_of_strokes(campaign_at: AtStage, browser: Browser) -> None:
    campaign = campaign_at("decide")
    page = browser.get(f"/n/{campaign.review.id}/1").get_data(as_text=True)
    names = re.findall(r'<p class="paper-text">(.村党支部)', page)
    assert names == sorted(names)
    assert names != [campaign.state.nominations[no].nominee for no in campaign.state.shortlists[AWARD].order]


def test_the_public_cannot_say_on_which_day_its_objection_arrived(campaign_at: AtStage) -> None:
    campaign = campaign_at("decide")
    backdated = TakeObjection(1, "person", "0" * 64, arrived=date(2012, 7, 2))
    with pytest.raises(Forbidden):
        perform(
            campaign.ctx, REVIEW, stream_of(campaign.review.id), command=backdated, key="k",
            actor=Actor("public", "public"),
        )  # fmt: skip
