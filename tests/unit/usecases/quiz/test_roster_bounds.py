"""A roster is bounded, whoever brings it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from scoring.engine.errors import Invalid
from scoring.usecases.quiz import import_book as books
from scoring.usecases.quiz import roster
from scoring.usecases.quiz.book import match_book
from scoring.usecases.quiz.roster_import import import_roster
from tests.fakes import fake_context
from tests.halls import CHIEF, ORGANISER, Hall, play, set_up


@pytest.fixture
def hall() -> Hall:
    return set_up(fake_context())


def refused(hall: Hall, rows: list[dict[str, str]]) -> tuple[str, dict[str, object]]:
    with pytest.raises(Invalid) as error:
        import_roster(hall.ctx, actor=ORGANISER, match_id=hall.match, rows=rows)
    return error.value.code, dict(error.value.fields)


def test_a_table_of_more_teams_members_or_rows_than_a_match_may_have_is_refused(hall: Hall) -> None:
    there = len(roster.roster_of(hall.ctx, hall.match))
    teams = [{"team": f"第{number}支队"} for number in range(201 - there)]
    assert refused(hall, teams) == ("teams-too-many", {"most": 200, "count": 201})
    assert not import_roster(hall.ctx, actor=ORGANISER, match_id=hall.match, rows=teams[:-1]).faulty
    assert refused(hall, [{"team": "某队", "name": "某"}] * 8001) == ("roster-too-long", {"most": 8000, "count": 8001})
    people = [{"team": "某队", "name": f"张{number}", "seat": "替补"} for number in range(41)]
    report = import_roster(hall.ctx, actor=ORGANISER, match_id=hall.match, rows=people)
    assert [(row.row, fault.code) for row in report.rows for fault in row.faults] == [(41, "members-full")]


def test_a_team_that_is_full_takes_no_reserve_and_a_full_match_no_team(hall: Hall) -> None:
    team = roster.add_team(hall.ctx, actor=ORGANISER, match_id=hall.match, name="某队").id
    for number in range(40):
        roster.add_contestant(hall.ctx, actor=ORGANISER, team_id=team, name=f"张{number}", seat=0)
    with pytest.raises(Invalid, match="members-too-many"):
        roster.add_contestant(hall.ctx, actor=ORGANISER, team_id=team, name="多一", seat=0)
    with pytest.raises(Invalid, match="members-too-many"):
        roster.edit_team(hall.ctx, actor=ORGANISER, team_id=team, joins="多一", reserve=True)
    there = len(roster.roster_of(hall.ctx, hall.match))
    rows = [{"team": f"第{number}支队"} for number in range(200 - there)]
    import_roster(hall.ctx, actor=ORGANISER, match_id=hall.match, rows=rows, dry_run=False)
    with pytest.raises(Invalid, match="teams-too-many"):
        roster.add_team(hall.ctx, actor=ORGANISER, match_id=hall.match, name="多一队")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda teams: teams.extend([teams[0]] * 200), "teams-too-many"),
        (lambda teams: teams[0]["contestants"].extend([teams[0]["contestants"][0]] * 40), "members-too-many"),
        (lambda teams: teams[0].update(name="队" * 61), "text-too-long"),
        (lambda teams: teams[0]["contestants"][0].update(name="张" * 61), "text-too-long"),
    ],
)
def test_a_match_book_with_a_roster_beyond_its_bounds_is_refused(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[Any], None], code: str
) -> None:
    hall = set_up(fake_context())
    play(hall)
    book = json.loads(json.dumps(match_book(hall.ctx, hall.match, actor=CHIEF)))
    change(book["roster"])
    monkeypatch.setattr(books, "verify_book", lambda book: ())
    with pytest.raises(Invalid, match=code):
        books.import_book(fake_context(), actor=ORGANISER, book=book)
