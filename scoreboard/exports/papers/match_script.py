"""主持词: what the host reads out, from the opening to the last award; what is not read stands in brackets."""

from __future__ import annotations

from collections.abc import Iterator

from scoreboard.exports.papers.blocks import Block, Heading, Paper, Text, Title
from scoreboard.exports.papers.match_given import MatchGiven, PaperPerson, PaperTeam
from scoreboard.exports.papers.match_result import best_of, won_by
from scoreboard.exports.papers.words import with_unit
from scoring.engine.quiz.rule_sheet_print import round_intro
from scoring.engine.rulefile.printed import number


def match_script(given: MatchGiven) -> Paper:
    """The whole script; before the lock the winners are blanks to be filled in."""
    title = given.word("script.title", name=given.name)
    parts = (_opening, _teams, _judges, _rounds, _awards, _closing)
    blocks: list[Block] = [Title(title), Text(given.word("script.note"))]
    heads = 0
    for part in parts:
        made = list(part(given))
        if not made:
            continue
        for block in made:
            if isinstance(block, Heading) and block.level == 1:
                heads += 1
                text = given.word("script.heading", no=_no(heads, given), title=block.text)
                blocks.append(Heading(text))
            else:
                blocks.append(block)
    return Paper(title, tuple(blocks), given.lang)


def _no(count: int, given: MatchGiven) -> str:
    return number(count) if given.lang == "zh" else str(count)


def _opening(given: MatchGiven) -> Iterator[Block]:
    yield Heading(given.word("script.opening"))
    yield Text(given.word("script.greeting"))
    yield Text(given.word("script.begins_by" if given.organiser else "script.begins", **_who(given)))
    yield Text(given.word("script.guests"))


def _who(given: MatchGiven) -> dict[str, str]:
    return {"name": given.name, "organiser": given.word("between").join(given.signed)}


def _teams(given: MatchGiven) -> Iterator[Block]:
    if not given.teams or given.sheet.contest is not None:  # a contest calls them one after the other
        return
    yield Heading(given.word("script.teams"))
    yield Text(given.word("script.teams_are", count=len(given.teams)))
    for team in given.teams:
        yield Text(_team(given, team))


def _team(given: MatchGiven, team: PaperTeam) -> str:
    who = with_unit(given.lang, team.name, team.unit)
    line = given.word("script.team" if team.station else "script.a_team", no=team.station, team=who)
    if team.leader:
        line += given.word("script.leader", name=team.leader)
    if team.members:
        line += given.word("script.members", names=given.word("between").join(team.members))
    return line + given.word("stop")


def _judges(given: MatchGiven) -> Iterator[Block]:
    yield Heading(given.word("script.judges"))
    yield Text(given.word("script.judges_are"))
    yield Text(given.word("script.judge", role=given.chief, who=_person(given, given.chief_judge, given.chief)))
    names = [_person(given, one, "") for one in given.judges]
    role = given.say("common.role.judge")
    if names:
        yield Text(given.word("script.judge", role=role, who=given.word("between").join(names)))
    yield Text(given.word("script.welcome"))


def _person(given: MatchGiven, person: PaperPerson, role: str) -> str:
    """A name with its organisation; a blank where the seat has no other name than its role."""
    if not person.name or person.name == role:
        return given.word("blank")
    return with_unit(given.lang, person.name, person.unit)


def _rounds(given: MatchGiven) -> Iterator[Block]:
    rounds = given.sheet.rounds
    for no, rule in enumerate(rounds, start=1):
        yield Heading(given.word("script.round", name=rule.name))
        words = {"no": _no(no, given), "name": rule.name}
        yield Text(given.word("script.round_last" if no == len(rounds) > 1 else "script.round_begins", **words))
        comma = given.word("comma")
        lines = round_intro(rule, given.lang, contest=given.sheet.contest)
        told = comma.join(line.rstrip("。.，,；; ") for line in lines)
        yield Text(given.printed(given.word("script.rule", rule=told)))
        if given.sheet.contest is not None:
            yield from _calls(given)
        yield Text(given.word("script.round_ends", name=rule.name))
    if given.sheet.tie_off.mode != "none":
        yield Text(given.word("script.tie_off"))


def _calls(given: MatchGiven) -> Iterator[Block]:
    """Each entry of a contest as it is called, in the order of appearance."""
    for team in sorted(given.teams, key=lambda one: one.station):
        who = with_unit(given.lang, team.name, team.unit)
        piece = given.word("script.piece", piece=given.say("live.piece", piece=team.piece)) if team.piece else ""
        yield Text(given.word("script.call", no=team.station, team=who, piece=piece))
    yield Text(given.word("script.marks"))


def _awards(given: MatchGiven) -> Iterator[Block]:
    won, best = won_by(given), best_of(given)
    yield Heading(given.word("script.awards"))
    yield Text(given.word("script.result", chief=given.chief))
    if given.sheet.freeze is not None:
        yield Text(given.word("script.reveal"))
    by_name = [one.name for one in given.sheet.awards if not one.by_rank] if given.awards else []
    for award in by_name:
        yield from _award(given, award, given.word("blank"))
    for award, _ in reversed(given.awards):
        teams = won.get(award, ())
        names = given.word("between").join(reversed(teams)) if teams else given.word("blank")
        yield from _award(given, award, names)
    if given.sheet.best_player is not None:
        yield from _award(given, given.sheet.best_player.name, best[0][1] if best else given.word("blank"))


def _award(given: MatchGiven, award: str, names: str) -> Iterator[Block]:
    yield Text(given.word("script.award", award=award, names=names))
    yield Text(given.word("script.handing", award=award))


def _closing(given: MatchGiven) -> Iterator[Block]:
    yield Heading(given.word("script.closing"))
    yield Text(given.word("script.speech"))
    yield Text(given.word("script.end", name=given.name))
