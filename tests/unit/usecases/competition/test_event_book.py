"""A competition that is taken in from its event book is the same competition, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scoring.engine.actors import Actor
from scoring.engine.competition.commands import OpenRegistration
from scoring.engine.competition.commands_stages import ConfirmAdvance, ProposeAdvance
from scoring.engine.errors import Broken, LeitaiError, NotFound, WrongStage
from scoring.usecases import tickets
from scoring.usecases.competition.book import event_source
from scoring.usecases.competition.commend import certificate_standing
from scoring.usecases.competition.import_book import import_event_book
from scoring.usecases.competition.questions import event_needs
from scoring.usecases.competition.records import RegistrationLink, RegistrationText
from scoring.usecases.competition.registrations import link_of, new_link, opened
from scoring.usecases.competitions import create_competition, list_competitions
from scoring.usecases.context import Context
from scoring.usecases.guards import LOCAL
from scoring.usecases.quiz import matches
from scoring.usecases.quiz.import_book import import_book
from scoring.usecases.records import Competition, Match, Question
from tests.event_files import read, written
from tests.events import SECOND, commended_event, finished_event, listed_event, planned_event
from tests.fakes import FakeClock, FakeIds, fake_context
from tests.halls import HOST, set_up
from tests.registrations import OPENS, ORGANISER, RULES, Registered, later
from tests.sheets import HEAD, JUDGED
from tests.unit.usecases.competition.test_stages import play


class OtherIds(FakeIds):
    """Ids of another server."""

    def new(self) -> str:
        return f"y{super().new()}"


def elsewhere() -> Context:
    """Another server."""
    return fake_context(clock=FakeClock(OPENS + 10**8), ids=OtherIds())


def taken_in(file: Path, ctx: Context) -> Registered:
    return Registered(ctx, import_event_book(ctx, actor=ORGANISER, book=read(file)).id)


def test_the_codes_of_certificates_are_good_where_the_event_was_taken_in(tmp_path: Path) -> None:
    event = commended_event()
    other = taken_in(written(event, tmp_path), elsewhere())
    codes = [one.code for one in event.state.commend.certificates]
    assert len(codes) > 3
    worth = [certificate_standing(event.ctx, code) for code in codes]
    assert [certificate_standing(other.ctx, code) for code in codes] == worth


@pytest.mark.parametrize("make", [finished_event, listed_event, commended_event, planned_event])
def test_the_same_event_with_the_same_book(make: Callable[[], Registered], tmp_path: Path) -> None:
    event = make()
    file = written(event, tmp_path)
    first = file.read_bytes()
    other = taken_in(file, elsewhere())
    assert other.state == event.state
    titles = [one.title for one in matches.list_matches(event.ctx, competition_id=event.id)]
    assert [one.title for one in matches.list_matches(other.ctx, competition_id=event.id)] == titles
    assert written(other, tmp_path).read_bytes() == first


def test_others_go_on_after_each_match_that_is_taken_in_and_nothing_is_there_until_all_is(tmp_path: Path) -> None:
    book, ctx, turns = read(written(finished_event(), tmp_path)), elsewhere(), []

    def pause() -> None:
        turns.append(len(turns))
        if len(turns) == len(book.matches):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_event_book(ctx, actor=ORGANISER, book=book, pause=pause)
    with ctx.store.read() as uow:
        assert uow.of(Competition).count() == uow.of(Match).count() == 0
        assert uow.ledger.streams() == []
    turns.append(0)
    import_event_book(ctx, actor=ORGANISER, book=book, pause=lambda: turns.append(0))
    assert len(turns) > len(book.matches) + len(book.prepared)


def test_it_goes_on_where_it_was(tmp_path: Path) -> None:
    event = finished_event()
    other = taken_in(written(event, tmp_path), elsewhere())
    (final,) = other.state.played["决赛"]
    play(other.ctx, final.match, {f"{no}队": no for _, no in final.teams})
    later(other)
    other.do(ProposeAdvance("决赛"))
    other.do(ConfirmAdvance(2), SECOND)
    assert other.state.advances[-1].confirmed == SECOND.id


def test_no_old_link_opens_anything_there_and_a_new_one_does(tmp_path: Path) -> None:
    other = taken_in(written(finished_event(), tmp_path), elsewhere())
    with other.ctx.store.read() as uow:
        assert {one.secret for one in uow.of(RegistrationLink).all(competition=other.id)} == {""}
        texts = uow.of(RegistrationText).all(competition=other.id)
    assert {(one.salt, bool(one.personal), one.submitted) for one in texts} == {("", False, True)}
    with pytest.raises(NotFound):
        link_of(other.ctx, other.id, "")
    code = new_link(other.ctx, actor=ORGANISER, competition_id=other.id, no=1, key="new")
    found = opened(other.ctx, link_of(other.ctx, other.id, code))
    assert found.found is not None
    assert found.text.values["members"] == ("张1一", "张1二", "张1四")


def test_a_text_that_was_held_back_says_there_what_the_ledger_has_of_it(tmp_path: Path) -> None:
    event = finished_event()
    book = read(written(event, tmp_path))
    (held_back,) = [one["text"] for one in book.given["texts"] if one["values"] is None]
    other = taken_in(written(event, tmp_path), elsewhere())
    with other.ctx.store.read() as uow:
        text = uow.of(RegistrationText).get(held_back)
    assert text is not None
    assert (text.values["team"], text.values["members"]) == (("1队",), ("张1一", "张1二", "张1三"))


def test_a_bound_set_that_no_match_has_questions_of_is_not_there_and_hinders_nothing(tmp_path: Path) -> None:
    event = planned_event()
    other = taken_in(written(event, tmp_path), elsewhere())
    assert other.state.questions == event.state.questions
    needs = event_needs(other.ctx, other.id)
    assert [one.stage for one in needs.stages] == ["初赛", "决赛"]


def refusal(file: Path, ctx: Context, actor: Actor = ORGANISER) -> str:
    before = list_competitions(ctx)
    with pytest.raises(LeitaiError) as error:
        import_event_book(ctx, actor=actor, book=read(file))
    assert list_competitions(ctx) == before
    return error.value.code


def test_what_is_here_already_is_refused(tmp_path: Path) -> None:
    event = finished_event()
    file = written(event, tmp_path)
    assert refusal(file, event.ctx) == "event-exists"
    ctx = elsewhere()
    import_book(ctx, actor=ORGANISER, book=next(iter(read(file).matches.values())))
    assert refusal(file, ctx) == "event-exists"
    assert refusal(file, elsewhere(), HOST) == "role-not-allowed"


def test_a_question_that_is_another_one_here_leaves_nothing_half_done(tmp_path: Path) -> None:
    file = written(finished_event(), tmp_path)
    ctx = elsewhere()
    asked = next(iter(read(file).matches.values()))["questions"][0]
    with ctx.store.write() as uow:
        uow.of(Question).put(Question(asked["id"], asked["question_set"], 1, "single", "另一道题", "0" * 64))
        uow.of(Match).put(Match("m", "c", "别的场次", "s", questions=(("", (asked["id"],)),), opened=True))
        uow.commit()
    assert refusal(file, ctx) == "question-differs"
    with ctx.store.read() as uow:
        assert [one.id for one in uow.of(Match).all()] == ["m"]
        assert uow.of(RegistrationText).all() == ()
        assert not uow.ledger.streams()


def test_where_another_competition_has_this_name_the_new_one_gets_a_number(tmp_path: Path) -> None:
    ctx = elsewhere()
    create_competition(ctx, actor=ORGANISER, title="知识竞赛")
    taken_in(written(finished_event(), tmp_path), ctx)
    assert [one.title for one in list_competitions(ctx)] == ["知识竞赛 (2)", "知识竞赛"]


def test_a_book_that_is_not_right_is_refused_at_its_first_difference(tmp_path: Path) -> None:
    book = read(written(finished_event(), tmp_path))
    book.given["texts"].pop()
    with pytest.raises(Broken) as error:
        import_event_book(elsewhere(), actor=ORGANISER, book=book)
    assert (error.value.code, error.value.fields["problem"]) == ("event-book-differs", "missing")


def test_there_is_no_book_while_judges_mark() -> None:
    ctx = fake_context(clock=FakeClock(OPENS + 1))
    hall = set_up(ctx, sheet=HEAD + JUDGED)
    (competition,) = list_competitions(ctx)
    Registered(ctx, competition.id).do(OpenRegistration(RULES))
    tickets.issue_ticket(ctx, actor=ORGANISER, match_id=hall.match, role="judge", label="1号评委")
    hall.do("match.open")
    hall.do("round.begin", round="video")
    hall.do("item.present")
    hall.do("clock.start")
    assert event_source(ctx, actor=LOCAL, competition_id=competition.id).matches == (hall.match,)
    hall.do("panel.open")
    with pytest.raises(WrongStage) as error:
        event_source(ctx, actor=LOCAL, competition_id=competition.id)
    assert error.value.code == "marks-not-locked"
