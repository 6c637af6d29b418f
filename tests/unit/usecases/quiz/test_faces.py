"""A team's picture counts for nothing: the book of its match does not hold it, and takes none in."""

from __future__ import annotations

from scoring.usecases import faces
from scoring.usecases.media import new_media
from scoring.usecases.quiz.book import match_book
from scoring.usecases.quiz.import_book import import_book
from scoring.usecases.records import Team
from tests.fakes import fake_context
from tests.halls import ORGANISER, Hall


def test_a_book_is_the_same_with_and_without_pictures(hall: Hall) -> None:
    hall.do("match.open")
    plain = match_book(hall.ctx, hall.match, actor=ORGANISER)
    picture = new_media(name="合影.jpg", mime="image/jpeg", data=b"\xff\xd8\xff")
    faces.set_team_picture(hall.ctx, actor=ORGANISER, team_id=hall.teams[0], picture=picture)
    assert match_book(hall.ctx, hall.match, actor=ORGANISER) == plain


def test_a_book_that_names_a_picture_brings_none(hall: Hall) -> None:
    hall.do("match.open")
    book = match_book(hall.ctx, hall.match, actor=ORGANISER)
    ctx = fake_context()
    made = import_book(ctx, actor=ORGANISER, book=book)
    with ctx.store.read() as uow:
        assert [team.picture for team in uow.of(Team).all(match=made.id)] == ["", ""]
