"""The holders of awards are called up and have certificates."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

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
    PrintCertificates,
    ProposeSignOff,
    RevokeCertificate,
)
from scoring.engine.competition.commend_state import Named
from scoring.engine.reveal import Reveal
from scoring.usecases.competition.commend import certificate_standing
from scoring.usecases.competitions import create_competition
from scoring.usecases.states import StateCache
from tests.registrations import ORGANISER, Registered
from tests.unit.usecases.competition.commend_events import event, sign, unlock, whole
from tests.unit.usecases.competition.test_stages import SECOND, refused

__all__ = ["event"]


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
