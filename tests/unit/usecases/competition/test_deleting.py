"""What was put away is read and not changed; what is deleted is in a book first, and what others lean on stays."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.engine.actors import SYSTEM
from scoring.engine.competition.commands_stages import GroupMatch
from scoring.engine.errors import Conflict, Invalid, LeitaiError, NotFound, Refused
from scoring.usecases.competition import archiving, deleting, group_matches
from scoring.usecases.competition.deleting import delete_competition, delete_match
from scoring.usecases.competition.job import COMPETITION, stream_of
from scoring.usecases.competition.registrations import save
from scoring.usecases.competitions import create_competition, list_competitions
from scoring.usecases.context import Context
from scoring.usecases.perform import perform, state_of
from scoring.usecases.quiz import matches
from scoring.usecases.quiz.copy_match import copy_match
from scoring.usecases.quiz.gone import streams_of
from scoring.usecases.removals import removals
from tests.fakes import fake_context
from tests.halls import CHIEF, ORGANISER, Hall, set_up
from tests.registrations import Registered, open_registration, values
from tests.unit.usecases.competition.test_commend import event

__all__ = ["event"]


@pytest.fixture
def hall() -> Hall:
    return set_up(fake_context())


def heads(ctx: Context, *streams: str) -> dict[str, int]:
    with ctx.store.read() as uow:
        return {stream: uow.ledger.head(stream) for stream in streams}


def code_of(function: Any, *args: Any, **fields: Any) -> str:
    with pytest.raises(LeitaiError) as error:
        function(*args, **fields)
    return error.value.code


def lock(hall: Hall) -> None:
    hall.do("match.open", ORGANISER)
    hall.do("points.adjust", CHIEF, reason="分出先后", team=hall.teams[0], points="5")
    hall.do("result.lock", CHIEF, reason="到此为止", unfinished=True)


def test_a_match_that_was_put_away_is_not_changed_until_it_is_brought_back(hall: Hall) -> None:
    ctx = hall.ctx
    archiving.archive(ctx, actor=ORGANISER, kind="match", record_id=hall.match)
    assert set(archiving.archived(ctx)) == {hall.match}
    assert code_of(matches.edit_match, ctx, actor=ORGANISER, match_id=hall.match, title="改") == "archived"
    assert code_of(hall.do, "match.open", ORGANISER) == "archived"
    archiving.bring_back(ctx, actor=ORGANISER, record_id=hall.match)
    hall.do("match.open", ORGANISER)
    assert hall.state.phase == "open"


def test_a_match_that_is_being_played_is_neither_put_away_nor_deleted(hall: Hall) -> None:
    ctx = hall.ctx
    hall.do("match.open", ORGANISER)
    competition = matches.match_of(ctx, hall.match).competition
    title = matches.match_of(ctx, hall.match).title
    at = {"actor": ORGANISER, "name": title, "book": "", "heads": {}}
    for kind, record in (("match", hall.match), ("competition", competition)):
        assert code_of(archiving.archive, ctx, actor=ORGANISER, kind=kind, record_id=record) == "match-running"
    assert code_of(delete_match, ctx, match_id=hall.match, **at) == "match-running"
    assert code_of(delete_competition, ctx, competition_id=competition, **at) == "match-running"


def test_a_competition_that_was_put_away_keeps_its_matches_as_they_are(hall: Hall) -> None:
    ctx = hall.ctx
    competition = matches.match_of(ctx, hall.match).competition
    archiving.archive(ctx, actor=ORGANISER, kind="competition", record_id=competition)
    assert code_of(hall.do, "match.open", ORGANISER) == "archived"


def test_nobody_writes_a_form_for_a_competition_that_was_put_away(event: Registered) -> None:
    opened = open_registration(event.ctx, "另一个竞赛")
    link = opened.link()
    archiving.archive(event.ctx, actor=ORGANISER, kind="competition", record_id=opened.id)
    assert code_of(opened.link) == "archived"
    assert code_of(save, event.ctx, link=link, revision=1, values=values()) == "archived"


def test_what_is_due_in_a_competition_that_was_put_away_happens_all_the_same(event: Registered) -> None:
    archiving.archive(event.ctx, actor=ORGANISER, kind="competition", record_id=event.id)
    state = state_of(event.ctx, COMPETITION, stream_of(event.id))
    due = COMPETITION.due(state)
    assert due is not None
    event.ctx.clock.reach(due.at)
    perform(event.ctx, COMPETITION, stream_of(event.id), command=due.command, key=due.key, actor=SYSTEM)
    assert COMPETITION.due(state_of(event.ctx, COMPETITION, stream_of(event.id))) is None


def test_a_locked_match_goes_with_its_ledger_once_its_book_holds_all_of_it(hall: Hall) -> None:
    ctx = hall.ctx
    lock(hall)
    title, streams = matches.match_of(ctx, hall.match).title, streams_of(hall.match)
    whole = heads(ctx, *streams)
    one = {"actor": ORGANISER, "match_id": hall.match, "book": "book.json"}
    behind = {**whole, streams[0]: whole[streams[0]] - 1}
    with pytest.raises(Conflict, match="book-behind"):
        delete_match(ctx, **one, name=title, heads=behind)  # type: ignore[arg-type]
    with pytest.raises(Invalid, match="name-differs"):
        delete_match(ctx, **one, name="另一场", heads=whole)  # type: ignore[arg-type]
    delete_match(ctx, **one, name=title, heads=whole)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        matches.match_of(ctx, hall.match)
    (line,) = removals(ctx, actor=ORGANISER)
    assert (line.what, line.title, line.book) == ("match", title, "book.json")


def test_a_match_of_a_stage_stays_and_the_refusal_names_the_stage(event: Registered) -> None:
    with pytest.raises(Refused) as error:
        deleting.check_match_deletable(event.ctx, event.state.played["初赛"][0].match)
    assert (error.value.code, error.value.fields["stage"]) == ("match-of-stage", "初赛")


def test_a_rehearsal_never_becomes_a_match_of_a_stage(event: Registered) -> None:
    group = event.state.played["初赛"][0]
    made = copy_match(event.ctx, actor=ORGANISER, match_id=group.match, title="彩排", rehearsal=True)
    with event.ctx.store.read() as uow, pytest.raises(Refused, match="match-rehearsal"):
        group_matches._need_new(uow, GroupMatch(1001, made.id, (), "加赛"))


def test_a_competition_goes_with_its_matches_its_registration_and_its_ledgers(hall: Hall) -> None:
    ctx = hall.ctx
    found = create_competition(ctx, actor=ORGANISER, title="另一个竞赛")
    other = matches.match_of(ctx, hall.match).competition
    title = next(one.title for one in list_competitions(ctx) if one.id == other)
    lock(hall)
    streams = (stream_of(other), *streams_of(hall.match))
    delete_competition(ctx, actor=ORGANISER, competition_id=other, name=title, book="b.zip", heads=heads(ctx, *streams))
    assert [one.id for one in list_competitions(ctx)] == [found.id]
    with ctx.store.read() as uow:
        assert uow.ledger.streams() == ["removals"]
