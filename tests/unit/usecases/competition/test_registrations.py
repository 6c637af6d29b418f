"""Registration of teams: what is taken, what is refused, who waits, what staff do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from scoring.engine.competition.commands import Admit, ChangeRules, Decide, OpenRegistration, Withdraw
from scoring.engine.competition.registration import Field
from scoring.usecases.competition import registrations
from scoring.usecases.competition.entering import enter_teams
from scoring.usecases.competition.job import stream_of
from scoring.usecases.competition.records import RegistrationLink, RegistrationText
from scoring.usecases.competition.registrations import (
    alike,
    alike_to,
    begin,
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
from tests.fakes import FakeClock, fake_context
from tests.registrations import CLOSES, OPENS, ORGANISER, RULES, Registered, open_registration, values
from tests.unit.usecases.competition.open_registration import clock, ctx, open_, refused

__all__ = ["clock", "ctx", "open_"]


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
