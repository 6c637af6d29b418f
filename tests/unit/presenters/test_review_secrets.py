"""What each audience of a review is sent: its own, and nothing from which more follows."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter

from scoreboard.presenters.review.audience import Audience
from scoreboard.presenters.review.present import present
from scoreboard.presenters.review.views import (
    ReviewChairView,
    ReviewHostView,
    ReviewJudgeView,
    ReviewView,
)
from scoring.engine.actors import Actor
from scoring.engine.errors import WrongStage
from scoring.engine.panel.commands import AskCorrection, DecideMark, EnterMark, RecuseJudge
from scoring.engine.review.commands_decision import (
    AdmitObjection,
    BeginReveal,
    CloseObjection,
    CueScreen,
    RevealNext,
)
from scoring.engine.review.commands_judging import LockJudging, OpenJudging, SignPledge
from scoring.usecases.review.objections import take_objection
from tests.fakes import FakeClock, fake_context
from tests.reviews import AWARD, Campaign, lead, noon, set_up_review

SHAPES = {"judge": ReviewJudgeView, "chair": ReviewChairView, "host": ReviewHostView}
STAGES = ("nominate", "judge", "lock", "shortlist", "publish")


def at(stage: str) -> Campaign:
    clock = FakeClock(noon(date(2012, 5, 7)))
    return set_up_review(fake_context(clock=clock), stage)


def view(campaign: Campaign, seat: str, lang: str = "zh") -> Any:
    """The view of a seat."""
    ticket = campaign.seats[seat].ticket
    audience = Audience(ticket.role, ticket=ticket.id if ticket.role == "judge" else "")
    return present(campaign.review, campaign.state, audience, now=0, epoch="e", lang=lang)


def marks(campaign: Campaign, points: int) -> dict[str, Decimal]:
    award = campaign.state.award(AWARD)
    return {one.id: Decimal(points) for one in award.criteria}


def judged(campaign: Campaign) -> Campaign:
    """The marks are open, and every judge has pledged."""
    campaign.give("chair", OpenJudging("judging", AWARD))
    for name in ("评委甲", "评委乙", "评委丙"):
        campaign.give(f"judge {name}", SignPledge(campaign.seats[f"judge {name}"].ticket.id))
    return campaign


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("seat", ["judge 评委甲", "chair", "host", "display", "office", "unit 甲村", "approver"])
def test_a_view_has_the_described_shape_and_nothing_else(stage: str, seat: str) -> None:
    campaign = at(stage)
    shape = SHAPES.get(campaign.seats[seat].ticket.role, ReviewView)
    shown = view(campaign, seat)
    assert TypeAdapter(shape).validate_python(shown, strict=True) == shown


def test_a_judge_is_told_of_no_nominee_before_its_pledge() -> None:
    campaign = at("judge")
    campaign.give("chair", OpenJudging("judging", AWARD))
    assert view(campaign, "judge 评委甲")["me"] == {
        "ticket": campaign.seats["judge 评委甲"].ticket.id,
        "pledged": False,
        "criteria": {},
        "marked": [],
    }
    assert "甲村党支部" not in json.dumps(view(campaign, "judge 评委甲"), ensure_ascii=False)


def test_a_judge_sees_its_own_sheets_alone_also_after_the_lock() -> None:
    campaign = at("shortlist")
    own = campaign.seats["judge 评委甲"].ticket.id
    shown = view(campaign, "judge 评委甲")
    assert [(one["name"], one["locked"]) for one in shown["me"]["marked"]] == [
        (f"{unit}党支部", True) for unit in ("甲村", "乙村", "丙村", "丁村")
    ]
    text = json.dumps(shown)
    others = [campaign.seats[f"judge {name}"].ticket.id for name in ("评委乙", "评委丙")]
    assert own in text
    assert not any(other in text for other in others)


def test_a_judge_reads_who_put_a_nomination_forward_unless_it_is_recused_from_it() -> None:
    campaign = judged(at("judge"))
    own = campaign.seats["judge 评委甲"].ticket.id
    campaign.give("judge 评委甲", RecuseJudge(own, 1), reason="亲属")
    marked = view(campaign, "judge 评委甲")["me"]["marked"]
    assert [one["unit"] for one in marked] == ["", "乙村", "丙村", "丁村"]


def test_nothing_that_others_mark_changes_the_view_of_a_judge() -> None:
    campaign = judged(at("judge"))
    other = campaign.seats["judge 评委乙"].ticket.id
    before = view(campaign, "judge 评委甲")
    campaign.give("judge 评委乙", EnterMark(other, marks(campaign, 15), 1))
    campaign.give("judge 评委乙", RecuseJudge(other, 2), reason="亲属")
    assert view(campaign, "judge 评委甲") == before


def test_a_judge_s_own_sheet_makes_its_own_view_newer() -> None:
    campaign = judged(at("judge"))
    own = campaign.seats["judge 评委甲"].ticket.id
    before = view(campaign, "judge 评委甲")["seq"]
    campaign.give("judge 评委甲", EnterMark(own, marks(campaign, 15), 1))
    after = view(campaign, "judge 评委甲")
    assert after["seq"] == before + 1
    assert after["me"]["marked"][0]["sheet"]["version"] == 1


def test_whatever_others_give_a_recused_judge_sees_the_same_bytes() -> None:
    """Two ledgers differ only in the marks of the others: the recused judge's views are equal at every step."""
    seen = []
    for points in (10, 20):
        campaign = judged(at("judge"))
        own = campaign.seats["judge 评委甲"].ticket.id
        campaign.give("judge 评委甲", RecuseJudge(own, 1), reason="亲属")
        steps = [view(campaign, "judge 评委甲")]
        for no in (2, 3, 4):
            campaign.give("judge 评委甲", EnterMark(own, marks(campaign, 12), no))
        for name in ("评委乙", "评委丙"):
            other = campaign.seats[f"judge {name}"].ticket.id
            for no in (1, 2, 3, 4):
                campaign.give(f"judge {name}", EnterMark(other, marks(campaign, points if no == 1 else 12), no))
        steps.append(view(campaign, "judge 评委甲"))
        campaign.give("chair", LockJudging("judging", AWARD))
        steps.append(view(campaign, "judge 评委甲"))
        ids = {campaign.review.id: "review"} | {issued.ticket.id: name for name, issued in campaign.seats.items()}
        text = json.dumps(steps, ensure_ascii=False)
        for given, name in ids.items():
            text = text.replace(given, name)
        seen.append(text)
    assert seen[0] == seen[1]


def test_the_wall_of_the_chair_has_states_and_no_marks_before_the_lock() -> None:
    campaign = judged(at("judge"))
    own = campaign.seats["judge 评委甲"].ticket.id
    campaign.give("judge 评委甲", EnterMark(own, marks(campaign, 17), 1))
    campaign.give("judge 评委甲", RecuseJudge(own, 2), reason="亲属")
    (wall,) = view(campaign, "chair")["walls"]
    assert [one["cells"] for one in wall["subjects"]] == [
        ["given", "missing", "missing"],
        ["recused", "missing", "missing"],
        ["missing", "missing", "missing"],
        ["missing", "missing", "missing"],
    ]
    assert [(one["label"], one["pledged"], one["missing"]) for one in wall["judges"]] == [
        ("评委甲", True, 2),
        ("评委乙", True, 4),
        ("评委丙", True, 4),
    ]
    assert (wall["given"], wall["expected"], wall["locked"]) == (1, 11, False)
    assert '"17"' not in json.dumps(view(campaign, "chair"))


def test_the_stages_that_may_be_opened_go_once_they_are_open() -> None:
    campaign = at("judge")
    assert [(one["stage"], one["award"], one["nominations"]) for one in view(campaign, "chair")["to_open"]] == [
        ("judging", AWARD, 4)
    ]
    campaign.give("chair", OpenJudging("judging", AWARD))
    assert view(campaign, "chair")["to_open"] == []


@pytest.mark.parametrize("seat", ["display", "host", "unit 甲村", "judge 评委甲"])
def test_the_reveal_holds_only_what_was_shown(seat: str) -> None:
    campaign = at("publish")
    assert view(campaign, seat)["reveal"] is None
    campaign.give("host", BeginReveal(AWARD))
    campaign.give("host", RevealNext(0))
    campaign.give("host", RevealNext(1))
    shown = view(campaign, seat)
    assert shown["reveal"] == {
        "award": AWARD,
        "award_name": "十佳学习型党组织",
        "total": 4,
        "next": 2,
        "shown": [
            {"place": 4, "name": "丁村党支部", "unit": "丁村"},
            {"place": 3, "name": "丙村党支部", "unit": "丙村"},
        ],
    }
    if seat != "judge 评委甲":  # the judge knows what it has marked, in the order of the numbers
        assert "甲村党支部" not in json.dumps(shown, ensure_ascii=False)


def test_the_host_knows_which_awards_are_decided_and_not_who_has_won() -> None:
    campaign = at("publish")
    shown = view(campaign, "host")
    assert [(one["award"], one["total"]) for one in shown["revealable"]] == [(AWARD, 4)]
    assert "党支部" not in json.dumps(shown, ensure_ascii=False)


def test_the_hall_sees_a_subject_at_its_defence_and_its_marks_only_when_they_are_shown() -> None:
    campaign = at("lock")
    campaign.give("host", CueScreen(1))
    shown = view(campaign, "display")["on_stage"]
    assert (shown["name"], shown["unit"], shown["panel"]) == ("甲村党支部", "甲村", None)
    with pytest.raises(WrongStage) as early:
        campaign.give("host", CueScreen(1, marks=True))
    assert early.value.code == "marks-not-locked"
    campaign.give("chair", LockJudging("judging", AWARD))
    assert view(campaign, "display")["on_stage"]["panel"] is None
    campaign.give("host", CueScreen(1, marks=True))
    panel = view(campaign, "display")["on_stage"]["panel"]
    assert (panel["score"], [sheet["total"] for sheet in panel["sheets"]]) == ("95", ["95", "95", "95"])
    campaign.give("host", CueScreen())
    assert view(campaign, "display")["on_stage"] is None


def test_a_recused_judge_is_not_shown_the_marks_that_the_hall_sees() -> None:
    campaign = judged(at("judge"))
    own = campaign.seats["judge 评委甲"].ticket.id
    for no in (1, 2, 3, 4):
        for name in ("评委甲", "评委乙", "评委丙"):
            judge = campaign.seats[f"judge {name}"].ticket.id
            if (name, no) != ("评委甲", 1):
                campaign.give(f"judge {name}", EnterMark(judge, marks(campaign, 12), no))
    campaign.give("judge 评委甲", RecuseJudge(own, 1), reason="亲属")
    campaign.give("chair", LockJudging("judging", AWARD))
    campaign.give("host", CueScreen(1, marks=True))
    assert view(campaign, "judge 评委甲")["on_stage"]["panel"] is None
    assert view(campaign, "judge 评委乙")["on_stage"]["panel"] is not None


def test_the_host_may_show_the_subjects_of_an_award_until_it_is_decided() -> None:
    campaign = at("lock")
    first = view(campaign, "host")["cues"][0]
    assert (first["item"], first["name"], first["locked"]) == (1, "甲村党支部", False)
    assert view(at("publish"), "host")["cues"] == []


WATCHING = ("judge 评委甲", "display", "unit 乙村", "endorser 乙村", "approver", "host")
"""Who has no part in what others hand in, find, or decide."""


@pytest.mark.parametrize("seat", WATCHING)
def test_no_seq_counts_what_goes_on_at_other_desks_before_the_judging(seat: str) -> None:
    campaign = at("nominate")
    before = view(campaign, seat)
    lead(campaign, "nominate", "endorse", "vet")
    assert view(campaign, seat) == before


@pytest.mark.parametrize("seat", [one for one in WATCHING if one != "host"])
def test_no_seq_counts_what_is_decided_before_it_is_shown(seat: str) -> None:
    campaign = at("shortlist")
    before = view(campaign, seat)
    lead(campaign, "shortlist", "notice", "decide")
    assert view(campaign, seat) == before


@pytest.mark.parametrize("seat", [*WATCHING, "chair"])
def test_no_view_but_the_office_s_changes_with_an_objection(seat: str) -> None:
    campaign = at("decide")
    before = view(campaign, seat)
    for no, admit in ((1, True), (2, False)):
        take_objection(
            campaign.ctx, actor=Actor("public", "public"), review_id=campaign.review.id, key=f"o{no}", notice=1,
            by="person", name="赵六", contact="1390000", text="不实", nomination=no,
        )  # fmt: skip
        campaign.give("office", AdmitObjection(no, admit=admit, ground=None if admit else "anonymous", text="查"))
    campaign.give("office", CloseObjection(1, upheld=False, text="经查"))
    assert view(campaign, seat) == before


def test_no_judge_is_told_that_an_objection_removed_a_nomination() -> None:
    campaign = at("decide")
    before = view(campaign, "judge 评委甲")
    take_objection(
        campaign.ctx, actor=Actor("public", "public"), review_id=campaign.review.id, key="o", notice=1,
        by="person", name="赵六", contact="1390000", text="不实", nomination=2,
    )  # fmt: skip
    campaign.give("office", AdmitObjection(1, admit=True))
    campaign.give("office", CloseObjection(1, upheld=True, text="属实"))
    assert view(campaign, "judge 评委甲") == before


def test_a_correction_makes_the_hall_s_view_newer_only_while_its_marks_are_on_the_screen() -> None:
    campaign = at("shortlist")
    own = campaign.seats["judge 评委甲"].ticket.id
    seqs = [view(campaign, "display")["seq"]]
    for points, cue in ((5, None), (6, CueScreen(1, marks=True))):
        if cue:
            campaign.give("host", cue)
            seqs.append(view(campaign, "display")["seq"])
        campaign.give("judge 评委甲", AskCorrection(1, own, marks(campaign, points)), reason="笔误")
        (sheet,) = campaign.state.subjects[1].sitting.waiting
        campaign.give("chair", DecideMark(1, sheet, accept=True), reason="属实")
        seqs.append(view(campaign, "display")["seq"])
    first = seqs[0]
    assert seqs == [first, first, first + 1, first + 2]


def test_no_audience_of_a_review_is_sent_a_view_that_has_not_changed() -> None:
    """The push itself would tell the chair that somebody has objected."""
    assert all(Audience(kind).watched for kind in ("chair", "office", "judge", "host", "display", "unit"))
