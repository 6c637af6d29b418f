"""What of a registration is personal: who sees it, when it is erased, and with what."""

from __future__ import annotations

from datetime import date

from scoring.engine.competition.event import fold
from scoring.engine.competition.registration import Field
from scoring.engine.moments import moment_of
from scoring.usecases import faces
from scoring.usecases.competition.forms import asked_fields, further_fields
from scoring.usecases.competition.job import COMPETITION, stream_of
from scoring.usecases.competition.records import RegistrationText
from scoring.usecases.competition.registrations import (
    contacts_of,
    opened,
    save,
    texts_of,
)
from scoring.usecases.media import new_media
from scoring.usecases.perform import tick
from scoring.usecases.records import Match, Medium, Team, Ticket
from scoring.usecases.tickets import put_seat
from tests.fakes import FakeClock
from tests.registrations import ORGANISER, ZONE, Registered, values
from tests.unit.usecases.competition.open_registration import clock, ctx, open_, refused

__all__ = ["clock", "ctx", "open_"]


def answers(event: Registered, no: int = 1) -> dict[str, str]:
    """What the desk reads in the newest version, by the name of the field."""
    asked = asked_fields(event.state)
    text = texts_of(event.ctx, actor=ORGANISER, competition_id=event.id, no=no)[-1]
    return {asked[field].name: said[0] for field, said in text.values.items() if field in asked}


def contacts(event: Registered, key: str) -> dict[str, str]:
    asked = asked_fields(event.state)
    found = contacts_of(event.ctx, actor=ORGANISER, competition_id=event.id, nos=[1], key=key)[1]
    return {asked[field].name: said[0] for field, said in found.items() if field in asked}


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
