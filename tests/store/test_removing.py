"""A match is removed from real databases, whose references allow it in one order alone."""

from __future__ import annotations

from scoring.store.database import Database
from scoring.usecases.competition.removing import remove_match
from scoring.usecases.competitions import create_competition
from scoring.usecases.quiz import matches, roster
from tests.fakes import fake_context
from tests.registrations import ORGANISER
from tests.sheets import SHEET


def test_a_match_with_a_team_and_its_people_is_removed(database: Database) -> None:
    ctx = fake_context(store=database)
    competition = create_competition(ctx, actor=ORGANISER, title="竞赛")
    made = matches.create_match(ctx, actor=ORGANISER, competition_id=competition.id, title="样板", text=SHEET)
    team = roster.add_team(ctx, actor=ORGANISER, match_id=made.id, name="甲队")
    roster.add_contestant(ctx, actor=ORGANISER, team_id=team.id, name="张一")
    remove_match(ctx, actor=ORGANISER, match_id=made.id)
    assert matches.list_matches(ctx) == ()
