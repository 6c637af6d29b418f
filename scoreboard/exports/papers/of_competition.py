"""Papers of a competition from a version of its result that two people have signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from scoreboard.exports.papers.blocks import Block, Grid, Heading, Paper, Signature, Text, Title, cells, joined
from scoreboard.exports.papers.certificates import EventCertificate
from scoreboard.exports.papers.commendation import Commendation, Commended, HolderKind, commendation_paper
from scoreboard.exports.papers.event_given import Given, number, number_of, rank_text, shown_code
from scoreboard.exports.papers.lists import AwardList, Winner, winners_grid
from scoreboard.exports.papers.words import day_of, nth, with_unit, word
from scoring.engine.competition.commend_state import Holder, Honour, TeamCertificate
from scoring.engine.competition.ranks import Ranked
from scoring.engine.rulefile.printed import Lang


def transcripts(given: Given, team: int = 0) -> Paper:
    """成绩单: a sheet for each team, or for one, with its result of every stage, its place and its awards."""
    lang = given.lang
    teams = [one for one in given.version.ranking if team in (0, one.team)]
    return joined([Paper(given.word("event.transcript"), tuple(_transcript(given, one)), lang) for one in teams])


def _transcript(given: Given, team: Ranked) -> Iterator[Block]:
    lang = given.lang
    yield Title(given.word("event.transcript"), given.mark)
    yield Text(given.word("event.transcript_of", title=given.title, team=with_unit(lang, team.name, team.unit)))
    head = tuple(given.word(f"event.column.{name}") for name in ("played_stage", "group", "rank_in_group", "score"))
    rows = [
        (one.stage, str(one.group or "—"), rank_text(one.rank, one.tied, lang), number(one.score))
        for signed in given.stages
        for one in signed.ranking
        if one.team == team.team
    ]
    yield Grid(head, cells(*rows), (4, 2, 3, 3))
    yield from map(Text, given.base_texts(team=team.team))
    yield Text(given.word("event.final_rank", rank=rank_text(team.rank, team.tied, lang)))
    won = [one.award for one in given.version.honours for each in one.holders if each.team == team.team and one.by_rank]
    for award in won:
        yield Text(given.word("event.won", award=award))
    for one in given.version.honours:
        for each in one.holders:
            if not one.by_rank and each.team == team.team:
                yield Text(given.word("event.won_by", name=each.name, award=one.award))
    yield Signature((given.organiser or given.title,), given.day)


def winners_paper(given: Given) -> Paper:
    """获奖名单: every award with its holders; one that stays empty says so."""
    lang = given.lang
    title = given.word("event.winners", title=given.title)
    rules = {one.name: one.rule for one in given.awards.awards}
    blocks: list[Block] = [Title(title, given.mark)]
    for no, one in enumerate(given.version.honours, start=1):
        key = "award" if one.holders else "award_empty"
        heading = given.word(f"event.{key}", award=one.award, count=len(one.holders))
        blocks.append(Heading(nth(lang, no, heading)))
        if rule := rules.get(one.award):
            blocks.append(Text(given.word("event.award_rule", rule=rule.rstrip("。."))))
        if one.ground:
            blocks.append(Text(given.word("event.ground", ground=one.ground)))
        if one.holders and one.award in given.awards.best:
            blocks.append(Text(given.word("event.formula")))
        if one.holders:
            blocks.append(winners_grid(award_list(one), lang, given.word("event.column.unit")))
    blocks.append(Signature((given.organiser or given.title,), given.day))
    return Paper(title, tuple(blocks), lang)


def award_list(one: Honour) -> AwardList:
    """An award with its holders as a list has them."""
    winners = tuple(Winner(each.name, each.unit if each.unit != each.name else "") for each in one.holders)
    return AwardList(one.award, winners)


def event_commendation(
    given: Given, kind: str = "decision", *, number: str = "", addressees: str = "", on: date | None = None,
    head: bool = False,
) -> Paper:  # fmt: skip
    """表彰决定 or 通报 of a version, with a list for each award that somebody has."""
    lang = given.lang
    awards = [Commended(_kind(given, one), award_list(one), prize=True) for one in given.version.honours if one.holders]
    whom = "people" if any(one.kind in ("player", "person") for one in awards) else "teams"
    made = Commendation(
        "circular" if kind == "circular" else "decision",
        given.title,
        given.word("event.basis", title=given.title, organiser=given.organiser or given.title),
        tuple(awards),
        (given.organiser or given.title,),
        on,
        number,
        title=given.word("event.circular" if kind == "circular" else f"event.decision_{whom}", title=given.title),
        addressees=addressees,
        call=given.word(f"event.call_{whom}"),
        head=head,
        under=given.mark,
        annex=given.word("event.winners", title=given.title),
        titles=given.titles,
    )
    return commendation_paper(made, lang)


def _kind(given: Given, one: Honour) -> HolderKind:
    """What the holders of an award are: teams, organisations, contestants, or people of whom some are none."""
    teams = {(team.team, team.name) for team in given.version.ranking}
    if one.by_rank or all((each.team, each.name) in teams for each in one.holders):
        return "team"
    if all(each.name == each.unit or not each.unit for each in one.holders):
        return "unit"
    return "player" if one.award in given.awards.best else "person"


def script_paper(given: Given) -> Paper:
    """颁奖主持词: every award from the last to the first, in each the last place first."""
    lang = given.lang
    title = given.word("event.script", title=given.title)
    blocks: list[Block] = [Title(title, given.mark), Text(given.word("event.script_note"))]
    for one in calling(given.version.honours):
        blocks.append(Heading(given.word("event.award", award=one.award, count=len(one.holders))))
        kind = given.word(f"kind.{_kind(given, one)}")
        blocks.append(Text(given.word("event.script_award", award=one.award, count=len(one.holders), kind=kind)))
        blocks += [
            Text(given.word("event.script_call", award=one.award, who=_who(given, holder)))
            for holder in reversed(one.holders)
        ]
        blocks.append(Text(given.word("event.script_end")))
    return Paper(title, tuple(blocks), lang)


def calling(honours: Sequence[Honour]) -> list[Honour]:
    """The awards in the order of their calling: those by name first, then those by rank, the last of them first."""
    given = [one for one in honours if one.holders]
    return [*(one for one in given if not one.by_rank), *reversed([one for one in given if one.by_rank])]


def _who(given: Given, holder: Holder) -> str:
    who = with_unit(given.lang, holder.name, holder.unit)
    members = "" if holder.members == (holder.name,) else _members(holder, given.lang)
    return given.word("event.script_members", who=who, members=members) if members else who


def _members(holder: Holder, lang: Lang) -> str:
    return word(lang, "review.between").join(holder.members)


def _numbered(one: TeamCertificate, lang: Lang) -> str:
    """The number, and that the certificate follows from a correction or is now printed again."""
    number = number_of(one)
    if one.version > 1:
        number = word(lang, "event.numbered_again", number=number, version=one.version)
    return word(lang, "event.reprint", number=number, times=len(one.printed) + 1) if one.printed else number


def certificates_of(
    given: Given, certificates: Sequence[TeamCertificate], address: str
) -> tuple[EventCertificate, ...]:
    """What stands on these certificates; one that was printed before says that it is a reprint."""
    lang = given.lang
    return tuple(
        EventCertificate(
            one.holder.name,
            one.holder.unit,
            one.award,
            given.title,
            given.organiser or given.title,
            day_of(given.day_of_version(one.version), lang),
            _numbered(one, lang),
            members=_members(one.holder, lang),
            rank=rank_text(one.holder.rank, tied=False, lang=lang) if one.holder.rank else "",
            code=shown_code(one.code),
            address=address,
        )
        for one in certificates
    )
