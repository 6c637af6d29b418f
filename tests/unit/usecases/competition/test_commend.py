"""The results of a competition: signed by two, corrected by a new version, awards, ceremony, certificates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoring.engine.competition.commands import Decide
from scoring.engine.competition.commands_commend import (
    AnswerProtest,
    BeginCeremony,
    CallBack,
    CallNext,
    ConfirmSignOff,
    EndCeremony,
    HandCertificate,
    LodgeProtest,
    NameHolders,
    NumberCertificates,
    OrderTied,
    PrintCertificates,
    ProposeSignOff,
    RevokeCertificate,
)
from scoring.engine.competition.commands_stages import ConfirmAdvance, DrawByHand, ProposeAdvance
from scoring.engine.competition.commend_state import Named
from scoring.engine.competition.event import fold
from scoring.engine.errors import LeitaiError
from scoring.engine.quiz.best_player import OwnAnswers
from scoring.engine.reveal import Reveal
from scoring.usecases.competition import commend
from scoring.usecases.competition.book_check import verify_event_book
from scoring.usecases.competition.commend import certificate_standing, event_players, standing_of
from scoring.usecases.competition.entering import roster_rows
from scoring.usecases.competition.stages import play_groups, set_stages
from scoring.usecases.competitions import create_competition
from scoring.usecases.context import Context
from scoring.usecases.quiz import roster
from scoring.usecases.quiz.roster_import import import_roster
from scoring.usecases.states import StateCache
from tests.event_files import read, written
from tests.fakes import FakeClock, fake_context
from tests.halls import CHIEF, Hall
from tests.registrations import OPENS, ORGANISER, Registered, later, open_registration, values
from tests.unit.usecases.competition import test_written as papers
from tests.unit.usecases.competition.test_stages import SECOND, SMALL, STAGES, entries, play, refused

AWARDS = """
[[award]]
name = "一等奖"
count = 1

[[award]]
name = "二等奖"
count = 2

[[award]]
name = "优秀组织奖"
count = 1
by_rank = false
"""


def begun(sheet: str = SMALL + STAGES + AWARDS, ctx: Context | None = None) -> Registered:
    """Five teams, approved, with the stages of a rule sheet."""
    ctx = ctx or fake_context(clock=FakeClock(OPENS + 1))
    event = open_registration(ctx)
    set_stages(ctx, actor=ORGANISER, competition_id=event.id, text=sheet, key="stages")
    for no in range(1, 6):
        people = tuple(f"张{no}{place}" for place in "一二三")
        event.hand_in(values(f"{no}队", f"单位{(no + 1) // 2}", people))
        event.do(Decide(no, 1, "approve"))
    return event


def play_first(event: Registered, points: tuple[dict[str, int], dict[str, int]]) -> None:
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    play_groups(event.ctx, actor=ORGANISER, competition_id=event.id, stage="初赛", key="play1")
    for group, own in zip(event.state.played["初赛"], points, strict=True):
        play(event.ctx, group.match, own)
    event.do(ProposeAdvance("初赛"))
    event.do(ConfirmAdvance(1), SECOND)


def play_final(event: Registered, points: dict[str, int]) -> None:
    through = tuple(one.team for one in event.state.advances[-1].through)
    event.do(DrawByHand("决赛", (through,)))
    play_groups(event.ctx, actor=ORGANISER, competition_id=event.id, stage="决赛", key="play2")
    play(event.ctx, event.state.played["决赛"][0].match, points)


def sign(event: Registered, stage: str = "", *, again: bool = False, reason: str = "") -> None:
    event.do(ProposeSignOff(stage, again), reason=reason)
    event.do(ConfirmSignOff(len(event.state.commend.signoffs)), SECOND)


def played_event(ctx: Context | None = None) -> Registered:
    """Both stages are played and signed: 5队, 1队 and 2队 in the final, 4队 and 3队 before it."""
    event = begun(ctx=ctx)
    play_first(event, ({"1队": 50, "2队": 40, "3队": 10}, {"4队": 30, "5队": 60}))
    play_final(event, {"1队": 20, "2队": 10, "5队": 30})
    sign(event, "初赛")
    sign(event, "决赛")
    return event


@pytest.fixture
def event() -> Registered:
    return played_event()


def unlock(event: Registered, stage: str, group: int, points: dict[str, int]) -> None:
    """The match of a group is taken up again, corrected and locked."""
    match = event.state.played[stage][group].match
    hall = Hall(event.ctx, match, [], "")
    hall.do("result.unlock", CHIEF, key=f"u{(no := hall.state.seq)}", reason="更正")
    state = hall.state
    teams = {team.name: team.id for team in state.teams}
    for name, score in points.items():
        hall.do("points.adjust", CHIEF, key=f"a{no}{name}", reason="更正", team=teams[name], points=str(score))
    hall.do("result.lock", CHIEF, key=f"l{no}", reason="更正", unfinished=True)


def blocks(event: Registered, stage: str = "") -> list[str]:
    return [one.what for one in standing_of(event.ctx, event.id).result(stage).blocks]


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
    assert refused(lambda: event.do(ConfirmSignOff(no), SECOND)) == "signoff-changed"
    assert fold(entries(event)).commend == event.state.commend


def whole(event: Registered, holders: tuple[Named, ...] = (Named("单位1"),)) -> None:
    event.do(NameHolders("优秀组织奖", holders), reason="组委会会议")
    sign(event)


def test_an_award_may_stay_empty_by_a_decision(event: Registered) -> None:
    whole(event, ())
    honour = event.state.commend.honour("优秀组织奖")
    assert honour is not None
    assert honour.holders == ()
    assert honour.ground == "组委会会议"


@pytest.mark.parametrize(
    ("holders", "code"),
    [
        ((Named("单位1"), Named("单位2")), "award-over"),
        ((Named("过路人"),), "award-stranger"),
        ((Named(" "),), "award-stranger"),
    ],
)
def test_nobody_is_named_beyond_the_number_nor_who_took_no_part(
    event: Registered, holders: tuple[Named, ...], code: str
) -> None:
    assert refused(lambda: event.do(NameHolders("优秀组织奖", holders), reason="会议")) == code
    assert refused(lambda: event.do(NameHolders("一等奖", holders[:1]), reason="会议")) == "award-of-none"


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


def level_event(ties: str = "order") -> Registered:
    """2队 and 4队 went out on the second place of their groups with as many points, across the line of 二等奖."""
    sheet = (SMALL + STAGES + AWARDS).replace("runners_up = 1\n", "")
    event = begun(sheet.replace("base =", f'award_ties = "{ties}"\nbase =', 1))
    play_first(event, ({"1队": 50, "2队": 40, "3队": 10}, {"4队": 40, "5队": 60}))
    play_final(event, {"1队": 20, "5队": 30})
    return event


def test_teams_that_are_level_on_a_line_are_ordered_by_people_with_a_reason() -> None:
    event = level_event()
    (line,) = standing_of(event.ctx, event.id).result().open
    assert (line.where, line.places, line.teams) == ("二等奖", 1, ("2", "4"))
    assert "tie" in blocks(event)
    for wrong in ((5, 2), (2, 4, 2), (2,)):
        assert refused(lambda wrong=wrong: event.do(OrderTied(wrong), reason="加赛")) == "order-wrong"
    event.do(OrderTied((4, 2)), reason="加赛，4队先答对")
    result = standing_of(event.ctx, event.id).result()
    ranks = [(one.team, one.rank, one.tied) for one in result.ranking]
    assert ranks == [(5, 1, False), (1, 2, False), (4, 3, False), (2, 4, False), (3, 5, False)]
    assert result.open == ()


@pytest.mark.parametrize(("ties", "holders"), [("all", ["1队", "2队", "4队"]), ("none", ["1队"])])
def test_by_the_sheet_all_who_are_level_have_the_award_or_none(ties: str, holders: list[str]) -> None:
    result = standing_of((event := level_event(ties)).ctx, event.id).result()
    assert [one.name for one in result.honours[1].holders] == holders
    assert result.open == ()
    assert "tie" not in [one.what for one in result.blocks]


def test_holders_are_called_one_at_a_time_the_last_first(event: Registered) -> None:
    assert refused(lambda: event.do(BeginCeremony("二等奖"))) == "not-signed-off"
    whole(event)
    assert refused(lambda: event.do(CallNext(0))) == "ceremony-not-begun"
    assert refused(lambda: event.do(BeginCeremony("特等奖"))) == "award-of-none"
    event.do(BeginCeremony("二等奖"))
    event.do(CallNext(0))
    assert refused(lambda: event.do(CallNext(0))) == "ceremony-moved-on"
    event.do(CallNext(1))
    assert refused(lambda: event.do(CallNext(2))) == "ceremony-complete"
    assert event.state.commend.called == {"二等奖": 2}
    event.do(EndCeremony())
    assert event.state.commend.ceremony is None


def test_a_call_too_many_is_taken_back(event: Registered) -> None:
    whole(event)
    event.do(BeginCeremony("二等奖"))
    assert refused(lambda: event.do(CallBack(0))) == "ceremony-not-begun"
    event.do(CallNext(0))
    event.do(CallNext(1))
    event.do(CallBack(2))
    assert refused(lambda: event.do(CallBack(2))) == "ceremony-moved-on"
    assert event.state.commend.ceremony == Reveal("二等奖", 1)
    assert event.state.commend.called == {"二等奖": 1}


def test_certificates_are_numbered_printed_and_handed_out_once(event: Registered) -> None:
    assert refused(lambda: event.do(NumberCertificates())) == "not-signed-off"
    whole(event)
    event.do(NumberCertificates())
    held = event.state.commend.certificates
    assert [(one.no, one.award, one.holder.name) for one in held] == [
        (1, "一等奖", "5队"),
        (2, "二等奖", "1队"),
        (3, "二等奖", "2队"),
        (4, "优秀组织奖", "单位1"),
    ]
    assert len({one.code for one in held}) == 4
    assert refused(lambda: event.do(NumberCertificates())) == "certificates-there"
    assert refused(lambda: event.do(HandCertificate(1, "李一"))) == "certificate-unprinted"
    event.do(PrintCertificates((1, 2)))
    event.do(PrintCertificates((1,)))
    assert [len(one.printed) for one in event.state.commend.certificates] == [2, 1, 0, 0]
    event.do(HandCertificate(1, "李一"))
    assert refused(lambda: event.do(HandCertificate(1, "李二"))) == "certificate-handed"
    assert refused(lambda: event.do(HandCertificate(2, ""))) == "certificate-to"
    assert refused(lambda: event.do(PrintCertificates(()))) == "certificates-needed"
    assert refused(lambda: event.do(PrintCertificates((1, 2), (1, 1)))) == "certificates-changed"
    event.do(PrintCertificates((1, 2), (2, 1)))
    assert [len(one.printed) for one in event.state.commend.certificates] == [3, 2, 0, 0]


def test_an_award_that_is_being_called_stays_on_the_screen_until_a_version_gives_it_to_others(
    event: Registered,
) -> None:
    whole(event)
    event.do(BeginCeremony("一等奖"))
    event.do(CallNext(0))
    unlock(event, "决赛", 0, {"1队": 5})
    sign(event, "决赛", again=True, reason="补记")
    assert event.state.commend.ceremony == Reveal("一等奖", 1)
    event.do(NameHolders("优秀组织奖", (Named("单位2"),)), reason="组委会重新评议")
    sign(event, again=True, reason="重新评议")
    assert event.state.commend.ceremony == Reveal("一等奖", 1)
    unlock(event, "决赛", 0, {"2队": 100})
    sign(event, "决赛", again=True, reason="改判")
    assert event.state.commend.ceremony == Reveal("一等奖", 1)
    sign(event, again=True, reason="改判")
    assert event.state.commend.ceremony is None


def test_a_code_says_valid_corrected_or_revoked_and_an_unknown_one_nothing(event: Registered) -> None:
    whole(event)
    event.do(NumberCertificates())
    codes = [one.code for one in event.state.commend.certificates]

    def say(code: str) -> str:
        return certificate_standing(event.ctx, code)

    assert [say(code) for code in codes] == ["valid"] * 4
    assert say(f" {codes[0][:4].lower()}-{codes[0][4:]} ") == "valid"
    event.do(RevokeCertificate(4), reason="单位弄虚作假")
    unlock(event, "决赛", 0, {"2队": 100})
    sign(event, "决赛", again=True, reason="改判")
    sign(event, again=True, reason="改判")
    assert [say(code) for code in codes] == ["corrected", "valid", "corrected", "revoked"]
    assert refused(lambda: event.do(PrintCertificates((1,)))) == "certificate-not-good"
    event.do(NumberCertificates())
    assert [(one.no, one.award, one.holder.name) for one in event.state.commend.certificates[4:]] == [
        (5, "一等奖", "2队"),
        (6, "二等奖", "5队"),
    ]
    assert refused(lambda: say("ABCDEFGHJ")) == "certificate-of-none"


def test_while_a_correction_waits_certificates_and_callings_need_a_word_that_says_why(event: Registered) -> None:
    whole(event)
    event.do(BeginCeremony("二等奖"))
    unlock(event, "决赛", 0, {"2队": 100})
    for step in range(4):
        assert refused(lambda: event.do(NumberCertificates())) == "correction-waits", step
        assert refused(lambda: event.do(BeginCeremony("一等奖"))) == "correction-waits", step
        assert refused(lambda: event.do(NumberCertificates(despite=True))) == "reason-needed", step
        if step == 0:
            event.do(ProposeSignOff("决赛", again=True), reason="改判")
        if step == 1:
            event.do(ConfirmSignOff(len(event.state.commend.signoffs)), SECOND)
        if step == 2:
            event.do(ProposeSignOff("", again=True), reason="改判")
    event.do(BeginCeremony("一等奖", despite=True), reason="领导在场")
    event.do(NumberCertificates(despite=True), reason="车在等")
    assert [one.holder.name for one in event.state.commend.certificates] == ["5队", "1队", "2队", "单位1"]
    event.do(ConfirmSignOff(len(event.state.commend.signoffs)), SECOND)
    event.do(BeginCeremony("二等奖"))
    event.do(NumberCertificates())
    event.do(LodgeProtest("决赛", event.state.played["决赛"][0].match, 1, "计分有误"))
    assert refused(lambda: event.do(BeginCeremony("一等奖"))) == "correction-waits"
    event.do(AnswerProtest(1, upheld=False, text="复核无误"))
    event.do(BeginCeremony("一等奖"))


def test_a_code_finds_its_competition_without_a_look_at_any_other(event: Registered) -> None:
    whole(event)
    event.do(NumberCertificates())
    for title in ("知识竞赛（甲）", "知识竞赛（乙）"):
        create_competition(event.ctx, actor=ORGANISER, title=title, organiser="")
    asked: list[str] = []

    class Watched(StateCache):
        def state(self, job: Any, ledger: Any, stream: str) -> Any:
            asked.append(stream)
            return super().state(job, ledger, stream)

    ctx = replace(event.ctx, states=Watched())
    assert certificate_standing(ctx, event.state.commend.certificates[2].code) == "valid"
    assert asked == [f"event:{event.id}"]
    asked.clear()
    assert refused(lambda: certificate_standing(ctx, "ABCDEFGHJ")) == "certificate-of-none"
    assert asked == []


def test_the_log_of_answers_says_whose_points_they_were_in_all_locked_matches() -> None:
    event = begun(SMALL + STAGES + AWARDS + "\n[best_player]\ncount = 2\n")
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    play_groups(event.ctx, actor=ORGANISER, competition_id=event.id, stage="初赛", key="play1")
    assert event_players(event.ctx, event.id) == ()
    assert [one.name for one in standing_of(event.ctx, event.id).awards.awards][-1] == "最佳选手"
    with pytest.raises(LeitaiError) as refusal:
        event.do(NameHolders("最佳选手", tuple(Named(f"张{no}一", f"单位{no}", no) for no in (1, 2, 3))), reason="得分")
    assert refusal.value.code == "award-over"
    event.do(NameHolders("最佳选手", (Named("张1一", "单位1", 1),)), reason="个人得分第一")
    with pytest.raises(LeitaiError) as refusal:
        event.do(NameHolders("最佳选手", (Named("张1一", "单位1", 2),)), reason="得分")
    assert refusal.value.code == "award-stranger"


def test_the_points_of_a_team_that_was_taken_out_of_its_match_and_put_in_again_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    event = begun()
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    play_groups(event.ctx, actor=ORGANISER, competition_id=event.id, stage="初赛", key="play1")
    first = event.state.played["初赛"][0]
    roster.remove_team(event.ctx, actor=ORGANISER, team_id={no: team for team, no in first.teams}[2])
    rows = roster_rows([event.state.registrations[2]])
    import_roster(event.ctx, actor=ORGANISER, match_id=first.match, rows=rows, dry_run=False)
    play(event.ctx, first.match, {"1队": 30, "2队": 50, "3队": 10})
    one_each = OwnAnswers("", Decimal(1), 1, 0)
    monkeypatch.setattr(
        commend,
        "own_answers",
        lambda match: {each.id: replace(one_each, team=team.id) for team in match.teams for each in team.contestants},
    )
    assert sorted((one.team, one.name) for one in event_players(event.ctx, event.id)) == [
        (no, f"张{no}{place}") for no in (1, 2, 3) for place in sorted("一二三")
    ]


def signed_and_corrected() -> Registered:
    """Signed, corrected and signed again; a protest, lots of people in the ceremony, certificates of both versions."""
    event = begun()
    play_first(event, ({"1队": 50, "2队": 40, "3队": 10}, {"4队": 30, "5队": 60}))
    play_final(event, {"1队": 20, "2队": 10, "5队": 30})
    event.do(LodgeProtest("初赛", event.state.played["初赛"][0].match, 3, "判罚有误"))
    event.do(AnswerProtest(1, upheld=False, text="判罚无误"))
    sign(event, "初赛")
    sign(event, "决赛")
    whole(event)
    event.do(NumberCertificates())
    event.do(PrintCertificates((1,)))
    event.do(HandCertificate(1, "李一"))
    later(event)
    unlock(event, "决赛", 0, {"2队": 100})
    later(event)
    sign(event, "决赛", again=True, reason="改判")
    sign(event, again=True, reason="改判")
    event.do(NumberCertificates())
    event.do(RevokeCertificate(4), reason="弄虚作假")
    event.do(BeginCeremony("一等奖"))
    event.do(CallNext(0))
    return event


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
