"""Registration of teams: what is taken, what is refused, who waits, what staff do, what is erased."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from scoring.engine.competition.commands import Admit, ChangeRules, Decide, OpenRegistration, Withdraw
from scoring.engine.competition.event import fold
from scoring.engine.competition.registration import Field
from scoring.engine.errors import LeitaiError
from scoring.engine.moments import moment_of
from scoring.usecases import faces
from scoring.usecases.competition import registrations
from scoring.usecases.competition.entering import enter_teams, roster_rows, try_teams
from scoring.usecases.competition.forms import asked_fields, further_fields
from scoring.usecases.competition.job import COMPETITION, stream_of
from scoring.usecases.competition.records import RegistrationLink, RegistrationText
from scoring.usecases.competition.registrations import (
    alike,
    alike_to,
    begin,
    contacts_of,
    end_link,
    link_of,
    new_link,
    opened,
    registrant,
    save,
    submit,
    texts_of,
)
from scoring.usecases.context import Context
from scoring.usecases.lists.organisations import put_organisation
from scoring.usecases.media import new_media
from scoring.usecases.perform import tick
from scoring.usecases.records import Match, Medium, Team, Ticket
from scoring.usecases.tickets import put_seat
from tests.fakes import FakeClock, fake_context
from tests.registrations import CLOSES, OPENS, ORGANISER, RULES, ZONE, Registered, open_registration, values


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(moment_of(date(2026, 5, 10), ZONE))


@pytest.fixture
def ctx(clock: FakeClock) -> Context:
    return fake_context(clock=clock)


@pytest.fixture
def open_(ctx: Context) -> Registered:
    return open_registration(ctx)


def refused(do: Any) -> str:
    with pytest.raises(LeitaiError) as error:
        do()
    return error.value.code


def test_a_form_is_saved_handed_in_and_approved(open_: Registered) -> None:
    link = open_.hand_in(values())
    assert (link.no, open_.state.registrations[1].status) == (1, "submitted")
    open_.do(Decide(1, 1, "approve"))
    assert [(one.status, one.form.team, len(one.form.members)) for one in open_.state.live] == [("approved", "甲队", 3)]


def test_a_repeat_whose_answer_was_lost_registers_no_second_team(open_: Registered) -> None:
    link = open_.link()
    text = save(open_.ctx, link=link, revision=1, values=values())
    again = [
        submit(open_.ctx, actor=registrant(link), link=link, revision=text.revision, key="one").repeat for _ in range(2)
    ]
    assert again == [False, True]
    assert len(open_.state.registrations) == 1


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"team": ()}, "missing"),
        ({"members": ("张一", "张二")}, "too-few"),
        ({"members": ("张一", "张二", "张三", "张四")}, "too-many"),
        ({"substitutes": ("赵一", "赵二")}, "too-many-substitutes"),
        ({"members": ("张一", "张 一", "张三")}, "twice"),
        ({"phone": ("无",)}, "not-phone"),
        ({"phone": ()}, "missing"),
        ({"email": ("x",)}, "not-email"),
    ],
)
def test_what_is_wrong_with_a_form_is_named_at_its_field(open_: Registered, said: dict[str, Any], code: str) -> None:
    link = open_.link()
    save(open_.ctx, link=link, revision=1, values={**values(), **said})
    assert [one.code for one in opened(open_.ctx, link).faults] == [code]
    assert refused(lambda: open_.hand_in({**values(), **said})) == "registration-faulty"


def test_a_member_of_a_barred_kind_is_refused(open_: Registered) -> None:
    open_.change(kinds=("职工", "专业讲师"), barred=("专业讲师",))
    link = open_.link()
    save(open_.ctx, link=link, revision=1, values={**values(), "kinds": ("职工", "专业讲师")})
    assert [(one.code, one.name) for one in opened(open_.ctx, link).faults] == [
        ("kind-barred", "张二"),
        ("kind-missing", "张三"),
    ]


def test_a_unit_of_a_kind_that_may_not_enter_is_refused(open_: Registered) -> None:
    put_organisation(open_.ctx, actor=ORGANISER, name="甲单位", category="school")
    open_.change(categories=("office",))
    link = open_.link()
    save(open_.ctx, link=link, revision=1, values=values())
    assert [one.code for one in opened(open_.ctx, link).faults] == ["unit-barred"]


def test_an_organisation_of_the_register_is_found_by_how_its_name_looks(open_: Registered) -> None:
    put_organisation(open_.ctx, actor=ORGANISER, name="甲县（城关）中学", category="school")
    open_.hand_in(values(unit="甲县(城关)中学"))
    form = open_.state.registrations[1].form
    assert (form.unit, form.category, bool(form.organisation)) == ("甲县（城关）中学", "school", True)


def test_before_the_opening_and_a_second_late_nothing_is_taken(open_: Registered, clock: FakeClock) -> None:
    link = open_.link()
    clock.time = CLOSES
    assert refused(lambda: begin(open_.ctx, competition_id=open_.id)) == "registration-closed"
    assert refused(lambda: save(open_.ctx, link=link, revision=1, values=values())) == "registration-closed"
    fresh = fake_context(clock=FakeClock(OPENS - 1))
    early = open_registration(fresh)
    assert refused(lambda: begin(fresh, competition_id=early.id)) == "registration-not-begun"


def test_the_last_millisecond_counts(open_: Registered, clock: FakeClock) -> None:
    link = open_.link()
    clock.time = CLOSES - 1
    open_.hand_in(values(), link)
    assert open_.state.registrations[1].status == "submitted"


def test_the_team_that_comes_when_all_places_are_taken_waits_in_order(open_: Registered) -> None:
    open_.change(places=1)
    for no, team in enumerate(("甲队", "乙队", "丙队"), start=1):
        open_.hand_in(values(team, f"单位{no}"))
    assert [one.status for one in open_.state.live] == ["submitted", "waiting", "waiting"]
    assert refused(lambda: open_.do(Admit(2))) == "no-free-place"
    assert refused(lambda: open_.do(Decide(2, 1, "approve"))) == "registration-waits"
    open_.do(Withdraw(1), reason="来电退赛")
    assert refused(lambda: open_.do(Admit(3))) == "not-first-in-line"
    open_.do(Admit(2))
    assert [one.status for one in open_.state.live] == ["submitted", "waiting"]


def test_a_place_that_falls_free_is_given_by_a_person_only(open_: Registered) -> None:
    open_.change(places=1)
    first = open_.hand_in(values("甲队", "一"))
    open_.hand_in(values("乙队", "二"))
    open_.do(Withdraw(1), registrant(first))
    assert [one.status for one in open_.state.live] == ["waiting"]


def test_a_team_that_comes_while_others_wait_takes_no_place_that_fell_free_before_them(open_: Registered) -> None:
    open_.change(places=2)
    for no, team in enumerate(("甲队", "乙队", "丙队"), start=1):
        open_.hand_in(values(team, f"单位{no}"))
    open_.do(Withdraw(1), reason="来电退赛")
    open_.hand_in(values("丁队", "单位4"))
    assert [(one.form.team, one.status) for one in open_.state.live] == [
        ("乙队", "submitted"),
        ("丙队", "waiting"),
        ("丁队", "waiting"),
    ]
    open_.do(Admit(3))
    assert refused(lambda: open_.do(Admit(4))) == "no-free-place"


def test_a_team_that_waits_gets_no_place_by_having_its_form_returned(open_: Registered) -> None:
    open_.change(places=1)
    open_.hand_in(values("甲队", "一"))
    link = open_.hand_in(values("乙队", "二"))
    assert refused(lambda: open_.do(Decide(2, 1, "return"), reason="缺盖章")) == "registration-waits"
    open_.hand_in(values("乙一队", "二"), link)
    assert [one.status for one in open_.state.live] == ["submitted", "waiting"]
    assert open_.state.placed == 1


def test_a_form_is_returned_with_a_reason_and_sent_again_with_its_versions_kept(
    open_: Registered, clock: FakeClock
) -> None:
    link = open_.hand_in(values())
    assert refused(lambda: open_.do(Decide(1, 1, "return"))) == "reason-needed"
    clock.time = CLOSES
    assert refused(lambda: open_.do(Decide(1, 1, "return"), reason="缺盖章")) == "return-until-needed"
    open_.do(Decide(1, 1, "return", until=CLOSES + 1000), reason="缺盖章")
    open_.hand_in(values("甲一队"), link)
    found = open_.state.registrations[1]
    assert [one.form.team for one in found.versions] == ["甲队", "甲一队"]
    assert found.status == "submitted"
    assert [one.values["team"] for one in texts_of(open_.ctx, actor=ORGANISER, competition_id=open_.id, no=1)] == [
        ("甲队",),
        ("甲一队",),
    ]


def test_what_was_changed_since_the_desk_saw_it_is_not_approved(open_: Registered) -> None:
    link = open_.hand_in(values())
    open_.hand_in(values("甲二队"), link)
    assert refused(lambda: open_.do(Decide(1, 1, "approve"))) == "registration-changed"


def test_two_organisers_decide_at_once_and_the_second_is_told(open_: Registered) -> None:
    open_.hand_in(values())
    open_.do(Decide(1, 1, "approve"))
    assert refused(lambda: open_.do(Decide(1, 1, "approve"))) == "registration-decided"


def test_an_editing_link_changes_nothing_after_the_approval(open_: Registered) -> None:
    link = open_.hand_in(values())
    open_.do(Decide(1, 1, "approve"))
    assert refused(lambda: open_.hand_in(values("乙队"), link)) == "registration-decided"


def test_a_person_in_two_teams_of_a_unit_is_refused_and_one_of_two_units_is_shown(open_: Registered) -> None:
    open_.hand_in(values())
    assert refused(lambda: open_.hand_in(values("乙队"))) == "person-in-two-teams"
    open_.hand_in(values("乙队", "乙单位"))
    assert [(one.no, other.no) for one, other in alike(open_.state)] == [(1, 2)]
    first, second = open_.state.live
    assert (alike_to(open_.state, first), alike_to(open_.state, second)) == ((second,), (first,))


@pytest.mark.parametrize(
    ("own", "its", "near"),
    [
        ("买买提·艾力", "买买提艾力", True),
        ("阿卜杜热合曼", "阿不杜热合曼", True),
        ("张小明", "张小红", False),
        ("Ann Lee", "ann-lee", True),
        ("Ash A One", "Ash B One", False),
    ],
)
def test_people_whose_names_are_nearly_alike_are_shown_beside_each_other(
    open_: Registered, own: str, its: str, near: bool
) -> None:
    open_.hand_in(values("红队", "东局", (own, "王一", "王二")))
    open_.hand_in(values("乙方", "西厅", (its, "赵一", "赵二")))
    assert [(one.no, other.no) for one, other in alike(open_.state)] == ([(1, 2)] if near else [])


def test_a_unit_has_no_more_teams_than_its_quota(open_: Registered) -> None:
    open_.change(per_unit=1)
    link = open_.hand_in(values())
    other = ("赵一", "赵二", "赵三")
    assert refused(lambda: open_.hand_in(values("乙队", members=other))) == "unit-has-its-teams"
    open_.do(Withdraw(1), registrant(link))
    open_.hand_in(values("乙队", members=other))
    assert [one.form.team for one in open_.state.live] == ["乙队"]


def test_two_teams_have_no_name_that_looks_the_same(open_: Registered) -> None:
    open_.hand_in(values("Ａ队"))
    assert refused(lambda: open_.hand_in(values("A 队", "乙单位", ("赵一", "赵二", "赵三")))) == "team-registered"


def test_no_more_pairs_of_names_nearly_alike_are_looked_for_than_are_shown(
    open_: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registrations, "MOST_ALIKE", 2)
    for no in range(1, 5):
        open_.hand_in(values(f"甲县第一中学代表队{no}号", f"单位{no}"))
    assert [(one.no, other.no) for one, other in alike(open_.state)] == [(1, 2), (1, 3)]


def test_a_link_that_was_revoked_or_replaced_opens_nothing(open_: Registered) -> None:
    code = begin(open_.ctx, competition_id=open_.id)
    open_.hand_in(values(), link_of(open_.ctx, open_.id, code))
    new = new_link(open_.ctx, actor=ORGANISER, competition_id=open_.id, no=1, key="new")
    assert refused(lambda: link_of(open_.ctx, open_.id, code)) == "link-unknown"
    assert link_of(open_.ctx, open_.id, new).no == 1
    end_link(open_.ctx, actor=ORGANISER, competition_id=open_.id, no=1, key="end")
    assert [(one.kind, one.outcome) for one in open_.state.registrations[1].steps][1:] == [
        ("registration.link", ""),
        ("registration.link", "ended"),
    ]
    assert refused(lambda: link_of(open_.ctx, open_.id, new)) == "link-unknown"


def test_a_link_does_nothing_to_the_registration_of_others(open_: Registered) -> None:
    open_.hand_in(values())
    other = open_.hand_in(values("乙队", "乙单位", ("赵一", "赵二", "赵三")))
    assert refused(lambda: open_.do(Withdraw(1), registrant(other))) == "registration-unknown"


def test_two_tabs_of_one_link_are_told_of_each_other(open_: Registered) -> None:
    link = open_.link()
    save(open_.ctx, link=link, revision=1, values=values())
    assert refused(lambda: save(open_.ctx, link=link, revision=1, values=values("乙队"))) == "draft-changed"


def test_contacts_stand_in_no_entry_and_each_look_at_them_does(open_: Registered) -> None:
    open_.hand_in(values())
    shown = contacts_of(open_.ctx, actor=ORGANISER, competition_id=open_.id, nos=[1], key="look")
    assert shown[1]["phone"] == ("0745-0000000",)
    with open_.ctx.store.read() as uow:
        entries = uow.ledger.read(stream_of(open_.id))
    assert "0745" not in str([one.payload for one in entries])
    assert [(one.kind, one.by) for one in open_.state.registrations[1].steps][-1] == ("contacts.look", ORGANISER.id)


def test_contacts_are_erased_on_the_day_of_the_rules_and_names_stay(open_: Registered, clock: FakeClock) -> None:
    open_.change(fields=(Field("身份证号后四位", personal=True), Field("口号")))
    open_.hand_in({**values(), "x0": ("1234",), "x1": ("学习",)})
    clock.time = moment_of(date(2027, 1, 1), ZONE)
    tick(open_.ctx, COMPETITION, stream_of(open_.id))
    with open_.ctx.store.read() as uow:
        held = uow.of(RegistrationText).all(competition=open_.id)
        entries = uow.ledger.read(stream_of(open_.id))
    assert [(one.personal, one.salt, one.values["x1"]) for one in held] == [({}, "", ("学习",))]
    assert fold(entries).live[0].form.members[0].name == "张一"
    look = {"actor": ORGANISER, "competition_id": open_.id, "nos": [1], "key": "look"}
    assert refused(lambda: contacts_of(open_.ctx, **look)) == "contacts-erased"


def test_the_relatives_of_judges_go_with_the_contacts(open_: Registered, clock: FakeClock) -> None:
    match = Match("m", open_.id, "第一场", "sheet", created_at=clock.time)
    with open_.ctx.store.write() as uow:
        uow.of(Match).put(match)
        put_seat(open_.ctx, uow, match.id, "judge", "李二", "", kin="张一")
        uow.commit()
    clock.time = moment_of(date(2027, 1, 1), ZONE)
    tick(open_.ctx, COMPETITION, stream_of(open_.id))
    with open_.ctx.store.read() as uow:
        assert [(one.label, one.kin) for one in uow.of(Ticket).all(match=match.id)] == [("李二", "")]


def test_pictures_of_teams_go_with_the_contacts_and_logos_stay(open_: Registered, clock: FakeClock) -> None:
    people, logo = (new_media(name=name, mime="image/png", data=name.encode()) for name in ("合影.png", "标志.png"))
    with open_.ctx.store.write() as uow:
        uow.of(Match).put(Match("m", open_.id, "第一场", "sheet", created_at=clock.time))
        uow.of(Team).put(Team("t", "m", "一队"))
        uow.commit()
    faces.set_team_picture(open_.ctx, actor=ORGANISER, team_id="t", picture=people)
    faces.add_logo(open_.ctx, actor=ORGANISER, competition_id=open_.id, picture=logo)
    clock.time = moment_of(date(2027, 1, 1), ZONE)
    tick(open_.ctx, COMPETITION, stream_of(open_.id))
    with open_.ctx.store.read() as uow:
        assert [(one.name, one.picture) for one in uow.of(Team).all(match="m")] == [("一队", "")]
        assert [one.name for one in uow.of(Medium).all()] == ["标志.png"]


def answers(event: Registered, no: int = 1) -> dict[str, str]:
    """What the desk reads in the newest version, by the name of the field."""
    asked = asked_fields(event.state)
    text = texts_of(event.ctx, actor=ORGANISER, competition_id=event.id, no=no)[-1]
    return {asked[field].name: said[0] for field, said in text.values.items() if field in asked}


def contacts(event: Registered, key: str) -> dict[str, str]:
    asked = asked_fields(event.state)
    found = contacts_of(event.ctx, actor=ORGANISER, competition_id=event.id, nos=[1], key=key)[1]
    return {asked[field].name: said[0] for field, said in found.items() if field in asked}


def test_an_answer_stays_with_its_field_when_fields_change_their_order_go_and_come(open_: Registered) -> None:
    slogan, papers, size = Field("口号"), Field("身份证号后四位", personal=True), Field("衣服尺码")
    open_.change(fields=(slogan, papers))
    link = open_.hand_in({**values(), "x0": ("学习",), "x1": ("1234",)})
    open_.change(fields=(size, papers, slogan))
    assert answers(open_) == {"口号": "学习"}
    assert contacts(open_, "a") == {"身份证号后四位": "1234"}
    assert [(field, one.name) for field, one in further_fields(open_.state).items()] == [
        ("x2", "衣服尺码"),
        ("x1", "身份证号后四位"),
        ("x0", "口号"),
    ]
    open_.change(fields=(size,))
    assert answers(open_) == {"口号": "学习"}
    assert contacts(open_, "b") == {"身份证号后四位": "1234"}
    open_.hand_in({**values(), "x0": ("不再问",), "x2": ("大",)}, link)
    assert answers(open_) == {"衣服尺码": "大"}


def test_what_becomes_personal_is_hidden_at_once_and_erased_on_its_day(open_: Registered, clock: FakeClock) -> None:
    open_.change(fields=(Field("身份证号", needed=True),))
    open_.hand_in({**values(), "x0": ("1234",)})
    draft = open_.link()
    save(open_.ctx, link=draft, revision=1, values={**values("乙队", "乙"), "x0": ("5678",)})
    open_.change(fields=(Field("身份证号", needed=True, personal=True),))
    assert answers(open_) == {}
    assert contacts(open_, "a") == {"身份证号": "1234"}
    assert opened(open_.ctx, draft).faults == ()
    clock.time = moment_of(date(2027, 1, 1), ZONE)
    tick(open_.ctx, COMPETITION, stream_of(open_.id))
    with open_.ctx.store.read() as uow:
        assert not any("x0" in {**one.values, **one.personal} for one in uow.of(RegistrationText).all())


def test_what_was_given_as_personal_never_becomes_public(open_: Registered) -> None:
    open_.change(fields=(Field("身份证号", personal=True),))
    assert refused(lambda: open_.change(fields=(Field("身份证号"),))) == "field-personal"
    open_.change(fields=())
    assert refused(lambda: open_.change(fields=(Field("身份证号"),))) == "field-personal"


def test_the_key_of_another_entry_is_refused_for_a_list(open_: Registered) -> None:
    with open_.ctx.store.read() as uow:
        used = uow.ledger.read(stream_of(open_.id))[0].key
    public = {field: said for field, said in values().items() if field in ("team", "unit", "leader", "members")}
    asked = {"actor": ORGANISER, "competition_id": open_.id, "key": used}
    assert refused(lambda: enter_teams(open_.ctx, teams=[public], **asked)) == "key-used"


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ({"closes_at": OPENS}, "registration-times"),
        ({"least": 4}, "registration-members"),
        ({"most": 99}, "registration-members"),
        ({"fields": (Field("口号"), Field("口 号"))}, "registration-fields"),
        ({"barred": ("专家",)}, "registration-barred"),
        ({"erase_on": date(2026, 5, 31)}, "registration-erase"),
    ],
)
def test_rules_that_contradict_themselves_are_refused(ctx: Context, rules: dict[str, Any], code: str) -> None:
    assert refused(lambda: open_registration(ctx, **rules)) == code


def test_rules_change_with_a_reason_and_not_for_nothing(open_: Registered) -> None:
    assert refused(lambda: open_.do(ChangeRules(replace(RULES, places=9)))) == "reason-needed"
    assert refused(lambda: open_.do(ChangeRules(RULES), reason="x")) == "registration-unchanged"
    assert refused(lambda: open_.do(OpenRegistration(RULES))) == "registration-open"
    open_.change(places=9)
    assert (open_.state.edition, open_.state.rules and open_.state.rules.places) == (2, 9)


ROWS = [
    {"team": "甲队", "organisation": "甲单位", "leader": "李一", "name": "张一"},
    {"name": "张二"},
    {"name": "张三"},
    {"name": "张四", "seat": "替补"},
    {"team": "乙队", "organisation": "乙单位", "leader": "李二", "name": "赵一"},
]


def team_rows(team: str, names: str, unit: str = "") -> list[dict[str, str]]:
    """A team with members of two signs."""
    people = [names[place : place + 2] for place in range(0, len(names), 2)]
    return [{"team": team, "organisation": unit or team, "leader": "李一", "name": name} for name in people]


def test_a_table_of_teams_is_tried_team_by_team_and_entered_by_one_entry(open_: Registered) -> None:
    asked = {"actor": ORGANISER, "competition_id": open_.id}
    reports = try_teams(open_.ctx, rows=ROWS, **asked)
    assert [(one.rows, [fault.code for fault in one.faults]) for one in reports] == [
        ((1, 2, 3, 4), []),
        ((5,), ["too-few"]),
    ]
    assert not open_.state.registrations
    before = open_.state.seq
    good = [
        *ROWS[:4],
        *({"team": "乙队", "organisation": "乙单位", "leader": "李二", "name": f"赵{no}"} for no in "一二三"),
    ]
    teams = [one.values for one in try_teams(open_.ctx, rows=good, **asked)]
    assert [enter_teams(open_.ctx, teams=teams, key="list", **asked).repeat for _ in range(2)] == [False, True]
    assert open_.state.seq == before + 1
    assert [(one.form.team, len(one.form.members)) for one in open_.state.live] == [("甲队", 4), ("乙队", 3)]
    assert roster_rows(open_.state.live)[3] == {
        "team": "甲队",
        "organisation": "甲单位",
        "leader": "李一",
        "name": "张四",
        "seat": "替补",
    }


def test_others_have_their_turn_after_each_team_of_a_long_table(open_: Registered) -> None:
    turns: list[int] = []
    asked = {"actor": ORGANISER, "competition_id": open_.id}
    reports = try_teams(open_.ctx, rows=ROWS, pause=lambda: turns.append(len(turns)), **asked)
    assert len(turns) == len(reports) == 2


def test_a_table_says_no_kinds_of_people_and_is_taken_where_they_are_asked(open_: Registered) -> None:
    open_.change(kinds=("职工", "专业讲师"), barred=("专业讲师",))
    asked = {"actor": ORGANISER, "competition_id": open_.id}
    (found,) = try_teams(open_.ctx, rows=ROWS[:4], **asked)
    assert not found.faulty
    enter_teams(open_.ctx, teams=[found.values], key="list", **asked)
    assert [one.form.team for one in open_.state.live] == ["甲队"]


def test_forms_that_nobody_wrote_in_keep_no_team_out(
    open_: Registered, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registrations, "MOST_REGISTRATIONS", 3)
    kept = open_.link()
    save(open_.ctx, link=kept, revision=1, values=values())
    blank = [begin(open_.ctx, competition_id=open_.id) for _ in range(2)]
    assert refused(lambda: begin(open_.ctx, competition_id=open_.id)) == "registrations-many"
    clock.time += registrations.BLANK_FOR + 1
    begin(open_.ctx, competition_id=open_.id)
    assert [refused(partial(link_of, open_.ctx, open_.id, code)) for code in blank] == ["link-unknown"] * 2
    open_.hand_in(values(), kept)
    with open_.ctx.store.read() as uow:
        assert [len(uow.of(kind).all()) for kind in (RegistrationLink, RegistrationText)] == [2, 2]


def test_a_table_whose_teams_contradict_each_other_is_entered_not_at_all(open_: Registered) -> None:
    asked = {"actor": ORGANISER, "competition_id": open_.id}
    twice = [{**values("甲队"), "leader": ("李一",)}, {**values("乙队"), "leader": ("李一",)}]
    public = [{field: one[field] for field in ("team", "unit", "leader", "members")} for one in twice]
    assert refused(lambda: enter_teams(open_.ctx, teams=public, key="list", **asked)) == "person-in-two-teams"
    with open_.ctx.store.read() as uow:
        assert not open_.state.registrations
        assert not [*uow.of(RegistrationText).all(), *uow.of(RegistrationLink).all()]
    rows = [
        {"team": team, "organisation": "甲单位", "leader": "李一", "name": name} for team in "甲乙" for name in "张王赵"
    ]
    found = try_teams(open_.ctx, rows=rows, **asked)
    assert [one.error and one.error.code for one in found] == [None, "person-in-two-teams"]


def test_a_team_of_a_table_that_comes_when_all_places_are_taken_waits(open_: Registered) -> None:
    open_.change(places=1)
    rows = [
        {"team": team, "organisation": team, "leader": "李一", "name": name} for team in "甲乙" for name in "张王赵"
    ]
    asked = {"actor": ORGANISER, "competition_id": open_.id}
    enter_teams(open_.ctx, teams=[one.values for one in try_teams(open_.ctx, rows=rows, **asked)], key="list", **asked)
    assert [one.status for one in open_.state.live] == ["submitted", "waiting"]
