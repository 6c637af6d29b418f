"""After the publication: awards that are taken back, objections that are upheld; and the order of a defence."""

from __future__ import annotations

from scoring.engine.review.archive import derive
from scoring.engine.review.calendar import NO_CALENDAR
from scoring.engine.review.commands_after import RevokeAward
from scoring.engine.review.commands_decision import (
    AdmitObjection,
    BeginReveal,
    CloseObjection,
    CueScreen,
    PublishResult,
    PutForward,
    RevealNext,
    TakeObjection,
)
from scoring.engine.review.commands_judging import DrawOrder
from scoring.engine.review.decided_again import check_entries
from scoring.engine.review.review import fold
from tests.unit.engine.review.test_decide_decision import BODIES, made, noticed
from tests.unit.engine.review.test_decide_judging import AWARD, campaign, opened
from tests.unit.engine.review.whole_way import OFFICIAL, Review


def published() -> Review:
    """A shortlist of two that was decided and published."""
    one = noticed().after(8)
    for body in BODIES:
        one.do(made(one, body, (1, 2)), role="approver")
    one.do(PublishResult((AWARD,)), role="approver")
    return one


def revoke(one: Review, nomination: int = 1, **changed: object) -> RevokeAward:
    return RevokeAward(AWARD, nomination, **{"ground": "forged", "text": "事迹不实", "day": one.day, **changed})  # type: ignore[arg-type]


def test_an_award_is_taken_back_and_what_was_decided_stays() -> None:
    one = published()
    one.do(PutForward(AWARD, (1,)), role="approver")
    entry = one.do(revoke(one), role="approver")
    assert entry.payload["body"] == BODIES[-1]
    found = one.state.revoked(AWARD, 1)
    assert (found.ground, found.body, found.day) == ("forged", BODIES[-1], one.day)
    assert one.state.decided(AWARD).winners == (1, 2)
    assert one.state.standing_winners(AWARD) == ((2, 2),)
    assert one.state.forward == {AWARD: ()}
    one.do(PutForward(AWARD, (2,)), role="approver")
    assert derive(one.state)["result"][0]["revoked"] == [{"nomination": 1, "day": one.day.isoformat()}]
    assert fold(one.entries) == one.state
    assert check_entries(one.entries, OFFICIAL) == ()


def test_only_a_published_award_is_taken_back_once_with_a_reason_and_a_day_that_fits() -> None:
    early = noticed()
    assert early.refusal(revoke(early), role="approver") == "WrongStage result-not-published"
    one = published()
    for command, code in (
        (revoke(one, 3), "NotFound not-a-winner"),
        (revoke(one, text=" "), "Invalid text-needed"),
        (revoke(one, ground="mood"), "Invalid ground-unknown"),
        (revoke(one, day=one.day.replace(year=2013)), "Invalid day-in-future"),
        (revoke(one, day=one.day.replace(day=1)), "Invalid revocation-day-early"),
    ):
        assert one.refusal(command, role="approver") == code
    one.do(revoke(one), role="approver")
    assert one.refusal(revoke(one), role="approver") == "AlreadyDone award-revoked"
    assert one.refusal(PutForward(AWARD, (1,)), role="approver") == "Invalid order-incomplete"


def test_an_objection_that_is_upheld_after_the_publication_takes_the_award_back_and_frees_no_place() -> None:
    one = published()
    first = one.state.notices[0].first
    taken = one.do(TakeObjection(1, "unit", "2" * 64, 2, arrived=first), calendar=NO_CALENDAR).payload["no"]
    one.do(AdmitObjection(taken, admit=True))
    entry = one.do(CloseObjection(taken, upheld=True, text="查实"))
    assert entry.payload["revokes"] is True
    assert (one.state.revoked(AWARD, 2).ground, one.state.revoked(AWARD, 2).objection) == ("objection", taken)
    assert one.state.vacancies == ()
    assert one.state.nominations[2].status == "accepted"
    assert fold(one.entries) == one.state


def test_the_reveal_leaves_out_whose_award_was_taken_back() -> None:
    one = published()
    one.do(revoke(one), role="approver")
    one.do(BeginReveal(AWARD), role="host")
    assert one.refusal(revoke(one, 2), role="approver") == "WrongStage reveal-running"
    one.do(RevealNext(0), role="host")
    assert one.refusal(RevealNext(1), role="host") == "AlreadyDone reveal-complete"


def test_the_order_of_a_defence_is_drawn_and_holds_wherever_subjects_are_listed() -> None:
    one = opened(campaign())
    entry = one.do(DrawOrder("judging", AWARD), role="host", lots=(3, 1, 4, 2))
    assert entry.payload["drawn"] == [3, 1, 4, 2]
    assert one.state.judgings["judging", AWARD].subjects == (3, 1, 4, 2)
    assert [subject.nomination for subject in one.state.subjects.values()] == [3, 1, 4, 2]
    assert check_entries(one.entries, OFFICIAL) == ()


def test_an_order_drawn_by_hand_is_entered_whole_until_the_defence_is_on_the_screen() -> None:
    one = opened(campaign())
    assert one.refusal(DrawOrder("judging", AWARD, (2, 1)), role="chair") == "Invalid order-incomplete"
    one.do(DrawOrder("judging", AWARD, (2, 1, 4, 3)), role="chair")
    one.do(CueScreen(2), role="host")
    assert one.refusal(DrawOrder("judging", AWARD), role="host", lots=(1, 2, 3, 4)) == "WrongStage defence-begun"
    one.do(CueScreen(), role="host")
    one.do(DrawOrder("judging", AWARD), role="host", lots=(1, 2, 3, 4))
    assert one.state.judgings["judging", AWARD].subjects == (1, 2, 3, 4)
