"""Secrets are absent from the bytes: a view does not change when a secret that its audience may not know does."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from scoreboard.api_docs.schemas import VIEW_OF, VIEWS
from scoreboard.presenters.quiz.audience import Audience, MatchInfo
from scoreboard.presenters.quiz.present import present, visible_media
from scoring.engine.codec import canonical
from tests.unit.presenters import scenes
from tests.unit.presenters.scenes import Moment

INFO = MatchInfo("m1", "决赛", "知识竞赛", "某单位", "crimson", False)
REVEALED = {"all: revealed", "one: revealed", "press: revealed"}


@cache
def played() -> tuple[Moment, ...]:
    return tuple(scenes.moments())


def named(name: str) -> Moment:
    return next(moment for moment in played() if moment.name == name)


def sent_to(moment: Moment, audience: Audience) -> bytes:
    """Every byte that this audience gets."""
    view = present(INFO, moment.state, moment.questions, audience, now=1_700_000_000_000, epoch="e")
    return canonical(view).encode()


def hall_audiences(moment: Moment) -> list[Audience]:
    """Those who compete and those who look on."""
    return [Audience("display"), *(Audience("team", team=team.id) for team in moment.state.teams)]


def public_audiences(moment: Moment) -> list[Audience]:
    """The same, and television."""
    return [*hall_audiences(moment), Audience("air")]


def judge(ticket: str = "judge") -> Audience:
    return Audience("judge", ticket=ticket)


NAMES = [moment.name for moment in played()]


@pytest.mark.parametrize("name", NAMES)
def test_no_byte_depends_on_a_question_that_was_not_asked(name: str) -> None:
    moment = named(name)
    for audience in [*public_audiences(moment), judge()]:
        assert sent_to(scenes.with_other_unplayed(moment), audience) == sent_to(moment, audience)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in REVEALED])
def test_no_byte_depends_on_the_key_or_its_explanation_before_the_reveal(name: str) -> None:
    moment = named(name)
    for audience in public_audiences(moment):
        assert sent_to(scenes.with_other_key(moment), audience) == sent_to(moment, audience)


@pytest.mark.parametrize("name", ["all: two have answered", "all: paused", "all: time is up"])
def test_no_byte_depends_on_the_answer_of_another_team_before_the_reveal(name: str) -> None:
    moment = named(name)
    assert moment.item is not None
    for team in moment.item.answers:
        changed = scenes.with_other_answer(moment, team)
        for audience in public_audiences(moment):
            same = sent_to(changed, audience) == sent_to(moment, audience)
            assert same is (audience.team != team)


def test_no_byte_depends_on_another_judges_vote() -> None:
    moment = named("one: answered, the panel has voted")
    changed = scenes.with_other_votes(moment)
    for audience in [*public_audiences(moment), judge("another")]:
        assert sent_to(changed, audience) == sent_to(moment, audience)
    assert sent_to(changed, judge("judge")) != sent_to(moment, judge("judge"))


def panel_of(name: str) -> list[str]:
    item = named(name).item
    assert item is not None
    assert item.panel is not None
    return [member.id for member in item.panel.judges]


@pytest.mark.parametrize("name", ["marks: open", "marks: some have marked"])
def test_before_the_lock_no_byte_depends_on_whether_when_or_how_another_judge_has_marked(name: str) -> None:
    moment = named(name)
    for audience in [*public_audiences(moment), judge("another")]:
        assert sent_to(scenes.without_marks(moment), audience) == sent_to(moment, audience)
    for member in panel_of(name):
        audience = judge(member)
        assert sent_to(scenes.without_marks(moment, but=member), audience) == sent_to(moment, audience)


def test_a_judge_has_its_own_sheet_back_and_no_seq_that_counts_the_others() -> None:
    moment = named("marks: some have marked")
    first, second, own_unit, abstains, on_paper = panel_of(moment.name)
    opened = moment.state.public_seq
    views = {
        member: present(INFO, moment.state, moment.questions, judge(member), now=0)
        for member in (first, second, own_unit, abstains, on_paper)
    }
    assert [view["seq"] - opened for view in views.values()] == [1, 3, 0, 1, 0]
    sheets = {member: view["me"]["sheet"] for member, view in views.items()}  # type: ignore[typeddict-item]
    assert (sheets[first]["total"], sheets[second]["total"], sheets[second]["version"]) == ("18", "16", 2)
    assert (sheets[own_unit]["state"], sheets[abstains]["state"], sheets[on_paper]) == ("recused", "abstained", None)


def test_before_the_lock_the_desks_see_who_has_given_and_no_mark_but_those_from_paper() -> None:
    moment = named("marks: some have marked")
    for kind in ("host", "chief"):
        item = present(INFO, moment.state, moment.questions, Audience(kind), now=0)["item"]  # type: ignore[arg-type]
        assert item is not None
        panel = item["panel"]
        assert [seat["state"] for seat in panel["judges"]] == ["given", "given", "recused", "abstained", "waiting"]
        assert [(w["kind"], w["total"]) for w in panel["waiting"]] == [("paper", "11")]
        assert [version["marks"] for version in panel["history"]] == [{}]
        assert not {"sheets", "score", "lines", "script"} & set(panel)


def test_from_the_lock_on_everybody_has_every_mark_but_a_judge_who_is_recused() -> None:
    moment = named("marks: locked")
    recused = panel_of(moment.name)[2]
    for audience in [*hall_audiences(moment), judge(panel_of(moment.name)[0]), Audience("host")]:
        item = present(INFO, moment.state, moment.questions, audience, now=0)["item"]
        assert item is not None
        panel = item["panel"]
        assert [(s["state"], s["total"]) for s in panel["sheets"]] == [
            ("given", "18"),
            ("given", "16"),
            ("recused", None),
            ("abstained", None),
            ("missing", None),
        ]
        assert panel["score"] == "17"
    item = present(INFO, moment.state, moment.questions, judge(recused), now=0)["item"]
    assert item is not None
    assert set(item["panel"]) == {"state", "whole", "criteria"}


def test_a_recused_judge_can_infer_nothing_of_the_marks_before_they_are_on_the_screen() -> None:
    moment = named("marks: some have marked")
    recused = judge(panel_of(moment.name)[2])
    assert sent_to(scenes.without_marks(moment), recused) == sent_to(moment, recused)
    assert named("marks: locked").state.scene == "marks"


def test_a_late_sheet_is_known_to_its_judge_and_the_desks_only() -> None:
    moment = named("marks: one came late")
    late = panel_of(moment.name)[4]
    for audience in [*public_audiences(moment), *(judge(member) for member in panel_of(moment.name) if member != late)]:
        before = replace(moment, state=named("marks: locked").state)
        assert sent_to(before, audience) == sent_to(moment, audience)
    view = present(INFO, moment.state, moment.questions, judge(late), now=0)
    assert [r["total"] for r in view["me"]["requests"]] == ["12"]  # type: ignore[typeddict-item]


@pytest.mark.parametrize("name", sorted(REVEALED))
def test_the_reveal_brings_key_explanation_and_answers_to_everybody(name: str) -> None:
    moment = named(name)
    assert moment.item is not None
    for audience in hall_audiences(moment):
        item = present(INFO, moment.state, moment.questions, audience, now=0)["item"]
        assert item is not None
        assert item["key"] == ["B"]
        assert item["explanation"].startswith("解析")
        assert set(item["answers"]) == set(moment.item.answers)


def test_officials_have_the_key_at_once_and_the_hall_does_not() -> None:
    moment = named("press: reading")
    views = {
        audience.kind: present(INFO, moment.state, moment.questions, audience, now=0)["item"]
        for audience in (Audience("display"), judge(), Audience("host"), Audience("chief"))
    }
    assert {kind: item is not None and "key" in item for kind, item in views.items()} == {
        "display": False,
        "judge": True,
        "host": True,
        "chief": True,
    }


def test_the_hall_hears_nothing_of_a_verdict_on_one_of_all_before_the_close() -> None:
    moment = named("all: time is up")
    judged = scenes.with_a_verdict(moment, moment.state.teams[1].id)
    for audience in public_audiences(moment):
        assert sent_to(judged, audience) == sent_to(moment, audience)
    assert b'"verdict":"right"' in sent_to(judged, Audience("host"))


def test_nobody_but_the_desk_sees_raw_presses_the_pool_or_the_log() -> None:
    moment = named("press: collecting")
    desk = present(INFO, moment.state, moment.questions, Audience("host"), now=0)
    assert desk["press"] is not None
    assert [p["standing"] for p in desk["press"]["presses"]] == ["early", "legal"]
    for audience in [*public_audiences(moment), judge()]:
        view = present(INFO, moment.state, moment.questions, audience, now=0)
        assert view["press"] is not None
        assert "presses" not in view["press"]
        assert not {"pool", "spares", "log", "actions", "items", "presence"} & set(view)


def test_media_may_be_fetched_by_those_who_may_see_the_question() -> None:
    moment = named("all: reading")
    assert moment.item is not None
    current = str(moment.item.question)
    questions = {q.id: replace(q, media=f"file-{q.id}", media_kind="image") for q in moment.questions.values()}
    assert visible_media(moment.state, questions, Audience("display")) == {f"file-{current}"}
    assert visible_media(named("risk: staking").state, questions, Audience("display")) == frozenset()
    assert len(visible_media(moment.state, questions, Audience("host"))) == len(questions)


@pytest.mark.parametrize("name", NAMES)
def test_every_view_is_as_its_published_schema_says(name: str) -> None:
    moment = named(name)
    everybody = [*hall_audiences(moment), judge(), Audience("host"), Audience("chief")]
    for audience in everybody:
        view = present(INFO, moment.state, moment.questions, audience, now=1_700_000_000_000, epoch="e")
        assert VIEWS[VIEW_OF[audience.kind]].validate_python(view, strict=True) == view


@pytest.mark.parametrize("name", NAMES)
def test_every_audience_has_the_same_scores_and_ranks(name: str) -> None:
    moment = named(name)
    host = present(INFO, moment.state, moment.questions, Audience("host"), now=0)
    for audience in [*hall_audiences(moment), judge(), Audience("chief")]:
        view = present(INFO, moment.state, moment.questions, audience, now=0)
        assert view["ranking"] == host["ranking"]
        assert view["teams"] == host["teams"]
        assert view["round"] == host["round"]
