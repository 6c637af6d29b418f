"""A draft is checked by its form and by who may enter, the same for its page and for its submission."""

from __future__ import annotations

from datetime import date

import pytest

from scoring.engine.errors import Invalid, NotFound
from scoring.engine.review.commands_nomination import SubmitNomination
from scoring.engine.review.form_values import Problem, personal_digest, public_digest
from scoring.usecases.records import Organisation, RosterName
from scoring.usecases.review.drafts import draft_of, save_draft
from scoring.usecases.review.facts import checked
from tests.fakes import FakeClock, fake_context
from tests.reviews import Campaign, noon, set_up_review

STAR = {"nominee": ("张一",), "unit": ("甲村",), "deeds": ("事迹",), "report": ("材料",), "contact": ("李二",)}
PHONES = {"phone": ("0745-0000000",), "mobile": ("13000000000",)}
TITLE = "月月学习之星"


@pytest.fixture
def campaign() -> Campaign:
    return set_up_review(fake_context(clock=FakeClock(noon(date(2012, 5, 7)))))


def saved(campaign: Campaign, values: dict[str, tuple[str, ...]], award: str = "star") -> SubmitNomination:
    """The command that submits a new draft, of a star as a rule."""
    actor = campaign.actor("unit 甲村")
    text = save_draft(campaign.ctx, actor=actor, review_id=campaign.review.id, award=award, values=values)
    return SubmitNomination(text.id, text.revision)


def on_roster(campaign: Campaign, name: str, organisation: str = "") -> None:
    with campaign.ctx.store.write() as uow:
        uow.of(RosterName).put(RosterName(f"r-{name}", TITLE, name, organisation))
        uow.commit()


def problems(campaign: Campaign, command: SubmitNomination) -> tuple[tuple[Problem, ...], tuple[str, ...]]:
    """What the page of a draft shows."""
    actor = campaign.actor("unit 甲村")
    text = draft_of(campaign.ctx, actor=actor, review_id=campaign.review.id, draft_id=command.draft)
    with campaign.ctx.store.read() as uow:
        found = checked(uow, campaign.state.rules, text, ("甲村",))
    return found.problems, found.note_texts


def test_a_draft_with_problems_is_shown_them_and_refused_for_the_same(campaign: Campaign) -> None:
    command = saved(campaign, STAR | PHONES | {"report": ("学" * 3001,), "mobile": ("没有",)})
    assert problems(campaign, command)[0] == (
        Problem("not-phone", "mobile", said="没有"),
        Problem("too-long", "report", numbers={"most": 3000, "found": 3001}),
    )
    with pytest.raises(Invalid) as refused:
        campaign.give("unit 甲村", command)
    assert (refused.value.code, refused.value.fields["problems"]) == (
        "form-faulty",
        ["not-phone mobile", "too-long report"],
    )


def test_a_nominee_who_is_not_in_the_roster_is_refused_and_one_who_is_comes_in(campaign: Campaign) -> None:
    on_roster(campaign, "李二", "甲村")
    command = saved(campaign, STAR | PHONES)
    with pytest.raises(Invalid) as refused:
        campaign.give("unit 甲村", command)
    assert refused.value.fields["problems"] == ["not-on-roster nominee"]
    on_roster(campaign, "张一", "甲村")
    campaign.give("unit 甲村", command)
    assert campaign.state.nominations[1].nominee == "张一"


def test_what_the_records_do_not_settle_is_a_note_for_vetting(campaign: Campaign) -> None:
    command = saved(campaign, STAR | PHONES)
    assert problems(campaign, command) == ((), (f"roster-not-kept {TITLE}",))
    campaign.give("unit 甲村", command)
    assert campaign.state.nominations[1].form.notes == (f"roster-not-kept {TITLE}",)
    assert campaign.state.nominations[1].homes == ("甲村",)


def test_a_roster_is_found_however_its_title_is_written(campaign: Campaign) -> None:
    with campaign.ctx.store.write() as uow:
        uow.of(RosterName).put(RosterName("r", "月月 学习之星", "李二", "甲村"))
        uow.commit()
    found, _ = problems(campaign, saved(campaign, STAR | PHONES))
    assert [one.place for one in found] == ["not-on-roster nominee"]


@pytest.mark.parametrize("host", ["丙局（本级）", "丙局(本级)", "丙局 (本级)"])
def test_what_stands_above_the_nominees_own_home_is_its_organisation_too(campaign: Campaign, host: str) -> None:
    with campaign.ctx.store.write() as uow:
        uow.of(Organisation).put(Organisation("works", "市直工委"))
        uow.of(Organisation).put(Organisation("bureau", "丙局（本级）", superior="works"))
        uow.commit()
    campaign.submit("甲村", "activity")
    values = {**STAR, "nominee": ("读书月",), "host": (host,), "head": ("张一",)}
    del values["unit"]
    campaign.give("unit 甲村", saved(campaign, values | PHONES, "activity"))
    first, second = campaign.state.nominations.values()
    assert first.units == ("甲村读书会", "甲镇")
    assert second.units == (host, "市直工委", "甲镇")


def test_a_form_is_bound_by_the_digests_of_its_public_and_its_personal_fields(campaign: Campaign) -> None:
    command = saved(campaign, STAR | PHONES)
    actor = campaign.actor("unit 甲村")
    text = draft_of(campaign.ctx, actor=actor, review_id=campaign.review.id, draft_id=command.draft)
    campaign.give("unit 甲村", command)
    form = campaign.state.nominations[1].form
    assert set(text.personal) == {"phone", "contact", "mobile"}
    assert form.digest == public_digest(text.values)
    assert form.personal == personal_digest(text.personal, text.salt)


def test_a_draft_of_somebody_else_is_not_there(campaign: Campaign) -> None:
    with pytest.raises(NotFound) as unknown:
        campaign.give("unit 甲村", SubmitNomination("none", 1))
    assert unknown.value.code == "draft-unknown"
