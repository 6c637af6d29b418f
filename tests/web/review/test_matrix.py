"""Every role on every page of its own desk at every stage; and what no role can tell from any of its bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask

from scoreboard.web.auth import ROLES
from scoring.engine.actors import Actor
from scoring.engine.panel.commands import EnterMark, RecuseJudge
from scoring.engine.review.commands_decision import AdmitObjection, CloseObjection, OpenNotice, PutForward
from scoring.engine.review.commands_judging import OpenJudging, SignPledge
from scoring.engine.review.commands_nomination import SubmitNomination
from scoring.usecases.review.drafts import save_draft
from scoring.usecases.review.objections import take_objection
from tests.conftest import Browser
from tests.reviews import AWARD, STAGES, Campaign, lead, noon
from tests.web.review.conftest import AtStage, Seated
from tests.web.review.test_roles import DESKS, EVERY_SEAT, SEATS, desk_of

ALL_STAGES = (*STAGES, "done")
SAMPLED = ("nominate", "vet", "lock", "decide", "done")
"""The stages of an ordinary run; the others are looked at each night."""

by_stage = pytest.mark.parametrize(
    "stage", [one if one in SAMPLED else pytest.param(one, marks=pytest.mark.nightly) for one in ALL_STAGES]
)

OPENS: dict[str, tuple[str, int]] = {
    "unit/nominations/<no>": ("endorse", 404),
    "nominations/<no>/versions/<version>": ("endorse", 404),
    "nominations/<no>/versions/<version>/print": ("endorse", 404),
    "nominations/<no>/versions/<version>/form.docx": ("endorse", 404),
    "endorser/nominations/<no>": ("endorse", 404),
    "clerk/nominations/<no>": ("endorse", 404),
    "office/nominations/<no>": ("endorse", 404),
    "chair/subject/<int:no>": ("lock", 404),
    "judge/subject/<int:no>": ("lock", 403),
    "decisions/<award>": ("notice", 409),
    "chair/minutes/<award>": ("notice", 409),
    "chair/minutes/<award>/minutes.docx": ("notice", 409),
    "office/certificates": ("done", 409),
    "office/objections/<no>": ("never", 404),
    "approver": ("never", 302),
}
"""Pages that are not there from the beginning: from which stage on, and the status before it."""

PAPERS: dict[str, tuple[str, int]] = {
    "rules": ("nominate", 200), "form": ("endorse", 404), "sign-off": ("endorse", 404), "marks": ("shortlist", 409),
    "notice": ("decide", 404), "television": ("decide", 404), "minutes": ("publish", 409),
    "shortlist": ("notice", 409),
    "commendation": ("publish", 409), "forward": ("never", 404), "nothing": ("never", 404),
}  # fmt: skip
"""The same for the papers of the office."""

PUBLIC: dict[str, tuple[str, int]] = {
    "": ("decide", 404), "/<int:no>": ("decide", 404), "/<int:no>/list.json": ("decide", 404),
    "/<int:no>/objection": ("decide", 404), "/result": ("done", 404),
}  # fmt: skip
"""The same for the public's pages."""


def reached(campaign_at: AtStage, stage: str) -> Campaign:
    """A review at this stage, at the very end for ``done``."""
    campaign = campaign_at("publish" if stage == "done" else stage)
    if stage == "done":
        lead(campaign, "publish")
    return campaign


def expected(table: dict[str, tuple[str, int]], page: str, stage: str) -> int:
    """The status of a page at this stage."""
    first, before = table.get(page, ("nominate", 200))
    return 200 if first != "never" and ALL_STAGES.index(stage) >= ALL_STAGES.index(first) else before


def declared(app: Flask, endpoint: str) -> set[str]:
    """Whose seats a page says that it answers to: by itself, or by the guard of its blueprint."""
    guards = app.before_request_funcs.get(endpoint.partition(".")[0], [])
    found = [getattr(one, ROLES, ()) for one in (app.view_functions[endpoint], *guards)]
    return {role for roles in found for role in roles}


def rules(app: Flask, method: str) -> Iterator[Any]:
    """The routes of the desks of a review that take this method."""
    return (one for one in app.url_map.iter_rules() if one.rule.startswith("/r/<review>") and method in one.methods)


def test_what_each_page_declares_is_what_the_table_says(app: Flask) -> None:
    for method in ("GET", "POST"):
        for rule in rules(app, method):
            assert declared(app, rule.endpoint) == DESKS[desk_of(rule.rule)], rule.rule


def filled(rule: str, campaign: Campaign, draft: str) -> str:
    """The address of a page about the first nomination, notice and subject there are."""
    given = {"review": campaign.review.id, "award": AWARD, "stage": "judging", "what": "decide", "draft": draft}
    return re.sub(r"<(?:[a-z]+(?:\([^)]*\))?:)?([a-z_]+)>", lambda part: given.get(part[1], "1"), rule)


def a_draft(campaign: Campaign, seat: str) -> str:
    """What this seat has begun to write."""
    unit = "" if seat.startswith("unit") else "village1"
    actor = campaign.actor(seat)
    return save_draft(
        campaign.ctx, actor=actor, review_id=campaign.review.id, award=AWARD, values={"head": ("张一",)}, unit=unit
    ).id


def at_every_desk(app: Flask, campaign: Campaign, seated: Seated, method: str) -> Iterator[tuple[str, str, int]]:
    """Role, page and status of every route of that role's own desk."""
    for role, seat in SEATS.items():
        browser = seated(campaign, seat)
        draft = a_draft(campaign, seat) if role in DESKS["drafts"] else ""
        for rule in rules(app, method):
            if role in DESKS[desk_of(rule.rule)]:
                address = filled(rule.rule, campaign, draft)
                answer = browser.get(address) if method == "GET" else browser.post(address)
                yield role, rule.rule.removeprefix("/r/<review>/"), answer.status_code


@by_stage
def test_a_page_of_one_s_own_desk_has_the_status_of_the_table_at_every_stage(
    app: Flask, campaign_at: AtStage, seated: Seated, stage: str
) -> None:
    campaign = reached(campaign_at, stage)
    seq = campaign.state.seq
    wrong = [
        (role, page, status, expected(OPENS, page, stage))
        for role, page, status in at_every_desk(app, campaign, seated, "GET")
        if status != expected(OPENS, page, stage) and not page.startswith("office/papers/")
    ]
    assert wrong == []
    assert campaign.state.seq == seq


@by_stage
def test_an_empty_form_is_refused_and_writes_nothing_at_every_stage(
    app: Flask, campaign_at: AtStage, seated: Seated, stage: str
) -> None:
    campaign = reached(campaign_at, stage)
    seq = campaign.state.seq
    wrong = [
        (role, page, status)
        for role, page, status in at_every_desk(app, campaign, seated, "POST")
        if status not in (400, 403, 404, 409) and not page.endswith(("/correct", "/remove"))
    ]
    assert wrong == []
    assert campaign.state.seq == seq


@by_stage
def test_a_paper_and_a_public_page_are_there_from_their_stage_on(
    campaign_at: AtStage, seated: Seated, browser: Browser, stage: str
) -> None:
    campaign = reached(campaign_at, stage)
    office = seated(campaign, "office")
    which = {"marks": AWARD, "shortlist": AWARD, "commendation": "decision"}
    found = {
        kind: office.get(f"/r/{campaign.review.id}/office/papers/{kind}/{which.get(kind, '1')}").status_code
        for kind in PAPERS
    }
    assert found == {kind: expected(PAPERS, kind, stage) for kind in PAPERS}
    found = {page: browser.get(filled(f"/n/<review>{page}", campaign, "")).status_code for page in PUBLIC}
    assert found == {page: expected(PUBLIC, page, stage) for page in PUBLIC}


EVERYBODY = (*SEATS.values(), "unit 乙村", "endorser 乙村", "judge 评委乙", "public")
DESK_WORK = frozenset({"office", "clerk"})
NOMINATING = DESK_WORK | {"unit 甲村", "unit 乙村", "endorser 甲镇", "endorser 乙村", "chair"}


def _opened(campaign: Campaign) -> None:
    campaign.give("chair", OpenJudging("judging", AWARD))
    for name in ("评委甲", "评委乙", "评委丙"):
        campaign.give(f"judge {name}", SignPledge(campaign.seats[f"judge {name}"].ticket.id))


def _mark(name: str, points: int) -> Callable[[Campaign], None]:
    def happens(campaign: Campaign) -> None:
        award = campaign.state.award(AWARD)
        assert award is not None
        marks = {one.id: one.low + points for one in award.criteria}
        campaign.give(f"judge {name}", EnterMark(campaign.seats[f"judge {name}"].ticket.id, marks, 1))

    return happens


def _recuse(campaign: Campaign) -> None:
    campaign.give("judge 评委乙", RecuseJudge(campaign.seats["judge 评委乙"].ticket.id, 1), reason="亲属")


def _object(campaign: Campaign) -> None:
    for no in (1, 2):
        take_objection(
            campaign.ctx, actor=Actor("public", "public"), review_id=campaign.review.id, key=f"o{no}", notice=1,
            by="person", name="赵六", contact="1390000", text="不实", nomination=no,
        )  # fmt: skip
    campaign.give("office", AdmitObjection(1, admit=True))
    campaign.give("office", CloseObjection(1, upheld=False, text="经查"))


def _remove(campaign: Campaign) -> None:
    campaign.give("office", AdmitObjection(2, admit=True))
    campaign.give("office", CloseObjection(2, upheld=True, text="属实"))


def _from_paper(campaign: Campaign) -> None:
    values = {"nominee": ("乙村党支部",), "head": ("张一",), "deeds": ("事迹",), "report": ("材料",)}
    personal = {"phone": ("0745-0000000",), "contact": ("李二",), "mobile": ("13000000000",)}
    draft = save_draft(
        campaign.ctx, actor=campaign.actor("clerk"), review_id=campaign.review.id, award=AWARD,
        values=values | personal, unit="village2",
    )  # fmt: skip
    campaign.give("clerk", SubmitNomination(draft.id, draft.revision, paper=True, arrived=date(2012, 5, 7)))


def _notice(campaign: Campaign) -> None:
    campaign.give("office", OpenNotice((AWARD,), date(2012, 7, 9)))


def _on(day: date) -> Callable[[Campaign], None]:
    """It is noon of this day."""
    return lambda campaign: campaign.ctx.clock.reach(noon(day)) and None


def _nothing(campaign: Campaign) -> None:
    """No step before."""


UNSEEN: dict[str, tuple[str, Callable[[Campaign], None], Callable[[Campaign], None], frozenset[str]]] = {
    "a unit begins a form": ("nominate", _nothing, lambda one: a_draft(one, "unit 乙村"), frozenset({"unit 乙村"})),
    "a unit nominates": ("nominate", _nothing, lambda one: one.submit("乙村"), NOMINATING - {"unit 甲村"}),
    "a form comes on paper": ("nominate", _nothing, _from_paper, DESK_WORK),
    "levels agree": ("endorse", _nothing, lambda one: lead(one, "endorse"), NOMINATING),
    "the office vets": ("vet", _nothing, lambda one: lead(one, "vet"), NOMINATING),
    "a judge marks": ("judge", _opened, _mark("评委乙", 3), DESK_WORK | {"judge 评委乙", "chair"}),
    "a judge thinks again": ("lock", _nothing, _mark("评委乙", 3), DESK_WORK | {"judge 评委乙", "chair"}),
    "a judge steps aside": ("judge", _opened, _recuse, DESK_WORK | {"judge 评委乙", "chair"}),
    "the marks are locked": (
        "lock", _nothing, lambda one: lead(one, "lock"),
        DESK_WORK | {"chair", "host", "judge 评委甲", "judge 评委乙"},
    ),
    "the shortlist is fixed": (
        "shortlist", _nothing, lambda one: lead(one, "shortlist"), frozenset({"office", "chair", "approver"}),
    ),
    "a notice is made for next week": (
        "notice", _on(date(2012, 7, 2)), _notice, frozenset({"office", "approver", "chair"}),
    ),
    "people object": ("decide", _nothing, _object, frozenset({"office", "approver"})),
    "an objection removes somebody": (
        "decide", _object, _remove,
        DESK_WORK | {"approver", "chair", "unit 乙村", "endorser 乙村", "endorser 甲镇", "host"},
    ),
    "the bodies decide": (
        "decide", _on(date(2012, 7, 10)), lambda one: lead(one, "decide"), frozenset({"office", "approver", "host"}),
    ),
    "winners go up": (
        "publish", _nothing, lambda one: one.give("approver", PutForward(AWARD, (2, 1), "按需要")),
        frozenset({"office", "approver"}),
    ),
}  # fmt: skip
"""What happens at which stage, after which step, and who may tell from any byte that it did."""

FRESH = re.compile(r'(csrf[-_]token"|name="key") (content|value)="[^"]*"|document\.\w+\.\w+')
"""What differs at each look: the token, the keys of forms and the owners of documents that are not sent yet."""

OLDER = re.compile(r'"seq": ?\d+')
"""The seq of the office's and the chair's views, who may know how long the ledger is."""


def bytes_of(app: Flask, campaign: Campaign, browser: Browser, seat: str, draft: str) -> dict[str, tuple[int, str]]:
    """Everything that a seat is sent: its pages, its view; of the public, what stands below ``/n/``."""
    role = seat.partition(" ")[0]
    routes = (one.rule for one in app.url_map.iter_rules() if "GET" in one.methods)
    own = [
        rule for rule in routes
        if (rule.startswith("/r/<review>") and role in DESKS[desk_of(rule)] and not rule.endswith((".docx", ".xlsx")))
        or (rule.startswith(EVERY_SEAT) and (role == "public" or rule.startswith("/api/")))
    ]  # fmt: skip
    found = {}
    for rule in own:
        address = filled(rule, campaign, draft)
        if seat == "unit 乙村":
            address = address.replace("nominations/1", "nominations/2")
        answer = browser.get(address)
        text = FRESH.sub("", answer.get_data(as_text=True))
        found[rule] = (answer.status_code, OLDER.sub("", text) if role in ("chair", "office") else text)
    return found


@pytest.mark.parametrize("event", UNSEEN)
def test_nobody_else_can_tell_that_something_happened(
    app: Flask, campaign_at: AtStage, seated: Seated, browser: Browser, event: str
) -> None:
    stage, before, happens, told = UNSEEN[event]
    campaign = campaign_at(stage)
    before(campaign)
    others = [one for one in EVERYBODY if one not in told]
    browsers = {one: browser if one == "public" else seated(campaign, one) for one in others}
    drafts = {one: a_draft(campaign, one) if one.partition(" ")[0] in DESKS["drafts"] else "" for one in others}
    looked = {one: bytes_of(app, campaign, browsers[one], one, drafts[one]) for one in others}
    happens(campaign)
    changed = []
    for one in others:
        now = bytes_of(app, campaign, browsers[one], one, drafts[one])
        changed += [(one, page) for page in now if now[page] != looked[one][page]]
    assert changed == []


def test_before_the_lock_no_byte_says_what_a_judge_gave(app: Flask, campaign_at: AtStage, seated: Seated) -> None:
    """Two reviews that differ in the marks of one judge alone."""
    looked = []
    for points in (3, 7):
        campaign = campaign_at("judge")
        _opened(campaign)
        for again in (points, points + 1):
            _mark("评委乙", again)(campaign)
        sent = {seat: bytes_of(app, campaign, seated(campaign, seat), seat, "") for seat in SEATS.values()}
        names = {campaign.review.id: "review"}
        names |= {one.ticket.id: name for name, one in campaign.seats.items()}
        names |= {one.form.draft: f"text {one.no}" for one in campaign.state.nominations.values()}
        names |= {one.form.digest: f"digest {one.no}" for one in campaign.state.nominations.values()}
        told = str(sent)
        for given, name in sorted(names.items(), key=lambda item: -len(item[0])):  # one may begin with another
            told = told.replace(given, name)
        looked.append(told)
    assert looked[0] == looked[1]
