"""The desks see a fill-in answer beside the key where both differ; nobody else does."""

from __future__ import annotations

from functools import partial

import pytest

from scoreboard.i18n.catalogue import say
from scoreboard.presenters.presence import AudienceKind
from scoreboard.presenters.quiz.audience import Audience
from scoreboard.presenters.quiz.item import item_part
from scoring.engine.quiz.commands_play import CloseItem, StartClock, SubmitAnswer
from scoring.engine.quiz.rule_sheet import Clocks, Points, Round
from scoring.engine.quiz.setup import Key
from scoring.usecases.records import Question
from tests.unit.engine.quiz.play import D, Table, sheet

TOGETHER = Round("all", "simultaneous", "同步必答", 1, Points(D(10), D(-5)), clocks=Clocks(answer=20))
KEY = ("“一带一路”倡议", "10⁸")


def judged() -> tuple[Table, dict[str, Question]]:
    """An item with two blanks, after its close."""
    table = Table(sheet(TOGETHER), types="fill")
    table.begin("all")
    table.present()
    table.give(StartClock())
    for team, answer in (("A", ("一带一路倡议", "10⁸")), ("B", ("“一带一路”倡议", "108")), ("C", KEY)):
        table.give(SubmitAnswer(team, answer), actor=team)
    table.wait(21_000)
    table.keys = dict.fromkeys(table.keys, Key("fill", KEY))
    table.give(CloseItem())
    assert table.state.item is not None
    asked = str(table.state.item.question)
    return table, {asked: Question(asked, "set", 1, "fill", "填空", "", key=KEY)}


@pytest.mark.parametrize("kind", ["host", "chief", "judge", "team", "display"])
def test_both_texts_are_shown_where_they_differ_and_to_the_desks_only(kind: AudienceKind) -> None:
    table, questions = judged()
    part = item_part(table.state, questions, Audience(kind, team="A" if kind == "team" else ""), partial(say, "zh"))
    assert part is not None
    assert [part["verdicts"][team]["verdict"] for team in "ABC"] == ["right", "wrong", "right"]
    found = [
        {"team": "A", "blank": 1, "given": "一带一路倡议", "key": "“一带一路”倡议", "equal": True},
        {"team": "B", "blank": 2, "given": "108", "key": "10⁸", "equal": False},
    ]
    assert part.get("compared") == (found if kind in ("host", "chief") else None)
