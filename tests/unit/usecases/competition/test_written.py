"""A written stage: marks entered, corrected with a reason, checked by a second person, published, and who goes on."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoring.engine.actors import Actor
from scoring.engine.competition.commands import Decide, Withdraw
from scoring.engine.competition.commands_stages import (
    CommitDraw,
    ConfirmAdvance,
    DrawByHand,
    MakeDraw,
    ProposeAdvance,
)
from scoring.engine.competition.commands_written import CheckMarks, EnterMarks, PaperMark, PublishMarks
from scoring.engine.competition.event import fold
from scoring.engine.competition.written import sheets, standings
from scoring.engine.errors import LeitaiError
from scoring.usecases.competition.book_check import verify_event_book
from scoring.usecases.competition.import_book import import_event_book
from scoring.usecases.competition.job import COMPETITION, stream_of
from scoring.usecases.competition.stages import play_groups, set_stages
from scoring.usecases.context import Context
from scoring.usecases.perform import perform
from scoring.usecases.quiz import roster
from tests.event_files import read, written
from tests.fakes import FakeClock, fake_context
from tests.registrations import OPENS, ORGANISER, Registered, open_registration, values
from tests.sheets import SHEET

WRITTEN = """
[[stage]]
name = "笔试"
written = true
advance = 2

[[stage]]
name = "决赛"
carry = true
"""
SMALL = SHEET.replace("members = 2", "members = 3")
SECOND = Actor("account:y", "organiser")
ABSENT = None


def written_event(text: str = WRITTEN, teams: int = 4, ctx: Context | None = None) -> Registered:
    """Approved teams of three people and a substitute, whose first stage is written."""
    ctx = ctx or fake_context(clock=FakeClock(OPENS + 1))
    event = open_registration(ctx)
    set_stages(ctx, actor=ORGANISER, competition_id=event.id, text=SMALL + text, key="stages")
    for no in range(1, teams + 1):
        own = values(f"{no}队", f"单位{no}", tuple(f"张{no}{one}" for one in "一二三"))
        event.hand_in({**own, "substitutes": (f"替{no}",)})
        event.do(Decide(no, 1, "approve"))
    return event


@pytest.fixture
def event() -> Registered:
    return written_event()


def refused(do: Any) -> str:
    with pytest.raises(LeitaiError) as error:
        do()
    return error.value.code


def papers(team: int, *marks: Any) -> tuple[PaperMark, ...]:
    """A mark for each of the three people of a team; None: absent."""
    return tuple(
        PaperMark(team, f"张{team}{one}", 1, () if mark is None else (Decimal(str(mark)),), absent=mark is None)
        for one, mark in zip("一二三", marks, strict=True)
    )


FOUR = (*papers(1, 80, 90, 85), *papers(2, 0, 99, 70), *papers(3, 95, 80, 80), *papers(4, 60, ABSENT, "60.5"))


def enter(event: Registered, marks: tuple[PaperMark, ...] = FOUR, reason: str = "", **said: Any) -> None:
    after = said.pop("after", len(event.state.written["笔试"].batches) if event.state.written else 0)
    event.do(EnterMarks("笔试", marks, after, corrects=bool(reason), **said), reason=reason)


def by_second(event: Registered, command: Any, actor: Actor = SECOND, device: str = "two", reason: str = "") -> None:
    key = f"{command}{actor.id}{device}{event.state.seq}"[:128]
    stream = stream_of(event.id)
    perform(event.ctx, COMPETITION, stream, command=command, key=key, actor=actor, device=device, reason=reason)


def check(event: Registered, batch: int = 1, actor: Actor = SECOND, device: str = "two") -> None:
    by_second(event, CheckMarks("笔试", batch), actor, device)


def ranks(event: Registered) -> list[tuple[str, int]]:
    assert event.state.stages is not None
    return [(one.id, one.rank) for one in standings(sheets(event.state, event.state.stages.stages[0]))]


def entries(event: Registered) -> Any:
    with event.ctx.store.read() as uow:
        return uow.ledger.read(stream_of(event.id))


def test_a_teams_score_is_the_sum_of_its_papers_and_equal_teams_are_compared_by_their_best_person(
    event: Registered,
) -> None:
    enter(event)
    assert event.state.stages is not None
    found = sheets(event.state, event.state.stages.stages[0])
    assert [(one.team, one.score) for one in found] == [
        (1, Decimal(255)),
        (2, Decimal(169)),
        (3, Decimal(255)),
        (4, Decimal("120.5")),
    ]
    assert ranks(event) == [("3", 1), ("1", 2), ("2", 3), ("4", 4)]
    reason = standings(found)[0].above
    assert reason is not None
    assert (reason.code, reason.fields) == ("person1", {"above": "95", "below": "90"})
    assert fold(entries(event)).written == event.state.written


def test_teams_whose_people_are_level_one_after_the_other_share_their_rank(event: Registered) -> None:
    enter(event, (*papers(1, 80, 90, 85), *papers(2, 85, 80, 90), *papers(3, 90, 84, 81), *papers(4, 1, 1, 1)))
    assert ranks(event) == [("1", 1), ("2", 1), ("3", 3), ("4", 4)]


def test_absent_nought_and_not_marked_yet_are_three_things(event: Registered) -> None:
    enter(event, (*papers(1, 80, 0, ABSENT)[:2], papers(1, 1, 1, ABSENT)[2], papers(2, 50, 50, 50)[0]))
    first, second = event.state.written["笔试"].marks[1], event.state.written["笔试"].marks[2]
    assert (first["张1二", 1].marks, first["张1二", 1].absent) == ((Decimal(0),), False)
    assert (first["张1三", 1].marks, first["张1三", 1].absent) == ((), True)
    assert ("张2二", 1) not in second
    assert event.state.stages is not None
    found = sheets(event.state, event.state.stages.stages[0])
    assert [one.missing for one in found[:2]] == [(), (("张2二", 1), ("张2三", 1))]
    assert refused(lambda: check(event)) == "papers-unmarked"


def test_a_substitute_sits_in_place_of_a_member_and_nobody_is_missing(event: Registered) -> None:
    others = (*papers(2, 1, 1, 1), *papers(3, 1, 1, 1), *papers(4, 1, 1, 1))
    enter(event, (*papers(1, 80, 90, 85)[:2], PaperMark(1, "替1", 1, (Decimal(70),)), *others))
    check(event)
    late = (papers(1, 80, 90, 85)[2],)
    assert refused(lambda: enter(event, late)) == "papers-too-many"
    enter(event, papers(1, 80, 90, ABSENT)[2:])


def test_a_mark_is_replaced_only_with_a_reason_and_the_first_stays_in_the_record(event: Registered) -> None:
    enter(event)
    again = papers(1, 80, 92, 85)
    assert refused(lambda: enter(event, again)) == "marks-to-replace"
    assert refused(lambda: event.do(EnterMarks("笔试", again, 1, corrects=True))) == "reason-needed"
    enter(event, again, reason="张1二漏加 2 分")
    last = event.state.written["笔试"].batches[-1]
    assert (last.no, last.count, last.reason) == (2, 1, "张1二漏加 2 分")
    assert [(one.before.marks, one.after.marks) for one in last.replaced] == [((Decimal(90),), (Decimal(92),))]
    assert refused(lambda: enter(event, again)) == "marks-there-already"


def test_of_two_lists_that_were_looked_at_together_the_second_is_looked_at_again(event: Registered) -> None:
    enter(event, FOUR[:3])
    assert refused(lambda: enter(event, FOUR[3:], after=0)) == "marks-changed"


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        (PaperMark(1, "张1一", 1, (Decimal("100.5"),)), "paper-mark-wrong"),
        (PaperMark(1, "张1一", 1, (Decimal(-1),)), "paper-mark-wrong"),
        (PaperMark(1, "张1一", 1, (Decimal("1.2345"),)), "paper-mark-wrong"),
        (PaperMark(1, "张1一", 2, (Decimal(1),)), "mark-paper"),
        (PaperMark(1, "张1一", 1, ()), "mark-parts"),
        (PaperMark(1, "张1一", 1, (Decimal(1), Decimal(1))), "mark-parts"),
        (PaperMark(1, "李一", 1, (Decimal(1),)), "mark-person"),
        (PaperMark(9, "张1一", 1, (Decimal(1),)), "mark-team"),
    ],
)
def test_a_mark_that_no_paper_can_have_is_refused_and_nothing_of_its_list_is_kept(
    event: Registered, mark: PaperMark, code: str
) -> None:
    assert refused(lambda: enter(event, (*papers(2, 1, 2, 3), mark))) == code
    assert not event.state.written
    assert refused(lambda: enter(event, (FOUR[0], FOUR[0]))) == "mark-twice"
    assert refused(lambda: enter(event, ())) == "marks-number"


def test_a_second_person_with_another_account_and_device_checks_and_only_then_the_marks_count(
    event: Registered,
) -> None:
    assert refused(lambda: event.do(ProposeAdvance("笔试"))) == "marks-unchecked"
    command = EnterMarks("笔试", FOUR, 0)
    by_second(event, command, ORGANISER, "one")
    assert refused(lambda: event.do(ProposeAdvance("笔试"))) == "marks-unchecked"
    assert refused(lambda: event.do(PublishMarks("笔试", 1))) == "marks-unchecked"
    assert refused(lambda: check(event, 1, ORGANISER, "two")) == "marks-second-person"
    assert refused(lambda: check(event, 1, SECOND, "one")) == "marks-second-person"
    assert refused(lambda: check(event, 2)) == "marks-changed"
    check(event)
    assert refused(lambda: check(event)) == "marks-checked"
    event.do(ProposeAdvance("笔试"))


def test_a_correction_is_checked_anew_by_somebody_else(event: Registered) -> None:
    enter(event)
    check(event)
    by_second(event, EnterMarks("笔试", papers(1, 80, 92, 85), 1, corrects=True), reason="漏加 2 分")
    assert refused(lambda: event.do(ProposeAdvance("笔试"))) == "marks-unchecked"
    assert refused(lambda: check(event, 2)) == "marks-second-person"
    check(event, 2, ORGANISER, "one")
    event.do(ProposeAdvance("笔试"))


def test_a_ranking_is_published_with_its_names_and_another_one_with_a_reason(event: Registered) -> None:
    enter(event)
    check(event)
    event.do(PublishMarks("笔试", 1))
    (first,) = event.state.written["笔试"].published
    assert [(one.rank, one.name, one.score) for one in first.places] == [
        (1, "3队", Decimal(255)),
        (2, "1队", Decimal(255)),
        (3, "2队", Decimal(169)),
        (4, "4队", Decimal("120.5")),
    ]
    assert refused(lambda: event.do(PublishMarks("笔试", 1))) == "marks-published"
    enter(event, papers(1, 80, 92, 85), reason="漏加 2 分")
    check(event, 2)
    assert refused(lambda: event.do(PublishMarks("笔试", 2))) == "marks-changed"
    assert refused(lambda: event.do(PublishMarks("笔试", 2, again=True))) == "reason-needed"
    event.do(PublishMarks("笔试", 2, again=True), reason="复核更正")
    assert [one.places[0].name for one in event.state.written["笔试"].published] == ["3队", "1队"]


def confirm(event: Registered) -> None:
    by_second(event, ConfirmAdvance(event.state.advances[-1].no))


def test_the_first_go_on_to_the_next_stage_and_carry_what_they_have(event: Registered) -> None:
    enter(event)
    check(event)
    event.do(ProposeAdvance("笔试"))
    found = event.state.advance_of("笔试")
    assert found is not None
    assert [(one.team, one.group, one.rank, one.score) for one in found.through] == [
        (3, 1, 1, Decimal(255)),
        (1, 1, 2, Decimal(255)),
    ]
    confirm(event)
    event.do(CommitDraw("决赛", ((3, 1),), 1))
    event.do(MakeDraw(1, "7"))
    play_groups(event.ctx, actor=ORGANISER, competition_id=event.id, stage="决赛", key="play")
    (match,) = event.state.played["决赛"]
    carried = {one.team.name: one.team.carried for one in roster.roster_of(event.ctx, match.match)}
    assert carried == {"3队": Decimal(255), "1队": Decimal(255)}


def test_teams_that_are_level_at_the_line_are_settled_by_people_with_a_reason(event: Registered) -> None:
    enter(event, (*papers(1, 90, 90, 90), *papers(2, 80, 70, 60), *papers(3, 60, 80, 70), *papers(4, 1, 1, 1)))
    check(event)
    event.do(ProposeAdvance("笔试"))
    found = event.state.advance_of("笔试")
    assert found is not None
    assert [(one.where, one.places, one.teams) for one in found.open] == [("1", 1, (2, 3))]
    assert refused(lambda: confirm(event)) == "advance-open"
    event.do(ProposeAdvance("笔试", (3,)), reason="加试")
    confirm(event)
    assert [(one.team, one.settled) for one in event.state.advances[-1].through] == [(1, False), (3, True)]


def test_a_team_that_withdrew_takes_no_rank_and_no_place(event: Registered) -> None:
    enter(event)
    check(event)
    event.do(ProposeAdvance("笔试"))
    event.do(Withdraw(3), reason="来电退赛")
    assert ranks(event) == [("1", 1), ("2", 2), ("4", 3)]
    assert refused(lambda: confirm(event)) == "advance-changed"
    event.do(ProposeAdvance("笔试"))
    assert [one.team for one in event.state.advances[-1].through] == [1, 2]
    assert refused(lambda: enter(event, papers(3, 1, 1, 1), reason="退赛")) == "mark-team"


def test_a_mark_that_is_corrected_after_the_proposal_calls_for_another_one(event: Registered) -> None:
    enter(event)
    check(event)
    event.do(ProposeAdvance("笔试"))
    enter(event, papers(4, 60, 100, 100), reason="缺考更正")
    assert refused(lambda: confirm(event)) == "advance-changed"
    check(event, 2)
    assert refused(lambda: confirm(event)) == "advance-changed"
    event.do(ProposeAdvance("笔试"))
    assert [one.team for one in event.state.advances[-1].through] == [4, 3]


def test_a_written_stage_has_no_draw_and_no_matches_and_its_marks_freeze_the_stages(event: Registered) -> None:
    assert refused(lambda: event.do(CommitDraw("笔试", ((1, 2, 3, 4),), 1))) == "stage-written"
    assert refused(lambda: event.do(DrawByHand("笔试", ((1, 2, 3, 4),)))) == "stage-written"
    asked = {"actor": ORGANISER, "competition_id": event.id, "stage": "笔试", "key": "play"}
    assert refused(lambda: play_groups(event.ctx, **asked)) == "stage-written"
    grouped = {"actor": ORGANISER, "competition_id": event.id, "key": "grouped"}
    text = SMALL + WRITTEN.replace("written = true", "written = true\ngroups = 2")
    assert refused(lambda: set_stages(event.ctx, **grouped, text=text)) == "written-groups"
    enter(event)
    again = {"actor": ORGANISER, "competition_id": event.id, "text": SMALL + WRITTEN, "key": "again"}
    assert refused(lambda: set_stages(event.ctx, **again)) == "stages-frozen"
    assert refused(lambda: event.do(EnterMarks("决赛", FOUR, 0))) == "stage-not-written"


def test_each_of_two_papers_is_waited_for_and_parts_add_up() -> None:
    parts = '[[stage.parts]]\nname = "选择题"\nhighest = 60\n[[stage.parts]]\nname = "简答题"\nhighest = "40.5"\n'
    event = written_event(WRITTEN.replace("advance = 2", f"advance = 1\npapers = 2\n{parts}"), teams=1)
    said = tuple(PaperMark(1, f"张1{one}", 1, (Decimal(60), Decimal("40.5"))) for one in "一二三")
    enter(event, said)
    assert refused(lambda: check(event)) == "papers-unmarked"
    low = tuple(PaperMark(1, f"张1{one}", 2, (Decimal(0), Decimal("0.5"))) for one in "一二三")
    assert refused(lambda: enter(event, (PaperMark(1, "张1一", 2, (Decimal(61), Decimal(0))),))) == "paper-mark-wrong"
    enter(event, low)
    check(event, 2)
    event.do(ProposeAdvance("笔试"))
    assert event.state.advances[-1].through[0].score == Decimal(303)


def test_the_book_of_the_event_recomputes_marks_check_publication_and_who_goes_on(
    event: Registered, tmp_path: Path
) -> None:
    enter(event)
    enter(event, papers(1, 80, 92, 85), reason="张1二漏加 2 分")
    check(event, 2)
    event.do(PublishMarks("笔试", 2))
    event.do(ProposeAdvance("笔试"))
    confirm(event)
    book = read(written(event, tmp_path))
    assert verify_event_book(book) == ()
    other = Registered(
        elsewhere := fake_context(clock=FakeClock(OPENS + 10**8)),
        import_event_book(elsewhere, actor=ORGANISER, book=book).id,
    )
    assert other.state.written == event.state.written
    assert other.state.advances == event.state.advances
