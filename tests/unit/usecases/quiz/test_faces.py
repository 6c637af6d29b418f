"""A team's picture counts for nothing: the book of its match does not hold it, and takes none in."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from scoring.engine.errors import NotFound
from scoring.usecases import faces
from scoring.usecases.competition.deleting import delete_match
from scoring.usecases.media import new_media
from scoring.usecases.quiz import matches, question_sets, roster
from scoring.usecases.quiz.book import match_book
from scoring.usecases.quiz.copy_match import copy_match
from scoring.usecases.quiz.import_book import import_book
from scoring.usecases.records import MediaFile, Medium, Team
from tests.fakes import fake_context
from tests.halls import ORGANISER, Hall, invented


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


def picture(name: str) -> MediaFile:
    return new_media(name=f"{name}.png", mime="image/png", data=name.encode())


def kept(hall: Hall) -> Sequence[str]:
    """The names of the pictures that the server has."""
    with hall.ctx.store.read() as uow:
        return sorted(one.name for one in uow.of(Medium).all() if one.mime == "image/png")


def test_a_picture_that_nothing_shows_any_more_goes_and_one_that_is_used_elsewhere_stays(hall: Hall) -> None:
    ctx, one = hall.ctx, picture("甲")
    competition = matches.match_of(ctx, hall.match).competition
    own = {"actor": ORGANISER, "competition_id": competition}
    first, second = hall.teams[:2]
    asked = [invented(1, media=one.id, media_kind="image")]
    bank = question_sets.import_question_set(ctx, actor=ORGANISER, name="库", questions=asked, media=[one])
    faces.add_logo(ctx, **own, picture=one)  # type: ignore[arg-type]
    faces.set_backdrop(ctx, **own, picture=one, bright="#ffffff", dark="#000000")  # type: ignore[arg-type]
    for team in (first, second):
        faces.set_team_picture(ctx, actor=ORGANISER, team_id=team, picture=one)
    faces.remove_logo(ctx, **own, logo=one.id)  # type: ignore[arg-type]
    faces.set_backdrop(ctx, **own, picture=picture("乙"), bright="#ffffff", dark="#000000")  # type: ignore[arg-type]
    question_sets.remove_question_set(ctx, actor=ORGANISER, question_set=bank.id)
    faces.set_team_picture(ctx, actor=ORGANISER, team_id=first, picture=None)
    assert kept(hall) == ["乙.png", "甲.png"]
    faces.set_team_picture(ctx, actor=ORGANISER, team_id=second, picture=one)
    assert kept(hall) == ["乙.png", "甲.png"]
    faces.set_team_picture(ctx, actor=ORGANISER, team_id=second, picture=picture("丙"))
    assert kept(hall) == ["丙.png", "乙.png"]
    faces.remove_backdrop(ctx, **own)  # type: ignore[arg-type]
    assert kept(hall) == ["丙.png"]


def test_the_picture_of_a_team_goes_with_its_team_or_its_match(hall: Hall) -> None:
    ctx = hall.ctx
    for team, name in zip(hall.teams, "甲乙", strict=True):
        faces.set_team_picture(ctx, actor=ORGANISER, team_id=team, picture=picture(name))
    rehearsal = copy_match(ctx, actor=ORGANISER, match_id=hall.match, title="彩排").id
    of_copy = roster.roster_of(ctx, rehearsal)[0].team.id
    faces.set_team_picture(ctx, actor=ORGANISER, team_id=of_copy, picture=picture("丙"))
    assert kept(hall) == ["丙.png", "乙.png", "甲.png"]
    delete_match(ctx, actor=ORGANISER, match_id=rehearsal, name="彩排", book="", heads={})
    assert kept(hall) == ["乙.png", "甲.png"]
    roster.remove_team(ctx, actor=ORGANISER, team_id=hall.teams[0])
    assert kept(hall) == ["乙.png"]


def test_pictures_of_many_teams_are_brought_all_or_none(hall: Hall) -> None:
    first, second = hall.teams
    bring = lambda match, teams: faces.set_team_pictures(  # noqa: E731
        hall.ctx, actor=ORGANISER, match_id=match, pictures={team: picture(team) for team in teams}
    )
    rehearsal = copy_match(hall.ctx, actor=ORGANISER, match_id=hall.match, title="彩排").id
    for match, teams in ((hall.match, (first, "gone")), (rehearsal, (first, second))):
        with pytest.raises(NotFound, match="team-unknown"):
            bring(match, teams)
        assert kept(hall) == []
        assert [one.team.picture for one in roster.roster_of(hall.ctx, hall.match)] == ["", ""]
    bring(hall.match, (first, second))
    assert kept(hall) == sorted(f"{team}.png" for team in hall.teams)
