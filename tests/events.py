"""Competitions that were registered, drawn, played and decided, for books of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from scoring.engine.actors import SYSTEM, Actor
from scoring.engine.competition.commands import Admit, Decide, EraseContacts, LookAtContacts, Withdraw
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
from scoring.engine.competition.commands_questions import (
    AllotQuestions,
    Allotted,
    BindSets,
    Knower,
    NameKnowers,
    SetRef,
    WithdrawQuestions,
)
from scoring.engine.competition.commands_schedule import Official, Planned, PublishSchedule, SetDays, SetSchedule
from scoring.engine.competition.commands_stages import CommitDraw, ConfirmAdvance, DrawByHand, MakeDraw, ProposeAdvance
from scoring.engine.competition.commands_written import PublishMarks, ShowRanking
from scoring.engine.competition.commend_state import Named
from scoring.engine.competition.registration import Field
from scoring.engine.competition.schedule import clashes
from scoring.engine.moments import moment_of
from scoring.usecases.competition.commend import standing_of
from scoring.usecases.competition.entering import enter_teams
from scoring.usecases.competition.looks import look_at_set
from scoring.usecases.competition.records import RegistrationLink
from scoring.usecases.competition.registrations import end_link, new_link, registrant
from scoring.usecases.competition.stages import play_groups, play_tie_off, set_stages
from scoring.usecases.context import Context
from scoring.usecases.quiz.question_sets import import_question_set, questions_in
from tests.fakes import FakeClock, fake_context
from tests.halls import invented
from tests.registrations import OPENS, ORGANISER, RULES, ZONE, Registered, later, open_registration, values
from tests.unit.usecases.competition.commend_events import AWARDS
from tests.unit.usecases.competition.test_schedule import DAY, person, plan
from tests.unit.usecases.competition.test_stages import SMALL, STAGES, play
from tests.unit.usecases.competition.test_written import WRITTEN, by_second, check, enter, papers, written_event

SECOND = Actor("account:y", "organiser")
SLOGAN, CARD = Field("口号"), Field("证件号")


def finished_event(ctx: Context | None = None) -> Registered:
    """Five teams, of which one leaves after the draw; what one of them said became personal later; who goes on was
    confirmed, the final is prepared."""
    ctx = ctx or fake_context(clock=FakeClock(OPENS + 1))
    event = open_registration(ctx, fields=(SLOGAN, CARD))
    set_stages(ctx, actor=ORGANISER, competition_id=event.id, text=SMALL + STAGES, key="stages")
    for no in range(1, 6):
        people = (f"张{no}一", f"张{no}二", f"张{no}三")
        further = {"x0": ("学习",), "x1": ("432001",)} if no == 1 else {"x0": ("学习",)}
        event.hand_in({**values(f"{no}队", f"单位{(no + 1) // 2}", people), **further})
    event.do(Decide(1, 1, "return", until=OPENS + 10**9), reason="请补一名队员")
    event.hand_in({**values("1队", "单位1", ("张1一", "张1二", "张1四")), "x0": ("学习",)}, link_to(event, 1))
    event.change(fields=(SLOGAN, Field("证件号", personal=True)))
    for no in range(1, 6):
        event.do(Decide(no, 2 if no == 1 else 1, "approve"))
    event.do(CommitDraw("初赛", ((1, 2, 3, 4, 5),), 2))
    event.do(MakeDraw(1, "7"))
    event.do(CommitDraw("初赛", ((1, 2, 3, 4, 5),), 2, again=True), reason="漏请监督员")
    event.do(MakeDraw(2, "20260501"))
    event.do(Withdraw(5), reason="来电退赛")
    play_groups(ctx, actor=ORGANISER, competition_id=event.id, stage="初赛", key="play1")
    for one in event.state.played["初赛"]:
        later(event)
        play(ctx, one.match, {f"{no}队": 40 - 5 * no for _, no in one.teams})
    later(event)
    event.do(ProposeAdvance("初赛"))
    later(event)
    event.do(ConfirmAdvance(1), SECOND)
    through = tuple(one.team for one in event.state.advances[0].through)
    event.do(CommitDraw("决赛", (through,), 1))
    event.do(MakeDraw(3, "8"))
    play_groups(ctx, actor=ORGANISER, competition_id=event.id, stage="决赛", key="play2")
    return event


def listed_event(ctx: Context | None = None) -> Registered:
    """Teams from a list and one that waited; links and contacts; lots from a box; contacts are erased in the end."""
    ctx = ctx or fake_context(clock=FakeClock(OPENS + 1))
    event = open_registration(ctx, title="单位赛", places=3)
    set_stages(ctx, actor=ORGANISER, competition_id=event.id, text=SMALL + STAGES, key="stages")
    teams = [values(f"{no}队", f"单位{no}", (f"张{no}一", f"张{no}二", f"张{no}三")) for no in range(1, 5)]
    enter_teams(ctx, actor=ORGANISER, competition_id=event.id, teams=teams[:2], key="list")
    for said in teams[2:]:
        event.hand_in(said)
    new_link(ctx, actor=ORGANISER, competition_id=event.id, no=1, key="link")
    end_link(ctx, actor=ORGANISER, competition_id=event.id, no=2, key="end")
    event.do(LookAtContacts((3,)))
    event.do(Withdraw(3), registrant(link_to(event, 3)))
    event.do(Admit(4))
    event.do(Decide(1, 1, "refuse"), reason="重复报名")
    for no in (2, 4):
        event.do(Decide(no, 1, "approve"))
    event.do(DrawByHand("初赛", ((2,), (4,))))
    clock = ctx.clock
    assert isinstance(clock, FakeClock)
    clock.time = moment_of(RULES.erase_on, ZONE) + 1
    event.do(EraseContacts(), SYSTEM)
    return event


def seeded_event(ctx: Context | None = None) -> Registered:
    """Seeded teams of one organisation, which one exchange would have left together."""
    ctx = ctx or fake_context(clock=FakeClock(OPENS + 1))
    event = open_registration(ctx, title="种子赛")
    set_stages(ctx, actor=ORGANISER, competition_id=event.id, text=SMALL + STAGES, key="stages")
    for no, unit in enumerate(("甲单位", "乙单位", "丙单位", "乙单位"), start=1):
        event.hand_in(values(f"{no}队", unit, (f"张{no}一", f"张{no}二", f"张{no}三")))
        event.do(Decide(no, 1, "approve"))
    for no in range(1, 9):
        event.do(CommitDraw("初赛", ((1, 2, 3), (4,)), 2, again=no > 1), reason="试抽" if no > 1 else "")
        event.do(MakeDraw(no, "7"))
    return event


def planned_event(ctx: Context | None = None) -> Registered:
    """A stage with its schedule, published and changed, and its questions: bound, allotted, some withdrawn."""
    ctx = ctx or fake_context(clock=FakeClock(OPENS + 1))
    event = open_registration(ctx, title="日程赛")
    set_stages(ctx, actor=ORGANISER, competition_id=event.id, text=SMALL + STAGES, key="stages")
    for no in range(1, 6):
        event.hand_in(values(f"{no}队", f"单位{no}", (f"张{no}一", f"张{no}二", f"张{no}三")))
        event.do(Decide(no, 1, "approve"))
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    day = date(2026, 6, 6)
    at = [moment_of(day, ZONE, time(hour)) for hour in (9, 10, 11)]
    judged = Planned("初赛", 1, at[0], at[1], "一号厅", Official("主持一"), (Official("评委一", "单位1"),))
    event.do(SetDays(day, day))
    warned = clashes(event.state, {judged.place: judged}, ctx.clock.now())
    other = Planned("初赛", 2, at[0], at[1], "二号厅")
    event.do(SetSchedule((judged, other), accepted=tuple(one.key for one in warned)), reason="该评委回避")
    event.do(PublishSchedule())
    event.do(SetSchedule((replace(other, begins_at=at[1], ends_at=at[2]),), again=True), reason="二号厅停电")
    play_groups(ctx, actor=ORGANISER, competition_id=event.id, stage="初赛", key="play")
    listed = [invented(no) for no in range(1, 7)]
    bank = import_question_set(ctx, actor=ORGANISER, name="初赛题库", questions=listed)
    event.do(BindSets("初赛", (SetRef(bank.id, bank.name),)))
    event.do(NameKnowers(bank.id, (Knower("出题一", "单位2"), Knower("审题一", "", "reviewer"))))
    ids = [one.id for one in questions_in(ctx, actor=ORGANISER, question_set=bank.id)]
    first, second = (one.match for one in event.state.played["初赛"])
    event.do(AllotQuestions("初赛", (Allotted(first, (("", tuple(ids[:3])),)), Allotted(second, (("", (ids[3],)),)))))
    event.do(WithdrawQuestions((ids[1], ids[3], ids[5])), reason="审题时外传")
    return event


def commended_event() -> Registered:
    """A written stage and a final, planned, marked, published; a protest, a tie that people ordered, awards by name;
    signed by two; called up; certificates printed, handed out and revoked."""
    event = written_event(WRITTEN + AWARDS)
    event.do(SetDays(DAY, DAY))
    event.do(SetSchedule((plan(1, 9, stage="决赛", host=person("主持一"), judges=(person("评委一", "评审组"),)),)))
    event.do(PublishSchedule())
    enter(event, (*papers(1, 80, 90, 85), *papers(2, 0, 99, 70), *papers(3, 95, 80, 80), *papers(4, 0, 99, 70)))
    check(event)
    event.do(PublishMarks("笔试", 1))
    event.do(ProposeAdvance("笔试"))
    by_second(event, ConfirmAdvance(1))
    event.do(DrawByHand("决赛", (tuple(one.team for one in event.state.advances[-1].through),)))
    play_groups(event.ctx, actor=ORGANISER, competition_id=event.id, stage="决赛", key="play")
    (final,) = event.state.played["决赛"]
    later(event)
    play(event.ctx, final.match, {f"{no}队": 20 + no for _, no in final.teams})
    later(event)
    event.do(LodgeProtest("决赛", final.match, 1, "第三题判罚有误"))
    event.do(AnswerProtest(1, False, "经查录像，判罚无误"))
    ranking = standing_of(event.ctx, event.id).result().ranking
    event.do(OrderTied(tuple(one.team for one in ranking if one.tied)[::-1]), reason="加赛")
    event.do(NameHolders("优秀组织奖", (Named("单位2"),)), reason="组委会会议")
    for stage in ("笔试", "决赛", ""):
        later(event)
        event.do(ProposeSignOff(stage))
        event.do(ConfirmSignOff(len(event.state.commend.signoffs)), SECOND)
    event.do(BeginCeremony("一等奖"))
    event.do(CallNext(0))
    event.do(EndCeremony())
    event.do(NumberCertificates())
    event.do(PrintCertificates((1, 2)))
    event.do(HandCertificate(1, "李一"))
    event.do(RevokeCertificate(2), reason="单位弄虚作假")
    return event


def cued_event() -> Registered:
    """A written stage whose published ranking was cued onto the screens; a question set of the final that staff looked
    at; holders called although a correction waited."""
    event = commended_event()
    event.do(ShowRanking("笔试", True), Actor("ticket:operator", "operator"))
    event.do(ShowRanking("笔试", False))
    listed = [invented(no) for no in range(1, 4)]
    made = import_question_set(event.ctx, actor=ORGANISER, name="决赛题库", questions=listed, media=[])
    event.do(BindSets("决赛", (SetRef(made.id, made.name),)))
    look_at_set(event.ctx, actor=SECOND, question_set=made.id)
    event.do(LodgeProtest("决赛", event.state.played["决赛"][0].match, 1, "计时有误"))
    event.do(BeginCeremony("一等奖", despite=True), reason="领导在场")
    event.do(CallNext(0))
    event.do(PrintCertificates((1,), (1,)))
    return event


def led_back_event() -> Registered:
    """A holder who was called too early left the screen again, and was called anew."""
    event = commended_event()
    event.do(BeginCeremony("一等奖"))
    event.do(CallNext(0))
    event.do(CallBack(1))
    event.do(CallNext(0))
    event.do(EndCeremony())
    return event


def link_to(event: Registered, no: int) -> RegistrationLink:
    """The link of a registration."""
    with event.ctx.store.read() as uow:
        (link,) = uow.of(RegistrationLink).all(competition=event.id, no=no)
    return link


def tie_off_event(ctx: Context | None = None) -> Registered:
    """The best of the next were level; a match beside the stage, in the plan, parted them."""
    ctx = ctx or fake_context(clock=FakeClock(OPENS + 1))
    event = open_registration(ctx, title="加赛")
    set_stages(ctx, actor=ORGANISER, competition_id=event.id, text=SMALL + STAGES, key="stages")
    for no in range(1, 6):
        event.hand_in(values(f"{no}队", f"单位{no}", (f"张{no}一", f"张{no}二", f"张{no}三")))
        event.do(Decide(no, 1, "approve"))
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    play_groups(ctx, actor=ORGANISER, competition_id=event.id, stage="初赛", key="play")
    points = {"1队": 30, "2队": 50, "3队": 10, "4队": 30, "5队": 40}
    for one in event.state.played["初赛"]:
        later(event)
        play(ctx, one.match, {f"{no}队": points[f"{no}队"] for _, no in one.teams})
    later(event)
    event.do(ProposeAdvance("初赛"))
    play_tie_off(
        ctx, actor=ORGANISER, competition_id=event.id, stage="初赛", where="runners_up", title="初赛加赛", key="off"
    )
    event.do(SetDays(DAY, DAY))
    event.do(SetSchedule((plan(event.state.tie_offs[0].match.group, 15),)))
    later(event)
    play(ctx, event.state.tie_offs[0].match.match, {"1队": 10, "4队": 20})
    later(event)
    event.do(ProposeAdvance("初赛"))
    later(event)
    event.do(ConfirmAdvance(2), SECOND)
    return event
