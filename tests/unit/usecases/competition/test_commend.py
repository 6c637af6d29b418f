"""The results of a competition: signed by two, corrected by a new version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from scoring.engine.competition.commands_commend import (
    AnswerProtest,
    ConfirmSignOff,
    LodgeProtest,
    NameHolders,
    OrderTied,
    ProposeSignOff,
)
from scoring.engine.competition.commands_stages import ConfirmAdvance, DrawByHand, ProposeAdvance
from scoring.engine.competition.commend_state import Named
from scoring.engine.competition.event import fold
from scoring.usecases.competition.book_check import verify_event_book
from scoring.usecases.competition.commend import standing_of
from scoring.usecases.competition.stages import play_groups
from tests.event_files import read, written
from tests.halls import CHIEF, Hall
from tests.registrations import ORGANISER, Registered
from tests.unit.usecases.competition import test_written as papers
from tests.unit.usecases.competition.commend_events import (
    AWARDS,
    begun,
    blocks,
    event,
    level_event,
    play_final,
    sign,
    signed_and_corrected,
    unlock,
    whole,
)
from tests.unit.usecases.competition.test_stages import SECOND, entries, refused

__all__ = ["event"]


def test_the_final_s_places_come_first_then_those_who_went_no_further_by_place_and_score(event: Registered) -> None:
    ranking = standing_of(event.ctx, event.id).result().ranking
    assert [(one.name, one.rank, one.stage) for one in ranking] == [
        ("5队", 1, "决赛"),
        ("1队", 2, "决赛"),
        ("2队", 3, "决赛"),
        ("4队", 4, "初赛"),
        ("3队", 5, "初赛"),
    ]


def test_nothing_is_signed_while_something_blocks_it_and_the_list_says_what() -> None:
    event = begun()
    assert blocks(event) == ["stage-unsigned", "stage-unsigned", "unnamed"]
    assert blocks(event, "初赛") == ["not-played"]
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    play_groups(event.ctx, actor=ORGANISER, competition_id=event.id, stage="初赛", key="play1")
    assert blocks(event, "初赛") == ["match-open", "match-open", "advance"]
    assert refused(lambda: event.do(ProposeSignOff("初赛"))) == "signoff-blocked"
    assert refused(lambda: event.do(ProposeSignOff(""))) == "signoff-blocked"


def test_a_protest_keeps_its_stage_and_the_whole_from_being_signed_until_it_is_answered(event: Registered) -> None:
    match = event.state.played["初赛"][0].match
    assert refused(lambda: event.do(LodgeProtest("初赛", match, 4, "x"))) == "protest-match"
    event.do(LodgeProtest("初赛", match, 3, "第三题判罚有误"))
    assert "protest" in blocks(event)
    assert blocks(event, "初赛") == ["protest"]
    event.do(AnswerProtest(1, upheld=False, text="回看录像，判罚无误"))
    assert blocks(event, "初赛") == []
    assert refused(lambda: event.do(AnswerProtest(1, upheld=True, text="x"))) == "protest-answered"


def test_two_people_on_two_devices_sign_the_result(event: Registered) -> None:
    event.do(NameHolders("优秀组织奖", (Named("单位1"),)), reason="组委会会议")
    event.do(ProposeSignOff())
    no = event.state.commend.signoffs[-1].no
    assert refused(lambda: event.do(ConfirmSignOff(no))) == "signoff-second-person"
    event.do(ConfirmSignOff(no), SECOND)
    signed = event.state.commend.signed()
    assert signed is not None
    assert (signed.version, signed.by, signed.confirmed) == (1, ORGANISER.id, SECOND.id)
    assert [(one.award, [each.name for each in one.holders]) for one in signed.honours] == [
        ("一等奖", ["5队"]),
        ("二等奖", ["1队", "2队"]),
        ("优秀组织奖", ["单位1"]),
    ]
    assert refused(lambda: event.do(ConfirmSignOff(no), SECOND)) == "signoff-there"
    assert fold(entries(event)).commend == event.state.commend


def test_a_later_correction_is_a_new_version_with_a_reason_and_the_old_one_stays(event: Registered) -> None:
    whole(event)
    assert refused(lambda: event.do(ProposeSignOff("", again=True), reason="更正")) == "signoff-same"
    unlock(event, "决赛", 0, {"2队": 100})
    assert blocks(event) == ["stage-changed"]
    sign(event, "决赛", again=True, reason="第七题改判")
    assert refused(lambda: event.do(ProposeSignOff())) == "signoff-there"
    sign(event, again=True, reason="第七题改判")
    first, second = event.state.commend.versions()
    assert (first.version, second.version, second.reason) == (1, 2, "第七题改判")
    assert [one.name for one in first.ranking][:3] == ["5队", "1队", "2队"]
    assert [one.name for one in second.ranking][:3] == ["2队", "5队", "1队"]


def test_a_match_that_was_taken_up_again_waits_for_its_correction(event: Registered) -> None:
    match = event.state.played["决赛"][0].match
    Hall(event.ctx, match, [], "").do("result.unlock", CHIEF, key="u", reason="更正")
    assert blocks(event, "决赛") == ["correction"]


def test_a_proposal_that_no_longer_holds_is_not_confirmed(event: Registered) -> None:
    event.do(NameHolders("优秀组织奖", (Named("单位1"),)), reason="会议")
    event.do(ProposeSignOff())
    event.do(NameHolders("优秀组织奖", (Named("单位2"),)), reason="会议改定")
    no = event.state.commend.signoffs[-1].no
    assert refused(lambda: event.do(ConfirmSignOff(no), SECOND)) == "signoff-changed"


@pytest.mark.parametrize("make", [signed_and_corrected, level_event])
def test_the_event_book_recomputes_results_awards_and_certificates(
    make: Callable[[], Registered], tmp_path: Path
) -> None:
    event = make()
    if event.state.stages is not None and not event.state.commend.signoffs:
        event.do(OrderTied((4, 2)), reason="加赛")
    book = read(written(event, tmp_path))
    assert verify_event_book(book) == ()
    if event.state.commend.signoffs:
        assert [one["version"] for one in book.derived["signoffs"] if not one["stage"]] == [1, 2]
        assert len(book.derived["certificates"]) == 6


def test_a_book_whose_awards_were_changed_is_not_right(tmp_path: Path) -> None:
    event = signed_and_corrected()
    book = read(written(event, tmp_path))
    signoffs = [dict(one) for one in book.derived["signoffs"]]
    signoffs[-1]["awards"] = []
    found = verify_event_book(replace(book, derived={**book.derived, "signoffs": signoffs}))
    assert next(one.place for one in found).startswith("signoffs")


def test_a_written_stage_is_signed_once_its_marks_are_entered_and_checked(tmp_path: Path) -> None:
    event = papers.written_event(papers.WRITTEN + AWARDS)
    assert blocks(event, "笔试") == ["marks-open", "advance"]
    event.do(LodgeProtest("笔试", "", 3, "漏计一题"))
    assert refused(lambda: event.do(LodgeProtest("笔试", "", 9, "x"))) == "protest-match"
    papers.enter(event)
    papers.check(event)
    event.do(ProposeAdvance("笔试"))
    event.do(ConfirmAdvance(1), SECOND)
    assert blocks(event, "笔试") == ["protest"]
    event.do(AnswerProtest(1, upheld=False, text="已核对"))
    sign(event, "笔试")
    play_final(event, {"1队": 20, "3队": 30})
    sign(event, "决赛")
    whole(event)
    signed = event.state.commend.signed()
    assert signed is not None
    assert [(one.name, one.rank, one.stage) for one in signed.ranking] == [
        ("3队", 1, "决赛"),
        ("1队", 2, "决赛"),
        ("2队", 3, "笔试"),
        ("4队", 4, "笔试"),
    ]
    assert verify_event_book(read(written(event, tmp_path))) == ()
