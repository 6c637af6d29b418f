"""A match book that is imported: the same match, once, and nothing of another one is written over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.engine.codec import from_json
from scoring.engine.errors import Broken, Conflict, Invalid, Refused
from scoring.engine.ledger import Draft
from scoring.engine.quiz.book import sealed, verify_book
from scoring.engine.quiz.match import standings
from scoring.usecases.competition.archiving import archive
from scoring.usecases.competitions import stream_of
from scoring.usecases.context import Context
from scoring.usecases.media import bytes_of, medium_of
from scoring.usecases.quiz import perform as quiz
from scoring.usecases.quiz.book import match_book
from scoring.usecases.quiz.import_book import check_roster, import_book
from scoring.usecases.quiz.matches import questions_of
from scoring.usecases.records import Competition, Contestant, Match, Question, QuestionSet, question_digest
from tests.fakes import fake_context
from tests.halls import ORGANISER
from tests.unit.usecases.quiz.books import book, played


def test_importing_gives_the_same_match() -> None:
    hall, _ = played()
    other = fake_context()
    match = import_book(other, actor=ORGANISER, book=book())
    assert match_book(other, match.id, actor=ORGANISER) == book()
    assert quiz.match_state(other, match.id) == hall.state
    assert standings(quiz.match_state(other, match.id)) == standings(hall.state)
    assert questions_of(other, match.id) == questions_of(hall.ctx, hall.match)
    picture = next(question.media for question in questions_of(other, match.id).values() if question.media)
    assert medium_of(other, picture) == medium_of(hall.ctx, picture)
    assert bytes_of(other.files, medium_of(other, picture)) == b"\x89PNG\r\n\x1a\n"


def _edited(ctx: Context, stem: str = "改过的题") -> tuple[str, str]:
    """The id of a question of the book and of the set that it is of; the store has that question with another text, in
    a match that is ``m2``."""
    asked = book()["questions"][0]
    old = from_json(Question, asked)
    edited = replace(old, stem=stem)
    for _ in range(1000):  # ids that no hall has
        ctx.ids.new()
    with ctx.store.write() as uow:
        uow.of(QuestionSet).put(from_json(QuestionSet, book()["question_sets"][0]))
        uow.of(Question).put(replace(edited, digest=question_digest(edited)))
        uow.of(Match).put(Match("m2", "c2", "第二场", "s", questions=(("", (old.id,)),)))
        uow.commit()
    return old.id, old.question_set


def test_a_question_edited_since_gives_way_to_the_match_that_comes_back_with_it() -> None:
    other = fake_context()
    question, question_set = _edited(other)
    match = import_book(other, actor=ORGANISER, book=book())
    assert quiz.match_state(other, match.id) == played()[0].state
    assert verify_book(match_book(other, match.id, actor=ORGANISER)) == ()
    assert questions_of(other, match.id)[question].stem == book()["questions"][0]["stem"]
    with other.store.read() as uow:
        second = uow.of(Match).get("m2")
        sets = {one.id: one.name for one in uow.of(QuestionSet).all()}
        assert second is not None
        ((_, (own,)),) = second.questions
        edited = uow.of(Question).get(own)
    assert edited is not None
    assert (edited.stem, edited.question_set) == ("改过的题", question_set)
    assert own != question
    assert sorted(sets.values()) == [sets[question_set], f"{sets[question_set]} (2)"]


@pytest.mark.parametrize("why", ["opened", "withdrawn"])
def test_a_question_that_others_rest_on_gives_way_to_nobody(why: str) -> None:
    other = fake_context()
    question, _ = _edited(other)
    with other.store.write() as uow:
        if why == "opened":
            uow.of(Match).put(Match("m2", "c2", "第二场", "s", questions=(("", (question,)),), opened=True))
        else:
            uow.of(Competition).put(Competition("c2", "另一项竞赛"))
            said = {"questions": [question], "taken_from": []}
            uow.ledger.append(stream_of("c2"), Draft("questions.withdraw", said, "system", "", "k", "", 1))
        uow.commit()
    with pytest.raises(Conflict, match="question-differs"):
        import_book(other, actor=ORGANISER, book=book())


def test_a_match_is_imported_once() -> None:
    other = fake_context()
    import_book(other, actor=ORGANISER, book=book())
    with pytest.raises(Conflict, match="match-exists"):
        import_book(other, actor=ORGANISER, book=book())


def test_a_book_writes_over_no_person_of_another_match() -> None:
    other, member = fake_context(), book()["roster"][0]["contestants"][0]
    with other.store.write() as uow:
        uow.of(Contestant).put(Contestant(member["id"], "another-team", "张三", 1))
        uow.commit()
    with pytest.raises(Conflict, match="match-exists"):
        import_book(other, actor=ORGANISER, book=book())
    with other.store.read() as uow:
        assert [one.name for one in uow.of(Contestant).all()] == ["张三"]


def test_a_book_brings_no_match_into_a_competition_that_was_put_away() -> None:
    hall, _ = played()
    other = fake_context()
    with hall.ctx.store.read() as uow, other.store.write() as into:
        (competition,) = uow.of(Competition).all()
        into.of(Competition).put(competition)
        into.commit()
    archive(other, actor=ORGANISER, kind="competition", record_id=competition.id)
    with pytest.raises(Refused, match="archived"):
        import_book(other, actor=ORGANISER, book=book())


def test_a_book_brings_no_longer_name_of_a_piece_than_can_be_typed() -> None:
    team = book()["roster"][0]
    check_roster({"roster": [{**team, "piece": "曲" * 60}]})
    with pytest.raises(Invalid, match="text-too-long"):
        check_roster({"roster": [{**team, "piece": "曲" * 61}]})


def test_a_book_with_a_difference_is_not_imported() -> None:
    other, changed = fake_context(), book()
    changed["scores"][0]["total"] = "999"
    with pytest.raises(Broken) as caught:
        import_book(other, actor=ORGANISER, book=sealed(changed))
    assert (caught.value.code, caught.value.fields["place"]) == ("book-differs", "scores[0].total")
    with other.store.read() as uow:
        assert tuple(uow.of(Match).all()) == ()
