"""A kind of command is one row; a new one needs its class, two functions and the row."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import pytest

from scoreboard.web.commands import CommandReader
from scoring.engine.errors import Invalid, WrongStage
from scoring.engine.kinds import Kind, by_name
from scoring.engine.ledger import Entry
from scoring.engine.quiz.commands_manage import Undo
from scoring.engine.quiz.kinds import CHIEF, HOSTS, KINDS, read_command, said_in
from scoring.engine.quiz.match import in_force
from scoring.engine.quiz.state import MatchState
from tests.unit.engine.quiz.play import TEAM, Table, sheet


@dataclass(frozen=True, slots=True)
class DrawCurtain:
    """A kind that no match has."""

    colour: str
    kind: Literal["curtain.draw"] = "curtain.draw"


def draw_curtain(state: MatchState, command: DrawCurtain, at: int, facts: object) -> dict[str, Any]:
    if state.round is not None:
        raise WrongStage("round-running")
    return {"since": at}


def curtain_drawn(state: MatchState, entry: Entry, payload: Mapping[str, Any]) -> MatchState:
    return replace(state, scene="black")


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "curtain.draw", Kind(DrawCurtain, draw_curtain, curtain_drawn, HOSTS, reason=CHIEF))


def test_a_row_and_two_functions_make_a_kind(kinds: None) -> None:
    table = Table(sheet(TEAM))
    table.give(DrawCurtain("red"))
    entry = table.entries[-1]
    assert (entry.kind, entry.payload) == ("curtain.draw", {"colour": "red", "since": entry.at})
    assert (table.state.scene, table.state.host_steps[-1].seq) == ("black", entry.seq)
    assert said_in(entry) == {"kind": "curtain.draw", "colour": "red"}
    assert read_command({"kind": "curtain.draw", "colour": "red"}) == DrawCurtain("red")
    assert CommandReader(KINDS).read({"kind": "curtain.draw", "colour": "red"}) == (DrawCurtain("red"), "", None)
    table.give(Undo(steps=1))
    assert [e.kind for e in in_force(table.entries)] == ["match.open", "undo"]
    assert table.state.scene == "standby"
    table.begin("team")
    with pytest.raises(WrongStage, match="round-running"):
        table.give(DrawCurtain("red"))


def test_an_unknown_kind_is_refused_by_its_name() -> None:
    with pytest.raises(Invalid, match="unknown-command"):
        read_command({"kind": "curtain.draw", "colour": "red"})


def test_a_name_stands_in_a_table_once() -> None:
    row = KINDS["undo"]
    with pytest.raises(ValueError, match="twice"):
        by_name(row, row)


def test_every_row_stands_under_its_own_name_and_somebody_may_give_it() -> None:
    assert [name for name, row in KINDS.items() if row.name != name or not row.roles] == []


def test_only_a_role_that_may_give_a_command_can_owe_a_reason() -> None:
    owed = {name: row.reason & row.roles for name, row in KINDS.items() if row.reason}
    assert [name for name, roles in owed.items() if not roles] == []
    assert owed["mark.abstain"] == CHIEF
