"""Before the match: competition, sheet, questions into pools, checklist."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest

from scoring.engine.errors import Conflict, FaultyRuleSheet, Forbidden, Invalid, LeitaiError, NotFound, Refused
from scoring.engine.quiz.setup import SCORING
from scoring.usecases import competitions, media, tickets
from scoring.usecases.context import Context
from scoring.usecases.quiz import matches, pools, question_sets, roster
from scoring.usecases.quiz.book import match_book
from scoring.usecases.records import Match, Question, question_digest
from tests.halls import HOST, ORGANISER, SHEET, Hall, in_order, invented, set_up

TEAM_SHEET = SHEET.replace('kind = "simultaneous"', 'kind = "team"')


def a_match(ctx: Context) -> Match:
    competition = competitions.create_competition(ctx, actor=ORGANISER, title=" 知识  竞赛 ")
    return matches.create_match(ctx, actor=ORGANISER, competition_id=competition.id, title="决赛", text=SHEET)


def missing(ctx: Context, match: str, *, blocking: bool = True) -> list[tuple[str, dict[str, object]]]:
    return [(one.code, dict(one.fields)) for one in matches.checklist(ctx, match) if one.blocking is blocking]


def test_a_competition_is_made_and_edited(ctx: Context) -> None:
    made = competitions.create_competition(ctx, actor=ORGANISER, title=" 知识  竞赛 ")
    assert (made.title, made.theme, made.created_at) == ("知识 竞赛", "crimson", 1_700_000_000_000)
    edited = competitions.edit_competition(
        ctx, actor=ORGANISER, competition_id=made.id, theme="indigo", organiser="某单位"
    )
    assert edited == replace(made, theme="indigo", organiser="某单位")
    assert competitions.list_competitions(ctx) == (edited,)


@pytest.mark.parametrize("title", ["", "  \n ", "长" * 121])
def test_a_title_is_neither_empty_nor_endless(ctx: Context, title: str) -> None:
    with pytest.raises(Invalid):
        competitions.create_competition(ctx, actor=ORGANISER, title=title)


def test_a_match_has_a_copy_of_its_template(ctx: Context) -> None:
    competition = competitions.create_competition(ctx, actor=ORGANISER, title="竞赛")
    match = matches.create_match(
        ctx, actor=ORGANISER, competition_id=competition.id, title="决赛", template="standard-party"
    )
    assert matches.rule_sheet_of(ctx, match.id).name == "通用党建知识竞赛"
    assert matches.rule_sheet_text(ctx, match.id).startswith("# 通用党建知识竞赛")
    assert matches.list_matches(ctx, competition_id=competition.id) == (match,)
    assert competitions.competition_of(ctx, match.id) == competition


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({}, Invalid),
        ({"template": "standard-party", "text": SHEET}, Invalid),
        ({"template": "no-such"}, NotFound),
        ({"text": 'name = "x"'}, FaultyRuleSheet),
    ],
)
def test_a_match_needs_one_sound_sheet(ctx: Context, fields: dict[str, str], error: type[LeitaiError]) -> None:
    competition = competitions.create_competition(ctx, actor=ORGANISER, title="竞赛")
    with pytest.raises(error):
        matches.create_match(ctx, actor=ORGANISER, competition_id=competition.id, title="决赛", **fields)
    assert matches.list_matches(ctx) == ()


def test_another_sheet_takes_the_place_of_the_first_and_drops_the_pools_it_does_not_have(hall: Hall) -> None:
    ctx = hall.ctx
    other = SHEET.replace('id = "press"', 'id = "buzz"')
    matches.set_sheet(ctx, actor=ORGANISER, match_id=hall.match, text=other)
    assert [pool for pool, _ in matches.match_of(ctx, hall.match).questions] == ["all", "risk", "tie_off", ""]
    with pytest.raises(FaultyRuleSheet):
        matches.set_sheet(ctx, actor=ORGANISER, match_id=hall.match, text="nonsense")
    assert matches.rule_sheet_text(ctx, hall.match) == other


def test_an_opened_match_keeps_its_title_sheet_roster_and_questions(hall: Hall) -> None:
    ctx, match = hall.ctx, hall.match
    hall.do("match.open")
    attempts = [
        lambda: matches.edit_match(ctx, actor=ORGANISER, match_id=match, title="改"),
        lambda: matches.set_sheet(ctx, actor=ORGANISER, match_id=match, text=SHEET),
        lambda: pools.set_pool(ctx, actor=ORGANISER, match_id=match, pool="", questions=[]),
        lambda: pools.choose_questions(
            ctx, actor=ORGANISER, match_id=match, question_set=hall.questions, divide=in_order
        ),
        lambda: roster.add_team(ctx, actor=ORGANISER, match_id=match, name="后来队"),
        lambda: roster.edit_team(ctx, actor=ORGANISER, team_id=hall.teams[0], name="改名队"),
        lambda: roster.remove_team(ctx, actor=ORGANISER, team_id=hall.teams[0]),
        lambda: roster.add_contestant(ctx, actor=ORGANISER, team_id=hall.teams[0], name="后来人"),
    ]
    for attempt in attempts:
        with pytest.raises(Refused, match="match-opened"):
            attempt()


def test_everything_that_is_missing_is_listed_at_once(ctx: Context) -> None:
    match = a_match(ctx)
    team = roster.add_team(ctx, actor=ORGANISER, match_id=match.id, name="甲队")
    roster.add_contestant(ctx, actor=ORGANISER, team_id=team.id, name="甲一")
    assert missing(ctx, match.id) == [
        ("stations-not-drawn", {"teams": ["甲队"], "count": 1}),
        ("seats-empty", {"team": "甲队", "seats": [2], "have": 1}),
        ("questions-short", {"round": "同步必答", "need": 3, "spares": 2, "have": 0}),
        ("questions-short", {"round": "抢答", "need": 3, "spares": 2, "have": 0}),
        ("questions-short", {"round": "风险题", "need": 1, "spares": 2, "have": 0}),
    ]
    assert [code for code, _ in missing(ctx, match.id, blocking=False)] == [
        "tie-off-short",
        "spares-short",
        "no-host-ticket",
        "no-team-ticket",
        "no-display-ticket",
    ]


def test_a_match_without_teams_is_not_ready(ctx: Context) -> None:
    assert ("no-teams", {}) in missing(ctx, a_match(ctx).id)


def test_nothing_is_missing_once_everything_is_there(hall: Hall) -> None:
    tickets.issue_missing(hall.ctx, actor=ORGANISER, match_id=hall.match)
    assert matches.checklist(hall.ctx, hall.match) == ()


def test_reserves_beyond_the_sheet_and_seats_beyond_its_members_are_named(hall: Hall) -> None:
    roster.add_contestant(hall.ctx, actor=ORGANISER, team_id=hall.teams[0], name="替补", seat=0)
    roster.add_contestant(hall.ctx, actor=ORGANISER, team_id=hall.teams[0], name="第三人", seat=3)
    name = roster.roster_of(hall.ctx, hall.match)[0].team.name
    assert missing(hall.ctx, hall.match) == [("seats-too-many", {"team": name, "seats": [3], "members": 2})]
    found = dict(missing(hall.ctx, hall.match, blocking=False))["reserves-too-many"]
    assert found == {"team": name, "have": 1, "allowed": 0}


def test_questions_of_one_group_and_questions_past_their_day_are_named_and_keep_nobody_from_opening(hall: Hall) -> None:
    made = [
        invented(1, conflicts_with=("长征", "遵义")),
        invented(2, conflicts_with=("长征", "遵义")),
        invented(3, conflicts_with=("雷锋",), valid_until="2020-12-31"),
    ]
    bank = question_sets.import_question_set(hall.ctx, actor=ORGANISER, name="互斥", questions=made)
    ids = [q.id for q in question_sets.questions_in(hall.ctx, actor=ORGANISER, question_set=bank.id)]
    pools.set_pool(hall.ctx, actor=ORGANISER, match_id=hall.match, pool="all", questions=ids)
    found = missing(hall.ctx, hall.match, blocking=False)
    assert [one for one in found if one[0] == "questions-conflict"] == [("questions-conflict", {"questions": [1, 2]})]
    assert ("questions-outdated", {"questions": [3]}) in found
    assert missing(hall.ctx, hall.match) == []


def test_a_question_of_a_type_that_the_round_does_not_take_is_named(hall: Hall) -> None:
    bank = question_sets.import_question_set(
        hall.ctx, actor=ORGANISER, name="填空", questions=[invented(no, type="fill") for no in (1, 2, 3)]
    )
    ids = [q.id for q in question_sets.questions_in(hall.ctx, actor=ORGANISER, question_set=bank.id)]
    pools.set_pool(hall.ctx, actor=ORGANISER, match_id=hall.match, pool="all", questions=ids)
    assert missing(hall.ctx, hall.match) == [("question-type", {"round": "同步必答", "questions": [1, 2, 3]})]


def test_no_question_is_in_two_pools_and_they_come_in_the_order_of_the_set(hall: Hall) -> None:
    picked = [q for _, pool in matches.match_of(hall.ctx, hall.match).questions for q in pool]
    assert len(picked) == len(set(picked)) == 3 + 3 + 2 + 3 + 2
    contents = matches.questions_of(hall.ctx, hall.match)
    for _, pool in matches.match_of(hall.ctx, hall.match).questions:
        numbers = [contents[q].no for q in pool]
        assert numbers == sorted(numbers)


def test_staked_questions_go_to_the_risk_round_enough_of_each(ctx: Context) -> None:
    hall = set_up(ctx)
    ten, twenty = Decimal(10), Decimal(20)
    staked = [invented(no, stake=ten if no <= 5 else twenty) for no in range(1, 11)]
    plain = [invented(no) for no in range(11, 30)]
    bank = question_sets.import_question_set(ctx, actor=ORGANISER, name="分值", questions=staked + plain)
    match = pools.choose_questions(ctx, actor=ORGANISER, match_id=hall.match, question_set=bank.id, divide=in_order)
    contents = matches.questions_of(ctx, hall.match)
    assert [contents[q].stake for q in dict(match.questions)["risk"]] == [ten, ten, twenty, twenty]
    assert all(contents[q].stake is None for pool, ids in match.questions if pool != "risk" for q in ids)


def test_a_division_from_outside_is_taken_as_it_is(hall: Hall) -> None:
    match = pools.choose_questions(
        hall.ctx,
        actor=ORGANISER,
        match_id=hall.match,
        question_set=hall.questions,
        divide=lambda questions, sheet, teams, lots: {"press": [questions[lots(1)].id], "": [questions[teams].id]},
    )
    contents = matches.questions_of(hall.ctx, hall.match)
    assert [(pool, [contents[q].no for q in ids]) for pool, ids in match.questions] == [("press", [1]), ("", [3])]


def test_a_question_set_by_hand_leaves_its_old_pool_if_it_is_named_to_be_taken(hall: Hall) -> None:
    before = dict(matches.match_of(hall.ctx, hall.match).questions)
    moved = before["press"][0]
    change = partial(pools.set_pool, hall.ctx, actor=ORGANISER, match_id=hall.match, pool="", questions=[moved])
    with pytest.raises(Refused, match="questions-in-other-pools count=1"):
        change(taking=before["press"][1:])
    assert dict(matches.match_of(hall.ctx, hall.match).questions) == before
    after = dict(change(taking=[moved]).questions)
    assert (after[""], after["press"]) == ((moved,), before["press"][1:])


def test_pools_are_changed_only_from_the_version_that_was_seen(hall: Hall) -> None:
    seen = matches.match_of(hall.ctx, hall.match)
    version = pools.picked_version(seen)
    after = pools.set_pool(hall.ctx, actor=ORGANISER, match_id=hall.match, pool="", questions=[], version=version)
    for attempt in (
        partial(pools.set_pool, pool="press", questions=[]),
        partial(pools.choose_questions, question_set=hall.questions, divide=in_order),
    ):
        with pytest.raises(Conflict, match="pools-changed"):
            attempt(hall.ctx, actor=ORGANISER, match_id=hall.match, version=version)
    assert matches.match_of(hall.ctx, hall.match).questions == after.questions
    assert pools.picked_version(after) != version
    assert pools.picked_version(replace(seen, id="other")) != version


@pytest.mark.parametrize(
    ("pool", "questions", "code"),
    [("none", [], "pool-unknown"), ("all", ["a", "a"], "question-twice"), ("all", ["a"], "question-unknown")],
)
def test_a_pool_set_by_hand_is_checked(hall: Hall, pool: str, questions: list[str], code: str) -> None:
    with pytest.raises(Invalid, match=code):
        pools.set_pool(hall.ctx, actor=ORGANISER, match_id=hall.match, pool=pool, questions=questions)


def test_imported_questions_get_ids_and_the_digest_of_their_content(ctx: Context) -> None:
    picture = media.new_media(name="图.png", mime="image/png", data=b"x")
    listed = [invented(1, media=picture.id, media_kind="image"), invented(2)]
    bank = question_sets.import_question_set(ctx, actor=ORGANISER, name="甲", questions=listed, media=[picture])
    stored = question_sets.questions_in(ctx, actor=ORGANISER, question_set=bank.id)
    assert [(q.no, q.question_set, q.digest == question_digest(q)) for q in stored] == [
        (1, bank.id, True),
        (2, bank.id, True),
    ]
    assert stored[0].digest != question_digest(replace(stored[0], media=""))
    assert media.bytes_of(ctx.files, media.medium_of(ctx, picture.id)) == b"x"
    assert question_sets.list_question_sets(ctx) == ((bank, 2),)


@pytest.mark.parametrize("mime", ["text/html", "application/javascript", ""])
def test_a_medium_is_never_a_page_or_a_script(mime: str) -> None:
    with pytest.raises(Invalid, match="media-type"):
        media.new_media(name="x", mime=mime, data=b"x")


def test_a_set_that_is_empty_or_lacks_media_or_takes_a_name_again_is_refused(ctx: Context) -> None:
    with pytest.raises(Invalid, match="set-empty"):
        question_sets.import_question_set(ctx, actor=ORGANISER, name="空", questions=[])
    with pytest.raises(Invalid, match="media-missing"):
        question_sets.import_question_set(ctx, actor=ORGANISER, name="缺", questions=[invented(1, media="m")])
    question_sets.import_question_set(ctx, actor=ORGANISER, name="甲", questions=[invented(1)])
    with pytest.raises(Conflict, match="set-exists"):
        question_sets.import_question_set(ctx, actor=ORGANISER, name="甲", questions=[invented(1)])


def test_a_set_in_use_stays_and_an_unused_one_goes_with_its_media(hall: Hall) -> None:
    ctx = hall.ctx
    with pytest.raises(Refused, match="set-in-use"):
        question_sets.remove_question_set(ctx, actor=ORGANISER, question_set=hall.questions)
    picture = media.new_media(name="图.png", mime="image/png", data=b"x")
    with_picture = [invented(1, media=picture.id, media_kind="image")]
    bank = question_sets.import_question_set(ctx, actor=ORGANISER, name="甲", questions=with_picture, media=[picture])
    question_sets.remove_question_set(ctx, actor=ORGANISER, question_set=bank.id)
    assert [one.name for one, _ in question_sets.list_question_sets(ctx)] == ["自编题库"]
    with pytest.raises(NotFound, match="media-unknown"):
        media.medium_of(ctx, picture.id)


def test_only_an_organiser_sets_up_a_match(hall: Hall) -> None:
    ctx = hall.ctx
    attempts = [
        lambda: competitions.create_competition(ctx, actor=HOST, title="x"),
        lambda: matches.create_match(ctx, actor=HOST, competition_id="c", title="x", text=SHEET),
        lambda: question_sets.import_question_set(ctx, actor=HOST, name="x", questions=[invented(1)]),
        lambda: question_sets.questions_in(ctx, actor=HOST, question_set=hall.questions),
        lambda: roster.add_team(ctx, actor=HOST, match_id=hall.match, name="x"),
        lambda: tickets.issue_missing(ctx, actor=HOST, match_id=hall.match),
    ]
    for attempt in attempts:
        with pytest.raises(Forbidden, match="role-not-allowed"):
            attempt()


def test_a_stored_question_that_was_altered_keeps_the_match_from_opening(hall: Hall) -> None:
    with hall.ctx.store.write() as uow:
        question = uow.of(Question).all()[0]
        uow.of(Question).put(replace(question, key=("A",)))
        uow.commit()
    fresh = replace(hall.ctx, contents=type(hall.ctx.contents)())
    with pytest.raises(LeitaiError, match="question-digest"):
        Hall(fresh, hall.match, hall.teams, hall.questions).do("match.open")
    assert hall.entries() == ()


JUDGED_SHEET = (
    SHEET
    + """
[[round]]
id = "scene"
kind = "judged"
name = "情景题"
items = 1

[round.panel]
judges = 5
"""
)


@pytest.mark.parametrize(("cards", "said"), [(0, [{"need": 5, "have": 0}]), (3, [{"need": 5, "have": 3}]), (5, [])])
def test_too_few_cards_for_the_panel_are_pointed_out(ctx: Context, cards: int, said: list[dict[str, object]]) -> None:
    hall = set_up(ctx, sheet=JUDGED_SHEET)
    tickets.issue_missing(ctx, actor=ORGANISER, match_id=hall.match, judges=cards)
    assert [fields for code, fields in missing(ctx, hall.match, blocking=False) if code == "judges-few"] == said
    assert "judges-few" not in dict(missing(ctx, hall.match))


def staged(hall: Hall, *names: str) -> None:
    """The hall's rule sheet with stages of these names, three teams going on from each but the last."""
    tables = "".join(f'\n[[stage]]\nname = "{name}"\nadvance = {0 if name == names[-1] else 3}\n' for name in names)
    matches.set_sheet(
        hall.ctx, actor=ORGANISER, match_id=hall.match, text=SHEET.replace("tie_matters = [1]", "") + tables
    )


def test_a_match_is_opened_with_the_stage_that_the_organiser_chose(hall: Hall) -> None:
    staged(hall, "初赛", "决赛")
    assert ("stage-not-said", {"stages": ["初赛", "决赛"]}) in missing(hall.ctx, hall.match, blocking=False)
    matches.edit_match(hall.ctx, actor=ORGANISER, match_id=hall.match, title="初赛第一场", stage="初赛")
    assert "stage-not-said" not in [code for code, _ in missing(hall.ctx, hall.match, blocking=False)]
    hall.do("match.open")
    setup = hall.state.setup
    assert setup is not None
    assert (setup.stage, setup.scoring) == ("初赛", SCORING)
    assert match_book(hall.ctx, hall.match, actor=HOST)["match"]["stage"] == "初赛"


def test_a_stage_that_the_rule_sheet_does_not_have_is_refused_and_forgotten(hall: Hall) -> None:
    staged(hall, "初赛", "决赛")
    with pytest.raises(Invalid, match="no-such-stage"):
        matches.edit_match(hall.ctx, actor=ORGANISER, match_id=hall.match, title="场", stage="复赛")
    matches.edit_match(hall.ctx, actor=ORGANISER, match_id=hall.match, title="场", stage="初赛")
    staged(hall, "预赛", "决赛")
    assert matches.match_of(hall.ctx, hall.match).stage == ""


def test_the_checklist_says_how_many_turns_of_a_tie_off_the_questions_are_enough_for(hall: Hall) -> None:
    in_turn = SHEET + '\n[tie_off]\nmode = "risk"\n'
    matches.set_sheet(hall.ctx, actor=ORGANISER, match_id=hall.match, text=in_turn)
    pool = dict(matches.match_of(hall.ctx, hall.match).questions)
    have = len(pool["tie_off"]) + len(pool[""])
    assert (have, len(hall.teams)) == (5, 2)
    said = ("tie-off-turns", {"have": 5, "teams": 2, "turns": 2})
    assert said in missing(hall.ctx, hall.match, blocking=False)
    matches.set_sheet(hall.ctx, actor=ORGANISER, match_id=hall.match, text=SHEET)
    assert said not in missing(hall.ctx, hall.match, blocking=False)
