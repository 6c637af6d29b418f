"""A rehearsal is one from its copying on, counts for nothing, and is thrown away with its ledger."""

from __future__ import annotations

import pytest

from scoring.engine.codec import to_json
from scoring.engine.errors import Invalid, NotFound, Refused
from scoring.engine.quiz.book import verify_book
from scoring.usecases import tickets
from scoring.usecases.quiz import matches, stations
from scoring.usecases.quiz.book import match_book
from scoring.usecases.quiz.copy_match import copy_match
from scoring.usecases.quiz.import_book import import_book
from scoring.usecases.quiz.rehearsals import discard_rehearsal, rehearsal_title
from scoring.usecases.records import Contestant, Match, RuleSheetText, Team, Ticket
from scoring.usecases.removals import removals
from tests.fakes import fake_context
from tests.halls import HOST, ORGANISER, Hall, set_up


@pytest.fixture
def hall() -> Hall:
    return set_up(fake_context())


def rehearsal_of(hall: Hall, title: str = "第一场（彩排）") -> Hall:
    """The rehearsal of a hall's match, opened, with all its questions."""
    ctx = hall.ctx
    made = copy_match(ctx, actor=ORGANISER, match_id=hall.match, title=title, questions=True, rehearsal=True)
    stations.draw_stations(ctx, actor=ORGANISER, match_id=made.id)
    for role in ("host", "display"):
        tickets.issue_ticket(ctx, actor=ORGANISER, match_id=made.id, role=role)  # type: ignore[arg-type]
    tickets.issue_missing(ctx, actor=ORGANISER, match_id=made.id)
    opened = Hall(ctx, made.id, [], hall.questions)
    opened.do("match.open", ORGANISER)
    return opened


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("决赛", "决赛（彩排）"),
        ("周五彩排", "周五彩排"),
        ("Final", "Final (rehearsal)"),
        ("A Rehearsal", "A Rehearsal"),
    ],
)
def test_the_title_of_a_rehearsal_says_what_it_is(typed: str, kept: str) -> None:
    assert rehearsal_title(typed) == kept


def test_a_rehearsal_says_so_in_its_ledger_for_ever_and_its_book_verifies(hall: Hall) -> None:
    rehearsal = rehearsal_of(hall)
    assert rehearsal.entries()[0].payload["setup"]["rehearsal"] is True
    book = match_book(hall.ctx, rehearsal.match, actor=ORGANISER)
    assert verify_book(book) == ()
    ctx = fake_context()
    brought = import_book(ctx, actor=ORGANISER, book=book)
    assert (brought.rehearsal, matches.match_of(ctx, brought.id).rehearsal) == (True, True)


def test_a_book_in_which_somebody_denies_the_rehearsal_differs(hall: Hall) -> None:
    book = match_book(hall.ctx, rehearsal_of(hall).match, actor=ORGANISER)
    book["match"] = {name: value for name, value in book["match"].items() if name != "rehearsal"}
    assert "match.rehearsal" in {one.place for one in verify_book(book)}


def test_a_match_that_is_none_is_written_as_it_always_was(hall: Hall) -> None:
    hall.do("match.open", ORGANISER)
    assert "rehearsal" not in hall.entries()[0].payload["setup"]
    assert "rehearsal" not in to_json(matches.match_of(hall.ctx, hall.match))


def test_a_rehearsal_keeps_the_word_when_it_is_renamed(hall: Hall) -> None:
    made = copy_match(hall.ctx, actor=ORGANISER, match_id=hall.match, title="试一试", rehearsal=True)
    assert made.title == "试一试（彩排）"
    assert matches.edit_match(hall.ctx, actor=ORGANISER, match_id=made.id, title="再试").title == "再试（彩排）"


def test_a_rehearsal_that_was_played_goes_with_everything_but_a_line(hall: Hall) -> None:
    ctx = hall.ctx
    kinds = (Match, RuleSheetText, Team, Contestant, Ticket)
    with ctx.store.read() as uow:
        before = {kind: len(uow.of(kind).all()) for kind in kinds}
    rehearsal = rehearsal_of(hall)
    entries = rehearsal.state.seq
    discard_rehearsal(ctx, actor=ORGANISER, match_id=rehearsal.match, name="第一场（彩排）")
    with ctx.store.read() as uow:
        assert {kind: len(uow.of(kind).all()) for kind in kinds} == before
        assert [name for name in uow.ledger.streams() if rehearsal.match in name] == []
    with pytest.raises(NotFound, match="match-unknown"):
        matches.match_of(ctx, rehearsal.match)
    (line,) = removals(ctx, actor=ORGANISER)
    assert (line.what, line.title, line.entries, line.by) == ("rehearsal", "第一场（彩排）", entries + 1, "o")
    assert rehearsal.state.seq == 0


def test_a_match_that_counts_is_never_thrown_away_as_a_rehearsal(hall: Hall) -> None:
    title = matches.match_of(hall.ctx, hall.match).title
    with pytest.raises(Refused, match="match-no-rehearsal"):
        discard_rehearsal(hall.ctx, actor=ORGANISER, match_id=hall.match, name=title)


def test_a_rehearsal_stays_where_another_name_was_typed(hall: Hall) -> None:
    rehearsal = rehearsal_of(hall)
    with pytest.raises(Invalid, match="name-differs"):
        discard_rehearsal(hall.ctx, actor=ORGANISER, match_id=rehearsal.match, name="决赛")
    assert rehearsal.state.phase == "open"


def test_only_an_organiser_throws_a_rehearsal_away(hall: Hall) -> None:
    rehearsal = rehearsal_of(hall)
    with pytest.raises(Exception, match="role-not-allowed"):
        discard_rehearsal(hall.ctx, actor=HOST, match_id=rehearsal.match, name="第一场（彩排）")
