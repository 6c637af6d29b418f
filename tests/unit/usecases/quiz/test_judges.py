"""The judges of a match by name and unit: entered before the opening, recused by unit, or pointed out."""

from __future__ import annotations

import pytest

from scoreboard.live.quiz.source import Source
from scoreboard.presenters.quiz.audience import Audience
from scoring.engine.actors import Actor
from scoring.engine.errors import Conflict, Forbidden, Invalid, LeitaiError, NotFound, Refused
from scoring.usecases import tickets
from scoring.usecases.context import Context
from scoring.usecases.lists import panels
from scoring.usecases.lists.judges import MOST_JUDGES, JudgesReport
from scoring.usecases.quiz import matches, roster
from scoring.usecases.quiz.judges import InMatch
from tests.halls import ORGANISER, Hall, set_up
from tests.web.test_marks_before_lock import JUDGED

ROWS = ({"name": "张一", "organisation": "甲 单位"}, {"name": "李\u200b二", "organisation": ""}, {"name": "王三"})


@pytest.fixture
def hall(ctx: Context) -> Hall:
    """Teams of 甲单位 and 乙单位, a rule sheet with a panel of three."""
    return set_up(ctx, sheet=JUDGED)


def add(hall: Hall, *rows: dict[str, str], dry_run: bool = False) -> JudgesReport:
    return panels.take_in(hall.ctx, InMatch(hall.match), actor=ORGANISER, rows=rows, dry_run=dry_run)


def edit(hall: Hall, changed: dict[str, tuple[str, str]]) -> int:
    return len(panels.edit(hall.ctx, InMatch(hall.match), actor=ORGANISER, judges=changed))


def listed(hall: Hall) -> list[tuple[str, str]]:
    return [(one.label, one.organisation) for one in panels.listed(hall.ctx, InMatch(hall.match))]


def points(hall: Hall) -> dict[str, dict[str, object]]:
    return {one.code: dict(one.fields) for one in matches.checklist(hall.ctx, hall.match)}


def test_judges_of_a_list_are_on_the_panel_by_name_and_unit_before_and_after_they_have_a_card(hall: Hall) -> None:
    assert add(hall, *ROWS, dry_run=True).done is False
    assert listed(hall) == []
    assert add(hall, *ROWS).done is True
    assert listed(hall) == [("张一", "甲 单位"), ("李二", ""), ("王三", "")]
    assert points(hall)["judges-without-card"] == {"judges": ["张一", "李二", "王三"], "count": 3}
    cards = tickets.issue_missing(hall.ctx, actor=ORGANISER, match_id=hall.match, judges=4)
    assert [one.ticket.label for one in cards if one.ticket.role == "judge"] == ["张一", "李二", "王三", "judge 4"]
    first = next(one for one in cards if one.ticket.label == "张一")
    assert tickets.redeem(hall.ctx, first.code).organisation == "甲 单位"
    assert tickets.issue_missing(hall.ctx, actor=ORGANISER, match_id=hall.match, judges=4) == ()


def test_a_judge_is_recused_from_the_team_of_the_own_unit_however_it_is_written(hall: Hall) -> None:
    add(hall, *ROWS)
    hall.do("match.open")
    hall.do("round.begin", round="scene")
    recused = {}
    for _ in range(2):
        hall.do("item.present")
        hall.do("panel.open")
        item = hall.state.items[-1]
        assert item.panel is not None
        team = next(one for one in hall.state.teams if one.id == item.team)
        recused[team.organisation] = [one.label for one in item.panel.judges if item.panel.recused(one.id)]
        for judge in item.panel.missing:
            hall.do("mark.enter", Actor(f"ticket:{judge}", "judge"), judge=judge, marks={"score": "12"})
        hall.do("panel.lock")
        hall.do("item.close")
    assert recused == {"甲单位": ["张一"], "乙单位": []}


def test_nothing_opens_a_seat_that_has_no_card(hall: Hall) -> None:
    add(hall, *ROWS)
    for one in panels.listed(hall.ctx, InMatch(hall.match)):
        with pytest.raises(Forbidden, match="ticket-unknown"):
            tickets.redeem(hall.ctx, one.secret)


def test_a_list_is_taken_whole_or_not_at_all(hall: Hall) -> None:
    add(hall, {"name": "张一"})
    rows = (
        {"name": "李二"},
        {"name": "张 一"},
        {"name": "李　二"},
        {"organisation": "甲单位"},
        {},
        {"name": "王三、赵四"},
    )
    report = add(hall, *rows)
    assert [(row.row, fault.field, fault.code) for row in report.rows for fault in row.faults] == [
        (2, "name", "judge-exists"),
        (3, "name", "judge-twice"),
        (4, "name", "text-needed"),
        (6, "name", "judges-in-one"),
    ]
    assert listed(hall) == [("张一", "")]
    assert add(hall, {}).faulty
    with pytest.raises(Invalid, match="judges-too-many"):
        add(hall, *({"name": f"评委{no}号"} for no in range(MOST_JUDGES)))


def test_a_judge_is_renamed_and_removed_until_the_match_opens_and_the_card_stays_good(hall: Hall) -> None:
    add(hall, *ROWS)
    first, second, third = panels.listed(hall.ctx, InMatch(hall.match))
    code = tickets.reissue_ticket(hall.ctx, actor=ORGANISER, ticket_id=first.id).code
    edit(hall, {first.id: ("张一（乙）", "乙单位")})
    with pytest.raises(Conflict, match="judge-exists"):
        edit(hall, {first.id: ("李 二", "")})
    panels.remove(hall.ctx, InMatch(hall.match), actor=ORGANISER, judge_id=third.id)
    assert listed(hall) == [("张一（乙）", "乙单位"), ("李二", "")]
    assert tickets.redeem(hall.ctx, code).label == "张一（乙）"
    hall.do("match.open")
    for refused in (
        lambda: edit(hall, {first.id: ("赵四", "")}),
        lambda: panels.remove(hall.ctx, InMatch(hall.match), actor=ORGANISER, judge_id=second.id),
        lambda: add(hall, {"name": "赵四"}),
    ):
        with pytest.raises(Refused, match="match-opened"):
            refused()
    with pytest.raises(NotFound, match="judge-unknown"):
        panels.remove(hall.ctx, InMatch(hall.match), actor=ORGANISER, judge_id="nobody")


def test_a_table_of_judges_is_changed_whole_or_not_at_all(hall: Hall) -> None:
    add(hall, *ROWS)
    one, two, three = (judge.id for judge in panels.listed(hall.ctx, InMatch(hall.match)))
    assert edit(hall, {one: ("李二", "甲 单位"), two: ("张一", ""), three: ("王三", "")}) == 2
    assert listed(hall) == [("李二", "甲 单位"), ("张一", ""), ("王三", "")]
    for wrong, code in (
        ({one: ("周五", ""), three: ("张 一", "")}, "judge-exists"),
        ({one: ("周五", ""), three: (" ", "")}, "text-needed"),
        ({one: ("周五", ""), "nobody": ("王三", "")}, "judge-unknown"),
    ):
        with pytest.raises(LeitaiError, match=code):
            edit(hall, wrong)
    assert listed(hall)[0] == ("李二", "甲 单位")


def test_a_judge_who_steps_in_after_the_opening_comes_with_a_unit(hall: Hall) -> None:
    add(hall, *ROWS)
    hall.do("match.open")
    came = {"actor": ORGANISER, "match_id": hall.match, "role": "judge", "organisation": "乙单位"}
    tickets.issue_ticket(hall.ctx, **came, label="赵四")
    with pytest.raises(Conflict, match="judge-exists"):
        tickets.issue_ticket(hall.ctx, **came, label="张 一")
    assert listed(hall)[-1] == ("赵四", "乙单位")


def test_the_checklist_names_units_that_are_nearly_the_same_and_units_that_match_nobody(hall: Hall) -> None:
    rows = [("张一", "甲单位"), ("李二", "乙单位（机关）"), ("王三", "丙厅"), ("赵四", "")]
    add(hall, *({"name": name, "organisation": unit} for name, unit in rows))
    found = points(hall)
    assert found["judge-units-near"] == {"pairs": ["李二 乙单位（机关） ≈ 乙队 乙单位"]}
    assert found["judge-units-alone"] == {"judges": ["王三 丙厅"], "count": 1}
    assert found["judge-units-missing"] == {"judges": ["赵四"], "count": 1}
    assert found["judges-many"] == {"need": 3, "have": 4}
    assert all(not one.blocking for one in matches.checklist(hall.ctx, hall.match))


def test_units_are_nobodys_matter_where_the_rules_recuse_nobody_by_unit(ctx: Context) -> None:
    hall = set_up(ctx, sheet=JUDGED.replace("judges = 3", "judges = 3\nsame_unit_recused = false"))
    add(
        hall,
        {"name": "李二", "organisation": "乙单位（机关）"},
        {"name": "王三", "organisation": "丙厅"},
        {"name": "赵四"},
    )
    assert set(points(hall)) & {"judge-units-near", "judge-units-alone", "judge-units-missing"} == set()


def test_a_relative_of_a_judge_in_a_team_is_named_on_the_checklist(ctx: Context) -> None:
    hall = set_up(ctx, sheet=JUDGED)
    entry = roster.roster_of(ctx, hall.match)[0]
    member = entry.contestants[0].name
    add(hall, {"name": "李二", "organisation": "", "kin": f"某某、{member[:1]} {member[1:]}"})
    shown = {one.code: one.fields for one in matches.checklist(hall.ctx, hall.match, relatives=True)}
    assert shown["judge-kin"] == {"pairs": [f"李二 ≈ {entry.team.name} {member}"], "count": 1}


def test_a_relative_is_named_to_the_organiser_alone_and_to_no_program_and_no_host(ctx: Context) -> None:
    hall = set_up(ctx, sheet=JUDGED)
    kin = roster.roster_of(ctx, hall.match)[0].contestants[0].name
    add(hall, {"name": "李二", "organisation": "", "kin": kin})
    assert "judge-kin" not in points(hall)
    source = Source(ctx, "e", lambda tickets, now: [])
    for audience in (Audience("host"), Audience("chief")):
        view = source.view(source.snapshot(hall.match), audience, "zh")
        assert kin not in str(view["missing"])  # type: ignore[typeddict-item]
