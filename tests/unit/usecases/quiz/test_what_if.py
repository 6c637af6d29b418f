"""What a correction would change is the same arithmetic as the correction, and writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from scoring.engine.errors import Forbidden, NotFound
from scoring.engine.ledger import Entry
from scoring.engine.quiz.kinds import read_command
from scoring.engine.quiz.score import totals
from scoring.engine.quiz.standings import standings
from scoring.usecases.quiz.what_if import Move, what_if
from tests.fakes import FakeLedger
from tests.halls import CHIEF, HOST, SHEET, Hall


def played(hall: Hall) -> Hall:
    """Team 0 was right alone: 110 to 100."""
    hall.do("match.open")
    hall.do("round.begin", round="all")
    hall.play_simultaneous("B", "A")
    return hall


def test_a_corrected_verdict_tells_who_would_move_and_where(hall: Hall) -> None:
    first, second = played(hall).teams
    command = read_command({"kind": "item.correct", "item": 1, "team": second, "verdict": "right"})
    moves = what_if(hall.ctx, match_id=hall.match, command=command, actor=CHIEF)
    assert moves == (Move(second, (Decimal(100), Decimal(110)), (2, 1)),)
    assert first not in {move.team for move in moves}


def test_nothing_is_written(hall: Hall) -> None:
    seq = played(hall).state.seq
    what_if(hall.ctx, match_id=hall.match, command=read_command({"kind": "item.void", "item": 1}), actor=CHIEF)
    assert hall.state.seq == seq


def test_it_comes_as_it_was_foretold(hall: Hall) -> None:
    played(hall)
    command = {"kind": "key.correct", "item": 1, "values": ["A"]}
    moves = what_if(hall.ctx, match_id=hall.match, command=read_command(command), actor=CHIEF)
    hall.do("key.correct", CHIEF, reason="答案有误", item=1, values=["A"])
    scores, ranks = totals(hall.state), {place.id: place.rank for place in standings(hall.state)}
    assert {m.team: (m.score[1], m.rank[1]) for m in moves} == {t: (scores[t], ranks[t]) for t in hall.teams}


def test_a_new_rule_sheet_is_tried_on_the_whole_match(hall: Hall) -> None:
    first, second = played(hall).teams
    text = SHEET.replace("base = 100", "base = 200")
    command = read_command({"kind": "rules.change", "sheet": {"text": text}})
    moves = what_if(hall.ctx, match_id=hall.match, command=command, actor=CHIEF)
    assert [(m.team, m.score) for m in moves] == [(first, (110, 210)), (second, (100, 200))]


def test_it_refuses_what_the_command_itself_would_refuse(hall: Hall) -> None:
    played(hall)
    command = read_command({"kind": "item.correct", "item": 1, "team": hall.teams[0], "verdict": "wrong"})
    with pytest.raises(Forbidden, match="role-not-allowed"):
        what_if(hall.ctx, match_id=hall.match, command=command, actor=HOST)
    with pytest.raises(NotFound, match="match-unknown"):
        what_if(hall.ctx, match_id="other", command=command, actor=CHIEF)


def test_a_correction_is_supposed_on_the_state_that_is_kept(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    plain = FakeLedger.read

    def counted(ledger: FakeLedger, stream: str, after: int = 0) -> Sequence[Entry]:
        found = plain(ledger, stream, after)
        read.append(len(found))
        return found

    played(hall)
    monkeypatch.setattr(FakeLedger, "read", counted)
    what_if(hall.ctx, match_id=hall.match, command=read_command({"kind": "item.void", "item": 1}), actor=CHIEF)
    assert read == [0]
