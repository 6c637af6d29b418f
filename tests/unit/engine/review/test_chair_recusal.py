"""The chair's own recusal: recorded by another, it takes the chair out of the award, and a named deputy leads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scoring.engine.errors import Fault
from scoring.engine.panel.commands import AskCorrection, DecideMark, RecuseJudge
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.review import chairs
from scoring.engine.review.commands_decision import FillVacancy, PublishResult
from scoring.engine.review.commands_judging import DrawOrder, FixShortlist, LockJudging, OpenJudging, RecuseChair
from scoring.engine.review.decided_again import check_entries
from scoring.engine.review.progress import tasks
from scoring.engine.review.review import fold
from tests.unit.engine.review.test_decide_decision import decided, noticed, objected
from tests.unit.engine.review.test_decide_judging import AWARD, accepted, campaign, give, opened
from tests.unit.engine.review.whole_way import OFFICIAL, Review

CHAIR, DEPUTY, THIRD = PanelJudge("c", "主任甲", "单位v1"), PanelJudge("d", "副主任乙", ""), PanelJudge("e", "丙", "")
CHAIRS = (CHAIR, DEPUTY, THIRD)
HER = {"role": "chair", "actor": "ticket:c", "device": "c"}
HIS = {"role": "chair", "actor": "ticket:d", "device": "d"}
OTHER = {"role": "chair", "actor": "ticket:e", "device": "e"}


def recuse(one: Review, no: int = 1, deputy: str = "d", chair: str = "c", **who: object) -> Review:
    one.do(RecuseChair(no, chair, deputy), reason="本单位", chairs=CHAIRS, **({"role": "office"} | who))
    return one


def refused(one: Review, command: RecuseChair, **who: object) -> str:
    return one.refusal(command, reason="因故", chairs=CHAIRS, **({"role": "office"} | who))


def test_the_recusal_names_both_people_the_reason_and_who_recorded_it() -> None:
    one = recuse(accepted(campaign()))
    found = one.state.chair_recusals[0]
    assert (found.nomination, found.award, found.reason, found.by) == (1, AWARD, "本单位", "ticket:office")
    assert (found.chair, found.deputy) == (CHAIR, DEPUTY)
    assert (chairs.left_by(one.state, "c"), chairs.deputies(one.state, AWARD)) == ({AWARD}, (DEPUTY,))


def test_nobody_records_the_own_recusal_and_a_deputy_may_record_the_chair_s() -> None:
    one = accepted(campaign())
    assert refused(one, RecuseChair(1, "c", "d"), **HER) == "Forbidden chair-records-own"
    assert recuse(one, **HIS).state.chair_recusals[0].by == "ticket:d"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (RecuseChair(9, "c", "d"), "NotFound nomination-unknown"),
        (RecuseChair(1, "x", "d"), "NotFound chair-unknown"),
        (RecuseChair(1, "c", "x"), "NotFound chair-unknown"),
        (RecuseChair(1, "c", "c"), "Invalid deputy-same-name"),
        (RecuseChair(1, "e", "c"), "Refused deputy-tied"),
    ],
)
def test_a_recusal_without_a_nomination_a_card_or_a_fit_deputy_is_refused(command: RecuseChair, code: str) -> None:
    one = accepted(campaign())
    homes = replace(one.state.nominations[1], unit_name="单位v1")
    one.state = replace(one.state, nominations={**one.state.nominations, 1: homes})
    assert refused(one, command) == code


def test_a_deputy_who_is_recused_too_leads_nothing_until_another_is_named() -> None:
    one = recuse(accepted(campaign()))
    recuse(one, 2, chair="d", deputy="e")
    assert chairs.deputies(one.state, AWARD) == (THIRD,)
    assert refused(one, RecuseChair(3, "e", "d")) == "Refused deputy-tied"
    assert refused(one, RecuseChair(2, "d", "e")) == "AlreadyDone chair-recusal-known"
    recuse(one, 1, deputy="e")
    assert [line.deputy for line in chairs.standing(one.state, AWARD)] == [THIRD, THIRD]


def test_the_chair_opens_corrects_draws_and_locks_nothing_of_the_award_and_the_deputy_does() -> None:
    one = recuse(accepted(campaign()))
    assert one.refusal(OpenJudging("judging", AWARD), **HER) == "Forbidden chair-recused"
    assert one.refusal(OpenJudging("judging", AWARD), **OTHER) == "Forbidden chair-not-deputy"
    one.do(OpenJudging("judging", AWARD), **HIS)
    for command in (
        DrawOrder("judging", AWARD),
        LockJudging("judging", AWARD, even_if_missing=True),
        RecuseJudge("judge-1", 2),
        AskCorrection(3, "judge-1", {}),
        DecideMark(2, 1, accept=True),
        FixShortlist(AWARD, (1, 2), "主任"),
        FillVacancy(AWARD, 1, 2),
    ):
        assert one.refusal(command, reason="x", **HER) == "Forbidden chair-recused"
        assert one.refusal(command, reason="x", **OTHER) == "Forbidden chair-not-deputy"
    one.do(DrawOrder("judging", AWARD), lots=(2, 1, 3, 4), **HIS)
    assert one.state.judgings["judging", AWARD].drawn == len(one.entries)


@pytest.mark.parametrize(
    "command",
    [
        OpenJudging("judging", ""),
        DrawOrder("judging", ""),
        LockJudging("judging", ""),
        FixShortlist("", (1, 2), "主任"),
        FillVacancy("", 1, 2),
    ],
    ids=lambda command: command.kind,
)
def test_a_command_that_names_no_award_is_refused_as_one_of_an_unknown_award(command: object) -> None:
    one = recuse(accepted(campaign()))
    unknown = replace(command, award="none")  # type: ignore[type-var]
    assert one.refusal(command, reason="x", **HER) == one.refusal(unknown, reason="x", **HER)
    assert one.refusal(command, reason="x", **HER).startswith(("NotFound ", "Invalid "))


def test_the_other_awards_stay_with_the_chair_and_the_office_goes_on() -> None:
    one = recuse(accepted(campaign()))
    assert one.refusal(OpenJudging("judging", "activity"), **HER) == "Refused no-nominations"
    one.do(OpenJudging("judging", AWARD), role="office")
    assert one.state.judgings.keys() == {("judging", AWARD)}


def test_nothing_is_recorded_once_the_result_is_public() -> None:
    one = objected(noticed(), 1)
    one.do(FillVacancy(AWARD, 1, 3))
    assert refused(one, RecuseChair(1, "c", "d")) == "AlreadyDone nomination-over"
    published = decided(noticed().on(date(2012, 7, 10)), (1, 2))
    published.do(PublishResult((AWARD,)), role="approver")
    assert refused(published, RecuseChair(1, "c", "d")) == "WrongStage result-published"


def test_the_ledger_counts_the_judging_of_the_award_apart_from_then_on() -> None:
    one = opened(campaign())
    give(one, 1, 10)
    recuse(one)
    assert one.state.apart == 0
    give(one, 2, 10)
    assert one.state.apart == 3
    assert fold(one.entries).apart == 3


def test_a_recusal_is_decided_again_and_an_act_of_who_left_is_a_fault() -> None:
    one = recuse(opened(campaign()))
    for subject in one.state.subjects:
        give(one, subject, 10 - subject)
    good = replace(one, entries=list(one.entries))
    good.do(LockJudging("judging", AWARD), **HIS)
    good.do(FixShortlist(AWARD, (1, 2), "副主任"), **HIS)
    assert check_entries(good.entries, OFFICIAL) == ()
    before = one.state
    one.state = replace(before, chair_recusals=())
    one.do(LockJudging("judging", AWARD), **OTHER)
    one.do(FixShortlist(AWARD, (1, 2), "主任"), **HER)
    place = len(one.entries)
    assert check_entries(one.entries, OFFICIAL) == (
        Fault(f"entries[{place - 2}]", "refused", (("found", "chair-not-deputy"),)),
        Fault(f"entries[{place - 1}]", "refused", (("found", "chair-recused"),)),
    )


def test_what_is_to_do_for_the_award_waits_at_the_deputy_s_desk_alone() -> None:
    one = recuse(opened(campaign()))
    at = one.state.at
    codes = {
        who: [task.code for task in tasks(one.state, "chair", "", at, actor=f"ticket:{who}") if task.award == AWARD]
        for who in ("c", "d", "e")
    }
    assert codes == {"c": [], "d": ["lock-judging"], "e": []}
