"""Teams, contestants, stations, tickets, accounts."""

from __future__ import annotations

import hashlib
from decimal import Decimal

import pytest

from scoring.engine.actors import Actor
from scoring.engine.errors import Conflict, Forbidden, Invalid, NotFound
from scoring.usecases import accounts, competitions, tickets
from scoring.usecases.context import Context
from scoring.usecases.quiz import matches, roster, stations
from scoring.usecases.quiz.roster_import import RosterReport, import_roster
from scoring.usecases.records import Contestant
from tests.fakes import FakeIds, fake_context
from tests.halls import ORGANISER, SHEET, Hall


@pytest.fixture
def match(ctx: Context) -> str:
    """A match without teams."""
    competition = competitions.create_competition(ctx, actor=ORGANISER, title="竞赛")
    return matches.create_match(ctx, actor=ORGANISER, competition_id=competition.id, title="决赛", text=SHEET).id


def names(ctx: Context, match: str) -> list[tuple[str, list[tuple[str, int]]]]:
    return [
        (one.team.name, [(person.name, person.seat) for person in one.contestants])
        for one in roster.roster_of(ctx, match)
    ]


def test_contestants_take_the_next_free_seat_and_reserves_come_last(ctx: Context, match: str) -> None:
    team = roster.add_team(ctx, actor=ORGANISER, match_id=match, name="甲队")
    for name, seat in (("替补", 0), ("甲二", 2), ("甲一", None), ("甲三", None)):
        roster.add_contestant(ctx, actor=ORGANISER, team_id=team.id, name=name, seat=seat)
    assert names(ctx, match) == [("甲队", [("甲一", 1), ("甲二", 2), ("甲三", 3), ("替补", 0)])]


def test_two_teams_of_one_name_and_two_people_on_one_seat_are_refused(ctx: Context, match: str) -> None:
    team = roster.add_team(ctx, actor=ORGANISER, match_id=match, name="甲队")
    with pytest.raises(Conflict, match="team-exists"):
        roster.add_team(ctx, actor=ORGANISER, match_id=match, name=" 甲队 ")
    roster.add_contestant(ctx, actor=ORGANISER, team_id=team.id, name="甲一", seat=1)
    with pytest.raises(Conflict, match="contestant-seat-taken"):
        roster.add_contestant(ctx, actor=ORGANISER, team_id=team.id, name="甲二", seat=1)
    with pytest.raises(Invalid, match="seat-out-of-range"):
        roster.add_contestant(ctx, actor=ORGANISER, team_id=team.id, name="甲二", seat=21)
    assert names(ctx, match) == [("甲队", [("甲一", 1)])]


def test_editing_a_team_leaves_alone_what_is_not_given(ctx: Context, match: str) -> None:
    team = roster.add_team(
        ctx,
        actor=ORGANISER,
        match_id=match,
        name="甲队",
        organisation="甲单位",
        leader="领队甲",
        carried=Decimal("2.5"),
    )
    edited = roster.edit_team(ctx, actor=ORGANISER, team_id=team.id, name="甲甲队")
    assert (edited.name, edited.organisation, edited.leader, edited.carried) == (
        "甲甲队",
        "甲单位",
        "领队甲",
        Decimal("2.5"),
    )


def test_a_team_and_its_people_are_edited_together_or_not_at_all(ctx: Context, match: str) -> None:
    team = roster.add_team(ctx, actor=ORGANISER, match_id=match, name="甲队")
    first, second = (
        roster.add_contestant(ctx, actor=ORGANISER, team_id=team.id, name=name) for name in ("甲一", "甲二")
    )
    for wrong in ({"joins": "长" * 80}, {"members": {first.id: "长" * 80}}, {"members": {"nobody": "甲三"}}):
        with pytest.raises((Invalid, NotFound)):
            roster.edit_team(ctx, actor=ORGANISER, team_id=team.id, name="甲甲队", **wrong)  # type: ignore[arg-type]
        assert names(ctx, match) == [("甲队", [("甲一", 1), ("甲二", 2)])]
    roster.edit_team(
        ctx,
        actor=ORGANISER,
        team_id=team.id,
        name="甲甲队",
        members={first.id: "", second.id: " 甲二二 "},
        joins="甲替",
        reserve=True,
    )
    assert names(ctx, match) == [("甲甲队", [("甲二二", 2), ("甲替", 0)])]


def test_a_name_has_only_characters_that_every_database_keeps(ctx: Context, match: str) -> None:
    team = roster.add_team(ctx, actor=ORGANISER, match_id=match, name="\x00甲\x1b \ud800队\x7f")
    assert team.name == "甲 队"
    with pytest.raises(Invalid, match="text-needed"):
        roster.add_team(ctx, actor=ORGANISER, match_id=match, name="\x00")


def test_a_removed_team_takes_people_tickets_and_the_draw_with_it(hall: Hall) -> None:
    ctx = hall.ctx
    issued = tickets.issue_missing(ctx, actor=ORGANISER, match_id=hall.match)
    roster.remove_team(ctx, actor=ORGANISER, team_id=hall.teams[0])
    assert [(one.team.id, one.team.station) for one in roster.roster_of(ctx, hall.match)] == [(hall.teams[1], 0)]
    assert len(tickets.tickets_of(ctx, hall.match)) == len(issued) - 1
    with ctx.store.read() as uow:
        assert tuple(uow.of(Contestant).all(team=hall.teams[0])) == ()


def rows(*lines: str) -> list[dict[str, str]]:
    """Table rows from ``队名/单位/姓名/席位`` with slashes."""
    return [dict(zip(("队名", "单位", "姓名", "席位"), line.split("/"), strict=False)) for line in lines]


def faults(report: RosterReport) -> list[tuple[int, str, str]]:
    return [(row.row, fault.field, fault.code) for row in report.rows for fault in row.faults]


def test_a_dry_run_reports_every_row_and_stores_nothing(ctx: Context, match: str) -> None:
    table = rows("甲队/甲单位/甲一/1", "//甲二/", "///", "乙队/乙单位/乙一/1", "乙队//乙替/替补")
    report = import_roster(ctx, actor=ORGANISER, match_id=match, rows=table)
    assert [(row.row, row.team, row.name, row.seat) for row in report.rows] == [
        (1, "甲队", "甲一", 1),
        (2, "甲队", "甲二", 2),
        (4, "乙队", "乙一", 1),
        (5, "乙队", "乙替", 0),
    ]
    assert (faults(report), report.teams, report.contestants, report.done) == ([], 2, 4, False)
    assert names(ctx, match) == []


def test_an_import_stores_what_the_dry_run_told(ctx: Context, match: str) -> None:
    table = rows("甲队/甲单位/甲一/1", "//甲二/2.0", "乙队/乙单位/乙一/1")
    assert import_roster(ctx, actor=ORGANISER, match_id=match, rows=table, dry_run=False).done is True
    assert names(ctx, match) == [("甲队", [("甲一", 1), ("甲二", 2)]), ("乙队", [("乙一", 1)])]


def test_one_faulty_row_keeps_everything_out_and_every_fault_is_named(ctx: Context, match: str) -> None:
    roster.add_team(ctx, actor=ORGANISER, match_id=match, name="旧队")
    table = rows(
        "/无队单位/某人/1",
        "甲队/甲单位/甲一/1",
        "甲队/另一单位/甲一/1",
        "甲队//甲三/第三",
        "甲队///2",
        "旧队//旧一/1",
        f"乙队//{'长' * 61}/1",
    )
    report = import_roster(ctx, actor=ORGANISER, match_id=match, rows=table, dry_run=False)
    assert faults(report) == [
        (1, "team", "text-needed"),
        (3, "organisation", "team-differs"),
        (3, "seat", "contestant-seat-taken"),
        (3, "name", "contestant-twice"),
        (4, "seat", "not-a-seat"),
        (5, "name", "text-needed"),
        (6, "team", "team-exists"),
        (7, "name", "text-too-long"),
    ]
    assert (report.faulty, report.done) == (True, False)
    assert names(ctx, match) == [("旧队", [])]


def test_a_table_of_two_hundred_rows_is_read_to_its_end(ctx: Context, match: str) -> None:
    table = rows(*(f"{no // 2 + 1}队//队员{no}/" for no in range(200)))
    report = import_roster(ctx, actor=ORGANISER, match_id=match, rows=table, dry_run=False)
    assert (len(report.rows), report.teams, report.contestants, report.done) == (200, 100, 200, True)


def test_a_team_has_no_more_contestants_than_the_rules_allow(ctx: Context, match: str) -> None:
    table = rows("甲队//甲一/", "//甲二/", "//甲替/替补", "//甲三/")
    report = import_roster(ctx, actor=ORGANISER, match_id=match, rows=table)
    assert [(row.row, fault.code, fault.fields) for row in report.rows for fault in row.faults] == [
        (4, "members-many", {"members": 2})
    ]
    assert [row.team_above for row in report.rows] == [False, True, True, True]


def test_stations_and_carried_scores_come_with_the_table(ctx: Context, match: str) -> None:
    table = [
        {"team": "甲队", "name": "甲一", "station": "2.0", "carried": "12.5"},
        {"team": "乙队", "name": "乙一", "station": "1", "carried": ""},
    ]
    import_roster(ctx, actor=ORGANISER, match_id=match, rows=table, dry_run=False)
    assert [(one.team.name, one.team.station, one.team.carried) for one in roster.roster_of(ctx, match)] == [
        ("乙队", 1, Decimal(0)),
        ("甲队", 2, Decimal("12.5")),
    ]
    wrong = [{"team": "丙队", "station": "一", "carried": "NaN"}, {"team": "丁队", "station": "2"}]
    told = import_roster(ctx, actor=ORGANISER, match_id=match, rows=wrong)
    assert faults(told) == [
        (1, "carried", "not-a-number"),
        (1, "station", "not-a-number"),
        (2, "station", "station-taken"),
    ]


@pytest.mark.parametrize("text", ["501", "3000000000", "1e20", "-1", "1.5"])
def test_a_station_that_no_hall_has_is_said_of_its_row(ctx: Context, match: str, text: str) -> None:
    table = [{"team": "甲队", "name": "甲一", "station": text}]
    (row,) = import_roster(ctx, actor=ORGANISER, match_id=match, rows=table, dry_run=False).rows
    assert [(one.code, one.fields) for one in row.faults] == [("not-a-station", {"text": text, "most": 500})]


def test_a_number_that_would_fill_the_memory_is_none(ctx: Context, match: str) -> None:
    huge = "1e999999999"
    table = [{"team": "甲队", "name": "甲一", "seat": huge, "station": huge, "carried": huge}]
    told = faults(import_roster(ctx, actor=ORGANISER, match_id=match, rows=table))
    assert told == [(1, "carried", "not-a-number"), (1, "station", "not-a-number"), (1, "seat", "not-a-seat")]
    with pytest.raises(Invalid, match="points-out-of-range"):
        roster.add_team(ctx, actor=ORGANISER, match_id=match, name="乙队", carried=Decimal(huge))
    with pytest.raises(Invalid, match="points-unreadable"):
        roster.add_team(ctx, actor=ORGANISER, match_id=match, name="乙队", carried=Decimal("1e-999999999"))


def test_no_rows_are_no_roster(ctx: Context, match: str) -> None:
    report = import_roster(ctx, actor=ORGANISER, match_id=match, rows=[{"队名": " "}], dry_run=False)
    assert (report.rows, report.faulty, report.done) == ((), True, False)


def test_the_draw_can_be_traced_from_its_lots(ctx: Context, match: str) -> None:
    fixed = fake_context(store=ctx.store, ids=FakeIds(lots=[2, 0, 0]))
    teams = {name: roster.add_team(ctx, actor=ORGANISER, match_id=match, name=name).id for name in ("丙", "甲", "乙")}
    drawn = stations.draw_stations(fixed, actor=ORGANISER, match_id=match)
    by_name = sorted(teams)
    expected = [by_name[2], by_name[0], by_name[1]]
    assert [team.name for team in drawn] == expected
    (entry,) = stations.draws_of(ctx, match)
    assert (entry.kind, entry.payload["lots"]) == ("stations.draw", [2, 0, 0])
    assert entry.payload["teams"] == [teams[name] for name in by_name]
    assert entry.payload["stations"] == {teams[name]: no for no, name in enumerate(expected, start=1)}


def test_a_station_drawn_in_the_hall_changes_places_and_is_recorded(hall: Hall) -> None:
    first, second = hall.teams
    stations.set_station(hall.ctx, actor=ORGANISER, match_id=hall.match, team_id=second, station=1, reason="现场抽签")
    assert [one.team.id for one in roster.roster_of(hall.ctx, hall.match)] == [second, first]
    last = stations.draws_of(hall.ctx, hall.match)[-1]
    assert (last.kind, last.reason, last.payload["stations"]) == ("station.set", "现场抽签", {first: 2, second: 1})
    with pytest.raises(Invalid, match="station-out-of-range"):
        stations.set_station(hall.ctx, actor=ORGANISER, match_id=hall.match, team_id=second, station=3)


def test_a_ticket_is_shown_once_and_kept_as_a_digest_only(hall: Hall) -> None:
    issued = tickets.issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role="host", label="主持人")
    assert len(issued.code) == 9
    assert set(issued.code) <= set(tickets.ALPHABET)
    assert not set("01IO") & set(tickets.ALPHABET)
    assert issued.ticket.secret == hashlib.sha256(issued.code.encode()).hexdigest()
    assert issued.code not in repr(issued.ticket)
    assert tickets.redeem(hall.ctx, issued.code) == issued.ticket


def test_a_code_may_be_typed_in_small_letters_with_blanks_and_dashes(hall: Hall) -> None:
    issued = tickets.issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role="host")
    typed = f" {issued.code[:4].lower()}-{issued.code[4:].lower()} "
    assert tickets.redeem(hall.ctx, typed).id == issued.ticket.id


@pytest.mark.parametrize("code", ["", "WRONGONE", "' OR 1=1", "甲" * 8])
def test_any_other_code_is_unknown(hall: Hall, code: str) -> None:
    tickets.issue_missing(hall.ctx, actor=ORGANISER, match_id=hall.match)
    with pytest.raises(Forbidden, match="ticket-unknown"):
        tickets.redeem(hall.ctx, code)


def test_a_new_code_ends_the_old_one_and_a_revoked_ticket_opens_nothing(hall: Hall) -> None:
    first = tickets.issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role="judge", seat=1)
    second = tickets.reissue_ticket(hall.ctx, actor=ORGANISER, ticket_id=first.ticket.id)
    with pytest.raises(Forbidden, match="ticket-unknown"):
        tickets.redeem(hall.ctx, first.code)
    assert tickets.redeem(hall.ctx, second.code).id == first.ticket.id
    tickets.revoke_ticket(hall.ctx, actor=ORGANISER, ticket_id=first.ticket.id)
    with pytest.raises(Forbidden, match="ticket-unknown"):
        tickets.redeem(hall.ctx, second.code)
    assert tickets.ticket_of(hall.ctx, first.ticket.id) is None


def test_missing_tickets_are_issued_once(hall: Hall) -> None:
    issued = tickets.issue_missing(hall.ctx, actor=ORGANISER, match_id=hall.match, judges=2)
    assert sorted((one.ticket.role, one.ticket.seat) for one in issued) == [
        ("chief", 0),
        ("display", 0),
        ("host", 0),
        ("judge", 1),
        ("judge", 2),
        ("team", 0),
        ("team", 0),
    ]
    assert len({one.code for one in issued}) == 7
    assert tickets.issue_missing(hall.ctx, actor=ORGANISER, match_id=hall.match, judges=2) == ()


def test_the_one_who_issues_tickets_says_what_seats_are_called_that_have_no_name(hall: Hall) -> None:
    issued = tickets.issue_missing(
        hall.ctx, actor=ORGANISER, match_id=hall.match, judges=2, call=lambda role, no: f"<{role}:{no}>"
    )
    labels = [one.ticket.label for one in issued if one.ticket.role != "team"]
    assert labels == ["<host:0>", "<chief:0>", "<judge:1>", "<judge:2>", "<display:0>"]
    one = tickets.issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role="judge", call=lambda *_: "评委")
    named = tickets.issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role="judge", label="钱一教授")
    assert (one.ticket.label, named.ticket.label) == ("评委", "钱一教授")


@pytest.mark.parametrize(("role", "team"), [("team", ""), ("team", "nobody"), ("host", "first")])
def test_a_team_seat_belongs_to_a_team_of_the_match_and_no_other_seat_does(hall: Hall, role: str, team: str) -> None:
    with pytest.raises((Invalid, NotFound)):
        tickets.issue_ticket(
            hall.ctx,
            actor=ORGANISER,
            match_id=hall.match,
            role=role,  # type: ignore[arg-type]
            team=hall.teams[0] if team == "first" else team,
        )


def test_an_account_signs_in_with_its_password_only(ctx: Context) -> None:
    account = accounts.add_account(ctx, name="组织者", password="足够长的一个密码！！")
    assert accounts.check_password(ctx, name=" 组织者 ", password="足够长的一个密码！！") == account
    assert accounts.actor_of(account) == Actor(f"account:{account.id}", "organiser")
    for name, password in (("组织者", "不对"), ("没有此人", "足够长的一个密码！！")):
        with pytest.raises(Forbidden, match="sign-in-failed"):
            accounts.check_password(ctx, name=name, password=password)


def test_a_new_password_ends_the_old_one(ctx: Context) -> None:
    accounts.add_account(ctx, name="组织者", password="旧的旧的旧的旧的旧的")
    accounts.reset_password(ctx, name="组织者", password="新的新的新的新的新的")
    accounts.check_password(ctx, name="组织者", password="新的新的新的新的新的")
    with pytest.raises(Forbidden, match="sign-in-failed"):
        accounts.check_password(ctx, name="组织者", password="旧的旧的旧的旧的旧的")


def test_names_are_taken_once_and_passwords_are_not_short(ctx: Context) -> None:
    accounts.add_account(ctx, name="组织者", password="足够长的一个密码！！")
    with pytest.raises(Conflict, match="account-exists"):
        accounts.add_account(ctx, name="组织者", password="另一个足够长的密码！")
    with pytest.raises(Invalid, match="password-too-short"):
        accounts.add_account(ctx, name="另一个", password="short")
    with pytest.raises(NotFound, match="account-unknown"):
        accounts.reset_password(ctx, name="没有此人", password="足够长的一个密码！！")
