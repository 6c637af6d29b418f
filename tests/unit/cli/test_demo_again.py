"""The demo can be started again over the data of an earlier start."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from scoreboard.cli.demo import _announce
from scoreboard.cli.demo_competition import make_demo
from scoreboard.cli.demo_contest import make_contest
from scoreboard.services import Services
from scoring.usecases import competitions
from scoring.usecases.quiz import matches
from tests.fakes import fake_context


def test_a_second_start_adds_a_match_of_another_name_to_the_demos_competition() -> None:
    ctx = fake_context()
    first, second = make_demo(ctx, lang="en"), make_demo(ctx, lang="en")
    (competition,) = competitions.list_competitions(ctx)
    listed = [one.title for one in matches.list_matches(ctx, competition_id=competition.id)]
    assert listed == [second.title, first.title]
    assert second.title == f"{first.title} 2"


def test_a_demo_of_a_competition_in_stages_is_its_last_stage() -> None:
    ctx = fake_context()
    demo = make_demo(ctx, lang="en")
    listed = {one.id: one.stage for one in matches.list_matches(ctx)}
    assert listed[demo.match] == "Final"


def test_the_demo_of_a_contest_calls_its_seats_as_its_rules_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LEITAI_LANG", "zh")
    ctx = fake_context()
    here = SimpleNamespace(host="127.0.0.1", port=8000, public_url="http://127.0.0.1:8000")
    _announce(cast(Services, SimpleNamespace(ctx=ctx, config=here)), make_contest(ctx, "zh"), play=False)
    said = capsys.readouterr().out
    assert "评委会主任" in said
    assert "裁判长" not in said
