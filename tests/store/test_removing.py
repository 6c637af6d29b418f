"""A match is removed from real databases, whose references allow it in one order alone."""

from __future__ import annotations

from scoring.store.database import Database
from scoring.usecases.competition.deleting import delete_competition, delete_match
from scoring.usecases.competitions import create_competition, list_competitions
from scoring.usecases.quiz import matches, roster
from tests.fakes import fake_context
from tests.halls import CHIEF, set_up
from tests.registrations import ORGANISER
from tests.sheets import SHEET


def test_a_match_with_a_team_and_its_people_is_removed(database: Database) -> None:
    ctx = fake_context(store=database)
    competition = create_competition(ctx, actor=ORGANISER, title="竞赛")
    made = matches.create_match(ctx, actor=ORGANISER, competition_id=competition.id, title="样板", text=SHEET)
    team = roster.add_team(ctx, actor=ORGANISER, match_id=made.id, name="甲队")
    roster.add_contestant(ctx, actor=ORGANISER, team_id=team.id, name="张一")
    delete_match(ctx, actor=ORGANISER, match_id=made.id, name="样板", book="", heads={})
    assert matches.list_matches(ctx) == ()


def test_a_competition_with_a_match_that_was_opened_is_removed_with_its_ledgers(database: Database) -> None:
    hall = set_up(fake_context(store=database))
    hall.do("match.open", ORGANISER)
    hall.do("points.adjust", CHIEF, reason="分出先后", team=hall.teams[0], points="5")
    hall.do("result.lock", CHIEF, reason="到此为止", unfinished=True)
    match = matches.match_of(hall.ctx, hall.match)
    with database.read() as uow:
        heads = {stream: uow.ledger.head(stream) for stream in uow.ledger.streams()}
    (one,) = list_competitions(hall.ctx)
    delete_competition(
        hall.ctx, actor=ORGANISER, competition_id=match.competition, name=one.title, book="b.zip", heads=heads
    )
    with database.read() as uow:
        assert uow.ledger.streams() == ["removals"]
    assert list_competitions(hall.ctx) == ()
